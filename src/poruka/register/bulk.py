"""Many rows into one table in one go: new keys are inserted, known keys get the new values.

Django's own bulk_create builds an object for every row, which for a national register costs more than the writing.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from django.db import connection, models

BATCH = 10_000
ARRAY_TYPES: Mapping[Any, str] = {
    pl.String: "text",
    pl.Date: "date",
    pl.Boolean: "boolean",
    pl.Int32: "integer",
    pl.Int64: "bigint",
    pl.Datetime: "timestamptz",
}


def upsert(model: type[models.Model], frame: pl.DataFrame) -> None:
    """Write the frame, whose column names are those of the database table and include its primary key."""
    key = str(model._meta.pk.column)  # noqa: SLF001 - the documented Meta API
    others = [name for name in frame.columns if name != key]
    updates = ", ".join(f"{_quoted(name)} = excluded.{_quoted(name)}" for name in others)
    _write(model, frame, f" ON CONFLICT ({_quoted(key)}) DO UPDATE SET {updates}")


def insert(model: type[models.Model], frame: pl.DataFrame) -> None:
    """Append the frame; a key that is there already is left as it is."""
    _write(model, frame, " ON CONFLICT DO NOTHING")


def _write(model: type[models.Model], frame: pl.DataFrame, ending: str) -> None:
    columns = frame.columns
    into = f"INSERT INTO {_quoted(model._meta.db_table)} ({', '.join(map(_quoted, columns))})"  # noqa: SLF001
    with connection.cursor() as cursor:
        for batch in frame.iter_slices(BATCH):
            if connection.vendor == "postgresql":
                arrays = ", ".join(f"%s::{ARRAY_TYPES[type(dtype)]}[]" for dtype in frame.dtypes)
                values = f"SELECT * FROM unnest({arrays})"  # noqa: S608 - only names of types, from our own list
                cursor.execute(f"{into} {values}{ending}", [column.to_list() for column in batch])
            else:
                places = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"{into} VALUES ({places}){ending}", _plain(batch))


def _plain(batch: pl.DataFrame) -> Sequence[tuple[Any, ...]]:
    """Rows for SQLite, which keeps days and moments (in UTC) as text and booleans as numbers."""
    return batch.with_columns(
        pl.col(pl.Date).cast(pl.String()),
        pl.col(pl.Datetime).dt.strftime("%Y-%m-%d %H:%M:%S%.6f"),
        pl.col(pl.Boolean).cast(pl.Int8()),
    ).rows()


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
