"""The law over a population: every condition is asked once of each case, and what has been answered is kept.

Conditions are grouped by the dates they turn on, because a date tells nearly everybody apart: those that turn on no
date have a few hundred cases, those of age as many as there are birthdays. Answers are kept by the content of the rule,
so a draft amendment costs only the conditions it changes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import narwhals as nw
import polars as pl

from poruka.law.engine import Book, Condition, terms
from poruka.law.engine.frames import rule
from poruka.law.engine.layout import Question, questions
from poruka.screening.answers import answers
from poruka.screening.outcome import Block, Outcome
from poruka.screening.plans import planned
from poruka.screening.population import Population, packed, unpacked

DAY = "#day"


@dataclass(frozen=True)
class Asked:
    """A condition as it is put to a population: its rule, named by content, and the laid-out columns that it reads."""

    id: str
    name: str
    rule: terms.SpanTerm
    questions: tuple[Question, ...]
    columns: frozenset[str]
    dates: frozenset[terms.Term]

    @classmethod
    def of(cls, condition: Condition) -> "Asked":
        rule = condition.rule
        own = [name for table, name in condition.facts if table == "persons"]
        laid = [name for question in questions(rule) for name in packed(question)]
        dates = (t for t in terms.walk(rule) if isinstance(t, terms.DateTerm))
        return cls(
            condition.id,
            terms.digest(rule),
            rule,
            questions(rule),
            frozenset([*own, *laid]),
            frozenset(terms.DateOf(t.fact) if isinstance(t, terms.DateOf) else t for t in dates),
        )


@dataclass(frozen=True)
class _Key:
    """A book by its content: hashing a book term by term takes longer than asking it."""

    digest: str
    book: Book = field(compare=False)


@lru_cache(maxsize=64)
def _asked(key: _Key) -> tuple[Asked, ...]:
    return tuple(map(Asked.of, key.book.conditions))


def rule_on(people: Population, book: Book, as_of: date, *, spans: bool = False) -> Outcome:
    """Apply an adopted book to a population as of a day."""
    asked = _asked(_Key(book.digest, book))
    with people.lock:
        people.lay_out(dict.fromkeys(question for one in asked for question in one.questions))
        blocks = [
            Block(answers(book, {one.id: one.name for one in some}, ruled, as_of, spans=spans), which)
            for some, ruled, which in _ruled(people, asked, as_of)
        ]
        return Outcome(book, people.persons.frame["person_id"], tuple(blocks))


def _ruled(
    people: Population, asked: Iterable[Asked], as_of: date
) -> Iterator[tuple[list[Asked], pl.DataFrame, pl.Series]]:
    """Conditions that are asked of the same cases, what they say of each case, and which case each person is."""
    by_dates: dict[frozenset[terms.Term], list[Asked]] = {}
    for one in asked:
        if not people.persons.covers(one.columns):
            by_dates.setdefault(one.dates, []).append(one)
    for some in by_dates.values():
        people.persons.alike(frozenset().union(*(one.columns for one in some)))
    together: dict[frozenset[str], list[Asked]] = {}
    for one in asked:
        together.setdefault(people.persons.covers(one.columns), []).append(one)
    for columns, some in together.items():
        group = people.persons.alike(columns)
        kept = people.kept.setdefault((columns, as_of), {})
        new = [one for one in some if one.name not in kept]
        if new:
            kept |= _said(group.cases, new, as_of)
        yield some, pl.DataFrame([column for one in some for column in kept[one.name]]), group.which


def _said(cases: pl.DataFrame, asked: Iterable[Asked], as_of: date) -> dict[str, list[pl.Series]]:
    """The columns of what each condition says of each case, by the condition's name."""
    rules = {one.name: one.rule for one in asked}
    today = unpacked(cases, dict.fromkeys(q for one in asked for q in one.questions)).with_columns(
        pl.lit(as_of).alias(DAY)
    )
    ruled = planned("rule " + " ".join(rules), lambda frame: rule(rules, frame, nw.col(DAY)), today)
    return {name: [column for column in ruled if column.name.startswith(f"{name}:")] for name in rules}
