"""The history replayed to a day: who had passed what, and where everybody stood. Pure.

Only records made by the end of the day count, each corrected one replaced by what corrects it, and of those only the
ones whose event had happened. Stages are worked out by the transitions of the catalogue itself, for all cases at once.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from poruka.cases.catalogue import CATALOGUE
from poruka.law.calendar import KYIV
from poruka.statistics.coding import Bools, Kind, saying
from poruka.statistics.defining import Measure
from poruka.statistics.log import NEVER, Ints, Log
from poruka.statistics.measures import MEASURES, STEPS
from poruka.statistics.tables import Period

STAGES = tuple(CATALOGUE.stages)
EPOCH = date(1970, 1, 1)
MICROSECONDS_A_DAY = 86_400_000_000
EXITS = frozenset(
    {
        *("not-now", "withdrawn", "not-suitable", "not-supported", "unfit", "temporarily-unfit", "declined-by-unit"),
        *("not-presented", "refused", "not-taken", "evaded", "discharged", "died", "parole-ended"),
    }
)
"""Stages in which nothing carries the case further: whoever stands there has left the line, if not for good."""
IS_EXIT = np.array([stage in EXITS for stage in STAGES])


def days_since_epoch(day: date) -> int:
    """A day as the log counts it."""
    return (day - EPOCH).days


def end_of(day: date) -> int:
    """The end of a day in Kyiv, in microseconds since 1970 UTC."""
    moment = datetime.combine(day + timedelta(days=1), time(), KYIV)
    return round(moment.timestamp()) * 1_000_000


@dataclass(frozen=True)
class Known:
    """What stood at the end of a day: the records (``case``, ``kind``, ``happened``, ``day``), by case and in order.

    ``stage``, ``since`` and ``cause`` have one entry a case: the stage as a place in ``STAGES``, the moment it was
    reached and the kind of the record that brought it; ``begun`` says whether a case had any record by then.
    ``latest`` is the last begun case of each person, -1 for somebody without one.
    """

    log: Log
    as_of: date
    case: Ints
    kind: Ints
    happened: Ints
    day: Ints
    unit: Ints
    court: Ints
    stage: Ints
    since: Ints
    cause: Ints
    begun: Bools
    latest: Ints

    @property
    def person(self) -> Ints:
        """Whose each record is."""
        return self.log.person[self.case]

    def of(self, measure: Measure, period: Period) -> Bools:
        """The records of a measure that happened in the period."""
        kinds = kinds_of(self.log.kinds, measure)
        first, last = days_since_epoch(period.start), days_since_epoch(period.end)
        return kinds[self.kind] & (self.day >= first) & (self.day <= last)


def replay(log: Log, as_of: date, *, hidden: Collection[str] = ()) -> Known:
    """The log as it was known at the end of a day. Records of the ``hidden`` types leave no trace."""
    end = end_of(as_of)
    shown = np.array([kind.type not in hidden for kind in log.kinds], bool)
    standing = (log.made < end) & (log.replaced >= end) & (log.happened < end)
    if hidden:
        standing &= shown[log.kind]
    case, kind, happened = log.case[standing], log.kind[standing], log.happened[standing]
    stage, since, cause = _stages(case, kind, happened, log.kinds, len(log.person))
    begun = np.zeros(len(log.person), bool)
    begun[case] = True
    return Known(
        log,
        as_of,
        case,
        kind,
        happened,
        log.day[standing],
        log.unit[standing],
        log.court[standing],
        stage,
        since,
        cause,
        begun,
        _latest(log, begun),
    )


def _latest(log: Log, begun: Bools) -> Ints:
    """The begun case of each person with the highest ordinal."""
    latest = np.full(len(log.people), -1, np.int64)
    cases = np.flatnonzero(begun)
    in_order = cases[np.argsort(log.ordinal[cases], kind="stable")]
    latest[log.person[in_order]] = in_order
    return latest


def kinds_of(kinds: tuple[Kind, ...], measure: Measure) -> Bools:
    """For every kind of record, whether it makes a person counted by the measure."""
    found = np.zeros(len(kinds), bool)
    for said in measure.sources:
        found |= saying(kinds, said.type, said.field, said.values)
    return found


def transitions(kinds: tuple[Kind, ...]) -> tuple[NDArray[np.int64], Bools]:
    """For every stage and kind, the stage that follows, and whether the record reaches it (``procedure.position``)."""
    follows = np.repeat(np.arange(len(STAGES))[:, None], len(kinds), axis=1)
    reached = np.zeros(follows.shape, bool)
    for column, kind in enumerate(kinds):
        reaches = [r for r in CATALOGUE[kind.type].reaches if kind.says(r.field, r.values)]
        for row, start in enumerate(STAGES):
            stage = start
            for reach in reaches:
                if not reach.only_from or stage in reach.only_from:
                    stage = reach.stage
                    reached[row, column] = True
            follows[row, column] = STAGES.index(stage)
    return follows, reached


def _stages(case: Ints, kind: Ints, happened: Ints, kinds: tuple[Kind, ...], cases: int) -> tuple[Ints, Ints, Ints]:
    """Where every case stands: all cases take their first step at once, then their second, and so on."""
    follows, reached = transitions(kinds)
    stage, since, cause = np.zeros(cases, np.int64), np.full(cases, NEVER), np.full(cases, -1, np.int64)
    moves: Bools = np.asarray(reached.any(axis=0))
    moving = moves[kind]
    case, kind, happened = case[moving], kind[moving], happened[moving]
    firsts = np.flatnonzero(np.diff(case, prepend=-1))
    lengths = np.diff(np.append(firsts, len(case)))
    for turn in range(int(lengths.max(initial=0))):
        now = firsts[lengths > turn] + turn
        who, what = case[now], kind[now]
        here = reached[stage[who], what]
        who, what, now = who[here], what[here], now[here]
        stage[who] = follows[stage[who], what]
        since[who], cause[who] = happened[now], what
    return stage, since, cause


def furthest(known: Known) -> Ints:
    """How far the latest case of each person has come: the last step of the main line it ever passed, -1 for none."""
    kinds = known.log.kinds
    step_of = np.full(len(kinds), -1, np.int64)
    for place, id in enumerate(STEPS):
        step_of[kinds_of(kinds, MEASURES[id])] = place
    by_case = np.full(len(known.log.person), -1, np.int64)
    if len(kinds):
        np.maximum.at(by_case, known.case, step_of[known.kind])
    return np.where(known.latest >= 0, by_case[known.latest], -1)


def stage_of_people(known: Known) -> Ints:
    """The stage of each person's latest case, as a place in ``STAGES``; -1 for somebody without one."""
    return np.where(known.latest >= 0, known.stage[known.latest], -1)


def first_moments(known: Known, kinds: Bools, *, after: Ints | None = None) -> Ints:
    """The first moment of a record of the kinds in each case, ``NEVER`` where there is none; not before ``after``."""
    found = np.full(len(known.log.person), NEVER)
    here = kinds[known.kind]
    if after is not None:
        here &= known.happened >= after[known.case]
    np.minimum.at(found, known.case[here], known.happened[here])
    return found
