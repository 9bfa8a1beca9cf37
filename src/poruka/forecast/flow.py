"""The stock and its flows: how many people pass each step by each day, for many sets of quantities at once. Pure.

People who may apply are a stock. Newcomers enter it; sentences end and people grow too old, and they leave it; the
rest apply at a pace that starts as a rush and fades into a long tail. An application then takes its time to be
prepared (in several phases one after another, so that nobody is ready the next day), part of them reach the court, most
are granted, the granted are released and reach a unit. Every wait is exponential. Within a step of the time line
whoever enters does so evenly, so that steps of two weeks lose nothing.

Days come first in every array and draws last: a step of the time line reads and writes whole rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from poruka.forecast.stages import STAGES

Array = NDArray[np.float64]
Quantities = Mapping[str, Array]
YEAR = 365.25
PHASES = 3
"""Phases of preparation: papers and examinations, the medical board, selection and the commander's consent."""
WAITS = ("preparation_days", "court_days", "release_days", "arrival_days")
SHARES = ("passing", "granting", None, "arriving")
"""Of those who end each wait, the share that passes the step: all of the granted are released."""


@dataclass(frozen=True)
class Stock:
    """Who can apply: ``people`` at the start; ``inflow`` newcomers a day; ``leaving``, the share of the stock a day
    that leaves it for other reasons. The last two may differ by step: arrays with a value a step."""

    people: float
    inflow: float | Array = 0.0
    leaving: float | Array = 0.0


@dataclass(frozen=True)
class Pools:
    """Where people are on a day: who may apply (draws,), and who is in each phase of preparation, waits for the court,
    for release, and is on the way to a unit: (PHASES + 3, draws)."""

    able: Array
    between: Array

    @classmethod
    def beginning(cls, people: float, draws: int) -> "Pools":
        """Everybody may apply and nobody has."""
        return cls(np.full(draws, float(people)), np.zeros((PHASES + 3, draws)))


@dataclass(frozen=True)
class Speeds:
    """How much faster people are prepared, and courts decide; 2 is twice as fast."""

    boards: float = 1.0
    courts: float = 1.0


AS_EVER = Speeds()


@dataclass(frozen=True)
class Seen:
    """How many were counted to pass a stage between pairs of edges, one after another: ``people`` and their ``slack``."""

    begins: NDArray[np.intp]
    ends: NDArray[np.intp]
    people: Array
    slack: Array

    def corrected(self, flow: Array, passed: Array, noise: Array) -> Array:
        """The flow with as many people in it as were counted, as far as the count can be relied on: (steps, draws).

        ``passed``: the people expected by each edge, which the flow adds up to.
        """
        expected = passed[self.ends] - passed[self.begins]
        factors = np.ones((len(self.ends) + 1, flow.shape[1]))
        factors[:-1] += _relied(self.people[:, None], expected, self.slack[:, None], noise) / np.maximum(expected, 1e-9)
        of_step = np.full(len(flow), len(self.ends))
        for i, (begin, end) in enumerate(zip(self.begins, self.ends, strict=True)):
            of_step[begin:end] = i
        result: Array = flow * factors[of_step]
        return result

    def more(self, i: int, expected: Array, noise: Array) -> Array:
        """How many more people than expected the i-th count says, as far as it can be relied on."""
        return _relied(self.people[i], expected, self.slack[i], noise)


def _relied(people: Array, expected: Array, slack: Array, noise: Array) -> Array:
    missed: Array = people - expected
    if not slack.any():
        return missed
    chance = scattered(expected, noise)
    return np.asarray(missed * chance / (chance + slack**2))


def scattered(expected: Array, noise: Array) -> Array:
    """The variance of a count: by chance, and beyond it."""
    # One person more keeps the normal approximation from being sure of nothing where nobody is expected.
    variance: Array = expected + 1.0 + (noise * expected) ** 2
    return variance


def applying(quantities: Quantities, edges: Array) -> Array:
    """The daily hazard of applying, averaged over each step: (steps, draws). A rush that fades, and a tail."""
    rush, fading = quantities["rush"], quantities["rush_fading"]
    # People who differ in keenness leave a flow that falls like a power of time, not by halves for ever.
    unit = quantities["rush_days"] / np.expm1(np.log(2.0) / fading)
    faded = np.exp(-fading * np.log1p(edges[:, None] / unit))
    hasty = (faded[:-1] - faded[1:]) * rush / np.diff(edges)[:, None]
    years = np.log1p((edges[:-1] + edges[1:])[:, None] / 2 / YEAR)
    slow = -np.log1p(-quantities["tail"]) / YEAR * np.exp(-quantities["tail_decay"] * years)
    hazard: Array = hasty + slow
    return hazard


