"""A public release as one document: figures, what they mean, how they were made, under what licence. Pure.

The document is the release: the page, the CSV files and the JSON are ways of reading it, and its hash is the hash of its
canonical form (RFC 8785). It holds nothing that is not public.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from poruka.law.text import Text
from poruka.statistics import disclosure
from poruka.statistics.defining import AS_OF
from poruka.statistics.dimensions import DIMENSIONS
from poruka.statistics.disclosure import Hidden, Key, Shown, Sum
from poruka.statistics.measures import MEASURES, STEPS
from poruka.statistics.tables import Period, Table

FORMAT = "poruka-figures/1"
LICENCE = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
TOTAL: Key = ("total",)
EVERYBODY = Text("усі", "everybody")
NAMES = Mapping[str, Mapping[str, Text]]
"""Names of the values of dimensions: of oblasts, institutions, courts."""

METHOD = Text(
    "Числа отримано із записів у справах і з реєстру засуджених, відтворених на день, станом на який їх дано. Рахують"
    " людей, не справи. Числа округлено до найближчих п’яти, тому частини можуть не давати разом цілого. Числа від"
    " нуля до семи приховано. Поряд із прихованим числом приховано й інші, якщо з них його можна було б обчислити:"
    " відніманням, з кількох таблиць або з цього й попередніх випусків разом. Медіану дано, якщо вона стоїть за"
    f" щонайменше {disclosure.MEDIAN_OF} людьми, 90-й відсоток – якщо за щонайменше {disclosure.NINETIETH_OF}. Числа за"
    " військовими частинами і за двома ознаками разом не публікують.",
    "The figures come from the records of cases and the register of convicts, replayed for the day they are as of."
    " They count people, not cases. They are rounded to the nearest five, so parts may not add up to a whole. Figures"
    " from zero to seven are hidden. Beside a hidden figure others are hidden too, where it could be worked out from"
    " them: by subtraction, from several tables, or from this and earlier releases together. A median is given where"
    f" at least {disclosure.MEDIAN_OF} people stand behind it, a 90th percentile where at least"
    f" {disclosure.NINETIETH_OF} do. Figures by military unit, and by two divisions at once, are never published.",
)

HIDDEN: Mapping[Hidden, Text] = {
    Hidden.SMALL: Text("менше ніж 8", "fewer than 8"),
    Hidden.PARTNER: Text(
        "приховано, щоб не можна було обчислити мале число поряд",
        "hidden, so that a small figure beside it cannot be worked out",
    ),
    Hidden.WHOLE: Text(
        "приховано, щоб не можна було обчислити мале число всередині",
        "hidden, so that a small figure within it cannot be worked out",
    ),
}


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
    """What a release is made of: exact tables of one day, by nothing and by each public division; waiting times; names."""

    tables: Sequence[Table]
    waits: Sequence[Wait] = ()
    names: NAMES = field(default_factory=dict)

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
    public = _protected(counts, sums, earlier)
    keys = next(iter(counts.values()))
    return {
        "format": FORMAT,
        "number": len(before) + 1,
        "as_of": exact.as_of.isoformat(),
        "period": {"start": exact.period.start.isoformat(), "end": exact.period.end.isoformat()},
        "previous": fingerprint(before[-1]) if before else "",
        "licence": {"id": LICENCE, "url": LICENCE_URL},
        "method": _both(METHOD),
        "hidden": {why.value: _both(text) for why, text in HIDDEN.items()},
        "measures": [
            {
                "id": id,
                "name": _both(MEASURES[id].name),
                "counts": _both(MEASURES[id].counts),
                "as_of": _both(AS_OF[MEASURES[id].kind]),
                "base": MEASURES[id].base,
            }
            for id in counts
        ],
        "divisions": [
            {
                "id": id,
                "name": _both(DIMENSIONS[id].name),
                "about": _both(DIMENSIONS[id].about),
                "groups": {key[1]: _both(_name(key, exact.names)) for key in keys if key[0] == id},
            }
            for id in disclosure.PUBLIC
            if any(key[0] == id for key in keys)
        ],
        "figures": [_figure(id, key, number) for id, layer in public.items() for key, number in layer.items()],
        "waiting": [
            {
                "start": wait.start,
                "end": wait.end,
                "median_days": disclosure.percentile_shown(wait.median, wait.people, 50),
                "ninetieth_days": disclosure.percentile_shown(wait.ninetieth, wait.people, 90),
            }
            for wait in exact.waits
        ],
    }


def canonical(document: Mapping[str, Any]) -> str:
    """The document as RFC 8785 writes it: texts, whole numbers and nothing else, keys in order, no spaces."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def fingerprint(document: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return sha256(canonical(document).encode()).hexdigest()


