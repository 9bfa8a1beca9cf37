"""How many people in all had passed a step by the end of each month since the law: counted, and made fit to publish. Pure.

A month's number is what a release of its last day would have said: records made later do not change it. So it is the
same in every release, and one that was published stands as it was published.

Only whole months of the whole country are given, never a part of it. Beside the totals of the releases such a number
tells nothing new: in every country that the releases leave possible, the total of a day between two of them can be
chosen to fit it (docs/disclosure.md has the argument). That holds as long as the totals on both sides are published,
or small; where one was hidden for the sake of a number within it, the months up to it are hidden too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np

from poruka.statistics.log import Log
from poruka.statistics.measures import MEASURES
from poruka.statistics.people import People
from poruka.statistics.public.disclosure import Hidden, Shown, shown
from poruka.statistics.public.telling import number_of, told
from poruka.statistics.replay import days_since_epoch, end_of, kinds_of

SERIES = ("wished", "petitioned", "granted", "released", "assigned")
"""The steps that are told month by month."""
Months = Mapping[str, Mapping[date, int]]
"""By measure, then by the last day of a month: people."""


@dataclass(frozen=True, slots=True)
class Point:
    """A number of the series as published."""

    measure: str
    until: date
    number: Shown


def month_ends(start: date, end: date) -> Iterator[date]:
    """The last days of the months that ended from one day to another, both included."""
    first = start.replace(day=1)
    while (last := (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)) <= end:
        yield last
        first = last + timedelta(days=1)


def by_month(log: Log, people: People, start: date, end: date) -> Months:
    """The people of the register who had passed each step by each month's end, as was known then."""
    listed = people.places_of(log.people) >= 0
    days = list(month_ends(start, end))
    found: dict[str, dict[date, int]] = {}
    for id in SERIES:
        here = np.flatnonzero(kinds_of(log.kinds, MEASURES[id])[log.kind] & (log.day >= days_since_epoch(start)))
        person = log.person[log.case[here]]
        here, person = here[listed[person]], person[listed[person]]
        made, gone, happened = log.made[here], log.replaced[here], log.happened[here]
        found[id] = {}
        for day in days:
            night = end_of(day)
            known = (made < night) & (gone >= night) & (happened < night)
            found[id][day] = len(np.unique(person[known]))
    return found


def protected(
    exact: Months, totals: Mapping[str, Shown], as_of: date, before: Sequence[Mapping[str, Any]] = ()
) -> list[Point]:
    """The series of a release whose published totals are these, in view of the documents of all earlier releases."""
    made: list[Point] = []
    for measure, months in exact.items():
        releases = {date.fromisoformat(one["as_of"]): _total(one, measure) for one in before}
        releases[as_of] = totals[measure]
        kept: dict[date, Shown] = {until: number for one in before for until, number in _points(one, measure)}
        kept |= {day: total for day, total in releases.items() if total is not None}
        for until, people in months.items():
            usual = shown(people) if _open(until, releases) else Hidden.WHOLE
            made.append(Point(measure, until, kept.get(until, usual)))
    return made


def _open(until: date, releases: Mapping[date, Shown | None]) -> bool:
    """Whether no total was hidden as a whole in the release before the day nor in the one after it."""
    around = pairwise([date.min, *sorted(releases)])
    return not any(
        start < until <= end and Hidden.WHOLE in (releases.get(start), releases[end]) for start, end in around
    )


def _total(document: Mapping[str, Any], measure: str) -> Shown | None:
    return next(
        (number_of(row) for row in document["figures"] if row["measure"] == measure and not row["division"]), None
    )


def _points(document: Mapping[str, Any], measure: str) -> Iterator[tuple[date, Shown]]:
    for row in document.get("series", ()):
        if row["measure"] == measure:
            yield date.fromisoformat(row["until"]), number_of(row)


def rows(points: Sequence[Point]) -> list[dict[str, Any]]:
    """The series as the document of a release has it."""
    return [{"measure": point.measure, "until": point.until.isoformat(), **told(point.number)} for point in points]
