"""Geometry of the charts: shares of a width in per cent, so that a picture stretches and its words do not. Pure.

Every chart is drawn by its template as plain SVG from these numbers (decision 0006). There is no script, no
drawing library to import, and the table beside a chart is made from the same rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

FULL = 100.0


def percent(part: float, whole: float) -> float:
    """A part as a share of a width; nothing where there is no whole."""
    return round(FULL * part / whole, 3) if whole else 0.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a bar: where it starts and how wide it is, in per cent of the bar."""

    x: float
    width: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 3)


def stacked(parts: Sequence[int]) -> tuple[Segment, ...]:
    """The parts of a whole, laid end to end."""
    whole, x = sum(parts), 0.0
    laid = []
    for part in parts:
        width = percent(part, whole)
        laid.append(Segment(round(x, 3), width))
        x += width
    return tuple(laid)


def bars(values: Sequence[int]) -> tuple[float, ...]:
    """Widths of bars that share one scale: the longest fills the width."""
    longest = max(values, default=0)
    return tuple(percent(value, longest) for value in values)


@dataclass(frozen=True, slots=True)
class Column:
    """Two upright bars on one line, one up and one down: across in per cent of the width, up and down in pixels."""

    x: float
    width: float
    up: float
    down: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 3)

    @property
    def up_negative(self) -> float:
        """How far above the line the bar reaches, as a picture counts: downwards."""
        return -self.up


@dataclass(frozen=True, slots=True)
class Mirror:
    """Pairs of upright bars around a line; ``above`` and ``below`` are the room they take, in pixels."""

    columns: tuple[Column, ...]
    above: float
    below: float


TALLEST_OF_ONE = 14.0
"""Pixels of a bar of one person, at most: a few people must not look like a crowd."""


def mirrored(ups: Sequence[int], downs: Sequence[int], *, height: float = 150.0, gap: float = 0.28) -> Mirror:
    """Bars that rise and bars that hang, on one scale.

    ``height``: pixels for both; ``gap``: share of a step left empty.
    """
    top, bottom = max(ups, default=0), max(downs, default=0)
    unit = min(height / (top + bottom), TALLEST_OF_ONE) if top + bottom else 0.0
    step = FULL / len(ups) if ups else 0.0
    made = tuple(
        Column(
            round(i * step + step * gap / 2, 3), round(step * (1 - gap), 3), round(up * unit, 1), round(down * unit, 1)
        )
        for i, (up, down) in enumerate(zip(ups, downs, strict=True))
    )
    return Mirror(made, round(top * unit, 1), round(bottom * unit, 1))


YEAR = 12
STEPS = (3, 6, YEAR, 2 * YEAR, 5 * YEAR, 10 * YEAR, 50 * YEAR)
"""Months between the marks of a time line."""
LAST_MARK = 93
"""Per cent of the width beyond which the words of a mark would leave the picture."""


def _firsts(start: date, end: date, months: int) -> Iterator[date]:
    """First days of the months, ``months`` apart, after ``start`` and up to ``end``."""
    count = (start.year * YEAR + start.month - 1) // months + 1
    while (day := date(count * months // YEAR, count * months % YEAR + 1, 1)) <= end:
        yield day
        count += 1


@dataclass(frozen=True, slots=True)
class Axis:
    """A time line from ``start`` to ``end``; days outside are drawn at its edge."""

    start: date
    end: date

    def at(self, day: date) -> float:
        """Where a day lies, in per cent of the width."""
        inside = min(max(day, self.start), self.end)
        return percent((inside - self.start).days, (self.end - self.start).days)

    def segment(self, start: date, end: date) -> Segment:
        """The stretch between two days."""
        x = self.at(start)
        return Segment(x, round(max(self.at(end) - x, 0.0), 3))

    def marks(self) -> tuple[tuple[date, float], ...]:
        """First days of months or years to mark on the axis, with their places: evenly spaced, none at the very edge.

        On the narrowest screen there is room for five months or eight years.
        """
        for months in STEPS:
            found = tuple((day, x) for day in _firsts(self.start, self.end, months) if (x := self.at(day)) <= LAST_MARK)
            if len(found) <= (5 if months < YEAR else 8):
                return found
        return ()


def axis_around(days: Iterable[date | None], today: date) -> Axis:
    """A time line that shows today and every known day, with a little room on both sides; the far end of
    time is cut.
    """
    known = [day for day in days if day is not None and 1900 < day.year < 2150]
    first, last = min([*known, today]), max([*known, today + timedelta(days=365)])
    room = max(timedelta(days=60), (last - first) / 20)
    return Axis(max(first - room, date(1900, 1, 1)), last + room)


BINS = 5


def shade(value: int, highest: int) -> int:
    """The shade of a tile, 0 (nothing) to 5 (the most), in equal steps."""
    if value <= 0 or highest <= 0:
        return 0
    return ceil(BINS * value / highest)
