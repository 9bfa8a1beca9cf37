"""Simpler forecasts of the same figures, to be beaten: the last rate, exponential smoothing, a logistic curve. Pure.

Each is given a fair measure of its own uncertainty, from how far it was off in the past, so that it can be scored in
the same way. None of them knows about steps, stock or law; all of them are told that nobody is released twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from poruka.law.text import Text

Array = NDArray[np.float64]
GRID = np.linspace(0.05, 1.0, 20)
DAMPED = 0.98
"""How much of a trend smoothing carries on from one figure to the next."""


class Peer(Protocol):
    """Draws of later cumulative counts: (draws, len(ahead)). ``days`` and ``counts`` begin with nobody at the start."""

    def __call__(
        self, days: Array, counts: Array, ahead: Array, most: float, draws: int, generator: np.random.Generator
    ) -> Array: ...


@dataclass(frozen=True, slots=True)
class Named:
    """A peer with its name."""

    id: str
    title: Text
    forecast: Peer


def _bounded(draws: Array, last: float, most: float) -> Array:
    """A count since the start never falls, and nobody is released who is not there."""
    return np.clip(draws, last, max(most, last))


def last_rate(
    days: Array, counts: Array, ahead: Array, most: float, draws: int, generator: np.random.Generator
) -> Array:
    """The rate between the last two figures goes on; it is unsure by how much rates have changed between figures."""
    rates = np.diff(counts) / np.diff(days)
    spread = _spread_of_changes(rates)
    drawn = rates[-1] + spread * generator.standard_normal((draws, 1))
    return _bounded(counts[-1] + np.maximum(drawn, 0.0) * (ahead - days[-1]), counts[-1], most)


def _spread_of_changes(rates: Array) -> float:
    changes = np.diff(rates)
    return float(np.sqrt((changes**2).mean())) if len(changes) else float(rates[-1]) / 2


def smoothing(
    days: Array, counts: Array, ahead: Array, most: float, draws: int, generator: np.random.Generator
) -> Array:
    """Exponential smoothing of the rate (the simplest form with a trend in the counts), its weight chosen by the past."""
    rates, gaps = np.diff(counts) / np.diff(days), np.diff(days)
    levels = np.repeat(rates[:1, None], len(GRID), axis=1)[0]
    missed = np.zeros((len(rates) - 1, len(GRID)))
    for i in range(1, len(rates)):
        missed[i - 1] = rates[i] - levels
        levels = DAMPED * (levels + GRID * (rates[i] - levels))
    best = int((missed**2).sum(axis=0).argmin()) if len(rates) > 1 else -1
    sigma = float(np.sqrt((missed[:, best] ** 2).mean())) if len(rates) > 1 else float(rates[-1]) / 2
    level = float(levels[best])
    steps = (ahead - days[-1]) / gaps.mean()
    # The variance of what smoothing says of a sum of rates: each error goes on with the weight it was given.
    widths = sigma * gaps.mean() * np.sqrt(steps * (1 + GRID[best] ** 2 * steps**2 / 3))
    faded = (1 - DAMPED**steps) / (1 - DAMPED) * gaps.mean()
    drawn = counts[-1] + level * faded + widths * generator.standard_normal((draws, 1))
    return _bounded(drawn, counts[-1], most)


def logistic(
    days: Array, counts: Array, ahead: Array, most: float, draws: int, generator: np.random.Generator
) -> Array:
    """An S-shaped curve with a ceiling, the best of a grid; unsure by how far it is off, and more so further ahead."""
    ceilings = np.geomspace(max(counts[-1], 1.0) * 1.001, max(most, counts[-1] * 1.01 + 1), 40)
    middles = np.linspace(-days[-1], 2 * days[-1], 41)
    widths = np.geomspace(3.0, max(2 * days[-1], 6.0), 30)
    shape = 1 / (1 + np.exp(-np.clip((days[None, None] - middles[:, None, None]) / widths[None, :, None], -50, 50)))
    misses = ((ceilings[:, None, None, None] * shape[None] - counts) ** 2).sum(axis=-1)
    c, m, w = np.unravel_index(int(misses.argmin()), misses.shape)

    def curve(at: Array) -> Array:
        value: Array = ceilings[c] / (1 + np.exp(-np.clip((at - middles[m]) / widths[w], -50, 50)))
        return value

    sigma = np.sqrt(misses[c, m, w] / max(len(counts) - 3, 1)) + 0.01 * counts[-1]
    middle = counts[-1] + curve(ahead) - curve(days[-1:])
    growing = np.sqrt(1 + (ahead - days[-1]) / max(float(np.diff(days).mean()), 1.0))
    return _bounded(middle + sigma * growing * generator.standard_normal((draws, 1)), counts[-1], most)


PEERS: Sequence[Named] = (
    Named("last_rate", Text("останній темп триває", "the last rate goes on"), last_rate),
    Named("smoothing", Text("експоненційне згладжування", "exponential smoothing"), smoothing),
    Named("logistic", Text("логістична крива", "logistic curve"), logistic),
)
TITLES: Mapping[str, Text] = {
    "poruka": Text("запас і потоки", "stock and flow"),
    **{peer.id: peer.title for peer in PEERS},
}
