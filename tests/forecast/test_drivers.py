"""What moves the forecast: each quantity alone, in the direction it must, whatever usually goes with it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from poruka.forecast import priors
from poruka.forecast.drivers import TITLES, Driver, drivers
from poruka.forecast.fit import Posterior, fit
from poruka.forecast.flow import Stock
from poruka.forecast.future import Course, Plan
from poruka.forecast.observed import from_points
from tests.forecast.programme import PEOPLE, lived, published, rush_and_tail

UNTIL = date(2027, 8, 31)
ALL = ("applications", "petitions_sent", "granted", "released", "arrived_at_unit")
MORE_GIVES_MORE = {
    "pace_now": True,
    "pace_later": True,
    "passing": True,
    "granting": True,
    "preparation_days": False,
    "court_days": False,
    "release_days": False,
}
MEDIAN = 9_000


@pytest.fixture(scope="module")
def learned() -> Posterior:
    passed = lived(rush_and_tail(), 900, seed=2)
    return fit(from_points(published(passed, date(2025, 6, 30), ALL)), Stock(PEOPLE), 400, np.random.default_rng(1))


def found(learned: Posterior, until: date = UNTIL) -> dict[str, Driver]:
    return {one.id: one for one in drivers(learned, Plan(until), 1, MEDIAN)}


@pytest.mark.parametrize(("id", "more"), MORE_GIVES_MORE.items())
def test_each_moves_the_released_the_way_it_must(learned, id: str, more: bool) -> None:
    near = found(learned, date(2025, 9, 30))[id]
    assert near.lowest < near.highest
    assert np.sign(near.when_highest - near.when_lowest) == (1 if more else -1)


def test_what_usually_goes_with_a_quantity_does_not_move_with_it(learned) -> None:
    """Draws in which much is granted just where few apply: granting more does not give fewer for that."""
    names = [prior.id for prior in priors.PRIORS]
    draws = learned.draws.copy()
    draws[:, names.index("granting")] = np.linspace(-2, 2, len(draws))
    draws[:, names.index("tail")] = np.linspace(1, -1, len(draws))
    granting = found(replace(learned, draws=draws))["granting"]
    assert granting.when_lowest < MEDIAN < granting.when_highest


def test_none_is_left_out_and_what_moves_most_comes_first(learned) -> None:
    listed = drivers(learned, Plan(UNTIL), 1, MEDIAN)
    assert {one.id for one in listed} == set(TITLES) == set(MORE_GIVES_MORE)
    swings = [one.swing for one in listed]
    assert swings == sorted(swings, reverse=True)
    assert listed[0].id == "pace_later"


def test_the_ends_are_the_tenth_and_ninetieth_percentile(learned) -> None:
    passing = found(learned)["passing"]
    assert (passing.lowest, passing.highest) == pytest.approx(
        np.quantile(learned.quantities["passing"], (0.1, 0.9)), rel=0.02
    )
    now = found(learned)["pace_now"]
    assert 0.3 < now.lowest / (-np.log1p(-0.15) / 12 * PEOPLE * 0.75) < now.highest / 250 < 2


def test_many_draws_cost_no_more(learned, monkeypatch) -> None:
    used: list[int] = []

    def counting(self: Course, quantities: Mapping[str, np.ndarray], hazard: np.ndarray) -> np.ndarray:
        used.append(hazard.shape[1])
        return later(self, quantities, hazard)

    later = Course.later
    monkeypatch.setattr(Course, "later", counting)
    found(replace(learned, draws=np.tile(learned.draws, (10, 1))))
    assert max(used) <= 300
    assert len(used) == 1 + 2 * len(TITLES)


def test_values_are_said_with_their_units(learned) -> None:
    said = {id: one.said(one.lowest) for id, one in found(learned).items()}
    assert said["granting"].uk.endswith(" %")
    assert "," in said["granting"].uk
    assert said["granting"].en.endswith("%")
    assert said["court_days"].en.endswith(" days")
    assert said["pace_now"].uk.endswith("за місяць")
    assert said["pace_later"].en.startswith("× ")


def test_where_nothing_is_left_to_come_nothing_moves_it(learned) -> None:
    assert drivers(learned, Plan(date(2025, 6, 30)), 1, MEDIAN) == []
