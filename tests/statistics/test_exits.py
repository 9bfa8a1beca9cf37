"""Why people left, each counted once: what the records say, and that the parts make up the whole."""

from datetime import date

import pytest

from poruka.cases.history import History
from poruka.statistics.exits import REASONED, reasons_of, why_left
from poruka.statistics.funnel import Question, counted, scene
from poruka.statistics.tables import Period
from tests.cases.told import history, way
from tests.statistics.histories import log, people

NEVER_BEFORE = Period(date(2024, 5, 18), date(2026, 12, 31))


def told(**cases: History) -> dict[str, dict[str, int]]:
    """The reasons that anybody has, by measure; and that they add up to the people of the measure."""
    found = scene(Question(NEVER_BEFORE.end, NEVER_BEFORE), log(cases), people(*cases))
    why = why_left(found)
    table = counted(found)
    assert {id: sum(reasons.values()) for id, reasons in why.items()} == {id: table.count(id) for id in REASONED}
    return {
        id: {reason: n for reason, n in reasons.items() if n} for id, reasons in why.items() if any(reasons.values())
    }


def test_each_reason_of_not_now_and_several_and_none() -> None:
    assert told(
        ONE=history(("information-given", 0), ("not-now", 1, {"why": ["family"]})),
        TWO=history(("information-given", 0), ("not-now", 1, {"why": ["family", "health"]})),
        NONE=history(("information-given", 0), ("not-now", 1, {"why": None})),
    ) == {"not-now": {"family": 1, "several": 1, "not-said": 1}}


def test_the_last_reason_counts_and_a_corrected_one_does_not() -> None:
    assert told(
        CHANGED=history(
            ("information-given", 0), ("not-now", 1, {"why": ["family"]}), ("not-now", 9, {"why": ["health"]})
        ),
        CORRECTED=history(
            ("information-given", 0),
            ("not-now", 1, {"why": ["family"]}),
            ("not-now", 1, {"why": ["conscience"], "_supersedes": 2}),
        ),
    ) == {"not-now": {"health": 1, "conscience": 1}}


def test_whoever_withdrew_is_told_by_the_step_before_and_never_by_a_reason() -> None:
    assert told(
        EARLY=history(("information-given", 0), ("application", 1), ("withdrawal", 2)),
        LATE=history(*way("motion"), ("withdrawal", 18)),
    ) == {"withdrew": {"wished": 1, "petitioned": 1}}


def test_by_which_court_they_were_refused() -> None:
    refused = history(*way("ruling", but={"ruling": {"outcome": "refused"}}))
    reversed_ = history(*way("ruling-sent"), ("appeal", 22), ("appeal-result", 40, {"outcome": "refused"}))
    assert told(R=refused, A=reversed_)["refused"] == {"ruling": 1, "appeal-result": 1}


@pytest.mark.parametrize("measure", REASONED)
def test_every_reason_has_words_in_both_languages_whether_anybody_gave_it_or_not(measure: str) -> None:
    reasons = reasons_of(measure)
    assert len(reasons) >= 2
    assert len({text.uk for text in reasons.values()}) == len({text.en for text in reasons.values()}) == len(reasons)
