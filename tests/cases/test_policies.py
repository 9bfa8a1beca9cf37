"""When a record may be made and what it may say: the moment, the order, the fields, and that it agrees with the case."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from poruka.access import roles
from poruka.access.actors import Actor
from poruka.cases import policies
from poruka.cases.assignments import Spell, ledger, unit_now
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.coherence import check_coherent
from poruka.cases.history import History
from poruka.cases.policies import (
    LONGEST_TEXT,
    check_fields,
    check_hands_apart,
    check_moment,
    check_step_open,
    step_is_open,
)
from poruka.cases.refusals import Refused
from poruka.law.calendar import KYIV
from tests.cases.told import CENTRE, COURT, LAWYER, UNIT, at, history, usual, way

SERVING = way("enrolment")
COMMANDER = Actor("commander-A9001", roles.COMMANDER, office=UNIT)
NEW_COMMANDER = Actor("commander-A9002", roles.COMMANDER, office="A9002")


def refused(act: Any, *given: Any, **named: Any) -> Refused:
    with pytest.raises(Refused) as found:
        act(*given, **named)
    assert found.value.text.uk != found.value.text.en
    return found.value


class TestFields:
    """Every value is of its kind, every required one is there, nothing else is."""

    @pytest.mark.parametrize("kind", list(CATALOGUE), ids=lambda kind: kind.id)
    def test_the_usual_fields_are_accepted(self, kind: Any) -> None:
        given = usual(kind.id)
        assert check_fields(kind, given) == given

    @pytest.mark.parametrize(
        "kind", [k for k in CATALOGUE if any(f.required for f in k.fields)], ids=lambda kind: kind.id
    )
    def test_each_required_field_is_asked_for_by_name(self, kind: Any) -> None:
        for field in (f for f in kind.fields if f.required):
            empty: tuple[Any, ...] = (None, "", [])
            for nothing in empty:
                told = refused(check_fields, kind, {**usual(kind.id), field.name: nothing})
                assert told.field == field.name
                assert field.label.uk in told.text.uk

    TABLE = [
        # type, field, a value that is not of its kind
        ("recruiter-visit", "speakers", 7),
        ("recruiter-visit", "speakers", "до\x00"),
        ("recruiter-visit", "speakers", "я" * (LONGEST_TEXT + 1)),
        ("recruiter-visit", "unit", ["A9001"]),
        ("application", "handed_in", "pigeon"),
        ("not-now", "why", "family"),
        ("not-now", "why", ["pigeon"]),
        ("selection", "passed", "yes"),
        ("selection", "passed", 1),
        ("unit-offer", "training_days", "30"),
        ("unit-offer", "training_days", True),
        ("unit-offer", "training_days", -1),
        ("unit-offer", "training_days", 10_001),
        ("unit-offer", "training_days", 1.5),
        ("medical-referral", "date", "15.01.2026"),
        ("medical-referral", "date", 20260115),
        ("hearing", "at", "завтра"),
    ]

    @pytest.mark.parametrize(("type", "field", "value"), TABLE)
    def test_a_value_of_another_kind(self, type: str, field: str, value: Any) -> None:
        assert refused(check_fields, CATALOGUE[type], {**usual(type), field: value}).field == field

    def test_a_field_that_is_not_there(self) -> None:
        told = refused(check_fields, CATALOGUE["withdrawal"], {"reason": "сумніви"})
        assert told.field == "reason"

    def test_days_and_moments_are_kept_as_text(self) -> None:
        referral = check_fields(CATALOGUE["medical-referral"], usual("medical-referral", date=date(2026, 3, 1)))
        assert referral["date"] == "2026-03-01"
        hearing = check_fields(CATALOGUE["hearing"], usual("hearing", at=datetime(2026, 3, 1, 10, tzinfo=KYIV)))
        assert hearing["at"] == "2026-03-01T10:00:00+02:00"

    REASONS = [
        # type, the answer that needs a reason, the field of the reason, the answer that does not
        ("commander-consent", {"consents": False}, "reason", {"consents": True}),
        ("ruling", {"outcome": "refused"}, "reason", {"outcome": "granted"}),
        ("appeal-result", {"outcome": "refused"}, "reason", {"outcome": "granted"}),
        ("selection", {"passed": False}, "note", {"passed": True}),
        ("physical-level", {"sufficient": False}, "note", {"sufficient": True}),
        ("release-checklist", {"passport": False}, "why_incomplete", {"passport": True}),
        ("release-checklist", {"medicines": False}, "why_incomplete", {"medicines": True}),
        ("leave-answer", {"answer": "granted", "days": None}, "days", {"answer": "denied", "days": None}),
    ]

    @pytest.mark.parametrize(("type", "needs", "field", "does_not"), REASONS)
    def test_a_refusal_needs_its_reason(
        self, type: str, needs: dict[str, Any], field: str, does_not: dict[str, Any]
    ) -> None:
        """R13; and a gap in the release check-list its explanation (R37)."""
        assert refused(check_fields, CATALOGUE[type], usual(type, **needs)).field == field
        filled = 5 if CATALOGUE[type].field(field).kind == "number" else "тому що"
        assert check_fields(CATALOGUE[type], usual(type, **{**needs, field: filled}))
        assert check_fields(CATALOGUE[type], usual(type, **does_not))

    @pytest.mark.parametrize(("days", "allowed"), [(0, True), (10, True), (11, False)])
    def test_ten_days_of_leave_at_most(self, days: int, allowed: bool) -> None:
        given = usual("leave-answer", days=days)
        if allowed:
            assert check_fields(CATALOGUE["leave-answer"], given)["days"] == days
        else:
            assert refused(check_fields, CATALOGUE["leave-answer"], given).field == "days"


class TestMoment:
    """Not in the future, not before the law, not before what it rests on."""

    NOW = at(10)

    def check(self, happened: datetime, *told: Any, type: str = "application", now: datetime = NOW) -> None:
        check_moment(happened, history(*told), CATALOGUE[type], now)

    @pytest.mark.parametrize("late", [timedelta(0), timedelta(minutes=5)])
    def test_now_and_what_a_clock_may_be_wrong_by(self, late: timedelta) -> None:
        self.check(self.NOW + late)

    @pytest.mark.parametrize("happened", [at(10) + timedelta(minutes=6), at(400)])
    def test_not_in_the_future(self, happened: datetime) -> None:
        assert refused(self.check, happened).field == "happened_at"

    def test_not_before_the_law(self) -> None:
        self.check(datetime(2024, 5, 18, 0, 0, tzinfo=KYIV))
        told = refused(self.check, datetime(2024, 5, 17, 23, 59, tzinfo=KYIV))
        assert "18 May 2024" in told.text.en

    def test_not_before_the_record_it_rests_on(self) -> None:
        told = way("information-given")
        self.check(at(0), *told)
        self.check(at(0) - timedelta(minutes=5), *told)
        assert refused(self.check, at(0) - timedelta(minutes=6), *told).field == "happened_at"

    def test_the_hour_that_comes_twice(self) -> None:
        """Informed at 3:30, before the clocks went back; applied at 3:10 after it, forty minutes later."""
        informed = datetime(2026, 10, 25, 3, 30, tzinfo=KYIV)
        applied = datetime(2026, 10, 25, 3, 10, tzinfo=KYIV, fold=1)
        self.check(applied, ("information-given", informed), now=at(400))
        refused(self.check, datetime(2026, 10, 25, 3, 10, tzinfo=KYIV), ("information-given", informed), now=at(400))


class TestOrder:
    """What must come before has come."""

    def test_a_ruling_before_a_motion(self) -> None:
        told = refused(check_step_open, CATALOGUE["ruling"], history(*way("commander-consent")), CATALOGUE, at(90))
        assert len(told.texts) == 2
        assert not step_is_open(CATALOGUE["ruling"], history(*way("commander-consent")), CATALOGUE, at(90))

    def test_an_arrival_before_a_release(self) -> None:
        refused(check_step_open, CATALOGUE["arrival"], history(*way("ruling")), CATALOGUE, at(90))

    def test_a_ruling_after_a_hearing(self) -> None:
        check_step_open(CATALOGUE["ruling"], history(*way("hearing")), CATALOGUE, at(90))

    def test_a_hearing_of_an_earlier_motion_does_not_do_for_the_next(self) -> None:
        refusal = way("ruling", but={"ruling": {"outcome": "refused"}})
        again = (*refusal, ("institution-decision", 130), ("motion", 130.1), ("court-registration", 131))
        refused(check_step_open, CATALOGUE["ruling"], history(*again), CATALOGUE, at(140))
        check_step_open(CATALOGUE["ruling"], history(*again, ("hearing", 132)), CATALOGUE, at(140))


class TestHandsApart:
    """R05: consent is taken by somebody who neither recruits nor decides."""

    @pytest.mark.parametrize("deed", ["recruiter-visit", "preliminary-review", "institution-decision"])
    def test_not_by_the_same_hands(self, deed: str) -> None:
        told = history((deed, 1, {"_by": "петренко"}))
        taker = Actor("петренко", roles.MONITOR)
        refused(check_hands_apart, taker, CATALOGUE["consent"], told, CATALOGUE)
        check_hands_apart(Actor("інший", roles.MONITOR), CATALOGUE["consent"], told, CATALOGUE)

    def test_nor_is_any_role_that_recruits_or_decides_among_its_takers(self) -> None:
        assert set(CATALOGUE["consent"].made_by) == {roles.LAWYER, roles.MONITOR}


class TestCoherence:
    """A record agrees with the office of its maker and with what the case says already."""

    def check(self, actor: Actor, type: str, *told: Any, **said: Any) -> None:
        check_coherent(actor, CATALOGUE[type], usual(type, **said), history(*told))

    TABLE = [
        # who, what, the field in which they name another's office
        (Actor("u", roles.UNIT, office="A9002"), "recruiter-visit", "unit"),
        (Actor("u", roles.UNIT, office="A9002"), "unit-offer", "unit"),
        (NEW_COMMANDER, "commander-consent", "unit"),
        (Actor("r", roles.RECRUITER, office="TCC-UA-46"), "military-registration", "recruitment_centre"),
        (Actor("r", roles.RECRUITER, office="TCC-UA-46"), "arrival", "recruitment_centre"),
    ]

    @pytest.mark.parametrize(("actor", "type", "field"), TABLE)
    def test_nobody_speaks_for_anothers_office(self, actor: Actor, type: str, field: str) -> None:
        assert refused(self.check, actor, type, *way("unit-offer")).field == field
        self.check(actor, type, *way("unit-offer"), ("unit-offer", 14, {"unit": actor.office}), **{field: actor.office})

    def test_an_officer_names_whichever_unit_came(self) -> None:
        self.check(Actor("o", roles.OFFICER, "UVP-1"), "recruiter-visit", unit="A9002")
        self.check(Actor("o", roles.OFFICER, "UVP-1"), "lawyer", lawyer=LAWYER)

    def test_the_court_names_whichever_recruitment_centre(self) -> None:
        self.check(Actor("c", roles.COURT, office="CRT-UA-53"), "ruling-sent", recruitment_centre=CENTRE)

    def test_a_commander_consents_to_what_the_own_unit_has_offered(self) -> None:
        self.check(COMMANDER, "commander-consent", *way("unit-offer"))
        refused(self.check, NEW_COMMANDER, "commander-consent", *way("unit-offer"), unit="A9002")

    def test_enrolled_in_the_unit_of_the_contract(self) -> None:
        self.check(COMMANDER, "enrolment", *way("contract"))
        assert refused(self.check, NEW_COMMANDER, "enrolment", *way("contract"), unit="A9002").field == "unit"

    def test_transferred_from_the_unit_where_one_serves(self) -> None:
        self.check(COMMANDER, "transfer", *SERVING)
        refused(self.check, NEW_COMMANDER, "transfer", *SERVING)
        told = refused(self.check, NEW_COMMANDER, "transfer", *SERVING, from_unit="A9002", unit="A9001")
        assert told.field == "from_unit"

    def test_not_transferred_before_one_came(self) -> None:
        assert refused(self.check, COMMANDER, "transfer", *SERVING, leaves_on="2026-02-01").field == "leaves_on"

    def test_arrives_where_the_order_says(self) -> None:
        moving = (*SERVING, ("transfer", 50))
        self.check(NEW_COMMANDER, "transfer-arrival", *moving)
        third = Actor("commander-A9003", roles.COMMANDER, office="A9003")
        assert refused(self.check, third, "transfer-arrival", *moving, unit="A9003").field == "unit"

    def test_no_annual_leave_whoever_asks(self) -> None:
        asked = (*SERVING, ("leave-request", 50, {"ground": "annual"}))
        assert refused(self.check, COMMANDER, "leave-answer", *asked).field == "answer"
        self.check(COMMANDER, "leave-answer", *asked, answer="denied", days=None)
        self.check(COMMANDER, "leave-answer", *SERVING, ("leave-request", 50))

    @pytest.mark.parametrize("second", ["Петренко П., капелан", " петренко  п., КАПЕЛАН "])
    def test_one_witness_named_twice_is_one_witness(self, second: str) -> None:
        """R09: who refused to sign is not recorded on the word of one."""
        officer = Actor("o", roles.OFFICER, "UVP-1")
        same = {"witness": "Петренко П., капелан", "second_witness": second}
        assert refused(self.check, officer, "signature-refused", **same).field == "second_witness"
        self.check(officer, "signature-refused", **{**same, "second_witness": "Сидоренко С., лікар"})

    HEARINGS = [
        # what the person chose, how the court lists it, whether the court must say why
        ("in-room", True, True),
        ("in-room", False, False),
        ("by-video", False, True),
        ("by-video", True, False),
        ("either", True, False),
        ("either", False, False),
    ]

    @pytest.mark.parametrize(("chose", "by_video", "asked_why"), HEARINGS)
    def test_a_court_that_hears_somebody_otherwise_than_they_chose_says_why(
        self, chose: str, *, by_video: bool, asked_why: bool
    ) -> None:
        """R21."""
        clerk, told = Actor("c", roles.COURT, office=COURT), (*way("motion"), ("hearing-choice", 16.5, {"how": chose}))
        if asked_why:
            assert refused(self.check, clerk, "hearing", *told, by_video=by_video).field == "why_otherwise"
            self.check(clerk, "hearing", *told, by_video=by_video, why_otherwise="немає конвою")
        else:
            self.check(clerk, "hearing", *told, by_video=by_video)

    def test_a_choice_made_before_an_earlier_motion_binds_nobody(self) -> None:
        clerk = Actor("c", roles.COURT, office=COURT)
        self.check(clerk, "hearing", *way("motion"), ("hearing-choice", 16.5), ("motion", 90), by_video=True)
        self.check(clerk, "hearing", *way("motion"), by_video=True)


class TestLedger:
    """R33: every day of service is a day in a unit."""

    MOVED = (*SERVING, ("transfer", 40, {"leaves_on": "2026-02-23"}), ("transfer-arrival", 43))

    def test_from_the_enrolment_on(self) -> None:
        assert ledger(history(*SERVING)) == (Spell("A9001", "слова", date(2026, 2, 13), None, 27),)
        assert unit_now(history(*SERVING)) == "A9001"

    def test_nobody_before_it(self) -> None:
        assert ledger(history(*way("contract"))) == ()
        assert unit_now(History()) is None

    def test_a_transfer_leaves_no_day_between(self) -> None:
        spells = [(spell.unit, spell.start, spell.end) for spell in ledger(history(*self.MOVED))]
        assert spells == [
            ("A9001", date(2026, 2, 13), date(2026, 2, 23)),
            ("A9002", date(2026, 2, 23), None),
        ]

    @pytest.mark.parametrize("end", ["discharge", "death"])
    def test_and_it_ends_with_the_service(self, end: str) -> None:
        assert ledger(history(*self.MOVED, (end, 90)))[-1].end == at(90).date()

    def test_days_are_covered_once_each(self) -> None:
        back = ("transfer", 70, {"from_unit": "A9002", "unit": "A9001", "leaves_on": "2026-03-25"})
        spells = ledger(history(*self.MOVED, back, ("discharge", 90)))
        days = [
            spell.start + timedelta(days=n)
            for spell in spells
            for n in range(((spell.end or at(90).date()) - spell.start).days)
        ]
        whole = (at(90).date() - date(2026, 2, 13)).days
        assert len(days) == len(set(days)) == whole

    def test_a_corrected_transfer_counts_once(self) -> None:
        corrected = (*self.MOVED, ("transfer", 40, {"leaves_on": "2026-02-24", "_supersedes": 28}))
        assert [spell.start for spell in ledger(history(*corrected))] == [date(2026, 2, 13), date(2026, 2, 24)]


def test_the_longest_leave_and_text_are_those_of_the_law_and_the_house() -> None:
    assert (policies.MOST_LEAVE_DAYS, LONGEST_TEXT) == (10, 4000)
