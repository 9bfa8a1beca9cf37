"""The calendar: recruiters' visits and court hearings of a month, day by day."""

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
    month = month_asked(request.GET.get("month", "")) or now.date().replace(day=1)
    after = add_months(month, 1)
    start, end = events.stretch(month, (after - month).days)
    days = list(_days(actor, start, end))
    look(request, "calendar", detail=f"{month:%Y-%m} [{sum(len(d.hearings) + len(d.visits) for d in days)}]")
    context = {
        "month": month,
        "before": add_months(month, -1),
        "after": after,
        "days": days,
        "today": now.date(),
        "hearings": sum(len(day.hearings) for day in days),
        "visits": sum(len(day.visits) for day in days),
        "records_visits": actor.role in CATALOGUE[VISIT].made_by,
    }
    return render_page(request, "cases/calendar.html", context, section="calendar")


def month_asked(text: str) -> date | None:
    """The first day of a month written as ``2026-01``; None for anything else."""
    try:
        month = datetime.strptime(text, "%Y-%m").replace(tzinfo=KYIV).date()
    except ValueError:
        return None
    return month if EARLIEST <= month.year <= LATEST else None


def _days(actor: Actor, start: datetime, end: datetime) -> Iterator[Day]:
    hearings, seen = events.of_calendar(actor, start, end)
    states = events.states_of(actor, [*(h.case for h in hearings), *(record.case for record in seen)])
    places = {case: state.institution_id for case, state in states.items()}
    visits = events.visits(seen, places)
    names = names_of([*places.values(), *(h.court for h in hearings), *(v.unit for v in visits)])
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
