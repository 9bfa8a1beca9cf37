"""What a draft amendment would change: one person under today's law and under the draft, side by side."""

from datetime import date
from typing import Any

import pytest

from poruka.law.engine import END, Book, Condition, LawError, determine, terms
from poruka.law.facts import Facts
from poruka.law.text import Text
from poruka.law.ukraine import BOOK
from poruka.law.ukraine.amendments import amend, read
from poruka.law.ukraine.offences import NAMES_ATTEMPT, excluded, offence
from poruka.screening.whatif import shipped
from tests.law.spec.loader import cases
from tests.law.test_engines_agree import assert_answered_alike, numbered

ON = date(2026, 1, 15)
TODAY = {condition.id for condition in BOOK.conditions}


def drafted(*changes: str) -> Book:
    body = "\n".join(f"[[change]]\n{change}\n" for change in changes)
    return amend(BOOK, read(f'id = "test"\ntitle = {{ uk = "Спроба", en = "A try" }}\n\n{body}'))


def convict(
    *convictions: dict[str, Any], person: dict[str, Any] | None = None, sentence: dict[str, Any] | None = None
) -> Facts:
    """An ordinary convict of 1990 whom nothing bars, serving for burglary unless other convictions are given."""
    ordinary = {
        "person_id": "P1",
        "birth_date": date(1990, 6, 1),
        "citizenship": "UKR",
        "custody": "serving",
        "rank_group": "private",
        "responsible_office": False,
        "corruption_trial": False,
    }
    served = {"sentence_id": "S1", "person_id": "P1", "penalty": "fixed_term_imprisonment", "serving": True}
    counts = convictions or ({"article": "185", "part": 3},)
    return Facts.of(
        ordinary | (person or {}),
        [served | (sentence or {})],
        [
            {"conviction_id": f"C{i}", "person_id": "P1", "record": "serving", **count}
            for i, count in enumerate(counts, 1)
        ],
    )


def verdicts(facts: Facts, book: Book, on: date = ON) -> tuple[str, str]:
    """Under today's law, and under the draft."""
    return determine(BOOK, facts, on).verdict, determine(book, facts, on).verdict


BARRED_THEN_FREE = ("barred", "may_apply")
FREE_THEN_BARRED = ("may_apply", "barred")
FREE = ("may_apply", "may_apply")
BARRED = ("barred", "barred")

DRUNK = {"article": "286-1", "part": 4}
CALLS = {"article": "258-2", "part": 1}
DRUGS = {"article": "307", "part": 2}
CRUELTY = {"article": "115", "part": 2, "items": (4,)}
BRIBE = {"article": "368", "part": 4, "especially_grave": True}
EARLIER = {"record": "unexpunged", "expunges_on": date(2030, 1, 1)}
BURGLARY = {"article": "185", "part": 3}
SELLS = 'exclude = "drug-sales"\narticles = ["307"]\nparts = [2, 3]\nuk = "Не за збут."\nen = "Not for sales."'
WHOLE = 'exclude = "smuggling"\narticles = ["305", "306"]\nuk = "Не за контрабанду."\nen = "Not for smuggling."'
GROUPS = 'exclude = "groups"\narticles = ["115"]\nparts = [2]\nitems = [12]\nuk = "Не в групі."\nen = "Not in a group."'

