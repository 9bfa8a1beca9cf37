"""What will come is whole people: counts never fall, nobody is released twice, and places add up to the country."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from poruka.forecast.fit import fit
from poruka.forecast.flow import Stock
from poruka.forecast.future import Future, Plan, apportioned, foresee
from poruka.forecast.observed import from_points
from poruka.forecast.refusals import ForecastRefused
from poruka.forecast.scenarios import Scenario
from tests.forecast.programme import lived, published, rush_and_tail

UNTIL = date(2027, 8, 31)
SHARES = tuple(float(n) for n in range(1, 27))


@pytest.fixture(scope="module")
def small():
    """A programme that runs dry: 3 000 people, most of them keen."""
    passed = lived(rush_and_tail(0.9, 40, 0.5), 1500, seed=1, people=3000)
    evidence = from_points(published(passed, date(2024, 9, 30), ("applications", "released")))
    return fit(evidence, Stock(3000.0), 200, np.random.default_rng(1))


@pytest.fixture(scope="module")
def future(small) -> Future:
    return foresee(small, Plan(UNTIL, SHARES), 7)


def test_counts_never_fall_and_begin_with_what_is_known(small, future) -> None:
    assert future.months[0] == date(2024, 10, 31)
    assert future.months[-1] == UNTIL
    assert np.all(np.diff(future.released, axis=1) >= 0)
    assert np.all(np.diff(future.assigned, axis=1) >= 0)
    assert np.all(future.released >= small.evidence.anchor)


def test_nobody_is_released_who_is_not_there_and_assigned_who_is_not_released(future) -> None:
    assert future.released.max() <= 3000
    assert np.all(future.assigned <= future.released)


def test_newcomers_can_be_released_too_but_no_more_than_come(small) -> None:
    months = 35
    coming = foresee(small, Plan(UNTIL, SHARES, inflow=(100.0,)), 7)
    assert coming.released.max() <= 3000 + 100 * (months + 1)
    assert np.median(coming.released[:, -1]) > np.median(foresee(small, Plan(UNTIL, SHARES), 7).released[:, -1])


def test_a_stock_that_leaves_is_released_less(small, future) -> None:
    leaving = foresee(small, Plan(UNTIL, SHARES, leaving=(0.2,)), 7)
    assert np.median(leaving.released[:, -1]) < np.median(future.released[:, -1])


def test_places_add_up_to_the_country(small, future) -> None:
    assert np.array_equal(future.by_place.sum(axis=2) + small.evidence.anchor, future.released)
    likely = future.by_place[:, -1].mean(axis=0)
    assert likely[25] > 5 * likely[0]


def test_the_same_seed_gives_the_same_future(small, future) -> None:
    again = foresee(small, Plan(UNTIL, SHARES), 7)
    assert np.array_equal(future.by_place, again.by_place)
    assert np.array_equal(future.assigned, again.assigned)
    assert not np.array_equal(future.by_place, foresee(small, Plan(UNTIL, SHARES), 8).by_place)


@pytest.mark.parametrize(
    ("scenario", "sign"),
    [(Scenario(pace=2.0), 1), (Scenario(courts=0.1), -1), (Scenario(boards=5.0), 1), (Scenario(stock=2000.0), 1)],
    ids=["more applications", "slower courts", "more boards", "a wider law"],
)
def test_a_scenario_moves_the_near_future(small, future, scenario: Scenario, sign: int) -> None:
    changed = foresee(small, Plan(UNTIL, SHARES, scenario=scenario), 7)
    assert np.sign(changed.released[:, 1].mean() - future.released[:, 1].mean()) == sign


def test_a_scenario_out_of_reason_is_refused() -> None:
    with pytest.raises(ForecastRefused) as refused:
        Scenario(courts=0.0)
    assert "Швидкість судів" in refused.value.text.uk
    assert "courts" in refused.value.text.en


def test_where_the_assigned_were_counted_the_count_goes_on(small) -> None:
    counted = replace(small.evidence, assigned=((date(2024, 9, 30), 17),))
    found = foresee(replace(small, evidence=counted), Plan(UNTIL, SHARES), 7)
    assert found.assigned[:, 0].min() >= 17
    assert np.median(found.assigned[:, 0]) > np.median(found.released[:, 0] - small.evidence.anchor) * 0.5


def test_days_can_be_asked_for_instead_of_months(small, future) -> None:
    days = (date(2024, 10, 31), date(2024, 11, 15))
    found = foresee(small, Plan(days[-1], SHARES, days=days), 7)
    assert found.months == days
    assert found.released[:, 0].mean() == pytest.approx(future.released[:, 0].mean(), rel=0.02)


@pytest.mark.parametrize("people", [0, 1, 7, 27_000])
def test_whole_people_by_place(people: int) -> None:
    shares = np.array(SHARES) / sum(SHARES)
    found = apportioned(people, shares)
    assert found.sum() == people
    assert np.all(np.abs(found - people * shares) < 1)
