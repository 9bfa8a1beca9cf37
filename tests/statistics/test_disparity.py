"""A step that treats groups unequally is visible, in plain numbers; one that does not, is not accused."""

from datetime import date

import pytest

from poruka.cases.history import History
from poruka.statistics.disparity import Row, disparity, judged, wilson
from poruka.statistics.funnel import Question, scene
from poruka.statistics.tables import Period
from tests.cases.told import at, history, way
from tests.statistics.histories import log, people

FIT = history(*way("medical-conclusion"))
UNFIT = history(*way("medical-conclusion", but={"medical-conclusion": {"outcome": "unfit"}}))
WAITS = history(*way("medical-referral"))


def rows(cases: dict[str, History], sex: dict[str, str]) -> dict[tuple[str, str], Row]:
    question = Question(at(60).date(), Period(date(2024, 5, 18), at(60).date()), by=("sex",))
    found = disparity(scene(question, log(cases), people(*cases, sex=sex)), "sex")
    return {(row.step, row.group): row for row in found}


def board(women: tuple[int, int, int], men: tuple[int, int, int]) -> dict[tuple[str, str], Row]:
    """So many found fit, found unfit, and still waiting."""
    cases = {
        f"{sex}{outcome}{number}": told
        for sex, sizes in (("F", women), ("M", men))
        for outcome, (told, size) in enumerate(zip((FIT, UNFIT, WAITS), sizes, strict=True))
        for number in range(size)
    }
    return rows(cases, {id: id[0] for id in cases})


def test_a_seeded_bias_is_visible() -> None:
    found = board(women=(4, 16, 0), men=(60, 20, 0))
    women = found["consented", "F"]
    assert (women.came, women.went_on, women.left, women.waiting) == (20, 4, 16, 0)
    assert women.share == pytest.approx(0.2)
    assert women.others == pytest.approx(0.75)
    assert women.stands_out
    assert found["consented", "M"].stands_out
    assert not found["informed", "F"].stands_out, "everybody applied"


def test_equal_treatment_of_few_is_no_finding() -> None:
    found = board(women=(2, 1, 0), men=(60, 20, 0))
    assert not found["consented", "F"].stands_out


def test_those_still_waiting_are_not_taken_for_lost() -> None:
    """Women's files came last and wait; of those decided the shares are the same."""
    women = board(women=(6, 2, 40), men=(60, 20, 0))["consented", "F"]
    assert women.waiting == 40
    assert women.share == women.others == pytest.approx(0.75)


def test_a_step_of_which_nothing_is_decided_has_no_share() -> None:
    women = board(women=(0, 0, 3), men=(5, 0, 0))["consented", "F"]
    assert women.share is None
    assert women.difference is None
    assert not women.stands_out


def test_the_intervals_are_those_of_the_paper() -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998): 56 of 70 against 48 of 80, method 10."""
    row = Row("heard", "F", came=70, went_on=56, left=14, others_went_on=48, others_left=32)
    assert row.difference == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    assert wilson(0, 10)[0] == 0
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_courts_are_compared_among_themselves_from_the_motion_on() -> None:
    """Whoever left before a motion has no court: to compare them with those who have one would be no comparison."""
    refused = {"ruling": {"outcome": "refused", "reason": "слова"}}
    cases = {f"A{n}": history(*way("ruling", but={"motion": {"court": "CRT-A"}})) for n in range(9)}
    cases |= {f"B{n}": history(*way("ruling", but={"motion": {"court": "CRT-B"}, **refused})) for n in range(8)}
    cases |= {f"U{n}": UNFIT for n in range(30)}
    question = Question(at(60).date(), Period(date(2024, 5, 18), at(60).date()), by=("court",))
    found = disparity(scene(question, log(cases), people(*cases)), "court")
    assert {row.step for row in found} == {"petitioned", "heard", "granted"}
    assert {row.group for row in found} == {"CRT-A", "CRT-B"}
    assert {(one.row.step, one.row.group) for one in judged(found) if one.sure} == {
        ("heard", "CRT-A"),
        ("heard", "CRT-B"),
    }
