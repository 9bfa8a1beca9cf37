"""Where a case stands, what is owed by whom and by when, what can be done next and why the rest cannot."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from poruka.access import roles
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.history import History
from poruka.cases.procedure import Task, before, is_made, position, step, steps
from poruka.law.calendar import KYIV
from poruka.law.text import Text
from tests.cases.told import START, at, history, way

SERVING = way("enrolment")
GRANTED = way("ruling")
REFUSED = way("ruling", but={"ruling": {"outcome": "refused"}})
LATER = at(400)


def stage(*told: Any, now: datetime = LATER) -> str:
    return position(history(*told), CATALOGUE, now).stage.id


def tasks(*told: Any, now: datetime = LATER) -> dict[str, Task]:
    return {task.id: task for task in position(history(*told), CATALOGUE, now).tasks}


def closed(type: str, *told: Any, now: datetime = LATER) -> list[str]:
    return [reason.en for reason in step(CATALOGUE[type], history(*told), CATALOGUE, now).reasons]


def is_open(type: str, *told: Any, now: datetime = LATER) -> bool:
    return step(CATALOGUE[type], history(*told), CATALOGUE, now).open


STAGES: list[tuple[str, tuple[Any, ...]]] = [
    # the stage, and the history that brings a case there
    ("opened", ()),
    ("informed", way("information-given")),
    ("not-now", (*way("information-given"), ("not-now", 1))),
    ("applied", way("application")),
    ("applied", (*way("information-given"), ("not-now", 1), ("application", 2))),
    ("withdrawn", (*way("consent"), ("withdrawal", 6))),
    ("informed", (*way("consent"), ("withdrawal", 6), ("information-given", 7))),
    ("consented", way("consent")),
    ("examined", way("primary-examination")),
    ("examined", (*way("application"), ("primary-examination", 2), ("consent", 5))),
    ("not-suitable", way("primary-examination", but={"primary-examination": {"result": "negative"}})),
    ("reviewed", way("preliminary-review")),
    ("not-supported", way("preliminary-review", but={"preliminary-review": {"result": "not-supported"}})),
    ("referred", way("medical-referral")),
    ("fit", way("medical-conclusion")),
    ("fit", way("medical-conclusion", but={"medical-conclusion": {"outcome": "fit-with-limits"}})),
    ("temporarily-unfit", way("medical-conclusion", but={"medical-conclusion": {"outcome": "temporarily-unfit"}})),
    ("unfit", way("medical-conclusion", but={"medical-conclusion": {"outcome": "unfit"}})),
    ("offered", way("unit-offer")),
    ("accepted-by-unit", way("commander-consent")),
    ("accepted-by-unit", (*way("commander-consent"), ("unit-offer", 16, {"unit": "A9002"}))),
    ("declined-by-unit", way("commander-consent", but={"commander-consent": {"consents": False}})),
    ("not-presented", way("institution-decision", but={"institution-decision": {"decision": "not-present"}})),
    ("to-present", way("institution-decision")),
    ("to-present", (*way("institution-decision"), ("information-given", 16.1))),
    ("in-court", way("motion")),
    ("in-court", way("court-registration")),
    ("in-court", (*way("motion"), ("document", 16.3))),
    ("listed", way("hearing")),
    ("listed", (*way("hearing"), ("postponement", 18))),
    ("granted", GRANTED),
    ("refused", REFUSED),
    ("under-appeal", (*GRANTED, ("appeal", 22))),
    ("granted", (*REFUSED, ("appeal", 22), ("appeal-result", 40))),
    ("refused", (*GRANTED, ("appeal", 22), ("appeal-result", 40, {"outcome": "refused"}))),
    ("in-force", way("entry-into-force")),
    ("handed-over", way("hand-over")),
    ("arrived", way("arrival")),
    ("evaded", (*way("arrival"), ("evasion", 31))),
    ("arrived", (*way("arrival"), ("evasion", 31, {"whose_fault": "centre"}))),
    ("not-taken", (*way("arrival"), ("unfit-at-arrival", 31))),
    ("contracted", way("contract")),
    ("serving", SERVING),
    ("training", (*SERVING, ("training", 33))),
    ("serving", (*SERVING, ("training", 33), ("training", 60, {"state": "finished"}))),
    ("in-hospital", (*SERVING, ("training", 33), ("hospital", 40), ("training", 60, {"state": "finished"}))),
    ("on-leave", (*SERVING, ("leave-request", 40), ("leave-answer", 41))),
    ("serving", (*SERVING, ("leave-request", 40), ("leave-answer", 41, {"answer": "denied", "days": None}))),
    ("in-hospital", (*SERVING, ("wound", 40), ("hospital", 40.1))),
    ("serving", (*SERVING, ("hospital", 40), ("return", 60))),
    ("missing", (*SERVING, ("missing", 40))),
    ("captive", (*SERVING, ("missing", 40), ("captivity", 50))),
    ("breach-in-question", (*SERVING, ("breach-allegation", 40))),
    ("serving", (*SERVING, ("breach-allegation", 40), ("breach-account", 41), ("breach-decision", 42))),
    ("in-hospital", (*SERVING, ("breach-allegation", 40), ("hospital", 41), ("breach-account", 42))),
    ("died", (*SERVING, ("death", 40))),
    ("discharged", (*SERVING, ("unfit-conclusion", 40), ("discharge", 41))),
    ("serving", (*SERVING, ("parole-period-ended", 300))),
    ("parole-ended", (*SERVING, ("discharge", 41), ("parole-period-ended", 300, {"service_goes_on": False}))),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "told"), STAGES)
def test_where_a_case_stands(expected: str, told: tuple[Any, ...]) -> None:
    assert stage(*told) == expected


def test_every_stage_is_reached() -> None:
    assert {expected for expected, _ in STAGES} == set(CATALOGUE.stages)


def test_since_when_is_the_day_of_the_event_not_of_its_recording() -> None:
    assert position(history(*way("application")), CATALOGUE, LATER).since == at(1)
    assert position(history(), CATALOGUE, LATER).since is None


class TestClocks:
    """Statutory and house limits, counted by КПК 115 in Kyiv time."""

    TABLE = [
        # the history, the task, who owes it, when it is due
        (way("application"), "primary-examination", roles.OFFICER, datetime(2026, 1, 24, tzinfo=KYIV)),
        # Day 12 is Saturday 24 January: 24 hours run through the weekend.
        (way("medical-conclusion"), "certificate-copy", roles.VLK, at(13)),
        (way("institution-decision"), "motion", roles.HEAD, at(17)),
        # Registered on Thursday 29 January: the tenth day is Sunday 8 February, so the end of Monday's working day.
        (way("court-registration"), "motion-heard", roles.COURT, datetime(2026, 2, 9, 18, tzinfo=KYIV)),
        (GRANTED, "ruling-sent", roles.COURT, at(22)),
        # Ruled on Monday 2 February: an appeal until the end of Monday 9 February, three days more to confirm.
        (GRANTED, "entry-into-force", roles.COURT, datetime(2026, 2, 13, tzinfo=KYIV)),
        (way("ruling", but={"ruling": {"full_text": False}}), "full-text", roles.COURT, datetime(2026, 2, 10, tzinfo=KYIV)),
        ((*REFUSED, ("appeal", 22), ("appeal-result", 40)), "entry-after-appeal", roles.COURT, at(41)),
        (way("entry-into-force"), "ruling-for-execution", roles.COURT, at(31)),
        (way("entry-into-force"), "arrival", roles.GUARD, at(31)),
        (way("arrival"), "contract", roles.RECRUITER, datetime(2026, 2, 17, tzinfo=KYIV)),
        (way("contract"), "enrolment", roles.COMMANDER, datetime(2026, 2, 17, tzinfo=KYIV)),
        ((*SERVING, ("death", 40)), "kin-death", roles.COMMANDER, at(41)),
        ((*SERVING, ("pregnancy-child-care", 40)), "answer-pregnancy-child-care", roles.COMMANDER, datetime(2026, 3, 4, tzinfo=KYIV)),
        ((*SERVING, ("breach-allegation", 40)), "breach-decision", roles.COMMANDER, datetime(2026, 3, 4, tzinfo=KYIV)),
    ]  # fmt: skip

    @pytest.mark.parametrize(("told", "id", "owner", "due"), TABLE, ids=[row[1] for row in TABLE])
    def test_when_and_by_whom(self, told: tuple[Any, ...], id: str, owner: str, due: datetime) -> None:
        task = tasks(*told)[id]
        assert (task.owner, task.due) == (owner, due)

    def test_hours_are_real_hours_the_night_the_clocks_go_forward(self) -> None:
        decided = datetime(2026, 3, 28, 20, tzinfo=KYIV)
        told = (*way("commander-consent"), ("institution-decision", decided))
        assert tasks(*told)["motion"].due == datetime(2026, 3, 29, 21, tzinfo=KYIV)

    def test_and_the_night_they_go_back(self) -> None:
        decided = datetime(2026, 10, 24, 20, tzinfo=KYIV)
        told = (*way("commander-consent"), ("institution-decision", decided))
        assert tasks(*told)["motion"].due == datetime(2026, 10, 25, 19, tzinfo=KYIV)

    def test_a_limit_that_is_met_is_no_task(self) -> None:
        assert "ruling-sent" in tasks(*GRANTED)
        assert "ruling-sent" not in tasks(*way("ruling-sent"))

    def test_a_ruling_corrected_after_it_was_sent_need_not_be_sent_again(self) -> None:
        told = (*way("ruling-sent"), ("ruling", 21, {"judge": "інший", "_supersedes": 19}))
        assert "ruling-sent" not in tasks(*told)

    def test_a_withdrawal_ends_what_was_owed_before_it(self) -> None:
        assert "primary-examination" in tasks(*way("consent"))
        assert tasks(*way("consent"), ("withdrawal", 6)) == {}

    def test_an_appeal_stops_the_clock_of_entry_into_force(self) -> None:
        assert "entry-into-force" not in tasks(*GRANTED, ("appeal", 22))

    def test_a_case_that_is_over_expects_nothing_but_what_the_end_itself_brings(self) -> None:
        assert set(tasks(*SERVING, ("leave-request", 39), ("death", 40))) == {"kin-death"}
        assert tasks(*SERVING, ("death", 40), ("kin-told", 40.5)) == {}

    def test_the_arrival_is_an_alarm(self) -> None:
        assert tasks(*way("hand-over"))["arrival"].alarm
        assert "arrival" not in tasks(*way("arrival"))

    def test_the_next_limit_is_the_nearest(self) -> None:
        place = position(history(*GRANTED), CATALOGUE, LATER)
        assert place.next_due == min(task.due for task in place.tasks if task.due)
        assert position(history(), CATALOGUE, LATER).next_due is None


class TestExpected:
    """What is owed without a limit: the next step of each party."""

    TABLE = [
        ((), {"information-given"}),
        (way("information-given"), set()),
        (way("application"), {"consent", "primary-examination", "military-registration"}),
        (way("primary-examination"), {"military-registration", "preliminary-review"}),
        (way("preliminary-review"), {"medical-referral", "selection", "physical-level"}),
        ((*way("consent"), ("primary-examination", 6, {"result": "negative"})), set()),
        (way("medical-conclusion", but={"medical-conclusion": {"outcome": "unfit"}}), {"medical-referral"}),
        (way("unit-may-see"), {"unit-offer"}),
        (way("unit-offer"), {"commander-consent"}),
        (way("commander-consent"), {"institution-decision"}),
        (way("institution-decision"), {"motion"}),
        (way("motion"), {"court-registration", "hearing-choice"}),
        (way("court-registration"), {"hearing", "motion-heard", "hearing-choice"}),
        ((*way("court-registration"), ("hearing-choice", 17.05)), {"hearing", "motion-heard"}),
        (REFUSED, {"ruling-sent"}),
        ((*REFUSED, ("ruling-sent", 21.1)), set()),
        (way("ruling-for-execution"), {"release-checklist", "arrival"}),
        (way("release-checklist"), {"hand-over", "arrival"}),
        (SERVING, set()),
    ]  # fmt: skip

    @pytest.mark.parametrize(("told", "owed"), TABLE)
    def test_what_is_owed_next(self, told: tuple[Any, ...], owed: set[str]) -> None:
        assert set(tasks(*told, now=at(45))) == owed

    def test_consent_is_not_asked_for_before_the_time_to_reflect_has_passed(self) -> None:
        assert "consent" not in tasks(*way("application"), now=at(2.9))
        assert "consent" in tasks(*way("application"), now=at(3))


class TestClosed:
    """Every closed step says why."""

    def test_steps_cover_the_whole_catalogue(self) -> None:
        found = steps(history(*SERVING), CATALOGUE, LATER)
        assert [one.type.id for one in found] == list(CATALOGUE.types)
        for one in found:
            assert one.open == (not one.reasons)
            assert all(isinstance(reason, Text) for reason in one.reasons)

    TABLE = [
        ("application", (), "“Information given” is needed first"),
        ("consent", way("information-given"), "“Application” is needed first"),
        ("withdrawal", way("information-given"), "“Application” is needed first"),
        ("withdrawal", way("entry-into-force"), "can no longer be withdrawn"),
        ("withdrawal", (*way("consent"), ("withdrawal", 6)), "“Application” is needed first"),
        ("not-now", way("application"), "it can be withdrawn"),
        ("primary-examination", (*way("consent"), ("withdrawal", 6)), "The application was withdrawn"),
        ("preliminary-review", way("consent"), "A positive primary examination is needed first"),
        ("medical-referral", way("medical-conclusion"), "a conclusion of the board already"),
        ("medical-conclusion", way("preliminary-review"), "“Referral to the medical board” is needed first"),
        ("commander-consent", way("unit-may-see"), "“Unit's offer” is needed first"),
        ("unit-offer", way("physical-level"), "has not agreed yet that a unit may see the case"),
        ("unit-offer", (*way("unit-may-see"), ("withdrawal", 14), ("application", 15)), "has not agreed yet"),
        ("institution-decision", way("unit-offer"), "The commander's written consent is needed"),
        ("institution-decision", (*way("commander-consent"), ("withdrawal", 16)), "was withdrawn"),
        ("institution-decision", GRANTED, "has granted the motion already"),
        ("institution-decision", REFUSED, "only three months after the ruling"),
        ("motion", way("commander-consent"), "“Institution's decision” is needed first"),
        ("court-registration", way("institution-decision"), "“Motion” is needed first"),
        ("hearing", GRANTED, "has ruled already"),
        ("ruling", way("motion"), "“Registration in court” is needed first"),
        ("ruling", GRANTED, "is there already"),
        ("entry-into-force", REFUSED, "no ruling that grants release"),
        ("entry-into-force", (*GRANTED, ("appeal", 22)), "has not been decided"),
        ("entry-into-force", (*GRANTED, ("appeal", 22), ("appeal-result", 40, {"outcome": "refused"})), "has refused release"),
        ("hand-over", way("ruling-for-execution"), "“Release check-list” is needed first"),
        ("arrival", way("release-checklist"), "“Hand-over to the National Guard” is needed first"),
        ("enrolment", way("arrival"), "“Contract” is needed first"),
        ("transfer", (*SERVING, ("transfer", 50)), "Arrival after the last transfer is not confirmed"),
        ("leave-request", (*SERVING, ("discharge", 50)), "has been discharged"),
        ("breach-allegation", (*SERVING, ("hospital", 50)), "in hospital"),
        ("breach-allegation", (*SERVING, ("captivity", 50)), "in captivity"),
        ("breach-allegation", (*SERVING, ("transfer", 50)), "being transferred"),
        ("breach-decision", (*SERVING, ("breach-allegation", 50)), "“The person's account” is needed first"),
        ("breach-decision", (*SERVING, ("breach-allegation", 50), ("breach-account", 51), ("hospital", 49)), "in hospital"),
    ]  # fmt: skip

    @pytest.mark.parametrize(("type", "told", "reason"), TABLE)
    def test_why_a_step_is_closed(self, type: str, told: tuple[Any, ...], reason: str) -> None:
        found = closed(type, *told, now=at(60))
        assert any(reason in said.replace("’", "'") for said in found), found

    def test_and_when_it_opens(self) -> None:
        waiting = step(CATALOGUE["consent"], history(*way("application")), CATALOGUE, at(2))
        assert (waiting.open, waiting.opens_at) == (False, at(3))
        assert step(CATALOGUE["consent"], history(*way("application")), CATALOGUE, at(3)).opens_at is None

    @pytest.mark.parametrize(
        "told",
        [
            (*SERVING, ("hospital", 50), ("return", 60)),
            (*SERVING, ("captivity", 50), ("return", 60)),
            (*SERVING, ("transfer", 50), ("transfer-arrival", 52)),
        ],
    )
    def test_a_bar_is_lifted_by_what_ends_it(self, told: tuple[Any, ...]) -> None:
        assert is_open("breach-allegation", *told)

    def test_one_commander_who_declined_does_not_undo_the_consent_of_another(self) -> None:
        two = (*way("commander-consent"), ("unit-offer", 16, {"unit": "A9002"}))
        declined = (*two, ("commander-consent", 17, {"unit": "A9002", "consents": False}))
        assert is_open("institution-decision", *declined)
        taken_back = (*way("commander-consent"), ("commander-consent", 17, {"consents": False}))
        assert not is_open("institution-decision", *taken_back)


class TestAgain:
    """What can be recorded a second time, and after what."""

    TABLE = [
        # after this history a new application is possible, or not
        (way("application"), False),
        (way("primary-examination"), False),
        (way("motion"), False),
        (GRANTED, False),
        ((*way("consent"), ("withdrawal", 6)), True),
        (way("primary-examination", but={"primary-examination": {"result": "negative"}}), True),
        (way("preliminary-review", but={"preliminary-review": {"result": "not-supported"}}), True),
        (way("medical-conclusion", but={"medical-conclusion": {"outcome": "unfit"}}), True),
        (way("commander-consent", but={"commander-consent": {"consents": False}}), True),
        (way("institution-decision", but={"institution-decision": {"decision": "not-present"}}), True),
        (REFUSED, True),
        ((*GRANTED, ("appeal", 22), ("appeal-result", 40, {"outcome": "refused"})), True),
    ]  # fmt: skip

    @pytest.mark.parametrize(("told", "possible"), TABLE)
    def test_applying_again(self, told: tuple[Any, ...], possible: bool) -> None:
        assert is_open("application", *told) == possible
        assert is_made(CATALOGUE["application"], history(*told)) == (not possible)

    def test_a_repeat_motion_goes_the_whole_way_again_after_three_months(self) -> None:
        # Refused on 2 February: three months end on Saturday 2 May, so with Monday 4 May.
        early, day = datetime(2026, 5, 4, 23, 59, tzinfo=KYIV), datetime(2026, 5, 5, tzinfo=KYIV)
        assert closed("institution-decision", *REFUSED, now=early)
        assert is_open("institution-decision", *REFUSED, now=day)
        decided = (*REFUSED, ("institution-decision", day))
        assert is_open("motion", *decided, now=day)
        second = (*decided, ("motion", day), ("court-registration", day), ("hearing", day))
        assert is_open("ruling", *second, now=day)
        assert stage(*second, ("ruling", day)) == "granted"
        assert is_open("entry-into-force", *second, ("ruling", day), now=day + timedelta(days=9))

    def test_a_grant_reversed_on_appeal_starts_the_three_months_from_the_appeal(self) -> None:
        reversed_ = (*GRANTED, ("appeal", 22), ("appeal-result", 40, {"outcome": "refused"}))
        # Decided on Saturday 21 February: three months end on Thursday 21 May.
        assert not is_open("institution-decision", *reversed_, now=datetime(2026, 5, 21, 12, tzinfo=KYIV))
        assert is_open("institution-decision", *reversed_, now=datetime(2026, 5, 22, tzinfo=KYIV))

    def test_a_refusal_upheld_counts_from_the_ruling(self) -> None:
        upheld = (*REFUSED, ("appeal", 22), ("appeal-result", 40, {"outcome": "refused"}))
        assert is_open("institution-decision", *upheld, now=datetime(2026, 5, 5, tzinfo=KYIV))


class TestTaskState:
    """Overdue, today, later, or without a limit."""

    @pytest.mark.parametrize(
        ("due", "state"),
        [
            (None, "open"),
            (datetime(2026, 3, 16, 9, tzinfo=KYIV), "overdue"),
            (datetime(2026, 3, 16, 10, tzinfo=KYIV), "overdue"),
            (datetime(2026, 3, 16, 18, tzinfo=KYIV), "today"),
            (datetime(2026, 3, 17, 0, tzinfo=KYIV), "today"),  # 24:00 of the 16th
            (datetime(2026, 3, 17, 0, 1, tzinfo=KYIV), "later"),
            (datetime(2026, 3, 16, 22, 30, tzinfo=UTC), "later"),  # half past midnight in Kyiv
        ],
    )
    def test_state(self, due: datetime | None, state: str) -> None:
        task = Task("t", (), roles.OFFICER, Text("а", "a"), START, due, "КПК 115", statutory=True)
        assert task.state(datetime(2026, 3, 16, 10, tzinfo=KYIV)) == state


def test_moments_are_compared_as_moments_the_night_an_hour_comes_twice() -> None:
    first = datetime(2026, 10, 25, 3, 30, tzinfo=KYIV)
    again = datetime(2026, 10, 25, 3, 10, tzinfo=KYIV, fold=1)
    assert before(first, again)
    assert not before(again, first)
    assert before(first, again, by=timedelta(minutes=39))
    assert not before(first, again, by=timedelta(minutes=40))


class TestHistory:
    """Records, corrections, and what is left standing."""

    def test_a_corrected_record_does_not_stand(self) -> None:
        told = history(*way("preliminary-review", but={"preliminary-review": {"result": "not-supported"}}),
                       ("preliminary-review", 8, {"_supersedes": 6}))  # fmt: skip
        last = told.last("preliminary-review")
        assert last is not None
        assert last.number == 7
        assert [entry.number for entry in told.all("preliminary-review")] == [7]
        assert position(told, CATALOGUE, LATER).stage.id == "reviewed"

    def test_a_correction_of_a_correction_takes_the_first_place(self) -> None:
        told = history(*way("consent"), ("withdrawal", 6),
                       ("application", 1, {"_supersedes": 2}), ("application", 1, {"_supersedes": 5}))  # fmt: skip
        assert [entry.number for entry in told.standing] == [1, 6, 3, 4]
        assert stage(*way("consent"), ("withdrawal", 6), ("application", 1, {"_supersedes": 2})) == "withdrawn"

    def test_without_a_record_and_all_it_corrects(self) -> None:
        told = history(*way("consent"), ("application", 1, {"_supersedes": 2}))
        left = told.without(told.entries[-1])
        assert [entry.number for entry in left.entries] == [1, 3]
        assert is_made(CATALOGUE["application"], told)
        assert not is_made(CATALOGUE["application"], left)

    def test_an_empty_history(self) -> None:
        assert History().last("application") is None
        assert History().standing == ()
