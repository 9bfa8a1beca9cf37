"""Institutions: the same answers for one place, what it could supply, and the health of its register."""

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from poruka.access.visibility import sees_institution
from poruka.law.text import Text
from poruka.register.flags import FLAGS
from poruka.register.models import Flag, Institution
from poruka.screening import queries
from poruka.web import figures, languages
from poruka.web.oblasts import OBLASTS, UNKNOWN
from poruka.web.pages import Crumb, render_page
from poruka.web.views.guard import register_reader, storable

NOT_KNOWN = Text("Установа невідома", "Institution not known")


def _oblast(code: str) -> Text:
    return OBLASTS[code].name if code in OBLASTS else UNKNOWN


@register_reader
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """All institutions the reader may see, the least answered first."""
    run = queries.latest_run()
    if run is None:
        return render_page(request, "empty.html", section="institutions")
    known = {place.institution_id: place for place in Institution.objects.all()}
    made: list[dict[str, Any]] = []
    for place in queries.institutions(run, request.actor):  # type: ignore[attr-defined]
        named = known.get(place.id)
        made.append(
            {
                "name": named.name if named else NOT_KNOWN,
                "oblast": _oblast(named.oblast if named else ""),
                "place": place.id if named else "",
                "href": f"/institutions/{place.id}/" if named else "",
                "may_apply": place.may_apply,
                "barred": place.barred,
                "cannot_tell": place.cannot_tell,
                "total": place.total,
            }
        )
    if not made:
        return render_page(request, "empty.html", {"run": run}, section="institutions")
    made.sort(key=lambda row: -row["cannot_tell"] / max(row["total"], 1))
    context = {"run": run, "rows": made, "total": sum(row["total"] for row in made)}
    return render_page(request, "institutions.html", context, section="institutions")


@register_reader
@require_safe
def show(request: HttpRequest, institution_id: str) -> HttpResponseBase:
    """One institution."""
    run, actor = queries.latest_run(), request.actor  # type: ignore[attr-defined]
    if not storable(institution_id):
        raise Http404
    place = Institution.objects.filter(institution_id=institution_id).first()
    if run is None or place is None or not sees_institution(actor, institution_id):
        raise Http404
    scope = queries.Scope(institution=institution_id)
    flags = (
        Flag.objects.seen_by(actor)
        .filter(person__institution_id=institution_id)
        .order_by("kind")
        .values_list("kind")
        .annotate(n=Count("id"), people=Count("person_id", distinct=True))
    )
    context = figures.figures_of(run, actor, scope, languages.of_request(request)) | {
        "name": place.name,
        "oblast": _oblast(place.oblast),
        "flags": [(FLAGS[kind].title, n, people) for kind, n, people in flags if kind in FLAGS],
    }
    crumbs = (Crumb("/institutions/", Text("Установи", "Institutions")),)
    return render_page(request, "institution.html", context, section="institutions", crumbs=crumbs)
