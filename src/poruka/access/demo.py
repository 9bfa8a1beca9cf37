"""Accounts for the demo country and for tests. They exist in those modes only, and say so wherever they appear."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction

from poruka.access import roles
from poruka.access.models import Appointment

PASSWORD = "poruka-demo"  # noqa: S105 - printed by the demo, refused in production
MODES = ("demo", "test")
PREFIXES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "recruitment_centre": (("recruiter", roles.RECRUITER),),
    "medical_board": (("board", roles.VLK),),
    "unit": (("unit", roles.UNIT), ("commander", roles.COMMANDER)),
    "court": (("court", roles.COURT), ("prosecutor", roles.PROSECUTOR)),
    "guard": (("guard", roles.GUARD),),
    "lawyer": (("lawyer", roles.LAWYER),),
}
"""Who works in an office of each kind, and how their login begins."""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A login that the demo prints, the role behind it, and the institution, office or person it is for."""

    login: str
    role: str
    institution_id: str = ""
    office: str = ""
    person_id: str = ""


def allowed() -> bool:
    """Whether this installation may have demo accounts at all."""
    return settings.MODE in MODES


def accounts(
    institution_ids: Iterable[str], offices: Iterable[tuple[str, str]] = (), person_ids: Iterable[str] = ()
) -> tuple[DemoAccount, ...]:
    """An analyst, a monitor and an administrator; an officer and a head for each institution; for each office, given as
    (number, kind), those who work there; the persons themselves.
    """
    institutions = tuple(institution_ids)
    return (
        DemoAccount("analyst", roles.ANALYST),
        DemoAccount("monitor", roles.MONITOR),
        DemoAccount("administrator", roles.ADMINISTRATOR),
        *(DemoAccount(f"officer-{id}", roles.OFFICER, id) for id in institutions),
        *(DemoAccount(f"head-{id}", roles.HEAD, id) for id in institutions),
        *(
            DemoAccount(f"{prefix}-{_place(id)}", role, office=id)
            for id, kind in offices
            for prefix, role in PREFIXES.get(kind, ())
        ),
        *(DemoAccount(f"person-{id}", roles.PERSON, person_id=id) for id in person_ids),
    )


def _place(office: str) -> str:
    """What tells an office from others of its kind: the oblast of ``TCC-UA-53``, the number of a unit."""
    return office.partition("-")[2] or office


@transaction.atomic
def create_accounts(
    institution_ids: Iterable[str], offices: Iterable[tuple[str, str]] = (), person_ids: Iterable[str] = ()
) -> tuple[DemoAccount, ...]:
    """Make the accounts that are not there yet; all share one password. Raises RuntimeError outside demo and test."""
    if not allowed():
        raise RuntimeError("demo accounts are refused in this mode")
    wanted = tuple(dict.fromkeys(accounts(institution_ids, offices, person_ids)))
    users = get_user_model().objects
    present = set(users.filter(username__in=[a.login for a in wanted]).values_list("username", flat=True))
    new = [account for account in wanted if account.login not in present]
    password = make_password(PASSWORD)
    made = users.bulk_create([users.model(username=account.login, password=password) for account in new])
    Appointment.objects.bulk_create(
        Appointment(
            user=user,
            role=account.role,
            institution_id=account.institution_id,
            office=account.office,
            person_id=account.person_id,
        )
        for user, account in zip(made, new, strict=True)
    )
    return wanted
