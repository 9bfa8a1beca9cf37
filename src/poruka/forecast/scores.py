"""How good a forecast was, once the figure is known: one number for draws, and whether the intervals held it. Pure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
INTERVALS = (50, 80, 95)


@dataclass(frozen=True, slots=True)
class Score:
    """``crps`` in people, less is better: for a single guess it is the distance to what came. ``held``: by interval."""

    crps: float
    median: float
    held: tuple[bool, bool, bool]


def scored(draws: Array, came: float) -> Score:
    """Score the draws of one figure. CRPS: the mean distance to what came, less half the mean distance of two draws."""
    ordered = np.sort(draws)
    n = len(ordered)
    apart = 2.0 * float(((2 * np.arange(1, n + 1) - n - 1) * ordered).sum()) / (n * n)
    crps = float(np.abs(ordered - came).mean()) - apart / 2
    held = []
    for interval in INTERVALS:
        low, high = np.quantile(ordered, [(50 - interval / 2) / 100, (50 + interval / 2) / 100])
        held.append(bool(np.floor(low) <= came <= np.ceil(high)))
    return Score(crps, float(np.median(ordered)), (held[0], held[1], held[2]))


@dataclass(frozen=True, slots=True)
class Summary:
    """Scores taken together: how many, the mean CRPS, and the share held by each interval."""

    scores: int
    crps: float
    held: tuple[float, float, float]


def summed(scores: list[Score]) -> Summary:
    """The mean of some scores; at least one."""
    held = np.array([score.held for score in scores], dtype=float).mean(axis=0)
    shares = (float(held[0]), float(held[1]), float(held[2]))
    return Summary(len(scores), float(np.mean([score.crps for score in scores])), shares)
