"""The statute book itself: which law was in force on a day, what it does not know, what a reading changes."""

from dataclasses import replace
from datetime import date

import pytest

from poruka.law.engine import OPEN, Book, Condition, LawError, Question, Reading, condition, determine, terms
from poruka.law.facts import CONVICTIONS, PERSONS, SENTENCES, TABLES, Facts
from poruka.law.text import Text
from poruka.law.ukraine import BOOK
from poruka.law.ukraine.offences import find, is_corruption, listed, severity

NOBODY = Facts.of({"person_id": "P1"})

HISTORY = [
    # as of         version                   why
    ("2001-09-01", "ua-81-1/before", "the first day of the Criminal Code: nothing of this regime yet"),
    ("2022-02-23", "ua-81-1/before", "the day before martial law"),
    ("2022-02-24", "ua-81-1/2022-02-24", "martial law"),
    ("2024-05-17", "ua-81-1/2022-02-24", "the day before Law 3687-IX"),
    ("2024-05-18", "ua-81-1/2024-05-18", "Law 3687-IX is in force"),
    ("2025-06-16", "ua-81-1/2024-05-18", "the day before Law 4496-IX"),
    ("2025-06-17", "ua-81-1/2025-06-17", "Law 4496-IX"),
    ("2040-01-01", "ua-81-1/2025-06-17", "no later change is on file"),
]


@pytest.mark.parametrize(("day", "version", "why"), HISTORY)
def test_the_version_is_that_of_the_last_change(day: str, version: str, why: str) -> None:
    assert BOOK.version(date.fromisoformat(day)) == version, why
    assert determine(BOOK, NOBODY, date.fromisoformat(day)).law_version == version


def test_the_order_in_which_the_changes_are_listed_does_not_matter() -> None:
    backwards = replace(BOOK, changes=tuple(reversed(BOOK.changes)))
    assert backwards.version(date(2024, 6, 1)) == "ua-81-1/2024-05-18"


@pytest.mark.parametrize("day", [date(2001, 8, 31), date(1999, 1, 1)])
def test_a_day_before_the_code_is_refused(day: date) -> None:
    with pytest.raises(LawError) as refused:
        determine(BOOK, NOBODY, day)
    assert refused.value.text == Text(
        f"На {day:%d.%m.%Y} цього права ще не було: Кримінальний кодекс чинний з 01.09.2001. Вкажіть пізнішу дату.",
        f"This law did not exist on {day}: the Criminal Code is in force from 2001-09-01. Give a later date.",
    )


def test_before_the_regime_only_the_period_fails_for_its_date() -> None:
    """Nothing else is judged by the date: what cannot be told of an empty file could not be told then either."""
    before, after = (determine(BOOK, NOBODY, day) for day in (date(2024, 5, 17), date(2024, 5, 18)))
    assert (before.failed, after.failed) == (("period",), ())
    assert set(after.unknown) == set(before.unknown)


def test_a_condition_is_found_by_its_id() -> None:
    assert BOOK.condition("period").title == Text("Період дії", "Period")
    with pytest.raises(LawError) as refused:
        BOOK.condition("perod")
    assert refused.value.text == Text(
        "У книзі права немає умови «perod».", "The statute book has no condition “perod”."
    )


def test_an_unknown_question_names_the_known_ones() -> None:
    with pytest.raises(LawError) as refused:
        determine(BOOK, NOBODY, date(2026, 1, 15), {"citizen": "anyone"})
    known = "stage-of-offence, citizenship, code-1960, two-murders, responsible-office"
    assert refused.value.text == Text(
        f"Немає такого питання: «citizen». Відомі: {known}.", f"No such question: “citizen”. Known: {known}."
    )


def test_a_question_that_no_condition_depends_on_takes_no_reading() -> None:
    with pytest.raises(LawError, match="No such question: “leave”"):
        BOOK.adopt({"leave": "none"})


