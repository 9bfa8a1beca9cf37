"""The law as one long expression, for tools that evaluate expressions: a list of truth values, two a condition."""

import time
from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from bench.rivals import digest, told
from bench.rivals.records import listed_name, moved_name, number_of, records
from bench.rivals.translate import Language, Pair, told_in
from poruka.law.engine import terms
from poruka.law.ukraine import BOOK

Evaluate = Callable[[dict[str, Any]], list[bool]]


class Expressions(Language[str]):
    """What the two tools have in common; ``row`` is how a row's field is written, ``{}`` standing for its name."""

    row = ""
    null = "null"

    def constant(self, value: bool) -> str:
        return str(value).lower()

    def fact(self, name: str) -> Pair[str]:
        cell = self.cell(name)
        return f"({cell} == true)", f"({cell} != false)"

    def one_of(self, name: str, values: tuple[Any, ...]) -> Pair[str]:
        within = " or ".join(f"{self.cell(name)} == {self.literal(value)}" for value in values)
        return self.known(name, f"({within})"), self.unknown_or(name, f"({within})")

    def overlaps(self, name: str, values: tuple[int, ...]) -> Pair[str]:
        within = " or ".join(self.contains(self.cell(name), f";{value};") for value in values)
        return self.known(name, f"({within})"), self.unknown_or(name, f"({within})")

    def listed(self, names: tuple[str, ...], lookup: terms.Lookup) -> str:  # noqa: ARG002 - looked up beforehand
        return f"({self.cell(listed_name(lookup))} == true)"

    def after_today(self, name: str, years: int, days: int) -> Pair[str]:
        moved = moved_name(name, years, days)
        later = f"({self.cell(moved)} > {number_of(self.day)})"
        return self.known(moved, later), self.unknown_or(moved, later)

    def every(self, parts: list[str]) -> str:
        return f"({' and '.join(parts)})"

    def some(self, parts: list[str]) -> str:
        return f"({' or '.join(parts)})"

    def negated(self, part: str) -> str:
        return f"(not {part})"

    def known(self, name: str, then: str) -> str:
        return f"({self.cell(name)} != {self.null} and {then})"

    def unknown_or(self, name: str, then: str) -> str:
        return f"({self.cell(name)} == {self.null} or {then})"

    def cell(self, name: str) -> str:
        return name if self.rows == "persons" else self.row.format(name)

    def literal(self, value: Any) -> str:
        return f"'{value}'" if isinstance(value, str) else str(value)

    @abstractmethod
    def contains(self, text: str, part: str) -> str:
        """A text holds a part."""


def measured(folder: str, persons: int, language: Expressions, compiled: Callable[[str], Evaluate]) -> dict[str, Any]:
    """Parquet to answers in memory, for the first so many people."""
    book = BOOK.adopt({})
    pairs = told_in(language, book)
    evaluate = compiled(f"[{', '.join(word for pair in pairs for word in pair)}]")
    start = time.perf_counter()
    people = records(Path(folder), book, persons)
    begun = time.perf_counter()
    found = [evaluate(person) for person in people]
    done = time.perf_counter()
    truth = np.array(found, dtype=np.bool_).reshape(len(people), len(pairs), 2)
    answers = told(truth[:, :, 0], truth[:, :, 1])
    return {"total": done - start, "rules": done - begun, "answers": digest(answers)}
