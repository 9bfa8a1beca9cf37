"""Days since the start as the model steps through them: short steps early, half months later. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
MONTH = 30.4375
"""Days in a month, on average."""
LONGEST_STEP = 16.0
FINE_STEP, FINE_UNTIL = 3.0, 60.0
EARLY_KNOTS, LATER_KNOTS = 5, 10
"""At most so many turns of the pace are learned from the past: more would be noise. The first
are a month apart: a beginning turns fast."""


@dataclass(frozen=True)
class Timeline:
    """``edges``: days since the start at which counts are known, ascending from 0. A day counts as over at its end."""

    start: date
    edges: Array

    @classmethod
    def through(cls, start: date, marks: Iterable[date], until: date) -> "Timeline":
        """A time line with an edge at the end of every day in ``marks`` and of every month up to ``until``."""
        wanted = {0.0, *(position(start, day) for day in marks)}
        wanted |= {position(start, end) for end in month_ends(start, until)}
        edges = [0.0]
        for edge in sorted(one for one in wanted if one > 0):
            step = FINE_STEP if edge <= FINE_UNTIL else LONGEST_STEP
            parts = max(1, round(np.ceil((edge - edges[-1]) / step)))
            edges += list(np.linspace(edges[-1], edge, parts + 1)[1:])
        return cls(start, np.array(edges))

    def at(self, day: date) -> int:
        """The edge at the end of a day."""
        return int(np.searchsorted(self.edges, position(self.start, day) - 1e-6))


def position(start: date, day: date) -> float:
    """Days from the beginning of ``start`` to the end of a day."""
    return float((day - start).days + 1)


def month_start(day: date, later: int = 0) -> date:
    """The first day of the month so many months after a day's own."""
    years, month = divmod(day.month - 1 + later, 12)
    return date(day.year + years, month + 1, 1)


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return month_start(day, 1) - timedelta(days=1)


def month_ends(after: date, until: date) -> list[date]:
    """The last days of the months, from the month of ``after`` to the month of ``until``."""
    months = (until.year - after.year) * 12 + until.month - after.month + 1
    return [month_end(month_start(after, i)) for i in range(max(months, 0))]


def past_knots(span: float) -> Array:
    """Where the pace may turn within the past, in days: every month at first, then less often where the past is long."""
    early = MONTH * np.arange(1, EARLY_KNOTS + 1)
    apart = max(MONTH, (span - early[-1]) / LATER_KNOTS)
    knots = np.concatenate([early, np.arange(early[-1] + apart, span, apart)])
    return np.append(knots[knots < span - MONTH / 2], span)
