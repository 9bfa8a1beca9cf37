"""The language of the law, one word at a time: each is put to the engine for one person and to the one for a population.

The people are six, told apart by what is on file; the answers stand beside each rule, in the same order.
"""

from datetime import date
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from poruka.law.engine import END, START, Book, Condition, Question, Reading, determine, terms
from poruka.law.engine.columns import Sheet
from poruka.law.engine.frames import rule as ruled
from poruka.law.engine.layout import asked, laid_columns, lay_out
from poruka.law.engine.terms import (
    FALSE,
    TRUE,
    All,
    Between,
    Both,
    Choose,
    DateOf,
    Disputed,
    Fact,
    FirstKnown,
    Flat,
    From,
    Known,
    Latest,
    Listed,
    Lookup,
    Missing,
    Not,
    NotRuledOut,
    OneOf,
    Overlaps,
    Since,
    Some,
    Until,
)
from poruka.law.engine.terms import (
    Any as AnyRow,
)
from poruka.law.facts import Facts
from poruka.law.text import Text
from tests.law.test_engines_agree import assert_answered_alike, register_of

ON = date(2026, 1, 15)
WORDS = Text("Правило.", "A rule.")
QUESTION = Question("q", "1", WORDS, (Reading("a", WORDS), Reading("b", WORDS)))


def book_of(*rules: terms.SpanTerm) -> Book:
    """A small book of these rules; after them one that every book has: some fact of the person is always asked for."""
    every = (*rules, Flat(OneOf("custody", ("serving",)))) if len(rules) > 1 else rules
    return Book(
        "t",
        tuple(Condition(f"c{i}", WORDS, WORDS, "-", START, "read", rule) for i, rule in enumerate(every)),
        (QUESTION,),
        (),
    )


def person(name: str, convictions: list[dict[str, Any]], **own: Any) -> Facts:
    return Facts.of(
        {"person_id": name, **own},
        [],
        [
            {"conviction_id": f"{name}{i}", "person_id": name, "article": "185", **row}
            for i, row in enumerate(convictions)
        ],
    )


SIX = [
    person("A", [{"part": 2, "items": (1, 4)}], earlier_parole=True, birth_date=date(2000, 2, 29)),
    person("B", [{"part": 1}, {"part": None}], earlier_parole=False, birth_date=date(2008, 1, 15)),
    person("C", [{"part": None, "items": (14, 41)}], earlier_parole=None, birth_date=None),
    person("D", [], earlier_parole=True, corruption_trial=True, birth_date=date(2008, 1, 16)),
    person("E", [{"part": 2, "items": None}, {"part": 2}], earlier_parole=False, corruption_trial=False),
    person("F", [{"part": 3, "expunges_on": date(2026, 1, 16)}], corruption_trial=True, birth_date=date(1900, 1, 1)),
]
PAROLE, TRIAL = Fact("earlier_parole"), Fact("corruption_trial")
ANSWER = {"y": "yes", "n": "no", "?": "cannot_tell"}
FIRST, SECOND, THIRD, LISTED = OneOf("part", (1,)), OneOf("part", (2,)), OneOf("part", (3,)), OneOf("part", (2, 3))
SOME_LISTED = Lookup("some", frozenset({Lookup.key("185", 2), Lookup.key("185", None)}))

