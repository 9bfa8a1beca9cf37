"""Waiting times: against a textbook example worked by hand, and against the naive reading that flatters."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poruka.cases.history import History
from poruka.statistics.durations import Duration
from poruka.statistics.funnel import Question, scene
from poruka.statistics.limits import limits
from poruka.statistics.tables import Period
from poruka.statistics.waiting import Waiting, kaplan_meier, quantile, waiting
from tests.cases.told import at, history, way
from tests.statistics.histories import log, people

REMISSION = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
"""Weeks of remission of 21 patients given 6-mercaptopurine; + marks one still in remission. E. J. Freireich and others,
Blood 21 (1963) 699-716; worked by hand in many textbooks, D. Collett's among them.
"""
TEXTBOOK = {6: (21, 3, 0.857), 7: (17, 1, 0.807), 10: (15, 1, 0.753), 13: (12, 1, 0.690), 16: (11, 1, 0.627),
            22: (7, 1, 0.538), 23: (6, 1, 0.448)}  # fmt: skip


def test_the_textbook_example() -> None:
    weeks = REMISSION.split()
    curve = kaplan_meier([float(week.rstrip("+")) for week in weeks], [not week.endswith("+") for week in weeks])
    assert {int(s.days): (s.at_risk, s.passed, round(s.waiting, 3)) for s in curve.steps} == TEXTBOOK
    assert quantile(curve, 0.5) == 23
    assert quantile(curve, 0.9) is None, "the curve ends above a tenth: the 90th percentile cannot be told"


@given(st.lists(st.integers(0, 60), min_size=1, max_size=40))
def test_without_anybody_waiting_it_is_the_share_itself(days: list[int]) -> None:
    curve = kaplan_meier([float(day) for day in days], [True] * len(days))
    for step in curve.steps:
        assert step.waiting == pytest.approx(sum(day > step.days for day in days) / len(days))
    middle = sorted(days)[(len(days) - 1) // 2]
    assert quantile(curve, 0.5) == middle


@given(st.lists(st.tuples(st.integers(1, 60), st.booleans()), min_size=1, max_size=40))
def test_who_waits_never_makes_it_look_quicker(seen: list[tuple[int, bool]]) -> None:
    """Taking the waiting out, as the naive reading does, can only shorten the median."""
    passed = [float(day) for day, done in seen if done]
    if not passed:
        assert kaplan_meier([float(day) for day, _ in seen], [False] * len(seen)).steps == ()
        return
    honest = quantile(kaplan_meier([float(day) for day, _ in seen], [done for _, done in seen]), 0.5)
    naive = quantile(kaplan_meier(passed, [True] * len(passed)), 0.5)
    assert naive is not None
    assert honest is None or honest >= naive


def board(days: float | None, *, out: float | None = None) -> History:
    """Referred on day 9; the board concludes so many days later, or the person withdraws, or neither."""
    told = way("medical-referral")
    if days is not None:
        return history(*told, ("medical-conclusion", 9 + days))
    return history(*told, *([("withdrawal", 9 + out)] if out is not None else []))


def asked(cases: dict[str, History], as_of: date, duration: Duration) -> Waiting:
    question = Question(as_of, Period(date(2024, 5, 18), as_of))
    return waiting(scene(question, log(cases), people(*cases)), duration)


FIT = Duration("consented", "fit")


def test_open_cases_do_not_flatter() -> None:
    """Three pass within days, five have waited for months: whoever counts only the three says "nine days"."""
    quick = {f"Q{day}": board(day) for day in (4, 5, 6)}
    slow = {f"S{number}": board(None) for number in range(5)}
    found = asked(quick | slow, (at(120) + timedelta(0)).date(), FIT)
    assert (found.passed, found.open, found.left) == (3, 5, 0)
    assert found.naive == pytest.approx(9)
    assert found.median is None, "more than half still wait: nobody can say yet how long half of them take"


def test_who_left_counts_until_the_day_of_leaving() -> None:
    cases = {"A": board(10), "B": board(20), "C": board(None, out=1)}
    found = asked(cases, at(60).date(), FIT)
    assert (found.passed, found.open, found.left) == (2, 0, 1)
    assert found.started == 3
    assert [round(step.waiting, 3) for step in found.curve.steps] == [0.5, 0.0]
    assert found.median == pytest.approx(14), "consent on day 5, the conclusion on day 19"


def test_as_of_an_earlier_day_the_later_conclusion_is_a_wait() -> None:
    cases = {"A": board(10), "B": board(20)}
    found = asked(cases, at(22).date(), FIT)
    assert (found.passed, found.open) == (1, 1)


@pytest.mark.parametrize(
    ("sent", "as_of", "kept"),
    [
        (16.5, 60, (1, 0, 0, 0)),
        (18.0, 60, (0, 1, 0, 0)),
        (None, 60, (0, 0, 1, 0)),
        (None, 16, (0, 0, 0, 1)),
    ],
)
def test_the_motion_is_due_24_hours_after_the_decision(sent: float | None, as_of: int, kept: tuple[int, ...]) -> None:
    """Decided on day 16 at ten; sent the same evening, two days later, or not at all."""
    told = [*way("institution-decision"), *([("motion", sent)] if sent else [])]
    question = Question(at(as_of).date(), Period(date(2024, 5, 18), at(as_of).date()))
    found = {k.clock.id: k for k in limits(scene(question, log({"P": history(*told)}), people("P")))}
    motion = found["motion"]
    assert (motion.met, motion.late, motion.overdue, motion.running) == kept


def test_a_withdrawal_ends_the_duty_without_keeping_or_missing_it() -> None:
    told = history(*way("institution-decision"), ("withdrawal", 16.1))
    question = Question(at(60).date(), Period(date(2024, 5, 18), at(60).date()))
    (motion,) = [k for k in limits(scene(question, log({"P": told}), people("P"))) if k.clock.id == "motion"]
    assert (motion.ended, motion.running, motion.lapsed) == (0, 0, 1)


def test_confirming_after_the_time_for_appeal_is_in_time() -> None:
    """Entry into force cannot be confirmed before the time for appeal is over; the court has three days more for it."""
    question = Question(at(60).date(), Period(date(2024, 5, 18), at(60).date()))
    found = limits(scene(question, log({"P": history(*way("enrolment"))}), people("P")))
    (entry,) = [kept for kept in found if kept.clock.id == "entry-into-force"]
    assert (entry.met, entry.late, entry.overdue) == (1, 0, 0)
    assert "ruling-for-execution" in {kept.clock.id for kept in found}
