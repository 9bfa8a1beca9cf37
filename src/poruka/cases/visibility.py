"""What an actor is shown of a case they may see: which records, and which of their fields."""

from collections.abc import Mapping
from typing import Any

from poruka.access import roles
from poruka.access.actors import Actor
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import RecordType
from poruka.cases.history import History

PERSONS_SIDE = frozenset({roles.PERSON, roles.LAWYER})
NOT_TOLD_OFFENCES = frozenset({roles.UNIT, roles.COMMANDER, roles.GUARD, roles.VLK})
"""Units, escorts and the board are not shown what a person was convicted of (R38)."""
SEEING: Mapping[str, frozenset[str] | None] = {
    "case": None,
    "person": PERSONS_SIDE | {roles.MONITOR},
    "answer": frozenset(roles.ROLES) - NOT_TOLD_OFFENCES,
}
"""Roles that see records of each kind; None: everybody who sees the case."""

UNITS_SEE = frozenset(
    {
        *("unit-may-see", "preliminary-review", "unit-offer", "commander-consent", "medical-conclusion", "selection"),
        *("physical-level", "contract", "hand-over", "arrival"),
    }
)
SERVICE_SEEN_BY = PERSONS_SIDE | {roles.UNIT, roles.COMMANDER, roles.RECRUITER, roles.MONITOR}
"""What happens in service is told to those it is the business of: not to the prison, the board or the court (R44)."""
BOARD_SEES = frozenset(
    {"primary-examination", "preliminary-review", "medical-referral", "medical-conclusion", "certificate-received"}
)
"""The board examines: who is referred, what was found before, what it concluded itself (R44)."""
GUARD_SEES = frozenset({"entry-into-force", "ruling-for-execution", "release-checklist", "hand-over", "arrival"})
"""An escort sees whom to take where, and nothing of why (R38, R44)."""


def sees_record(actor: Actor, kind: RecordType, *, made_by: str = "") -> bool:
    """Whether records of a type are shown to the actor; what one has made oneself one always sees."""
    if made_by and made_by == actor.name:
        return True
    if not _told_to(actor.role, kind):
        return False
    if kind.phase in {"service", "end"} and actor.role not in SERVICE_SEEN_BY:
        return False
    if actor.role in {roles.UNIT, roles.COMMANDER}:
        return kind.id in UNITS_SEE or kind.phase in {"service", "end"}
    if actor.role == roles.VLK:
        return kind.id in BOARD_SEES
    if actor.role == roles.GUARD:
        return kind.id in GUARD_SEES
    return True


def history_seen(actor: Actor, history: History) -> History:
    """The records that count for what the actor is told of where the case stands.

    A record that is kept from a role leaves no trace in what that role is shown: not a stage, not a date, not a task.
    """
    return History(
        tuple(e for e in history.entries if _told_to(actor.role, CATALOGUE[e.type]) or e.made_by == actor.name)
    )


def common_history(history: History) -> History:
    """The records that count for lists: those kept from whoever decides about the person leave no trace there."""
    common = tuple(e for e in history.entries if CATALOGUE[e.type].sees != "person")
    return history if len(common) == len(history.entries) else History(common)


def _told_to(role: str, kind: RecordType) -> bool:
    allowed = SEEING[kind.sees]
    return allowed is None or role in allowed


def sees_sealed(actor: Actor) -> bool:
    """The medical part is seen by the medical board and the person, and nobody else (R24)."""
    return actor.role in {roles.VLK, roles.PERSON}


def sees_offences(actor: Actor) -> bool:
    """Whether the actor may know what a person was convicted of (R38)."""
    return actor.role not in NOT_TOLD_OFFENCES


def sees_promises(actor: Actor) -> bool:
    """Whether what a unit told is set beside what came: for the person, their lawyer and the monitor (R10)."""
    return actor.role in PERSONS_SIDE | {roles.MONITOR}


def fields_seen(actor: Actor, kind: RecordType, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The open fields of a record, in the order of the catalogue; sealed ones are not among them."""
    return {f.name: fields[f.name] for f in kind.fields if not f.sealed and f.name in fields}
