"""The figures for officials: who passed which step, where the others are, how long it takes, who is treated otherwise."""

from typing import Any

import numpy as np
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from poruka.access import looks
from poruka.access.actors import Actor
from poruka.access.roles import ROLES
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.shown import cases_seen
from poruka.law.text import Text
from poruka.statistics import asking, commands
from poruka.statistics.behind import is_open, people_behind
from poruka.statistics.defining import AS_OF, Measure
from poruka.statistics.dimensions import DIMENSIONS
from poruka.statistics.durations import DURATION_COUNTS, NOT_ON_FILE
from poruka.statistics.funnel import Scene, counted
from poruka.statistics.measures import MEASURES
from poruka.statistics.refusals import StatisticsRefused
from poruka.web import downloads
from poruka.web.counting import asked, behind_words, sections, splitting, words
from poruka.web.counting.comparing import comparison
from poruka.web.counting.doors import Doors
from poruka.web.pages import Crumb, render_page
from poruka.web.views.guard import register_reader

FIGURES = Text("Числа", "Figures")
PAGE = 50


@register_reader
@require_safe
def show(request: HttpRequest) -> HttpResponseBase:
    """The figures as asked; what is wrong with a question is said in its place."""
    actor = request.actor  # type: ignore[attr-defined]
    try:
        wanted = asked.question_of(request)
        asked.check_page(wanted)
        found = _scene(wanted, actor)
        context = _context(request, found, actor)
    except StatisticsRefused as refused:
        return _refused(request, refused)
    return render_page(request, "statistics.html", context | {"form": asked.form(request, actor)}, section="figures")


def _scene(wanted: asking.Asked, actor: Actor) -> Scene:
    return asking.seen(asking.understood(wanted, actor, timezone.localdate()), actor)


def _refused(request: HttpRequest, refused: StatisticsRefused) -> HttpResponseBase:
    form = asked.form(request, request.actor)  # type: ignore[attr-defined]
    context = {"refused": refused.text, "form": {**form, "open": True}}
    return render_page(request, "statistics_none.html", context, section="figures", status=400)


def _context(request: HttpRequest, found: Scene, actor: Actor) -> dict[str, Any]:
    question = found.question
    duration = asked.duration_of(request, actor)
    measure = asked.measure_of(request, question.measures)
    table = counted(found)
    counts = {id: table.count(id) for id in question.measures}
    doors = Doors(request, actor, question)
    return {
        "question": question,
        "whom": asking.whom(actor),
        "chosen": asked.chosen(request, question),
        "few": words.few(int(found.asked.sum())) if question.only or question.counted == "cohort" else None,
        "finding": words.finding(counts, question),
        "opens_cases": ROLES[actor.role].reads_cases,
        "way": sections.way(found, doors, counts),
        "split": splitting.by_one(table, question.by[0], doors) if len(question.by) == 1 else None,
        "cross": splitting.by_two(table, measure, doors) if len(question.by) == asked.ON_A_PAGE else None,
        "by": DIMENSIONS[question.by[0]] if question.by else None,
        "comparison": comparison(request, found, question.by[0], counts) if question.by else None,
        "waits": sections.waits(found, doors, counts, duration),
        "duties": sections.duties(found, doors),
        "parts": sections.parts(found, doors, counts),
        "reasons": sections.why(found, doors),
    }


@register_reader
@require_safe
def download(request: HttpRequest) -> HttpResponseBase:
    """The same table as CSV: every measure, split as asked."""
    try:
        found = _scene(asked.question_of(request), request.actor)  # type: ignore[attr-defined]
    except StatisticsRefused as refused:
        raise Http404 from refused
    head, *rows = commands.lines(counted(found))
    return downloads.table(f"poruka-figures-{found.question.as_of.isoformat()}", [str(name) for name in head], rows)


@register_reader
@require_safe
def people(request: HttpRequest) -> HttpResponseBase:
    """The people behind a count: numbers of people and cases, for those who may see them; a look is written down.

    Of people whose cases are not the reader's there is a count and nothing else.
    """
    actor = request.actor  # type: ignore[attr-defined]
    behind = behind_words.of_request(request)
    try:
        found = _scene(asked.question_of(request), actor)
        if not is_open(actor, found.question, behind):
            raise Http404
        everybody = found.people.frame["person"].to_numpy()[np.flatnonzero(people_behind(found, behind))].tolist()
    except StatisticsRefused as refused:
        return _refused(request, refused)
    theirs = everybody
    if ROLES[actor.role].reads_cases and not behind_words.of_register(behind):
        seen = set(cases_seen(actor).values_list("person_id", flat=True))
        theirs = [one for one in everybody if one in seen]
    page = Paginator(theirs, PAGE).get_page(request.GET.get("page"))
    rows = _rows(actor, list(page))
    query = request.GET.copy()
    query.pop("page", None)
    detail = f"{query.urlencode()} [{len(rows)}/{len(theirs)}]"
    looks.record(actor, request.purpose, "figures-people", detail=detail)  # type: ignore[attr-defined]
    context = {
        "question": found.question,
        "title": behind_words.title(behind),
        "chosen": asked.chosen(request, found.question),
        "everybody": len(everybody),
        "others": len(everybody) - len(theirs),
        "rows": rows,
        "with_cases": ROLES[actor.role].reads_cases,
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
        "query": query.urlencode(),
    }
    crumbs = (Crumb(behind_words.back(request), FIGURES),)
    return render_page(request, "statistics_people.html", context, section="figures", crumbs=crumbs)


def _rows(actor: Actor, ids: list[str]) -> list[tuple[str, list[str]]]:
    """Each person of a page with the numbers of the cases that the reader may open."""
    cases: dict[str, list[str]] = {id: [] for id in ids}
    for state in cases_seen(actor).filter(person_id__in=ids).order_by("case__ordinal", "case_id"):
        cases[str(state.person_id)].append(str(state.case_id))
    return list(cases.items())


@require_safe
def definitions(request: HttpRequest) -> HttpResponseBase:
    """What each measure counts. No figure is on this page, so it is for everybody."""
    context = {
        "measures": [_defined(measure) for measure in MEASURES.values()],
        "as_of": [AS_OF[kind] for kind in AS_OF],
        "dimensions": list(DIMENSIONS.values()),
        "duration_counts": DURATION_COUNTS,
        "not_on_file": NOT_ON_FILE,
    }
    return render_page(
        request, "statistics_definitions.html", context, section="figures", crumbs=(Crumb(reverse("figures"), FIGURES),)
    )


def _defined(measure: Measure) -> dict[str, Any]:
    """A measure with the words for what is behind it."""
    return {
        "measure": measure,
        "as_of": AS_OF[measure.kind],
        "base": MEASURES[measure.base] if measure.base else None,
        "records": [CATALOGUE[type].title for type in measure.types],
        "stages": [CATALOGUE.stages[stage].title for stage in measure.stages],
    }
