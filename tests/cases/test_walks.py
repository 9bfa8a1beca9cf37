"""Whatever legal steps are taken in whatever order: what must always be so is always so."""

import random
from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from poruka.cases.assignments import ledger
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.history import History
from poruka.cases.procedure import before, position, step, steps
from poruka.cases.standing import case_facts, refused_by
from poruka.law.ukraine.case_conditions import CASE_FACTS
from tests.cases.told import at
from tests.cases.walks import walk

DRAWS = st.lists(st.integers(0, 2**24), min_size=10, max_size=70)
LATER = at(5000)


def made(history: History, type: str) -> int:
    """The number of the newest standing record of a type; 0 where there is none."""
    last = history.last(type)
    return history.place(last) if last else 0


@given(DRAWS)
def test_no_motion_without_a_standing_consent_and_four_annexes(draws: list[int]) -> None:
    """R01, and КВК 154-1(5)."""
    for earlier, later in pairwise(walk(draws)):
        if later.entries[-1].type == "motion":
            assert made(earlier, "consent") > made(earlier, "withdrawal")
            assert made(earlier, "application") > made(earlier, "withdrawal")
            for annex in ("commander-consent", "military-registration", "certificate-received"):
                assert made(earlier, annex)


@given(DRAWS)
def test_withdrawal_is_open_from_the_application_until_the_ruling_is_in_force(draws: list[int]) -> None:
    """R04: at any moment, in one step."""
    for history in walk(draws):
        wished = made(history, "application") > made(history, "withdrawal")
        expected = wished and not made(history, "entry-into-force")
        assert step(CATALOGUE["withdrawal"], history, CATALOGUE, LATER).open == expected


@given(DRAWS)
def test_after_a_withdrawal_nothing_is_prepared_or_decided(draws: list[int]) -> None:
    preparing = ("primary-examination", "preliminary-review", "medical-referral", "commander-consent", "motion")
    for history in walk(draws):
        if made(history, "withdrawal") > made(history, "application"):
            for type in (*preparing, "institution-decision", "entry-into-force"):
                assert not step(CATALOGUE[type], history, CATALOGUE, LATER).open
            assert not {task.id for task in position(history, CATALOGUE, LATER).tasks} & set(preparing)


@given(DRAWS)
def test_nobody_is_released_without_a_ruling_in_force_nor_enrolled_without_a_contract(draws: list[int]) -> None:
    for earlier, later in pairwise(walk(draws)):
        type = later.entries[-1].type
        if type == "hand-over":
            assert made(earlier, "entry-into-force")
        if type == "enrolment":
            assert made(earlier, "contract") > made(earlier, "arrival")


@given(DRAWS)
def test_no_absence_is_alleged_or_decided_of_somebody_in_hospital_captivity_or_on_the_way(draws: list[int]) -> None:
    """R36."""
    for earlier, later in pairwise(walk(draws)):
        if later.entries[-1].type in ("breach-allegation", "breach-decision"):
            assert made(earlier, "return") >= max(made(earlier, "hospital"), made(earlier, "captivity"))
            assert max(made(earlier, "transfer-arrival"), made(earlier, "enrolment")) >= made(earlier, "transfer")


@given(DRAWS)
def test_a_step_is_open_or_says_why_not(draws: list[int]) -> None:
    for history in walk(draws)[::5]:
        for found in steps(history, CATALOGUE, LATER):
            assert found.open == (not found.reasons)


@given(DRAWS)
def test_every_task_can_be_done_by_its_owner_or_somebody_else_and_none_is_owed_twice(draws: list[int]) -> None:
    for history in walk(draws)[::3]:
        place = position(history, CATALOGUE, LATER)
        ids = [task.id for task in place.tasks if not task.started_by]
        assert len(ids) == len(set(ids))
        for task in place.tasks:
            assert task.due is None or before(task.since, task.due)
            if not task.started_by:
                assert step(CATALOGUE[task.types[0]], history, CATALOGUE, LATER).open


@given(DRAWS)
def test_tasks_to_come_are_those_that_time_alone_keeps_back(draws: list[int]) -> None:
    """What lists keep today says on every later day what is then open: nothing has to be written when a time comes."""
    for history in walk(draws)[::6]:
        whole = position(history, CATALOGUE, None).tasks
        last = history.entries[-1].happened_at if history.entries else at(0)
        for day in (0, 1, 4, 100):
            now = last + timedelta(days=day)
            expected = [task for task in whole if task.started_by or not before(now, task.since)]
            assert list(position(history, CATALOGUE, now).tasks) == expected
            for task in whole:
                if not task.started_by:
                    found = step(CATALOGUE[task.types[0]], history, CATALOGUE, now)
                    assert found.open == (not before(now, task.since)) or found.opens_at is None


@given(DRAWS)
def test_the_ledger_covers_every_day_of_service_once(draws: list[int]) -> None:
    """R33."""
    spells = ledger(walk(draws)[-1])
    for one, next_ in pairwise(spells):
        assert one.end == next_.start


@given(DRAWS)
def test_the_facts_of_the_law_are_always_whole(draws: list[int]) -> None:
    for history in walk(draws)[::4]:
        values = case_facts(history).values
        assert set(values) == set(CASE_FACTS)
        flags = ("withdrawn", "examined", "selection_failed", "physical_insufficient", "commander_declined", "refused")
        assert all(isinstance(values[name], bool) for name in flags)
        assert (values["repeat_from"] is not None) == values["refused"] == (refused_by(history) is not None)


@given(DRAWS)
def test_somebody_can_always_take_a_step(draws: list[int]) -> None:
    """No case is ever stuck: at the least somebody can be informed again."""
    assert len(walk(draws)) == len(draws) + 1


def test_the_walks_go_nearly_everywhere() -> None:
    """All but what hardly ever happens; every stage and step has a case of its own in ``test_procedure``."""
    chance = random.Random(7)
    seen: set[str] = set()
    for _ in range(60):
        seen |= {entry.type for entry in walk([chance.randrange(2**24) for _ in range(80)])[-1].entries}
    assert len(CATALOGUE.types) - len(seen) <= 6
