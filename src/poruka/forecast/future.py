"""From the posterior to what will come: the pace wanders on, and whole people pass the steps by chance. Pure."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from poruka.forecast.fit import Posterior, hazard_of, seen
from poruka.forecast.flow import AS_EVER, PHASES, Pools, Seen, Speeds, Stock, flows
from poruka.forecast.scenarios import AS_IT_IS, Scenario
from poruka.forecast.stages import ASSIGNED, RELEASED
from poruka.forecast.timeline import MONTH, Timeline, month_ends

Array = NDArray[np.float64]
Counts = NDArray[np.int64]
BLOCKS = 4
"""Draws are made in so many blocks, each with its own stream of chance: two processors share them, and the same seed
gives the same people however many processors there are."""


@dataclass(frozen=True)
class Plan:
    """What is asked: months up to that of ``until``, for places with their shares of the stock.

    ``inflow``: newcomers a month, ``leaving``: the share of the stock a month that leaves it for other reasons, both by
    month from the last count on; the last value goes on, and none means as in the past. ``days``: ask for the ends of
    these days instead of months, ascending.
    """

    until: date
    shares: tuple[float, ...] = (1.0,)
    inflow: tuple[float, ...] = ()
    leaving: tuple[float, ...] = ()
    scenario: Scenario = AS_IT_IS
    days: tuple[date, ...] = ()


@dataclass(frozen=True)
class Future:
    """``released`` and ``assigned``: people since the start, by the end of each of ``months``: (draws, months).

    ``by_place``: how many are released between the last figure known and each month's end: (draws, months, places).
    """

    months: tuple[date, ...]
    released: Counts
    assigned: Counts
    by_place: Counts


@dataclass(frozen=True)
class Course:
    """The quantities of some draws carried through to the last month asked, before chance has its say.

    ``turning``: the stream of chance by which the pace wanders on; without one it only loses the turns it has.
    """

    posterior: Posterior
    plan: Plan
    turning: np.random.Generator | None = None

    @cached_property
    def known(self) -> date:
        """The day of the last figure of the released; without one, the day before the start."""
        evidence = self.posterior.evidence
        return evidence.anchored_on or evidence.start - timedelta(days=1)

    @cached_property
    def months(self) -> tuple[date, ...]:
        """The last days of the months that end after the last figure known, or the days asked for after it."""
        if self.plan.days:
            return tuple(day for day in self.plan.days if day > self.known)
        ends = month_ends(max(self.known, self.posterior.evidence.start), self.plan.until)
        return tuple(end for end in ends if end > self.known)

    @cached_property
    def timeline(self) -> Timeline:
        evidence = self.posterior.evidence
        return Timeline.through(evidence.start, [self.known, evidence.until, *self.plan.days], self.plan.until)

    @cached_property
    def edges(self) -> list[int]:
        """The edges of the last figure known and of every month's end."""
        return [self.timeline.at(day) for day in (self.known, *self.months)]

    @cached_property
    def turned(self) -> int:
        """The edge from which the plan's stock and scenario hold: the last day anything was counted."""
        return self.timeline.at(self.posterior.evidence.until)

    @cached_property
    def quantities(self) -> Mapping[str, Array]:
        return self.posterior.quantities

    @cached_property
    def stock(self) -> Stock:
        """The stock of the past, then that of the plan."""
        past, steps = self.posterior.stock, np.diff(self.timeline.edges)
        begins = self.timeline.edges[:-1] - self.timeline.edges[self.turned]

        def along(earlier: float | Array, later: tuple[float, ...]) -> Array:
            values = np.broadcast_to(earlier, steps.shape)
            if not later:
                return values
            month = np.clip(begins // MONTH, 0, len(later) - 1).astype(int)
            return np.where(begins < -1e-9, values, np.array(later)[month] / MONTH)

        return Stock(past.people, along(past.inflow, self.plan.inflow), along(past.leaving, self.plan.leaving))

    @cached_property
    def hazard(self) -> Array:
        """The daily hazard of applying in each step: as learned, then wandering on: (steps, draws)."""
        posterior = self.posterior
        last = posterior.knots[-1]
        ahead = max(0, int(np.ceil((self.timeline.edges[-1] - last) / MONTH)))
        new = np.zeros((len(posterior.draws), ahead))
        if self.turning is not None:
            new = self.turning.standard_normal(new.shape)
        knots = np.append(posterior.knots, last + MONTH * np.arange(1, ahead + 1))
        return hazard_of(np.hstack([posterior.draws, new]), self.quantities, knots, self.timeline.edges)

    @cached_property
    def past(self) -> tuple[Array, Pools]:
        """Who passed each step up to the last day counted, and where people are on that day."""
        begin = Pools.beginning(self.stock.people, len(self.posterior.draws))
        counted = seen(self.posterior.evidence, self.timeline)
        steps = slice(0, self.turned)
        passed, pools = self._flows(steps, self.quantities, self.hazard[: self.turned], begin, seen=counted)
        between = self.posterior.evidence.between
        return passed, pools if between is None else counted_between(pools, between, self.quantities["passing"])

    def _flows(
        self,
        steps: slice,
        quantities: Mapping[str, Array],
        hazard: Array,
        begin: Pools,
        speeds: Speeds = AS_EVER,
        seen: Sequence[Seen | None] = (),
    ) -> tuple[Array, Pools]:
        edges = self.timeline.edges[steps.start : steps.stop + 1]
        inflow, leaving = (np.broadcast_to(one, len(self.timeline.edges) - 1)[steps] for one in self._turnover)
        return flows(quantities, hazard, edges, Stock(self.stock.people, inflow, leaving), begin, speeds, seen)

    @property
    def _turnover(self) -> tuple[float | Array, float | Array]:
        return self.stock.inflow, self.stock.leaving

    def later(self, quantities: Mapping[str, Array], hazard: Array) -> Array:
        """Who passes each step from the last day counted on, in the plan's scenario: (edges, stages, draws).

        ``quantities`` and ``hazard`` (steps after that day) may be other than those learned; the past stays as it was.
        """
        wanted, (_, pools) = self.plan.scenario, self.past
        begin = Pools(np.maximum(pools.able + wanted.stock, 0.0), pools.between)
        steps = slice(self.turned, len(self.timeline.edges) - 1)
        speeds = Speeds(wanted.boards, wanted.courts)
        return self._flows(steps, quantities, hazard * wanted.pace, begin, speeds)[0]

    def passed(self) -> Array:
        """Expected people past each step by the last figure known and each month's end: (edges, stages, draws)."""
        before, _ = self.past
        after = self.later(self.quantities, self.hazard[self.turned :])
        return np.concatenate([before, before[-1] + after[1:]])[self.edges]

    def entered(self) -> Array:
        """People who are or have been in the stock by the end of each month, the last figure known first."""
        steps = np.diff(self.timeline.edges)
        newcomers = np.append(0.0, np.cumsum(np.broadcast_to(self.stock.inflow, steps.shape) * steps))
        entered = self.stock.people + newcomers[self.edges]
        return entered + np.where(np.array(self.edges) > self.turned, self.plan.scenario.stock, 0.0)


def counted_between(pools: Pools, counted: Sequence[float], passing: Array) -> Pools:
    """Where people are, once they are counted there: the phases of preparation keep their parts of the whole.

    ``counted``: in preparation and expected to reach the court; before the court; granted; on the way to a unit.
    """
    preparing, *others = counted
    between = pools.between.copy()
    phases = between[:PHASES]
    between[:PHASES] = phases / np.maximum(phases.sum(axis=0), 1e-9) * preparing / passing
    between[PHASES:] = np.array(others)[:, None]
    return Pools(pools.able, between)


def foresee(posterior: Posterior, plan: Plan, seed: int) -> Future:
    """A draw of the future for each draw of the posterior. The same seed gives the same future."""
    streams = [np.random.Generator(np.random.PCG64(one)) for one in np.random.SeedSequence(seed).spawn(BLOCKS + 1)]
    course = Course(posterior, plan, streams[0])
    passed = course.passed()
    shares = np.array(plan.shares) / sum(plan.shares)
    anchor = posterior.evidence.anchor
    reach = np.array([apportioned(people, shares) for people in course.entered()])
    reach -= np.minimum(apportioned(anchor, shares), reach[0])
    counted = posterior.evidence.assigned
    draws = passed.shape[-1]
    likely = np.round(passed[0, ASSIGNED]) if not counted else np.full(draws, counted[-1][1])
    assigned = np.minimum(likely.astype(np.int64), anchor)
    parts = np.array_split(np.arange(draws), BLOCKS)

    def drawn(block: int) -> tuple[Counts, Counts]:
        rows = parts[block]
        noise = course.quantities["noise"][rows]
        return _people(passed[..., rows], noise, reach, (anchor, assigned[rows]), streams[block + 1])

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(drawn, range(BLOCKS)))
    by_place, enrolled = (np.concatenate([one[i] for one in found]) for i in range(2))
    return Future(course.months, anchor + by_place.sum(axis=2), enrolled, by_place)


