"""Groups compared from published numbers alone: plain shares, intervals that take in the rounding, nothing hidden undone."""

from typing import Any

import pytest

from poruka.statistics.disparity import wilson
from poruka.statistics.measures import STEPS
from poruka.statistics.public.differences import Comparison, comparisons

FIRST, SECOND = STEPS[:2]


def published(
    women: tuple[int | str, int | str], men: tuple[int | str, int | str], both: tuple[int, int]
) -> dict[str, Any]:
    """Two steps by sex; a text in the place of a number says why it is hidden."""

    def row(measure: str, group: str, number: int | str) -> dict[str, Any]:
        hidden = isinstance(number, str)
        told = {"people": None if hidden else number, "hidden": number if hidden else ""}
        return {"measure": measure, "division": "sex" if group else "", "group": group, **told}

    steps = zip((FIRST, SECOND), women, men, both, strict=True)
    figures = [row(step, g, n) for step, f, m, all_ in steps for g, n in (("F", f), ("M", m), ("", all_))]
    return {"figures": figures, "divisions": [{"id": "sex", "groups": {"F": {}, "M": {}}}]}


def test_a_difference_larger_than_chance_and_rounding_stands_out() -> None:
    women, men = comparisons(published((200, 40), (2000, 1800), (2200, 1840)), "sex")
    assert (women.step, women.group, women.share, women.others) == (FIRST, "F", 0.2, 0.9)
    assert women.stands_out
    assert men.stands_out


def test_one_that_rounding_alone_could_make_does_not() -> None:
    """Of 12 women 8 may have gone on, or all 12; of the men nine in ten."""
    women, _ = comparisons(published((10, 10), (2000, 1800), (2010, 1810)), "sex")
    assert women.share == 1.0
    assert not women.stands_out


@pytest.mark.parametrize(("went", "came"), [(10, 15), (40, 200), (200, 200), (1000, 2745)])
def test_the_interval_holds_every_count_that_rounds_so(went: int, came: int) -> None:
    low, high = Comparison(FIRST, "F", came, went, None, None, "").interval
    for real_came in range(came - 2, came + 3):
        for real_went in range(went - 2, min(went + 2, real_came) + 1):
            least, most = wilson(real_went, real_came)
            assert low <= least + 1e-12
            assert high >= most - 1e-12


@pytest.mark.parametrize(
    ("women", "hidden"), [((20, "small"), "small"), (("partner", 10), "partner"), (("small", "small"), "small")]
)
def test_a_hidden_number_makes_no_share(women: tuple[int | str, int | str], hidden: str) -> None:
    found, men = comparisons(published(women, (100, 90), (120, 95)), "sex")
    assert found.share is None
    assert found.hidden == hidden
    assert found.interval == (0.0, 1.0)
    assert not found.stands_out
    assert men.share == 0.9