CASES = [
    # the draft                                         the convict                 today, then under the draft
    ('lift = "drunk-driving-deaths"', convict(DRUNK), BARRED_THEN_FREE, "the bar is lifted"),
    ('lift = "drunk-driving-deaths"', convict(CALLS), BARRED, "another bar is not"),
    ('lift = "drunk-driving-deaths"', convict(BURGLARY, DRUNK | EARLIER), BARRED_THEN_FREE, "nor does the record bar"),
    ('lift = "terrorism"\narticles = ["258-2"]', convict(CALLS), BARRED_THEN_FREE, "one article is taken out"),
    ('lift = "terrorism"\narticles = ["258-2"]', convict(CALLS | {"article": "258-1"}), BARRED, "its neighbour stays"),
    ('lift = "terrorism"\narticles = ["258-2"]', convict(BURGLARY, CALLS | EARLIER), BARRED_THEN_FREE, "nor record"),
    ('lift = "qualified-murder"\narticles = ["115"]', convict(CRUELTY), BARRED_THEN_FREE, "the only article"),
    ('lift = "grave-corruption"\narticles = ["368"]', convict(BRIBE), BARRED_THEN_FREE, "whatever the label says"),
    ('lift = "earlier-record"', convict(BURGLARY, CALLS | EARLIER), BARRED_THEN_FREE, "the record is not asked about"),
    ('lift = "citizenship"', convict(person={"citizenship": "MDA"}), ("cannot_tell", "may_apply"), "no open question"),
    (SELLS, convict(DRUGS), FREE_THEN_BARRED, "a new bar"),
    (SELLS, convict(DRUGS | {"part": 3}), FREE_THEN_BARRED, "in its other part"),
    (SELLS, convict(DRUGS | {"part": 1}), FREE, "not in part 1"),
    (SELLS, convict(DRUGS | {"part": None}), ("may_apply", "cannot_tell"), "the part is not on file"),
    (SELLS, convict(BURGLARY, DRUGS | EARLIER), FREE_THEN_BARRED, "an earlier record for it bars too"),
    (SELLS, convict(BURGLARY, DRUGS | {"record": "expunged"}), FREE, "an expunged one does not"),
    (WHOLE, convict({"article": "305", "part": 1}), FREE_THEN_BARRED, "a whole article"),
    (WHOLE, convict({"article": "306", "part": None}), FREE_THEN_BARRED, "whatever its part"),
    (WHOLE, convict(DRUGS), FREE, "but not another"),
    (GROUPS, convict({"article": "115", "part": 2, "items": (12,)}), FREE_THEN_BARRED, "a new bar for one item"),
    (GROUPS, convict({"article": "115", "part": 2, "items": (6,)}), FREE, "for that item only"),
    ('widen = "terrorism"\narticles = ["257", "255"]', convict({"article": "257"}), FREE_THEN_BARRED, "the list grows"),
    ('widen = "terrorism"\narticles = ["257", "255"]', convict(CALLS), BARRED, "and keeps what it had"),
    ('widen = "terrorism"\narticles = ["257"]', convict(BURGLARY, {"article": "257"} | EARLIER), FREE_THEN_BARRED, "R"),
    ("age_limit = 65", convict(person={"birth_date": date(1964, 1, 15)}), BARRED_THEN_FREE, "62 on the day"),
    ("age_limit = 65", convict(person={"birth_date": date(1964, 1, 14)}), BARRED, "62 and a day"),
    ("age_limit = 65", convict(person={"birth_date": date(1963, 1, 14)}), BARRED, "63"),
    (
        "top_age_limit = 70",
        convict(person={"birth_date": date(1960, 1, 15), "rank_group": "top_officer"}),
        BARRED_THEN_FREE,
        "a general of 66",
    ),
    ("top_age_limit = 70", convict(person={"birth_date": date(1960, 1, 15)}), BARRED, "a private of 66"),
    ("years_left = 1", convict(person={"birth_date": date(1967, 1, 15)}), BARRED_THEN_FREE, "59, a year left"),
    ("years_left = 5", convict(person={"birth_date": date(1970, 1, 15)}), FREE_THEN_BARRED, "56, not five years left"),
    ("lowest_age = 40", convict(), FREE_THEN_BARRED, "35 is too young"),
    ("lowest_age = 16", convict(person={"birth_date": date(2009, 1, 15)}), BARRED_THEN_FREE, "17 is old enough"),
    (
        "unserved_years_at_most = 3",
        convict(sentence={"ends_on": date(2029, 1, 15)}),
        FREE,
        "three years to the day",
    ),
    (
        "unserved_years_at_most = 3",
        convict(sentence={"ends_on": date(2029, 1, 16)}),
        FREE_THEN_BARRED,
        "three years and a day",
    ),
    ("unserved_years_at_most = 3", convict(), ("may_apply", "cannot_tell"), "the end is not on file"),
    ('in_force = 2027-01-01\ncondition = "period"', convict(), FREE_THEN_BARRED, "not yet"),
    ('in_force = 2026-01-15\ncondition = "period"', convict(), FREE, "from today"),
    ('until = 2026-01-15\ncondition = "period"', convict(), FREE_THEN_BARRED, "ended yesterday"),
    ('until = 2026-01-16\ncondition = "period"', convict(), FREE, "the last day"),
    (
        'in_force = 2026-01-16\ncondition = "corruption-trial"',
        convict(person={"corruption_trial": True}),
        BARRED_THEN_FREE,
        "the bar begins tomorrow",
    ),
    (
        'in_force = 2026-01-15\ncondition = "corruption-trial"',
        convict(person={"corruption_trial": True}),
        BARRED,
        "the bar begins today",
    ),
]


