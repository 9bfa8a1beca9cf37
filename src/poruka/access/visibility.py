"""Whose records an actor may see. Every page and list asks here, and nowhere else."""

from poruka.access.actors import Actor
from poruka.access.roles import MONITOR


def institution_limit(actor: Actor) -> str | None:
    """The one institution an actor is limited to; None where the whole country is visible."""
    return None if actor.sees_all else actor.institution_id or ""


def sees_institution(actor: Actor, institution_id: str | None) -> bool:
    """Whether the actor may see the people of an institution (None: a person whose institution is not known)."""
    limit = institution_limit(actor)
    return limit is None or limit == institution_id


def sees_looks_of(actor: Actor, role: str) -> bool:
    """Whether the actor may see that somebody of a role has looked: an institution is not shown its monitor (R30)."""
    return role != MONITOR or actor.sees_all
