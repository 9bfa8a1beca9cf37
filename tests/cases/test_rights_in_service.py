"""What a person is owed from the day of release on, through the use cases (practice.md, 5; docs/rights.md)."""

from typing import Any

import pytest
import time_machine

from poruka.access import roles
from poruka.cases.models import CaseTask
from poruka.cases.refusals import Refused
from poruka.cases.shown import case_shown, tasks_seen
from tests.cases.told import at
from tests.cases.world import World

pytestmark = pytest.mark.django_db


def refused(act: Any, *given: Any, **named: Any) -> Refused:
    with pytest.raises(Refused) as found:
        act(*given, **named)
    return found.value


class TestReleaseDay:
    """R37."""

    def test_no_hand_over_before_the_check_list_and_gaps_are_explained(self, world: World) -> None:
        case = world.lived("P-MAY", "ruling-for-execution")
        refused(world.say, case, "hand-over", 30.3)
        assert refused(world.say, case, "release-checklist", 30.2, passport=False).field == "why_incomplete"
        world.say(case, "release-checklist", 30.2, passport=False, why_incomplete="паспорт виготовляють")
        world.say(case, "hand-over", 30.3)


class TestArrival:
    """R32: an arrival that is not confirmed in time is an alarm."""

    def test_the_monitor_is_alarmed_and_stops_being_when_it_is_confirmed(self, world: World) -> None:
        case = world.lived("P-MAY", "hand-over")
        monitor = world.actor("monitor")
        with time_machine.travel(at(31.5), tick=False):
            [alarm] = tasks_seen(monitor, alarms=True)
            assert (alarm.task, alarm.due) == ("arrival", at(31))
            assert alarm.due < at(31.5)
        world.say(case, "arrival", 31.6)
        with time_machine.travel(at(32), tick=False):
            assert not tasks_seen(monitor, alarms=True).exists()

    def test_nobody_but_the_recruitment_centre_confirms_it(self, world: World) -> None:
        case = world.lived("P-MAY", "hand-over")
        for who in ("officer", "head", "guard", "court"):
            refused(world.say, case, "arrival", 30.6, who)


class TestService:
    """R26, R27, R33–R36."""

    @pytest.fixture
    def case(self, world: World) -> str:
        return world.lived("P-MAY", "enrolment")

    @pytest.mark.parametrize("event", ["wound", "hospital", "missing", "captivity", "death"])
    def test_the_next_of_kin_must_be_told_within_a_day(self, event: str, case: str, world: World) -> None:
        world.say(case, event, 40)
        task = CaseTask.written.get(case_id=case, task=f"kin-{event}")
        assert (task.owner, task.due, task.alarm) == (roles.COMMANDER, at(41), True)
        world.say(case, "kin-told", 40.5)
        assert not CaseTask.written.filter(case_id=case, task=f"kin-{event}").exists()

    @pytest.mark.parametrize("event", ["pregnancy-child-care", "conscientious-objection"])
    def test_circumstances_open_a_task_and_are_no_breach(self, event: str, case: str, world: World) -> None:
        world.say(case, event, 40)
        assert CaseTask.written.filter(case_id=case, task=f"answer-{event}", owner=roles.COMMANDER).exists()
        assert case_shown(world.actor("commander"), case, now=world.now).place.stage.id == "serving"
        world.say(case, "request-answer", 42)
        assert not CaseTask.written.filter(case_id=case, task__startswith="answer-").exists()

    @pytest.mark.parametrize(("event", "ends"), [("hospital", "return"), ("captivity", "return")])
    def test_no_breach_while_in_hospital_or_captivity(self, event: str, ends: str, case: str, world: World) -> None:
        world.say(case, event, 40)
        refused(world.say, case, "breach-allegation", 41)
        world.say(case, ends, 42)
        world.say(case, "breach-allegation", 43)

    def test_nor_on_the_way_to_another_unit(self, case: str, world: World) -> None:
        world.say(case, "transfer", 40)
        refused(world.say, case, "breach-allegation", 41)

    def test_a_hospital_learned_of_later_holds_the_decision(self, case: str, world: World) -> None:
        world.say(case, "breach-allegation", 40)
        world.say(case, "breach-account", 41, "person")
        world.say(case, "hospital", 39)
        told = refused(world.say, case, "breach-decision", 42)
        assert "лікуванні" in told.text.uk

    def test_no_breach_is_found_unheard(self, case: str, world: World) -> None:
        world.say(case, "breach-allegation", 40)
        refused(world.say, case, "breach-decision", 41)
        world.say(case, "breach-account", 41, "person")
        world.say(case, "breach-decision", 42)
        world.say(case, "breach-appeal", 43, "person")

    def test_no_annual_leave_and_ten_days_at_most(self, case: str, world: World) -> None:
        world.say(case, "leave-request", 40, "person", ground="annual", days=30)
        assert refused(world.say, case, "leave-answer", 41).field == "answer"
        world.say(case, "leave-answer", 41, answer="denied", days=None)
        world.say(case, "leave-request", 50, "person")
        assert refused(world.say, case, "leave-answer", 51, days=11).field == "days"
        world.say(case, "leave-answer", 51, days=10)

    def test_a_transfer_is_from_the_own_unit_and_arrives_where_it_says(self, case: str, world: World) -> None:
        refused(world.say, case, "transfer", 40, from_unit="A9002")
        world.say(case, "transfer", 40)
        refused(world.say, case, "transfer", 41, from_unit="A9002")
        world.say(case, "transfer-arrival", 42, "commander", unit="A9002")

    def test_discharge_only_on_a_ground_of_the_closed_list(self, case: str, world: World) -> None:
        assert refused(world.say, case, "discharge", 40, ground="own-wish").field == "ground"
        world.say(case, "discharge", 40, ground="unfit")
        refused(world.say, case, "leave-request", 41, "person")
