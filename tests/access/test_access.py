"""Who may see whom, and the log of looks."""

import pytest
from django.db import IntegrityError, transaction

from poruka.access import demo, looks
from poruka.access.actors import Actor
from poruka.access.models import Appointment, Look
from poruka.access.roles import (
    ADMINISTRATOR,
    ANALYST,
    COURT,
    MONITOR,
    OFFICER,
    PERSON,
    PURPOSES,
    RECRUITER,
    ROLES,
    VLK,
)
from poruka.access.visibility import institution_limit, sees_institution, sees_looks_of

ANALYST_ = Actor("analyst", ANALYST)
MONITOR_ = Actor("monitor", MONITOR)
FIRST = Actor("officer-UVP-1", OFFICER, "UVP-1")


def test_every_role_has_words_and_at_least_one_purpose_from_the_list() -> None:
    for id, role in ROLES.items():
        assert role.id == id
        assert role.purposes
        assert set(role.purposes) <= set(PURPOSES)
    assert {purpose for role in ROLES.values() for purpose in role.purposes} == set(PURPOSES)


@pytest.mark.parametrize(
    ("actor", "limit", "own", "other", "none"),
    [
        (ANALYST_, None, True, True, True),
        (MONITOR_, None, True, True, True),
        (FIRST, "UVP-1", True, False, False),
        (Actor("lost", OFFICER, None), "", False, False, False),
        (Actor("stranger", "no-such-role"), "", False, False, False),
    ],
)
def test_an_officer_is_limited_to_one_institution(
    actor: Actor, limit: str | None, own: bool, other: bool, none: bool
) -> None:
    assert institution_limit(actor) == limit
    assert [sees_institution(actor, id) for id in ("UVP-1", "UVP-2", None)] == [own, other, none]


def test_an_institution_is_not_shown_its_monitor() -> None:
    """R30: the log is not shown to the monitored body."""
    assert not sees_looks_of(FIRST, MONITOR)
    assert sees_looks_of(FIRST, ANALYST)
    assert sees_looks_of(FIRST, OFFICER)
    assert sees_looks_of(ANALYST_, MONITOR)
    assert sees_looks_of(MONITOR_, MONITOR)


@pytest.mark.django_db
class TestLooks:
    """The log of reads."""

    def test_a_look_says_who_when_whom_and_why(self) -> None:
        looks.record(FIRST, "petition", "person", person_id="P-1")
        look = Look.objects.get()
        assert (look.actor_name, look.role, look.institution_id) == ("officer-UVP-1", OFFICER, "UVP-1")
        assert (look.person_id, look.purpose, look.page) == ("P-1", "petition", "person")
        assert look.at is not None
        assert "P-1" in str(look)

    @pytest.mark.parametrize("purpose", ["", "curiosity"])
    def test_nobody_looks_without_a_purpose_from_the_list(self, purpose: str) -> None:
        with pytest.raises(looks.NoPurpose):
            looks.record(FIRST, purpose, "person", person_id="P-1")
        assert not Look.objects.exists()

    def test_the_database_itself_refuses_a_look_without_a_purpose(self) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Look.objects.create(actor_name="x", role=ANALYST, purpose="", page="person")

    def test_the_newest_look_comes_first_and_the_rest_are_counted(self) -> None:
        for name in ("a", "b", "c"):
            looks.record(Actor(name, ANALYST), "answer-check", "person", person_id="P-1")
        looks.record(ANALYST_, "answer-check", "person", person_id="P-2")
        seen = looks.seen_by(ANALYST_, "P-1", limit=2)
        assert [look.actor_name for look in seen.latest] == ["c", "b"]
        assert seen.total == 3

    def test_an_officer_does_not_see_the_monitor_in_it(self) -> None:
        looks.record(MONITOR_, "oversight", "person", person_id="P-1")
        looks.record(FIRST, "petition", "person", person_id="P-1")
        assert looks.seen_by(FIRST, "P-1").total == 1
        assert looks.seen_by(MONITOR_, "P-1").total == 2

    def test_a_long_detail_is_cut_not_refused(self) -> None:
        looks.record(ANALYST_, "answer-check", "people", detail="x" * 5_000)
        assert len(Look.objects.get().detail) == looks.DETAIL_LENGTH


@pytest.mark.django_db
class TestDemoAccounts:
    """The demo's own accounts."""

    def test_an_analyst_a_monitor_and_an_officer_for_each_institution(self) -> None:
        made = demo.create_accounts(["UVP-1", "UVP-2"])
        logins = [account.login for account in made]
        assert logins[:3] == ["analyst", "monitor", "administrator"]
        assert logins[3:] == ["officer-UVP-1", "officer-UVP-2", "head-UVP-1", "head-UVP-2"]
        assert Appointment.objects.get(user__username="officer-UVP-2").institution_id == "UVP-2"
        assert str(Appointment.objects.get(user__username="monitor")) == "monitor / monitor"

    def test_making_them_again_adds_only_the_new(self) -> None:
        demo.create_accounts(["UVP-1"])
        demo.create_accounts(["UVP-1", "UVP-2"])
        assert Appointment.objects.count() == 7

    def test_everybody_who_works_in_an_office_and_the_persons_themselves(self) -> None:
        offices = [("TCC-UA-53", "recruitment_centre"), ("A9001", "unit"), ("CRT-UA-53", "court")]
        demo.create_accounts([], offices, ["P-1"])
        held = {a.user.username: (a.role, a.office, a.person_id) for a in Appointment.objects.select_related("user")}
        assert held["recruiter-UA-53"] == (RECRUITER, "TCC-UA-53", "")
        assert {"unit-A9001", "commander-A9001", "court-UA-53", "prosecutor-UA-53"} <= set(held)
        assert held["person-P-1"] == (PERSON, "", "P-1")

    @pytest.mark.parametrize(
        "wrong",
        [
            {"role": ANALYST, "institution_id": "UVP-1"},
            {"role": VLK, "institution_id": "UVP-1", "office": "VLK-1"},
            {"role": COURT},
            {"role": PERSON, "office": "P-1"},
            {"role": ADMINISTRATOR, "person_id": "P-1"},
        ],
    )
    def test_nobody_deals_with_affairs_that_are_not_of_their_role(self, wrong: dict[str, str]) -> None:
        demo.create_accounts([])
        with pytest.raises(IntegrityError), transaction.atomic():
            Appointment.objects.filter(user__username="monitor").update(**wrong)

    def test_production_refuses_them(self, settings: pytest.FixtureRequest) -> None:
        settings.MODE = "production"  # type: ignore[attr-defined]
        with pytest.raises(RuntimeError):
            demo.create_accounts([])
        assert not Appointment.objects.exists()

    def test_an_officer_belongs_to_an_institution(self) -> None:
        demo.create_accounts(["UVP-1"])
        with pytest.raises(IntegrityError), transaction.atomic():
            Appointment.objects.filter(role=OFFICER).update(institution_id="")
