"""Reading the log from beginning to end, as it stands at one moment, while others go on adding to it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

from poruka.cases.chain.record import NAMES, Row

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

CHUNK = 5_000
VALUES = 500
"""Values in one query: SQLite takes no more than some thousand."""

Question: TypeAlias = tuple[str, Iterable[Any]]
"""A query with ``IN ({0})``, and the values that belong there; without any it is not asked."""


@contextmanager
def snapshot(connection: "BaseDatabaseWrapper") -> Iterator[None]:
    """Inside, every query sees the database as it was at the first one. Nobody has to wait for it."""
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else "BEGIN DEFERRED"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def every_row(
    connection: "BaseDatabaseWrapper", query: str, values: Sequence[Any] = (), chunk: int = CHUNK
) -> Iterator[list[Row]]:
    """The rows of a query, ``chunk`` at a time."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(query, values)
        while rows := cursor.fetchmany(chunk):
            yield rows


def log_rows(connection: "BaseDatabaseWrapper", after: int = 0, chunk: int = CHUNK) -> Iterator[list[Row]]:
    """The records of the log in order, from the one after ``after``, as stored."""
    query = f'SELECT {NAMES} FROM cases_record WHERE "seq" > %s ORDER BY "seq"'  # noqa: S608 - our own names
    return every_row(connection, query, [after], chunk)


def ask(connection: "BaseDatabaseWrapper", query: str, values: Iterable[Any]) -> Iterator[Row]:
    """The rows of a query with ``IN ({0})``, however many values there are."""
    return iter(ask_all(connection, (query, values))[0])


def ask_all(connection: "BaseDatabaseWrapper", *questions: Question) -> list[list[Row]]:
    """The rows that each of several queries gives, as each finds things when its turn comes.

    On PostgreSQL they travel in one message, because every message is waited for.
    """
    parts = [
        (place, query.format(", ".join(["%s"] * len(part))), part)
        for place, (query, values) in enumerate(questions)
        for part in _parts(values)
    ]
    found: list[list[Row]] = [[] for _ in questions]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and parts:
            cursor.execute("; ".join(query for _, query, _ in parts), [value for *_, part in parts for value in part])
            for place, *_ in parts:
                found[place] += cursor.fetchall()
                cursor.nextset()
        else:
            for place, query, part in parts:
                cursor.execute(query, part)
                found[place] += cursor.fetchall()
    return found


def _parts(values: Iterable[Any]) -> Iterator[list[Any]]:
    wanted = sorted(values)
    for start in range(0, len(wanted), VALUES):
        yield wanted[start : start + VALUES]
