"""The figures anyone may see: no sign-in, no cookie, the same for every reader, kept by caches."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from poruka.law.text import Text
from poruka.statistics import disclosure, open_data
from poruka.statistics.models import Release
from poruka.statistics.open_data import EVERYBODY
from poruka.statistics.refusals import StatisticsRefused
from poruka.statistics.release import find, latest

FIVE_MINUTES, A_YEAR = "public, max-age=300", "public, max-age=31536000, immutable"
FIRST_ASKED = "released"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: what it is of, and the number, or why there is none."""

    title: Text
    definition: str
    people: int | None
    hidden: Text | None


@require_safe
def show(request: HttpRequest, number: int = 0, language: str = "uk") -> HttpResponseBase:
    """A release as a page: the last one, or the one with that number."""
    release = _release(number)
    if release is None:
        return _page(request, "public_none.html", {"number": 0}, language)
    content = release.document
    context = _said(content) | {"number": number, "release": release, "releases": Release.objects.defer("content")}
    try:
        context |= _asked(request, content)
    except StatisticsRefused as refused:
        return _page(request, "public.html", context | {"refused": refused.text}, language, status=400)
    return _page(request, "public.html", context, language)


@require_safe
def download(request: HttpRequest, number: int, form: str) -> HttpResponseBase:
    """A release to take away: ``json`` to the byte as it was hashed; ``csv``; ``definitions`` as CSV."""
    release = _release(number)
    if release is None:
        raise Http404
    name = f"poruka-{release.as_of.isoformat()}"
    if form == "json":
        body, kind, file = release.content, "application/json", f"{name}.json"
    elif form == "csv":
        body, kind, file = open_data.figures_csv(release.document), "text/csv; charset=utf-8", f"{name}.csv"
    else:
        body, kind, file = open_data.definitions_csv(release.document), "text/csv; charset=utf-8", f"{name}-{form}.csv"
    response = HttpResponse(body.encode("utf-8-sig" if kind.startswith("text") else "utf-8"), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return _cached(request, response, A_YEAR)


def _release(number: int) -> Release | None:
    """The release of that number, 0 for the last; an unknown one is no page."""
    if not number:
        return latest()
    try:
        return find(number)
    except StatisticsRefused as unknown:
        raise Http404(str(unknown)) from unknown


def _said(content: Mapping[str, Any]) -> dict[str, Any]:
    """What a release says by itself."""
    measures = {one["id"]: one for one in content["measures"]}
    return {
        "as_of": date.fromisoformat(content["as_of"]),
        "start": date.fromisoformat(content["period"]["start"]),
        "method": Text(**content["method"]),
        "licence": content["licence"],
        "totals": [
            _row(content, figure, Text(**measures[figure["measure"]]["name"]))
            for figure in content["figures"]
            if not figure["division"]
        ],
        "finding": _finding(content),
        "waiting": [
            {
                "start": Text(**measures[one["start"]]["name"]),
                "end": Text(**measures[one["end"]]["name"]),
                "median": one["median_days"],
                "ninetieth": one["ninetieth_days"],
            }
            for one in content["waiting"]
        ],
        "definitions": [
            {"id": one["id"], "base": one["base"]}
            | {part: Text(**one[part]) for part in ("name", "counts", "as_of")}
            | ({"base_name": Text(**measures[one["base"]]["name"])} if one["base"] in measures else {})
            for one in measures.values()
        ],
        "divisions": [{"id": one["id"], "name": Text(**one["name"])} for one in content["divisions"]],
        "chosen": {"by": "", "measure": FIRST_ASKED, "group": ""},
    }


def _finding(content: Mapping[str, Any]) -> tuple[int | None, int | None, int | None]:
    """Of how many who may apply, how many were released and assigned; None for what is hidden."""
    whole = {one["measure"]: one["people"] for one in content["figures"] if not one["division"]}
    return whole.get("could-apply"), whole.get("released"), whole.get("assigned")


def _row(content: Mapping[str, Any], figure: Mapping[str, Any], title: Text) -> Row:
    why = figure["hidden"]
    return Row(title, figure["measure"], figure["people"], Text(**content["hidden"][why]) if why else None)


def _asked(request: HttpRequest, content: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a release that the reader asks for: one measure by one division, or one group in every measure.

    Raises StatisticsRefused for what is not in the release, by name.
    """
    by = [one for one in request.GET.getlist("by") if one]
    measure, group = request.GET.get("measure") or FIRST_ASKED, request.GET.get("group", "")
    disclosure.check_dimensions(by)
    divisions = {one["id"]: one for one in content["divisions"]}
    names = {one["id"]: Text(**one["name"]) for one in content["measures"]}
    if measure not in names:
        raise StatisticsRefused(
            "Такого числа у випуску немає. Оберіть одне з переліку.",
            "There is no such figure in the release. Choose one from the list.",
        )
    if not by:
        return {}
    division = divisions.get(by[-1])
    if len(by) > 1 or division is None:
        raise StatisticsRefused(
            "Такого поділу у випуску немає. Оберіть один з переліку.",
            "There is no such division in the release. Choose one from the list.",
        )
    if group and group not in division["groups"]:
        raise StatisticsRefused(
            "Такої групи у випуску немає. Оберіть групу з таблиці.",
            "There is no such group in the release. Choose one from the table.",
        )
    title = Text(**division["groups"][group]) if group else names[measure]
    return {
        "chosen": {"by": division["id"], "measure": measure, "group": group},
        "division": {"name": Text(**division["name"]), "about": Text(**division["about"])},
        "split_title": title,
        "split": list(_split(content, division, measure, group, names)),
    }


def _split(
    content: Mapping[str, Any], division: Mapping[str, Any], measure: str, group: str, names: Mapping[str, Text]
) -> Iterator[Row]:
    for figure in content["figures"]:
        if figure["division"] == division["id"]:
            if group and figure["group"] == group:
                yield _row(content, figure, names[figure["measure"]])
            elif not group and figure["measure"] == measure:
                yield _row(content, figure, Text(**division["groups"][figure["group"]]))
        elif not figure["division"] and figure["measure"] == measure and not group:
            yield _row(content, figure, EVERYBODY)


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], language: str, *, status: int = 200
) -> HttpResponseBase:
    number = {"number": context["number"]} if context["number"] else {}
    here = {
        code: reverse(f"public-{'release-' if number else ''}{code}", kwargs=number) for code, _ in settings.LANGUAGES
    }
    query = request.GET.urlencode()
    frame = {
        "lang": language,
        "languages": [(code, name, here[code] + (f"?{query}" if query else "")) for code, name in settings.LANGUAGES],
        "page": here[language],
        "demo": settings.MODE in ("demo", "test"),
    }
    response = render(request, f"poruka/{template}", frame | context, status=status)
    response["Content-Language"] = language
    return _cached(request, response, FIVE_MINUTES if status == 200 else "no-store")


def _cached(request: HttpRequest, response: HttpResponse, how: str) -> HttpResponseBase:
    """Let caches keep what is the same for everybody, and answer "not modified" to who has it already."""
    response["Cache-Control"] = how
    # Who asks was looked up for every page; this one does not depend on it, and must not vary by a cookie.
    request.session.accessed = False
    etag = f'"{sha256(response.content).hexdigest()}"'
    response["ETag"] = etag
    if response.status_code != 200:
        return response
    return get_conditional_response(request, etag=etag, response=response) or response
