"""Tests compiled to data frame columns, on any engine Narwhals speaks to.

Kleene's three values are the engines' own: true, false, null. What keeps an answer from being told is carried beside
it, one boolean for each missing fact or open question (``?id``), because a null does not say why it is one.

Every test is worked out once, in a column of its own: tests inside others first, level by level. A column that the
exchange format never leaves empty cannot be to blame for anything, so no column is made for that.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import and_, or_
from typing import Any

import narwhals as nw

from poruka.law.engine import terms
from poruka.law.facts import TABLES

Blame = Mapping[str, nw.Expr]

NEVER_EMPTY = frozenset(
    column.name for table in TABLES.values() for column in table.columns if column.required or column.default
)
"""Facts that every row has: required, or filled with their default."""


@lru_cache(maxsize=4096)
def labels(test: terms.Test) -> tuple[str, ...]:
    """Every missing fact and open question that could keep a test from being told."""
    match test:
        case terms.Fact(name) | terms.OneOf(name, _) | terms.Overlaps(name, _):
            return () if name in NEVER_EMPTY else (name,)
        case terms.Missing(name):
            return (name,)
        case terms.Disputed(question, _):
            return (f"?{question}",)
        case terms.FirstKnown(tests):
            return labels(tests[-1])
        case terms.Known() | terms.Listed() | terms.NotRuledOut():
            return ()
    return tuple(dict.fromkeys(label for part in _parts(test) for label in labels(part)))


@lru_cache(maxsize=4096)
def laid(question: terms.Any | terms.Latest, part: str) -> str:
    """The column in which part of the answer to a question about a person's rows is laid out.

    It is named by the content of the question: equal questions of different books share their columns.
    """
    return f"{terms.digest(question)}_{part}"


@dataclass(frozen=True, slots=True)
class Told:
    """A test worked out: its answer, and the level of columns from which it can be read."""

    value: nw.Expr
    level: int


def flag(expr: nw.Expr) -> nw.Expr:
    """Not known counts as no."""
    return expr.fill_null(False)


class Sheet:
    """Columns to be added to a frame so that each of some tests is worked out, once."""

    def __init__(self) -> None:
        self._levels: list[list[nw.Expr]] = []
        self._notes: list[nw.Expr] = []
        self._facts: dict[terms.Term, nw.Expr] = {}
        self._told: dict[terms.Test, Told] = {}

    def add_to(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """The frame with the columns of everything told so far."""
        for columns in (*self._levels, self._notes):
            frame = frame.with_columns(columns) if columns else frame
        return frame

    def note(self, expr: nw.Expr) -> nw.Expr:
        """A column for an expression made of tests that are told, so that it can be used many times."""
        name = f"note_{len(self._notes)}"  # no dot in it: Spark would take what follows for a field
        self._notes.append(expr.alias(name))
        return nw.col(name)

    def fact(self, term: terms.Term, expr: nw.Expr) -> nw.Expr:
        """A column for what a term makes of the facts alone."""
        if term not in self._facts:
            self._facts[term] = self._column(expr, 0).value
        return self._facts[term]

    def value(self, test: terms.Test) -> nw.Expr:
        """The answer to a test: true, false, or null where it is not known."""
        return self._tell(test).value

    def blame(self, test: terms.Test) -> Blame:
        """For each missing fact or open question, whether it is to blame that the test cannot be told; never null."""
        return merged({label: expr} for label, expr in self._blamed(test, self.value(test).is_null()))

    def _tell(self, test: terms.Test) -> Told:
        found = self._told.get(test)
        if found is None:
            found = self._told[test] = self._work_out(test)
        return found

    def _work_out(self, test: terms.Test) -> Told:
        match test:
            case terms.Known(value):
                return Told(nw.lit(value), 0)
            case terms.Missing() | terms.Disputed():
                return Told(nw.lit(None, dtype=nw.Boolean), 0)
            case terms.Fact(name):
                return Told(nw.col(name), 0)
            case terms.OneOf(name, values):
                return self._column(_one_of(nw.col(name), values), 0)
            case terms.Overlaps(name, numbers):
                return self._column(_overlaps(nw.col(name), numbers), 0)
            case terms.Listed(names, lookup):
                return self._column(_listed(names, lookup), 0)
            case terms.Any():
                return self._column(_answered(test), 0)
            case terms.Not(inner):
                told = self._tell(inner)
                return Told(~told.value, told.level)
        parts = [self._tell(t) for t in _parts(test)]
        return self._column(_combined(test, [p.value for p in parts]), max(p.level for p in parts))

    def _blamed(self, test: terms.Test, untold: nw.Expr) -> Iterator[tuple[str, nw.Expr]]:
        """Each reason why a test cannot be told; ``untold`` is where it cannot be and that matters to the whole."""
        parts = [part for part in _parts(test) if labels(part)]
        match test:
            case terms.Any():
                yield from ((label, untold & flag(nw.col(laid(test, label)))) for label in labels(test))
            case terms.FirstKnown(tests) if labels(test):
                yield from self._blamed(tests[-1], untold)
            case terms.All() | terms.Some() | terms.Not() if len(parts) == 1:
                yield from self._blamed(parts[0], untold)  # nothing else in it can be null
            case terms.All() | terms.Some():
                for part in parts:
                    yield from self._blamed(part, untold & self.value(part).is_null())
            case _:
                yield from ((label, untold) for label in labels(test))

    def _column(self, expr: nw.Expr, level: int) -> Told:
        while level >= len(self._levels):
            self._levels.append([])
        name = f"{level}_{len(self._levels[level])}"
        self._levels[level].append(expr.alias(name))
        return Told(nw.col(name), level + 1)


def _parts(test: terms.Test) -> tuple[terms.Test, ...]:
    return tuple(t for t in test.children() if isinstance(t, terms.Test))


def merged(blames: Iterable[Blame]) -> dict[str, nw.Expr]:
    """Each missing fact and open question once: to blame if it is to blame anywhere."""
    found: dict[str, nw.Expr] = {}
    for blame in blames:
        for label, expr in blame.items():
            found[label] = found[label] | expr if label in found else expr
    return found


def _one_of(column: nw.Expr, values: tuple[str | int, ...]) -> nw.Expr:
    if len(values) == 1:
        return column == values[0]
    # Membership that stays null for a null: engines differ on that.
    return nw.when(~column.is_null()).then(column.is_in(list(values)))


def _overlaps(column: nw.Expr, numbers: tuple[int, ...]) -> nw.Expr:
    padded = nw.concat_str([nw.lit(";"), column, nw.lit(";")])
    return padded.str.contains(f";({'|'.join(map(str, numbers))});")


def _listed(names: tuple[str, ...], lookup: terms.Lookup) -> nw.Expr:
    key = nw.concat_str([nw.col(name).cast(nw.String).fill_null("") for name in names], separator="|")
    return key.is_in(sorted(lookup.keys))


def _combined(test: terms.Test, values: list[nw.Expr]) -> nw.Expr:
    match test:
        case terms.NotRuledOut():
            return values[0].fill_null(True)
        case terms.All():
            return reduce(and_, values)
        case terms.Some():
            return reduce(or_, values)
        case terms.FirstKnown():
            return nw.coalesce(*values)
    raise TypeError(f"not a test: {test!r}")


def _answered(question: terms.Any) -> nw.Expr:
    """A question laid out: the person's rows have been counted; a person without rows has none that pass."""
    true, open_ = nw.col(laid(question, "true")), nw.col(laid(question, "open"))
    if question.at_least > 1:
        surely = true.fill_null(0) >= question.at_least
        perhaps = true.fill_null(0) + open_.fill_null(0) >= question.at_least
    else:
        surely, perhaps = flag(true), flag(true) | flag(open_)
    return nw.when(surely).then(nw.lit(True)).when(~perhaps).then(nw.lit(False))
