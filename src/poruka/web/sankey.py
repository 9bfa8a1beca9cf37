"""Geometry of the funnel: a bar a step, as wide as its people; those who left flow off to the right. Pure.

Across in per cent of the width, up and down in pixels, as everywhere (``charts``). What goes on stands straight below
what it came from, so that the left edge is one line and the eye compares lengths alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from poruka.statistics.losses import Losses

ROW, TEXT, BAR = 66.0, 20.0, 16.0
WIDEST = 66.0
"""Per cent of the width that the widest bar takes; the rest is for the words about those who left."""
THICKEST = 24.0
"""Pixels of the stream of everybody, where it leaves to the right."""


@dataclass(frozen=True, slots=True)
class Band:
    """One step: its bar from 0 to ``width``, the part that goes on, the part that waits, the stream of those who left."""

    losses: Losses
    top: float
    width: float
    on: float
    waiting: float
    stream: str
    words_at: float

    @property
    def text(self) -> float:
        """Where the words above the bar stand."""
        return self.top - 5

    @property
    def below(self) -> float:
        """Where the bar ends."""
        return self.top + BAR

    @property
    def fall(self) -> float:
        """From the bar down to the next."""
        return ROW - BAR


@dataclass(frozen=True, slots=True)
class Sankey:
    """The whole picture and its height in pixels."""

    bands: tuple[Band, ...]
    height: float


def sankey(steps: Sequence[Losses]) -> Sankey:
    """The picture of the steps, the widest being the one that most people passed."""
    most = max((step.entered for step in steps), default=0) or 1
    bands = tuple(_band(step, place, most) for place, step in enumerate(steps))
    return Sankey(bands, ROW * len(steps))


def _band(step: Losses, place: int, most: int) -> Band:
    top = place * ROW + TEXT
    width, on, waiting = (WIDEST * part / most for part in (step.entered, step.went_on, step.waiting))
    left = WIDEST * step.left / most
    start = on + waiting
    return Band(
        step,
        round(top, 1),
        round(width, 3),
        round(on, 3),
        round(waiting, 3),
        _stream(start, left, top + BAR, max(1.5, THICKEST * step.left / most)) if step.left else "",
        WIDEST + 1.5,
    )


def _stream(x: float, width: float, y: float, thick: float) -> str:
    """A stream that falls from a stretch of the bar and bends away to the right."""
    middle, end = y + 22.0, WIDEST
    upper, lower = middle - thick / 2, middle + thick / 2
    bend = x + (end - x) / 3
    over = min(bend + width, end)
    return (
        f"M{x:.3f} {y:.1f} L{x + width:.3f} {y:.1f} C{x + width:.3f} {upper:.1f} {over:.3f} {upper:.1f} "
        f"{end:.3f} {upper:.1f} L{end:.3f} {lower:.1f} C{bend:.3f} {lower:.1f} {x:.3f} {lower:.1f} {x:.3f} {y:.1f} Z"
    )
