"""Who may: whether an actor's role and office let them see a case or make a record in it.

Tiny functions in pairs: ``check_x`` raises with a sentence, ``may_x`` answers yes or no. Whether the moment is right is
the business of ``policies``; what is shown of a case, of ``visibility``.
"""

from dataclasses import dataclass, field

from poruka.access import roles
from poruka.access.actors import Actor
from poruka.cases.catalogue.kinds import OfficeKind, RecordType
from poruka.cases.refusals import Refused
from poruka.law.text import Text

OFFICE_OF: dict[str, OfficeKind] = {
    roles.OFFICER: "institution",
    roles.HEAD: "institution",
    roles.RECRUITER: "recruitment_centre",
    roles.VLK: "medical_board",
    roles.UNIT: "unit",
    roles.COMMANDER: "unit",
    roles.COURT: "court",
    roles.PROSECUTOR: "court",
    roles.GUARD: "guard",
    roles.LAWYER: "lawyer",
}
"""The kind of office a role works in: an actor sees the cases that involve their own office."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Whose case it is and which offices it involves: (kind, office) pairs read off its records."""

    person_id: str
    offices: frozenset[tuple[OfficeKind, str]] = field(default_factory=frozenset)


def check_sees_case(actor: Actor, parties: Parties) -> None:
    """The person, the monitor, and those whose office the case involves; nobody else, the administrator least."""
    if not may_see_case(actor, parties):
        raise Refused(Text("Такої справи для вас немає.", "There is no such case for you."))


def may_see_case(actor: Actor, parties: Parties) -> bool:
    """Whether the actor sees the case at all."""
    if actor.role == roles.MONITOR:
        return True
    if actor.role == roles.PERSON:
        return bool(actor.person_id) and actor.person_id == parties.person_id
    kind = OFFICE_OF.get(actor.role)
    office = actor.institution_id if kind == "institution" else actor.office
    return kind is not None and bool(office) and (kind, office) in parties.offices


def check_may_make(actor: Actor, kind: RecordType, parties: Parties) -> None:
    """The performer of a record type is read off the catalogue."""
    check_sees_case(actor, parties)
    if actor.role not in kind.made_by:
        who = [roles.ROLES[role].title for role in kind.made_by if role in roles.ROLES]
        raise Refused(
            Text(
                f"Запис «{kind.title.uk}» робить {', '.join(t.uk.lower() for t in who)}.",
                f"The record “{kind.title.en}” is made by: {', '.join(t.en.lower() for t in who)}.",
            )
        )


def may_make(actor: Actor, kind: RecordType, parties: Parties) -> bool:
    """Whether the actor's role and office let them make records of a type in the case."""
    return actor.role in kind.made_by and may_see_case(actor, parties)


def may_be_told_of_alarms(actor: Actor) -> bool:
    """The ministry and the monitor are told of alarm limits that were missed; the ministry without the case (R32)."""
    return actor.role in {roles.ANALYST, roles.MONITOR}