def flows(
    quantities: Quantities,
    hazard: Array,
    edges: Array,
    stock: Stock,
    begin: Pools,
    speeds: Speeds = AS_EVER,
    seen: Sequence[Seen | None] = (),
) -> tuple[Array, Pools]:
    """Expected people who pass each step between the first edge and each edge: (edges, stages, draws); and where
    people are at the last.

    ``hazard`` of applying: (steps, draws). ``begin``: where people are at the first edge. ``seen``: by stage, how many
    were counted to pass it; what follows is expected of those people, not of the expected ones.
    """
    lengths = np.diff(edges)
    entering, able = _applied(hazard, lengths, stock, begin.able)
    rates = [speed / quantities[name] for name, speed in zip(WAITS, _each(speeds), strict=True)]
    passed = np.zeros((len(STAGES), len(edges), hazard.shape[1]))
    between = begin.between.copy()
    np.cumsum(entering, axis=0, out=passed[0, 1:])
    place = 0
    for stage, (rate, share) in enumerate(zip(rates, SHARES, strict=True)):
        known = seen[stage] if seen else None
        if known is not None:
            entering = known.corrected(entering, passed[stage], quantities["noise"])
        clocks = {length: _going(length * rate) for length in {round(float(one), 6) for one in lengths}}
        for _ in range(PHASES - 1 if stage == 0 else 0):
            entering, between[place] = _waited(between[place], entering, lengths, clocks)
            place += 1
        through = 1.0 if share is None else quantities[share]
        # Only where those who came were counted does a missing one still wait: else fewer may have come.
        after = seen[stage + 1] if known is not None else None
        counted = None if after is None else (after, through, quantities["noise"])
        entering, between[place] = _waited(between[place], entering, lengths, clocks, counted)
        entering *= through
        place += 1
        np.cumsum(entering, axis=0, out=passed[stage + 1, 1:])
    return passed.transpose(1, 0, 2), Pools(able, between)


def _applied(hazard: Array, lengths: Array, stock: Stock, able: Array) -> tuple[Array, Array]:
    """Who applies in each step, and who may apply after the last."""
    inflow, leaving = (np.broadcast_to(one, lengths.shape) for one in (stock.inflow, stock.leaving))
    hazard = np.maximum(hazard, 1e-12)
    leave = hazard + leaving[:, None]
    gone = -np.expm1(-leave * lengths[:, None])
    applied = np.empty_like(hazard)
    for k, length in enumerate(lengths):
        out = able * gone[k]
        newcomers = inflow[k] * length
        if newcomers:
            out += newcomers * _late(leave[k] * length, gone[k])
            able = able + newcomers
        able = able - out
        applied[k] = out * (hazard[k] / leave[k]) if leaving[k] else out
    return applied, able


def _waited(
    waiting: Array,
    entering: Array,
    lengths: Array,
    clocks: Mapping[float, "Going"],
    counted: "tuple[Seen, Array | float, Array] | None" = None,
) -> tuple[Array, Array]:
    """Who ends a wait in each step, and who still waits after the last.

    ``counted``: those seen to pass the stage after it, the share of the ended who pass it, and the noise. Where fewer
    passed than expected, so many more still wait.
    """
    ended = np.empty_like(entering)
    left = waiting.copy()
    until = {} if counted is None else {int(end): i for i, end in enumerate(counted[0].ends)}
    for k, length in enumerate(lengths):
        # Steps come in a few lengths, and how many leave a wait within one is worked out once for each.
        long, late = clocks[round(float(length), 6)]
        done = np.multiply(left, long, out=ended[k])
        done += entering[k] * late
        left += entering[k]
        left -= done
        if counted is not None and k + 1 in until:
            known, share, noise = counted
            expected = ended[known.begins[until[k + 1]] : k + 1].sum(axis=0) * share
            # The smaller the share that passes, the more of those missing have been lost rather than kept waiting.
            left = np.maximum(left - share * known.more(until[k + 1], expected, noise), 0.0)
    return ended, left


def _each(speeds: Speeds) -> tuple[float, ...]:
    return speeds.boards * PHASES, speeds.courts, 1.0, 1.0


Going = tuple[Array, Array]
"""Of those who waited at the start of a step, and of those who entered evenly during it: the shares that leave in it."""


def _going(exposure: Array) -> Going:
    leaving = -np.expm1(-exposure)
    return leaving, _late(exposure, leaving)


def _late(exposure: Array, leaving: Array) -> Array:
    # For a short exposure 1 - leaving/exposure loses all its digits; its series does not.
    late: Array = np.where(exposure > 1e-4, 1 - leaving / np.maximum(exposure, 1e-300), exposure / 2)
    return late
