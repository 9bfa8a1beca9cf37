"""The figures of a page made ready to be drawn: doors, bars, months, tiles.

Shared by the country and an institution.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from poruka.access.actors import Actor
from poruka.law.text import Text
from poruka.law.ukraine import BOOK
from poruka.screening import queries
from poruka.screening.models import Run
from poruka.screening.summary import Summary
from poruka.web import charts, glossary, words
from poruka.web.charts import Segment
from poruka.web.oblasts import OBLASTS, Tile

PEOPLE = ("особа", "особи", "осіб", "person", "people")
MORE = ("особа", "особи", "осіб", "more person", "more people")
_CONDITIONS = {condition.id: condition for condition in BOOK.conditions}


def people_link(scope: queries.Scope, **filters: object) -> str:
    """The address of a list of people, narrowed to the scope."""
    chosen = {name: value for name, value in filters.items() if value}
    if scope.institution:
        chosen["institution"] = scope.institution
    if scope.oblast:
        chosen["oblast"] = scope.oblast
    query = urlencode(chosen)
    return reverse("people") + (f"?{query}" if query else "")


@dataclass(frozen=True, slots=True)
class Door:
    """One of the four first numbers: a count that leads to its people."""

    kind: str
    count: int
    word: Text
    about: Text
    href: str
    marked: bool
    segment: Segment | None


def doors(summary: Summary, soon: int, scope: queries.Scope) -> list[Door]:
    """May apply, barred, cannot tell, and soon able."""
    counts = (summary.may_apply, summary.barred, summary.cannot_tell)
    abouts = (
        Text("Виконано всі умови, які видно з реєстру.", "Every condition a register can answer holds."),
        Text("Хоча б одну умову напевно не виконано.", "At least one condition surely does not hold."),
        Text(
            "Бракує відомостей або закон не дає прямої відповіді.",
            "A fact is missing, or the law gives no plain answer.",
        ),
    )
    made = [
        Door(verdict, n, glossary.ANSWERS[verdict], about, people_link(scope, verdict=verdict), True, segment)
        for verdict, n, about, segment in zip(glossary.VERDICTS, counts, abouts, charts.stacked(counts), strict=True)
    ]
    made.append(
        Door(
            "nearly",
            soon,
            Text("скоро зможуть", "soon able"),
            Text(
                "Умови буде виконано протягом року, якщо нічого не зміниться.",
                "The conditions will hold within a year if nothing changes.",
            ),
            people_link(scope, nearly=1),
            False,
            None,
        )
    )
    return made


@dataclass(frozen=True, slots=True)
class GroundRow:
    """A condition that stops people: how many, how many by itself, and the bar."""

    id: str
    title: Text
    cites: str
    count: int
    only: int
    href: str
    width: float
    only_width: float


def grounds(summary: Summary, scope: queries.Scope) -> list[GroundRow]:
    """Conditions that stop anybody, the most frequent first."""
    touched = [(id, t) for id, t in summary.conditions.items() if t.failed and id in _CONDITIONS]
    touched.sort(key=lambda pair: -pair[1].failed)
    longest = max((t.failed for _, t in touched), default=0)
    return [
        GroundRow(
            id,
            _CONDITIONS[id].title,
            _CONDITIONS[id].cites,
            t.failed,
            t.only,
            people_link(scope, ground=id),
            charts.percent(t.failed, longest),
            charts.percent(t.only, longest),
        )
        for id, t in touched
    ]


def grounds_finding(rows: list[GroundRow]) -> Text | None:
    """The finding above the bars of grounds."""
    if not rows:
        return None
    top = rows[0]
    if top.id == "serving":
        some_uk, some_en = words.count(top.count, PEOPLE, "uk"), words.count(top.count, PEOPLE, "en")
        return Text(
            f"Найчастіша перешкода – особа нині не відбуває покарання: {some_uk}",
            f"The commonest bar: the person is not serving a sentence now, {some_en}",
        )
    forms = ("особі", "особам", "особам", "person", "people")
    uk, en = words.count(top.count, forms, "uk"), words.count(top.count, forms, "en")
    return Text(
        f"Найчастіша перешкода – «{top.title.uk}»: вона заважає {uk}",
        f"The commonest bar is “{top.title.en}”: it stops {en}",
    )


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A missing fact: who supplies it, how many answers it alone holds up, how many together with others."""

    id: str
    title: Text
    supplier: Text
    alone: int
    together: int
    href: str
    width: float


def missing(summary: Summary, scope: queries.Scope) -> list[MissingRow]:
    """Missing facts by how many answers they hold up by themselves."""
    held = [(name, h) for name, h in summary.facts.items() if h.alone or h.together]
    held.sort(key=lambda pair: (-pair[1].alone, -pair[1].together))
    longest = max((h.alone for _, h in held), default=0)
    return [
        MissingRow(
            name,
            glossary.label(name),
            glossary.SUPPLIERS[glossary.supplier(name)],
            h.alone,
            h.together,
            people_link(scope, fact=name, alone=1 if h.alone else None),
            charts.percent(h.alone, longest),
        )
        for name, h in held
    ]


