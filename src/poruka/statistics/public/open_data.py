"""A public release as one document: figures, what they mean, how they were made, under what licence. Pure.

The document is the release: the page, the CSV files and the JSON are ways of reading it, and its hash is the hash of its
canonical form (RFC 8785). It holds nothing that is not public.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from poruka.access.roles import ROLES
from poruka.law.text import Text
from poruka.statistics import errors, exits
from poruka.statistics.defining import AS_OF
from poruka.statistics.dimensions import DIMENSIONS
from poruka.statistics.measures import MEASURES
from poruka.statistics.public import disclosure, duties, publishing, series
from poruka.statistics.public import words as release_words
from poruka.statistics.public.disclosure import Key, Shown, Sum
from poruka.statistics.public.duties import ShownKept
from poruka.statistics.public.publishing import TOTAL, reason_key
from poruka.statistics.public.telling import both, number_of, told
from poruka.statistics.tables import Period, Table

FORMAT = "poruka-figures/1"
LICENCE = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
EVERYBODY = Text("усі", "everybody")
NAMES = Mapping[str, Mapping[str, Text]]
"""Names of the values of dimensions: of oblasts, institutions, courts."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Days from one step to the next, exactly, and how many people the figures stand for."""

    start: str
    end: str
    median: float | None
    ninetieth: float | None
    people: int


@dataclass(frozen=True, slots=True)
class Exact:
    """What a release is made of, exactly: tables of one day, by nothing and by each public division; waiting times;
    names; the steps of the series by month; why people left; time limits; errors.
    """

    tables: Sequence[Table]
    waits: Sequence[Wait] = ()
    names: NAMES = field(default_factory=dict)
    months: series.Months = field(default_factory=dict)
    reasons: exits.Reasons = field(default_factory=dict)
    kept: Mapping[str, duties.Kept] = field(default_factory=dict)
    wrong: Mapping[str, int] = field(default_factory=dict)

    @property
    def as_of(self) -> date:
        return self.tables[0].as_of

    @property
    def period(self) -> Period:
        return self.tables[0].period


