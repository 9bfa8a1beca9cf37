"""Lists of people: filtered, searched, ordered, paged, downloadable. Every list leaves a row in the log of looks."""

from collections.abc import Iterator
from itertools import islice

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from poruka.access import looks
from poruka.access.visibility import institution_limit
from poruka.law.text import Text
from poruka.register.models import Institution
from poruka.screening import queries
from poruka.screening.models import Determination, Run
from poruka.web import downloads, filters, languages, rows
from poruka.web.pages import render_page
from poruka.web.views.guard import register_reader

PAGE = 50
FIRST_FIELDS = ("verdict", "institution")
"""Fields of the form that always stand open; the others are folded until one of them is used."""
FETCHED_AT_ONCE = 2_000


def _institutions(limit: str | None) -> dict[str, Text]:
    """Names of the institutions a reader may choose from: none where there is only their own."""
    if limit is not None:
        return {}
    return {place.institution_id: place.name for place in Institution.objects.order_by("institution_id")}


@register_reader
@require_safe
def listing(request: HttpRequest) -> HttpResponseBase:
    """A page of people."""
    run = queries.latest_run()
    if run is None:
        return render_page(request, "empty.html", section="people")
    actor = request.actor  # type: ignore[attr-defined]
    chosen, limit = filters.from_address(request.GET, run), institution_limit(actor)
    page = Paginator(queries.people(run, actor, chosen), PAGE).get_page(request.GET.get("page"))
    institutions = _institutions(limit)
    shown = [rows.row(answer, run) for answer in page]
    query = filters.address(chosen)
    fields = filters.form_fields(chosen, run, institutions)
    more = [field for field in fields if field.name not in FIRST_FIELDS]
    looks.record(actor, request.purpose, "people", detail=f"{query} [{len(shown)}/{page.paginator.count}]")  # type: ignore[attr-defined]
    context = {
        "run": run,
        "filters": chosen,
        "chosen": filters.labels(chosen, institutions),
        "first_fields": [field for field in fields if field.name in FIRST_FIELDS],
        "more_fields": more,
        "more_chosen": any(field.chosen for field in more),
        "people": shown,
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
        "query": query,
        "limit": limit,
    }
    return render_page(request, "people.html", context, section="people")


@register_reader
@require_safe
def download(request: HttpRequest) -> HttpResponseBase:
    """The whole list as CSV, with the ids that other tools know."""
    run = queries.latest_run()
    if run is None:
        raise Http404
    actor = request.actor  # type: ignore[attr-defined]
    chosen = filters.from_address(request.GET, run)
    found = queries.people(run, actor, chosen)
    looks.record(actor, request.purpose, "people-download", detail=f"{filters.address(chosen)} [{found.count()}]")  # type: ignore[attr-defined]
    head = (
        "person_id",
        "family_name",
        "given_name",
        "patronymic",
        "birth_date",
        "institution_id",
        "as_of",
        "verdict",
        "why",
        "holds_from",
        "holds_until",
    )
    return downloads.table(
        f"poruka-{run.as_of.isoformat()}-people", head, _lines(found, run, languages.of_request(request))
    )


def _lines(found: "QuerySet[Determination]", run: Run, language: str) -> Iterator[tuple[object, ...]]:
    answers = found.iterator(chunk_size=FETCHED_AT_ONCE)
    while batch := list(islice(answers, FETCHED_AT_ONCE)):
        for answer in batch:
            person = answer.person
            why = "; ".join(reason.of(language) for reason in rows.reasons(answer, run))
            yield (
                person.person_id,
                person.family_name,
                person.given_name,
                person.patronymic,
                person.birth_date,
                person.institution_id,
                run.as_of,
                answer.verdict,
                why,
                answer.holds_from,
                answer.holds_until,
            )
