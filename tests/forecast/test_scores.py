"""Scores against values worked out by hand."""

import numpy as np
import pytest

from poruka.forecast.scores import scored, summed


def test_a_single_guess_is_scored_by_its_distance() -> None:
    assert scored(np.full(100, 40.0), 50.0).crps == pytest.approx(10.0)


def test_two_equal_chances() -> None:
    """Half of the draws at 0, half at 2, and 0 came: mean distance 1, less half the mean distance of two draws, 1/2."""
    assert scored(np.array([0.0, 2.0]), 0.0).crps == pytest.approx(0.5)


def test_a_normal_forecast_of_its_own_middle() -> None:
    """The closed form for N(0, 1) at 0: 2 phi(0) - 1 / sqrt(pi)."""
    draws = np.random.default_rng(1).standard_normal(20_000)
    assert scored(draws, 0.0).crps == pytest.approx(2 / np.sqrt(2 * np.pi) - 1 / np.sqrt(np.pi), abs=0.01)


@pytest.mark.parametrize(
    ("came", "held"),
    [(50.0, (True, True, True)), (85.0, (False, True, True)), (95.0, (False, False, True)), (120.0, (False,) * 3)],
)
def test_which_intervals_hold_what_came(came: float, held: tuple[bool, bool, bool]) -> None:
    assert scored(np.arange(101.0), came).held == held


def test_scores_are_averaged() -> None:
    one = summed([scored(np.full(9, 1.0), 1.0), scored(np.full(9, 1.0), 3.0)])
    assert (one.scores, one.crps, one.held) == (2, 1.0, (0.5, 0.5, 0.5))
