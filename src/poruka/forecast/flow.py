"""The stock and its flows: how many people pass each step by each day, for many sets of quantities at once. Pure.

People who may apply are a stock. Newcomers enter it; sentences end and people grow too old, and they leave it; the
rest apply at a pace that starts as a rush and fades into a long tail. An application then takes its time to be
prepared (in several phases one after another, so that nobody is ready the next day), part of them reach the court, most
are granted, the granted are released and reach a unit. Every wait is exponential. Within a step of the time line
whoever enters does so evenly, so that steps of two weeks lose nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from poruka.forecast.stages import STAGES
from poruka.forecast.timeline import Timeline

Array = NDArray[np.float64]
YEAR = 365.25
PHASES = 3
"""Phases of preparation: papers and examinations, the medical board, selection and the commander's consent."""


@dataclass(frozen=True)
class Stock:
    """Who can apply: ``people`` at the start; ``inflow`` newcomers a day; ``leaving``, the share of the stock a day
    that leaves it for other reasons. The last two may differ by step: arrays with a value a step."""

    people: float
    inflow: float | Array = 0.0
    leaving: float | Array = 0.0


@dataclass(frozen=True)
class Change:
    """What is made different from an edge of the time line on: speeds as multiples, ``stock`` as people more or fewer."""

    edge: int
    boards: float = 1.0
    courts: float = 1.0
    pace: float = 1.0
    stock: float = 0.0


AS_EVER = Change(0)


def applying(quantities: Mapping[str, Array], edges: Array) -> Array:
    """The daily hazard of applying, averaged over each step: (draws, steps). A rush that fades, and a tail."""
    rush, fading = quantities["rush"][:, None], quantities["rush_fading"][:, None]
    # People who differ in keenness leave a flow that falls like a power of time, not by halves for ever.
    unit = quantities["rush_days"][:, None] / np.expm1(np.log(2.0) / fading)
    faded = (1 + edges[None, :] / unit) ** -fading
    hasty = rush * (faded[:, :-1] - faded[:, 1:]) / np.diff(edges)
    middle = (edges[:-1] + edges[1:]) / 2
    slow = -np.log1p(-quantities["tail"][:, None]) / YEAR * (1 + middle / YEAR) ** -quantities["tail_decay"][:, None]
    hazard: Array = hasty + slow
    return hazard


def flows(
    quantities: Mapping[str, Array], pace: Array, timeline: Timeline, stock: Stock, change: Change | None = None
) -> Array:
    """Expected people who have passed each step by each edge: (draws, edges, stages), from 0 at the start.

    ``pace`` is the logarithm of a factor on the hazard of applying: (draws, steps).
    """
    steps = np.diff(timeline.edges)
    hazard = applying(quantities, timeline.edges) * np.exp(np.clip(pace, -8.0, 8.0))
    inflow, leaving = np.broadcast_to(stock.inflow, steps.shape), np.broadcast_to(stock.leaving, steps.shape)
    waits = [quantities[name] for name in ("preparation_days", "court_days", "release_days", "arrival_days")]
    shares = [quantities["passing"], quantities["granting"], None, quantities["arriving"]]
    draws = len(hazard)
    people, waiting = np.full(draws, float(stock.people)), [np.zeros(draws) for _ in waits]
    preparing = [np.zeros(draws) for _ in range(PHASES - 1)]
    passed = np.zeros((draws, len(steps) + 1, len(STAGES)))
    clocks: dict[tuple[float, bool], list[Going]] = {}
    for k, step in enumerate(steps):
        now = change if change is not None and k >= change.edge else AS_EVER
        if change is not None and k == change.edge:
            people = np.maximum(people + change.stock, 0.0)
        # Steps come in a few lengths, and how many leave a wait within one is worked out once for each.
        key = (round(float(step), 6), now is change)
        if key not in clocks:
            speeds = (now.boards * PHASES, now.courts, 1.0, 1.0)
            clocks[key] = [_going(step * speed / days) for days, speed in zip(waits, speeds, strict=True)]
        pull = np.maximum(hazard[:, k] * now.pace, 1e-12)
        leave = pull + leaving[k]
        gone = _left(people, inflow[k] * step, _going(leave * step))
        people = people + inflow[k] * step - gone
        entering = gone * pull / leave
        passed[:, k + 1, 0] = passed[:, k, 0] + entering
        for i in range(PHASES - 1):
            done = _left(preparing[i], entering, clocks[key][0])
            preparing[i] = preparing[i] + entering - done
            entering = done
        for i, share in enumerate(shares):
            done = _left(waiting[i], entering, clocks[key][i])
            waiting[i] = waiting[i] + entering - done
            entering = done if share is None else done * share
            passed[:, k + 1, i + 1] = passed[:, k, i + 1] + entering
    return passed


Going = tuple[Array, Array]
"""Of those who waited at the start of a step, and of those who entered evenly during it: the shares that leave in it."""


def _going(exposure: Array) -> Going:
    leaving = -np.expm1(-exposure)
    # For a short exposure 1 - leaving/exposure loses all its digits; its series does not.
    late: Array = np.where(exposure > 1e-4, 1 - leaving / np.maximum(exposure, 1e-300), exposure / 2)
    return leaving, late


def _left(waiting: Array, entering: Array | float, going: Going) -> Array:
    """How many leave within a step."""
    left: Array = waiting * going[0] + entering * going[1]
    return left
