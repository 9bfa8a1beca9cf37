"""The cases a reader may see: where each stands and when its next limit ends."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from poruka.access.roles import ROLES
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.chain.case_ids import typed
from poruka.cases.models import CaseState
from poruka.cases.shown import cases_seen
from poruka.law.text import Text
from poruka.screening.queries import alphabetical
from poruka.web.casework import telling
from poruka.web.casework.guard import actor_of, look, now_in_kyiv, office_reader
from poruka.web.casework.naming import names_of
from poruka.web.pages import render_page

PAGE = 50
LONGEST = 100
ORDERS = {
    "": (F("next_due").asc(nulls_last=True), "case_id"),
    "name": (alphabetical("person__family_name"), alphabetical("person__given_name"), "case_id"),
    "since": (F("since").desc(nulls_last=True), "case_id"),
}
ORDER_WORDS = {
    "": Text("за найближчим строком", "by the nearest limit"),
    "name": Text("за прізвищем", "by family name"),
    "since": Text("за останньою зміною", "by the latest change"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the list. ``since`` is left out where it would tell of a stage that is not for this reader."""

    state: CaseState
    name: str
    stage: Text
    owner: Text
    place: Text | None
    since: datetime | None
    due: datetime | None


@office_reader
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """A page of cases."""
    actor, now = actor_of(request), now_in_kyiv()
    phase = request.GET.get("phase", "")
    words = request.GET.get("words", "").replace("\x00", "").strip()[:LONGEST]
    order = request.GET.get("order", "")
    order = order if order in ORDERS else ""
    found = cases_seen(actor)
    everything = found.count()
    if phase in CATALOGUE.phases:
        found = found.filter(phase=phase)
    if words:
        found = found.filter(_matching(words))
    page = Paginator(_ordered(found, order), PAGE).get_page(request.GET.get("page"))
    states = list(page)
    names = names_of(state.institution_id for state in states)
    hidden = telling.hidden_from(actor)
    rows = [
        Row(
            state=state,
            name=state.person.full_name,
            stage=telling.stage_words(actor, CATALOGUE.stages[state.stage]),
            owner=ROLES[state.owner].title,
            place=names.get(state.institution_id),
            since=None if state.stage in hidden else state.since,
            due=state.next_due if telling.told_in_full(actor, CATALOGUE.stages[state.stage]) else None,
        )
        for state in states
    ]
    look(request, "cases", detail=f"phase={phase} words={words} [{len(rows)}/{page.paginator.count}]")
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "rows": rows,
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
        "query": query.urlencode(),
        "phases": CATALOGUE.phases.items(),
        "phase": phase,
        "words": words,
        "orders": ORDER_WORDS.items(),
        "order": order,
        "everything": everything,
        "narrowed": bool(words or phase in CATALOGUE.phases),
        "now": now,
    }
    return render_page(request, "cases/cases.html", context, section="cases")


def _ordered(found: "QuerySet[CaseState]", order: str) -> "QuerySet[CaseState]":
    return found.order_by(*ORDERS[order])


def _matching(words: str) -> Q:
    """Every word begins a name, or is the number of the case or of the person."""
    matching = Q()
    for word in words.split():
        either = Q(person_id__in=[word, word.upper()]) | Q(case_id=typed(word))
        for spelling in {word, word.capitalize(), word.upper()}:
            for name in ("family_name", "given_name", "patronymic"):
                either |= Q(**{f"person__{name}__startswith": spelling})
        matching &= either
    return matching
