"""The practical limit: the whole law as one loop over the people, compiled to machine code by Numba, on every core.

It gives the answers and the spans of every condition. What is missing, which questions are open and the lists of ids,
which Poruka's answers have, it does not give.
"""

import time
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import numba
import numpy as np
import polars as pl

from bench.people import AS_OF
from bench.rivals import Answers, digest
from bench.rivals.coded import NEVER, Coded, lookup_of, read, walk_once
from bench.rivals.translate import Language, Pair
from poruka.law.engine import END, START, Book, terms
from poruka.law.ukraine import BOOK

EPOCH = date(1970, 1, 1).toordinal()
FIRST, LAST = START.toordinal() - EPOCH, END.toordinal() - EPOCH
ENDS = ("sure_from", "sure_until", "may_from", "may_until")


class Source(Language[str]):
    """Numba source: ``p`` is the person, ``r`` the row; counters of rows that pass are made as they are needed."""

    def __init__(self, found: Coded, day: date) -> None:
        super().__init__(day)
        self.found = found
        self.arrays: dict[str, Any] = {}
        self.counters: dict[tuple[str, str], str] = {}
        self.latest: list[tuple[str, terms.Latest, Pair[str], str]] = []
        self.lines: dict[str, dict[str, str]] = {"persons": {}, **{table: {} for table in found.starts}}
        self._numbers = count()

    def constant(self, value: bool) -> str:
        return str(value)

    def kept(self, expression: str) -> str:
        """A variable for an expression, the same each time: the compiler is slow to see what is the same."""
        names = self.lines[self.rows]
        return names.setdefault(expression, f"{self.rows[0]}{len(names)}")

    def fact(self, name: str) -> Pair[str]:
        return self.kept(f"{self.cell(name)} == 1"), self.kept(f"{self.cell(name)} != 0")

    def one_of(self, name: str, values: tuple[Any, ...]) -> Pair[str]:
        return self._looked_up(name, lambda value: value in values)

    def overlaps(self, name: str, values: tuple[int, ...]) -> Pair[str]:
        return self._looked_up(name, lambda text: bool(set(map(int, text.split(";"))) & set(values)))

    def listed(self, names: tuple[str, ...], lookup: terms.Lookup) -> str:
        axes = [[None, *self.found.values[self.rows, name]] for name in names]
        table = np.zeros([len(axis) for axis in axes], np.bool_)
        for place in np.ndindex(table.shape):
            table[place] = lookup.key(*(axis[i] for axis, i in zip(axes, place, strict=True))) in lookup.keys
        return self.kept(f"{self.array(table)}[{', '.join(f'{self.cell(name)} + 1' for name in names)}]")

    def after_today(self, name: str, years: int, days: int) -> Pair[str]:  # noqa: ARG002 - it gives spans instead
        raise TypeError("the kernel gives spans, not answers for a day")

    def every(self, parts: list[str]) -> str:
        return self.kept(" & ".join(parts))

    def some(self, parts: list[str]) -> str:
        return self.kept(" | ".join(parts))

    def negated(self, part: str) -> str:
        return self.kept(f"not {part}")

    def rows_that(self, table: str, passes: str, at_least: int) -> str:
        name = self.counters.setdefault((table, passes), f"n{len(self.counters)}")
        return self.kept(f"{name} >= {at_least}")

    def cell(self, name: str) -> str:
        array = self.array(self.found.columns[self.rows, name])
        return f"{array}[{'p' if self.rows == 'persons' else 'r'}]"

    def array(self, content: Any) -> str:
        for name, known in self.arrays.items():
            if known is content or (known.size < SMALL and np.array_equal(known, content)):
                return name
        name = f"a{len(self.arrays)}"
        self.arrays[name] = content
        return name

    def _looked_up(self, name: str, test: Any) -> Pair[str]:
        table = self.array(lookup_of(self.found, (self.rows, name), test))
        sure = self.kept(f"{table}[{self.cell(name)} + 1]")
        return sure, self.kept(f"{sure} | ({self.cell(name)} < 0)")

    def span(self, term: terms.Term) -> tuple[list[str], list[str]]:
        """Lines of source, and the names of the four ends they set."""
        ends = [f"e{next(self._numbers)}" for _ in ENDS]
        match term:
            case terms.Flat(test):
                return self._always_if(self.test(test), "END", ends)
            case terms.Since(day, terms.Flat(test)):
                sure, may = self.test(test)
                before = day.toordinal() - EPOCH
                return _set(
                    ends, ["START", f"END if {sure} else {before}", "START", f"END if {may} else {before}"]
                ), ends
            case terms.Between(start, end):
                fixed = [str(day.toordinal() - EPOCH) for day in (start, end)]
                return _set(ends, fixed * 2), ends
            case terms.From(when):
                lines, first, last = self._bounds(when)
                return lines + _set(ends, [last, "END", first, "END"]), ends
            case terms.Until(when):
                lines, first, last = self._bounds(when)
                return lines + _set(ends, ["START", first, "START", last]), ends
            case terms.Both(spans):
                parts = [self.span(each) for each in spans]
                lines = [line for some, _ in parts for line in some]
                meet = [f"{fold}({', '.join(e[i] for _, e in parts)}, {edge})" for i, (fold, edge) in enumerate(MEET)]
                return lines + _set(ends, meet), ends
            case terms.Choose(test, then, otherwise):
                (a_lines, a), (b_lines, b), (sure, may) = self.span(then), self.span(otherwise), self.test(test)
                neither = (
                    f"max({a[0]}, {b[0]})",
                    f"min({a[1]}, {b[1]})",
                    f"min({a[2]}, {b[2]})",
                    f"max({a[3]}, {b[3]})",
                )
                chosen = [
                    f"{x} if {sure} else ({either} if {may} else {y})"
                    for x, y, either in zip(a, b, neither, strict=True)
                ]
                return a_lines + b_lines + _set(ends, chosen), ends
        raise TypeError(f"not a span term: {term!r}")

    def _always_if(self, pair: Pair[str], end: str, ends: list[str]) -> tuple[list[str], list[str]]:
        values = [f"{x} if {said} else {y}" for said in pair for x, y in (("START", end), (end, "START"))]
        return _set(ends, values), ends

    def _bounds(self, when: terms.DateTerm) -> tuple[list[str], str, str]:
        number = next(self._numbers)
        first, last = f"first{number}", f"last{number}"
        if isinstance(when, terms.DateOf):
            cell = self.cell(when.fact)
            moved = f"moved({cell}, {when.years}, {when.days})"
            lines = [f"day = {moved} if {cell} != NEVER else START", f"{first} = day"]
            return [*lines, f"{last} = day if {cell} != NEVER else END"], first, last
        assert isinstance(when, terms.Latest)
        self.rows = when.table
        passes, cell = self.test(when.test), self.cell(when.fact)
        self.rows = "persons"
        self.latest.append((str(number), when, passes, cell))
        return [], first, last


