"""A few people and what is recorded about them, for tests of the chain."""

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from poruka.cases.chain.case_ids import new_case_id
from poruka.cases.chain.record import Record
from poruka.cases.chain.requests import Append, Draft, Opening

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
KEYS = itertools.count(1)


def at(hours: float) -> datetime:
    """So many hours after the beginning."""
    return START + timedelta(hours=hours)


def key() -> str:
    """A key that no act has had."""
    return f"key-{next(KEYS)}"


def draft(type: str = "application", **values: Any) -> Draft:
    """What an officer of institution 14 records."""
    given = {"made_by": "petrenko", "made_as": "institution_officer", "office": "14", "law_version": "2026-02-21"}
    return Draft(type, **{**given, **values})


def people(*ids: str, using: str = "default") -> None:
    """Put people into the register: just their numbers."""
    from poruka.register.models import Import, Person

    extract = Import.objects.using(using).create(sha256="0" * 64, source="test", today=START.date())
    Person.objects.using(using).bulk_create(
        Person(person_id=id, imported_in=extract, imported_row=row, fingerprint=row)
        for row, id in enumerate(ids, start=2)
    )


def case_of(person: str, length: int = 3, **values: Any) -> tuple[Record, ...]:
    """Open the person's case and make so many records in it, an hour apart."""
    from poruka.cases.chain.store import append, open_case

    case = open_case(person, draft("information-given", **values), key=key(), at=at(0)).case
    for number in range(1, length):
        append(case, draft(fields={"step": number}, **values), expected=number, key=key(), at=at(number))
    return records(case)


def records(case: str) -> tuple[Record, ...]:
    """The records of a case."""
    from poruka.cases.chain.store import records_of

    return records_of(case)


def a_life(person: str, length: int) -> Sequence[Append]:
    """The acts of a whole case, ready to be done together."""
    case = new_case_id()
    first = Append(case, (draft("information-given"),), 0, key(), at(0), Opening(person))
    return [first, *(Append(case, (draft(fields={"step": n}),), n, key(), at(n)) for n in range(1, length))]
