"""The cases from practice: each is its own test, put to the engine and, independently, to the referee."""

import pytest

from poruka.law.engine import Condition, determine
from poruka.law.ukraine import BOOK
from tests.law import referee
from tests.law.spec.loader import NEVER_SAID, Case, cases, topics

ALL = cases()
OF_A_CONDITION = [
    pytest.param(case, condition, id=f"{case.id}-{condition}") for case in ALL for condition in case.conditions
]
OF_THE_VERDICT = [pytest.param(case, id=case.id) for case in ALL if case.verdict]


@pytest.mark.parametrize(("case", "condition"), OF_A_CONDITION)
def test_the_engine_answers_the_case(case: Case, condition: str) -> None:
    determination = determine(BOOK, case.facts, case.on, case.readings)
    finding = next(finding for finding in determination.conditions if finding.id == condition)

    assert finding.holds == case.answer
    assert set(finding.missing_facts) == case.missing
    assert set(finding.open_questions) == case.questions
    if case.from_ is not NEVER_SAID:
        assert finding.from_ == case.from_
    if case.until is not NEVER_SAID:
        assert finding.until == case.until


@pytest.mark.parametrize(("case", "condition"), OF_A_CONDITION)
def test_the_referee_answers_the_case(case: Case, condition: str) -> None:
    assert referee.answer(case.facts, condition, case.on, case.readings) == case.answer
    assert referee.missing(case.facts, condition, case.on, case.readings) == (set(case.missing), set(case.questions))
    _referee_agrees_on_the_span(case, condition)


@pytest.mark.parametrize("case", OF_THE_VERDICT)
def test_the_engine_gives_the_verdict(case: Case) -> None:
    determination = determine(BOOK, case.facts, case.on, case.readings)

    assert determination.verdict == case.verdict
    assert set(determination.missing_facts) == case.missing
    assert set(determination.open_questions) == case.questions
    if case.failed is not None:
        assert set(determination.failed) == case.failed
    if case.unknown is not None:
        assert set(determination.unknown) == case.unknown
    if case.from_ is not NEVER_SAID:
        assert determination.holds_from == case.from_
    if case.until is not NEVER_SAID:
        assert determination.holds_until == case.until


@pytest.mark.parametrize("case", OF_THE_VERDICT)
def test_the_referee_gives_the_verdict(case: Case) -> None:
    ruling = referee.rule(case.facts, case.on, case.readings)

    assert ruling.verdict == case.verdict
    assert (ruling.missing_facts, ruling.open_questions) == (case.missing, case.questions)
    if case.failed is not None:
        assert ruling.failed == case.failed
    if case.unknown is not None:
        assert ruling.unknown == case.unknown
    _referee_agrees_on_the_span(case, None)


def _referee_agrees_on_the_span(case: Case, condition: str | None) -> None:
    start, end = referee.span(case.facts, condition, case.readings)
    if case.from_ is not NEVER_SAID:
        assert start == case.from_
    if case.until is not NEVER_SAID:
        assert end == case.until


class TestTheCasesAreComplete:
    """A condition without a passing, a failing and a cannot-tell case is not yet in the manual."""

    @pytest.mark.parametrize("condition", BOOK.conditions, ids=lambda condition: condition.id)
    def test_every_condition_shows_every_answer_it_can_give(self, condition: Condition) -> None:
        """A condition that reads no fact cannot lack one: "Period" alone has no example of "cannot tell"."""
        shown = {case.answer for case in ALL if case.conditions == (condition.id,)}
        assert shown == ({"yes", "no", "cannot_tell"} if condition.facts else {"yes", "no"})

    @pytest.mark.parametrize("verdict", ["barred", "may_apply", "cannot_tell"])
    def test_every_verdict_is_shown(self, verdict: str) -> None:
        assert [case for case in ALL if case.verdict == verdict]

    def test_every_condition_has_a_file_of_its_own(self) -> None:
        assert {condition.id for condition in BOOK.conditions} <= {topic.id for topic in topics()}

    def test_every_wired_question_and_each_of_its_readings_is_shown(self) -> None:
        shown = {(question, reading) for case in ALL for question, reading in case.readings.items()}
        assert {
            (question.id, reading.id)
            for question in BOOK.questions
            for reading in question.readings
            if reading.id != question.default
        } <= shown

    def test_every_row_of_the_table_of_exclusions_is_shown(self) -> None:
        shown = {case.rule for case in ALL}
        rows = {
            *(f"EX-NS-{article}" for article in ("109", "110", "110-2", "111", "111-1", "111-2", "112", "113", "114")),
            *("EX-NS-114-1", "EX-NS-114-2", "EX-MUR-2", "EX-MUR-CRUEL", "EX-MUR-SEX"),
            *(f"EX-SEX-{article}" for article in ("152", "153", "154", "155", "156", "156-1")),
            *(f"EX-TER-{article}" for article in ("258", "258-1", "258-2", "258-3", "258-4", "258-5", "258-6")),
            *("EX-DUI-286-1", "EX-LEO-348", "EX-OFF", "EX-LIFE", "EX-SVC-PRIOR", "EX-SVC-PEND"),
            *(f"2.3 {row}" for row in ("191(5)", "262(3)", "308(3)", "312(3)", "313(3)", "410(3)", "410(4)", "368(4)")),
        }
        assert rows <= shown

    def test_there_are_enough_of_them(self) -> None:
        assert len(ALL) >= 170
