"""Errors: two records that contradict each other, a limit that had ended, a record replaced; and what no record shows."""

from datetime import date

import pytest

from poruka.cases.history import History
from poruka.statistics.errors import ERRORS, errors
from poruka.statistics.funnel import Question, scene
from poruka.statistics.tables import Period
from tests.cases.told import at, history, way
from tests.statistics.histories import log, people

SINCE_THE_LAW = date(2024, 5, 18)


def counted(*cases: History, as_of: date = date(2026, 12, 31)) -> dict[str, int]:
    """The errors that there are, of people with these cases."""
    ids = {f"P{n}": case for n, case in enumerate(cases)}
    found = scene(Question(as_of, Period(SINCE_THE_LAW, as_of)), log(ids), people(*ids))
    return {id: times for id, times in errors(found).items() if times}


USUAL = way("enrolment")
CHANGED = ("answer-changed", 10, {"now": "barred"})
MAY_NOW = ("answer-changed", 20, {"now": "may_apply"})
WRONG = ("answer-checked", 11, {"follows": "correct"})


def test_a_case_that_went_well_has_none() -> None:
    assert counted(history(*USUAL)) == {}


@pytest.mark.parametrize(
    ("records", "found"),
    [
        ((CHANGED, WRONG), {"wrong-may-not": 1}),
        ((("answer-changed", 10, {"now": "may_apply"}), WRONG), {"wrong-may-apply": 1}),
        ((("answer-changed", 10, {"now": "cannot_tell"}), WRONG), {}),
        ((CHANGED, ("answer-checked", 11, {"follows": "goes-on"})), {}),
        ((CHANGED,), {}),
        ((CHANGED, WRONG, ("answer-checked", 12, {"follows": "correct"})), {"wrong-may-not": 1}),
        ((CHANGED, WRONG, MAY_NOW, ("answer-checked", 21, {"follows": "correct"})), {"wrong-may-not": 1, "wrong-may-apply": 1}),
    ],
    ids=["wrongly-barred", "wrongly-may", "could-not-be-told", "was-right", "unchecked", "checked-twice", "both"],
)  # fmt: skip
def test_an_answer_was_wrong_where_somebody_looked_and_said_so(
    records: tuple[tuple[object, ...], ...], found: dict[str, int]
) -> None:
    assert counted(history(("information-given", 0), ("application", 1), *records)) == found


def test_somebody_elses_check_says_nothing_of_this_answer() -> None:
    began = (("information-given", 0), ("application", 1))
    assert counted(history(*began, CHANGED), history(*began, WRONG)) == {}


@pytest.mark.parametrize(
    ("ruled", "appealed", "found"),
    [
        ("refused", "granted", {"refusal-reversed": 1}),
        ("granted", "refused", {"grant-reversed": 1}),
        ("refused", "refused", {}),
        ("granted", "granted", {}),
    ],
)
def test_a_ruling_reversed_on_appeal(ruled: str, appealed: str, found: dict[str, int]) -> None:
    ruling = way("ruling", but={"ruling": {"outcome": ruled}})
    assert counted(history(*ruling, ("appeal", 22), ("appeal-result", 40, {"outcome": appealed}))) == found


@pytest.mark.parametrize(("days_later", "late"), [(0.1, 0), (1, 0), (2, 1), (20, 1)])
def test_released_later_than_the_day_after_the_ruling_was_sent(days_later: float, late: int) -> None:
    records = [one for one in way("release-checklist") if one[0] != "release-checklist"]
    case = history(*records, ("release-checklist", 30.15), ("hand-over", 30.1 + days_later))
    assert counted(case).get("released-late", 0) == late


def test_corrections_count_from_the_day_they_were_made() -> None:
    case = history(
        *way("medical-conclusion"),
        ("medical-conclusion", 15, {"_supersedes": 8, "outcome": "unfit"}),
        ("application", 20, {"_supersedes": 2}),
    )
    assert case.entries[7].type == "medical-conclusion"
    assert counted(case, as_of=at(14).date()) == {}
    assert counted(case, as_of=at(15).date()) == {"decision-corrected": 1}
    assert counted(case) == {"decision-corrected": 1, "record-corrected": 1}


def test_what_no_record_shows_is_said_and_not_counted() -> None:
    unseen = [error for error in ERRORS.values() if not error.on_file]
    assert [error.id for error in unseen] == ["wrong-without-case", "held-past-the-end"]
    assert all("Not on file" in error.counts.en and "Немає відомостей" in error.counts.uk for error in unseen)
    counted_ones = {error.id for error in ERRORS.values() if error.on_file and not error.limit}
    case = {"P": history(("information-given", 0))}
    question = Question(date(2026, 12, 31), Period(SINCE_THE_LAW, date(2026, 12, 31)))
    assert set(errors(scene(question, log(case), people("P")))) == counted_ones