def document(exact: Exact, before: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """The release of these figures, made in view of all earlier ones (earliest first).

    Raises StatisticsRefused for a table that must not be public, or that does not add up.
    """
    for table in exact.tables:
        disclosure.check_dimensions(table.dimensions)
    earlier = [layers(one) for one in before]
    counts, sums = _counts(exact.tables, {key for one in earlier for layer in one.values() for key in layer})
    keys = tuple(next(iter(counts.values())))
    public, kept, wrong = publishing.publish(counts, sums, exact.reasons, exact.kept, exact.wrong, earlier)
    totals = {id: layer[TOTAL] for id, layer in public.items()}
    return {
        "format": FORMAT,
        "number": len(before) + 1,
        "as_of": exact.as_of.isoformat(),
        "period": {"start": exact.period.start.isoformat(), "end": exact.period.end.isoformat()},
        "previous": fingerprint(before[-1]) if before else "",
        "licence": {"id": LICENCE, "url": LICENCE_URL},
        "method": both(release_words.METHOD),
        "hidden": {why.value: both(text) for why, text in release_words.HIDDEN.items()},
        "about": {
            "reasons": both(release_words.REASONS),
            "limits": both(release_words.LIMITS),
            "errors": both(release_words.ERRORS),
            "series": both(release_words.SERIES),
        },
        "measures": [
            {
                "id": id,
                "name": both(MEASURES[id].name),
                "counts": both(exits.COUNTED_ONCE.get(id, MEASURES[id].counts)),
                "kind": MEASURES[id].kind,
                "as_of": both(AS_OF[MEASURES[id].kind]),
                "base": MEASURES[id].base,
            }
            for id in counts
        ],
        "divisions": [
            {
                "id": id,
                "name": both(DIMENSIONS[id].name),
                "about": both(DIMENSIONS[id].about),
                "groups": {key[1]: both(_name(key, exact.names)) for key in keys if key[0] == id},
            }
            for id in disclosure.PUBLIC
            if any(key[0] == id for key in keys)
        ],
        "figures": [_figure(id, key, public[id][key]) for id in public for key in (TOTAL, *keys[1:])],
        "reasons": [
            {"measure": id, "reason": reason, "name": both(name), **told(public[id][reason_key(id, reason)])}
            for id in exact.reasons
            for reason, name in exits.reasons_of(id).items()
        ],
        "waiting": [
            {
                "start": wait.start,
                "end": wait.end,
                "median_days": disclosure.percentile_shown(wait.median, wait.people, 50),
                "ninetieth_days": disclosure.percentile_shown(wait.ninetieth, wait.people, 90),
            }
            for wait in exact.waits
        ],
        "limits": [_limit(id, one) for id, one in kept.items()],
        "errors": [_error(error, wrong, kept) for error in errors.ERRORS.values()] if wrong else [],
        "series": series.rows(series.protected(exact.months, totals, exact.as_of, before)),
    }


def _limit(id: str, kept: ShownKept) -> dict[str, Any]:
    clock = duties.CLOCKS[id]
    met, missed = told(kept.met, "met"), told(kept.missed, "missed")
    return {
        "limit": id,
        "name": both(clock.text),
        "time": both(clock.limit.text),
        "cites": clock.limit.cites,
        "statutory": clock.statutory,
        "owes": both(ROLES[clock.owner].title),
        "met": met["met"],
        "met_hidden": met["hidden"],
        "missed": missed["missed"],
        "missed_hidden": missed["hidden"],
    }


def _error(error: errors.Error, wrong: Mapping[str, Shown], kept: Mapping[str, ShownKept]) -> dict[str, Any]:
    said = {"error": error.id, "name": both(error.name), "counts": both(error.counts), "on_file": error.on_file}
    if not error.on_file:
        return said | {"records": None, "hidden": ""}
    return said | told(kept[error.limit].missed if error.limit else wrong[error.id], "records")


def canonical(document: Mapping[str, Any]) -> str:
    """The document as RFC 8785 writes it: texts, whole numbers and nothing else, keys in order, no spaces."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def fingerprint(document: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return sha256(canonical(document).encode()).hexdigest()


def layers(document: Mapping[str, Any]) -> dict[str, dict[Key, Shown]]:
    """The published numbers of people in a document, by measure: figures and reasons."""
    found: dict[str, dict[Key, Shown]] = {}
    for row in document["figures"]:
        key = (row["division"], row["group"]) if row["division"] else TOTAL
        found.setdefault(row["measure"], {})[key] = number_of(row)
    for row in document.get("reasons", ()):
        found[row["measure"]][reason_key(row["measure"], row["reason"])] = number_of(row)
    return found


def _figure(measure: str, key: Key, number: Shown) -> dict[str, Any]:
    division, group = ("", "") if key == TOTAL else key
    return {"measure": measure, "division": division, "group": group, **told(number)}


def _name(key: Key, names: NAMES) -> Text:
    division, value = key
    return names.get(division, {}).get(value) or DIMENSIONS[division].label(value) or Text(value, value)


def _counts(tables: Sequence[Table], known: set[Key]) -> tuple[dict[str, dict[Key, int]], tuple[Sum, ...]]:
    """Exact counts by measure and key, and the sums among them. A group once published stays, with nobody in it if so."""
    inside = _inside(tables)
    divisions = {division for division, _ in inside}
    usual = {(id, value) for id in divisions for value in DIMENSIONS[id].values or ()}
    keys = sorted({*inside, *usual, *(key for key in known if key[0] in divisions)})
    counts = {id: dict.fromkeys((TOTAL, *keys), 0) for table in tables for id in table.measures}
    for table in tables:
        for cell in table.rows:
            for key in cell.group.items() if cell.group else (TOTAL,):
                counts[cell.measure][key] += cell.count
    parts: dict[tuple[Key, str], list[Key]] = {}
    for key in keys:
        # An institution that is in no table any more is in no oblast either: a number by itself.
        whole = inside.get(key) or (None if key[0] in disclosure.NESTED else TOTAL)
        if whole:
            parts.setdefault((whole, key[0]), []).append(key)
    return counts, tuple(Sum(whole, tuple(members)) for (whole, _), members in sorted(parts.items()))


def _inside(tables: Sequence[Table]) -> dict[Key, Key]:
    """Every group of the tables, and what it is a part of: its oblast where the table says it, else everybody."""
    found: dict[Key, Key] = {}
    for table in tables:
        for cell in table.rows:
            for division, value in cell.group.items():
                outer = disclosure.NESTED.get(division, "")
                found[division, value] = (outer, cell.group[outer]) if outer in cell.group else TOTAL
    return found
