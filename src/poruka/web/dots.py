"""Geometry of a comparison: a dot a group on one scale, a line through it for how far it may be off. Pure.

Across in per cent of the width, up and down in pixels, as everywhere (``charts``). Nought, "as the others", is marked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

ROW, ABOVE, BELOW = 42.0, 22.0, 26.0
"""Pixels of a row, above the first one and below the last."""
STEPS = (0.05, 0.1, 0.2, 0.25, 0.5)
"""Distances between the marks of the scale, as shares; the first that needs few marks is taken."""
MOST_MARKS = 6
EDGE = 3.0
"""Per cent of the width left free at either side, so that no mark is cut."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One group: its dot and the ends of its line across, the heights of its words and of its line."""

    low: float
    at: float
    high: float
    text: float
    y: float

    @property
    def width(self) -> float:
        return round(self.high - self.low, 3)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of the scale: the difference in percentage points, and where it stands."""

    points: int
    at: float

    @property
    def words(self) -> str:
        return f"{self.points:+d}".replace("-", "−") if self.points else "0"


@dataclass(frozen=True, slots=True)
class Dots:
    """The whole picture."""

    dots: tuple[Dot, ...]
    marks: tuple[Mark, ...]
    nought: float
    height: float

    @property
    def bottom(self) -> float:
        """Where the lines of the scale end."""
        return self.height - BELOW

    @property
    def scale_text(self) -> float:
        """Where the words of the scale stand."""
        return self.height - 8


def dots(spans: Sequence[tuple[float, float, float]], scale: Sequence[tuple[float, float, float]]) -> Dots:
    """The picture of some differences (with the low and the high end of each), on a scale that has room for ``scale``."""
    lowest = min([low for _, low, _ in scale] + [0.0])
    highest = max([high for *_, high in scale] + [0.0])
    step = next((s for s in STEPS if floor(highest / s) - ceil(lowest / s) < MOST_MARKS), STEPS[-1])
    lowest, highest = floor(lowest / step) * step, ceil(highest / step) * step
    if lowest == highest:
        lowest, highest = -step, step

    def across(value: float) -> float:
        return round(EDGE + (100 - 2 * EDGE) * (value - lowest) / (highest - lowest), 3)

    marks = [
        Mark(round(100 * n * step), across(n * step)) for n in range(round(lowest / step), round(highest / step) + 1)
    ]
    made = tuple(
        Dot(across(low), across(at), across(high), ABOVE + n * ROW + 14, ABOVE + n * ROW + 27)
        for n, (at, low, high) in enumerate(spans)
    )
    return Dots(made, tuple(marks), across(0.0), ABOVE + ROW * len(spans) + BELOW)
