"""The law's terms told in another language: for each test, what says that it surely holds, and that it may hold.

A language supplies words for the simplest things: a fact, a value among others, and, or, not, some of the rows. From
those the rest follows, three values included: *surely* is false for what is not known, *perhaps* is true.
"""

from abc import ABC, abstractmethod
from datetime import date
from typing import Any, Generic, TypeVar

from poruka.law.engine import Book, terms

W = TypeVar("W")
Pair = tuple[W, W]


class Language(ABC, Generic[W]):
    """``rows`` is the table whose rows are being asked, ``persons`` for the person's own facts."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.rows = "persons"

    @abstractmethod
    def constant(self, value: bool) -> W: ...

    @abstractmethod
    def fact(self, name: str) -> Pair[W]: ...

    @abstractmethod
    def one_of(self, name: str, values: tuple[Any, ...]) -> Pair[W]: ...

    @abstractmethod
    def overlaps(self, name: str, values: tuple[int, ...]) -> Pair[W]: ...

    @abstractmethod
    def listed(self, names: tuple[str, ...], lookup: terms.Lookup) -> W: ...

    @abstractmethod
    def after_today(self, name: str, years: int, days: int) -> Pair[W]:
        """The date, moved, is later than the day asked."""

    @abstractmethod
    def every(self, parts: list[W]) -> W: ...

    @abstractmethod
    def some(self, parts: list[W]) -> W: ...

    @abstractmethod
    def negated(self, part: W) -> W: ...

    @abstractmethod
    def rows_that(self, table: str, passes: W, at_least: int) -> W:
        """At least so many rows of the person pass; ``passes`` was told while ``rows`` was that table."""

    def test(self, term: terms.Term) -> Pair[W]:
        """Surely, and perhaps."""
        match term:
            case terms.Known(value):
                return self.constant(value), self.constant(value)
            case terms.Fact(name):
                return self.fact(name)
            case terms.OneOf(name, values):
                return self.one_of(name, values)
            case terms.Overlaps(name, numbers):
                return self.overlaps(name, numbers)
            case terms.Listed(names, lookup):
                return (self.listed(names, lookup),) * 2
            case terms.Missing() | terms.Disputed():
                return self.constant(False), self.constant(True)
            case terms.Not(inner):
                sure, may = self.test(inner)
                return self.negated(may), self.negated(sure)
            case terms.NotRuledOut(inner):
                return (self.test(inner)[1],) * 2
            case terms.All(tests):
                parts = [self.test(each) for each in tests]
                return self.every([sure for sure, _ in parts]), self.every([may for _, may in parts])
            case terms.Some(tests):
                parts = [self.test(each) for each in tests]
                return self.some([sure for sure, _ in parts]), self.some([may for _, may in parts])
            case terms.FirstKnown(tests):
                sure, may = self.test(tests[0])
                if len(tests) == 1:
                    return sure, may
                rest = self.test(terms.FirstKnown(tests[1:]))
                return self.some([sure, self.every([may, rest[0]])]), self.some([sure, self.every([may, rest[1]])])
            case terms.Any(table, inner, at_least):
                sure, may = self.of_rows(table, inner)
                return self.rows_that(table, sure, at_least), self.rows_that(table, may, at_least)
        raise TypeError(f"not a test: {term!r}")

    def of_rows(self, table: str, test: terms.Term) -> Pair[W]:
        """A test asked of the rows of a table."""
        before, self.rows = self.rows, table
        try:
            return self.test(test)
        finally:
            self.rows = before

    def on_the_day(self, term: terms.Term) -> Pair[W]:
        """A condition holds on the day asked: surely, and perhaps."""
        match term:
            case terms.Flat(test):
                return self.test(test)
            case terms.Between(start, end):
                return (self.constant(start <= self.day < end),) * 2
            case terms.Since(day, rule):
                return self.on_the_day(rule) if self.day >= day else (self.constant(True),) * 2
            case terms.Until(terms.DateOf(name) as when):
                return self.after_today(name, when.years, when.days)
            case terms.From(terms.DateOf(name) as when):
                sure, may = self.after_today(name, when.years, when.days)
                return self.negated(may), self.negated(sure)
            case terms.From(terms.Latest() as latest):
                return self._latest_has_passed(latest)
            case terms.Both(spans):
                parts = [self.on_the_day(each) for each in spans]
                return self.every([sure for sure, _ in parts]), self.every([may for _, may in parts])
            case terms.Choose(test, then, otherwise):
                return self._choice(self.test(test), self.on_the_day(then), self.on_the_day(otherwise))
        raise TypeError(f"not a span term: {term!r}")

    def _choice(self, which: Pair[W], then: Pair[W], otherwise: Pair[W]) -> Pair[W]:
        (sure, may), (a, a_may), (b, b_may) = which, then, otherwise
        surely = [self.every([sure, a]), self.every([self.negated(may), b]), self.every([a, b])]
        perhaps = [self.every([may, a_may]), self.every([self.negated(sure), b_may])]
        return self.some(surely), self.some(perhaps)

    def _latest_has_passed(self, latest: terms.Latest) -> Pair[W]:
        """No row that may pass has a date still to come or not known; no row that surely passes has one to come."""
        before, self.rows = self.rows, latest.table
        sure, may = self.test(latest.test)
        surely_ahead, perhaps_ahead = self.after_today(latest.fact, latest.years, latest.days)
        surely, perhaps = self.every([sure, surely_ahead]), self.every([may, perhaps_ahead])
        self.rows = before
        ahead = [self.rows_that(latest.table, passes, 1) for passes in (perhaps, surely)]
        return self.negated(ahead[0]), self.negated(ahead[1])


def told_in(language: Language[W], book: Book) -> list[Pair[W]]:
    """Every condition of an adopted book."""
    return [language.on_the_day(condition.rule) for condition in book.conditions]
