"""Releases of a small invented country, made without a database."""

from datetime import date
from typing import Any

from poruka.law.text import Text
from poruka.statistics.exits import reasons_of
from poruka.statistics.public import duties
from poruka.statistics.public.open_data import Exact, Wait, document
from poruka.statistics.tables import Cell, Period, Table

PLACES = {
    ("UA-53", "UVP-1"): 2, ("UA-53", "UVP-2"): 44, ("UA-46", "UVP-3"): 61, ("UA-46", "UVP-4"): 13, ("UA-48", "UVP-5"): 23,
}  # fmt: skip
SEXES = {"F": 9, "M": 134}
NAMES = {"institution": {"UVP-2": Text("=Друга колонія", "Second colony")}}


def tables(as_of: date, measures: dict[str, int]) -> list[Table]:
    """The same country in every measure, so many more people in the second institution."""
    period = Period(date(2024, 5, 18), as_of)

    def table(by: tuple[str, ...], cells: list[tuple[dict[str, str], int]], grown: dict[str, str]) -> Table:
        rows = tuple(
            Cell(group, id, count + (more if group == grown else 0))
            for id, more in measures.items()
            for group, count in cells
        )
        return Table(tuple(measures), by, rows, as_of, period)

    places = [({"oblast": oblast, "institution": place}, count) for (oblast, place), count in PLACES.items()]
    return [
        table((), [({}, sum(PLACES.values()))], {}),
        table(("oblast", "institution"), places, {"oblast": "UA-53", "institution": "UVP-2"}),
        table(("sex",), [({"sex": sex}, count) for sex, count in SEXES.items()], {"sex": "M"}),
    ]


MONTHS = {
    "granted": {date(2025, 11, 30): 5, date(2025, 12, 31): 124, date(2026, 1, 31): 146},
    "released": {date(2025, 11, 30): 3, date(2025, 12, 31): 98, date(2026, 1, 31): 144},
}
WRONG = ("wrong-may-not", "wrong-may-apply", "refusal-reversed", "grant-reversed", "released-late")
CORRECTED = ("decision-corrected", "record-corrected")


def release(more: int = 0, before: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    as_of = date(2026, 1, 31 if before else 1)
    measures = {"granted": 2 + more, "released": more, "in-training": 0}
    waits = [Wait("granted", "released", 4.4, 31.5, 143), Wait("released", "in-training", 1.2, 9.0, 3)]
    kept = {id: duties.Kept(0, 0) for id in duties.CLOCKS} | {
        "arrival": duties.Kept(101, 42),
        "motion": duties.Kept(64, 2),
    }
    wrong = dict.fromkeys((*WRONG, *CORRECTED), 2) | {"released-late": 17}
    months = {id: {day: people for day, people in found.items() if day <= as_of} for id, found in MONTHS.items()}
    return document(Exact(tables(as_of, measures), waits, NAMES, months, {}, kept, wrong), before or [])


def refusals(ruled: int, appealed: int) -> dict[str, Any]:
    """A release of one measure, with its reasons."""
    as_of = date(2026, 1, 1)
    whole = Table(("refused",), (), (Cell({}, "refused", ruled + appealed),), as_of, Period(date(2024, 5, 18), as_of))
    why = dict(zip(reasons_of("refused"), (ruled, appealed), strict=True))
    return document(Exact([whole], reasons={"refused": why}))