TESTS = [
    # the test                                           A B C D E F   what is missing, by person
    (TRUE, "yyyyyy", {}),
    (FALSE, "nnnnnn", {}),
    (Known(True) & PAROLE, "yn?yn?", {"C": "earlier_parole", "F": "earlier_parole"}),
    (PAROLE, "yn?yn?", {"C": "earlier_parole", "F": "earlier_parole"}),
    (~PAROLE, "ny?ny?", {"C": "earlier_parole", "F": "earlier_parole"}),
    (
        PAROLE & TRIAL,
        "?n?yn?",
        {"A": "corruption_trial", "C": "earlier_parole corruption_trial", "F": "earlier_parole"},
    ),
    (PAROLE | TRIAL, "y??yny", {"B": "corruption_trial", "C": "earlier_parole corruption_trial"}),
    (NotRuledOut(PAROLE), "ynyyny", {}),
    (FirstKnown((TRIAL, PAROLE)), "yn?yny", {"C": "earlier_parole"}),
    (FirstKnown((PAROLE, TRIAL)), "yn?yny", {"C": "corruption_trial"}),
    (FirstKnown((TRIAL, PAROLE, TRUE)), "ynyyny", {}),
    (Missing("sex"), "??????", dict.fromkeys("ABCDEF", "sex")),
    (Disputed("q", "a"), "??????", dict.fromkeys("ABCDEF", "?q")),
    (PAROLE & Disputed("q", "a"), "?n??n?", {"A": "?q", "C": "earlier_parole ?q", "D": "?q", "F": "earlier_parole ?q"}),
    (AnyRow("convictions", SECOND), "y??nyn", {"B": "part", "C": "part"}),
    (AnyRow("convictions", LISTED), "y??nyy", {"B": "part", "C": "part"}),
    (AnyRow("convictions", SECOND, at_least=2), "nnnnyn", {}),
    (AnyRow("convictions", FIRST, at_least=2), "n?nnnn", {"B": "part"}),
    (AnyRow("convictions", NotRuledOut(SECOND)), "yyynyn", {}),
    (AnyRow("convictions", Overlaps("items", (1, 2))), "y?nn??", {"B": "items", "E": "items", "F": "items"}),
    (AnyRow("convictions", Overlaps("items", (41,))), "n?yn??", {"B": "items", "E": "items", "F": "items"}),
    (AnyRow("convictions", Overlaps("items", (4,)) & SECOND), "y?nn?n", {"B": "items part", "E": "items"}),
    (AnyRow("convictions", Listed(("article", "part"), SOME_LISTED)), "yyynyn", {}),
    (AnyRow("convictions", TRUE), "yyynyy", {}),
    (AnyRow("convictions", ~SECOND), "ny?nny", {"C": "part"}),
    (AnyRow("convictions", OneOf("code", ("UA2001",))), "yyynyy", {}),
    (terms.given(PAROLE, TRIAL, TRUE), "?y?yy?", {"A": "corruption_trial", "C": "earlier_parole corruption_trial"}),
]


@pytest.mark.parametrize(("test", "answers", "missing"), TESTS)
def test_a_test_has_three_answers(test: terms.Test, answers: str, missing: dict[str, str]) -> None:
    """``missing`` names what is asked for of whom; whoever can be told lacks nothing."""
    for facts, answer in zip(SIX, answers, strict=True):
        (found,) = determine(book_of(Flat(test)), facts, ON).conditions
        assert (facts.person_id, found.holds) == (facts.person_id, ANSWER[answer])
        named = {*found.missing_facts, *(f"?{id}" for id in found.open_questions)}
        assert bool(named) == (answer == "?")
        if facts.person_id in missing:
            assert named == set(missing[facts.person_id].split())


BORN, GROWN = DateOf("birth_date"), DateOf("birth_date", years=18)
LAST = Latest("expunges_on", table="convictions", test=TRUE)
SPANS = [
    # the rule                                      A B C D E F   why
    (Flat(PAROLE), "yn?yn?", "always or never"),
    (Between(ON, END), "yyyyyy", "begins today"),
    (Between(START, ON), "nnnnnn", "ended with yesterday"),
    (Between(ON, ON), "nnnnnn", "no day at all"),
    (From(GROWN), "yy?n?y", "eighteen today; eighteen tomorrow"),
    (Until(GROWN), "nn?y?n", "under eighteen"),
    (From(DateOf("birth_date", years=18, days=1)), "yn?n?y", "the day after"),
    (From(DateOf("birth_date", days=1)), "yy?y?y", "moved by a day only"),
    (From(BORN), "yy?y?y", "not moved at all"),
    (Until(DateOf("birth_date", years=9000)), "yy?y?y", "no further than the end of time"),
    (Choose(PAROLE, From(GROWN), Until(GROWN)), "yn?n??", "one way or the other"),
    (Choose(PAROLE, From(GROWN), From(GROWN)), "yy?n?y", "the same either way"),
    (Choose(PAROLE, Flat(TRIAL), Flat(TRUE)), "?y?yyy", "always or never, either way"),
    (Both((From(GROWN), Flat(PAROLE))), "yn?nn?", "each of them"),
    (Both((From(GROWN),)), "yy?n?y", "one alone"),
    (Both((From(GROWN), Until(GROWN))), "nn?n?n", "never both: F and the others are told"),
    (Since(ON, Flat(PAROLE)), "yn?yn?", "began today"),
    (Since(date(2026, 1, 16), Flat(PAROLE)), "yyyyyy", "begins tomorrow"),
    (From(LAST), "???y?n", "no date on file; tomorrow"),
    (Until(LAST), "???n?y", "until the same day"),
]


