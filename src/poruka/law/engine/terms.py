"""The language of the law: frozen terms that say what a condition asks of the facts.

Two kinds of term. A *test* has three values over one row of facts: true, false, not known. A *span term* gives the
days on which a condition holds. Being data, a term can be read back (which facts it uses), rewritten (a reading is
adopted, a draft amendment applied) and compiled (to plain Python, to data frame expressions).

Three-valued logic is Kleene's: ``unknown and false`` is false, ``unknown or true`` is true.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any as Anything
from typing import TypeVar


@dataclass(frozen=True)
class Term:
    """Anything the law is written in."""

    def children(self) -> tuple["Term", ...]:
        found: list[Term] = []
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if isinstance(value, Term):
                found.append(value)
            elif isinstance(value, tuple):
                found.extend(item for item in value if isinstance(item, Term))
        return tuple(found)


class Test(Term):
    """A question with three answers, asked of one row."""

    __test__ = False  # not a test case, whatever a test runner makes of the name

    def __and__(self, other: "Test") -> "Test":
        return All((self, other))

    def __or__(self, other: "Test") -> "Test":
        return Some((self, other))

    def __invert__(self) -> "Test":
        return Not(self)


@dataclass(frozen=True)
class Known(Test):
    """A test whose answer is fixed: the whole of ``TRUE`` and ``FALSE``."""

    value: bool


TRUE, FALSE = Known(True), Known(False)


@dataclass(frozen=True)
class Fact(Test):
    """A yes-or-no column, as it stands on file."""

    fact: str


@dataclass(frozen=True)
class OneOf(Test):
    """The fact is one of the values."""

    fact: str
    values: tuple[str | int, ...]


@dataclass(frozen=True)
class Overlaps(Test):
    """At least one of the listed numbers (items of an article's part) is one of the values."""

    fact: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Lookup:
    """A named set of keys; two lookups are the same when name and content are."""

    name: str
    keys: frozenset[str] = field(repr=False)
    digest: str = field(default="", init=False)

    def __post_init__(self) -> None:
        digest = hashlib.sha256("\n".join(sorted(self.keys)).encode()).hexdigest()[:12]
        object.__setattr__(self, "digest", digest)

    @staticmethod
    def key(*values: Anything) -> str:
        return "|".join("" if value is None else str(value) for value in values)


@dataclass(frozen=True)
class Listed(Test):
    """The facts, taken together, stand in a catalogue. Never unknown: an empty fact is part of the key."""

    facts: tuple[str, ...]
    lookup: Lookup


@dataclass(frozen=True)
class All(Test):
    """Every one holds."""

    tests: tuple[Test, ...]


@dataclass(frozen=True)
class Some(Test):
    """At least one holds."""

    tests: tuple[Test, ...]


@dataclass(frozen=True)
class Not(Test):
    """It does not hold."""

    test: Test


@dataclass(frozen=True)
class FirstKnown(Test):
    """The first that is known decides; the last says what is missing when none is."""

    tests: tuple[Test, ...]


@dataclass(frozen=True)
class NotRuledOut(Test):
    """True unless the test is known to be false."""

    test: Test


@dataclass(frozen=True)
class Missing(Test):
    """Not known, for want of the fact."""

    fact: str


@dataclass(frozen=True)
class Disputed(Test):
    """Not known, because the law can be read in two ways; true under reading ``yes``, false under any other."""

    question: str
    yes: str


@dataclass(frozen=True)
class Any(Test):
    """At least so many of the person's rows of ``table`` pass; a row that cannot be told is not skipped."""

    table: str
    test: Test
    at_least: int = 1


class SpanTerm(Term):
    """The days on which something holds."""


@dataclass(frozen=True)
class Flat(SpanTerm):
    """Always where the test is true, never where it is false."""

    test: Test


@dataclass(frozen=True)
class Between(SpanTerm):
    """A span fixed by law."""

    start: date
    end: date


@dataclass(frozen=True)
class DateTerm(Term):
    """A date of the person, moved by whole years and then by days."""

    years: int = field(default=0, kw_only=True)
    days: int = field(default=0, kw_only=True)


@dataclass(frozen=True)
class DateOf(DateTerm):
    """A date column of the person's own row."""

    fact: str


@dataclass(frozen=True)
class Latest(DateTerm):
    """The latest date among the rows that pass. No row passes: there is nothing to wait for."""

    fact: str
    table: str
    test: Test


@dataclass(frozen=True)
class From(SpanTerm):
    """From that date on."""

    date: DateTerm


@dataclass(frozen=True)
class Until(SpanTerm):
    """Up to, not including, that date."""

    date: DateTerm


@dataclass(frozen=True)
class Choose(SpanTerm):
    """One span where the test is true, another where it is false; where it is not known, what both allow."""

    test: Test
    then: SpanTerm
    otherwise: SpanTerm


@dataclass(frozen=True)
class Both(SpanTerm):
    """Every one of the spans."""

    spans: tuple[SpanTerm, ...]


@dataclass(frozen=True)
class Since(SpanTerm):
    """A rule that began on a day: before it nothing was asked, from it on the flat rule applies."""

    day: date
    rule: Flat


def holds_if(test: Test) -> Flat:
    """The condition always holds for a person of whom the test is true."""
    return Flat(test)


def never_if(test: Test) -> Flat:
    """The condition never holds for a person of whom the test is true."""
    return Flat(Not(test))


def either(*tests: Test) -> Test:
    """At least one of the tests; one alone stands for itself."""
    return tests[0] if len(tests) == 1 else Some(tests)


def given(known: Test, then: Test, otherwise: Test) -> Test:
    """``then`` where ``known`` is true, ``otherwise`` where it is false."""
    return Some((All((known, then)), All((Not(known), otherwise))))


T = TypeVar("T", bound=Term)


def walk(term: Term) -> Iterator[Term]:
    """The term and everything inside it, outermost first."""
    yield term
    for child in term.children():
        yield from walk(child)


@lru_cache(maxsize=4096)
def facts_used(term: Term, table: str = "persons") -> tuple[tuple[str, str], ...]:
    """The (table, column) pairs a term reads, in the order in which they are met."""
    found: dict[tuple[str, str], None] = {}
    match term:
        case Fact(fact) | OneOf(fact, _) | Overlaps(fact, _) | DateOf(fact):
            found[(table, fact)] = None
        case Listed(facts, _):
            found.update(dict.fromkeys((table, fact) for fact in facts))
        case Latest():
            found[(term.table, term.fact)] = None
    inner = term.table if isinstance(term, Any | Latest) else table
    for child in term.children():
        found.update(dict.fromkeys(facts_used(child, inner)))
    return tuple(found)


def questions_raised(term: Term) -> tuple[str, ...]:
    """The open questions a term depends on."""
    return tuple(dict.fromkeys(t.question for t in walk(term) if isinstance(t, Disputed)))


@lru_cache(maxsize=1024)
def settled(rule: SpanTerm, readings: tuple[tuple[str, str], ...]) -> SpanTerm:
    """The rule under readings, as (question, reading) pairs; a draft has most of its rules from today's law."""
    return settle(rule, dict(readings))


def settle(term: T, readings: dict[str, str]) -> T:
    """The same term with the adopted readings put in: a settled dispute becomes a plain true or false."""
    if isinstance(term, Disputed):
        if term.question not in readings:
            return term
        return Known(readings[term.question] == term.yes)  # type: ignore[return-value]
    return _folded(rebuilt(term, lambda inner: settle(inner, readings)))  # type: ignore[return-value]


def rebuilt(term: T, change: Callable[[Term], Term]) -> T:
    """The same term with every term directly inside it changed."""
    changes: dict[str, Anything] = {}
    for name in term.__dataclass_fields__:
        value = getattr(term, name)
        if isinstance(value, Term):
            changes[name] = change(value)
        elif isinstance(value, tuple) and any(isinstance(item, Term) for item in value):
            changes[name] = tuple(change(item) for item in value)
    return replace(term, **changes) if changes else term


def _folded(term: Term) -> Term:
    """The term without the parts that a fixed answer decides."""
    match term:
        case Not(Known(value)):
            return Known(not value)
        case All(tests) | Some(tests):
            decisive = isinstance(term, Some)
            left = tuple(test for test in tests if test != Known(not decisive))
            if Known(decisive) in left:
                return Known(decisive)
            if not left:
                return Known(not decisive)
            return left[0] if len(left) == 1 else replace(term, tests=left)
        case Any(_, Known(False)):
            return FALSE
    return term


@lru_cache(maxsize=4096)
def digest(term: Term) -> str:
    """A short name of the term's content: the same on every machine, different when any part of it is."""
    return hashlib.sha256(repr(term).encode()).hexdigest()[:16]
