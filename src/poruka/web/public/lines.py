"""Geometry of the lines by month on the public page: across in per cent of the width, up and down in pixels. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from poruka.law.text import Text
from poruka.web.charts import FULL
from poruka.web.fan import Mark, ticks

HEIGHT, HEAD = 260.0, 24.0
APART = 18.0
"""The least distance between two names at the ends of lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line and where its name stands, above its end."""

    name: Text
    people: int
    points: str
    label: float


@dataclass(frozen=True, slots=True)
class Lines:
    """The picture: lines, the marks of both axes, the height."""

    lines: tuple[Line, ...]
    people: tuple[Mark, ...]
    years: tuple[Mark, ...]
    height: float


def lines(named: Sequence[tuple[Text, Sequence[tuple[date, int]]]]) -> Lines | None:
    """The lines of some measures on one scale; None where there are not two months to draw a line between."""
    drawn = [(name, points) for name, points in named if len(points) > 1]
    if not drawn:
        return None
    start = min(points[0][0] for _, points in drawn)
    end = max(points[-1][0] for _, points in drawn)
    top = max(people for _, points in drawn for _, people in points)
    unit, span = (HEIGHT - HEAD) / top, max((end - start).days, 1)

    def x(day: date) -> float:
        return round(FULL * (day - start).days / span, 3)

    made, last = [], -APART
    for name, points in sorted(drawn, key=lambda one: -one[1][-1][1]):
        label = max(HEIGHT - points[-1][1] * unit - 8, last + APART)
        last = label
        places = " ".join(f"{x(day):g},{HEIGHT - people * unit:.1f}" for day, people in points)
        made.append(Line(name, points[-1][1], places, round(label, 1)))
    years = (date(year, 1, 1) for year in range(start.year + 1, end.year + 1))
    return Lines(
        tuple(made),
        tuple(Mark(round(HEIGHT - people * unit, 1), people=people) for people in ticks(top)),
        tuple(Mark(x(day), str(day.year)) for day in years if 2 < x(day) < 96),
        HEIGHT,
    )
