"""What can be done with a case: check, act, record, project. Every face calls these and nothing else."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from poruka.access.actors import Actor
from poruka.cases.chain.errors import AlreadyOpen
from poruka.cases.chain.record import Record
from poruka.cases.desk import Act, Desk, Opened, load_case
from poruka.cases.models import Case

__all__ = ["Act", "Opened", "load_case", "make_record", "make_records", "open_case"]


def open_case(actor: Actor, person_id: str, fields: Mapping[str, Any], *, happened_at: datetime, now: datetime) -> str:
    """Open a person's case by recording that they were informed. Returns the number of the case.

    Raises Refused for a person the actor may not see, and the chain's AlreadyOpen where there is a case.
    """
    with transaction.atomic():
        desk = Desk()
        case = desk.open_case(actor, person_id, fields, happened_at=happened_at, now=now)
        there = Case.objects.filter(person_id=person_id).values_list("id", flat=True).first()
        if there:
            raise AlreadyOpen(person_id, there)
        [made] = desk.file()
        if made.case != case:  # somebody sent the same form at the same moment, and was first
            raise AlreadyOpen(person_id, made.case)
    return case


def make_record(actor: Actor, act: Act, *, now: datetime) -> Record:
    """Make one record. Raises Refused with sentences for the person, or the chain's Overtaken where somebody was first."""
    return make_records(actor, [act], now=now)[0]


def make_records(actor: Actor, acts: Sequence[Act], *, now: datetime) -> list[Record]:
    """Make a batch of records (fifty motions in a morning): all of them, or none.

    The projection of each case is written in the same transaction.
    """
    with transaction.atomic():
        desk = Desk()
        desk.take(acts)
        for act in acts:
            desk.act(actor, act, now=now)
        return [record for made in desk.file() for record in made.records]
