"""What is called sure is sure: the exact test against a textbook and SciPy, and many comparisons judged together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact  # type: ignore[import-untyped]

from poruka.statistics.disparity import Row, judged
from poruka.statistics.surely import RISK, fisher, holm


def test_the_lady_tasting_tea() -> None:
    """Fisher's own example: of eight cups, three of four told right each way."""
    assert fisher(3, 1, 1, 3) == pytest.approx(34 / 70)
    assert fisher(4, 0, 0, 4) == pytest.approx(2 / 70)


@given(*[st.integers(0, 60)] * 4)
def test_the_exact_test_is_that_of_scipy(a: int, b: int, c: int, d: int) -> None:
    assert fisher(a, b, c, d) == pytest.approx(fisher_exact([[a, b], [c, d]])[1], abs=1e-9)


def test_a_whole_country_is_judged_too() -> None:
    table = (2800, 60, 27_000, 1500)
    assert fisher(*table) == pytest.approx(fisher_exact([table[:2], table[2:]])[1], rel=1e-6)


def test_holm_as_in_the_paper() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))
    assert holm([0.001]) == (0.001,)
    assert holm([]) == ()
    assert holm([0.9, 0.8]) == (1.0, 1.0)


def rows(chance: np.random.Generator, groups: int, share: float) -> list[Row]:
    """A step that treats so many groups of a hundred people exactly alike."""
    went = chance.binomial(100, share, groups).tolist()
    whole = sum(went)
    return [
        Row("heard", str(place), 100, one, 100 - one, whole - one, 100 * (groups - 1) - whole + one)
        for place, one in enumerate(went)
    ]


def test_groups_treated_alike_are_seldom_called_different() -> None:
    """Of 300 countries where all 25 oblasts are treated alike, at most one in twenty has any oblast named."""
    chance = np.random.Generator(np.random.PCG64(4))
    countries = [judged(rows(chance, 25, 0.8)) for _ in range(300)]
    named = sum(any(one.sure for one in country) for country in countries)
    alone = sum(any(one.row.stands_out for one in country) for country in countries)
    assert named <= RISK * 300
    assert alone > 150, "one by one, more than half of these countries would have somebody named"


def test_a_group_that_is_treated_otherwise_is_named_and_no_other() -> None:
    country = rows(np.random.Generator(np.random.PCG64(5)), 24, 0.8)
    went, decided = sum(row.went_on for row in country), 2400
    unlike = Row("heard", "unlike", 100, 40, 60, went, decided - went)
    others = [
        Row(row.step, row.group, 100, row.went_on, row.left, row.others_went_on + 40, row.others_left + 60)
        for row in country
    ]
    assert [one.row.group for one in judged([*others, unlike]) if one.sure] == ["unlike"]


def test_two_groups_are_one_comparison() -> None:
    women = Row("consented", "F", 20, 4, 16, 60, 20)
    men = Row("consented", "M", 80, 60, 20, 4, 16)
    found = judged([women, men])
    assert [one.chance for one in found] == [fisher(4, 16, 60, 20)] * 2


def test_steps_after_which_nobody_left_are_no_comparison() -> None:
    assert judged([Row("heard", "F", 5, 5, 0, 7, 0), Row("heard", "M", 7, 7, 0, 5, 0)]) == ()
