"""Which differences chance would hardly bring, when many are looked at together. Pure.

One table of two by two is judged by Fisher's exact test, which is right for small numbers too. Many together are judged
by Holm's steps: whatever the groups are and however they hang together, the chance that any of them is called different
without being so is at most one in twenty. Sources: R. A. Fisher, Statistical Methods for Research Workers, 5th ed.
(1934), section 21.02; S. Holm, Scandinavian Journal of Statistics 6 (1979) 65-70.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

RISK = 0.05
"""How often at most a set of comparisons may name a difference that is none."""
ALIKE = 1e-7
"""Probabilities this close are the same: they differ by rounding alone."""


def fisher(went_on: int, left: int, others_went_on: int, others_left: int) -> float:
    """How likely so unlike a table is, or one more unlike, where both went on alike (the two-sided exact test)."""
    group, others, on = went_on + left, others_went_on + others_left, went_on + others_went_on
    counts = np.arange(max(0, on - others), min(group, on) + 1)
    if len(counts) == 1:
        return 1.0
    chances = _log_ways(group, counts) + _log_ways(others, on - counts)
    chances -= chances.max()
    weights = np.exp(chances)
    seen = weights[went_on - counts[0]]
    return float(min(1.0, weights[weights <= seen * (1 + ALIKE)].sum() / weights.sum()))


def _log_ways(of: int, chosen: Ints) -> Floats:
    """The logarithm of how many ways there are to choose so many of so many."""
    logs = _log_factorials(1 << of.bit_length())
    ways: Floats = logs[of] - logs[chosen] - logs[of - chosen]
    return ways


@cache
def _log_factorials(upto: int) -> Floats:
    logs: Floats = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, upto + 1)))])
    return logs


def holm(chances: Sequence[float]) -> tuple[float, ...]:
    """The same chances with room made for their number: what is below ``RISK`` still stands out among all of them."""
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    adjusted, so_far = [0.0] * len(chances), 0.0
    for turn, place in enumerate(order):
        so_far = max(so_far, min(1.0, (len(chances) - turn) * chances[place]))
        adjusted[place] = so_far
    return tuple(adjusted)