@pytest.mark.parametrize(("rule", "answers", "why"), SPANS)
def test_a_span_has_an_answer_for_each_day(rule: terms.SpanTerm, answers: str, why: str) -> None:
    told = "".join(
        next(k for k, v in ANSWER.items() if v == determine(book_of(rule), f, ON).conditions[0].holds) for f in SIX
    )
    assert told == answers, why


ENGINES = [
    *(pytest.param(engine, {}, id=f"{engine}-open") for engine in ("polars", "duckdb")),
    *(pytest.param("polars", {"q": reading}, id=f"polars-{reading}") for reading in ("a", "b")),
    pytest.param("spark", {}, id="spark-open", marks=pytest.mark.spark),
]


@pytest.mark.parametrize(("engine", "adopted"), ENGINES)
def test_a_population_is_answered_alike(engine: str, adopted: dict[str, str]) -> None:
    assert_answered_alike(
        engine, ON, SIX, adopted, book_of(*(Flat(test) for test, _, _ in TESTS), *(r for r, _, _ in SPANS))
    )


def test_the_ends_of_a_span_are_told_where_they_are_sure() -> None:
    ends = {}
    for rule, _, _ in SPANS:
        for facts in SIX:
            (found,) = determine(book_of(rule), facts, ON).conditions
            ends[rule, facts.person_id] = (found.from_, found.until)
    assert ends[From(GROWN), "A"] == (date(2018, 2, 28), END)
    assert ends[From(DateOf("birth_date", years=18, days=1)), "A"] == (date(2018, 3, 1), END)
    assert ends[Until(GROWN), "D"] == (START, date(2026, 1, 16))
    assert ends[From(GROWN), "C"] == (None, None)
    assert ends[Until(DateOf("birth_date", years=9000)), "A"] == (START, END)
    assert ends[Between(ON, END), "A"] == (ON, END)
    assert ends[Between(ON, ON), "A"] == (None, None)
    assert ends[Flat(PAROLE), "A"] == (START, END)
    assert ends[Flat(PAROLE), "B"] == (None, None)
    assert ends[Since(ON, Flat(PAROLE)), "A"] == (START, END)
    assert ends[Since(ON, Flat(PAROLE)), "B"] == (START, ON)
    assert ends[Since(ON, Flat(PAROLE)), "C"] == (START, None)
    assert ends[From(LAST), "F"] == (date(2026, 1, 16), END)
    assert ends[From(LAST), "D"] == (START, END)
    assert ends[Choose(PAROLE, From(GROWN), From(GROWN)), "F"] == (date(1918, 1, 1), END)


def test_a_date_before_the_beginning_of_time_is_its_beginning() -> None:
    (found,) = determine(book_of(From(DateOf("birth_date", years=-9000))), SIX[0], ON).conditions
    assert (found.holds, found.from_) == ("yes", START)


def test_the_later_of_several_dates_is_waited_for() -> None:
    """Of two records one is known, one is not: from the known one on it may hold, and it never surely does."""
    both_known = person("X", [{"expunges_on": date(2027, 1, 1)}, {"expunges_on": date(2028, 1, 1)}])
    one_known = person("X", [{"expunges_on": date(2027, 1, 1)}, {"expunges_on": None}])
    maybe = person("X", [{"expunges_on": date(2027, 1, 1), "part": None}, {"expunges_on": date(2025, 1, 1), "part": 2}])
    rule = From(Latest("expunges_on", table="convictions", test=TRUE))
    assert determine(book_of(rule), both_known, ON).conditions[0].from_ == date(2028, 1, 1)
    (found,) = determine(book_of(rule), one_known, ON).conditions
    assert (found.holds, found.missing_facts) == ("no", ())
    (found,) = determine(book_of(rule), one_known, date(2027, 1, 1)).conditions
    assert (found.holds, found.missing_facts) == ("cannot_tell", ("expunges_on",))
    of_part_two = From(Latest("expunges_on", table="convictions", test=SECOND, years=1, days=1))
    (found,) = determine(book_of(of_part_two), maybe, date(2026, 6, 1)).conditions
    assert (found.holds, found.missing_facts) == ("cannot_tell", ("part",))
    (found,) = determine(book_of(of_part_two), maybe, date(2026, 1, 1)).conditions
    assert (found.holds, found.missing_facts) == ("no", ())
    assert determine(book_of(of_part_two), maybe, date(2028, 1, 2)).conditions[0].holds == "yes"