def layers(document: Mapping[str, Any]) -> dict[str, dict[Key, Shown]]:
    """The published numbers of a document, by measure."""
    found: dict[str, dict[Key, Shown]] = {}
    for row in document["figures"]:
        key = (row["division"], row["group"]) if row["division"] else TOTAL
        found.setdefault(row["measure"], {})[key] = Hidden(row["hidden"]) if row["hidden"] else row["people"]
    return found


def figures_csv(document: Mapping[str, Any]) -> str:
    """Every figure a row; an empty ``people`` is hidden, and ``hidden`` says why."""
    names = {measure["id"]: measure["name"] for measure in document["measures"]}
    groups = {("", ""): _both(EVERYBODY)} | {
        (division["id"], id): name for division in document["divisions"] for id, name in division["groups"].items()
    }
    what, of = ("measure", "measure_uk", "measure_en"), ("division", "group", "group_uk", "group_en")
    head = ("as_of", *what, *of, "people", "hidden", "licence", "release")
    rows = (
        (
            document["as_of"],
            row["measure"],
            names[row["measure"]]["uk"],
            names[row["measure"]]["en"],
            row["division"],
            row["group"],
            groups[row["division"], row["group"]]["uk"],
            groups[row["division"], row["group"]]["en"],
            "" if row["people"] is None else row["people"],
            row["hidden"],
            document["licence"]["id"],
            document["number"],
        )
        for row in document["figures"]
    )
    return _csv(head, rows)


def definitions_csv(document: Mapping[str, Any]) -> str:
    """What every measure counts, what its dates mean, and how the figures were made."""
    head = ["id", "name_uk", "name_en", "counts_uk", "counts_en", "as_of_uk", "as_of_en", "base"]
    rows = [
        (
            measure["id"],
            *(measure[part][language] for part in ("name", "counts", "as_of") for language in ("uk", "en")),
            measure["base"],
        )
        for measure in document["measures"]
    ]
    method = ("method", "метод", "method", document["method"]["uk"], document["method"]["en"], "", "", "")
    return _csv(head, [*rows, method])


def _csv(head: Sequence[str], rows: Iterator[Sequence[object]] | Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: object) -> object:
    """A name that a spreadsheet would run as a formula gets a quote before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _both(text: Text) -> dict[str, str]:
    return {"uk": text.uk, "en": text.en}


def _figure(measure: str, key: Key, number: Shown) -> dict[str, Any]:
    hidden = isinstance(number, Hidden)
    return {
        "measure": measure,
        "division": "" if key == TOTAL else key[0],
        "group": "" if key == TOTAL else key[1],
        "people": None if hidden else number,
        "hidden": str(number) if hidden else "",
    }


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


def _protected(
    counts: Mapping[str, Mapping[Key, int]], sums: Sequence[Sum], earlier: Sequence[Mapping[str, Mapping[Key, Shown]]]
) -> dict[str, dict[Key, Shown]]:
    """Every measure in view of its earlier releases and of the measures that are part of it, these first."""
    public: dict[str, dict[Key, Shown]] = {}
    for id in sorted(counts, key=lambda id: (id in STEPS, -STEPS.index(id) if id in STEPS else 0)):
        chains: list[list[Mapping[Key, Shown]]] = [
            [layer] for other, layer in public.items() if MEASURES[other].base == id and other not in STEPS
        ]
        if id in STEPS:
            chains.append([public[step] for step in reversed(STEPS) if step in public])
        if MEASURES[id].kind == "passed":
            chains.append([one[id] for one in earlier if id in one])
        public[id] = disclosure.protect(counts[id], sums, [chain for chain in chains if chain])
    return {id: public[id] for id in counts}
