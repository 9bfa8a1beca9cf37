"""The calendar: recruiters' visits and court hearings of a month, day by day.

A month of the whole country is too long to be read: there a day says how much it holds, and opens.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from poruka.access.actors import Actor
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.models import CaseState
from poruka.law.calendar import KYIV, add_months
from poruka.law.text import Text
from poruka.web.casework import events
from poruka.web.casework.batch import VISIT
from poruka.web.casework.guard import actor_of, look, now_in_kyiv, office_reader
from poruka.web.casework.moments import EARLIEST, LATEST
from poruka.web.casework.naming import names_of
from poruka.web.pages import render_page

MOST = 120
"""A month with more lines than this is shown by day."""


@dataclass(frozen=True, slots=True)
class HearingLine:
    """A hearing on the page."""

    hearing: events.Hearing
    at: datetime
    state: CaseState
    court: Text | None


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit on the page."""

    visit: events.Visit
    unit: Text
    institution: Text | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day with something in it."""

    day: date
    hearings: tuple[HearingLine, ...]
    visits: tuple[VisitLine, ...]


@office_reader
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """A month."""
    actor, now = actor_of(request), now_in_kyiv()
    day = day_asked(request.GET.get("day", ""))
    month = (day or month_asked(request.GET.get("month", "")) or now.date()).replace(day=1)
    after = add_months(month, 1)
    hearings, told = events.of_calendar(actor, *events.stretch(month, (after - month).days))
    visits = events.visits(told, events.places_of(actor, (record.case for record in told)))
    in_brief = day is None and len(hearings) + len(visits) > MOST
    if day is not None:
        hearings = [hearing for hearing in hearings if _day_of(hearing.at) == day]
        visits = [visit for visit in visits if visit.at.date() == day]
    look(request, "calendar", detail=f"{day or f'{month:%Y-%m}'} [{len(hearings) + len(visits)}]")
    context = {
        "month": month,
        "before": add_months(month, -1),
        "after": after,
        "day": day,
        "days": () if in_brief else list(_days(actor, hearings, visits)),
        "brief": list(_brief(hearings, visits)) if in_brief else (),
        "today": now.date(),
        "hearings": len(hearings),
        "visits": len(visits),
        "records_visits": actor.role in CATALOGUE[VISIT].made_by,
    }
    return render_page(request, "cases/calendar.html", context, section="calendar")


def day_asked(text: str) -> date | None:
    """A day written as ``2026-01-15``; None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day.year <= LATEST else None


def month_asked(text: str) -> date | None:
    """The first day of a month written as ``2026-01``; None for anything else."""
    try:
        month = datetime.strptime(text, "%Y-%m").replace(tzinfo=KYIV).date()
    except ValueError:
        return None
    return month if EARLIEST <= month.year <= LATEST else None


@dataclass(frozen=True, slots=True)
class Brief:
    """A day in brief: how many hearings, and how many visits of units."""

    day: date
    hearings: int
    visits: int


def _day_of(moment: datetime) -> date:
    return moment.astimezone(KYIV).date()


def _brief(hearings: list[events.Hearing], visits: list[events.Visit]) -> Iterator[Brief]:
    heard = Counter(_day_of(hearing.at) for hearing in hearings)
    visited = Counter(visit.at.date() for visit in visits)
    for day in sorted({*heard, *visited}):
        yield Brief(day, heard[day], visited[day])


def _days(actor: Actor, hearings: list[events.Hearing], visits: list[events.Visit]) -> Iterator[Day]:
    states = events.states_of(actor, (hearing.case for hearing in hearings))
    offices = [*(h.court for h in hearings), *(office for v in visits for office in (v.unit, v.institution))]
    names = names_of(offices)
    found: dict[date, tuple[list[HearingLine], list[VisitLine]]] = {}
    for hearing in hearings:
        at = hearing.at.astimezone(KYIV)
        line = HearingLine(hearing, at, states[hearing.case], names.get(hearing.court))
        found.setdefault(at.date(), ([], []))[0].append(line)
    for visit in visits:
        named = VisitLine(visit, names.get(visit.unit, Text(visit.unit, visit.unit)), names.get(visit.institution))
        found.setdefault(visit.at.date(), ([], []))[1].append(named)
    for day in sorted(found):
        yield Day(day, tuple(found[day][0]), tuple(found[day][1]))
