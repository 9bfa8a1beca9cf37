"""Every exclusion is asked the same table of questions; the engine and, independently, the referee answer it."""

import pytest

from poruka.law.engine import determine
from poruka.law.ukraine import BOOK
from tests.law import referee
from tests.law.alike import SAMPLES, Asked, in_tables, of_the_exclusions
from tests.law.spec.loader import NEVER_SAID

ALL = [pytest.param(one, id=f"{one.condition}-{one.why}".replace(" ", "-")) for one in in_tables()]


@pytest.mark.parametrize("one", ALL)
def test_the_engine_answers(one: Asked) -> None:
    found = next(f for f in determine(BOOK, one.facts, one.on, one.readings).conditions if f.id == one.condition)
    assert found.holds == one.answer
    assert frozenset(found.missing_facts) == one.missing
    assert frozenset(found.open_questions) == one.questions
    assert one.from_ in (NEVER_SAID, found.from_)
    assert one.until in (NEVER_SAID, found.until)


@pytest.mark.parametrize("one", ALL)
def test_the_referee_answers(one: Asked) -> None:
    assert referee.answer(one.facts, one.condition, one.on, one.readings) == one.answer
    missing, questions = referee.missing(one.facts, one.condition, one.on, one.readings)
    assert (frozenset(missing), frozenset(questions)) == (one.missing, one.questions)


def test_there_is_a_sample_of_every_exclusion() -> None:
    assert {condition.id for condition in BOOK.conditions} >= set(SAMPLES)
    for one in of_the_exclusions():
        if one.why == "the excluded offence":
            answers = {f.id: f.holds for f in determine(BOOK, one.facts, one.on).conditions if f.id in SAMPLES}
            assert [id for id, holds in answers.items() if holds != "yes"] == [one.condition]
