"""The transport manifest of a release day: whom, from where, to where, in which vehicle; nothing of offences or health."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from poruka.access.actors import Actor
from poruka.access.roles import GUARD
from poruka.cases.chain.record import Record
from poruka.cases.codes import code_of
from poruka.cases.models import CaseState
from poruka.cases.shown import cases_seen
from poruka.law.text import Text
from poruka.web.casework import doors, events, moments
from poruka.web.casework.guard import actor_of, look, now_in_kyiv, office_reader
from poruka.web.casework.naming import names_of
from poruka.web.pages import render_page

READY = "in-force"
"""The stage of those who are to be handed over: the ruling is in force, nobody has taken them yet."""
LONG_AGO = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Passenger:
    """A line of the manifest. ``vehicle`` and ``received_by`` are empty where the hand-over is still ahead."""

    name: str
    birth_date: date | None
    origin: Text | None
    destination: Text | None
    vehicle: str
    guard: Text | None
    received_by: str
    at: datetime | None
    case: str
    code: str


@office_reader
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The manifest of one day."""
    actor, now = actor_of(request), now_in_kyiv()
    if actor.role not in doors.MANIFEST_ROLES:
        raise Http404
    day, wrong = _day(request, now.date())
    start, end = events.stretch(day, 1)
    handed = events.standing_records(actor, {"hand-over": start}, end)
    ready = list(_ready(actor)) if day >= now.date() and actor.role != GUARD else []
    states = events.states_of(actor, [record.case for record in handed])
    orders = _orders(actor, ready, now)
    names = names_of(_offices(handed, [*states.values(), *ready], orders))
    handed = sorted((r for r in handed if r.case in states), key=lambda r: _seat(r, states[r.case]))
    going = [_passenger(record, states[record.case], names) for record in handed]
    waiting = [_waiting(state, orders.get(state.case_id), names) for state in ready]
    look(request, "manifest", detail=f"{day.isoformat()} [{len(going)}+{len(waiting)}]")
    context = {
        "day": day,
        "parts": moments.parts_of(day),
        "wrong": wrong,
        "going": going,
        "waiting": waiting,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "today": now.date(),
        "printed_at": now,
    }
    status = 422 if wrong else 200
    return render_page(request, "cases/manifest.html", context, section="manifest", status=status)


def _day(request: HttpRequest, today: date) -> tuple[date, Text | None]:
    """The day asked for, in parts or as ``2026-01-15``; today where nothing is asked."""
    found = moments.read_day({part: request.GET.get(f"day-{part}", "") for part in moments.DAY_PARTS})
    if found.problem:
        return today, Text(f"Дата: {found.problem.uk}.", f"Date: {found.problem.en}.")
    if found.value is not None:
        return date(found.value.year, found.value.month, found.value.day), None
    asked = request.GET.get("day", "")
    none = Text("Дата: такої дати немає.", "Date: there is no such date.")
    try:
        day = date.fromisoformat(asked) if asked else today
    except ValueError:
        return today, none
    return (day, None) if moments.EARLIEST <= day.year <= moments.LATEST else (today, none)


def _ready(actor: Actor) -> Iterable[CaseState]:
    return cases_seen(actor).filter(stage=READY).order_by("person__name_order", "case_id")


def _orders(actor: Actor, ready: list[CaseState], now: datetime) -> dict[str, Record]:
    """The records that put the rulings into force: they name the recruitment centre."""
    if not ready:
        return {}
    cases = [state.case_id for state in ready]
    records = events.standing_records(actor, {"entry-into-force": now - LONG_AGO}, now + timedelta(days=1), cases)
    return {record.case: record for record in records}


def _offices(handed: list[Record], states: list[CaseState], orders: dict[str, Record]) -> Iterator[str]:
    for state in states:
        yield state.institution_id
    for record in (*handed, *orders.values()):
        yield str(record.fields.get("recruitment_centre", ""))
        yield str(record.fields.get("guard", ""))


def _seat(record: Record, state: CaseState) -> tuple[str, str]:
    """The order of the list: by vehicle, and in it by the alphabet."""
    return str(record.fields.get("vehicle", "")), state.person.name_order or ""


def _passenger(record: Record, state: CaseState, names: dict[str, Text]) -> Passenger:
    fields = record.fields
    return Passenger(
        name=state.person.full_name,
        birth_date=state.person.birth_date,
        origin=names.get(record.office) or names.get(state.institution_id),
        destination=names.get(str(fields.get("recruitment_centre", ""))),
        vehicle=str(fields.get("vehicle", "")),
        guard=names.get(str(fields.get("guard", ""))),
        received_by=str(fields.get("received_by", "")),
        at=record.moment,
        case=record.case,
        code=code_of(record.hash),
    )


def _waiting(state: CaseState, order: Record | None, names: dict[str, Text]) -> Passenger:
    centre = str(order.fields.get("recruitment_centre", "")) if order else ""
    return Passenger(
        name=state.person.full_name,
        birth_date=state.person.birth_date,
        origin=names.get(state.institution_id),
        destination=names.get(centre),
        vehicle="",
        guard=None,
        received_by="",
        at=None,
        case=state.case_id,
        code="",
    )