def test_an_unknown_reading_names_the_known_ones() -> None:
    with pytest.raises(LawError) as refused:
        BOOK.adopt({"citizenship": "all"})
    assert refused.value.text == Text(
        "Немає такого тлумачення питання «citizenship»: «all». Відомі: citizens-only, anyone, open.",
        "No such reading of “citizenship”: “all”. Known: citizens-only, anyone, open.",
    )


def test_an_adopted_book_says_under_which_readings_it_stands() -> None:
    assert BOOK.readings == {}
    assert BOOK.adopt({"citizenship": "anyone"}).readings == {
        "stage-of-offence": OPEN,
        "citizenship": "anyone",
        "code-1960": OPEN,
        "two-murders": "item-1-only",
        "responsible-office": "any-offence",
    }


def test_a_book_is_adopted_once_for_each_set_of_readings() -> None:
    facts = Facts.of({"person_id": "P1", "citizenship": "MDA"})
    book = replace(BOOK)
    for _ in range(2):
        determine(book, facts, date(2026, 1, 15), {"citizenship": "anyone", "code-1960": "covered"})
        determine(book, facts, date(2026, 1, 15), {"code-1960": "covered", "citizenship": "anyone"})
        determine(book, facts, date(2026, 1, 15))
    assert list(book.adoptions) == [(("citizenship", "anyone"), ("code-1960", "covered")), ()]


def test_the_first_open_question_of_a_finding_stands_for_it() -> None:
    foreign = determine(BOOK, Facts.of({"person_id": "P1", "citizenship": "MDA"}), date(2026, 1, 15))
    by_id = {finding.id: finding for finding in foreign.conditions}
    assert by_id["citizenship"].open_question == "citizenship"
    assert by_id["period"].open_question is None


def test_a_finding_names_the_facts_it_rests_on_and_where_they_stand() -> None:
    facts = Facts.of(
        {"person_id": "P1", "birth_date": date(1990, 6, 1)},
        [{"sentence_id": "S7", "person_id": "P1", "serving": True, "penalty": "arrest"}],
    )
    by_id = {f.id: f for f in determine(BOOK, facts, date(2026, 1, 15)).conditions}
    (age,) = by_id["lower-age"].facts
    assert (age.table, age.row_id, age.name, age.value) == ("persons", "P1", "birth_date", date(1990, 6, 1))
    served = {(f.table, f.row_id, f.name, f.value) for f in by_id["penalty"].facts}
    assert served == {("sentences", "S7", "serving", True), ("sentences", "S7", "penalty", "arrest")}
    assert by_id["period"].facts == ()
    assert by_id["penalty"].cites == "КК 81-1(1); КК 61, 63, 64"


def test_a_condition_is_declared_by_its_docstring_and_its_value() -> None:
    @condition("adult", title=Text("Повноліття", "Of age"), uk="Особі є 18.", cites="Ст. 1", in_force="2024-05-18")
    def adult() -> terms.SpanTerm:
        """The person is
        eighteen."""
        return terms.From(terms.DateOf("birth_date", years=18))

    assert adult == Condition(
        "adult",
        Text("Повноліття", "Of age"),
        Text("Особі є 18.", "The person is eighteen."),
        "Ст. 1",
        date(2024, 5, 18),
        "read",
        terms.From(terms.DateOf("birth_date", years=18)),
    )
    assert adult.facts == (("persons", "birth_date"),)
    assert adult.questions == ()


def test_a_condition_may_have_a_note_and_a_mark_of_its_own() -> None:
    note = Text("Наше прочитання.", "Our reading.")

    @condition("x", title=note, uk="Так.", cites="-", in_force="2024-05-18", mark="our_reading", note=note)
    def noted() -> terms.SpanTerm:
        """Yes."""
        return terms.Flat(terms.TRUE)

    assert (noted.note, noted.mark) == (note, "our_reading")