READINGS = [
    # the rule                              open   a      b
    (Disputed("q", "a"), "?yn"),
    (~Disputed("q", "a"), "?ny"),
    (Disputed("q", "a") & TRUE, "?yn"),
    (Disputed("q", "a") & Disputed("q", "a"), "?yn"),
    (Disputed("q", "a") | Disputed("q", "b"), "?yy"),
    (Disputed("q", "a") & Disputed("q", "b"), "?nn"),
    (All((Disputed("q", "a"), PAROLE, TRIAL & TRUE)), "?nn"),
    (Some((Disputed("q", "a"), TRIAL)), "?yn"),
    (AnyRow("convictions", Disputed("q", "a")), "?yn"),
    (AnyRow("convictions", Disputed("q", "a") & SECOND), "nnn"),
    (FirstKnown((Disputed("q", "a"), TRUE)), "yyn"),
]


@pytest.mark.parametrize(("test", "answers"), READINGS)
def test_a_reading_settles_what_depends_on_it(test: terms.Test, answers: str) -> None:
    """Of a person with one conviction, of part 1, never paroled and not on trial."""
    known = person("X", [{"part": 1}], earlier_parole=False, corruption_trial=False)
    if test == READINGS[6][0]:
        assert determine(book_of(Flat(test)), known, ON).conditions[0].holds == "no"
        return
    book = book_of(Flat(test))
    readings: list[dict[str, str]] = [{}, {"q": "a"}, {"q": "b"}]
    told = [determine(book, known, ON, adopted).conditions[0].holds for adopted in readings]
    assert told == [ANSWER[letter] for letter in answers]
    for adopted in readings[1:]:
        (rule,) = (c.rule for c in book.adopt(adopted).conditions)
        assert terms.questions_raised(rule) == ()


FOLDED = [
    # written                                   after settling
    (All((TRUE, PAROLE)), PAROLE),
    (All((FALSE, PAROLE)), FALSE),
    (All((TRUE, TRUE)), TRUE),
    (All((TRUE, PAROLE, TRIAL)), All((PAROLE, TRIAL))),
    (Some((FALSE, PAROLE)), PAROLE),
    (Some((TRUE, PAROLE)), TRUE),
    (Some((FALSE, FALSE)), FALSE),
    (Some((FALSE, PAROLE, TRIAL)), Some((PAROLE, TRIAL))),
    (Not(TRUE), FALSE),
    (Not(FALSE), TRUE),
    (Not(PAROLE), Not(PAROLE)),
    (AnyRow("convictions", FALSE), FALSE),
    (AnyRow("convictions", TRUE), AnyRow("convictions", TRUE)),
    (AnyRow("convictions", FALSE & PAROLE, at_least=2), FALSE),
    (Not(All((TRUE, Not(FALSE)))), FALSE),
    (FirstKnown((PAROLE, Some((FALSE, TRIAL)))), FirstKnown((PAROLE, TRIAL))),
]


@pytest.mark.parametrize(("written", "settled"), FOLDED)
def test_what_is_decided_is_left_out(written: terms.Test, settled: terms.Test) -> None:
    assert terms.settle(written, {}) == settled
    assert terms.settle(Flat(written), {}) == Flat(settled)


def test_what_a_rule_reads_is_read_off_it() -> None:
    rule = Both(
        (
            Choose(PAROLE, From(BORN), Until(GROWN)),
            Flat(AnyRow("convictions", SECOND & Overlaps("items", (1,))) & Missing("sex") & Disputed("q", "a")),
            Flat(
                AnyRow("sentences", Listed(("penalty", "serving"), SOME_LISTED))
                | Disputed("p", "a")
                | Disputed("q", "b")
            ),
            From(Latest("expunges_on", table="convictions", test=Fact("abuse_of_office"))),
        )
    )
    assert terms.facts_used(rule) == (
        ("persons", "earlier_parole"),
        ("persons", "birth_date"),
        ("convictions", "part"),
        ("convictions", "items"),
        ("sentences", "penalty"),
        ("sentences", "serving"),
        ("convictions", "expunges_on"),
        ("convictions", "abuse_of_office"),
    )
    assert terms.questions_raised(rule) == ("q", "p")
    assert list(terms.walk(From(BORN))) == [From(BORN), BORN]


