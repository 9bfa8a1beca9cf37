"""Learning the quantities from what was counted: a first guess by least squares, then honest uncertainty. Pure.

Everything is worked out on a scale where the prior is a standard normal. The best fit and its curvature give a first
normal guess; weighted, resampled and moved draws then go from that guess to the posterior itself in a few tempered
rounds. The same seed gives the same draws.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from poruka.forecast import priors
from poruka.forecast.flow import Pools, Seen, Stock, applying, flows, scattered
from poruka.forecast.observed import Counted, Evidence
from poruka.forecast.stages import STAGES
from poruka.forecast.timeline import MONTH, Timeline, past_knots, position

Array = NDArray[np.float64]
LogDensity = Callable[[Array], Array]
CLIMBS, STARTS = 60, 400
WIDENED = 1.5
"""The normal guess is made wider by this much, so that no part of the posterior is out of its reach."""
TAILS = 4.0
"""Degrees of freedom of a figure's error: now and then a figure is far off, and must not upset the others."""
MOST_ROUNDS = 12
STRIDES = (0.3, 0.6, 0.2, 0.8, 0.4, 0.6) * 2
"""How far the moves of the last round go: 0 stays, 1 draws anew. Short ones settle, long ones find other hills."""
HASTY = 3
"""So many of them in every round before it."""
CALMS_IN = 3.0
"""Months in which half of what a beginning turns more is over."""


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
    found, rounds = _tempered(model.log_density, best, root, draws, generator)
    return Posterior(found, best, model.knots, evidence, stock, rounds)


def learned_pace(whitened: Array, quantities: Mapping[str, Array], knots: Array, edges: Array) -> Array:
    """The logarithm of the pace in the middle of each step, from 0 at the start: (steps, draws).

    It turns at the knots, and a turn weakens by half in as long as was learned: what drove it passes. A beginning turns
    more than what comes later.
    """
    gaps = np.diff(knots, prepend=0.0)[:, None]
    kept = 0.5 ** (gaps / (MONTH * quantities["turns_last"]))
    # So many turns, each weakened since, have come together between two knots.
    together = np.sqrt(np.log(4.0) ** -1 * quantities["turns_last"] * (1 - kept**2))
    middles = (knots[:, None] - gaps / 2) / MONTH
    calmer = 1 + quantities["early_wander"] * 0.5 ** (middles / CALMS_IN)
    turns = heavy(whitened.T) * quantities["wander"] * calmer * together
    heights = np.zeros((len(knots) + 1, len(whitened)))
    for i, turn in enumerate(turns):
        heights[i + 1] = heights[i] * kept[i] + turn
    return _between(np.append(0.0, knots), heights, (edges[:-1] + edges[1:]) / 2)


def hazard_of(whitened: Array, quantities: Mapping[str, Array], knots: Array, edges: Array) -> Array:
    """The daily hazard of applying in each step, with its turns: (steps, draws)."""
    pace = learned_pace(whitened[:, priors.COUNT :], quantities, knots, edges)
    return applying(quantities, edges) * np.exp(np.clip(pace, -8.0, 8.0))


def heavy(normal: Array) -> Array:
    """Standard normal numbers as Student's t of three degrees: mostly as small, now and then far larger.

    The pace changes little from month to month until something is decided somewhere (Wallace's approximation).
    """
    freedom = 3.0
    stretched = np.clip(normal, -6.0, 6.0) * (8 * freedom + 3) / (8 * freedom + 1)
    turned: Array = np.sign(normal) * np.sqrt(freedom * np.expm1(stretched**2 / freedom))
    return turned


def _between(places: Array, heights: Array, at: Array) -> Array:
    """Straight lines between heights at places, (places, lines); level beyond the last place."""
    right = np.clip(np.searchsorted(places, at), 1, len(places) - 1)
    part = np.clip((at - places[right - 1]) / (places[right] - places[right - 1]), 0.0, 1.0)[:, None]
    lower = heights[right - 1]
    result: Array = lower + (heights[right] - lower) * part
    return result


def seen(evidence: Evidence, timeline: Timeline) -> list[Seen | None]:
    """By stage, the longest series of counts that follow one another."""
    series: list[list[Counted]] = []
    for count in evidence.counts:
        follows = series and series[-1][-1].stage == count.stage and series[-1][-1].until == count.after
        if follows:
            series[-1].append(count)
        else:
            series.append([count])
    found: list[Seen | None] = []
    for stage in range(len(STAGES)):
        mine = [one for one in series if one[0].stage == stage]
        longest = max(mine, key=lambda one: (len(one), one[-1].until), default=None)
        found.append(None if longest is None else _seen(longest, timeline))
    return found


