"""What lists read: derived from the records, written with them, the same when made anew."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poruka.cases.desk import load_case
from poruka.cases.models import CaseOffice, CaseState, CaseTask
from poruka.cases.projection import rebuild
from poruka.cases.refusals import Refused
from poruka.cases.shown import cases_seen, tasks_seen
from poruka.cases.usecases import Act, make_record, make_records
from tests.cases.told import at, usual
from tests.cases.walks import chosen, said
from tests.cases.world import MAKERS, WHO, World, localised

pytestmark = pytest.mark.django_db


TASK = ("case_id", "task", "types", "owner", "since", "due", "statutory", "alarm")


def rows() -> dict[str, list[Any]]:
    """Everything that lists read, without the numbers of the rows."""
    return {
        "states": list(CaseState.objects.order_by("case_id").values()),
        "offices": sorted(CaseOffice.objects.values_list("case_id", "kind", "office")),
        "tasks": sorted(CaseTask.written.values_list(*TASK), key=repr),
    }


def lived(world: World, person: str, draws: list[int]) -> str:
    """A case in which legal steps are taken at random by the parties themselves; refusals of theirs change nothing."""
    case, now = world.opened(person), at(0)
    for draw in draws:
        now += timedelta(minutes=draw % (4 * 24 * 60))
        type = chosen(load_case(case).history, now, draw)
        if type is None:
            continue
        who = MAKERS.get(type.id) or WHO[type.made_by[0]]
        units = ("A9001",) if draw % 5 else ("A9002", "A9001")
        for unit in units:
            fields = localised({**said(type, draw, now)}, person)
            if "unit" in fields and type.id != "transfer":
                fields["unit"] = unit
            try:
                make_record(world.actor(who, person, unit=unit), Act(case, type.id, fields, now), now=now)
            except Refused:
                continue
            break
    return case


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.integers(0, 2**24), min_size=20, max_size=50))
def test_made_anew_it_is_what_the_records_left(world: World, draws: list[int]) -> None:
    from django.db import transaction

    with transaction.atomic():
        lived(world, "P-MAY", draws)
        lived(world, "P-MAY-2", draws[::-1])
        before = rows()
        assert rebuild() == 2
        assert rows() == before
        transaction.set_rollback(True)


def test_the_whole_way_and_back(world: World) -> None:
    lived_ = world.lived("P-MAY"), world.lived("P-MAY-2", "hearing"), world.lived("P-THIRD", "application")
    before = rows()
    CaseTask.written.all().delete()
    CaseOffice.objects.all().delete()
    CaseState.objects.all().delete()
    assert rebuild() == len(lived_)
    assert rows() == before
    assert [state["stage"] for state in sorted(before["states"], key=lambda row: lived_.index(row["case_id"]))] == [
        *("serving", "listed", "applied"),
    ]


def test_some_cases_only(world: World) -> None:
    first, second = world.lived("P-MAY", "application"), world.lived("P-MAY-2", "application")
    CaseState.objects.all().delete()
    assert rebuild([first]) == 1
    assert CaseState.objects.get().case_id == first
    assert second != first


def test_a_batch_is_all_or_nothing(world: World) -> None:
    cases = [world.lived(person, "commander-consent") for person in ("P-MAY", "P-THIRD")]
    before = rows()
    acts = [Act(case, "institution-decision", usual("institution-decision"), at(16)) for case in cases]
    wrong = Act(cases[1], "motion", {}, at(16))
    with pytest.raises(Refused):
        make_records(world.actor("head"), [*acts, wrong], now=at(17))
    assert rows() == before
    make_records(world.actor("head"), acts, now=at(17))
    assert set(CaseState.objects.values_list("stage", flat=True)) == {"to-present"}
    after = rows()
    rebuild()
    assert rows() == after


def test_an_act_sent_twice_is_done_once(world: World) -> None:
    case = world.opened()
    act = Act(case, "application", usual("application"), at(1), key="form-7")
    first = make_record(world.actor("person"), act, now=at(1))
    again = make_record(world.actor("person"), act, now=at(1.1))
    assert first.hash == again.hash
    before = rows()
    rebuild()
    assert rows() == before
    assert before["states"][0]["records"] == 3


class TestTime:
    """A task whose time is still to come is there when it comes, though nobody records anything."""

    def test_the_consent_is_asked_for_after_72_hours(self, world: World) -> None:
        world.lived("P-MAY", "application")
        lawyer = world.actor("lawyer")
        assert CaseTask.written.get(task="consent").since == at(3)
        with time_machine.travel(at(2.9), tick=False):
            assert not tasks_seen(lawyer).filter(task="consent").exists()
        with time_machine.travel(at(3.1), tick=False):
            assert tasks_seen(lawyer).filter(task="consent").exists()

    def test_and_the_decision_after_a_refusal_three_months_later(self, world: World) -> None:
        world.lived("P-MAY", "ruling", ruling={"outcome": "refused", "reason": "бажання не підтверджено"})
        head = world.actor("head")
        with time_machine.travel(at(60), tick=False):
            assert not tasks_seen(head).filter(task="institution-decision").exists()
        with time_machine.travel(at(130), tick=False):
            assert tasks_seen(head).filter(task="institution-decision").exists()


class TestLists:
    """Lists cost the same however long they are."""

    def test_the_number_of_queries_does_not_grow(self, world: World, django_assert_num_queries: Any) -> None:
        from poruka.cases.shown import task_shown

        for person, until in (("P-MAY", "application"), ("P-THIRD", "consent"), ("P-FOURTH", "primary-examination")):
            world.lived(person, until)
        officer = world.actor("officer")
        with time_machine.travel(at(50), tick=False), django_assert_num_queries(2):
            assert len(list(cases_seen(officer))) == 3
            assert all(task_shown(row).family_name for row in tasks_seen(officer))