SMALL = 4096
_LAWS: dict[str, Any] = {}
MEET = (("max", "START"), ("min", "END"), ("max", "START"), ("min", "END"))


def _set(ends: list[str], values: list[str]) -> list[str]:
    return [f"{end} = {value}" for end, value in zip(ends, values, strict=True)]


@numba.njit
def moved(day, years, days):  # type: ignore[no-untyped-def]
    """The day so many years and days later; 29 February becomes the 28th. Days are counted from 1970."""
    shifted = day + 719468
    era = shifted // 146097
    of_era = shifted - era * 146097
    year_of_era = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month = (5 * of_year + 2) // 153
    day_of_month = of_year - (153 * month + 2) // 5 + 1
    year = year_of_era + era * 400 + years
    if month == 11 and day_of_month == 29:
        civil = year + 1
        if not (civil % 4 == 0 and (civil % 100 != 0 or civil % 400 == 0)):
            day_of_month = 28
    era = year // 400
    year_of_era = year - era * 400
    of_year = (153 * month + 2) // 5 + day_of_month - 1
    return min(era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + of_year - 719468 + days, LAST)


def compiled(found: Coded, book: Book, day: date) -> Any:
    """A function without arguments that answers for everybody: holds, ends of each condition, ends of all together."""
    source = Source(found, day)
    spans = [source.span(condition.rule) for condition in book.conditions]
    body = [f"    today = {day.toordinal() - EPOCH}", "    for p in prange(persons):"]
    body += [f"        {name} = 0" for name in source.counters.values()]
    body += [f"        first{n} = START; last{n} = START" for n, _, _, _ in source.latest]
    for table in found.starts:
        body += _row_loop(source, table)
    body += [f"        {name} = {expression}" for expression, name in source.lines["persons"].items()]
    for number, (lines, ends) in enumerate(spans):
        body += [f"        {line}" for line in lines]
        body.append(f"        note(holds, ends, p, {number}, today, {', '.join(ends)})")
    every = [f"{fold}({', '.join(e[i] for _, e in spans)})" for i, (fold, _) in enumerate(MEET)]
    body.append(f"        note_all(whole, p, {', '.join(every)})")
    arguments = [*source.arrays, *(f"starts_{table}" for table in found.starts), "holds", "ends", "whole", "persons"]
    text = f"def law({', '.join(arguments)}):\n" + "\n".join(body) + "\n"
    names = {"prange": numba.prange, "START": FIRST, "END": LAST, "NEVER": int(NEVER), "moved": moved}
    if text not in _LAWS:  # compiling takes half a minute
        scope: dict[str, Any] = {}
        exec(text, names | {"note": note, "note_all": note_all}, scope)
        _LAWS[text] = numba.njit(parallel=True)(scope["law"])
    law = _LAWS[text]

    def run() -> tuple[Any, Any, Any]:
        shape = (len(book.conditions), found.persons)
        holds, ends = np.empty(shape, np.int8), np.empty((*shape, 2), np.int32)
        whole = np.empty((2, found.persons), np.int32)
        law(*source.arrays.values(), *found.starts.values(), holds, ends, whole, found.persons)
        return holds, ends, whole

    return run


