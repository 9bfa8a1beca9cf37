"""A few people and what is recorded about them, for tests of the chain."""

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from poruka.cases.chain.case_ids import new_case_id
from poruka.cases.chain.merkle import Frontier, leaf_hash
from poruka.cases.chain.record import COLUMNS, NAMES, Record, Row, genesis, hash_of
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


@contextmanager
def behind_the_back() -> Iterator[Any]:
    """A cursor of somebody who has the database to themselves: no guard stands in the way. Taken back at the end."""
    from django.db import connection, transaction

    from poruka.cases.chain import guards

    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            guards.remove(connection)
        yield cursor
        transaction.set_rollback(True)


@dataclass
class Forger:
    """Somebody who knows the whole format and can make the database agree with itself again."""

    cursor: Any
    rows: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cursor.execute(f"SELECT {NAMES} FROM cases_record ORDER BY seq")
        self.rows = list(self.cursor.fetchall())

    def put(self, place: int, /, **values: Any) -> None:
        """Change columns of the record at a place, and nothing else."""
        for column, value in values.items():
            self.cursor.execute(f'UPDATE cases_record SET "{column}" = %s WHERE seq = %s', [value, place])
        self.__post_init__()

    def drop(self, *seqs: int) -> None:
        """Remove records, and leave holes."""
        for seq in seqs:
            for table, column in (("cases_sealed", "record_id"), ("cases_record", "seq")):
                self.cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [seq])
        self.__post_init__()

    def close_ranks(self) -> None:
        """Give the records their places and numbers again, as if none had ever been dropped."""
        numbers: dict[str, int] = {}
        for seq, row in enumerate(self.rows, start=1):
            numbers[row[1]] = numbers.get(row[1], 0) + 1
            self.cursor.execute(
                "UPDATE cases_record SET seq = %s, number = %s WHERE seq = %s", [seq, numbers[row[1]], row[0]]
            )
            self.cursor.execute("UPDATE cases_sealed SET record_id = %s WHERE record_id = %s", [seq, row[0]])
        self.__post_init__()

    def rehash(self, *cases: str) -> None:
        """Make the hashes and links of some cases agree again, or of all."""
        self.cursor.execute("SELECT id, person_id, ordinal, opened_at FROM cases_case")
        previous = {case: genesis(case, *opening) for case, *opening in self.cursor.fetchall()}
        for row in self.rows:
            if row[1] in cases or not cases:
                linked = (*row[:14], previous[row[1]], "")
                hash_ = hash_of(linked)
                self.cursor.execute(
                    "UPDATE cases_record SET previous = %s, hash = %s WHERE seq = %s", [linked[14], hash_, row[0]]
                )
                previous[row[1]] = hash_
        self.__post_init__()

    def rehead(self) -> None:
        """Make the head of the log agree with the records."""
        frontier = Frontier()
        for row in self.rows:
            frontier.push(leaf_hash(bytes.fromhex(row[15])))
        last = self.rows[-1][1:3] if self.rows else ("", 0)
        self.cursor.execute(
            "UPDATE cases_loghead SET size = %s, frontier = %s, last_case = %s, last_number = %s",
            [frontier.size, frontier.packed(), *last],
        )

    def rewrite(self) -> None:
        """Make everything in the database agree, but for what is signed."""
        self.close_ranks()
        self.rehash()
        self.rehead()


def tampered(value: Any, place: int = 0) -> Any:
    """Another value of the same kind, as like as can be; of a text, with another character at a place."""
    if value is None:
        return 1
    if isinstance(value, int):
        return value + 1
    if isinstance(value, bytes | memoryview):
        raw = bytes(value)
        return bytes([raw[0] ^ 1]) + raw[1:]
    if not value:
        return "x"
    other = "#" if value[place] != "#" else "~"
    return value[:place] + other + value[place + 1 :]


def digest_of_everything(cursor: Any) -> str:
    """A digest of every record, to show that an attempt left nothing behind."""
    cursor.execute(f"SELECT {NAMES} FROM cases_record ORDER BY seq")
    return hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()


__all__ = [
    "COLUMNS", "Forger", "a_life", "at", "behind_the_back", "case_of", "digest_of_everything", "draft", "key",
    "people", "records", "tampered",
]  # fmt: skip
