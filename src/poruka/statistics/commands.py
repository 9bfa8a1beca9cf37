"""``poruka statistics``: the figures as a table, as JSON or as CSV."""

import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from poruka.access.actors import Actor
from poruka.access.roles import ANALYST
from poruka.law.text import Text
from poruka.register.neutral import neutral
from poruka.statistics.asking import Asked, duration_of, seen, understood
from poruka.statistics.disparity import disparity, judged
from poruka.statistics.durations import DURATIONS, Duration
from poruka.statistics.funnel import REASON, Scene, counted, reasons
from poruka.statistics.limits import limits
from poruka.statistics.losses import losses
from poruka.statistics.measures import MEASURES, UNIT
from poruka.statistics.tables import Table
from poruka.statistics.waiting import waiting

OK = 0
DAYS = Text("Днів до наступної події: в половини, у 90 %", "Days to the later event: for half, for 90%")


@dataclass(frozen=True, slots=True)
class Told:
    """How the answer is told: as "text", "json" or "csv", in which language; ``between``: events to tell the days between."""

    form: str = "text"
    language: str = "uk"
    between: Sequence[tuple[str, str]] = ()


def statistics(asked: Asked, told: Told, today: date) -> int:
    """Count and print. Django must be set up. Raises StatisticsRefused."""
    actor = Actor("command line", ANALYST)
    durations = [duration_of(start.strip(), end.strip(), actor) for start, end in told.between]
    found = seen(understood(asked, actor, today), actor)
    if told.form == "json":
        print(json.dumps(answer(found, durations), ensure_ascii=False, indent=1))
    elif told.form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows(lines(counted(found)))
    else:
        for line in (*_plain(found, told.language), *_spent(found, durations, told.language)):
            print(line)
    return OK


def lines(table: Table) -> Iterator[Sequence[object]]:
    """A table as rows of a file: the dimensions, then the measures, under their ids."""
    yield (*table.dimensions, *table.measures)
    for group, counts in _groups(table):
        yield (*(neutral(group[name]) for name in table.dimensions), *counts)


def _groups(table: Table) -> Iterator[tuple[Mapping[str, str], list[int]]]:
    width = len(table.measures)
    for start in range(0, len(table.rows), width):
        cells = table.rows[start : start + width]
        yield cells[0].group, [cell.count for cell in cells]


def answer(found: Scene, durations: Sequence[Duration] = ()) -> dict[str, Any]:
    """Everything that is counted, as plain data; beside the usual times those between the events asked about."""
    question, table = found.question, counted(found)
    return {
        "as_of": question.as_of.isoformat(),
        "period": {"from": question.period.start.isoformat(), "to": question.period.end.isoformat()},
        "counted": question.counted,
        "by": list(question.by),
        "only": dict(question.only),
        "unit": {"uk": UNIT.uk, "en": UNIT.en},
        "measures": {id: {"uk": MEASURES[id].name.uk, "en": MEASURES[id].name.en} for id in table.measures},
        "rows": [
            {"group": dict(group), "counts": dict(zip(table.measures, counts, strict=True))}
            for group, counts in _groups(table)
        ],
        "reasons": [
            {
                "measure": cell.measure,
                "reason": cell.group[REASON],
                "group": _without_reason(cell.group),
                "count": cell.count,
            }
            for cell in reasons(found).rows
        ],
        "losses": [
            {
                "step": one.step,
                "entered": one.entered,
                "went_on": one.went_on,
                "waiting": one.waiting,
                "left": [{"stage": e.stage, "reason": e.reason, "count": e.people} for e in one.exits],
            }
            for one in losses(found)
        ],
        "waiting_days": [_waiting(found, one) for one in dict.fromkeys((*DURATIONS, *durations))],
        "time_limits": [
            {
                "limit": kept.clock.id,
                "starts": kept.starts,
                "statutory": kept.clock.statutory,
                "met": kept.met,
                "late": kept.late,
                "overdue": kept.overdue,
                "running": kept.running,
                "lapsed": kept.lapsed,
            }
            for kept in limits(found)
        ],
        "comparisons": [one for dimension in question.by for one in _comparisons(found, dimension)],
    }


def _comparisons(found: Scene, dimension: str) -> Iterator[dict[str, Any]]:
    """Every group at every step against all others; ``sure`` allows for all comparisons of the dimension."""
    for one in judged(disparity(found, dimension)):
        apart, low, high = one.row.difference or (None, None, None)
        yield {
            "dimension": dimension,
            "group": one.row.group,
            "step": one.row.step,
            "came": one.row.came,
            "went_on": one.row.went_on,
            "left": one.row.left,
            "others_went_on": one.row.others_went_on,
            "others_left": one.row.others_left,
            "difference": apart,
            "i95": [low, high],
            "sure": one.sure,
        }


def _without_reason(group: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in group.items() if name != REASON}


def _waiting(found: Scene, duration: Duration) -> dict[str, Any]:
    one = waiting(found, duration)
    return {
        "from": one.duration.start,
        "to": one.duration.end,
        "passed": one.passed,
        "open": one.open,
        "left": one.left,
        "median": _rounded(one.median),
        "p90": _rounded(one.ninth),
        "median_of_those_who_passed": _rounded(one.naive),
    }


def _rounded(days: float | None) -> float | None:
    return None if days is None else round(days, 1)


def _plain(found: Scene, language: str) -> Iterator[str]:
    table = counted(found)
    question = found.question
    period = f"{question.period.start.isoformat()} – {question.period.end.isoformat()}"
    yield f"{question.as_of.isoformat()} ({period}), {UNIT.of(language)}"
    for group, counts in _groups(table):
        if group:
            yield ""
            yield ", ".join(group.values())
        for id, people in zip(table.measures, counts, strict=True):
            yield f"  {people:>8}  {MEASURES[id].name.of(language)}"


def _spent(found: Scene, durations: Sequence[Duration], language: str) -> Iterator[str]:
    """The days between the events asked about, a line each; a time that cannot be told yet is a dash."""
    if durations:
        yield ""
        yield DAYS.of(language)
    for duration in durations:
        one = waiting(found, duration)
        half, most = ("–" if days is None else f"{days:.1f}" for days in (one.median, one.ninth))
        start, end = (MEASURES[id].name.of(language) for id in (duration.start, duration.end))
        yield f"  {half:>8} {most:>8}  {start} → {end}"
