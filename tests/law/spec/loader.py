"""Read the spec cases. A case is a few lines of TOML that a lawyer can check and a test can run.

Facts stand in small tables: a header of column names of format 1, one row a line, ``?`` for *not known*.
A file may give the facts of an ordinary convict once (``person``, ``sentences``, ``convictions`` at its head);
a case then states only what is different.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from poruka.law.facts import CONVICTIONS, PERSONS, SENTENCES, Facts, Table
from poruka.law.text import Text

FOLDER = Path(__file__).parent
USUAL_DAY = date(2026, 1, 15)
"""The day asked about where a case does not name another."""

FILE_KEYS = {"conditions", "topic", "title", "lead", "person", "sentences", "convictions", "case"}
CASE_KEYS = {
    *("uk", "en", "because", "rule", "on", "person", "sentences", "convictions", "readings"),
    *("answer", "verdict", "from", "until", "missing", "questions", "failed", "unknown"),
}
NEVER_SAID = object()
"""A case that says nothing about an end of the span does not check it; one that says ``?`` wants it untold."""


class SpecError(ValueError):
    """A spec file that cannot be read as one; the message names the file and the case."""


@dataclass(frozen=True)
class Shown:
    """A table of facts as it stands in the file: only the columns the case names."""

    table: Table
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Case:
    """One worked example. ``conditions`` is empty where the whole verdict is asked."""

    topic: str
    number: int
    title: Text
    because: Text
    rule: str
    conditions: tuple[str, ...]
    on: date
    facts: Facts
    shown: tuple[Shown, ...]
    readings: Mapping[str, str]
    answer: str
    verdict: str
    missing: frozenset[str]
    questions: frozenset[str]
    failed: frozenset[str] | None
    unknown: frozenset[str] | None
    from_: Any
    until: Any

    @property
    def id(self) -> str:
        return f"{self.topic}-{self.number:02}"


@dataclass(frozen=True)
class Topic:
    """One spec file: a condition, or a theme across several."""

    id: str
    title: Text | None
    lead: Text | None
    cases: tuple[Case, ...]


def topics() -> tuple[Topic, ...]:
    """Every spec file, in alphabetical order."""
    return tuple(read(path) for path in sorted(FOLDER.glob("*.toml")))


def cases() -> tuple[Case, ...]:
    return tuple(case for topic in topics() for case in topic.cases)


def read(path: Path) -> Topic:
    """One spec file; raises SpecError on a word it does not know, so that a slip cannot switch a check off."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    _only(FILE_KEYS, content, path.name)
    topic = path.stem
    title, lead = content.get("title"), content.get("lead")
    found = tuple(_case(topic, number, content, raw) for number, raw in enumerate(content["case"], start=1))
    return Topic(topic, title and _wording(title), lead and _wording(lead), found)


def _case(topic: str, number: int, file: Mapping[str, Any], raw: Mapping[str, Any]) -> Case:
    name = f"{topic}, case {number}"
    _only(CASE_KEYS, raw, name)
    if ("answer" in raw) == ("verdict" in raw):
        raise SpecError(f"{name}: give either an answer (of a condition) or a verdict (of all of them)")
    person = {column: _value(PERSONS, column, value) for column, value in raw.get("person", {}).items()}
    usual_person = {column: _value(PERSONS, column, value) for column, value in file.get("person", {}).items()}
    sentences = _rows(SENTENCES, raw.get("sentences"))
    convictions = _rows(CONVICTIONS, raw.get("convictions"))
    shown = tuple(
        Shown(table, rows)
        for table, rows in ((PERSONS, (person,) if person else ()), (SENTENCES, sentences), (CONVICTIONS, convictions))
        if rows
    )
    if "sentences" not in raw:
        sentences = _rows(SENTENCES, file.get("sentences"))
    if "convictions" not in raw:
        convictions = _rows(CONVICTIONS, file.get("convictions"))
    facts = Facts.of(
        {"person_id": "P1", **usual_person, **person},
        [{"sentence_id": f"S{i}", "person_id": "P1", **row} for i, row in enumerate(sentences or (), start=1)],
        [{"conviction_id": f"C{i}", "person_id": "P1", **row} for i, row in enumerate(convictions or (), start=1)],
    )
    return Case(
        topic=topic,
        number=number,
        title=_wording({"uk": raw["uk"], "en": raw["en"]}),
        because=_wording(raw["because"]),
        rule=raw.get("rule", ""),
        conditions=tuple(file.get("conditions", ())) if "answer" in raw else (),
        on=raw.get("on", USUAL_DAY),
        facts=facts,
        shown=shown,
        readings=raw.get("readings", {}),
        answer=raw.get("answer", ""),
        verdict=raw.get("verdict", ""),
        missing=frozenset(raw.get("missing", ())),
        questions=frozenset(raw.get("questions", ())),
        failed=frozenset(raw["failed"]) if "failed" in raw else None,
        unknown=frozenset(raw["unknown"]) if "unknown" in raw else None,
        from_=_end(raw, "from"),
        until=_end(raw, "until"),
    )


def _only(known: set[str], given: Mapping[str, Any], where: str) -> None:
    strange = set(given) - known
    if strange:
        raise SpecError(f"{where}: unknown key {', '.join(sorted(strange))}")


def _wording(pair: Mapping[str, str]) -> Text:
    return Text(" ".join(pair["uk"].split()), " ".join(pair["en"].split()))


def _end(raw: Mapping[str, Any], key: str) -> Any:
    value = raw.get(key, NEVER_SAID)
    return None if value == "?" else value


def _rows(table: Table, text: str | None) -> tuple[Mapping[str, Any], ...]:
    """A table written with ``|``: the header, then one row a line."""
    lines = [[cell.strip() for cell in line.split("|")] for line in (text or "").strip().splitlines()]
    if not lines:
        return ()
    header, *rows = lines
    for row in rows:
        if len(row) != len(header):
            raise SpecError(f"{table.name}: {len(header)} columns, but {len(row)} cells in: {' | '.join(row)}")
    return tuple(
        {column: _value(table, column, cell) for column, cell in zip(header, row, strict=True)} for row in rows
    )


def _value(table: Table, name: str, cell: Any) -> Any:
    """The typed value of a cell; ``?`` is *not known*."""
    if cell == "?":
        return None
    column = table.column(name)
    if not isinstance(cell, str):
        return cell
    if column.kind == "date":
        return date.fromisoformat(cell)
    if column.kind == "int":
        return int(cell)
    if column.kind == "bool":
        return {"true": True, "false": False}[cell]
    if column.kind == "items":
        return tuple(int(item) for item in cell.split(";"))
    if column.values and cell not in column.values:
        raise SpecError(f"{table.name}.{name} cannot be {cell}")
    return cell
