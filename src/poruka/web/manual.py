"""The worked examples of the manual: the spec cases that the tests run, carried in the package."""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from poruka.law.facts import TABLES
from poruka.law.text import Text
from poruka.web import glossary

TABLE_TITLES = {
    "persons": Text("Особа", "Person"),
    "sentences": Text("Вироки", "Sentences"),
    "convictions": Text("Засудження", "Convictions"),
}
SHOWN_FIRST = 2
"""How many examples of each answer stand open; the rest are folded under them."""


@dataclass(frozen=True, slots=True)
class FactTable:
    """The facts of an example from one table of the register: the heads, and rows of values in words."""

    title: Text
    heads: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example: what is on file, on what day, what comes out and why."""

    title: Text
    because: Text
    on: date
    answer: str
    tables: tuple[FactTable, ...]


@lru_cache(maxsize=1)
def _all() -> dict[str, Any]:
    content = files("poruka.web").joinpath("data/examples.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(content)
    return loaded


def examples(condition: str) -> tuple[Example, ...]:
    """The examples of a condition, in the order of the spec."""
    return tuple(_example(raw) for raw in _all().get(condition, ()))


def split(found: tuple[Example, ...]) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """The examples to show at once (some of each answer: yes, no, cannot tell), and the rest."""
    first: list[Example] = []
    for answer in ("yes", "no", "cannot_tell"):
        first.extend([example for example in found if example.answer == answer][:SHOWN_FIRST])
    return tuple(first), tuple(example for example in found if example not in first)


def _example(raw: dict[str, Any]) -> Example:
    return Example(
        title=Text(*raw["title"]),
        because=Text(*raw["because"]),
        on=date.fromisoformat(raw["on"]),
        answer=raw["answer"],
        tables=tuple(_table(shown["table"], shown["rows"]) for shown in raw["facts"]),
    )


def _table(name: str, rows: list[dict[str, Any]]) -> FactTable:
    names = list(dict.fromkeys(column for row in rows for column in row))
    return FactTable(
        title=TABLE_TITLES[name],
        heads=tuple(glossary.label(column) for column in names),
        rows=tuple(tuple(_value(name, column, row.get(column)) for column in names) for row in rows),
    )


def _value(table: str, column: str, content: Any) -> Text:
    if content is not None and TABLES[table].column(column).kind == "date":
        content = date.fromisoformat(content)
    return Text(glossary.value(column, content, "uk"), glossary.value(column, content, "en"))