def missing_finding(rows: list[MissingRow]) -> Text | None:
    """The finding above the bars of missing facts."""
    if not rows:
        return None
    top = rows[0]
    uk, en = words.count(top.alone, PEOPLE, "uk"), words.count(top.alone, PEOPLE, "en")
    got = words.form_uk(top.alone, "отримала б", "отримали б", "отримали б")
    return Text(
        f"Якби надали лише відомості «{top.title.uk}», відповідь {got} {uk}",
        f"If only “{top.title.en}” were supplied, {en} would have an answer",
    )


@dataclass(frozen=True, slots=True)
class MonthBar:
    """People for whom the conditions begin to hold in a month, and for whom they cease to."""

    month: date
    count: int
    ending: int
    column: charts.Column
    label: str
    year: int | None
    href: str
    ending_href: str


@dataclass(frozen=True, slots=True)
class Near:
    """Whose answer will change soon.

    ``line`` is where the bars stand and hang, in pixels from the top of the picture.
    """

    bars: list[MonthBar]
    total: int
    closing: int
    finding: Text
    line: float
    below: float


_HEAD = 22
"""Room for the numbers above the bars, in pixels."""


def near(run: Run, actor: Actor, scope: queries.Scope, language: str) -> Near:
    """The coming twelve months."""
    opening, closing = queries.opening_months(run, actor, scope), queries.closing_months(run, actor, scope)
    months = [month_after(run.as_of, i) for i in range(queries.MONTHS_AHEAD)]
    ups, downs = [opening.get(month, 0) for month in months], [closing.get(month, 0) for month in months]
    picture = charts.mirrored(ups, downs)
    bars = [
        MonthBar(
            month,
            up,
            down,
            column,
            words.short_month(month, language),
            month.year if i == 0 or month.month == 1 else None,
            people_link(scope, month=f"{month:%Y-%m}"),
            people_link(scope, ending=f"{month:%Y-%m}"),
        )
        for i, (month, up, down, column) in enumerate(zip(months, ups, downs, picture.columns, strict=True))
    ]
    finding = near_finding(sum(ups), sum(downs), queries.window_end(run.as_of))
    return Near(bars, sum(ups), sum(downs), finding, picture.above + _HEAD, picture.below)


def month_after(day: date, months: int) -> date:
    """The first day of the month so many months after a day's own."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def near_finding(gain: int, lose: int, end: date) -> Text:
    """The finding above the months."""
    by_uk, by_en = f"До {words.full_date(end, 'uk')}", f"By {words.full_date(end, 'en')}"
    can = words.form_uk(gain, "зможе", "зможуть", "зможуть")
    lost = words.form_uk(lose, "втратить", "втратять", "втратять")
    more_uk, more_en = words.count(gain, MORE, "uk"), words.count(gain, MORE, "en")
    fewer_uk, fewer_en = words.count(lose, PEOPLE, "uk"), words.count(lose, PEOPLE, "en")
    if not lose:
        return Text(f"{by_uk} подати заяву {can} ще {more_uk}", f"{by_en}, {more_en} will be able to apply")
    if not gain:
        return Text(
            f"{by_uk} можливість подати заяву {lost} {fewer_uk}", f"{by_en}, {fewer_en} will lose the chance to apply"
        )
    return Text(
        f"{by_uk} подати заяву {can} ще {more_uk}, а {fewer_uk} цю можливість {lost}",
        f"{by_en}, {more_en} will be able to apply, and {words.number(lose)} will lose the chance",
    )


@dataclass(frozen=True, slots=True)
class OblastTile:
    """A tile with its figures."""

    place: Tile
    may_apply: int
    total: int
    shade: int
    href: str


def tiles(places: Mapping[str, queries.Place]) -> list[OblastTile]:
    """The map: every oblast, with nobody where there is no institution."""
    highest = max((place.may_apply for id, place in places.items() if id in OBLASTS), default=0)
    made = []
    for code, tile in OBLASTS.items():
        place = places.get(code)
        may, total = (place.may_apply, place.total) if place else (0, 0)
        made.append(
            OblastTile(
                tile,
                may,
                total,
                charts.shade(may, highest),
                people_link(queries.Scope(oblast=code), verdict="may_apply"),
            )
        )
    return made


def map_finding(places: Mapping[str, queries.Place]) -> Text | None:
    """The finding above the map."""
    known = [(place.may_apply, id) for id, place in places.items() if id in OBLASTS]
    if not known:
        return None
    most, id = max(known)
    name = OBLASTS[id].name
    uk, en = words.count(most, PEOPLE, "uk"), words.count(most, PEOPLE, "en")
    return Text(
        f"Найбільше тих, хто може подати заяву: {name.uk}, {uk}", f"Most of those who may apply: {name.en}, {en}"
    )


def figures_of(run: Run, actor: Actor, scope: queries.Scope, language: str) -> dict[str, Any]:
    """Everything the parts ``doors``, ``split``, ``grounds``, ``missing`` and ``months`` draw."""
    summary = queries.summary(run, actor, scope)
    coming = near(run, actor, scope, language)
    ground_rows, missing_rows = grounds(summary, scope), missing(summary, scope)
    query = urlencode({"institution": scope.institution}) if scope.institution else ""
    return {
        "run": run,
        "summary": summary,
        "doors": doors(summary, coming.total, scope),
        "near": coming,
        "grounds": ground_rows,
        "grounds_finding": grounds_finding(ground_rows),
        "missing": missing_rows,
        "missing_finding": missing_finding(missing_rows),
        "scope_query": f"?{query}" if query else "",
    }
