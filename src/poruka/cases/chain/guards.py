"""The database itself refuses to change or remove what was recorded, on SQLite and on PostgreSQL.

``install`` belongs in the migration that makes the tables, and again in any later one that changes them: on SQLite such
a change builds the table anew, without its triggers.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

Change = tuple[str, str, str]
"""When a trigger looks (BEFORE UPDATE ...), under which condition it refuses, and what it then says."""

KEPT = "{table}: записи не змінюють і не вилучають / rows are never changed or removed"

_APPEND_ONLY: tuple[Change, ...] = (("UPDATE", "", KEPT), ("DELETE", "", KEPT))
_GROWS = "NEW.size <= OLD.size OR NEW.id <> OLD.id"
_ERASED = (
    "NEW.record_id <> OLD.record_id OR OLD.erased_by_id IS NOT NULL OR NEW.erased_by_id IS NULL"
    " OR NEW.content IS NOT NULL OR NEW.salt IS NOT NULL"
)

GUARDED: Mapping[str, tuple[Change, ...]] = {
    "cases_case": _APPEND_ONLY,
    "cases_record": _APPEND_ONLY,
    "cases_checkpoint": _APPEND_ONLY,
    "cases_sealed": (
        ("UPDATE", _ERASED, "{table}: закриту частину можна лише стерти / a sealed part can only be erased"),
        ("DELETE", "", KEPT),
    ),
    "cases_loghead": (("UPDATE", _GROWS, "{table}: журнал лише зростає / the log only grows"), ("DELETE", "", KEPT)),
}

# SQLite's INSERT OR REPLACE removes the row in its way without asking the DELETE trigger.
_IN_THE_WAY = {
    "cases_case": "id = NEW.id OR (person_id = NEW.person_id AND ordinal = NEW.ordinal)",
    "cases_record": "seq = NEW.seq OR key = NEW.key OR (case_id = NEW.case_id AND number = NEW.number)",
    "cases_checkpoint": "id = NEW.id",
    "cases_sealed": "record_id = NEW.record_id",
    "cases_loghead": "id = NEW.id",
}


def install(connection: "BaseDatabaseWrapper") -> None:
    """Put every guard in its place; one that is there already is put there anew."""
    remove(connection)
    with connection.cursor() as cursor:
        for statement in _sqlite() if connection.vendor == "sqlite" else _postgresql():
            cursor.execute(statement)


def remove(connection: "BaseDatabaseWrapper") -> None:
    """Take the guards away: for a migration backwards, and for tests that must empty their tables."""
    there = installed(connection)
    with connection.cursor() as cursor:
        for table in GUARDED:
            for name in _names(table, connection.vendor) & there:
                on = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER {name}{on}")


def installed(connection: "BaseDatabaseWrapper") -> set[str]:
    """The names of the guards that stand."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()} & expected(connection.vendor)


def expected(vendor: str) -> set[str]:
    """The names of all guards on ``sqlite`` or ``postgresql``."""
    return {name for table in GUARDED for name in _names(table, vendor)}


def _names(table: str, vendor: str) -> set[str]:
    last = "insert" if vendor == "sqlite" else "truncate"
    return {f"{table}_no_{event}" for event in ("update", "delete", last)}


def _sqlite() -> Iterator[str]:
    for table, changes in GUARDED.items():
        for event, condition, said in changes:
            yield _sqlite_trigger(table, event, condition, said)
        there = f"EXISTS (SELECT 1 FROM {table} WHERE {_IN_THE_WAY[table]})"  # noqa: S608 - our own names
        yield _sqlite_trigger(table, "INSERT", there, KEPT)


def _sqlite_trigger(table: str, event: str, condition: str, said: str) -> str:
    when = f" WHEN {condition}" if condition else ""
    raised = f"SELECT RAISE(ABORT, '{said.format(table=table)}');"
    return f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table}{when} BEGIN {raised} END"


def _postgresql() -> Iterator[str]:
    yield (
        "CREATE OR REPLACE FUNCTION cases_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation'; END $$"
    )
    for table, changes in GUARDED.items():
        for event, condition, said in changes:
            when = f" WHEN ({condition})" if condition else ""
            yield _postgresql_trigger(table, event, f"FOR EACH ROW{when}", said)
        yield _postgresql_trigger(table, "TRUNCATE", "FOR EACH STATEMENT", KEPT)


def _postgresql_trigger(table: str, event: str, each: str, said: str) -> str:
    call = f"EXECUTE FUNCTION cases_refuse('{said.format(table=table)}')"
    return f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} {each} {call}"
