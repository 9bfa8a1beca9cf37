"""The sections of the page of figures that are there for every question: the way, the times, the limits, all measures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from poruka.access.roles import ROLES
from poruka.cases.catalogue import CATALOGUE
from poruka.law.text import Text
from poruka.statistics import asking
from poruka.statistics.defining import Measure
from poruka.statistics.durations import DURATIONS, Duration
from poruka.statistics.funnel import REASON, Scene, reasons
from poruka.statistics.limits import Kept, limits
from poruka.statistics.losses import Losses, losses
from poruka.statistics.measures import MEASURES
from poruka.statistics.waiting import Waiting, waiting
from poruka.web.counting import words
from poruka.web.counting.doors import Count, Doors
from poruka.web.sankey import Band, sankey

PARTS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (Text("Шлях", "The way"), ("register", "step")),
    (Text("Де вони зараз", "Where they are now"), ("stands",)),
    (Text("Що ще сталося", "What else happened"), ("passed",)),
)
"""The table of every measure in three parts, by what its measures are."""


@dataclass(frozen=True, slots=True)
class Line:
    """A measure, its count and its share of its base."""

    measure: Measure
    count: Count
    base: int | None


def way(found: Scene, doors: Doors, counts: Mapping[str, int]) -> dict[str, Any]:
    """The picture of the steps and the table beside it."""
    steps = [one for one in losses(found) if one.step in counts]
    picture = sankey(steps)
    return {
        "finding": words.worst(steps),
        "sankey": picture,
        "steps": [_step(band, doors, last=band is picture.bands[-1]) for band in picture.bands],
    }


def _step(band: Band, doors: Doors, *, last: bool) -> dict[str, Any]:
    one: Losses = band.losses
    return {
        "band": band,
        "losses": one,
        "measure": MEASURES[one.step],
        "last": last,
        "came": doors.count(one.entered, step=one.step, fate="came"),
        "on": doors.count(one.went_on, step=one.step, fate="on"),
        "waiting": doors.count(one.waiting, step=one.step, fate="waiting"),
        "exits": [
            (words.exit_words(e), doors.count(e.people, step=one.step, fate="left", stage=e.stage, reason=e.reason))
            for e in one.exits
        ],
    }


def parts(found: Scene, doors: Doors, counts: Mapping[str, int]) -> list[tuple[Text, list[Line]]]:
    """Every measure, in parts."""
    whole = found.question.counted == "cohort" or found.question.period.start <= asking.LAW_IN_FORCE
    lines: dict[str, list[Line]] = {}
    for id, people in counts.items():
        measure = MEASURES[id]
        # A step is a share of the step before it only where the period reaches back to the beginning.
        base = counts.get(measure.base) if whole else None
        sort = "step" if measure.step else measure.kind
        lines.setdefault(sort, []).append(Line(measure, doors.count(people, measure=id), base))
    return [(title, [line for sort in sorts for line in lines.get(sort, [])]) for title, sorts in PARTS]


def why(found: Scene, doors: Doors) -> list[tuple[Measure, Text, Count]]:
    """Why people left, all groups of a split together."""
    summed: dict[tuple[str, str], int] = {}
    for cell in reasons(found).rows:
        key = cell.measure, cell.group[REASON]
        summed[key] = summed.get(key, 0) + cell.count
    return [
        (MEASURES[id], words.reason_words(reason), doors.count(n, measure=id, reason=reason))
        for (id, reason), n in summed.items()
    ]


def waits(found: Scene, doors: Doors, counts: Mapping[str, int], asked: Duration | None) -> list[dict[str, Any]]:
    """How long each step takes; the time that was asked for comes first."""
    usual: Sequence[Duration] = [one for one in DURATIONS if one.start in counts and one.end in counts]
    wanted = ([asked] if asked else []) + [one for one in usual if one != asked]
    return [_wait(waiting(found, one), doors) | {"asked": one == asked} for one in wanted]


def _wait(one: Waiting, doors: Doors) -> dict[str, Any]:
    return {
        "waiting": one,
        "start": MEASURES[one.duration.start],
        "end": MEASURES[one.duration.end],
        "median": words.days(one.median),
        "ninth": words.days(one.ninth),
        "naive": words.days(one.naive),
        "open": doors.count(one.open, begun=one.duration.start, awaited=one.duration.end),
    }


def duties(found: Scene, doors: Doors) -> dict[str, Any]:
    """The time limits that have ended or run, and how they were kept."""
    shown = [one for one in limits(found) if one.ended or one.running]
    lines = [_duty(one, doors) for one in shown]
    return {
        "finding": words.kept(shown),
        "missed": [line for line in lines if line["kept"].missed],
        "kept": [line for line in lines if not line["kept"].missed],
    }


def _duty(one: Kept, doors: Doors) -> dict[str, Any]:
    def of(number: int, kept: str) -> Count:
        return doors.count(number, limit=one.clock.id, starts=one.starts, kept=kept)

    return {
        "kept": one,
        "starts": CATALOGUE[one.starts].title,
        "owner": ROLES[one.clock.owner].title,
        "missed": of(one.missed, "missed"),
        "overdue": of(one.overdue, "overdue"),
        "running": of(one.running, "running"),
    }
