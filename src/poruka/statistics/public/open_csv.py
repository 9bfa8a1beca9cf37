"""A release as tables for a spreadsheet. The JSON is the release itself; these are ways of reading it. Pure.

Every row carries its date, its licence and the number of its release; the headings are explained by ``definitions``.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from poruka.law.text import Text
from poruka.register.neutral import neutral
from poruka.statistics.public.differences import comparisons
from poruka.statistics.public.open_data import EVERYBODY

Document = Mapping[str, Any]
Row = Sequence[object]

COLUMNS: Mapping[str, Text] = {
    "as_of": Text("день, станом на який дано число", "the day the figure is as of"),
    "people": Text("скільки осіб; порожньо – приховано", "how many people; empty where hidden"),
    "records": Text("скільки випадків; порожньо – приховано", "how many cases of it; empty where hidden"),
    "hidden": Text(
        "чому числа немає: small – менше ніж 8; partner – поряд мале число; whole – усередині мале число",
        "why there is no figure: small – fewer than 8; partner – a small figure beside it; whole – one within it",
    ),
    "licence": Text("ліцензія", "the licence"),
    "release": Text("номер випуску", "the number of the release"),
}
"""What the headings shared by several tables mean."""


def figures(document: Document) -> str:
    """Every figure a row."""
    names = _names(document)
    groups = {("", ""): {"uk": EVERYBODY.uk, "en": EVERYBODY.en}} | {
        (division["id"], id): name for division in document["divisions"] for id, name in division["groups"].items()
    }
    head = ("measure", "measure_uk", "measure_en", "division", "group", "group_uk", "group_en", "people", "hidden")
    return _table(
        document,
        head,
        (
            (
                *_named(row["measure"], names[row["measure"]]),
                row["division"],
                *_named(row["group"], groups[row["division"], row["group"]]),
                row["people"],
                row["hidden"],
            )
            for row in document["figures"]
        ),
    )


def reasons(document: Document) -> str:
    """Why people left."""
    names = _names(document)
    head = ("measure", "measure_uk", "measure_en", "reason", "reason_uk", "reason_en", "people", "hidden")
    return _table(
        document,
        head,
        (
            (
                *_named(row["measure"], names[row["measure"]]),
                *_named(row["reason"], row["name"]),
                row["people"],
                row["hidden"],
            )
            for row in document.get("reasons", ())
        ),
    )


def limits(document: Document) -> str:
    """Time limits: a row for those kept, a row for those missed."""
    head = ("limit", "limit_uk", "limit_en", "time_uk", "time_en", "cites", "statutory", "outcome", "records", "hidden")
    return _table(
        document,
        head,
        (
            (
                *_named(row["limit"], row["name"]),
                *_named("", row["time"])[1:],
                row["cites"],
                str(row["statutory"]).lower(),
                outcome,
                row[outcome],
                row[f"{outcome}_hidden"],
            )
            for row in document.get("limits", ())
            for outcome in ("met", "missed")
        ),
    )


def errors(document: Document) -> str:
    """Errors; one that is not on file has no number and is not hidden."""
    head = ("error", "error_uk", "error_en", "counts_uk", "counts_en", "on_file", "records", "hidden")
    return _table(
        document,
        head,
        (
            (
                *_named(row["error"], row["name"]),
                *_named("", row["counts"])[1:],
                str(row["on_file"]).lower(),
                row["records"],
                row["hidden"],
            )
            for row in document.get("errors", ())
        ),
    )


def series(document: Document) -> str:
    """People in all by the end of each month."""
    names = _names(document)
    head = ("measure", "measure_uk", "measure_en", "until", "people", "hidden")
    return _table(
        document,
        head,
        (
            (*_named(row["measure"], names[row["measure"]]), row["until"], row["people"], row["hidden"])
            for row in document.get("series", ())
        ),
    )


def disparity(document: Document) -> str:
    """How many of each group went on from each step, worked out from the published figures; empty where one is hidden."""
    names = _names(document)
    of, step = ("division", "group", "group_uk", "group_en"), ("step", "step_uk", "step_en")
    head = (*of, *step, "came", "went_on", "share", "low", "high", "hidden")
    return _table(
        document,
        head,
        (
            (
                division["id"],
                *_named(one.group, division["groups"][one.group]),
                *_named(one.step, names[one.step]),
                one.came,
                one.went_on,
                *(["", "", ""] if one.share is None else [f"{part:.3f}" for part in (one.share, *one.interval)]),
                one.hidden,
            )
            for division in document["divisions"]
            for one in comparisons(document, division["id"])
        ),
    )


def definitions(document: Document) -> str:
    """What every measure counts, what its dates mean, how the figures were made, what the headings of the tables mean."""
    head = ["id", "name_uk", "name_en", "counts_uk", "counts_en", "as_of_uk", "as_of_en", "base"]
    rows: list[Row] = [
        (
            measure["id"],
            *(measure[part][language] for part in ("name", "counts", "as_of") for language in ("uk", "en")),
            measure["base"],
        )
        for measure in document["measures"]
    ]
    rows += [_defined(row["error"], row["name"], row["counts"]) for row in document.get("errors", ())]
    rows += [_defined(id, {"uk": id, "en": id}, text) for id, text in document.get("about", {}).items()]
    rows += [_defined(id, {"uk": id, "en": id}, {"uk": text.uk, "en": text.en}) for id, text in COLUMNS.items()]
    return _csv(head, [*rows, _defined("method", {"uk": "метод", "en": "method"}, document["method"])])


TABLES: Mapping[str, Callable[[Document], str]] = {
    "csv": figures,
    "reasons": reasons,
    "limits": limits,
    "errors": errors,
    "series": series,
    "disparity": disparity,
    "definitions": definitions,
}
"""Every table by the name under which it is downloaded."""


def _defined(id: str, name: Mapping[str, str], counts: Mapping[str, str]) -> Row:
    return (id, name["uk"], name["en"], counts["uk"], counts["en"], "", "", "")


def _names(document: Document) -> dict[str, Mapping[str, str]]:
    return {measure["id"]: measure["name"] for measure in document["measures"]}


def _named(id: str, name: Mapping[str, str]) -> tuple[str, str, str]:
    return id, name["uk"], name["en"]


def _table(document: Document, head: Sequence[str], rows: Iterable[Row]) -> str:
    """Rows with the date before them, the licence and the release after them."""
    last = (document["licence"]["id"], document["number"])
    return _csv(("as_of", *head, "licence", "release"), ((document["as_of"], *row, *last) for row in rows))


def _csv(head: Sequence[str], rows: Iterable[Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: object) -> object:
    """A name that a spreadsheet would run as a formula gets a quote before it; nothing is an empty cell."""
    if cell is None:
        return ""
    return neutral(cell) if isinstance(cell, str) else cell
