"""The draws put into words and figures: months with intervals, when a number is reached, the whole as JSON data. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poruka.forecast.future import Future
from poruka.forecast.observed import Evidence
from poruka.law.text import Text

Counts = NDArray[np.int64]
INTERVALS = (50, 80, 95)


@dataclass(frozen=True, slots=True)
class Range:
    """A median and the intervals of 50, 80 and 95 per cent around it: (least, most) each."""

    median: int
    i50: tuple[int, int]
    i80: tuple[int, int]
    i95: tuple[int, int]

    @property
    def intervals(self) -> tuple[tuple[int, int], ...]:
        """All three, the narrowest first."""
        return self.i50, self.i80, self.i95


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its last day, and people since the start by its end; ``other``: the median of the released in another
    course, set beside it."""

    month: date
    released: Range
    assigned: Range
    other: int | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """By the end of which month a number is reached (any day of it); None: not within the months asked.

    ``sure``: the share of draws that reach it within them.
    """

    released: int
    median: date | None
    i80: tuple[date | None, date | None]
    sure: float


def ranges(draws: Counts) -> list[Range]:
    """The median and intervals of each column; whole people, the least rounded down and the most up."""
    levels = sorted({0.5, *((50 - side * i / 2) / 100 for i in INTERVALS for side in (1, -1))})
    found = dict(zip(levels, np.quantile(draws, levels, axis=0), strict=True))

    def around(interval: int, column: int) -> tuple[int, int]:
        low, high = found[(50 - interval / 2) / 100][column], found[(50 + interval / 2) / 100][column]
        return int(np.floor(low)), int(np.ceil(high))

    return [
        Range(round(float(found[0.5][m])), around(50, m), around(80, m), around(95, m)) for m in range(draws.shape[1])
    ]


def months(future: Future) -> list[Month]:
    """Every month asked."""
    rows = zip(future.months, ranges(future.released), ranges(future.assigned), strict=True)
    return [Month(*row) for row in rows]


def reaches(future: Future, evidence: Evidence, numbers: Sequence[int]) -> list[Reach]:
    """The month in which each number is reached."""
    return [_reach(future, evidence, number) for number in numbers]


def _reach(future: Future, evidence: Evidence, number: int) -> Reach:
    if number <= evidence.anchor and evidence.anchored_on is not None:
        by = next(day for day, people in evidence.known if people >= number)
        return Reach(number, by, (by, by), 1.0)
    reached = future.released >= number
    first = np.where(reached.any(axis=1), reached.argmax(axis=1), len(future.months))
    ordered = np.sort(first)

    def month(level: float) -> date | None:
        place = int(ordered[min(int(np.ceil(level * len(ordered))), len(ordered)) - 1])
        return future.months[place] if place < len(future.months) else None

    return Reach(number, month(0.5), (month(0.1), month(0.9)), float(reached.any(axis=1).mean()))


def as_data(
    evidence: Evidence, future: Future, numbers: Sequence[int], warnings: Sequence[Text], language: str, **more: Any
) -> dict[str, Any]:
    """The answer as JSON data (interfaces.md, 4); months are written 2024-08."""
    return {
        "fitted_on": {
            "from": min(count.until for count in evidence.counts).isoformat(),
            "until": evidence.until.isoformat(),
            "points": len(evidence.counts),
        },
        "series": [
            {"month": f"{row.month:%Y-%m}", "released": _range(row.released), "assigned": _range(row.assigned)}
            for row in months(future)
        ],
        "reaches": [
            {
                "released": one.released,
                "median": _month(one.median),
                "i80": [_month(day) for day in one.i80],
                "share_of_draws": round(one.sure, 3),
            }
            for one in reaches(future, evidence, numbers)
        ],
        "warnings": [text.of(language) for text in warnings],
        **more,
    }


def _range(range_: Range) -> dict[str, Any]:
    return {"median": range_.median, "i50": list(range_.i50), "i80": list(range_.i80), "i95": list(range_.i95)}


def _month(day: date | None) -> str | None:
    return f"{day:%Y-%m}" if day else None
