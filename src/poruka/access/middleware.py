"""Every request knows who asks and for what: ``request.actor`` (None before sign-in) and ``request.purpose``."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from poruka.access.actors import Actor
from poruka.access.models import Appointment
from poruka.access.roles import ROLES

PURPOSE_KEY = "purpose"


def actor_of(request: HttpRequest) -> Actor | None:
    """The signed-in user in their role; None for a stranger and for a user without an appointment."""
    if not request.user.is_authenticated:
        return None
    appointment = Appointment.objects.filter(user_id=request.user.pk).first()
    if appointment is None:
        return None
    return Actor(
        name=request.user.get_username(),
        role=appointment.role,
        institution_id=appointment.institution_id or None,
        office=appointment.office,
        person_id=appointment.person_id,
    )


def purpose_of(request: HttpRequest, actor: Actor | None) -> str:
    """The purpose chosen for this session, or the usual one of the role; empty before sign-in."""
    if actor is None:
        return ""
    allowed = ROLES[actor.role].purposes
    chosen = request.session.get(PURPOSE_KEY, "")
    return chosen if chosen in allowed else allowed[0]


class ActorMiddleware:
    """Works the actor out once a request, before any page runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        request.actor = actor  # type: ignore[attr-defined]
        request.purpose = purpose_of(request, actor)  # type: ignore[attr-defined]
        return self.get_response(request)
