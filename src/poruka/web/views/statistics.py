"""The figures for officials: who passed which step, where the others are, how long it takes, who is treated otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from poruka.access.actors import Actor
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.projected import Office
from poruka.law.text import Text
from poruka.register.models import Institution
from poruka.statistics import asking, commands
from poruka.statistics.coding import NOT_SAID
from poruka.statistics.defining import AS_OF, Measure
from poruka.statistics.dimensions import COMMON, DIMENSIONS, UNKNOWN
from poruka.statistics.disparity import Row, disparity
from poruka.statistics.funnel import REASON, Scene, counted, reasons
from poruka.statistics.limits import limits
from poruka.statistics.losses import Exit, Losses, losses
from poruka.statistics.measures import DURATION_COUNTS, DURATIONS, MEASURES, STEPS, Duration
from poruka.statistics.refusals import StatisticsRefused
from poruka.statistics.tables import Table
from poruka.statistics.waiting import Waiting, waiting
from poruka.web import charts, downloads, words
from poruka.web.oblasts import OBLASTS, Tile
from poruka.web.pages import Crumb, render_page
from poruka.web.sankey import Band, sankey
from poruka.web.views.guard import register_reader

OF_COUNTRY = frozenset({"institution", "oblast"})
"""Dimensions of which an institution has one value."""
PEOPLE = ("особу", "особи", "осіб", "person", "people")
LOST = ("особа", "особи", "осіб", "person", "people")
FIGURES = Text("Числа", "Figures")
SEVERAL = "several"
NO_REASON: Mapping[str, Text] = {
    NOT_SAID: Text("причину не названо", "no reason given"),
    SEVERAL: Text("кілька причин", "several reasons"),
}


@register_reader
@require_safe
def show(request: HttpRequest) -> HttpResponseBase:
    """The figures as asked; what is wrong with a question is said in its place."""
    actor = request.actor  # type: ignore[attr-defined]
    form = _form(request, actor)
    try:
        found = asking.seen(asking.understood(_asked(request), actor, timezone.localdate()), actor)
        asked_duration = _asked_duration(request, found, actor)
    except StatisticsRefused as refused:
        context = {"refused": refused.text, "form": form | {"open": True}}
        return render_page(request, "statistics_none.html", context, section="figures", status=400)
    return render_page(
        request, "statistics.html", _context(found, actor) | {"form": form, "asked": asked_duration}, section="figures"
    )


@register_reader
@require_safe
def download(request: HttpRequest) -> HttpResponseBase:
    """The same table as CSV: every measure, split as asked."""
    actor = request.actor  # type: ignore[attr-defined]
    try:
        found = asking.seen(asking.understood(_asked(request), actor, timezone.localdate()), actor)
    except StatisticsRefused as refused:
        raise Http404 from refused
    head, *rows = commands.lines(counted(found))
    return downloads.table(f"poruka-figures-{found.question.as_of.isoformat()}", [str(name) for name in head], rows)


@require_safe
def definitions(request: HttpRequest) -> HttpResponseBase:
    """What each measure counts. No figure is on this page, so it is for everybody."""
    context = {
        "measures": [_defined(measure) for measure in MEASURES.values()],
        "as_of": [AS_OF[kind] for kind in AS_OF],
        "dimensions": list(DIMENSIONS.values()),
        "duration_counts": DURATION_COUNTS,
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


def _asked(request: HttpRequest) -> asking.Asked:
    query = {name: request.GET.get(name, "").replace("\x00", "") for name in request.GET}
    only = {name: query.get(f"only-{name}", "") for name in DIMENSIONS}
    by = [query["by"]] if query.get("by") else []
    return asking.Asked(
        query.get("as_of", ""), query.get("start", ""), query.get("end", ""), by, only, query.get("counted") == "cohort"
    )


def _form(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """What the form shows: what was asked, and what can be."""
    query = request.GET
    events = [m for m in asking.measures_for(actor) if m.kind == "passed"]
    dimensions = [d for d in DIMENSIONS.values() if actor.sees_all or d.id not in OF_COUNTRY]
    return {
        "as_of": query.get("as_of", ""),
        "start": query.get("start", ""),
        "end": query.get("end", ""),
        "cohort": query.get("counted") == "cohort",
        "by": query.get("by", ""),
        "dimensions": dimensions,
        "only": [
            {
                "dimension": dimension,
                "chosen": query.get(f"only-{dimension.id}", ""),
                "values": [*_Names(dimension.id).all.items(), (UNKNOWN, COMMON[UNKNOWN])],
            }
            for dimension in dimensions
        ],
        "from": query.get("from", ""),
        "to": query.get("to", ""),
        "events": events,
        "query": query.urlencode(),
        "open": False,
    }


def _asked_duration(request: HttpRequest, found: Scene, actor: Actor) -> dict[str, Any] | None:
    start, end = request.GET.get("from", ""), request.GET.get("to", "")
    if not start and not end:
        return None
    return _wait(waiting(found, asking.duration_of(start, end, actor)))


@dataclass(frozen=True, slots=True)
class Line:
    """A measure, its count and its share of its base."""

    measure: Measure
    people: int
    base: int | None


def _context(found: Scene, actor: Actor) -> dict[str, Any]:
    question, table = found.question, counted(found)
    counts = {id: table.count(id) for id in question.measures}
    lines = [
        Line(MEASURES[id], n, counts.get(MEASURES[id].base) if question.counted == "cohort" or _whole(found) else None)
        for id, n in counts.items()
    ]
    steps = [one for one in losses(found) if one.step in counts]
    by = question.by[0] if question.by else ""
    names = _Names(by)
    picture = sankey(steps)
    return {
        "question": question,
        "whom": asking.whom(actor),
        "finding": _finding(counts),
        "lines": lines,
        "sankey": picture,
        "worst": _worst(steps),
        "steps": [_step(band, band is picture.bands[-1]) for band in picture.bands],
        "reasons": _reasons(found),
        "waits": [_wait(waiting(found, one)) for one in _durations(counts)],
        "limits": [kept for kept in limits(found) if kept.ended or kept.running],
        "starts": {type.id: type.title for type in CATALOGUE},
        "by": DIMENSIONS[by] if by else None,
        "split": _split(table, names) if by else None,
        "disparity": [(MEASURES[row.step], names(row.group), row, _points(row)) for row in _rows(found, by, counts)]
        if by
        else [],
        "tiles": _tiles(table) if by == "oblast" else [],
    }


def _whole(found: Scene) -> bool:
    """Whether the period reaches back to the beginning: only then is a step a share of the step before it."""
    return found.question.period.start <= asking.LAW_IN_FORCE


def _durations(counts: Mapping[str, int]) -> Sequence[Duration]:
    return [one for one in DURATIONS if one.start in counts and one.end in counts]


NOT_REACHED = Text("ще не можна сказати", "cannot be told yet")


def _wait(one: Waiting) -> dict[str, Any]:
    return {"waiting": one, "median": _days(one.median), "ninth": _days(one.ninth), "naive": _days(one.naive)}


def _days(days: float | None) -> Text:
    """Days to a tenth; a quantile that the waiting have not let be told says so."""
    if days is None:
        return NOT_REACHED
    said = f"{days:.1f}"
    return Text(said.replace(".", ","), said)


def _finding(counts: Mapping[str, int]) -> Text:
    """The sentence a reader came for."""
    released = counts.get("released", 0)
    uk, en = words.count(released, PEOPLE, "uk"), words.count(released, PEOPLE, "en")
    if "assigned" not in counts:
        return Text(f"Установа звільнила {uk}", f"The institution has released {en}")
    joined = words.number(counts["assigned"])
    return Text(f"Звільнено {uk}, із них зараховано до частин {joined}", f"{en} released, {joined} assigned to units")


def _worst(steps: Sequence[Losses]) -> Text:
    """Where most are lost: the finding above the picture."""
    worst = max(steps[:-1], key=lambda one: one.left, default=None)
    if worst is None or not worst.left:
        return Text("Ще ніхто не вибув", "Nobody has left yet")
    after = MEASURES[worst.step].name
    uk, en = words.count(worst.left, LOST, "uk"), words.count(worst.left, LOST, "en")
    return Text(f"Найбільше втрат після кроку «{after.uk}»: {uk}", f"Most are lost after the step “{after.en}”: {en}")


def _step(band: Band, last: bool) -> dict[str, Any]:
    one = band.losses
    return {
        "band": band,
        "losses": one,
        "measure": MEASURES[one.step],
        "last": last,
        "exits": [(_exit_words(way), way.people) for way in one.exits],
    }


def _exit_words(way: Exit) -> Text:
    title = CATALOGUE.stages[way.stage].title
    if not way.reason:
        return title
    reason = _reason_words(way.reason)
    return Text(f"{title.uk}: {reason.uk}", f"{title.en}: {reason.en}")


def _reason_words(reason: str) -> Text:
    """The words of a coded reason, as the form of the record has them."""
    choices = (
        choice
        for measure in MEASURES.values()
        for type in measure.types
        for field in CATALOGUE[type].fields
        if field.name == measure.reason
        for choice in field.choices
    )
    return next((choice.text for choice in choices if choice.id == reason), NO_REASON.get(reason, Text(reason, reason)))


def _reasons(found: Scene) -> list[tuple[Measure, Text, int]]:
    """Why people left, all groups of a split together."""
    summed: dict[tuple[str, str], int] = {}
    for cell in reasons(found).rows:
        key = cell.measure, cell.group[REASON]
        summed[key] = summed.get(key, 0) + cell.count
    return [(MEASURES[id], _reason_words(reason), n) for (id, reason), n in summed.items()]


class _Names:
    """The words for the values of a dimension."""

    def __init__(self, dimension: str) -> None:
        self.dimension = dimension
        self.known: dict[str, Text] = {}
        if dimension == "oblast":
            self.known = {code: tile.name for code, tile in OBLASTS.items()}
        elif dimension == "institution":
            self.known = {str(one.institution_id): one.name for one in Institution.objects.all()}
        elif dimension in ("court", "unit"):
            self.known = {o.id: Text(o.name_uk, o.name_en) for o in Office.objects.filter(kind=dimension)}

    @property
    def all(self) -> Mapping[str, Text]:
        """Every value there can be, with its name."""
        return DIMENSIONS[self.dimension].values or self.known

    def __call__(self, value: str) -> Text:
        of_dimension = DIMENSIONS[self.dimension].label(value) if self.dimension else None
        return of_dimension or self.known.get(value) or Text(value, value)


def _split(table: Table, names: _Names) -> dict[str, Any]:
    """The steps by group: a row a group."""
    steps = [id for id in table.measures if id in STEPS or id == "could-apply"]
    width = len(table.measures)
    rows = []
    for start in range(0, len(table.rows), width):
        cells = {cell.measure: cell.count for cell in table.rows[start : start + width]}
        (value,) = table.rows[start].group.values()
        rows.append((names(value), [cells[id] for id in steps]))
    return {"measures": [MEASURES[id] for id in steps], "rows": rows}


def _rows(found: Scene, by: str, counts: Mapping[str, int]) -> list[Row]:
    """The rows of the disparity table: of steps after which somebody left, and whose next one the reader is shown."""
    shown = [step for step in STEPS if step in counts][:-1]
    rows = [row for row in disparity(found, by) if row.step in shown and row.share is not None]
    return [row for row in rows if row.left + row.others_left]


def _signed(part: float) -> str:
    """A share in whole points, with its sign; nothing has none."""
    points = round(100 * part)
    return f"{points:+d}".replace("-", "−") if points else "0"


def _points(row: Row) -> Text:
    """The difference from the others in percentage points, with its interval."""
    if row.difference is None:
        return Text("немає з ким порівняти", "nobody to compare with")
    apart, low, high = map(_signed, row.difference)
    return Text(f"{apart} (від {low} до {high})", f"{apart} ({low} to {high})")


@dataclass(frozen=True, slots=True)
class OblastTile:
    """A square of the map and how many were released from there."""

    place: Tile
    people: int
    shade: int


def _tiles(table: Table) -> list[OblastTile]:
    people = {code: table.count("released", oblast=code) for code in OBLASTS}
    most = max(people.values(), default=0)
    return [OblastTile(tile, people[code], charts.shade(people[code], most)) for code, tile in OBLASTS.items()]
