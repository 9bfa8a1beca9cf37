"""The country at a glance: how many may apply, what stops the rest, what is missing, whose answer will change."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from poruka.access.roles import ROLES
from poruka.screening import queries
from poruka.web import downloads, figures, languages
from poruka.web.casework import doors
from poruka.web.oblasts import OBLASTS, UNKNOWN
from poruka.web.pages import render_page
from poruka.web.views.guard import register_reader, signed_in


@signed_in
@require_safe
def show(request: HttpRequest) -> HttpResponseBase:
    """The first page."""
    role = ROLES[request.actor.role]  # type: ignore[attr-defined]
    if not role.reads_register:
        return HttpResponseRedirect(reverse(doors.home(role)))
    run = queries.latest_run()
    if run is None:
        return render_page(request, "empty.html", section="country")
    scope, actor = queries.Scope(), request.actor  # type: ignore[attr-defined]
    figures_here = figures.figures_of(run, actor, scope, languages.of_request(request))
    if not figures_here["summary"].total:
        return render_page(request, "empty.html", {"run": run}, section="country")
    places = {place.id: place for place in queries.oblasts(run, actor)}
    context = figures_here | {
        "tiles": figures.tiles(places),
        "map_finding": figures.map_finding(places),
        "places": [
            {
                "name": OBLASTS[place.id].name if place.id in OBLASTS else UNKNOWN,
                "href": figures.people_link(queries.Scope(oblast=place.id)) if place.id else "",
                "may_apply": place.may_apply,
                "barred": place.barred,
                "cannot_tell": place.cannot_tell,
                "total": place.total,
            }
            for place in sorted(places.values(), key=lambda place: -place.may_apply)
        ],
    }
    return render_page(request, "country.html", context, section="country")


Rows = tuple[Sequence[str], list[Sequence[Any]]]


def _grounds(context: dict[str, Any], language: str) -> Rows:
    head = ("condition", "title", "source", "people", "only_this")
    return head, [(row.id, row.title.of(language), row.cites, row.count, row.only) for row in context["grounds"]]


def _missing(context: dict[str, Any], language: str) -> Rows:
    head = ("fact", "title", "supplied_by", "only_this_missing", "with_other_facts")
    rows = context["missing"]
    return head, [(r.id, r.title.of(language), r.supplier.of(language), r.alone, r.together) for r in rows]


def _months(context: dict[str, Any], language: str) -> Rows:
    head = ("month", "will_be_able", "will_no_longer_be_able")
    return head, [(f"{bar.month:%Y-%m}", bar.count, bar.ending) for bar in context["near"].bars]


TABLES: dict[str, Callable[[dict[str, Any], str], Rows]] = {"grounds": _grounds, "missing": _missing, "months": _months}


@register_reader
@require_safe
def download(request: HttpRequest, table: str) -> HttpResponseBase:
    """The table under a chart, as CSV."""
    run = queries.latest_run()
    if run is None or table not in {*TABLES, "oblasts"}:
        raise Http404
    language, actor = languages.of_request(request), request.actor  # type: ignore[attr-defined]
    scope = queries.Scope(institution=request.GET.get("institution", "").replace("\x00", ""))
    name = f"poruka-{run.as_of.isoformat()}-{table}"
    if table == "oblasts":
        rows = [
            (
                place.id,
                OBLASTS[place.id].name.of(language) if place.id in OBLASTS else "",
                place.may_apply,
                place.barred,
                place.cannot_tell,
            )
            for place in queries.oblasts(run, actor)
        ]
        return downloads.table(name, ("oblast", "name", "may_apply", "barred", "cannot_tell"), rows)
    return downloads.table(name, *TABLES[table](figures.figures_of(run, actor, scope, language), language))
