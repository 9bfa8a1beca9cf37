"""Adding to the chain: whole or not at all, once even if sent twice, and never over somebody else's act.

A caller that keeps a projection beside the records opens the transaction itself and writes both in it.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from poruka.cases.chain.case_ids import new_case_id
from poruka.cases.chain.errors import BadRecord
from poruka.cases.chain.log import OF_CASES, Appended, Log, Salt, in_order
from poruka.cases.chain.reading import ask
from poruka.cases.chain.record import NAMES, Record, Row
from poruka.cases.chain.requests import Append, Draft, Opening
from poruka.cases.chain.writing import make
from poruka.law.text import Text


def append(
    case: str,
    *drafts: Draft,
    expected: int,
    key: str,
    at: datetime,
    salt: Salt = secrets.token_bytes,
    using: str = DEFAULT_DB_ALIAS,
) -> Appended:
    """Add records to a case in one act (``Append`` says what the words mean).

    Raises Overtaken where the case has more records than ``expected``, KeyReused where ``key`` stands on a record that
    says something else, UnknownCase, BadRecord. Then nothing was written.
    """
    return append_many([Append(case, drafts, expected, key, at)], salt=salt, using=using)[0]


def open_case(
    person: str,
    *drafts: Draft,
    key: str,
    at: datetime,
    ordinal: int = 1,
    case: str = "",
    salt: Salt = secrets.token_bytes,
    using: str = DEFAULT_DB_ALIAS,
) -> Appended:
    """Open a person's case with its first records. Raises AlreadyOpen, UnknownPerson, KeyReused, BadRecord."""
    request = Append(case or new_case_id(), drafts, 0, key, at, Opening(person, ordinal))
    return append_many([request], salt=salt, using=using)[0]


def append_many(
    requests: Sequence[Append], *, salt: Salt = secrets.token_bytes, using: str = DEFAULT_DB_ALIAS
) -> list[Appended]:
    """Do many acts, in many cases, in one transaction and with the same checks: all of them, or none.

    Some thousand at a time is fast (the demo country, a morning's fifty motions); others wait until it is done.
    Raises as ``append`` and ``open_case`` do.
    """
    with transaction.atomic(using=using):
        log = Log(connections[using])
        log.load(requests)
        done = [log.add(request, salt) for request in requests]
        make(connections[using], log.written())
        return done


def erase(
    case: str,
    number: int,
    draft: Draft,
    *,
    expected: int,
    key: str,
    at: datetime,
    using: str = DEFAULT_DB_ALIAS,
) -> Appended:
    """Erase the sealed part of record ``number`` under a new record, which gets the field ``erases``.

    The chain stays whole: it holds only the commitment. Raises as ``append``; BadRecord where nothing is sealed there.
    """
    erasing = replace(draft, fields={**draft.fields, "erases": number})
    with transaction.atomic(using=using):
        appended = append(case, erasing, expected=expected, key=key, at=at, using=using)
        if not appended.repeated:
            _wipe(case, number, appended.records[0].seq, using)
    return appended


def _wipe(case: str, number: int, under: int, using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "UPDATE cases_sealed SET salt = NULL, content = NULL, erased_by_id = %s WHERE erased_by_id IS NULL"
            " AND record_id = (SELECT seq FROM cases_record WHERE case_id = %s AND number = %s)",
            [under, case, number],
        )
        if not cursor.rowcount:
            raise BadRecord(
                Text(
                    f"Нічого не стерто: запис {number} справи {case} не має закритої частини.",
                    f"Nothing was erased: record {number} of case {case} has no sealed part.",
                )
            )


def records_of(case: str, *, after: int = 0, using: str = DEFAULT_DB_ALIAS) -> tuple[Record, ...]:
    """The records of a case in order, those with a number above ``after``. Empty for a case that is not there."""
    query = f'SELECT {NAMES} FROM cases_record WHERE "case_id" = %s AND "number" > %s ORDER BY "number"'  # noqa: S608
    with connections[using].cursor() as cursor:
        cursor.execute(query, [case, after])
        return tuple(Record.of(row) for row in cursor.fetchall())


def records_of_all(cases: Iterable[str], *, using: str = DEFAULT_DB_ALIAS) -> dict[str, tuple[Record, ...]]:
    """The records of many cases in few queries; a case that is not there has none."""
    return {case: tuple(map(Record.of, rows)) for case, rows in rows_of_all(cases, using=using).items()}


def rows_of_all(cases: Iterable[str], *, using: str = DEFAULT_DB_ALIAS) -> dict[str, tuple[Row, ...]]:
    """The same as stored, for whoever need not read every word of them."""
    found: dict[str, list[Row]] = {case: [] for case in cases}
    for row in ask(connections[using], OF_CASES, found):
        found[row[1]].append(row)
    return {case: tuple(in_order(rows)) for case, rows in found.items()}
