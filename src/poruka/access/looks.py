"""The log of reads: every view of a person and of a list of people leaves a row in the same request."""

from dataclasses import dataclass

from poruka.access.actors import Actor
from poruka.access.models import Look
from poruka.access.roles import MONITOR, PURPOSES
from poruka.access.visibility import sees_looks_of

DETAIL_LENGTH = 500


class NoPurpose(ValueError):
    """A record was asked for without a purpose from the list."""


@dataclass(frozen=True, slots=True)
class LooksSeen:
    """The latest looks at a person that an actor may see, and how many there are in all."""

    latest: tuple[Look, ...]
    total: int


def record(actor: Actor, purpose: str, page: str, *, person_id: str = "", detail: str = "") -> None:
    """Write down that the actor has looked. Raises ``NoPurpose`` when the purpose is not one of the list."""
    if purpose not in PURPOSES:
        raise NoPurpose(purpose)
    Look.objects.create(
        actor_name=actor.name,
        role=actor.role,
        institution_id=actor.institution_id or "",
        purpose=purpose,
        person_id=person_id,
        page=page,
        detail=detail[:DETAIL_LENGTH],
    )


def seen_by(actor: Actor, person_id: str, limit: int = 10, *, besides: str = "") -> LooksSeen:
    """Who has looked at a person, newest first, as far as the actor may know; ``besides`` leaves one role out."""
    looks = Look.objects.filter(person_id=person_id).order_by("-id")
    if besides:
        looks = looks.exclude(role=besides)
    if not sees_looks_of(actor, MONITOR):
        looks = looks.exclude(role=MONITOR)
    return LooksSeen(tuple(looks[:limit]), looks.count())
