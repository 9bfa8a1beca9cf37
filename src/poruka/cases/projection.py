"""From records to what list pages read: pure derivation first, then the rows."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from django.db import connection

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import OfficeKind
from poruka.cases.chain.moments import happened_of, instant_of
from poruka.cases.chain.reading import ask
from poruka.cases.chain.record import Record, Row
from poruka.cases.chain.store import rows_of_all
from poruka.cases.chain.writing import Change, Rows, make
from poruka.cases.history import Entry, History
from poruka.cases.models import Case
from poruka.cases.permissions import Parties
from poruka.cases.places import Places
from poruka.cases.procedure import Position, position
from poruka.cases.visibility import common_history
from poruka.law.calendar import KYIV

BATCH = 500
READ = 10_000
"""Records a process remembers having read: they never change, and a case is read again at each of its steps."""
ENTITLED_UNITS = frozenset({"unit-may-see", "contract", "enrolment", "transfer", "transfer-arrival"})
"""A unit sees a case once the person has agreed to that, or once they serve there; being named is not enough (R44)."""
NAMING = {
    type.id: named
    for type in CATALOGUE
    if (
        named := tuple(
            (field.name, field.office)
            for field in type.fields
            if field.office and (field.office != "unit" or type.id in ENTITLED_UNITS)
        )
    )
}
"""By record type, the fields that bring an office into the case."""


@dataclass(frozen=True, slots=True)
class Projected:
    """A case as list pages show it."""

    case: str
    parties: Parties
    place: Position
    records: int


def history_of(records: Iterable[Record]) -> History:
    """The records of a case as the procedure reads them."""
    return history_of_rows(record.row for record in records)


def history_of_rows(rows: Iterable[Row]) -> History:
    """The same from the rows as stored."""
    return History(tuple(map(_entry, rows)))


@lru_cache(maxsize=READ)
def _entry(row: Row) -> Entry:
    """A record as the procedure reads it. Asked with the whole row, so it can never be that of another record."""
    _, _, number, type, made_by, made_as, office, made_at, happened_at, fields, _, supersedes, *_ = row
    happened = happened_of(happened_at)
    if not isinstance(happened, datetime):
        happened = datetime(happened.year, happened.month, happened.day, 12, tzinfo=KYIV)
    at = instant_of(made_at).astimezone(KYIV)
    said = MappingProxyType(json.loads(fields))
    return Entry(number, type, said, happened, at, made_by, made_as, office, supersedes)


def parties_of(person_id: str, history: History, usual: frozenset[tuple[OfficeKind, str]]) -> Parties:
    """The offices a case involves: the usual ones of its institution, and those its records name."""
    named = {
        (kind, str(office))
        for entry in history.standing
        for name, kind in NAMING.get(entry.type, ())
        if (office := entry.fields.get(name))
    }
    return Parties(person_id, usual | named)


def project(case: str, person_id: str, history: History, places: Places, institution: str) -> Projected:
    """What list pages show of a case, from its records."""
    return projected(case, parties_of(person_id, history, places.usual(institution)), history)


def projected(case: str, parties: Parties, history: History) -> Projected:
    """What list pages show of a case whose parties are known.

    Lists are read by those who decide, so they rest on the records that everybody in the case may know of: "not now"
    changes nothing in them (R06). Tasks still to come are among them: nobody writes anything when their time comes.
    """
    common = common_history(history)
    return Projected(case, parties, position(common, CATALOGUE, None), len(common.entries))


def store(projected: Iterable[Projected], institutions: Mapping[str, str]) -> None:
    """Write the rows of some cases, in place of those that were there. ``institutions`` maps a person to theirs."""
    wanted = list(projected)
    make(connection, written(wanted, institutions, ask(connection, LISTED, {p.case for p in wanted})))


def written(
    projected: Sequence[Projected], institutions: Mapping[str, str], listed: Iterable[Row]
) -> list[Rows | Change]:
    """The changes that put some cases into the lists; ``listed`` is what ``LISTED`` found of their offices.

    Plain SQL, because it is part of every act: a state is put over the one before it, and of the offices only those
    are touched that have come or gone.
    """
    there = {(case, kind, office): id for id, case, kind, office in listed}
    due = {(p.case, kind, office) for p in projected for kind, office in p.parties.offices}
    return [
        Rows("cases_casestate", STATE, [_state(p, institutions) for p in projected], OVER),
        Change(NO_TASKS, [(p.case,) for p in projected]),
        Rows("cases_casetask", TASK, [task for p in projected for task in _tasks(p)]),
        Change(NO_OFFICE, [(id,) for office, id in there.items() if office not in due]),
        Rows("cases_caseoffice", ("case_id", "kind", "office"), sorted(due - there.keys())),
    ]


STATE = ("case_id", "person_id", "institution_id", "stage", "phase", "owner", "since", "records", "next_due")
OVER = "ON CONFLICT (case_id) DO UPDATE SET " + ", ".join(f"{name} = excluded.{name}" for name in STATE[1:])
TASK = ("case_id", "task", "types", "owner", "since", "due", "statutory", "alarm")
NO_TASKS = "DELETE FROM cases_casetask WHERE case_id IN ({0})"
NO_OFFICE = "DELETE FROM cases_caseoffice WHERE id IN ({0})"
LISTED = "SELECT id, case_id, kind, office FROM cases_caseoffice WHERE case_id IN ({0})"


def _state(projected: Projected, institutions: Mapping[str, str]) -> Sequence[Any]:
    person, place = projected.parties.person_id, projected.place
    moment, stage = connection.ops.adapt_datetimefield_value, place.stage
    return (
        *(projected.case, person, institutions.get(person, ""), stage.id, stage.phase, stage.owner),
        *(moment(place.since), projected.records, moment(place.next_due)),
    )


def _tasks(projected: Projected) -> Iterable[Sequence[Any]]:
    moment = connection.ops.adapt_datetimefield_value
    for task in projected.place.tasks:
        yield (
            *(projected.case, task.id, " ".join(task.types), task.owner, moment(task.since), moment(task.due)),
            *(task.statutory, task.alarm),
        )


def rebuild(cases: Iterable[str] | None = None) -> int:
    """Make the projection anew from the records: of all cases, or of some. Returns how many cases were done.

    Works in batches of ``BATCH``, so that it takes the same memory whatever the number of cases.
    """
    places = Places.load()
    found = Case.objects.order_by("id") if cases is None else Case.objects.filter(id__in=list(cases)).order_by("id")
    done, last = 0, ""
    while batch := list(found.filter(id__gt=last).values_list("id", "person_id", "person__institution_id")[:BATCH]):
        rows = rows_of_all(case for case, _, _ in batch)
        store(
            (
                project(case, str(person), history_of_rows(rows[case]), places, institution or "")
                for case, person, institution in batch
            ),
            {str(person): institution or "" for _, person, institution in batch},
        )
        done, last = done + len(batch), batch[-1][0]
    return done
