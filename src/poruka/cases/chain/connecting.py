"""A database named on the command line, beside the one in the settings."""

from pathlib import Path
from typing import TYPE_CHECKING

import dj_database_url
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.utils import ConnectionHandler

from poruka.cases.chain.errors import ChainError
from poruka.law.text import Text

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "cases_record"


def connect(url: str | None) -> "BaseDatabaseWrapper":
    """A connection to the database at ``url`` (``sqlite:///PATH`` or ``postgresql://...``), or to that of the settings.

    Raises ChainError where there is no such database, or where it holds no chain of records.
    """
    try:
        connection = _connection(url)
        _refuse_to_make(connection)
        connection.ensure_connection()
        tables = connection.introspection.table_names()
    except (DatabaseError, dj_database_url.ParseError, dj_database_url.UnknownSchemeError) as wrong:
        raise _unreachable(str(wrong)) from wrong
    if TABLE not in tables:
        raise ChainError(
            Text(
                "У цій базі даних немає ланцюга записів (таблиці cases_record). Перевірте її адресу.",
                "This database holds no chain of records (no table cases_record). Check its address.",
            )
        )
    return connection


def _connection(url: str | None) -> "BaseDatabaseWrapper":
    if url is None:
        return connections[DEFAULT_DB_ALIAS]
    handler = ConnectionHandler({DEFAULT_DB_ALIAS: dict(dj_database_url.parse(url))})
    return handler[DEFAULT_DB_ALIAS]


def _refuse_to_make(connection: "BaseDatabaseWrapper") -> None:
    """SQLite would make an empty database of any name that it is given."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and connection.connection is None and not Path(name).is_file():
        raise _unreachable(name)


def _unreachable(why: str) -> ChainError:
    line = " ".join(why.split())
    return ChainError(
        Text(
            f"Бази даних не знайдено або вона не відповідає: {line}",
            f"No database is there, or it does not answer: {line}",
        )
    )
