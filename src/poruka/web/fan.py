"""Geometry of a fan chart: what is known as a line, what is expected as a line in three bands. Pure.

Across, everything is in hundredths of the width, so that the picture stretches and its words do not; up and down it is
in pixels, counted downwards as a picture counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, log10

from poruka.forecast.answers import Range
from poruka.web.charts import FULL

HEIGHT, HEAD = 320.0, 14.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on an axis and what stands there."""

    at: float
    label: str = ""
    people: int = 0


@dataclass(frozen=True, slots=True)
class Fan:
    """``known`` and ``median`` are lines, ``bands`` filled shapes from the widest in: point lists of SVG.

    ``other``: the median of another course, to be set beside; empty without one.
    """

    known: str
    median: str
    other: str
    bands: tuple[str, ...]
    people: tuple[Mark, ...]
    years: tuple[Mark, ...]
    today: float
    height: float


def fan(
    known: Sequence[tuple[date, int]], rows: Sequence[tuple[date, Range]], other: Sequence[tuple[date, int]] = ()
) -> Fan:
    """The picture. ``known``: people by the end of days so far; ``rows``: the months to come; ``other``: another course."""
    start, end = (known[0][0] if known else rows[0][0]), rows[-1][0]
    top = max(1, *(range_.i95[1] for _, range_ in rows), *(people for _, people in other))
    unit, span = (HEIGHT - HEAD) / top, max((end - start).days, 1)

    def x(day: date) -> float:
        return round(FULL * (day - start).days / span, 3)

    def y(people: float) -> float:
        return round(HEIGHT - people * unit, 1)

    last = known[-1] if known else (start, 0)
    fanned = [(last[0], _sure(last[1])), *rows]
    bands = tuple(
        _points(
            [(x(day), y(_interval(r, i)[1])) for day, r in fanned]
            + [(x(d), y(_interval(r, i)[0])) for d, r in fanned[::-1]]
        )
        for i in ("i95", "i80", "i50")
    )
    return Fan(
        _points([(x(day), y(people)) for day, people in known]),
        _points([(x(day), y(r.median)) for day, r in fanned]),
        _points([(x(day), y(people)) for day, people in (last, *other)]) if other else "",
        bands,
        tuple(Mark(y(people), people=people) for people in ticks(top)),
        tuple(Mark(x(date(year, 1, 1)), str(year)) for year in range(start.year + 1, end.year + 1) if x(date(year, 1, 1)) < 96),
        x(last[0]),
        HEIGHT,
    )  # fmt: skip


def ticks(top: float) -> list[int]:
    """Round numbers up to the top: four or so."""
    rough = max(top / 4, 1.0)
    power = 10 ** floor(log10(rough))
    step = next(power * n for n in (1, 2, 5, 10) if power * n >= rough)
    return [round(step * i) for i in range(int(top // step) + 1)]


def _sure(people: int) -> Range:
    return Range(people, (people, people), (people, people), (people, people))


def _interval(range_: Range, name: str) -> tuple[int, int]:
    found: tuple[int, int] = getattr(range_, name)
    return found


def _points(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{across:g},{down:g}" for across, down in places)