def test_a_condition_without_words_in_both_languages_cannot_be_declared() -> None:
    with pytest.raises(ValueError, match="a text needs both languages"):

        @condition("mute", title=Text("Німа", "Mute"), uk="Слова.", cites="-", in_force="2024-05-18")
        def mute() -> terms.SpanTerm:
            return terms.From(terms.DateOf("birth_date"))


def test_the_digest_changes_with_the_rules_and_only_with_them() -> None:
    moved = tuple(
        replace(c, rule=terms.Between(date(2024, 5, 19), date(9999, 12, 31))) if c.id == "period" else c
        for c in BOOK.conditions
    )
    reworded = tuple(replace(c, text=Text("Інакше", "Otherwise")) for c in BOOK.conditions)
    assert replace(BOOK, conditions=moved).digest != BOOK.digest
    assert replace(BOOK, conditions=reworded).digest == BOOK.digest
    assert replace(BOOK, conditions=BOOK.conditions[:-1]).digest != BOOK.digest
    assert len(BOOK.digest) == 16


def test_what_the_book_reads_is_read_off_its_rules() -> None:
    assert BOOK.facts[:3] == (("persons", "custody"), ("sentences", "serving"), ("sentences", "penalty"))
    for table, name in BOOK.facts:
        assert TABLES[table].column(name).name == name
    assert len(set(BOOK.fact_names)) == len(BOOK.fact_names)
    assert {name for _, name in BOOK.facts} == set(BOOK.fact_names)
    assert BOOK.question_ids == ("stage-of-offence", "citizenship", "code-1960", "two-murders", "responsible-office")


def test_rows_that_are_missing_altogether_have_a_name_too() -> None:
    """A rule may want a row of which it reads no column: its name is reported all the same."""
    rule = terms.Flat(terms.given(terms.Any("convictions", terms.TRUE), terms.TRUE, terms.Missing("article")))
    text = Text("Є засудження.", "There is a conviction.")
    book = Book("t", (Condition("some", text, text, "-", date(2024, 5, 18), "read", rule),), (), ())
    assert (book.facts, book.fact_names) == ((), ("article",))
    assert determine(book, NOBODY, date(2026, 1, 15)).missing_facts == ("article",)


def test_a_question_without_readings_is_not_one_that_can_be_answered() -> None:
    text = Text("Питання?", "A question?")
    book = Book("t", (), (Question("a", "1", text), Question("b", "2", text, (Reading("yes", text),))), ())
    assert book.question_ids == ("b",)
    assert book.adopt({}).readings == {"b": OPEN}
    assert book.version(date(2026, 1, 15)) == "t/before"


# --- texts and facts ----------------------------------------------------------------------------------------------


def test_a_text_has_two_languages() -> None:
    text = Text("Так", "Yes")
    assert [text.of(language) for language in ("uk", "en", "en-GB", "fr", "")] == ["Так", "Yes", "Yes", "Так", "Так"]
    for uk, en in (("", "Yes"), ("Так", " "), ("", "")):
        with pytest.raises(ValueError, match=r"^a text needs both languages$"):
            Text(uk, en)


def test_facts_are_filled_up_to_the_whole_row() -> None:
    facts = Facts.of(
        {"person_id": "P1"},
        ({"sentence_id": "S1", "person_id": "P1"},),
        [{"conviction_id": "C1", "person_id": "P1", "article": "115", "stage": None}],
    )
    assert facts.person_id == "P1"
    for table, row in ((PERSONS, facts.person), (SENTENCES, facts.sentences[0]), (CONVICTIONS, facts.convictions[0])):
        assert list(row) == [column.name for column in table.columns]
    given = {name: value for name, value in facts.convictions[0].items() if value is not None}
    assert given == {
        "conviction_id": "C1",
        "person_id": "P1",
        "code": "UA2001",
        "article": "115",
        "stage": "completed",
        "participation": "perpetrator",
    }


def test_a_person_number_that_is_a_number_is_read_as_words() -> None:
    assert Facts.of({"person_id": 17}).person_id == "17"


