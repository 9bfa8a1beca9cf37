"""Every kind of term, put to one person and to many: a small world is gone through whole, and both say the same.

In this world a day is yesterday, today, tomorrow or not on file, and whatever can be yes or no can be not on file too.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations_with_replacement, product
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from poruka.law.engine import END, START, Book, determine
from poruka.law.engine.book import Condition, Question, Reading
from poruka.law.engine.frames import BOUNDS, HOLDS, rule
from poruka.law.engine.layout import lay_out
from poruka.law.engine.spans import Answer, Span
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
    Latest,
    Missing,
    Not,
    NotRuledOut,
    OneOf,
    Since,
    Some,
    SpanTerm,
    Until,
)
from poruka.law.engine.terms import Any as AnyRow
from poruka.law.facts import CONVICTIONS, PERSONS, SENTENCES, Facts
from poruka.law.text import Text
from poruka.register.parsing import schema_of

TODAY = date(2026, 1, 15)
DAY = timedelta(days=1)
A_YEAR_AND_A_DAY_AGO = date(2025, 1, 14)
DAYS = (None, TODAY - DAY, TODAY, TODAY + DAY)
MAYBE = (None, False, True)

OFFICE, TRIAL, ABUSE, GRAVE = (
    Fact(name) for name in ("responsible_office", "corruption_trial", "abuse_of_office", "especially_grave")
)
BORN = DateOf("birth_date")


def last(test: Any) -> Latest:
    return Latest("expunges_on", "convictions", test)


RULES: dict[str, SpanTerm] = {
    "from a day": From(BORN),
    "until a day": Until(BORN),
    "from a year and a day after": From(DateOf("birth_date", years=1, days=1)),
    "fixed": Between(TODAY, TODAY + DAY),
    "one day or the other": Choose(OFFICE, From(BORN), Until(BORN)),
    "the other day or the one": Choose(OFFICE, Until(BORN), From(BORN)),
    "a day or a fact": Choose(OFFICE, From(BORN), Flat(TRIAL)),
    "a fact or a day": Choose(OFFICE, Flat(TRIAL), Until(BORN)),
    "one span or another": Choose(OFFICE, Between(START, TODAY), Between(TODAY - DAY, TODAY + DAY)),
    "another span or one": Choose(OFFICE, Between(TODAY - DAY, END), Between(TODAY + DAY, TODAY + 2 * DAY)),
    "a later span or an earlier one": Choose(OFFICE, Between(TODAY + DAY, END), Between(TODAY - DAY, TODAY + 2 * DAY)),
    "a shorter span or a longer one": Choose(OFFICE, Between(TODAY - DAY, TODAY), Between(TODAY - DAY, END)),
    "a choice in a choice": Choose(
        OFFICE, Choose(TRIAL, From(BORN), Until(BORN)), Choose(TRIAL, Until(BORN), From(BORN))
    ),
    "a choice of the rows": Choose(AnyRow("convictions", ABUSE), From(BORN), From(last(ABUSE))),
    "both": Both((Flat(OFFICE), From(BORN), Flat(TRIAL))),
    "both days": Both((From(BORN), Until(last(ABUSE)))),
    "both of one": Both((From(BORN),)),
    "both, one of them a choice": Both((Choose(TRIAL, From(BORN), Until(BORN)), Flat(OFFICE))),
    "both, one of them the same either way": Both(
        (Choose(OFFICE, Between(TODAY - DAY, END), Between(TODAY, END)), Flat(TRIAL))
    ),
    "both, one of them to the end of the day": Both(
        (Choose(OFFICE, Between(START, TODAY), Between(START, TODAY + DAY)), Flat(TRIAL))
    ),
    "both, one of them from the beginning of the day": Both(
        (Choose(OFFICE, Between(TODAY, END), Between(TODAY + DAY, END)), Flat(TRIAL))
    ),
    "a choice of what is over either way": Choose(
        TRIAL, Choose(OFFICE, Between(START, TODAY), Between(START, TODAY - DAY)), Between(START, END)
    ),
    "the same day either way": Choose(OFFICE, Both((From(BORN), Flat(TRIAL))), From(BORN)),
    "since yesterday": Since(TODAY - DAY, Flat(OFFICE)),
    "since today": Since(TODAY, Flat(OFFICE)),
    "since tomorrow": Since(TODAY + DAY, Flat(OFFICE)),
    "from the last": From(last(ABUSE)),
    "until the last": Until(last(ABUSE)),
    "from the last of those that may": From(last(FirstKnown((GRAVE, ABUSE)))),
    "from the last of all": From(last(TRUE)),
    "from the last of two facts": From(last(All((ABUSE, GRAVE)))),
    "from the last of a disputed": From(last(All((ABUSE, Disputed("q", "yes"))))),
    "from a day after the last": From(Latest("expunges_on", "convictions", ABUSE, days=1)),
    "any": Flat(AnyRow("convictions", ABUSE)),
    "none": Flat(Not(AnyRow("convictions", ABUSE))),
    "two": Flat(AnyRow("convictions", ABUSE, at_least=2)),
    "any that may": Flat(AnyRow("convictions", NotRuledOut(ABUSE))),
    "any of two facts": Flat(AnyRow("convictions", Some((ABUSE, GRAVE)))),
    "any by the first known": Flat(AnyRow("convictions", FirstKnown((GRAVE, ABUSE)))),
    "any by the first known of three": Flat(AnyRow("convictions", FirstKnown((ABUSE, GRAVE, Missing("article"))))),
    "any, or one's own": Flat(Some((AnyRow("convictions", ABUSE), OFFICE))),
    "two, and one's own": Flat(All((AnyRow("convictions", ABUSE, at_least=2), OFFICE))),
    "the first known": Flat(FirstKnown((OFFICE, TRIAL))),
    "the first known, or any": Flat(FirstKnown((OFFICE, AnyRow("convictions", ABUSE)))),
    "the first known, or two facts": Flat(FirstKnown((Fact("earlier_parole"), All((OFFICE, TRIAL))))),
    "the first known, or something": Flat(FirstKnown((OFFICE, TRUE))),
    "the first known, or a dispute": Flat(FirstKnown((OFFICE, Disputed("q", "yes")))),
    "and": Flat(All((OFFICE, TRIAL))),
    "or": Flat(Some((OFFICE, TRIAL))),
    "not both of them": Flat(Not(All((OFFICE, TRIAL)))),
    "and not": Flat(All((OFFICE, Not(TRIAL)))),
    "a dispute": Flat(All((OFFICE, Disputed("q", "yes")))),
    "two disputes": Flat(Some((All((OFFICE, Disputed("q", "yes"))), All((TRIAL, Disputed("r", "yes")))))),
    "the same twice": Flat(Some((All((OFFICE, TRIAL)), Not(OFFICE)))),
    "what is never empty": Flat(
        All((OneOf("custody", ("serving",)), AnyRow("convictions", OneOf("code", ("UA2001",)))))
    ),
    "nothing": Flat(FALSE),
}
WORDS = Text("так", "so")
BOOK = Book(
    "world",
    tuple(Condition(id, WORDS, WORDS, "", TODAY, "read", term) for id, term in RULES.items()),
    tuple(Question(id, id, WORDS, (Reading("yes", WORDS), Reading("no", WORDS))) for id in "qr"),
    (),
)


def people() -> Iterator[Facts]:
    rows = [{"expunges_on": day, "abuse_of_office": is_so} for day, is_so in product(DAYS, MAYBE)]
    graver = [{**row, "especially_grave": is_so} for row in rows[::5] for is_so in (False, True)]
    counts = [(), *((row,) for row in [*rows, *graver]), *combinations_with_replacement(rows[::2] + graver[::3], 2)]
    own = list(product((*DAYS, A_YEAR_AND_A_DAY_AGO), MAYBE, MAYBE))
    everybody = [*product(own, [(), (rows[2],), (rows[3], rows[10])]), *product(own[1::9], counts)]
    for number, ((born, office, trial), theirs) in enumerate(everybody):
        who = f"P{number}"
        yield Facts.of(
            {"person_id": who, "birth_date": born, "responsible_office": office, "corruption_trial": trial},
            [],
            [{"conviction_id": f"{who}-{i}", "person_id": who, **row} for i, row in enumerate(theirs)],
        )


EVERYBODY = tuple(people())


@pytest.fixture(scope="module")
def ruled() -> pl.DataFrame:
    """What the expressions for a population say, a row a person."""
    persons = pl.DataFrame([dict(facts.person) for facts in EVERYBODY], schema=schema_of(PERSONS))
    convictions = pl.DataFrame(
        [dict(row) for facts in EVERYBODY for row in facts.convictions], schema=schema_of(CONVICTIONS)
    )
    tables = {
        "persons": persons.with_row_index("row"),
        "sentences": pl.DataFrame(schema=schema_of(SENTENCES)),
        "convictions": convictions,
    }
    adopted = BOOK.adopt({})
    laid_out = lay_out(adopted, {name: nw.from_native(table.lazy()) for name, table in tables.items()})
    found = rule({c.id: c.rule for c in adopted.conditions}, laid_out, nw.lit(TODAY), keep=("row",))
    frame: pl.DataFrame = found.to_native().collect()
    return frame.sort("row")


def answer_of(row: dict[str, Any], id: str) -> Answer:
    always, never = Span(START, END), Span(END, START)
    if f"{id}:{HOLDS}" in row:
        holds = row[f"{id}:{HOLDS}"]
        return Answer(always if holds else never, never if holds is False else always)
    sure_from, sure_until, may_from, may_until = (row[f"{id}:{end}"] for end in BOUNDS)
    return Answer(Span(sure_from, sure_until), Span(may_from, may_until))


@pytest.mark.parametrize("id", RULES)
def test_one_and_many_are_answered_alike(id: str, ruled: pl.DataFrame) -> None:
    labels = [column.removeprefix(f"{id}:") for column in ruled.columns if column.startswith(f"{id}:")]
    asked = Book(BOOK.name, (BOOK.condition(id),), BOOK.questions, ())
    for facts, row in zip(EVERYBODY, ruled.iter_rows(named=True), strict=True):
        [one] = determine(asked, facts, TODAY).conditions
        many = answer_of(row, id)
        assert (one.holds, one.from_, one.until) == (many.on(TODAY), many.start, many.end), facts
        if one.holds == "cannot_tell":
            blamed = {label for label in labels if row[f"{id}:{label}"] is True and label not in (HOLDS, *BOUNDS)}
            assert blamed == {*one.missing_facts, *(f"?{question}" for question in one.open_questions)}, facts


def test_in_this_world_every_rule_is_answered_in_more_than_one_way(ruled: pl.DataFrame) -> None:
    told = {id: {answer_of(row, id).on(TODAY) for row in ruled.iter_rows(named=True)} for id in RULES}
    assert {id for id, answers in told.items() if len(answers) == 1} == {"fixed", "nothing", "since tomorrow"}
