"""What a person's page in the register says of their case: where it stands, who has it, which limit ends next."""

from dataclasses import dataclass
from datetime import datetime

from poruka.access.actors import Actor
from poruka.access.roles import ROLES
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.shown import cases_seen
from poruka.law.text import Text
from poruka.web.casework import seen, telling


@dataclass(frozen=True, slots=True)
class Box:
    """The newest case of a person as a reader may know it."""

    case: str
    stage: Text
    since: datetime | None
    owner: Text | None
    due: datetime | None


def box_of(actor: Actor, person_id: str) -> Box | None:
    """The newest case of a person that the reader may see."""
    found = seen.with_due(actor, cases_seen(actor).filter(person_id=person_id)).order_by("-case__ordinal").first()
    if found is None:
        return None
    stage = CATALOGUE.stages[found.stage]
    in_full = telling.told_in_full(actor, stage)
    return Box(
        found.case_id,
        telling.stage_words(actor, stage),
        found.since if in_full else None,
        ROLES[stage.owner].title if in_full and not stage.final else None,
        found.due if in_full else None,  # type: ignore[attr-defined]
    )
