"""Opening a case from the person's page in the register: the record that the person was informed."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from poruka.access.actors import Actor
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.chain.errors import AlreadyOpen, ChainError
from poruka.cases.refusals import Refused
from poruka.cases.shown import cases_seen
from poruka.cases.usecases import open_case
from poruka.law.text import Text
from poruka.register.models import Person
from poruka.web.casework import form, kept
from poruka.web.casework.guard import actor_of, case_reader, look, now_in_kyiv
from poruka.web.pages import Crumb, render_page

FIRST = CATALOGUE["information-given"]


def may_open(actor: Actor) -> bool:
    """Whether the reader's role opens cases from the register."""
    return actor.role in FIRST.made_by


def case_of(actor: Actor, person_id: str) -> str | None:
    """The newest case of a person that the reader may see."""
    found = cases_seen(actor).filter(person_id=person_id).order_by("-case__ordinal").values_list("case_id", flat=True)
    return found.first()


@case_reader
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, person_id: str) -> HttpResponse:
    """The first form of a case."""
    actor, now = actor_of(request), now_in_kyiv()
    if "\x00" in person_id or not may_open(actor):
        raise Http404
    person = Person.objects.seen_by(actor).filter(pk=person_id).first()
    if person is None:
        raise Http404
    there = case_of(actor, person_id)
    if there:
        return HttpResponseRedirect(reverse("case", args=[there]))
    look(request, "open-case", person_id=person_id)
    blank = form.empty(FIRST, {}, seen="", now=now)
    if request.method == "POST":
        return _sent(request, actor, person, form.checked(form.typed(blank, request.POST)), now)
    back = kept.back(request)
    return _page(request, person, form.typed(blank, back) if back is not None else blank, back=back is not None)


def _sent(request: HttpRequest, actor: Actor, person: Person, filled: form.Form, now: datetime) -> HttpResponse:
    person_id = person.person_id or ""
    if filled.wrong or filled.happened_at is None:
        return _page(request, person, filled, status=422)
    try:
        case = open_case(actor, person_id, filled.values or {}, happened_at=filled.happened_at, now=now)
    except AlreadyOpen as there:
        case = there.case
    except Refused as refused:
        return _page(request, person, form.refused(filled, refused.texts, refused.field), status=422)
    except ChainError as error:
        return _page(request, person, form.refused(filled, (error.text,)), status=422)
    return HttpResponseRedirect(reverse("case", args=[case]))


def _page(
    request: HttpRequest, person: Person, filled: form.Form, *, back: bool = False, status: int = 200
) -> HttpResponse:
    name = person.full_name or person.person_id or ""
    crumbs = (
        Crumb(reverse("people"), Text("Люди", "People")),
        Crumb(reverse("person", args=[person.person_id]), Text(name, name)),
    )
    context = {"person": person, "name": name, "kind": FIRST, "form": filled, "back": back, "sealed": False}
    return render_page(request, "cases/open.html", context, section="people", crumbs=crumbs, status=status)
