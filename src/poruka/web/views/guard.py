"""Who may open a page: every page about people asks for a signed-in actor, and one whose role reads the register."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from poruka.access.roles import ROLES

View = Callable[..., HttpResponseBase]


def storable(text: str) -> bool:
    """Whether a text from outside can stand in a database at all; one with a null character is nobody's name or number."""
    return "\x00" not in text


def signed_in(view: View) -> View:
    """Send a stranger to sign-in, and back to the page afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.actor is None:  # type: ignore[attr-defined]
            query = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('sign-in')}?{query}")
        return view(request, *args, **kwargs)

    return guarded


def register_reader(view: View) -> View:
    """A page of the register. For a role that does not read the register there is no such page, rather than an empty one."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not ROLES[request.actor.role].reads_register:  # type: ignore[attr-defined]
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(guarded)