def _row_loop(source: Source, table: str) -> list[str]:
    lines = [f"        for r in range(starts_{table}[p], starts_{table}[p + 1]):"]
    lines += [f"            {name} = {expression}" for expression, name in source.lines[table].items()]
    lines += [f"            {name} += {test}" for (of, test), name in source.counters.items() if of == table]
    for number, when, (sure, may), cell in source.latest:
        if when.table == table:
            day = f"moved({cell}, {when.years}, {when.days})"
            lines += [
                f"            if {may}:",
                f"                day = {day} if {cell} != NEVER else END",
                f"                last{number} = max(last{number}, day)",
                f"                if {sure} and {cell} != NEVER:",
                f"                    first{number} = max(first{number}, day)",
            ]
    return lines


@numba.njit
def note(holds, ends, p, number, today, sure_from, sure_until, may_from, may_until):  # type: ignore[no-untyped-def]
    """What the four ends say of the day, and the ends that can be told."""
    if sure_from <= today < sure_until:
        holds[number, p] = 1
    elif may_from <= today < may_until:
        holds[number, p] = 2
    else:
        holds[number, p] = 0
    empty = sure_until <= sure_from or may_until <= may_from
    ends[number, p, 0] = NEVER if empty or sure_from != may_from else may_from
    ends[number, p, 1] = NEVER if empty or sure_until != may_until else may_until


@numba.njit
def note_all(whole, p, sure_from, sure_until, may_from, may_until):  # type: ignore[no-untyped-def]
    """The ends that can be told of all conditions together."""
    empty = sure_until <= sure_from or may_until <= may_from
    whole[0, p] = NEVER if empty or sure_from != may_from else may_from
    whole[1, p] = NEVER if empty or sure_until != may_until else may_until


def frame_of(found: Coded, book: Book, answers: tuple[Any, Any, Any]) -> pl.DataFrame:
    """The answers as a table: id, what holds, both ends of all and of each."""
    holds, ends, whole = answers
    columns = [pl.Series("person_id", pl.from_arrow(found.ids))]
    columns += [_dated(name, whole[i]) for i, name in enumerate(("holds_from", "holds_until"))]
    for number, condition in enumerate(book.conditions):
        columns.append(pl.Series(condition.id, holds[number]))
        for i, name in enumerate(("from", "until")):
            columns.append(_dated(f"{condition.id}_{name}", np.ascontiguousarray(ends[number, :, i])))
    return pl.DataFrame(columns)


def _dated(name: str, days: Any) -> pl.Series:
    return pl.Series(name, days).replace(int(NEVER), None).cast(pl.Date)


def answers_of(holds: Any) -> Answers:
    """A row a person."""
    return np.ascontiguousarray(holds.T)


def measure(folder: str, persons: int) -> dict[str, Any]:
    """Parquet to answers in memory; compiling is not counted."""
    book = BOOK.adopt({})
    walk_once()
    start = time.perf_counter()
    found = read(Path(folder), book)
    middle = time.perf_counter()
    run = compiled(found, book, AS_OF)
    run()
    begun = time.perf_counter()
    holds, _, _ = run()
    rules = time.perf_counter() - begun
    return {"total": middle - start + rules, "rules": rules, "answers": digest(answers_of(holds))}


def written(folder: str, out: str, repeats: int) -> dict[str, Any]:
    """Parquet to a written result; the best of several times in one process, since compiling takes so long."""
    book, path = BOOK.adopt({}), Path(folder)
    walk_once()
    holds, _, _ = compiled(read(path, book), book, AS_OF)()
    told, best = digest(answers_of(holds)), float("inf")
    del holds
    for _ in range(repeats):
        start = time.perf_counter()
        found = read(path, book)
        reading = time.perf_counter() - start
        law = compiled(found, book, AS_OF)
        start = time.perf_counter()
        frame_of(found, book, law()).write_parquet(out, statistics=False)
        best = min(best, reading + time.perf_counter() - start)
    return {"seconds": best, "answers": told}
