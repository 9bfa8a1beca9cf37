"""The cases a reader may see: where each stands and when its next limit ends."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from poruka.access.actors import Actor
from poruka.access.roles import ROLES
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.chain.case_ids import typed
from poruka.cases.models import CaseState
from poruka.cases.shown import cases_seen
from poruka.law.text import Text
from poruka.web.casework import seen, telling
from poruka.web.casework.guard import actor_of, look, now_in_kyiv, office_reader
from poruka.web.casework.naming import names_of
from poruka.web.pages import render_page

PAGE = 50
LONGEST = 100
ORDERS = {
    "": (F("due").asc(nulls_last=True), "case_id"),
    "name": (F("person__name_order").asc(nulls_last=True), "case_id"),
    "opened": (F("case__opened_at").desc(), "case_id"),
}
ORDER_WORDS = {
    "": Text("за найближчим строком", "by the nearest limit"),
    "name": Text("за прізвищем", "by family name"),
    "opened": Text("за датою відкриття, спершу нові", "by the day it was opened, newest first"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the list. Who has it, since when and until when are left out where the stage is not for this reader."""

    state: CaseState
    name: str
    stage: Text
    owner: Text | None
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
    found = seen.with_due(actor, cases_seen(actor))
    everything = found.count()
    if phase in CATALOGUE.phases:
        found = found.filter(phase=phase)
    if words:
        found = found.filter(_matching(words))
    page = Paginator(_ordered(found, order), PAGE).get_page(request.GET.get("page"))
    states = list(page)
    names = names_of(state.institution_id for state in states)
    rows = [_row(actor, state, names.get(state.institution_id)) for state in states]
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


def _row(actor: Actor, state: CaseState, institution: Text | None) -> Row:
    stage = CATALOGUE.stages[state.stage]
    in_full = telling.told_in_full(actor, stage)
    return Row(
        state=state,
        name=state.person.full_name,
        stage=telling.stage_words(actor, stage),
        owner=ROLES[stage.owner].title if in_full else None,
        place=institution,
        since=state.since if in_full else None,
        due=state.due if in_full else None,  # type: ignore[attr-defined]
    )


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
