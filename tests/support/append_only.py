"""Tests may empty their tables, which the database refuses everybody else (``poruka.cases.chain.guards``)."""

from typing import Any


def let_tests_empty_tables() -> None:
    """From now on, Django's flush after a test takes the guards away and puts them back. Doing it twice does no harm."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    flush = BaseDatabaseOperations.execute_sql_flush
    if getattr(flush, "around_guards", False):
        return

    def around_guards(self: Any, sql_list: Any) -> None:
        from poruka.cases.chain import guards

        guarded = guards.installed(self.connection)
        if guarded:
            guards.remove(self.connection)
        flush(self, sql_list)
        if guarded:
            guards.install(self.connection)

    around_guards.around_guards = True  # type: ignore[attr-defined]
    BaseDatabaseOperations.execute_sql_flush = around_guards  # type: ignore[method-assign]
