"""Who may open a case page; what a page leaves behind: a look with its purpose; what a lost sign-in keeps."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from poruka.access import looks, roles
from poruka.access.actors import Actor
from poruka.access.roles import ROLES
from poruka.cases.chain.case_ids import LENGTH, typed
from poruka.cases.refusals import Refused
from poruka.cases.shown import CaseShown, case_shown
from poruka.law.calendar import KYIV
from poruka.web.casework import kept

View = Callable[..., HttpResponse]


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; a page behind ``case_reader`` always has somebody."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def case_reader(view: View) -> View:
    """Ask a stranger to sign in, keeping what they sent; show nothing to a role that reads no case."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor: Actor | None = request.actor  # type: ignore[attr-defined]
        if actor is None:
            if request.method == "POST":
                kept.keep(request)
            query = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('sign-in')}?{query}")
        if not ROLES[actor.role].reads_cases:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def office_reader(view: View) -> View:
    """A page of lists for those who work; the person the case is about is sent to their own page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if actor_of(request).role == roles.PERSON:
            return HttpResponseRedirect(reverse("my-case"))
        return view(request, *args, **kwargs)

    return case_reader(guarded)


def now_in_kyiv() -> datetime:
    """The reading of the clock."""
    return timezone.now().astimezone(KYIV)


def case_or_404(request: HttpRequest, number: str, now: datetime) -> CaseShown:
    """The case as the reader sees it. A case that is not theirs does not exist for them: guessing numbers tells nothing."""
    case = typed(number)
    if len(case) != LENGTH:
        raise Http404
    try:
        return case_shown(actor_of(request), case, now=now)
    except Refused as refused:
        raise Http404 from refused


def look(request: HttpRequest, page: str, *, person_id: str = "", detail: str = "") -> None:
    """Write down who looked at whom, and why."""
    looks.record(actor_of(request), request.purpose, page, person_id=person_id, detail=detail)  # type: ignore[attr-defined]
