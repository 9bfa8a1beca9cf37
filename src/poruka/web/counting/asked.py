"""What an address asks of the figures, the form that asks it, and what was chosen, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from poruka.access.actors import Actor
from poruka.law.text import Text
from poruka.statistics import asking
from poruka.statistics.defining import Measure
from poruka.statistics.dimensions import COMMON, DIMENSIONS, UNKNOWN, Dimension
from poruka.statistics.durations import Duration
from poruka.statistics.funnel import Question
from poruka.statistics.measures import MEASURES, STEPS
from poruka.statistics.refusals import StatisticsRefused
from poruka.web import words
from poruka.web.counting.names import Names

OF_COUNTRY = frozenset({"institution", "oblast"})
"""Dimensions of which an institution has one value."""
ON_A_PAGE = 2
"""A page has rows and columns."""
USUAL = ("released", "petitioned", "informed")
"""The measure of a cross table, where none was chosen: the first of these that the reader is told."""


def word(request: HttpRequest, name: str) -> str:
    """A word of the address; a null character is no letter of anything."""
    return request.GET.get(name, "").replace("\x00", "").strip()


def question_of(request: HttpRequest) -> asking.Asked:
    """What the address asks."""
    only = {name: word(request, f"only-{name}") for name in DIMENSIONS}
    by = [name for name in dict.fromkeys(request.GET.getlist("by")) if name.strip("\x00 ")]
    return asking.Asked(
        word(request, "as_of"),
        word(request, "start"),
        word(request, "end"),
        by,
        only,
        word(request, "counted") == "cohort",
    )


def check_page(asked: asking.Asked) -> None:
    """Refuse what a page has no room for."""
    if len(asked.by) > ON_A_PAGE:
        raise StatisticsRefused(
            f"На сторінці можна ділити за двома поділами, не за {len(asked.by)}. За трьома – у файлі CSV.",
            f"A page can be split by two dimensions, not by {len(asked.by)}. By three, take the CSV.",
        )


def measure_of(request: HttpRequest, measures: tuple[str, ...]) -> Measure:
    """The measure of a cross table."""
    asked = word(request, "measure")
    if asked and asked not in measures:
        short = asked[: asking.LONGEST]
        raise StatisticsRefused(
            f"Показника «{short}» немає. Виберіть його зі списку.",
            f"There is no measure “{short}”. Choose one of the list.",
        )
    return MEASURES[asked or next(one for one in USUAL if one in measures)]


def step_of(request: HttpRequest) -> str:
    """The step whose comparison was asked for; none where the page is to choose."""
    asked = word(request, "step")
    if asked and asked not in STEPS:
        short = asked[: asking.LONGEST]
        raise StatisticsRefused(
            f"Кроку «{short}» немає. Виберіть його на сторінці.", f"There is no step “{short}”. Choose one on the page."
        )
    return asked


def duration_of(request: HttpRequest, actor: Actor) -> Duration | None:
    """The two events between which the time was asked for."""
    start, end = word(request, "from"), word(request, "to")
    return asking.duration_of(start, end, actor) if start or end else None


def without(query: QueryDict, *names: str, **said: str) -> str:
    """The address of the page of figures, without some of its words and with others."""
    kept = [(name, value) for name, value in query.lists() if name not in {*names, *said}]
    pairs = [(name, one) for name, values in kept for one in values if one]
    return f"{reverse('figures')}?{urlencode([*pairs, *said.items()])}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Something that narrows the figures, in words, and the address of the page without it."""

    text: Text
    without: str


def chosen(request: HttpRequest, question: Question) -> list[Chosen]:
    """What narrows the figures."""
    found = []
    for name, value in question.only.items():
        dimension, label = DIMENSIONS[name].name, Names(name)(value)
        said = Text(f"{dimension.uk}: {label.uk}", f"{dimension.en}: {label.en}")
        found.append(Chosen(said, without(request.GET, f"only-{name}")))
    if question.period.start > asking.LAW_IN_FORCE or question.period.end < question.as_of:
        start, end = question.period.start, question.period.end
        said = Text(
            f"від {words.full_date(start, 'uk')} до {words.full_date(end, 'uk')}",
            f"from {words.full_date(start, 'en')} to {words.full_date(end, 'en')}",
        )
        found.append(Chosen(said, without(request.GET, "start", "end")))
    if question.counted == "cohort":
        said = Text("лише ті, кого поінформовано в періоді", "only those informed in the period")
        found.append(Chosen(said, without(request.GET, "counted")))
    return found


def form(request: HttpRequest, actor: Actor) -> Mapping[str, Any]:
    """What the form shows: what was asked, and what can be."""
    measures = asking.measures_for(actor)
    dimensions = [d for d in DIMENSIONS.values() if actor.sees_all or d.id not in OF_COUNTRY]
    by = [*request.GET.getlist("by"), "", ""]
    only = [_choice(request, dimension) for dimension in dimensions]
    words_said = {name: word(request, name) for name in ("as_of", "start", "end", "from", "to", "measure")}
    return {
        "said": words_said,
        "cohort": word(request, "counted") == "cohort",
        "by": by[0],
        "by_2": by[1],
        "dimensions": dimensions,
        "only": only,
        "narrowed": any(one["chosen"] for one in only) or bool(words_said["from"] or words_said["to"]),
        "events": [m for m in measures if m.kind == "passed"],
        "measures": measures,
        "query": request.GET.urlencode(),
        "open": False,
    }


def _choice(request: HttpRequest, dimension: Dimension) -> dict[str, Any]:
    return {
        "dimension": dimension,
        "chosen": word(request, f"only-{dimension.id}"),
        "values": [*Names(dimension.id).all.items(), (UNKNOWN, COMMON[UNKNOWN])],
    }
