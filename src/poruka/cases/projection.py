"""From records to what list pages read: pure derivation first, then the rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import OfficeKind
from poruka.cases.chain.record import Record
from poruka.cases.chain.store import records_of
from poruka.cases.history import Entry, History
from poruka.cases.models import Case
from poruka.cases.permissions import Parties
from poruka.cases.places import Places
from poruka.cases.procedure import Position, position
from poruka.cases.projected import CaseOffice, CaseState, CaseTask
from poruka.law.calendar import KYIV

BATCH = 500
ENTITLED_UNITS = frozenset({"unit-may-see", "contract", "enrolment", "transfer", "transfer-arrival"})
"""A unit sees a case once the person has agreed to that, or once they serve there; being named is not enough (R44)."""


@dataclass(frozen=True, slots=True)
class Projected:
    """A case as list pages show it."""

    case: str
    parties: Parties
    place: Position
    records: int


def history_of(records: Iterable[Record]) -> History:
    """The records of a case as the procedure reads them."""
    return History(tuple(_entry(record) for record in records))


def _entry(record: Record) -> Entry:
    happened = record.happened_at
    if not isinstance(happened, datetime):
        happened = datetime(happened.year, happened.month, happened.day, 12, tzinfo=KYIV)
    return Entry(
        number=record.number,
        type=record.type,
        fields=record.fields,
        happened_at=happened.astimezone(KYIV),
        made_at=record.made_at.astimezone(KYIV),
        made_by=record.made_by,
        made_as=record.made_as,
        office=record.office,
        supersedes=record.supersedes,
    )


def parties_of(person_id: str, history: History, usual: frozenset[tuple[OfficeKind, str]]) -> Parties:
    """The offices a case involves: the usual ones of its institution, and those its records name."""
    named: set[tuple[OfficeKind, str]] = set()
    for entry in history.standing:
        for field in CATALOGUE[entry.type].fields:
            value = entry.fields.get(field.name)
            if field.office and value and (field.office != "unit" or entry.type in ENTITLED_UNITS):
                named.add((field.office, str(value)))
    return Parties(person_id, usual | named)


def project(case: str, person_id: str, history: History, places: Places, institution: str, now: datetime) -> Projected:
    """What list pages show of a case."""
    parties = parties_of(person_id, history, places.usual(institution))
    return Projected(case, parties, position(history, CATALOGUE, now), len(history.entries))


def store(projected: Iterable[Projected], institutions: Mapping[str, str]) -> None:
    """Write the rows of some cases, in place of those that were there. ``institutions`` maps a person to theirs."""
    wanted = list(projected)
    ids = [p.case for p in wanted]
    for model in (CaseTask, CaseOffice, CaseState):
        for start in range(0, len(ids), BATCH):
            model.objects.filter(case_id__in=ids[start : start + BATCH]).delete()
    CaseState.objects.bulk_create((_state(p, institutions) for p in wanted), batch_size=BATCH)
    CaseOffice.objects.bulk_create(
        (
            CaseOffice(case_id=p.case, kind=kind, office=office)
            for p in wanted
            for kind, office in sorted(p.parties.offices)
        ),
        batch_size=BATCH,
    )
    CaseTask.objects.bulk_create((task for p in wanted for task in _tasks(p)), batch_size=BATCH)


def _state(projected: Projected, institutions: Mapping[str, str]) -> CaseState:
    stage = projected.place.stage
    return CaseState(
        case_id=projected.case,
        person_id=projected.parties.person_id,
        institution_id=institutions.get(projected.parties.person_id, ""),
        stage=stage.id,
        phase=stage.phase,
        owner=stage.owner,
        since=projected.place.since,
        records=projected.records,
        next_due=projected.place.next_due,
    )


def _tasks(projected: Projected) -> Iterable[CaseTask]:
    for task in projected.place.tasks:
        yield CaseTask(
            case_id=projected.case,
            task=task.id,
            types=" ".join(task.types),
            owner=task.owner,
            since=task.since,
            due=task.due,
            statutory=task.statutory,
            alarm=task.alarm,
        )


def rebuild(now: datetime, cases: Iterable[str] | None = None) -> int:
    """Make the projection anew from the records: of all cases, or of some. Returns how many cases were done."""
    places = Places.load()
    found = Case.objects.select_related("person").order_by("id")
    if cases is not None:
        found = found.filter(id__in=list(cases))
    institutions: dict[str, str] = {}
    projected = []
    for case in found.iterator(chunk_size=BATCH):
        institution = case.person.institution_id or ""
        institutions[case.person_id] = institution
        projected.append(project(case.id, case.person_id, history_of(records_of(case.id)), places, institution, now))
    store(projected, institutions)
    return len(projected)
