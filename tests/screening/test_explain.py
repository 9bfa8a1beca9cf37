"""One person's answer in full: as data of a fixed shape, and as sentences for the person who asks."""

from datetime import date

import pytest

from poruka.law.facts import Facts
from poruka.law.ukraine import BOOK
from poruka.register.tables import Register, facts_of
from poruka.screening.engine import screen
from poruka.screening.explain import as_data, as_sentences, explain, label_of, supplier_of
from tests.screening.conftest import TODAY

SERVING = {"sentence_id": "S1", "penalty": "fixed_term_imprisonment", "serving": True}
PERSON = {
    "person_id": "P1",
    "birth_date": date(1990, 5, 5),
    "citizenship": "UKR",
    "custody": "serving",
    "rank_group": "private",
    "responsible_office": False,
    "corruption_trial": False,
}


def somebody(conviction: dict, **person: object) -> Facts:
    theft = {"conviction_id": "C1", "article": "185", "part": 4, "record": "serving"}
    return Facts.of({**PERSON, **person}, [SERVING], [{**theft, **conviction}])


def test_the_data_say_what_screening_says(country: Register) -> None:
    """The same fields, the same values, for everybody asked."""
    for row in screen(country, TODAY).head(60).iter_rows(named=True):
        facts = facts_of(country, row["person_id"])
        assert facts is not None
        data = as_data(explain(facts, TODAY))
        for name, value in row.items():
            told = value.isoformat() if isinstance(value, date) else value
            assert (row["person_id"], name, data[name]) == (row["person_id"], name, told)


def test_every_condition_is_told_with_its_article_and_the_facts_behind_it() -> None:
    data = as_data(explain(somebody({"article": "115", "part": 2}), TODAY), "en")
    assert [each["id"] for each in data["conditions"]] == [condition.id for condition in BOOK.conditions]
    murder = next(each for each in data["conditions"] if each["id"] == "qualified-murder")
    assert (murder["holds"], murder["from"], murder["until"]) == ("cannot_tell", None, None)
    assert murder["missing_facts"] == ["items"]
    assert "115" in murder["cites"]
    assert {"table": "convictions", "row": "C1", "name": "part", "value": 2} in murder["facts"]
    age = next(each for each in data["conditions"] if each["id"] == "upper-age")
    assert (age["holds"], age["until"]) == ("yes", "2047-05-06")
    assert {"table": "persons", "row": "P1", "name": "birth_date", "value": "1990-05-05"} in age["facts"]


@pytest.mark.parametrize(
    ("facts", "uk", "en"),
    [
        (somebody({}), "може подати заяву", "may apply"),
        (somebody({"article": "111", "part": 1}), "не може бути звільнена за статтею 81-1", "cannot be released"),
        (somebody({"article": "115", "part": 2}), "не можна сказати", "cannot tell"),
    ],
)
def test_the_sentences_begin_with_the_answer(facts: Facts, uk: str, en: str) -> None:
    answer = explain(facts, TODAY)
    assert uk in as_sentences(answer, "uk").splitlines()[0]
    assert en in as_sentences(answer, "en").splitlines()[0]


def test_what_does_not_hold_comes_first_then_what_cannot_be_told() -> None:
    """And what is missing stands under its condition, with who can supply it."""
    lines = as_sentences(explain(somebody({"article": "115", "part": 2}, custody="remand"), TODAY), "en").splitlines()
    marks = [line[:3] for line in lines if line.startswith("[")]
    assert marks == sorted(marks, key=["[-]", "[?]", "[+]"].index)
    at = next(number for number, line in enumerate(lines) if line.startswith("[?]"))
    assert lines[at + 1].strip() == "missing: items of the part – the court that gave the judgment can supply it"


def test_an_open_question_is_put_in_words() -> None:
    answer = explain(somebody({"article": "115", "part": 2, "items": (1,), "stage": "attempt"}), TODAY)
    question = next(each for each in BOOK.questions if each.id == "stage-of-offence")
    assert question.text.en in as_sentences(answer, "en")
    assert question.text.uk in as_sentences(answer, "uk")


def test_when_the_answer_changes() -> None:
    young = explain(somebody({}, birth_date=date(2008, 3, 1)), TODAY)
    assert "All conditions will hold from 01.03.2026." in as_sentences(young, "en")
    older = explain(somebody({}, birth_date=date(1969, 6, 1)), TODAY)
    assert "Остання умова спливає 02.06.2026." in as_sentences(older, "uk")


def test_every_fact_the_law_reads_has_words_and_a_supplier() -> None:
    for name in BOOK.fact_names:
        assert label_of(name).uk
        assert label_of(name).en
        assert supplier_of(name).uk
