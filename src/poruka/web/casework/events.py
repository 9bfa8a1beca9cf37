"""Visits, hearings and hand-overs read off the records, for the calendar and the manifest. The queryset takes the actor."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from poruka.access.actors import Actor
from poruka.cases import visibility
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.chain.record import Record
from poruka.cases.models import CaseState
from poruka.cases.models import Record as Row
from poruka.cases.shown import cases_seen
from poruka.law.calendar import KYIV
from poruka.law.text import Text
from poruka.web.casework import said

LISTED_AHEAD = timedelta(days=120)
"""A hearing is looked for among records made so long before it: no court lists one later than that."""


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


def standing_records(actor: Actor, types: Iterable[str], start: datetime, end: datetime) -> list[Record]:
    """The standing records of some types whose event was in a stretch of time, as far as the actor sees them; two queries."""
    types = list(types)
    cases = cases_seen(actor).values("case_id")
    rows = Row.objects.filter(case_id__in=cases, type__in=types)
    gone = set(rows.filter(supersedes__isnull=False).values_list("case_id", "supersedes"))
    # A day sorts before every moment of itself, so one day is taken at either end and the rest is left out here.
    near = rows.filter(happened_at__gte=start - timedelta(days=1), happened_at__lt=end + timedelta(days=1))
    return [
        row.whole
        for row in near.order_by("case_id", "number")
        if (row.case_id, row.number) not in gone
        and start <= row.whole.moment < end
        and visibility.sees_record(actor, CATALOGUE[row.type], made_by=row.made_by)
    ]


def stretch(first: date, days: int) -> tuple[datetime, datetime]:
    """So many days from the beginning of a day in Kyiv."""
    return datetime.combine(first, time(), KYIV), datetime.combine(first + timedelta(days=days), time(), KYIV)


def hearings(actor: Actor, start: datetime, end: datetime) -> list[Hearing]:
    """The hearings of a stretch of time, in order."""
    found: dict[str, list[Hearing]] = {}
    for record in standing_records(actor, ("hearing", "postponement"), start - LISTED_AHEAD, end):
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
    """The cases of a list with their persons, in one query; those the actor does not see are left out."""
    return {state.case_id: state for state in cases_seen(actor).filter(case_id__in=set(cases))}
