"""Learning the quantities from what was counted: a first guess by least squares, then honest uncertainty. Pure.

Everything is worked out on a scale where the prior is a standard normal. The best fit and its curvature give a first
normal guess; weighted, resampled and moved draws then go from that guess to the posterior itself in a few tempered
rounds. The same seed gives the same draws.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from poruka.forecast import priors
from poruka.forecast.flow import Stock, flows
from poruka.forecast.observed import Evidence
from poruka.forecast.timeline import MONTH, Timeline, past_knots, position

Array = NDArray[np.float64]
LogDensity = Callable[[Array], Array]
CLIMBS, STARTS = 60, 400
WIDENED = 1.5
"""The normal guess is made wider by this much, so that no part of the posterior is out of its reach."""
TAILS = 4.0
"""Degrees of freedom of a figure's error: now and then a figure is far off, and must not upset the others."""
MOST_ROUNDS = 12
STRIDES = (0.2, 0.4, 0.8, 0.3, 0.6)
"""How far the moves of a round go: 0 stays, 1 draws anew from the guess. Short ones settle, long ones find other hills."""
SPARE = 2
"""So many draws are carried through the rounds for each one kept."""


@dataclass(frozen=True)
class Posterior:
    """Draws of everything not known: (draws, quantities + turns of the pace), on the standard normal scale.

    ``best`` is the best fit; ``rounds`` how many steps led from the normal guess to the posterior.
    """

    draws: Array
    best: Array
    knots: Array
    evidence: Evidence
    stock: Stock
    rounds: int

    @property
    def quantities(self) -> Mapping[str, Array]:
        """The quantities of every draw in their own units."""
        return priors.natural(self.draws)


def fit(evidence: Evidence, stock: Stock, draws: int, generator: np.random.Generator) -> Posterior:
    """Draws from the posterior."""
    last = position(evidence.start, evidence.until)
    model = _Model(evidence, stock, past_knots(last))
    best = _climbed(model, generator)
    _, bend = model.slope(best)
    root = np.linalg.cholesky(np.linalg.inv(bend)) * WIDENED**0.5
    found, rounds = _tempered(model.log_density, best, root, SPARE * draws, generator)
    return Posterior(found[::SPARE], best, model.knots, evidence, stock, rounds)


def learned_pace(whitened: Array, wander: Array, knots: Array, edges: Array) -> Array:
    """The logarithm of the pace in the middle of each step: it starts at 0 and turns at the knots."""
    turns = heavy(whitened) * wander[:, None] * np.sqrt(np.diff(knots, prepend=0.0) / MONTH)
    heights = np.concatenate([np.zeros((len(turns), 1)), np.cumsum(turns, axis=1)], axis=1)
    return between(np.append(0.0, knots), heights, (edges[:-1] + edges[1:]) / 2)


def heavy(normal: Array) -> Array:
    """Standard normal numbers as Student's t of three degrees: mostly as small, now and then far larger.

    The pace changes little from month to month until something is decided somewhere (Wallace's approximation).
    """
    freedom = 3.0
    stretched = np.clip(normal, -6.0, 6.0) * (8 * freedom + 3) / (8 * freedom + 1)
    turned: Array = np.sign(normal) * np.sqrt(freedom * np.expm1(stretched**2 / freedom))
    return turned


def between(places: Array, heights: Array, at: Array) -> Array:
    """Straight lines between heights at places, one line a row; level beyond the last place."""
    right = np.clip(np.searchsorted(places, at), 1, len(places) - 1)
    left = right - 1
    part = np.clip((at - places[left]) / (places[right] - places[left]), 0.0, 1.0)
    result: Array = heights[:, left] * (1 - part) + heights[:, right] * part
    return result