def _seen(counts: Sequence[Counted], timeline: Timeline) -> Seen:
    return Seen(
        np.array([0 if one.after is None else timeline.at(one.after) for one in counts]),
        np.array([timeline.at(one.until) for one in counts]),
        np.array([one.people for one in counts]),
        np.array([one.slack for one in counts]),
    )


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
        self.seen = seen(evidence, self.timeline)
        self.size = priors.COUNT + len(knots)

    def expected(self, whitened: Array) -> tuple[Array, Array]:
        """The counts the candidates expect and their standard deviations: (counts, candidates) each."""
        quantities, edges = priors.natural(whitened), self.timeline.edges
        hazard = hazard_of(whitened, quantities, self.knots, edges)
        begin = Pools.beginning(self.stock.people, len(whitened))
        passed, _ = flows(quantities, hazard, edges, self.stock, begin, seen=self.seen)
        means: Array = passed[self.ends, self.stages] - passed[self.begins, self.stages]
        return means, np.sqrt(scattered(means, quantities["noise"]) + self.slack[:, None] ** 2)

    def log_density(self, whitened: Array) -> Array:
        return self._density(whitened, *self.expected(whitened))

    def _density(self, whitened: Array, means: Array, deviations: Array) -> Array:
        misses = np.log1p(((self.people[:, None] - means) / deviations) ** 2 / TAILS)
        result = (
            -(TAILS + 1) / 2 * misses.sum(axis=0) - np.log(deviations).sum(axis=0) - 0.5 * (whitened**2).sum(axis=1)
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
        means, deviations = means.T, deviations.T
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
        if reached[choice] <= height + 0.01:
            break
        best, height, damping = candidates[choice], float(reached[choice]), float(np.clip(dampings[choice], 1e-6, 1e6))
    return best


def _tempered(
    log_density: LogDensity, centre: Array, root: Array, draws: int, generator: np.random.Generator
) -> tuple[Array, int]:
    """Draws that go from the normal guess N(centre, root root') to the density, in rounds of equal difficulty.

    A move goes part of the way from a draw towards a new one of the normal shape that the draws have by then, which
    leaves that shape itself unchanged in any number of dimensions; it is accepted by what the density says beyond it.
    """
    guess = generator.standard_normal((draws, len(centre)))
    dense = log_density(centre + _turned(guess, root.T))
    heat, rounds = 0.0, 0
    while heat < 1.0 and rounds < MOST_ROUNDS:
        beyond = dense + 0.5 * (guess**2).sum(axis=1)
        rise = 1.0 - heat if rounds == MOST_ROUNDS - 1 else _rise(beyond, 1.0 - heat)
        heat, rounds = heat + rise, rounds + 1
        kept = _resampled(beyond * rise, generator)
        guess, dense = guess[kept], dense[kept]
        for stride in STRIDES if heat == 1.0 else STRIDES[:HASTY]:
            middle, shape = _shape(guess)
            here = _turned(guess - middle, np.asarray(np.linalg.inv(shape).T, dtype=np.float64))
            there = np.sqrt(1 - stride**2) * here + stride * generator.standard_normal(here.shape)
            moved = middle + _turned(there, shape.T)
            density = log_density(centre + _turned(moved, root.T))
            gain = heat * (density - dense) + ((there**2).sum(axis=1) - (here**2).sum(axis=1)) / 2
            gain -= (1 - heat) / 2 * ((moved**2).sum(axis=1) - (guess**2).sum(axis=1))
            taken = np.log(generator.random(draws)) < gain
            guess[taken], dense[taken] = moved[taken], density[taken]
    return centre + _turned(guess, root.T), rounds


def _shape(draws: Array) -> tuple[Array, Array]:
    """The middle of some draws, and a root of how they spread: a little wider than they lie, so that all are in reach."""
    middle = draws.mean(axis=0)
    apart = draws - middle
    spread = 1e-4 * np.eye(len(middle)) + sum(part.T @ part for part in _blocks(apart)) / len(draws)
    return middle, np.asarray(np.linalg.cholesky(spread), dtype=np.float64)


def _turned(rows: Array, by: Array) -> Array:
    return np.concatenate([part @ by for part in _blocks(rows)])


def _blocks(rows: Array) -> list[Array]:
    # A product of a few hundred rows stays on one processor: waking another takes longer than the work.
    return [rows[i : i + 256] for i in range(0, len(rows), 256)]


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
