"""How long each step takes, when some are still waiting: the estimate of Kaplan and Meier, by hand. Pure.

Counting only those who have passed flatters: the slow ones are still waiting and are left out. Here whoever waits
counts for as long as they have waited. Source: E. L. Kaplan, P. Meier, Nonparametric estimation from incomplete
observations, Journal of the American Statistical Association 53 (1958) 457-481.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from poruka.statistics.coding import Bools
from poruka.statistics.durations import Duration
from poruka.statistics.funnel import Scene
from poruka.statistics.log import NEVER, Ints
from poruka.statistics.measures import MEASURES
from poruka.statistics.replay import IS_EXIT, MICROSECONDS_A_DAY, end_of, first_moments, kinds_of

Floats = NDArray[np.float64]
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Step:
    """At ``days`` the share of those still waiting falls to ``waiting``; just before, so many were at risk."""

    days: float
    at_risk: int
    passed: int
    waiting: float


@dataclass(frozen=True, eq=False)
class Curve:
    """The share still waiting, step by step, as columns; ``steps`` has the same in rows."""

    days: Floats
    at_risk: Ints
    passed: Ints
    waiting: Floats

    @property
    def steps(self) -> tuple[Step, ...]:
        """Each step from its day on."""
        columns = (column.tolist() for column in (self.days, self.at_risk, self.passed, self.waiting))
        return tuple(Step(*row) for row in zip(*columns, strict=True))


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long it takes from one event to another, in days.

    ``passed`` have reached the second event, ``open`` still wait, ``left`` have gone another way. ``median`` and
    ``ninth`` (the 90th percentile) are None where not so many have passed that it could be told. ``naive`` is the
    median of those who have passed alone, to show how much it flatters. ``curve`` is the share still waiting by day.
    """

    duration: Duration
    passed: int
    open: int
    left: int
    median: float | None
    ninth: float | None
    naive: float | None
    curve: Curve

    @property
    def started(self) -> int:
        return self.passed + self.open + self.left


def kaplan_meier(days: Sequence[float] | Floats, passed: Sequence[bool] | Bools) -> Curve:
    """The share still waiting after each time somebody passed. Who did not pass was seen waiting for those days.

    Somebody seen waiting on the very day another passes was still at risk on it (the usual convention).
    """
    times, events = np.asarray(days, np.float64), np.asarray(passed, bool)
    when, deaths = np.unique(times[events], return_counts=True)
    at_risk = len(times) - np.searchsorted(np.sort(times), when, side="left")
    waiting: Floats = np.cumprod(1.0 - deaths / np.maximum(at_risk, 1), dtype=np.float64)
    return Curve(when, at_risk, deaths, waiting)


def quantile(curve: Curve, share: float) -> float | None:
    """The days by which such a share has passed; None where the curve does not come so far."""
    reached = np.flatnonzero(curve.waiting <= 1.0 - share + TOLERANCE)
    return float(curve.days[reached[0]]) if len(reached) else None


def waiting(found: Scene, duration: Duration) -> Waiting:
    """How long it takes those asked about. The period says when the first event was; each case counts by itself."""
    _, days, passed, out = spans(found, duration)
    curve = kaplan_meier(days, passed)
    done = int(passed.sum())
    return Waiting(
        duration,
        done,
        int((~passed & ~out).sum()),
        int(out.sum()),
        quantile(curve, 0.5),
        quantile(curve, 0.9),
        float(np.median(days[passed])) if done else None,
        curve,
    )


def spans(found: Scene, duration: Duration) -> tuple[Ints, Floats, Bools, Bools]:
    """The cases in which the first event happened, and of each the days seen, whether the second came, whether it left.

    Who has passed was seen until then; who has left, until the day of leaving; who waits, until the day asked about.
    """
    known = found.known
    kinds = known.log.kinds
    start = first_moments(known, kinds_of(kinds, MEASURES[duration.start]))
    end = first_moments(known, kinds_of(kinds, MEASURES[duration.end]), after=start)
    window = found.question.window
    begun = (start != NEVER) & _asked(found)
    begun &= (start >= end_of(window.start - timedelta(days=1))) & (start < end_of(window.end))
    start, end = start[begun], end[begun]
    stage, since = known.stage[begun], known.since[begun]
    passed = end != NEVER
    out = ~passed & IS_EXIT[stage] & (since >= start)
    last = np.where(passed, end, np.where(out, since, end_of(known.as_of)))
    return np.flatnonzero(begun), (last - start) / MICROSECONDS_A_DAY, passed, out


def _asked(found: Scene) -> Bools:
    """The cases of those asked about."""
    rows = found.row[found.known.log.person]
    asked: Bools = (rows >= 0) & found.asked[rows]
    return asked
