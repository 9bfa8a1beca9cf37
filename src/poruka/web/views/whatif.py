"""What if: a draft amendment beside today's law, and the people whose answer it would change."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from poruka.access import looks
from poruka.access.actors import Actor
from poruka.law.engine import Book, LawError
from poruka.law.text import Text
from poruka.law.ukraine import BOOK
from poruka.law.ukraine.amendments import Draft, amend, read
from poruka.law.ukraine.sections import OTHER, SECTIONS
from poruka.register.models import Import, Institution, Person
from poruka.screening import queries, whatif
from poruka.screening.models import Run
from poruka.web import downloads, drafts, gains
from poruka.web.oblasts import OBLASTS, UNKNOWN
from poruka.web.pages import render_page
from poruka.web.views.guard import register_reader

if TYPE_CHECKING:
    from poruka.screening.population import Population

EXAMPLE = """id = "my-draft"
title = { uk = "Назва проєкту", en = "Title of the draft" }

[[change]]
age_limit = 65
"""
SHOWN = 20
"""People named on the page; the rest are in the download."""
LONGEST_DRAFT = 50_000
_NOWHERE = Text("Установа невідома", "Institution not known")
_SECTIONS = {section.id: section.title for section in (*SECTIONS, OTHER)}
_held: dict[tuple[object, ...], "Population"] = {}
"""The register last laid out, so that one draft after another need not read the database again."""


def _register(actor: Actor) -> "Population":
    """The register as far as the actor may see it; read again only after another import has ended."""
    from poruka.register.tables import from_database
    from poruka.screening.ruling import COLUMNS_READ, prepared

    last = Import.objects.order_by("-id").values_list("id", "finished_at").first()
    key = (last, actor.sees_all or actor.institution_id)
    if last is None or last[1] is None:
        return prepared(from_database(actor, COLUMNS_READ))
    # Another thread may let go of what is held at any moment: it is looked up once, and kept in hand.
    held = _held.get(key)
    if held is None:
        held = prepared(from_database(actor, COLUMNS_READ))
        _held.clear()
        _held[key] = held
    return held


@register_reader
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponseBase:
    """Choose a draft, or paste one, and see what it would change."""
    name, text = request.GET.get("draft", ""), request.POST.get("text", "")[:LONGEST_DRAFT]
    context: dict[str, Any] = {
        "shipped": whatif.shipped(),
        "name": name,
        "text": text,
        "complaint": None,
        "result": None,
        "example": EXAMPLE,
    }
    if not name and not text.strip():
        return render_page(request, "whatif.html", context, section="whatif")
    run = queries.latest_run()
    if run is None:
        return render_page(request, "empty.html", section="whatif")
    try:
        draft = read(text) if text.strip() else whatif.shipped().get(name)
        if draft is None:
            raise Http404
        compared = _compared(request, draft, run)
    except LawError as refused:
        return render_page(request, "whatif.html", context | {"complaint": refused.text}, section="whatif", status=422)
    if request.POST.get("action") == "download":
        return _table(request, compared)
    return render_page(request, "whatif.html", context | _result(request, draft, compared), section="whatif")


@register_reader
@require_http_methods(["GET", "HEAD"])
def download(request: HttpRequest) -> HttpResponseBase:
    """The people whose answer a shipped draft would change, as CSV."""
    draft, run = whatif.shipped().get(request.GET.get("draft", "")), queries.latest_run()
    if draft is None or run is None:
        raise Http404
    return _table(request, _compared(request, draft, run))


def _compared(request: HttpRequest, draft: Draft, run: Run) -> whatif.Comparison:
    """The draft beside today's law, on the day and under the readings of the latest run."""
    return whatif.compare(_register(request.actor), draft, run.as_of, dict(run.readings))  # type: ignore[attr-defined]


def _table(request: HttpRequest, compared: whatif.Comparison) -> HttpResponseBase:
    detail = f"{compared.draft.id} [{compared.people.height}]"
    looks.record(request.actor, request.purpose, "whatif-download", detail=detail)  # type: ignore[attr-defined]
    head = ("person_id", "institution_id", "section", "today", "draft", "failed_today", "failed_draft")
    rows = (
        (
            row["person_id"],
            row["institution_id"],
            row["section"],
            row["before"],
            row["after"],
            ";".join(row["failed_before"]),
            ";".join(row["failed_after"]),
        )
        for row in compared.people.iter_rows(named=True)
    )
    return downloads.table(f"poruka-{compared.as_of.isoformat()}-{compared.draft.id}", head, rows)


def _result(request: HttpRequest, draft: Draft, compared: whatif.Comparison) -> dict[str, Any]:
    drafted = amend(BOOK, draft)
    effect = gains.whole(compared.people)
    return {
        "result": compared,
        "effect": effect,
        "net": gains.net(effect),
        "changed": compared.people.height,
        "changes": drafts.changes(draft, BOOK),
        "touched": drafts.touched(BOOK, drafted),
        "sides": [
            (
                verdict,
                compared.before[verdict],
                compared.after[verdict],
                compared.after[verdict] - compared.before[verdict],
            )
            for verdict in ("may_apply", "barred", "cannot_tell")
        ],
        "groups": [group for group in _groups(compared, drafted) if group.first],
        "people": _people(request, compared),
    }


def _groups(compared: whatif.Comparison, drafted: Book) -> Iterator[gains.Group]:
    """By condition, oblast, group of offences and institution."""
    places = {place.institution_id: place for place in Institution.objects.all()}
    titles = {condition.id: condition.title for condition in (*BOOK.conditions, *drafted.conditions)}
    yield gains.group(
        Text("За якою умовою", "By condition"),
        Text("Умова", "Condition"),
        gains.by_ground(compared.by_ground()),
        titles,
        Text("?", "?"),
        untold=False,
    )
    yield gains.group(
        Text("За областю", "By oblast"),
        Text("Область", "Oblast"),
        gains.effects(compared.people, "institution_id", {id: place.oblast for id, place in places.items()}),
        {code: tile.name for code, tile in OBLASTS.items()},
        UNKNOWN,
    )
    yield gains.group(
        Text("За групою правопорушень", "By group of offences"),
        Text("Група правопорушень", "Group of offences"),
        gains.effects(compared.people, "section"),
        _SECTIONS,
        OTHER.title,
    )
    yield gains.group(
        Text("За установою", "By institution"),
        Text("Установа", "Institution"),
        gains.effects(compared.people, "institution_id"),
        {id: place.name for id, place in places.items()},
        _NOWHERE,
    )


def _people(request: HttpRequest, compared: whatif.Comparison) -> list[dict[str, Any]]:
    """The first of those touched, by name; the rest are in the download."""
    first = compared.people.head(SHOWN)
    known = Person.objects.seen_by(request.actor).in_bulk(first["person_id"].to_list())  # type: ignore[attr-defined]
    if known:
        looks.record(request.actor, request.purpose, "whatif", detail=f"{compared.draft.id} [{len(known)}]")  # type: ignore[attr-defined]
    return [
        {
            "id": row["person_id"],
            "name": known[row["person_id"]].full_name,
            "before": row["before"],
            "after": row["after"],
        }
        for row in first.iter_rows(named=True)
        if row["person_id"] in known
    ]