@pytest.mark.parametrize(("change", "facts", "answers", "why"), CASES)
def test_who_gains_and_who_loses(change: str, facts: Facts, answers: tuple[str, str], why: str) -> None:
    assert verdicts(facts, drafted(change)) == answers, why


def test_the_limit_on_the_unserved_term_waits_for_the_last_of_the_sentences() -> None:
    """Two sentences being served and one that is not: the later end of the two counts, three years before it."""
    one = convict(sentence={"ends_on": date(2027, 5, 1)})
    ends = [("S2", date(2030, 3, 1), True), ("S3", date(2040, 1, 1), False)]
    more = [{**one.sentences[0], "sentence_id": id, "ends_on": end, "serving": s} for id, end, s in ends]
    found = determine(
        drafted("unserved_years_at_most = 3"), Facts(one.person, (*one.sentences, *more), one.convictions), ON
    )
    (limit,) = (f for f in found.conditions if f.id == "unserved-term")
    assert (limit.holds, limit.from_, limit.until) == ("no", date(2027, 3, 1), END)
    assert limit.text == Text(
        "До кінця строку покарання лишається не більше ніж 3 р.", "No more than 3 years of the sentence are left."
    )


def test_without_a_sentence_on_file_the_limit_cannot_be_told_for_want_of_its_end() -> None:
    for facts in (Facts.of({"person_id": "P1"}), Facts(convict().person, (), convict().convictions)):
        found = determine(drafted("unserved_years_at_most = 3"), facts, ON)
        (limit,) = (f for f in found.conditions if f.id == "unserved-term")
        assert (limit.holds, limit.missing_facts) == ("cannot_tell", ("ends_on",))


def test_changes_are_made_one_after_another() -> None:
    """The age limit goes to 65 and five years must be left to it: 60 is the last age, as before 57 was."""
    book = drafted("age_limit = 65", "years_left = 5", 'lift = "drunk-driving-deaths"')
    assert verdicts(convict(DRUNK, person={"birth_date": date(1966, 1, 15)}), book) == BARRED_THEN_FREE
    assert verdicts(convict(DRUNK, person={"birth_date": date(1965, 1, 14)}), book) == BARRED


def test_a_period_is_moved_at_both_ends() -> None:
    book = drafted(
        'until = 2026-02-01\ncondition = "period"',
        'in_force = 2025-01-01\ncondition = "period"',
    )
    answers = [determine(book, convict(), day).verdict for day in (date(2024, 12, 31), date(2025, 1, 1), ON)]
    assert answers == ["barred", "may_apply", "may_apply"]
    assert determine(book, convict(), date(2026, 2, 1)).verdict == "barred"


def test_lifting_brings_no_new_condition_and_adding_no_other() -> None:
    assert {c.id for c in drafted('lift = "penalty"').conditions} == TODAY - {"penalty"}
    added = drafted(SELLS).condition("drug-sales")
    assert {c.id for c in drafted(SELLS).conditions} == TODAY | {"drug-sales"}
    assert (added.title, added.text) == (Text("Не за збут.", "Not for sales."),) * 2
    assert (added.cites, added.mark, added.in_force) == ("проєкт", "open", date.min)


def test_attempts_and_the_code_of_1960_are_open_under_a_new_exclusion_too() -> None:
    book = drafted(SELLS)
    for count, question in (
        (DRUGS | {"stage": "attempt"}, "stage-of-offence"),
        (DRUGS | {"code": "UA1960"}, "code-1960"),
    ):
        assert question in determine(book, convict(count), ON).open_questions


def test_under_a_new_exclusion_the_same_facts_are_wanted() -> None:
    for facts, missing in (
        (Facts(convict().person, convict().sentences, ()), ("article",)),
        (convict(DRUGS | {"record": None}), ("record",)),
        (convict(DRUGS | {"part": 77}), ("article",)),
    ):
        (found,) = (f for f in determine(drafted(SELLS), facts, ON).conditions if f.id == "drug-sales")
        assert (found.holds, found.missing_facts) == ("cannot_tell", missing)


