"""What the tests of the other ways out share: the ordinary case and how it is asked about.

The ordinary case: four years of imprisonment from 1 January 2024 (1461 days), nothing credited, asked about on
15 January 2026. Then:
  end 2027-12-31 · a third 2025-05-02 · half 2026-01-01 · two thirds 2026-09-01 · three quarters 2027-01-01
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from poruka.law.facts import Facts
from poruka.law.routes import Route, routes

ON = date(2026, 1, 15)
END, THIRD, HALF, TWO_THIRDS, THREE_QUARTERS = "2027-12-31", "2025-05-02", "2026-01-01", "2026-09-01", "2027-01-01"
CLEAN = {"earlier_imprisonment": False, "earlier_parole": False}
FOUR_YEARS = {
    "penalty": "fixed_term_imprisonment",
    "term_years": 4,
    "starts_on": date(2024, 1, 1),
    "credited_days": 0,
    "serving": True,
}
THEFT = {"article": "185", "part": 2, "intentional": True, "record": "serving"}
BURGLARY = THEFT | {"part": 3}
DEADLY_BEATING = THEFT | {"article": "121", "part": 2}
MURDER = THEFT | {"article": "115", "part": 1}
NEGLIGENT_DEATHS = THEFT | {"article": "119", "part": 2, "intentional": False}

Row = Mapping[str, Any]
RELEASES = ("article-81", "article-82")


def facts(sentences: list[Row], convictions: list[Row], person: Row = CLEAN) -> Facts:
    return Facts.of(
        {"person_id": "P1", **person},
        [{"sentence_id": f"S{i}", "person_id": "P1", **row} for i, row in enumerate(sentences, start=1)],
        [{"conviction_id": f"C{i}", "person_id": "P1", **row} for i, row in enumerate(convictions, start=1)],
    )


def ask(known: Facts, on: date = ON) -> dict[str, Route]:
    return {route.id: route for route in routes(known, on)}


def dates(route: Route) -> tuple[str | None, str | None]:
    return (
        route.earliest.isoformat() if route.earliest else None,
        route.latest.isoformat() if route.latest else None,
    )


def noted(route: Route) -> set[str]:
    return {note.id for note in route.notes}
