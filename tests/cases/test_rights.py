"""What a person is owed, requirement by requirement (practice.md, 5; docs/rights.md), through the use cases."""

from datetime import timedelta
from typing import Any

import pytest

from poruka.access import roles
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.chain.errors import AlreadyOpen
from poruka.cases.models import Case, CaseState, Record
from poruka.cases.refusals import Refused
from poruka.cases.shown import case_shown, cases_seen, step_for, tasks_seen
from poruka.cases.usecases import Act, make_record, open_case
from tests.cases.told import USUAL, at, usual
from tests.cases.world import World

pytestmark = pytest.mark.django_db
BEFORE_FORCE = [step for step in USUAL if USUAL["application"] <= USUAL[step] < USUAL["entry-into-force"]]


def refused(act: Any, *given: Any, **named: Any) -> Refused:
    with pytest.raises(Refused) as found:
        act(*given, **named)
    return found.value


def types_seen(world: World, who: str, case: str, **where: str) -> set[str]:
    shown = case_shown(world.actor(who, world.whose[case], **where), case, now=world.now)
    return {line.record.type for line in shown.records}


class TestApplication:
    """An application nobody can drop, with the time it was made (pain 3)."""

    @pytest.mark.parametrize("who", ["person", "officer", "lawyer", "monitor"])
    def test_it_can_be_handed_in_past_the_administration(self, who: str, world: World) -> None:
        case = world.opened()
        made = world.say(case, "application", 1, who)
        assert made.made_at == at(1)
        assert len(made.hash) == 64

    def test_no_later_record_makes_it_go_away(self, world: World) -> None:
        case = world.lived(until="application")
        for type in ("information-given", "document"):
            world.say(case, type, 2, "officer")
        refused(world.say, case, "not-now", 2, "person")
        assert "application" in types_seen(world, "person", case)
        owed = case_shown(world.actor("officer"), case, now=at(2)).place.tasks
        assert "primary-examination" in {task.id for task in owed}

    def test_the_administration_cannot_turn_it_into_something_else(self, world: World) -> None:
        case = world.lived(until="application")
        officer, number = world.actor("officer"), 3
        fields = usual("application")
        # It was made by the person, so nobody else corrects it; and a correction is an application all the same.
        refused(make_record, officer, Act(case, "application", fields, at(2), supersedes=number), now=at(2))
        refused(make_record, officer, Act(case, "withdrawal", {}, at(2), supersedes=number), now=at(2))

    @pytest.mark.parametrize("sheet", ["слова", "інша"])
    def test_a_second_case_of_the_same_person_is_not_opened_beside_it(self, sheet: str, world: World) -> None:
        """Sent twice, or by somebody else with other words: there is one case, and its number is told."""
        case = world.opened()
        fields = usual("information-given", sheet_version=sheet)
        with pytest.raises(AlreadyOpen) as told:
            open_case(world.actor("officer"), "P-MAY", fields, happened_at=at(0), now=at(0))
        assert told.value.case == case
        assert list(CaseState.objects.values_list("case_id", flat=True)) == [case]

    def test_nor_where_two_send_the_same_form_at_the_same_moment(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from poruka.cases import usecases

        case = world.opened()

        class Unseen:
            """The second of the two looks before the first has written."""

            objects = Case.objects.none()

        monkeypatch.setattr(usecases, "Case", Unseen)
        with pytest.raises(AlreadyOpen) as told:
            open_case(world.actor("officer"), "P-MAY", usual("information-given"), happened_at=at(0), now=at(0))
        assert told.value.case == case
        assert list(CaseState.objects.values_list("case_id", flat=True)) == [case]


class TestNotNow:
    """R06: refusing or waiting has no consequence, because whoever decides does not know of it."""

    @pytest.mark.parametrize("who", ["officer", "head", "recruiter"])
    def test_nothing_of_it_reaches_those_who_decide(self, who: str, world: World) -> None:
        case = world.opened()
        actor = world.actor(who)

        def all_they_see() -> tuple[Any, ...]:
            shown = case_shown(actor, case, now=world.now)
            lists = [(s.stage, s.phase, s.since, s.records, s.next_due) for s in cases_seen(actor)]
            tasks = [(t.task, t.since, t.due) for t in tasks_seen(actor)]
            return shown.records, shown.place, shown.steps, lists, tasks

        before = all_they_see()
        world.say(case, "not-now", 1, "person", why=["no-home-leave"])
        assert all_they_see() == before

    def test_the_persons_side_and_the_monitor_see_it_and_why(self, world: World) -> None:
        case = world.opened()
        world.say(case, "not-now", 1, "person", why=["no-home-leave"])
        for who in ("person", "lawyer", "monitor"):
            shown = case_shown(world.actor(who), case, now=world.now)
            assert shown.place.stage.id == "not-now"
            assert {"why": ["no-home-leave"]} in [line.fields for line in shown.records]

    def test_no_reason_need_be_given(self, world: World) -> None:
        case = world.opened()
        act = Act(case, "not-now", {}, at(1))
        assert make_record(world.actor("person"), act, now=at(1)).fields == {}

    def test_and_one_may_still_apply(self, world: World) -> None:
        case = world.opened()
        world.say(case, "not-now", 1, "person")
        world.say(case, "application", 2, "person")
        assert case_shown(world.actor("officer"), case, now=world.now).place.stage.id == "applied"


class TestConsent:
    """R01, R03, R05."""

    def test_not_before_72_hours(self, world: World) -> None:
        case = world.lived(until="application")
        told = refused(world.say, case, "consent", 3 - 1 / 1440)
        assert "72" in told.text.uk
        world.say(case, "consent", 3)

    def test_earlier_only_where_the_person_waives_it_in_writing(self, world: World) -> None:
        case = world.lived(until="application")
        refused(world.say, case, "reflection-waived", 1.5, "officer")
        refused(world.say, case, "reflection-waived", 1.5, "unit")
        world.say(case, "reflection-waived", 1.5, "person")
        world.say(case, "consent", 1.6)

    def test_a_new_sheet_starts_the_time_anew(self, world: World) -> None:
        case = world.lived(until="application")
        world.say(case, "information-given", 2.5, "officer", sheet_version="нова")
        refused(world.say, case, "consent", 4)
        world.say(case, "consent", 5.5)

    @pytest.mark.parametrize("who", ["person", "officer", "head", "recruiter", "unit", "commander", "court"])
    def test_nobody_who_recruits_or_decides_takes_it(self, who: str, world: World) -> None:
        case = world.lived(until="application")
        refused(world.say, case, "consent", 5, who)

    def test_nor_somebody_of_another_role_with_the_same_name(self, world: World) -> None:
        from poruka.access.actors import Actor

        case = world.lived(until="application")
        world.say(case, "recruiter-visit", 2, "officer")
        twofold = Actor(world.actor("officer").name, roles.MONITOR)
        act = Act(case, "consent", usual("consent"), at(5))
        told = refused(make_record, twofold, act, now=at(5))
        assert "recruiter" in told.text.en.lower()

    @pytest.mark.parametrize("until", ["application", "commander-consent"])
    def test_without_it_there_is_no_decision_and_no_motion(self, until: str, world: World) -> None:
        case = world.opened()
        for step in list(USUAL)[1 : list(USUAL).index(until) + 1]:
            if step != "consent":
                world.say(case, step, USUAL[step])
        for type in ("institution-decision", "motion"):
            told = refused(world.say, case, type, 16, "head")
            assert any("Згода" in text.uk for text in told.texts)


class TestRefusalToSign:
    """R09: two named witnesses, and the person says later whether it was so."""

    SAID = {"paper": "letter", "witness": "Петренко П., капелан", "second_witness": "Сидоренко С., лікар"}

    @pytest.mark.parametrize("missing", ["witness", "second_witness"])
    def test_it_cannot_be_recorded_with_one_witness(self, missing: str, world: World) -> None:
        case = world.lived(until="application")
        told = refused(world.say, case, "signature-refused", 2, **{**self.SAID, missing: None})
        assert told.field == missing
        told = refused(world.say, case, "signature-refused", 2, **{**self.SAID, "second_witness": self.SAID["witness"]})
        assert told.field == "second_witness"
        world.say(case, "signature-refused", 2, **self.SAID)

    def test_it_stands_in_for_no_signature(self, world: World) -> None:
        case = world.lived(until="application")
        before = case_shown(world.actor("officer"), case, now=world.now).place
        world.say(case, "signature-refused", 5, **{**self.SAID, "paper": "consent"})
        assert case_shown(world.actor("officer"), case, now=world.now).place.stage == before.stage
        refused(world.say, case, "institution-decision", 6)

    @pytest.mark.parametrize("who", ["person", "lawyer", "monitor"])
    def test_the_person_says_later_how_it_was_and_those_who_recorded_it_do_not_see_it(
        self, who: str, world: World
    ) -> None:
        case = world.lived(until="application")
        refused(world.say, case, "signature-answer", 2, who)
        world.say(case, "signature-refused", 2, **self.SAID)
        before = case_shown(world.actor("officer"), case, now=world.now)
        world.say(case, "signature-answer", 4, who, answer="not-offered")
        after = case_shown(world.actor("officer"), case, now=world.now)
        assert (after.records, after.place) == (before.records, before.place)
        seen = case_shown(world.actor("monitor"), case, now=world.now).records[-1]
        assert seen.fields["answer"] == "not-offered"
        refused(world.say, case, "signature-answer", 5, "officer")


class TestWithdrawal:
    """R04: at any moment until the ruling is in force, in one step, with no reason and no trace against the person."""

    @pytest.mark.parametrize("until", BEFORE_FORCE)
    def test_from_every_stage(self, until: str, world: World) -> None:
        case = world.lived(until=until)
        made = make_record(world.actor("person"), Act(case, "withdrawal", {}, at(29)), now=at(29))
        assert made.fields == {}
        place = case_shown(world.actor("officer"), case, now=at(29)).place
        assert place.stage.id == "withdrawn"
        # What the court still owes for its own acts goes on; nothing is owed by or about the person.
        assert {task.owner for task in place.tasks} <= {roles.COURT}

    def test_not_once_the_ruling_is_in_force(self, world: World) -> None:
        case = world.lived(until="entry-into-force")
        told = refused(make_record, world.actor("person"), Act(case, "withdrawal", {}, at(31)), now=at(31))
        assert "законної сили" in told.text.uk

    def test_a_ruling_does_not_enter_into_force_after_it(self, world: World) -> None:
        case = world.lived(until="ruling")
        world.say(case, "withdrawal", 22, "person")
        refused(world.say, case, "entry-into-force", 35, "court")

    def test_units_do_not_see_that_somebody_withdrew(self, world: World) -> None:
        case = world.lived(until="commander-consent")
        world.say(case, "withdrawal", 16, "person")
        assert "withdrawal" not in types_seen(world, "unit", case)
        refused(case_shown, world.actor("unit", unit="A9002"), case, now=world.now)

    def test_one_may_apply_again_the_same_day(self, world: World) -> None:
        case = world.lived(until="consent")
        world.say(case, "withdrawal", 6, "person")
        world.say(case, "application", 6.1, "person")
        refused(world.say, case, "institution-decision", 6.2, "head")


class TestUnit:
    """R10, R38, R44: who may see the person, and what was promised."""

    def test_an_offer_needs_the_persons_leave_to_be_seen_by_this_unit(self, world: World) -> None:
        case = world.lived(until="physical-level")
        refused(world.say, case, "unit-offer", 14)
        world.say(case, "unit-may-see", 14, "person")
        refused(world.say, case, "unit-offer", 14.1, unit="A9002")
        world.say(case, "unit-offer", 14.2)

    def test_nor_can_one_unit_offer_for_another(self, world: World) -> None:
        case = world.lived(until="unit-may-see")
        actor = world.actor("unit")
        act = Act(case, "unit-offer", usual("unit-offer", unit="A9002"), at(14))
        assert refused(make_record, actor, act, now=at(14)).field == "unit"

    def test_the_offer_is_kept_as_told_beside_what_came(self, world: World) -> None:
        case = world.lived("P-MAY", "enrolment", unit_offer={"post": "водій"}, enrolment={"post": "стрілець"})
        shown = case_shown(world.actor("person"), case, now=world.now)
        posts = {line.record.type: line.fields.get("post") for line in shown.records}
        assert (posts["unit-offer"], posts["enrolment"]) == ("водій", "стрілець")
        act = Act(case, "unit-offer", usual("unit-offer", post="стрілець"), at(40))
        make_record(world.actor("unit"), act, now=at(40))
        stored = list(Record.objects.filter(case_id=case, type="unit-offer").order_by("number"))
        assert [record.fields["post"] for record in stored] == ["водій", "стрілець"]

    def test_nothing_of_the_conviction_is_shown_to_a_unit(self, world: World) -> None:
        case = world.lived("P-MAY", "enrolment")
        for who in ("unit", "commander"):
            assert not {"application", "motion", "ruling", "consent", "document"} & types_seen(world, who, case)


class TestCourt:
    """The motion's annexes, the repeat motion, the appeal."""

    ANNEXES = ("military-registration", "certificate-received", "commander-consent")

    @pytest.mark.parametrize("missing", ANNEXES)
    def test_no_decision_while_an_annex_is_missing(self, missing: str, world: World) -> None:
        case = world.opened()
        for step in list(USUAL)[1 : list(USUAL).index("institution-decision")]:
            if step != missing:
                world.say(case, step, USUAL[step])
        told = refused(world.say, case, "institution-decision", 16)
        words = "командира" if missing == "commander-consent" else CATALOGUE[missing].title.uk
        assert any(words in text.uk for text in told.texts)
        assert CATALOGUE[missing].title.uk in refused(world.say, case, "motion", 16.1).text.uk

    def test_a_repeat_motion_only_three_months_after_a_refusal(self, world: World) -> None:
        case = world.lived("P-MAY", "ruling", ruling={"outcome": "refused", "reason": "бажання не підтверджено"})
        head = world.actor("head")
        waiting = step_for(head, case, "institution-decision", now=at(40))
        assert (waiting.open, waiting.opens_at) == (False, at(113).replace(hour=0))
        refused(world.say, case, "institution-decision", 112)
        world.say(case, "institution-decision", 114)
        world.say(case, "motion", 114.1)

    @pytest.mark.parametrize("who", ["person", "lawyer", "prosecutor"])
    def test_each_side_may_appeal_and_that_stops_the_release(self, who: str, world: World) -> None:
        case = world.lived("P-MAY", "ruling-sent")
        world.say(case, "appeal", 23, who, by="prosecutor" if who == "prosecutor" else "person")
        refused(world.say, case, "entry-into-force", 35, "court")


class TestMedical:
    """R23, R24: only the conclusion enters the case; the rest is sealed."""

    def test_the_medical_part_is_seen_by_the_board_and_the_person_alone(self, world: World) -> None:
        secret = {"medical_part": "закриті слова", "schedule_article": "стаття"}
        case = world.lived("P-MAY", "commander-consent", medical_conclusion=secret)
        for who in ("person", "board", "officer", "head", "recruiter", "unit", "commander", "lawyer", "monitor"):
            shown = case_shown(world.actor(who), case, now=world.now)
            told = [line for line in shown.records if line.sealed]
            assert bool(told) == (who in ("person", "board")), who
            assert "закриті слова" not in str([line.fields for line in shown.records])
        stored = Record.objects.get(case_id=case, type="medical-conclusion")
        assert "medical_part" not in stored.fields
        assert stored.sealed


class TestBadInput:
    """Each refused with a sentence that says what to do."""

    def test_twice_in_another_role_in_another_case_too_early_too_late(self, world: World) -> None:
        case = world.lived(until="application")
        refused(world.say, case, "application", 2, "person")
        refused(world.say, case, "ruling", 2, "officer")
        refused(world.say, case, "arrival", 2)
        other = world.lived("P-MAY-2", "application")
        refused(make_record, world.actor("person"), Act(other, "withdrawal", {}, at(2)), now=at(2))
        refused(make_record, world.actor("officer"), Act("NOSUCHCASE00", "document", {}, at(2)), now=at(2))
        refused(make_record, world.actor("officer"), Act(case, "no-such-type", {}, at(2)), now=at(2))
        future = Act(case, "document", usual("document"), at(9))
        assert refused(make_record, world.actor("officer"), future, now=at(2)).field == "happened_at"
        past = Act(case, "document", usual("document"), at(0) - timedelta(days=5000))
        assert refused(make_record, world.actor("officer"), past, now=at(2)).field == "happened_at"

    def test_a_mistake_is_corrected_and_the_correction_too(self, world: World) -> None:
        case = world.lived(until="primary-examination")
        officer = world.actor("officer")
        number = case_shown(officer, case, now=world.now).last_number
        for result in ("negative", "positive"):
            act = Act(
                case, "primary-examination", usual("primary-examination", result=result), at(6), supersedes=number
            )
            number = make_record(officer, act, now=at(7)).number
        shown = case_shown(officer, case, now=world.now)
        assert shown.place.stage.id == "examined"
        assert [line.superseded for line in shown.records if line.record.type == "primary-examination"] == [
            True,
            True,
            False,
        ]

    def test_nobody_corrects_anothers_record(self, world: World) -> None:
        case = world.lived(until="primary-examination")
        number = case_shown(world.actor("officer"), case, now=world.now).last_number
        act = Act(case, "primary-examination", usual("primary-examination"), at(6), supersedes=number)
        refused(make_record, world.actor("monitor"), act, now=at(7))

    def test_a_person_who_is_not_there_or_not_ones_own(self, world: World) -> None:
        for person in ("P-NONE", "P-MAY-2", "P-NOBODY"):
            refused(open_case, world.actor("officer"), person, usual("information-given"), happened_at=at(0), now=at(0))