@pytest.mark.parametrize(
    ("change", "question"), [({"stage": "attempt"}, "stage-of-offence"), ({"code": "UA1960"}, "code-1960")]
)
def test_a_reading_settles_a_new_exclusion_too(change: dict[str, Any], question: str) -> None:
    book, facts = drafted(SELLS), convict(DRUGS | change)
    answers = [determine(book, facts, ON, {question: reading}) for reading in ("covered", "not-covered")]
    assert ["drug-sales" in answer.failed for answer in answers] == [True, False]
    for answer in answers:
        (found,) = (f for f in answer.conditions if f.id == "drug-sales")
        assert (found.missing_facts, found.open_questions) == ((), ())


def test_an_article_that_names_the_attempt_is_not_open_to_a_reading() -> None:
    """As Article 348 does: its attempt by the perpetrator is the offence, its preparation is an open question."""
    barred = terms.never_if(terms.Any("convictions", excluded(offence("348"), attempt_named=NAMES_ATTEMPT)))
    words = Text("Правило.", "A rule.")
    book = Book("t", (Condition("c", words, words, "-", ON, "read", barred),), BOOK.questions, ())
    officer = {"article": "348"}
    told = [
        determine(book, convict(officer | change), ON).conditions[0].holds
        for change in ({}, {"stage": "attempt"}, {"stage": "preparation"}, {"participation": "organiser"})
    ]
    assert told == ["no", "no", "cannot_tell", "cannot_tell"]


AGES = [
    # born          rank            until under a limit of 66 for top officers, 61 for others, two years left
    ("1962-05-10", "top_officer", date(2026, 5, 11)),
    ("1967-05-10", "private", date(2026, 5, 11)),
    ("1967-05-10", None, None),
]


@pytest.mark.parametrize(("born", "rank", "until"), AGES)
def test_the_birthday_itself_still_counts_under_a_moved_limit(born: str, rank: str | None, until: date | None) -> None:
    book = drafted("age_limit = 61", "top_age_limit = 66", "years_left = 2")
    facts = convict(person={"birth_date": date.fromisoformat(born), "rank_group": rank})
    (age,) = (f for f in determine(book, facts, ON).conditions if f.id == "upper-age")
    assert age.until == until


def test_a_listed_article_that_is_taken_out_no_longer_counts_towards_two_murders() -> None:
    """Under the reading that any two victims are enough, two counts of Article 115 bar; without 115 they do not."""
    two = convict({"article": "115", "part": 1}, {"article": "115", "part": 1})
    strict = {"two-murders": "any-two-victims"}
    assert determine(BOOK, two, ON, strict).verdict == "barred"
    assert determine(drafted('lift = "qualified-murder"\narticles = ["115"]'), two, ON, strict).verdict == "may_apply"


def test_the_draft_is_named_in_the_version_and_today_s_book_is_left_alone() -> None:
    before = BOOK.digest
    book = drafted("age_limit = 65")
    assert book.version(ON) == BOOK.version(ON) + "+test"
    assert determine(book, convict(), ON).law_version == book.version(ON)
    assert (BOOK.digest, BOOK.draft) == (before, "")
    assert book.digest != BOOK.digest


def test_two_drafts_of_one_name_are_not_taken_for_each_other() -> None:
    """The second says the same rule in other words: its own words are shown."""
    reworded = SELLS.replace("Not for sales.", "Not for selling.")
    for change, said in ((SELLS, "Not for sales."), (reworded, "Not for selling.")):
        found = determine(drafted(change), convict(DRUGS), ON)
        assert next(f for f in found.conditions if f.id == "drug-sales").text.en == said


EVERY_EXCLUSION = tuple(
    f'lift = "{id}"'
    for id in (
        *("national-security", "qualified-murder", "sexual-offence", "terrorism"),
        *("drunk-driving-deaths", "life-of-officer", "grave-corruption"),
    )
)
OWN = ("serving", "citizenship", "lower-age", "upper-age", "responsible-office", "corruption-trial")
ON_EVERY_ENGINE = [
    *(pytest.param(amend(BOOK, draft), "polars", id=id) for id, draft in sorted(shipped().items())),
    pytest.param(drafted(*EVERY_EXCLUSION), "polars", id="no-exclusion-left"),
    pytest.param(drafted(*EVERY_EXCLUSION), "duckdb", id="no-exclusion-left-duckdb"),
    pytest.param(drafted(SELLS, GROUPS, "lowest_age = 21", "years_left = 0"), "polars", id="several"),
    pytest.param(drafted(*(f'lift = "{id}"' for id in OWN)), "polars", id="nothing-of-the-person-is-asked"),
    pytest.param(drafted(SELLS, SELLS.replace("drug-sales", "again")), "polars", id="the-same-twice"),
    pytest.param(drafted(SELLS, GROUPS, "unserved_years_at_most = 0"), "duckdb", id="several-duckdb"),
]


