"""What if: a draft amendment beside today's law, and the people whose answer it would change."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from poruka.access import looks
from poruka.access.actors import Actor
from poruka.law.engine import LawError
from poruka.law.text import Text
from poruka.law.ukraine import BOOK
from poruka.law.ukraine.amendments import Draft, amend, read
from poruka.law.ukraine.sections import OTHER, SECTIONS
from poruka.register.models import Import, Institution, Person
from poruka.screening import queries, whatif
from poruka.web import charts, downloads, drafts, words
from poruka.web.oblasts import OBLASTS, UNKNOWN
from poruka.web.pages import render_page
from poruka.web.views.guard import signed_in

if TYPE_CHECKING:
    from poruka.register.tables import Register

EXAMPLE = """id = "my-draft"
title = { uk = "Назва проєкту", en = "Title of the draft" }

[[change]]
age_limit = 65
"""
SHOWN = 20
OPEN_ROWS = 12
"""Rows of a table that stand open; the rest are folded under them."""
LONGEST_DRAFT = 50_000
_NOWHERE = Text("Установа невідома", "Institution not known")
_SECTIONS = {section.id: section.title for section in (*SECTIONS, OTHER)}
_held: dict[tuple[object, ...], "Register"] = {}
"""The register last laid out, so that one draft after another need not read the database again."""


def _register(actor: Actor) -> "Register":
    """The register as far as the actor may see it; read again only after another import has ended."""
    from poruka.register.tables import from_database

    last = Import.objects.order_by("-id").values_list("id", "finished_at").first()
    key = (last, actor.sees_all or actor.institution_id)
    if last is None or last[1] is None:
        return from_database(actor)
    if key not in _held:
        _held.clear()
        _held[key] = from_database(actor)
    return _held[key]


@signed_in
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
    try:
        draft = read(text) if text.strip() else whatif.shipped().get(name)
        if draft is None:
            raise Http404
        compared = _compared(request, draft)
    except LawError as refused:
        return render_page(request, "whatif.html", context | {"complaint": refused.text}, section="whatif", status=422)
    if request.POST.get("action") == "download":
        return _table(request, compared)
    return render_page(request, "whatif.html", context | _result(request, draft, compared), section="whatif")


@signed_in
@require_http_methods(["GET", "HEAD"])
def download(request: HttpRequest) -> HttpResponseBase:
    """The people whose answer a shipped draft would change, as CSV."""
    draft = whatif.shipped().get(request.GET.get("draft", ""))
    if draft is None:
        raise Http404
    return _table(request, _compared(request, draft))


def _compared(request: HttpRequest, draft: Draft) -> whatif.Comparison:
    run = queries.latest_run()
    as_of = run.as_of if run else timezone.localdate()
    return whatif.compare(_register(request.actor), draft, as_of, dict(run.readings) if run else None)  # type: ignore[attr-defined]


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
    import polars as pl

    drafted = amend(BOOK, draft)
    places = {place.institution_id: place for place in Institution.objects.all()}
    by_institution = compared.by("institution_id")
    titles = {condition.id: condition.title for condition in (*BOOK.conditions, *drafted.conditions)}
    oblasts = whatif.grouped(by_institution, {id: place.oblast for id, place in places.items()})
    institutions = {id: place.name for id, place in places.items()}
    groups = (
        (Text("Умова", "Condition"), compared.by_ground(), titles, Text("?", "?")),
        (Text("Область", "Oblast"), oblasts, {code: tile.name for code, tile in OBLASTS.items()}, UNKNOWN),
        (Text("Група правопорушень", "Group of offences"), compared.by("section"), _SECTIONS, OTHER.title),
        (Text("Установа", "Institution"), by_institution, institutions, _NOWHERE),
    )
    return {
        "result": compared,
        "net": net(compared.gain, compared.lose),
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
        "groups": [_group(title, _bars(rows, names, other)) for title, rows, names, other in groups if rows],
        "unsure": compared.people.filter((pl.col("before") == "may_apply") & (pl.col("after") == "cannot_tell")).height,
        "people": _people(request, compared),
    }


def _group(title: Text, bars: list[dict[str, Any]]) -> dict[str, Any]:
    return {"title": title, "first": bars[:OPEN_ROWS], "rest": bars[OPEN_ROWS:]}


def _bars(rows: list[tuple[str, int, int]], names: Mapping[str, Text], other: Text) -> list[dict[str, Any]]:
    longest = max(max(gain, lose) for _, gain, lose in rows)
    return [
        {
            "name": names.get(id, other),
            "gain": gain,
            "lose": lose,
            "gain_width": charts.percent(gain, longest),
            "lose_width": charts.percent(lose, longest),
        }
        for id, gain, lose in rows
    ]


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


def net(gain: int, lose: int) -> Text:
    """The net change in one sentence."""
    by = ("особу", "особи", "осіб", "person", "people")
    if gain == lose == 0:
        return Text("Ця зміна не змінила б відповіді для жодної особи", "This change would alter nobody’s answer")
    difference = gain - lose
    detail_uk, detail_en = _detail(gain, lose)
    if difference == 0:
        return Text(f"Кількість не змінилася б: {detail_uk}", f"The number would stay the same: {detail_en}")
    more_uk, more_en = ("більше", "more") if difference > 0 else ("менше", "fewer")
    size = abs(difference)
    people_en = words.form_en(size, "person", "people")
    return Text(
        f"Подати заяву могли б на {words.count(size, by, 'uk')} {more_uk}: {detail_uk}",
        f"{words.number(size)} {more_en} {people_en} could apply: {detail_en}",
    )


def _detail(gain: int, lose: int) -> tuple[str, str]:
    """Who gains and who loses, in both languages."""
    people = ("особа", "особи", "осіб", "person", "people")
    if gain == 0:
        return "нової можливості не отримав би ніхто", "nobody would gain the chance"
    if lose == 0:
        return "можливості не втратив би ніхто", "nobody would lose the chance"
    got = words.form_uk(gain, "отримала б", "отримали б", "отримали б")
    lost = words.form_uk(lose, "втратила б", "втратили б", "втратили б")
    return (
        f"можливість {got} {words.count(gain, people, 'uk')}, {lost} – {words.count(lose, people, 'uk')}",
        f"{words.count(gain, people, 'en')} would gain the chance, {words.count(lose, people, 'en')} would lose it",
    )
