"""Tests may empty their tables, which the database refuses everybody else (``poruka.cases.chain.guards``)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def let_tests_empty_tables() -> None:
    """From now on, Django's flush after a test takes the guards away and puts them back. Doing it twice does no harm."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    flush = BaseDatabaseOperations.execute_sql_flush
    if getattr(flush, "around_guards", False):
        return

    def around_guards(self: Any, sql_list: Any) -> None:
        away = _without_triggers if self.connection.vendor == "sqlite" else _without_guards
        with away(self.connection):
            flush(self, sql_list)

    around_guards.around_guards = True  # type: ignore[attr-defined]
    BaseDatabaseOperations.execute_sql_flush = around_guards  # type: ignore[method-assign]


@contextmanager
def _without_triggers(connection: Any) -> Iterator[None]:
    """SQLite empties a table row by row, past every trigger."""
    with connection.cursor() as cursor:
        triggers = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, sql in triggers:
            cursor.execute(sql)


@contextmanager
def _without_guards(connection: Any) -> Iterator[None]:
    """PostgreSQL truncates, which the guards refuse."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
        )
        triggers = cursor.fetchall()
        for name, table, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}" ON {table}')
        yield
        for *_, sql in triggers:
            cursor.execute(sql)