@pytest.mark.parametrize(("book", "engine"), ON_EVERY_ENGINE)
def test_a_draft_is_answered_alike_for_one_person_and_for_a_population(book: Book, engine: str) -> None:
    everybody = [numbered(case.facts, number) for number, case in enumerate(cases())]
    assert_answered_alike(engine, ON, everybody, {}, book)


def test_an_earlier_record_is_nothing_to_wait_for_when_no_exclusion_is_left() -> None:
    assert verdicts(convict(BURGLARY, CALLS | EARLIER), drafted(*EVERY_EXCLUSION)) == BARRED_THEN_FREE


REFUSED = [
    (
        [f'lift = "{id}"' for id in sorted(TODAY)],
        "не лишилося б жодної умови",
        "no condition would be left",
    ),
    # the changes                                            what is said of them
    (
        ['lift = "terorism"'],
        "зміна 1: немає умови «terorism»; можливо, terrorism?",
        "change 1: there is no condition “terorism”; did you mean terrorism?",
    ),
    (['lift = "xyz"'], "зміна 1: немає умови «xyz»", "change 1: there is no condition “xyz”"),
    (
        ["age_limit = 65", 'lift = "upper-age"', "years_left = 2"],
        "зміна 3: немає умови «upper-age»",
        "change 3: there is no condition “upper-age”",
    ),
    (
        ['lift = "lower-age"', "lowest_age = 21"],
        "зміна 2: немає умови «lower-age»",
        "change 2: there is no condition “lower-age”",
    ),
    (
        ['lift = "penalty"\narticles = ["115"]'],
        "зміна 1: умова «penalty» не є переліком статей",
        "change 1: condition “penalty” is not a list of articles",
    ),
    (
        ['widen = "serving"\narticles = ["115"]'],
        "зміна 1: умова «serving» не є переліком статей",
        "change 1: condition “serving” is not a list of articles",
    ),
    (
        ['widen = "serviing"\narticles = ["115"]'],
        "зміна 1: немає умови «serviing»; можливо, serving?",
        "change 1: there is no condition “serviing”; did you mean serving?",
    ),
    (
        ['lift = "terrorism"\narticles = ["258", "115"]'],
        "зміна 1: в умові «terrorism» немає статті 115",
        "change 1: condition “terrorism” has no article 115",
    ),
    (
        ["age_limit = 65", SELLS, SELLS],
        "зміна 3: умова «drug-sales» вже є",
        "change 3: condition “drug-sales” exists already",
    ),
    (
        ['in_force = 2026-01-01\ncondition = "periood"'],
        "зміна 1: немає умови «periood»; можливо, period?",
        "change 1: there is no condition “periood”; did you mean period?",
    ),
    (
        ['in_force = 2026-01-01\ncondition = "terrorism"'],
        "зміна 1: дату цієї умови змінити не можна",
        "change 1: that condition has no such date to move",
    ),
    (
        ['until = 2026-01-01\ncondition = "corruption-trial"'],
        "зміна 1: дату цієї умови змінити не можна",
        "change 1: that condition has no such date to move",
    ),
]


@pytest.mark.parametrize(("changes", "uk", "en"), REFUSED)
def test_a_change_that_cannot_be_made_is_refused_in_a_sentence(changes: list[str], uk: str, en: str) -> None:
    with pytest.raises(LawError) as refused:
        drafted(*changes)
    stop = "" if en.endswith("?") else "."
    assert refused.value.text == Text(
        f"Проєкт зміни не прийнято: {uk}{stop}", f"The draft amendment was not accepted: {en}{stop}"
    )
    assert str(refused.value) == refused.value.text.en


def test_a_condition_that_was_lifted_can_be_written_anew() -> None:
    anew = SELLS.replace("drug-sales", "terrorism")
    assert verdicts(convict(DRUGS), drafted('lift = "terrorism"', anew)) == FREE_THEN_BARRED
    assert verdicts(convict(CALLS), drafted('lift = "terrorism"', anew)) == BARRED_THEN_FREE
