"""What an actor is shown: one case in full, their tasks, their cases. Every queryset takes the actor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case as When
from django.db.models import F, IntegerField, QuerySet, Value
from django.db.models import When as Branch

from poruka.access import roles
from poruka.access.actors import Actor
from poruka.cases import permissions, visibility
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import RecordType
from poruka.cases.chain.record import Record
from poruka.cases.codes import code_of
from poruka.cases.models import Sealed
from poruka.cases.permissions import OFFICE_OF, Parties
from poruka.cases.procedure import Position, Step, Task, position, step
from poruka.cases.projected import CaseState, CaseTask
from poruka.cases.usecases import load_case


@dataclass(frozen=True, slots=True)
class RecordShown:
    """A record as an actor sees it; ``superseded`` ones stay legible. ``sealed`` is None where it may not be seen."""

    record: Record
    kind: RecordType
    fields: Mapping[str, Any]
    code: str
    superseded: bool
    sealed: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case as an actor sees it: where it stands, what they see of its records, which steps are theirs."""

    case: str
    person_id: str
    institution: str
    parties: Parties
    place: Position
    records: tuple[RecordShown, ...]
    steps: tuple[Step, ...]
    last_number: int

    @property
    def my_open(self) -> tuple[Step, ...]:
        return tuple(s for s in self.steps if s.open)

    @property
    def my_closed(self) -> tuple[Step, ...]:
        return tuple(s for s in self.steps if not s.open)


@dataclass(frozen=True, slots=True)
class TaskShown:
    """A task in a list: whose case, what is owed, by when."""

    case: str
    person_id: str
    family_name: str
    given_name: str
    institution: str
    task: str
    types: tuple[RecordType, ...]
    owner: str
    due: datetime | None
    statutory: bool
    alarm: bool
    stage: str


def case_shown(actor: Actor, case: str, *, now: datetime) -> CaseShown:
    """One case for one actor; Refused where they may not see it. The caller writes the look."""
    opened = load_case(case)
    permissions.check_sees_case(actor, opened.parties)
    gone = {record.supersedes for record in opened.records}
    sealed = _sealed(case) if visibility.sees_sealed(actor) else {}
    records = tuple(
        RecordShown(
            record,
            CATALOGUE[record.type],
            visibility.fields_seen(actor, CATALOGUE[record.type], record.fields),
            code_of(record.hash),
            record.number in gone,
            sealed.get(record.seq),
        )
        for record in opened.records
        if visibility.sees_record(actor, CATALOGUE[record.type], made_by=record.made_by)
    )
    mine = tuple(
        step(kind, opened.history, CATALOGUE, now)
        for kind in CATALOGUE
        if permissions.may_make(actor, kind, opened.parties)
    )
    place = position(visibility.history_seen(actor, opened.history), CATALOGUE, now)
    return CaseShown(
        case,
        opened.person_id,
        opened.institution,
        opened.parties,
        _for(actor, place),
        records,
        mine,
        len(opened.records),
    )


def _for(actor: Actor, place: Position) -> Position:
    """The tasks an actor may know of: the escort is told only its own, a court nothing of what is owed in service."""
    if actor.role in {roles.GUARD, roles.VLK}:
        known = tuple(task for task in place.tasks if task.owner == actor.role)
    elif actor.role in visibility.SERVICE_SEEN_BY:
        return place
    else:
        known = tuple(t for t in place.tasks if t.owner == actor.role or CATALOGUE[t.types[0]].phase != "service")
    return Position(place.stage, place.since, known)


def _sealed(case: str) -> dict[int, Mapping[str, Any]]:
    rows = Sealed.objects.filter(record__case_id=case, content__isnull=False)
    return {row.record_id: row.content for row in rows}


def cases_seen(actor: Actor) -> QuerySet[CaseState]:
    """The cases an actor may see, as list pages show them; nobody's for a role that reads no case."""
    states = CaseState.objects.select_related("person", "case")
    if actor.role == roles.MONITOR:
        return states
    if actor.role == roles.PERSON:
        return states.filter(person_id=actor.person_id) if actor.person_id else states.none()
    kind = OFFICE_OF.get(actor.role)
    office = actor.institution_id if kind == "institution" else actor.office
    if kind is None or not office:
        return states.none()
    return states.filter(case__offices__kind=kind, case__offices__office=office)


def tasks_seen(actor: Actor, *, alarms: bool = False) -> QuerySet[CaseTask]:
    """The tasks an actor owes in the cases they see, what ends first coming first; with ``alarms``, every alarm task."""
    tasks = CaseTask.objects.select_related("case__state__person")
    tasks = tasks.filter(alarm=True) if alarms else tasks.filter(owner=actor.role)
    tasks = tasks.filter(case_id__in=cases_seen(actor).values("case_id"))
    undated = When(Branch(due__isnull=True, then=Value(1)), default=Value(0), output_field=IntegerField())
    return tasks.annotate(undated=undated).order_by("undated", F("due").asc(), "id")


def task_shown(row: CaseTask) -> TaskShown:
    """A row of a task list."""
    state = row.case.state
    person = state.person
    return TaskShown(
        case=row.case_id,
        person_id=str(person.person_id),
        family_name=person.family_name or "",
        given_name=person.given_name or "",
        institution=state.institution_id,
        task=row.task,
        types=tuple(CATALOGUE[id] for id in row.types.split()),
        owner=row.owner,
        due=row.due,
        statutory=row.statutory,
        alarm=row.alarm,
        stage=state.stage,
    )


def step_for(actor: Actor, case: str, type_id: str, *, now: datetime) -> Step:
    """One record type in one case for one actor, with the reasons if it is closed; Refused where it is not theirs."""
    opened = load_case(case)
    kind = CATALOGUE[type_id]
    permissions.check_may_make(actor, kind, opened.parties)
    return step(kind, opened.history, CATALOGUE, now)


__all__ = [
    "CaseShown",
    "RecordShown",
    "Task",
    "TaskShown",
    "case_shown",
    "cases_seen",
    "step_for",
    "task_shown",
    "tasks_seen",
]