def test_a_column_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="persons has no column born, sexx"):
        Facts.of({"person_id": "P1", "sexx": "F", "born": 1})
    with pytest.raises(KeyError, match="convictions has no column artcle"):
        Facts.of({"person_id": "P1"}, [], [{"artcle": "115"}])


def test_the_first_column_of_a_table_is_its_key() -> None:
    assert {name: table.key for name, table in TABLES.items()} == {
        "persons": "person_id",
        "sentences": "sentence_id",
        "convictions": "conviction_id",
    }


# --- the catalogue of offences ------------------------------------------------------------------------------------

ON_FILE = [
    # article, part, on file, severity, why
    ("115", 2, True, "especially_grave", "murder with aggravating circumstances"),
    ("115", None, True, None, "the part is not on file, and severity depends on it"),
    ("115", 9, False, None, "no such part"),
    ("348", None, True, "especially_grave", "an article without parts"),
    ("348", 1, True, "especially_grave", "its part 1 is the article itself"),
    ("348", 2, False, None, "but it has no part 2"),
    ("110-1", None, False, None, "repealed"),
    ("999", 1, False, None, "no such article"),
]


@pytest.mark.parametrize(("article", "part", "on_file", "heavy", "why"), ON_FILE)
def test_what_is_on_file(article: str, part: int | None, on_file: bool, heavy: str | None, why: str) -> None:
    assert listed(article, part) is on_file, why
    assert severity(article, part) == heavy, why


def test_an_offence_is_found_with_all_that_is_known_of_it() -> None:
    theft = find("185", 1)
    assert theft is not None
    assert (theft.article, theft.part, theft.title_uk) == ("185", 1, "Крадіжка")
    assert (theft.life, theft.max_imprisonment_years, theft.severity) == (False, None, None)
    murder = find("115", 2)
    assert murder is not None
    assert (murder.life, murder.max_imprisonment_years) == (True, 15)
    officer = find("348", 1)
    assert officer is not None
    assert officer.part is None
    assert find("115", 3) is None


CORRUPTION = [
    # article, by abuse of office, answer, why
    ("368", None, True, "always"),
    ("368", False, True, "always, whatever is on file"),
    ("191", True, True, "by abuse of office"),
    ("191", False, False, "not by abuse of office"),
    ("191", None, None, "not on file"),
    ("185", True, False, "not on the list"),
]


@pytest.mark.parametrize(("article", "abuse", "answer", "why"), CORRUPTION)
def test_whether_it_is_a_corruption_offence(article: str, abuse: bool | None, answer: bool | None, why: str) -> None:
    (row,) = Facts.of({"person_id": "P1"}, [], [{"article": article, "abuse_of_office": abuse}]).convictions
    assert is_corruption(row) is answer, why


def test_of_the_code_of_1960_that_cannot_be_told() -> None:
    (row,) = Facts.of({"person_id": "P1"}, [], [{"article": "368", "code": "UA1960"}]).convictions
    assert is_corruption(row) is None


def test_an_answer_names_the_person_and_the_row_of_each_fact_it_rests_on() -> None:
    facts = Facts.of(
        {"person_id": "P1", "custody": "serving"},
        [{"sentence_id": "S1", "person_id": "P1", "penalty": "restriction_of_liberty", "serving": True}],
        [{"conviction_id": "C1", "person_id": "P1", "article": "348", "record": "serving"}],
    )
    found = determine(BOOK, facts, date(2026, 1, 15))
    used = {each.id: {(u.table, u.row_id, u.name): u.value for u in each.facts} for each in found.conditions}
    assert found.person_id == "P1"
    assert used["serving"] == {("persons", "P1", "custody"): "serving"}
    assert used["penalty"][("sentences", "S1", "penalty")] == "restriction_of_liberty"
    assert used["life-of-officer"][("convictions", "C1", "article")] == "348"
