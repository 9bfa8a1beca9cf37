"""Writing many rows with few statements, and many statements with few messages."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

Values = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows for a table, their values in the order of ``columns``; ``ending`` says what becomes of one there already."""

    table: str
    columns: Sequence[str]
    rows: Sequence[Values]
    ending: str = ""

    def one(self) -> str:
        """The statement for a row."""
        return self._statement(f"VALUES ({', '.join(['%s'] * len(self.columns))})")

    def all(self) -> tuple[str, Values]:
        """One statement of PostgreSQL for all of them. As JSON, the database reads them faster than the driver quotes."""
        names = ", ".join(self.columns)
        found = f"SELECT {names} FROM json_populate_recordset(NULL::{self.table}, %s)"  # noqa: S608 - our own names
        rows = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        return self._statement(found), [json.dumps(rows, default=_as_text, ensure_ascii=False)]

    def _statement(self, source: str) -> str:
        return f"INSERT INTO {self.table} ({', '.join(self.columns)}) {source} {self.ending}"


@dataclass(frozen=True, slots=True)
class Change:
    """Another statement, with ``{0}`` where its rows stand, each in brackets."""

    statement: str
    rows: Sequence[Values]

    def one(self) -> str:
        """The statement for a row."""
        return self.statement.format(_places(self.rows[:1]))

    def all(self) -> tuple[str, Values]:
        """One statement for all of them."""
        return self.statement.format(_places(self.rows)), [value for row in self.rows for value in row]


def make(connection: "BaseDatabaseWrapper", changes: Iterable[Rows | Change]) -> None:
    """Make changes one after another; must be inside a transaction.

    On PostgreSQL they travel in one message, because every message is waited for. SQLite takes one statement at a time
    and has nobody to wait for.
    """
    wanted = [change for change in changes if change.rows]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and wanted:
            whole = [change.all() for change in wanted]
            cursor.execute("; ".join(said for said, _ in whole), [value for _, values in whole for value in values])
            return
        for change in wanted:
            if len(change.rows) == 1:
                cursor.execute(change.one(), change.rows[0])
            else:
                cursor.executemany(change.one(), change.rows)


def _places(rows: Sequence[Values]) -> str:
    return ", ".join([f"({', '.join(['%s'] * len(rows[0]))})"] * len(rows))


def _as_text(value: Any) -> str:
    return "\\x" + value.hex() if isinstance(value, bytes) else str(value)
