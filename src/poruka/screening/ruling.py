"""The law over a population: every condition is asked once of each case, and what has been answered is kept.

Conditions are grouped by the dates they turn on, because a date tells nearly everybody apart: those that turn on no
date have a few hundred cases, those of age as many as there are birthdays. Answers are kept by the content of the rule,
so a draft amendment costs only the conditions it changes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import narwhals as nw
import polars as pl

from poruka.law.engine import Book, Condition, terms
from poruka.law.engine.frames import rule
from poruka.law.engine.layout import ROWS, Question, questions
from poruka.law.ukraine import BOOK
from poruka.screening.answers import answers
from poruka.screening.outcome import Block, Outcome
from poruka.screening.plans import planned
from poruka.screening.population import Population, at_once, population

if TYPE_CHECKING:
    from poruka.register.tables import Register

DAY = "#day"
FACTS = tuple(dict.fromkeys([*BOOK.facts, ("sentences", "ends_on"), ("persons", "institution_id")]))
"""What today's law asks and what a draft may ask besides, and where people are: enough for any what-if."""
COLUMNS_READ = {t: [name for table, name in FACTS if table == t] for t in ("persons", *ROWS)}
"""The same by table."""
MOST_KEPT = 64
"""How many groupings and days the answers are kept of."""
MOST_FOUND = 4


@dataclass(frozen=True)
class Asked:
    """A condition as it is put to a population: its rule, named by content, and the laid-out columns that it reads."""

    id: str
    name: str
    rule: terms.SpanTerm
    questions: tuple[Question, ...]
    facts: tuple[str, ...]
    dates: frozenset[terms.Term]

    @classmethod
    def of(cls, condition: Condition) -> "Asked":
        rule = condition.rule
        dates = (t for t in terms.walk(rule) if isinstance(t, terms.DateTerm))
        return cls(
            condition.id,
            terms.digest(rule),
            rule,
            questions(rule),
            tuple(name for table, name in condition.facts if table == "persons"),
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
    key = (book.digest, book.draft, as_of, spans)
    with people.lock:
        if key not in people.found:
            while len(people.found) >= MOST_FOUND:
                people.found.pop(next(iter(people.found)))
            asked = prepare(people, book)
            blocks = [
                Block(answers(book, {one.id: one.name for one in some}, ruled, as_of, spans=spans), which)
                for some, ruled, which in _ruled(people, asked, as_of)
            ]
            people.found[key] = Outcome(book, as_of, people.ids, tuple(blocks))
        return people.found[key]


def prepared(register: "Register") -> Population:
    """The register ready for any screening or what-if: laid out and grouped as today's law asks."""
    people = population(register, FACTS)
    prepare(people, BOOK.adopt({}))
    return people


def prepare(people: Population, book: Book) -> tuple[Asked, ...]:
    """Lay out what the book asks and has not been asked yet, and group those who are alike before it."""
    asked = _asked(_Key(book.digest, book))
    people.lay_out(dict.fromkeys(question for one in asked for question in one.questions))
    by_dates: dict[frozenset[terms.Term], set[str]] = {}
    for one in asked:
        columns = people.columns_for(one.facts, one.questions)
        if people.persons.covers(columns) is None:
            by_dates.setdefault(one.dates, set()).update(columns)
    at_once(people.persons.alike, by_dates.values())
    return asked


def _ruled(
    people: Population, asked: Iterable[Asked], as_of: date
) -> Iterator[tuple[list[Asked], pl.DataFrame, pl.Series]]:
    """Conditions that are asked of the same cases, what they say of each case, and which case each person is."""
    if len(people.kept) > MOST_KEPT:
        people.kept.clear()
    together: dict[frozenset[str], list[Asked]] = {}
    for one in asked:
        needed = people.columns_for(one.facts, one.questions)
        together.setdefault(people.persons.covers(needed) or frozenset(), []).append(one)
    for columns, some in together.items():
        group = people.persons.alike(columns)
        kept = people.kept.setdefault((columns, as_of), {})
        new = [one for one in some if one.name not in kept]
        if new:
            kept |= _said(people, group.cases, new, as_of)
        said = [column for name in dict.fromkeys(one.name for one in some) for column in kept[name]]
        yield some, pl.DataFrame(said), group.which


def _said(people: Population, cases: pl.DataFrame, asked: Iterable[Asked], as_of: date) -> dict[str, list[pl.Series]]:
    """The columns of what each condition says of each case, by the condition's name."""
    rules = {one.name: one.rule for one in asked}
    spelled = people.spelled(cases, dict.fromkeys(q for one in asked for q in one.questions))
    today = spelled.with_columns(pl.lit(as_of).alias(DAY))
    ruled = planned("rule " + " ".join(rules), lambda frame: rule(rules, frame, nw.col(DAY)), today)
    return {name: [column for column in ruled if column.name.startswith(f"{name}:")] for name in rules}
