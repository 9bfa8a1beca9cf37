"""The register in the database, read out as plain tables."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl
from django.core.exceptions import EmptyResultSet
from django.db import connection, models

from poruka.access.actors import Actor
from poruka.law.facts import CONVICTIONS, PERSONS, SENTENCES, TABLES, Facts, Table
from poruka.register.models import Conviction, Flag, Person, Sentence
from poruka.register.parsing import DTYPES
from poruka.register.tables import facts_from_rows
from poruka.register.typed import Wanted, columns_of

MODELS: Mapping[str, "type[Person | Sentence | Conviction]"] = {
    PERSONS.name: Person,
    SENTENCES.name: Sentence,
    CONVICTIONS.name: Conviction,
}
BATCH = 20_000
PRINT_SCHEMA = {"key": pl.String(), "person_id": pl.String(), "fingerprint": pl.Int64()}
FLAG_COLUMNS = {
    "id": pl.Int64(),
    "person_id": pl.String(),
    "table": pl.String(),
    "row_key": pl.String(),
    "kind": pl.String(),
    "value": pl.String(),
    "expected": pl.String(),
}


def seen(name: str, actor: Actor | None) -> "models.QuerySet[Any]":
    """The rows of one table that the actor may see; None is the system itself and sees all."""
    rows: models.QuerySet[Any] = MODELS[name].objects.all()
    return rows if actor is None else rows.seen_by(actor)  # type: ignore[attr-defined]


def stored_register(actor: Actor | None, wanted: Wanted = None) -> dict[str, pl.DataFrame]:
    """The three tables, each in the order of its key, whatever order the database sorts text in."""
    return {table.name: _stored(table, actor, wanted) for table in TABLES.values()}


def _stored(table: Table, actor: Actor | None, wanted: Wanted) -> pl.DataFrame:
    schema = {column.name: DTYPES[column.kind] for column in columns_of(table, wanted, table.key)}
    ordered = frame_of(seen(table.name, actor), schema).sort(table.key)
    return ordered.select(column.name for column in columns_of(table, wanted))


def stored_fingerprints(table: Table) -> pl.DataFrame:
    """Key, person and fingerprint of every row of a table."""
    names = {table.key: pl.String(), "person_id": pl.String(), "fingerprint": pl.Int64()}
    if table is PERSONS:
        return frame_of(seen(table.name, None), {"person_id": pl.String(), "fingerprint": pl.Int64()}).select(
            pl.col("person_id").alias("key"), "person_id", "fingerprint"
        )
    return frame_of(seen(table.name, None), names).rename({table.key: "key"})


def stored_flags() -> pl.DataFrame:
    """Every flag, with its id."""
    return frame_of(Flag.objects.all(), FLAG_COLUMNS)


def facts_stored(person_id: str, actor: Actor) -> Facts | None:
    """Everything on file about one person, or None if there is no such person among those the actor may see."""
    person = seen(PERSONS.name, actor).filter(pk=person_id).values().first()
    if person is None:
        return None
    rows = (
        [*seen(table.name, actor).filter(person_id=person_id).order_by("pk").values()]
        for table in (SENTENCES, CONVICTIONS)
    )
    return facts_from_rows(person, *rows)


def frame_of(rows: "models.QuerySet[Any]", schema: "Mapping[str, pl.DataType]") -> pl.DataFrame:
    """Chosen columns of a query as a frame, fetched in batches so that no more than one is held as Python objects."""
    parts = [pl.DataFrame(schema=schema)]
    parts += (pl.DataFrame(batch, schema=schema, orient="row") for batch in _batches(rows, list(schema)))
    return pl.concat(parts)


def _batches(rows: "models.QuerySet[Any]", columns: Sequence[str]) -> Iterator[list[tuple[Any, ...]]]:
    # Past the query set's own iterator: its converters repeat, cell by cell, what the driver has done already.
    try:
        sql, parameters = rows.order_by().values_list(*columns).query.sql_with_params()
    except EmptyResultSet:
        return
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while batch := cursor.fetchmany(BATCH):
            yield batch
