"""Visits, hearings and hand-overs read off the records, for the calendar and the manifest. The queryset takes the actor."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from poruka.access.actors import Actor
from poruka.access.roles import MONITOR
from poruka.cases import visibility
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.chain.record import COLUMNS, Record
from poruka.cases.models import CaseState
from poruka.cases.models import Record as Row
from poruka.cases.shown import cases_seen
from poruka.law.calendar import KYIV
from poruka.law.text import Text
from poruka.web.casework import said

LISTED_AHEAD = timedelta(days=120)
"""A hearing is looked for among records made so long before it: no court lists one later than that."""

LISTED = (
    *("case_id", "institution_id", "stage", "person__name_order", "person__birth_date"),
    *("person__family_name", "person__given_name", "person__patronymic"),
)
"""What a line of a list says of a case and a person; the rest of them is not read for it."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """A hearing of one case. ``moved`` says why it was put off and to when."""

    at: datetime
    case: str
    court: str
    by_video: bool
    moved: Text | None


@dataclass(frozen=True, slots=True)
class Visit:
    """A unit's visit to an institution: one visit, however many cases it is recorded in."""

    at: datetime
    unit: str
    institution: str
    speakers: str
    cases: tuple[str, ...]


def standing_records(
    actor: Actor, starts: Mapping[str, datetime], end: datetime, among: Iterable[str] | None = None
) -> list[Record]:
    """The standing records of some types whose event was in a stretch of time, as far as the actor sees them; two queries.

    ``starts`` says from when each type is wanted. ``among`` limits them to some cases.
    """
    wanted = Q()
    for start, types in itertools.groupby(sorted(starts, key=lambda type: starts[type]), key=lambda type: starts[type]):
        # A day sorts before every moment of itself, so one day is taken at either end and the rest is left out below.
        wanted |= Q(type__in=list(types), happened_at__gte=start - timedelta(days=1))
    rows = Row.objects.filter(wanted, happened_at__lt=end + timedelta(days=1))
    if actor.role != MONITOR:
        rows = rows.filter(case_id__in=cases_seen(actor).values("case_id"))
    if among is not None:
        rows = rows.filter(case_id__in=list(among))
    near = [Record(*row) for row in rows.values_list(*COLUMNS)]
    later = Row.objects.filter(case_id__in={one.case for one in near}, type__in=list(starts), supersedes__isnull=False)
    gone = set(later.values_list("case_id", "supersedes"))
    return [
        record
        for record in sorted(near, key=lambda record: (record.case, record.number))
        if (record.case, record.number) not in gone
        and starts[record.type] <= record.moment < end
        and visibility.sees_record(actor, CATALOGUE[record.type], made_by=record.made_by)
    ]


def of_calendar(actor: Actor, start: datetime, end: datetime) -> tuple[list[Hearing], list[Record]]:
    """The hearings of a stretch of time, in order, and the records of visits in it."""
    ahead = start - LISTED_AHEAD
    found = standing_records(actor, {"hearing": ahead, "postponement": ahead, "recruiter-visit": start}, end)
    visits = [record for record in found if record.type == "recruiter-visit"]
    return _hearings((record for record in found if record.type != "recruiter-visit"), start, end), visits


def stretch(first: date, days: int) -> tuple[datetime, datetime]:
    """So many days from the beginning of a day in Kyiv."""
    return datetime.combine(first, time(), KYIV), datetime.combine(first + timedelta(days=days), time(), KYIV)


def _hearings(records: Iterable[Record], start: datetime, end: datetime) -> list[Hearing]:
    found: dict[str, list[Hearing]] = {}
    for record in records:
        known = found.setdefault(record.case, [])
        if record.type == "hearing":
            at = datetime.fromisoformat(record.fields["at"])
            known.append(Hearing(at, record.case, record.office, bool(record.fields.get("by_video")), None))
        elif known:
            last = known.pop()
            why = said.words(CATALOGUE["postponement"].field("why"), record.fields["why"], {})
            known.append(Hearing(last.at, last.case, last.court, last.by_video, why))
            until = datetime.fromisoformat(record.fields["until"])
            known.append(Hearing(until, last.case, last.court, last.by_video, None))
    return sorted(
        (hearing for known in found.values() for hearing in known if start <= hearing.at < end),
        key=lambda hearing: (hearing.at, hearing.case),
    )


def visits(records: Iterable[Record], institutions: Mapping[str, str]) -> list[Visit]:
    """The visits told of in records of them, in order; ``institutions`` says where the person of each case was."""
    found: dict[tuple[date, str, str, str], tuple[datetime, list[str]]] = {}
    for record in records:
        at = record.moment.astimezone(KYIV)
        unit, speakers = str(record.fields.get("unit", "")), str(record.fields.get("speakers", ""))
        key = (at.date(), unit, institutions.get(record.case, ""), speakers)
        first, cases = found.setdefault(key, (at, []))
        cases.append(record.case)
        found[key] = (min(first, at), cases)
    told = (Visit(at, unit, place, who, tuple(cases)) for (_, unit, place, who), (at, cases) in found.items())
    return sorted(told, key=lambda visit: (visit.at, visit.unit))


def states_of(actor: Actor, cases: Iterable[str]) -> dict[str, CaseState]:
    """The cases of a list with the names of their persons, in one query; those the actor does not see are left out."""
    seen = cases_seen(actor).filter(case_id__in=set(cases)).select_related(None).select_related("person")
    return {state.case_id: state for state in seen.only(*LISTED)}


def places_of(actor: Actor, cases: Iterable[str]) -> dict[str, str]:
    """The institution of each case of a list, in one query; those the actor does not see are left out."""
    seen = cases_seen(actor).filter(case_id__in=set(cases)).select_related(None)
    return dict(seen.values_list("case_id", "institution_id"))