def apportioned(people: float, shares: Array) -> Counts:
    """Whole people by place, as near to the shares as whole people can be, and exactly as many in all."""
    exact = np.round(people) * shares
    whole: Counts = np.floor(exact).astype(np.int64)
    short = round(np.round(people) - whole.sum())
    whole[np.argsort(whole - exact, kind="stable")[:short]] += 1
    return whole


def _people(
    passed: Array, noise: Array, reach: Counts, known: tuple[int, Counts], chance: np.random.Generator
) -> tuple[Counts, Counts]:
    """Whole people by chance: released by month and place since the last figure, and assigned in all by month.

    ``known``: how many have been released, and in each draw assigned, by the last figure.

    Everybody not yet released is alike, so that within a month each of them is released with the same probability;
    nobody can be released twice, and nobody who is not there.
    """
    expected = np.maximum(np.diff(passed, axis=0), 0.0)
    months, _, draws = expected.shape
    scatter = np.exp(noise[:, None] * chance.standard_normal((draws, months)) - noise[:, None] ** 2 / 2)
    assigned_so_far = known[1]
    left, on_way = np.tile(reach[0], (draws, 1)), known[0] - assigned_so_far
    likely_left, likely_on_way = np.full(draws, float(reach[0].sum())), on_way.astype(float)
    by_place, assigned = np.zeros((draws, months, reach.shape[1]), np.int64), np.zeros((draws, months), np.int64)
    so_far = np.zeros_like(left)
    for m in range(months):
        left = left + np.maximum(reach[m + 1] - reach[m], 0)
        likely_left = likely_left + float(np.maximum(reach[m + 1] - reach[m], 0).sum())
        out, arrive = expected[m, RELEASED], expected[m, ASSIGNED]
        gone = chance.binomial(left, _share(out * scatter[:, m], likely_left)[:, None])
        left, likely_left, so_far = left - gone, likely_left - out, so_far + gone
        on_way, likely_on_way = on_way + gone.sum(axis=1), likely_on_way + out
        arrived = chance.binomial(on_way, _share(arrive, likely_on_way))
        on_way, likely_on_way = on_way - arrived, likely_on_way - arrive
        assigned_so_far = assigned_so_far + arrived
        by_place[:, m], assigned[:, m] = so_far, assigned_so_far
    return by_place, assigned


def _share(part: Array, whole: Array) -> Array:
    return np.clip(part / np.maximum(whole, 1e-9), 0.0, 1.0)
