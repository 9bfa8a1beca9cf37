"""The actor's own office, as the catalogue's fields name offices. Pure."""

from poruka.access.actors import Actor
from poruka.cases.permissions import OFFICE_OF


def own_office(actor: Actor) -> tuple[str, str] | None:
    """(kind, office) of the office the actor works for; None for the person, the monitor and other countrywide roles."""
    kind = OFFICE_OF.get(actor.role)
    office = actor.institution_id if kind == "institution" else actor.office
    return (kind, office) if kind and office else None
