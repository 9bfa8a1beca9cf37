"""Whether a step treats groups alike, as the page shows it: one step at a time, in words, as a picture, as a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from poruka.law.text import Text
from poruka.statistics.disparity import Judged, disparity, judged
from poruka.statistics.funnel import Scene
from poruka.statistics.measures import MEASURES, STEPS
from poruka.statistics.surely import RISK
from poruka.web import words
from poruka.web.counting.asked import step_of, without
from poruka.web.counting.names import Names
from poruka.web.dots import Dot, Dots, dots

FIRST_GROUPS = 12
"""Groups in the picture that stands open; those that surely differ always do."""


@dataclass(frozen=True, slots=True)
class StepLink:
    """A step that can be looked at, how many groups surely differ there, and the address that shows it."""

    name: Text
    sure: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A group at the step, in words."""

    name: Text
    judged: Judged
    apart: Text


def comparison(request: HttpRequest, found: Scene, dimension: str, counts: Mapping[str, int]) -> dict[str, Any] | None:
    """The comparison of the groups of a dimension; None where there are no two to compare.

    Without a step asked for, the one where chance explains least.
    """
    asked = step_of(request)
    shown = [step for step in STEPS if step in counts][:-1]
    rows = judged([row for row in disparity(found, dimension) if row.step in shown])
    if not rows:
        return None
    likeliest = min(rows, key=lambda one: (one.alone, shown.index(one.row.step)))
    steps = [step for step in shown if any(one.row.step == step for one in rows)]
    step = asked if asked in steps else likeliest.row.step
    return _told(request, [one for one in rows if one.row.step == step], dimension) | {
        "asked_none": bool(asked) and asked not in steps,
        "all": len(rows),
        "steps": [_link(request, rows, one, current=one == step) for one in steps],
        "step": MEASURES[step],
        "sure_anywhere": any(one.sure for one in rows),
        "risk": round(100 * RISK),
    }


def _link(request: HttpRequest, rows: Sequence[Judged], step: str, *, current: bool) -> StepLink:
    sure = sum(one.sure for one in rows if one.row.step == step)
    return StepLink(MEASURES[step].name, sure, without(request.GET, step=step) + "#compare", current)


def _told(request: HttpRequest, rows: Sequence[Judged], dimension: str) -> dict[str, Any]:
    names = Names(dimension)
    order = {value: place for place, value in enumerate(names.in_order(one.row.group for one in rows))}
    inside = sorted(rows, key=lambda one: order[one.row.group])
    compared = [Compared(names(one.row.group), one, points(one)) for one in inside]
    sure = [one for one in compared if one.judged.sure]
    others = [one for one in compared if not one.judged.sure]
    room = max(0, FIRST_GROUPS - len(sure))
    first, rest = [*sure, *others[:room]], others[room:]
    return {
        "sure": [(one.name, sentence(one.judged)) for one in sure],
        "picture": _picture(first, first + rest),
        "more_picture": _picture(rest, first + rest) if rest else None,
        "rows": [*sure, *others],
    }


@dataclass(frozen=True, slots=True)
class Picture:
    """The groups of a picture, each with its dot."""

    drawn: Dots
    groups: Sequence[Compared]

    @property
    def pairs(self) -> Iterator[tuple[Dot, Compared]]:
        return zip(self.drawn.dots, self.groups, strict=True)


def _picture(shown: Sequence[Compared], scale: Sequence[Compared]) -> Picture:
    spans = [one.judged.row.difference or (0.0, 0.0, 0.0) for one in shown]
    every = [one.judged.row.difference or (0.0, 0.0, 0.0) for one in scale]
    return Picture(dots(spans, every), shown)


def points(one: Judged) -> Text:
    """The difference from the others in percentage points, with its interval."""
    apart, low, high = map(signed, one.row.difference or (0.0, 0.0, 0.0))
    return Text(f"{apart} (від {low} до {high})", f"{apart} ({low} to {high})")


def signed(part: float) -> str:
    """A share in whole points, with its sign; nothing has none."""
    whole = round(100 * part)
    return f"{whole:+d}".replace("-", "−") if whole else "0"


def sentence(one: Judged) -> Text:
    """What happened to the group and to the others: two shares side by side."""
    row = one.row
    mine, theirs = words.share(row.went_on, row.decided), words.share(row.others_went_on, row.others_decided)
    return Text(f"далі пішло {mine}, у решти – {theirs}", f"{mine} went on, {theirs} of the others")
