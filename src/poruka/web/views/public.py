"""The figures anyone may see: no sign-in, no cookie, the same for every reader, kept by caches."""

from collections.abc import Iterator, Mapping
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
from poruka.statistics.models import Release
from poruka.statistics.public import disclosure, open_csv
from poruka.statistics.public.differences import Comparison, comparisons
from poruka.statistics.public.open_data import EVERYBODY
from poruka.statistics.public.release import find, latest
from poruka.statistics.refusals import StatisticsRefused
from poruka.web import words
from poruka.web.public import forecast as public_forecast
from poruka.web.public.lines import lines
from poruka.web.public.sections import MAPPED, SERIES_SHOWN, Page, Row, in_order, oblasts_of

FIVE_MINUTES, A_YEAR = "public, max-age=300", "public, max-age=31536000, immutable"
FIRST_ASKED = MAPPED


@require_safe
def show(request: HttpRequest, number: int = 0, language: str = "uk") -> HttpResponseBase:
    """A release as a page: the last one, or the one with that number."""
    release = _release(number)
    if release is None:
        return _page(request, "public_none.html", {"number": 0}, language)
    content = release.document
    context = _said(content) | {
        "number": number,
        "release": release,
        "releases": Release.objects.defer("content"),
    }
    context |= public_forecast.shown(release.sha256, content)
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
    else:
        file = f"{name}.csv" if form == "csv" else f"{name}-{form}.csv"
        body, kind = open_csv.TABLES[form](release.document), "text/csv; charset=utf-8"
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
    page = Page(content)
    measures = [{"id": id, "name": name} for id, name in page.names.items()]
    months = page.months()
    return {
        "as_of": date.fromisoformat(content["as_of"]),
        "start": date.fromisoformat(content["period"]["start"]),
        "method": Text(**content["method"]),
        "about": {id: Text(**text) for id, text in content.get("about", {}).items()},
        "licence": content["licence"],
        "finding": [page.total(id) for id in ("could-apply", "released", "assigned")],
        "could_apply": page.row(page.whole["could-apply"], page.names["could-apply"])
        if "could-apply" in page.whole
        else None,
        "way": page.way(),
        "exits": page.exits(),
        "service": page.service(),
        "waiting": page.waiting(),
        "limits": page.limits(),
        "errors": page.errors(),
        "months": [(date.fromisoformat(until), rows) for until, rows in reversed(months.items())],
        "month_names": [row.title for row in next(iter(months.values()), ())],
        "lines": lines([(page.names[id], page.line(id)) for id in SERIES_SHOWN if id in page.names]),
        "lines_finding": _pace(page),
        "definitions": page.definitions(),
        "measures": measures,
        "divisions": [{"id": one["id"], "name": Text(**one["name"])} for one in content["divisions"]],
        "chosen": {"by": "", "measure": FIRST_ASKED, "group": ""},
        "tiles": page.tiles(FIRST_ASKED) if any(oblasts_of(content)) else [],
        "map_finding": page.map_finding(FIRST_ASKED) if FIRST_ASKED in page.names else None,
        "map_name": page.names.get(FIRST_ASKED),
    }


def _pace(page: Page) -> Text | None:
    """How many were released in the last twelve months on file; None where either end is hidden."""
    told = page.line(FIRST_ASKED)
    if len(told) < 13:
        return None
    more = words.number(told[-1][1] - told[-13][1])
    return Text(
        f"За останні дванадцять місяців звільнено близько {more} осіб",
        f"About {more} people were released in the last twelve months",
    )


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
    page = Page(content)
    return {
        "chosen": {"by": division["id"], "measure": measure, "group": group},
        "division": {"name": Text(**division["name"]), "about": Text(**division["about"])},
        "split_title": Text(**division["groups"][group]) if group else names[measure],
        "split": list(_split(page, division, measure, group)),
        "tiles": page.tiles(measure) if any(oblasts_of(content)) else [],
        "map_finding": page.map_finding(measure),
        "map_name": names[measure],
    } | _compared(content, division)


def _split(page: Page, division: Mapping[str, Any], measure: str, group: str) -> Iterator[Row]:
    """One measure by the groups of a division, or one group in every measure."""
    figures = [row for row in page.content["figures"] if row["division"] == division["id"]]
    if group:
        for figure in figures:
            if figure["group"] == group:
                yield page.row(figure, page.names[figure["measure"]])
        return
    told = {row["group"]: row for row in figures if row["measure"] == measure}
    here = [told[id] for id in in_order(division["id"], told)]
    most = max((row["people"] or 0 for row in here), default=0)
    yield page.row(page.whole[measure], EVERYBODY)
    for figure in here:
        yield page.row(figure, Text(**division["groups"][figure["group"]]), most)


def _compared(content: Mapping[str, Any], division: Mapping[str, Any]) -> dict[str, Any]:
    """How many of each group went on from each step, from the published numbers."""
    by_group: dict[str, list[Comparison]] = {}
    for one in comparisons(content, division["id"]):
        by_group.setdefault(one.group, []).append(one)
    names = {group: Text(**name) for group, name in division["groups"].items()}
    measures = {one["id"]: Text(**one["name"]) for one in content["measures"]}
    told = {
        group: by_group[group]
        for group in in_order(division["id"], by_group)
        if any(one.share is not None for one in by_group[group])
    }
    return {
        "compared": [(names[group], [_shares(one) for one in found]) for group, found in told.items()],
        "compared_steps": [measures[one.step] for one in next(iter(told.values()), ())],
        "apart": [
            (names[group], measures[one.step], _shares(one))
            for group, found in told.items()
            for one in found
            if one.stands_out
        ],
    }


def _shares(one: Comparison) -> dict[str, Any]:
    """A share in per cent, its interval, and the share of everybody else."""
    low, high = (round(100 * part) for part in one.interval)
    return {
        "share": None if one.share is None else round(100 * one.share),
        "low": low,
        "high": high,
        "others": None if one.others is None else round(100 * one.others),
        "stands_out": one.stands_out,
    }


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
