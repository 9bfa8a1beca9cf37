"""Stock and flows: the sums come out, the length of a step does not matter, and people one by one give the same means."""

from datetime import date

import numpy as np
import pytest

from poruka.forecast import priors
from poruka.forecast.flow import Pools, Speeds, Stock, applying, flows
from poruka.forecast.stages import APPLIED, ASSIGNED, RELEASED
from poruka.forecast.timeline import Timeline, month_ends
from tests.forecast.programme import PEOPLE, START, lived

UNTIL = date(2025, 5, 31)


def quantities(**given: float) -> dict[str, np.ndarray]:
    usual = {prior.id: prior.middle for prior in priors.PRIORS} | given
    return {name: np.full(1, value) for name, value in usual.items()}


def run(stock: Stock, timeline: Timeline | None = None, begin: Pools | None = None, **given: float) -> np.ndarray:
    """People past each step by each edge: (edges, stages)."""
    line, known = timeline or Timeline.through(START, [], UNTIL), quantities(**given)
    begin = begin or Pools.beginning(stock.people, 1)
    return np.asarray(flows(known, applying(known, line.edges), line.edges, stock, begin)[0][:, :, 0])


def test_people_one_by_one_give_the_same_means() -> None:
    """A person's own clock, drawn in continuous time, against the shares of the stock in steps of up to half a month."""
    line = Timeline.through(START, [], UNTIL)
    known = {"preparation_days": 12.0, "court_days": 7.0, "release_days": 4.0, "arrival_days": 6.0}
    shares = {"passing": 0.6, "granting": 0.985, "arriving": 0.97}
    expected = run(
        Stock(PEOPLE), line, rush=0.2, rush_days=30.0, rush_fading=50.0, tail=0.2, tail_decay=1e-9, **known, **shares
    )

    def hazard(day: np.ndarray) -> np.ndarray:
        unit = 30.0 / np.expm1(np.log(2) / 50)
        return np.asarray(0.2 * 50 / unit * (1 + day / unit) ** -51 - np.log1p(-0.2) / 365.25)

    days = int(line.edges[-1])
    repeats = [lived(hazard, days, seed) for seed in range(6)]
    for end in month_ends(START, UNTIL):
        edge, day = line.at(end), (end - START).days + 1
        for stage, measure in ((APPLIED, "applications"), (RELEASED, "released"), (ASSIGNED, "arrived_at_unit")):
            counted = np.mean([(passed[measure] <= day).sum() for passed in repeats])
            chance = 4 * (max(counted, 9.0) / len(repeats)) ** 0.5
            assert expected[edge, stage] == pytest.approx(counted, abs=chance + 3), (end, measure)


def test_the_length_of_a_step_does_not_matter() -> None:
    coarse = Timeline.through(START, [], UNTIL)
    fine = Timeline(START, np.linspace(0, coarse.edges[-1], int(coarse.edges[-1]) * 4 + 1))
    a, b = run(Stock(PEOPLE, 3.0, 0.0005), coarse)[-1], run(Stock(PEOPLE, 3.0, 0.0005), fine)[-1]
    assert a == pytest.approx(b, rel=5e-3)


def test_a_stock_in_balance_stays_and_one_that_leaves_gives_fewer() -> None:
    still = run(Stock(PEOPLE))[-1, RELEASED]
    assert run(Stock(PEOPLE, 0.0, 0.001))[-1, RELEASED] < still
    assert run(Stock(PEOPLE, 30.0, 0.0))[-1, RELEASED] > still


def test_nobody_comes_from_nowhere() -> None:
    everybody = run(Stock(1000.0), rush=50.0, rush_days=5.0, passing=0.999999, granting=0.999999)
    assert np.all(np.diff(everybody, axis=0) >= -1e-9)
    assert np.all(np.diff(everybody, axis=1) <= 1e-9)
    assert everybody[-1, APPLIED] <= 1000.0 + 1e-6


@pytest.mark.parametrize(
    ("speeds", "faster", "more_stock", "more"),
    [
        (Speeds(boards=2.0), 1.0, 0.0, True),
        (Speeds(courts=0.5), 1.0, 0.0, False),
        (Speeds(), 1.5, 0.0, True),
        (Speeds(), 1.0, 5000.0, True),
        (Speeds(), 1.0, -5000.0, False),
    ],
    ids=["more boards", "slower courts", "more applications", "a wider law", "a narrower law"],
)
def test_a_change_moves_what_it_should(speeds: Speeds, faster: float, more_stock: float, more: bool) -> None:
    """From a day on, with everybody where they are that day."""
    line, known, stock = Timeline.through(START, [], UNTIL), quantities(), Stock(PEOPLE)
    hazard = applying(known, line.edges)
    _, there = flows(known, hazard[:10], line.edges[:11], stock, Pools.beginning(PEOPLE, 1))
    as_is, _ = flows(known, hazard[10:], line.edges[10:], stock, there)
    changed, _ = flows(
        known, hazard[10:] * faster, line.edges[10:], stock, Pools(there.able + more_stock, there.between), speeds
    )
    assert (changed[-1, RELEASED] > as_is[-1, RELEASED]) == more
    assert changed[-1, RELEASED] != as_is[-1, RELEASED]


def test_a_course_broken_off_goes_on_as_if_it_were_not() -> None:
    line, known, stock = Timeline.through(START, [], UNTIL), quantities(), Stock(PEOPLE, 3.0, 0.0005)
    hazard = applying(known, line.edges)
    whole, end = flows(known, hazard, line.edges, stock, Pools.beginning(PEOPLE, 1))
    first, there = flows(known, hazard[:17], line.edges[:18], stock, Pools.beginning(PEOPLE, 1))
    second, after = flows(known, hazard[17:], line.edges[17:], stock, there)
    assert np.allclose(whole[17:], first[-1] + second)
    assert np.allclose(end.able, after.able)
    assert np.allclose(end.between, after.between)


def test_nobody_is_lost_on_the_way() -> None:
    """With every share one: whoever has applied has passed a step or stands before it."""
    line, known = (
        Timeline.through(START, [], UNTIL),
        quantities(passing=1 - 1e-12, granting=1 - 1e-12, arriving=1 - 1e-12),
    )
    passed, there = flows(known, applying(known, line.edges), line.edges, Stock(PEOPLE), Pools.beginning(PEOPLE, 1))
    assert passed[-1, APPLIED] + there.able == pytest.approx(PEOPLE)
    assert passed[-1, ASSIGNED] + there.between.sum() == pytest.approx(passed[-1, APPLIED])
