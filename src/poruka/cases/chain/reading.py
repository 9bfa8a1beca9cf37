"""Reading the log from beginning to end, as it stands at one moment, while others go on adding to it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from poruka.cases.chain.record import NAMES, Row

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

CHUNK = 5_000
VALUES = 500
"""Values in one query: SQLite takes no more than some thousand."""


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
    wanted = sorted(values)
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), VALUES):
            part = wanted[start : start + VALUES]
            cursor.execute(query.format(", ".join(["%s"] * len(part))), part)
            yield from cursor.fetchall()
