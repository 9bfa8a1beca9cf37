"""Deadlines met and missed: every time limit that the procedure started, and whether it was kept. Pure.

A limit is met by the next record that its clock names (``cases.procedure``), compared with the moment it ended.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

import numpy as np

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import Clock
from poruka.cases.procedure import COURT_CLOSES
from poruka.law.calendar import KYIV, TimeLimit
from poruka.statistics.funnel import Scene
from poruka.statistics.log import Ints
from poruka.statistics.replay import EPOCH, days_since_epoch, end_of

ENDS_THE_DUTY = frozenset({"withdrawal"})
"""A record that lets a limit lapse: it was neither kept nor missed."""
FATES = ("met", "late", "overdue", "running", "lapsed")
"""What can become of a duty: the counts of ``Kept``, in its order."""
FINAL = np.array([stage.final for stage in CATALOGUE.stages.values()])


@dataclass(frozen=True, slots=True)
class Kept:
    """A time limit and how it was kept, for those started in the period: people's duties, one for each start.

    ``met`` in time, ``late`` done after it ended, ``overdue`` not done and ended, ``running`` not ended yet,
    ``lapsed`` no longer owed.
    """

    clock: Clock
    starts: str
    met: int
    late: int
    overdue: int
    running: int
    lapsed: int

    @property
    def missed(self) -> int:
        return self.late + self.overdue

    @property
    def ended(self) -> int:
        """Limits that were kept or missed: what a share is a share of."""
        return self.met + self.missed


@dataclass(frozen=True)
class Duties:
    """Every duty that one limit started: the records that started it, and what became of each, as a place in ``FATES``."""

    clock: Clock
    starts: str
    records: Ints
    fates: Ints

    @property
    def kept(self) -> Kept:
        met, late, overdue, running, lapsed = (int((self.fates == place).sum()) for place in range(len(FATES)))
        return Kept(self.clock, self.starts, met, late, overdue, running, lapsed)


def limits(found: Scene) -> tuple[Kept, ...]:
    """Every limit of the catalogue that was started for those asked about in the period; in the procedure's order.

    A limit is left out where the records that would meet it leave no trace for the reader: it would seem to be missed.
    """
    return tuple(duties.kept for duties in all_duties(found))


def all_duties(found: Scene) -> Iterator[Duties]:
    """The same, duty by duty."""
    rows = found.row[found.known.person]
    asked = (rows >= 0) & found.asked[rows]
    window = found.question.window
    first, last = days_since_epoch(window.start), days_since_epoch(window.end)
    here = asked & (found.known.day >= first) & (found.known.day <= last)
    kinds = found.known.log.kinds
    for entry in CATALOGUE:
        for clock in entry.starts:
            starting = np.array([k.type == entry.id and k.says(clock.field, clock.values) for k in kinds], bool)
            if not starting.any() or not set(found.question.hidden).isdisjoint(clock.met_by):
                continue
            starts = np.flatnonzero(starting[found.known.kind] & here)
            if len(starts):
                meeting = np.array([kind.type in clock.met_by for kind in kinds], bool)
                fates = _fates(found, clock, starts, np.flatnonzero(meeting[found.known.kind]))
                yield Duties(clock, entry.id, starts, fates)


def _fates(found: Scene, clock: Clock, starts: Ints, meets: Ints) -> Ints:
    known = found.known
    # Records stand by case and in order, so the next one that meets the limit is the next place, if of the same case.
    nearest = np.searchsorted(meets, starts, side="right")
    met = np.append(meets, -1)[np.minimum(nearest, len(meets))]
    answered = (met >= 0) & (known.case[met] == known.case[starts])
    ends_it = np.array([kind.type in ENDS_THE_DUTY for kind in known.log.kinds], bool)
    lapsed = answered & ends_it[known.kind[met]]
    final = FINAL[known.stage[known.case[starts]]] & (known.cause[known.case[starts]] != known.kind[starts])
    lapsed |= ~answered & final
    due = _due(clock, known.happened[starts], known.day[starts])
    in_time, over = known.happened[met] <= due, due < end_of(known.as_of)
    fates: Ints = np.select(
        [lapsed, answered & in_time, answered, over],
        [FATES.index("lapsed"), FATES.index("met"), FATES.index("late"), FATES.index("overdue")],
        FATES.index("running"),
    )
    return fates


def _due(clock: Clock, happened: Ints, day: Ints) -> Ints:
    """When each limit ends, in microseconds: hours run on, days and months end at the same moment for all of a day."""
    if clock.limit.unit == "hours":
        return happened + clock.limit.amount * 3_600_000_000
    days, places = np.unique(day, return_inverse=True)
    ends = [_end(clock.limit, int(one), in_court=clock.in_court) for one in days]
    return np.array(ends, np.int64)[places]


@cache
def _end(limit: TimeLimit, day: int, *, in_court: bool) -> int:
    start = EPOCH + timedelta(days=day)
    noon = datetime(start.year, start.month, start.day, 12, tzinfo=KYIV)
    due = limit.due(noon, COURT_CLOSES if in_court else None)
    return round(due.astimezone(UTC).timestamp()) * 1_000_000
