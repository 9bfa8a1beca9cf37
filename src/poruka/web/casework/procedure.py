"""The procedure as pictures and as a list: in general, open to all, and with where one case stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from poruka.cases import diagram
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import RecordType
from poruka.cases.diagram import STATES, State
from poruka.cases.shown import CaseShown
from poruka.law.text import Text
from poruka.web import languages
from poruka.web.casework import telling
from poruka.web.casework.case_frame import case_crumbs
from poruka.web.casework.guard import actor_of, case_or_404, case_reader, look, now_in_kyiv
from poruka.web.pages import render_page


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in words: who makes it, what it is, and its state in the case."""

    kind: RecordType
    by: tuple[Text, ...]
    state: Text | None


@dataclass(frozen=True, slots=True)
class PhasePart:
    """A phase: its picture, and the same in words."""

    id: str
    title: Text
    picture: SafeString
    steps: tuple[StepLine, ...]


def parts(language: str, states: Mapping[str, State]) -> list[PhasePart]:
    """Every phase that has steps."""
    found = []
    for phase, title in CATALOGUE.phases.items():
        steps = tuple(
            StepLine(kind, telling.makers(kind), STATES.get(states.get(kind.id, "plain")))
            for kind in CATALOGUE
            if kind.phase == phase
        )
        if steps:
            # Drawn by our own code from the catalogue: every text in it is escaped there.
            picture = mark_safe(diagram.drawn(phase, CATALOGUE, language, states))  # noqa: S308
            found.append(PhasePart(phase, title, picture, steps))
    return found


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The procedure in general."""
    context = {"parts": parts(languages.of_request(request), {}), "case": None}
    return render_page(request, "cases/procedure.html", context)


@case_reader
@require_safe
def of_case(request: HttpRequest, number: str) -> HttpResponse:
    """The procedure with where a case stands."""
    actor, now = actor_of(request), now_in_kyiv()
    case = case_or_404(request, number, now)
    look(request, "case-procedure", person_id=case.person_id, detail=case.case)
    context = {"parts": parts(languages.of_request(request), states_of(case, case.place.stage.id)), "case": case}
    crumbs = case_crumbs(actor, case.case)
    return render_page(request, "cases/procedure.html", context, section="cases", crumbs=crumbs)


def states_of(case: CaseShown, stage: str) -> dict[str, State]:
    """The state of each step in a case, from the records its reader sees: done, here, or open to the reader."""
    states: dict[str, State] = {step.type.id: "open" for step in case.my_open}
    here = ""
    for shown in case.records:
        if shown.superseded:
            continue
        states[shown.kind.id] = "done"
        for reached in shown.kind.reaches:
            if reached.stage == stage and (not reached.field or shown.fields.get(reached.field) in reached.values):
                here = shown.kind.id
    if here:
        states[here] = "here"
    return states