def test_equal_rules_have_one_name_and_different_ones_have_not() -> None:
    assert terms.digest(AnyRow("convictions", SECOND)) == terms.digest(AnyRow("convictions", OneOf("part", (2,))))
    others = (AnyRow("convictions", FIRST), AnyRow("sentences", SECOND), AnyRow("convictions", SECOND, at_least=2))
    assert len({terms.digest(one) for one in (AnyRow("convictions", SECOND), *others)}) == 4
    assert len(terms.digest(TRUE)) == 16
    keys = frozenset({"185|2"})
    assert Lookup("some", keys) == Lookup("some", keys) != Lookup("other", keys)
    assert Lookup("some", keys) != Lookup("some", keys | {"185|3"})
    assert Lookup("some", keys).digest != Lookup("some", keys | {"185|3"}).digest
    assert "185" not in repr(Lookup("some", keys)).replace(Lookup("some", keys).digest, "")
    assert Lookup.key("185", None, 2) == "185||2"
    assert len(Lookup("some", keys).digest) == 12


def test_either_of_one_is_that_one() -> None:
    assert terms.either(PAROLE) == PAROLE
    assert terms.either(PAROLE, TRIAL) == PAROLE | TRIAL == Some((PAROLE, TRIAL))
    assert All((PAROLE, TRIAL)) == PAROLE & TRIAL
    assert terms.never_if(PAROLE) == Flat(~PAROLE)
    assert terms.holds_if(PAROLE) == Flat(PAROLE)


# --- what no engine knows -----------------------------------------------------------------------------------------


def strange_rules() -> list[tuple[terms.SpanTerm, str]]:
    """A word added to the language and to no engine."""

    class Perhaps(terms.Test):
        """A test of a kind nobody compiles."""

    class Sometimes(terms.SpanTerm):
        """A span of a kind nobody compiles."""

    return [
        (Flat(Perhaps()), "not a test: "),
        (Sometimes(), "not a span term: "),
        (From(terms.DateTerm()), "not a date: "),
    ]


def test_a_table_that_no_engine_knows_is_never_passed_over() -> None:
    with pytest.raises(TypeError, match="not a table: 'conviction'"):
        determine(book_of(Flat(AnyRow("conviction", TRUE))), SIX[0], ON)


@pytest.mark.parametrize(("rule", "said"), strange_rules(), ids=["test", "span", "date"])
def test_a_word_that_an_engine_does_not_know_is_never_passed_over(rule: terms.SpanTerm, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        determine(book_of(rule), SIX[0], ON)
    frame = nw.from_native(pl.LazyFrame({"sex": ["F"]}))
    with pytest.raises(TypeError, match=said):
        ruled({"c": rule}, frame, nw.lit(ON))


# --- the columns a population is laid out in ------------------------------------------------------------------------


def test_each_question_is_laid_out_in_the_columns_it_says() -> None:
    book = book_of(Flat(AnyRow("convictions", SECOND)), From(LAST), Flat(AnyRow("convictions", FIRST, at_least=2)))
    register = register_of(SIX)
    tables = {
        "persons": nw.from_native(register.persons.with_row_index("row").lazy()),
        "sentences": nw.from_native(register.sentences.lazy()),
        "convictions": nw.from_native(register.convictions.lazy()),
    }
    laid = lay_out(book, tables).collect_schema().names()
    columns = [name for question in asked(book, "convictions") for name in laid_columns(question)]
    assert laid == ["row", "person_id", "custody", *columns]
    assert asked(book, "sentences") == ()


def test_a_sheet_works_out_each_test_once() -> None:
    sheet = Sheet()
    first, again = sheet.value(PAROLE & TRIAL), sheet.value(PAROLE & TRIAL)
    assert first is again
    sheet.fact(GROWN, nw.col("birth_date"))
    sheet.fact(GROWN, nw.col("birth_date"))
    frame = nw.from_native(pl.LazyFrame({"earlier_parole": [True], "corruption_trial": [None], "birth_date": [ON]}))
    assert len(sheet.add_to(frame).collect_schema().names()) == 3 + 2
