"""What an actor is shown of a case they may see: which records, and which of their fields."""

from collections.abc import Mapping
from typing import Any

from poruka.access import roles
from poruka.access.actors import Actor
from poruka.cases.catalogue.kinds import RecordType

PERSONS_SIDE = frozenset({roles.PERSON, roles.LAWYER})
SEEING: Mapping[str, frozenset[str] | None] = {
    "case": None,
    "person": PERSONS_SIDE | {roles.MONITOR},
    "medical": frozenset({roles.VLK, roles.PERSON}),
    "oversight": PERSONS_SIDE | {roles.MONITOR},
}
"""Roles that see records of each kind; None: everybody who sees the case."""

UNITS_SEE = frozenset(
    {
        *("unit-may-see", "preliminary-review", "unit-offer", "commander-consent", "medical-conclusion", "selection"),
        *("physical-level", "contract", "hand-over", "arrival"),
    }
)
GUARD_SEES = frozenset({"entry-into-force", "ruling-for-execution", "release-checklist", "hand-over", "arrival"})
"""An escort sees whom to take where, and nothing of why (R38, R44)."""


def sees_record(actor: Actor, kind: RecordType, *, made_by: str = "") -> bool:
    """Whether records of a type are shown to the actor; what one has made oneself one always sees."""
    if made_by and made_by == actor.name:
        return True
    allowed = SEEING[kind.sees]
    if allowed is not None and actor.role not in allowed:
        return False
    if actor.role in {roles.UNIT, roles.COMMANDER}:
        return kind.id in UNITS_SEE or kind.phase in {"service", "end"}
    if actor.role == roles.GUARD:
        return kind.id in GUARD_SEES
    return True


def sees_sealed(actor: Actor) -> bool:
    """The medical part is seen by the medical board and the person, and nobody else (R24)."""
    return actor.role in {roles.VLK, roles.PERSON}


def sees_offences(actor: Actor) -> bool:
    """Units and escorts are not shown what a person was convicted of (R38)."""
    return actor.role not in {roles.UNIT, roles.COMMANDER, roles.GUARD, roles.VLK}


def fields_seen(actor: Actor, kind: RecordType, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The open fields of a record, in the order of the catalogue; sealed ones are not among them."""
    return {f.name: fields[f.name] for f in kind.fields if not f.sealed and f.name in fields}