class _Model:
    """The log posterior density, and its residuals, for many candidates at once."""

    def __init__(self, evidence: Evidence, stock: Stock, knots: Array) -> None:
        self.stock, self.knots = stock, knots
        days = [day for count in evidence.counts for day in (count.after, count.until) if day is not None]
        self.timeline = Timeline.through(evidence.start, days, evidence.start)
        self.stages = np.array([count.stage for count in evidence.counts])
        self.ends = np.array([self.timeline.at(count.until) for count in evidence.counts])
        self.begins = np.array([0 if c.after is None else self.timeline.at(c.after) for c in evidence.counts])
        self.people = np.array([count.people for count in evidence.counts])
        self.slack = np.array([count.slack for count in evidence.counts])
        self.size = priors.COUNT + len(knots)

    def expected(self, whitened: Array) -> tuple[Array, Array]:
        """The counts the candidates expect and their standard deviations: (candidates, counts) each."""
        quantities = priors.natural(whitened)
        pace = learned_pace(whitened[:, priors.COUNT :], quantities["wander"], self.knots, self.timeline.edges)
        passed = flows(quantities, pace, self.timeline, self.stock)
        means: Array = passed[:, self.ends, self.stages] - passed[:, self.begins, self.stages]
        # One person more keeps the normal approximation from being sure of nothing where nobody is expected.
        variance = means + 1.0 + (quantities["noise"][:, None] * means) ** 2 + self.slack**2
        return means, np.sqrt(variance)

    def log_density(self, whitened: Array) -> Array:
        return self._density(whitened, *self.expected(whitened))

    def _density(self, whitened: Array, means: Array, deviations: Array) -> Array:
        misses = np.log1p(((self.people - means) / deviations) ** 2 / TAILS)
        result = (
            -(TAILS + 1) / 2 * misses.sum(axis=1) - np.log(deviations).sum(axis=1) - 0.5 * (whitened**2).sum(axis=1)
        )
        finite: Array = np.where(np.isfinite(result), result, -np.inf)
        return finite

    def slope(self, at: Array, step: float = 1e-4) -> tuple[Array, Array]:
        """Uphill at a candidate, and how the ground bends, from one run of the model in all directions.

        The bend is what the figures tell of their means and of their scatter, and the prior's.
        """
        around = np.vstack([at, at + step * np.eye(self.size)])
        means, deviations = self.expected(around)
        heights = self._density(around, means, deviations)
        # A figure that is far off says less than one that is near.
        weights = np.sqrt((TAILS + 1) / (TAILS + ((self.people - means[0]) / deviations[0]) ** 2)) / deviations[0]
        of_means = (means[1:] - means[0]) / step * weights
        of_scatter = np.log(deviations[1:] / deviations[0]) / step
        bend: Array = of_means @ of_means.T + 2 * TAILS / (TAILS + 3) * of_scatter @ of_scatter.T + np.eye(self.size)
        uphill: Array = (heights[1:] - heights[0]) / step
        return uphill, bend


def _climbed(model: _Model, generator: np.random.Generator) -> Array:
    """The best fit: from the best of many draws of the prior uphill, by steps as long as the ground bends."""
    starts = generator.standard_normal((STARTS, model.size))
    starts[0] = 0.0
    heights = model.log_density(starts)
    best: Array = starts[heights.argmax()]
    height, damping = float(heights.max()), 1.0
    for _ in range(CLIMBS):
        uphill, bend = model.slope(best)
        dampings = damping * np.array([0.01, 0.1, 1.0, 10.0, 100.0, 1000.0])
        steps = np.array([np.linalg.solve(bend + d * np.eye(model.size), uphill) for d in dampings])
        candidates: Array = np.clip(best + steps, -6.0, 6.0)
        reached = model.log_density(candidates)
        choice = int(reached.argmax())
        if reached[choice] <= height + 1e-6:
            break
        best, height, damping = candidates[choice], float(reached[choice]), float(np.clip(dampings[choice], 1e-6, 1e6))
    return best


def _tempered(
    log_density: LogDensity, centre: Array, root: Array, draws: int, generator: np.random.Generator
) -> tuple[Array, int]:
    """Draws that go from the normal guess N(centre, root root') to the density, in rounds of equal difficulty.

    A move mixes a draw's standard normal coordinates with new ones, which leaves the guess itself unchanged in any
    number of dimensions; it is accepted by what the density says beyond the guess.
    """
    guess = generator.standard_normal((draws, len(centre)))

    def beyond(coordinates: Array) -> Array:
        found: Array = log_density(centre + coordinates @ root.T) + 0.5 * (coordinates**2).sum(axis=1)
        return found

    weights, heat, rounds = beyond(guess), 0.0, 0
    while heat < 1.0 and rounds < MOST_ROUNDS:
        rise = 1.0 - heat if rounds == MOST_ROUNDS - 1 else _rise(weights, 1.0 - heat)
        heat, rounds = heat + rise, rounds + 1
        kept = _resampled(weights * rise, generator)
        guess, weights = guess[kept], weights[kept]
        for stride in STRIDES:
            moved = np.sqrt(1 - stride**2) * guess + stride * generator.standard_normal(guess.shape)
            there = beyond(moved)
            taken = np.log(generator.random(draws)) < heat * (there - weights)
            guess[taken], weights[taken] = moved[taken], there[taken]
    return np.asarray(centre + guess @ root.T), rounds


def _rise(weights: Array, most: float) -> float:
    """How much further to temper so that half of the draws still count."""
    low, high = 0.0, most
    if _effective(weights * most) >= 0.5:
        return most
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if _effective(weights * middle) >= 0.5 else (low, middle)
    return max(low, most * 1e-3)


def _effective(logs: Array) -> float:
    """The share of draws that count, by their weights."""
    weights = np.exp(logs - logs.max())
    return float(weights.sum() ** 2 / (weights**2).sum() / len(weights))


def _resampled(logs: Array, generator: np.random.Generator) -> NDArray[np.intp]:
    """Which draws are kept, some more than once: by their weights, evenly spread."""
    weights = np.exp(logs - logs.max())
    marks = (generator.random() + np.arange(len(weights))) / len(weights)
    kept = np.searchsorted(np.cumsum(weights) / weights.sum(), marks)
    return np.minimum(kept, len(weights) - 1)
