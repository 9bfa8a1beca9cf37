"""Write a difference into the register, some thousands of whole persons at a time.

Each portion is one transaction, so a person is never half written; if the process is killed, what is written stays, and
the same import, started again, finds it unchanged and goes on with the rest.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db import transaction

from poruka.law.facts import TABLES, Table
from poruka.law.text import Text
from poruka.register.bulk import insert, upsert
from poruka.register.difference import Difference
from poruka.register.models import Change, Flag, Import, Institution
from poruka.register.parsing import ROW, schema_of
from poruka.register.reading import Progress
from poruka.register.stored import MODELS, frame_of

PORTION = 5_000
KEYS_AT_ONCE = 5_000
CHANGE_SCHEMA = {
    "person_id": pl.String(),
    "table": pl.String(),
    "row_key": pl.String(),
    "column": pl.String(),
    "old": pl.String(),
    "new": pl.String(),
}
WRITING = Text("записую осіб", "writing persons")


@dataclass(frozen=True, slots=True)
class Portion:
    """What is to be written for some thousands of persons."""

    people: int
    added: Mapping[str, pl.DataFrame]
    changed: Mapping[str, pl.DataFrame]
    flags_off: pl.DataFrame
    flags_on: pl.DataFrame


def portions(difference: Difference) -> Iterator[Portion]:
    """The difference cut up by person."""
    touched = difference.touched
    numbers = pl.DataFrame({"person_id": touched}).with_row_index("portion").with_columns(pl.col("portion") // PORTION)
    added = {name: _Cut(table.added, numbers) for name, table in difference.tables.items()}
    changed = {name: _Cut(table.changed, numbers) for name, table in difference.tables.items()}
    off, on = _Cut(difference.flags_off, numbers), _Cut(difference.flags_on, numbers)
    for place, start in enumerate(range(0, touched.len(), PORTION)):
        yield Portion(
            min(PORTION, touched.len() - start),
            {name: cut.part(place) for name, cut in added.items()},
            {name: cut.part(place) for name, cut in changed.items()},
            off.part(place),
            on.part(place),
        )


class _Cut:
    """A table of which one portion is taken out at a time, so that a large register is not held twice."""

    def __init__(self, frame: pl.DataFrame, numbers: pl.DataFrame) -> None:
        self._frame = frame
        self._numbers = frame.select("person_id").join(numbers, on="person_id", how="left", maintain_order="left")[
            "portion"
        ]

    def part(self, portion: int) -> pl.DataFrame:
        return self._frame.filter(self._numbers == portion)


def write_difference(difference: Difference, entry: Import, at: datetime, progress: Progress) -> pl.DataFrame:
    """Write everything; returns how many cells of which column changed (``table``, ``column``, ``cells``)."""
    done, total, tally = 0, difference.touched.len(), [_tally(pl.DataFrame(schema=CHANGE_SCHEMA))]
    for portion in portions(difference):
        with transaction.atomic():
            changes = _write_portion(portion, entry, at)
        tally.append(_tally(changes))
        done += portion.people
        progress(WRITING, done, total)
    return _summed(tally)


def foreseen_changes(difference: Difference) -> pl.DataFrame:
    """As ``write_difference`` would return, without writing anything."""
    return _summed(_tally(changes_of(portion.changed)) for portion in portions(difference))


def write_institutions(accepted: Mapping[str, pl.DataFrame]) -> None:
    """Names for institutions, if the extract brought any; and a place for every code that persons stand under."""
    named = accepted.get("institutions")
    with transaction.atomic():
        if named is not None and named.height:
            names = [name for name in named.columns if name not in (ROW, "institution_id")]
            upsert(Institution, named.drop(ROW).with_columns(pl.col(names).fill_null("")))
        codes = accepted["persons"].select(pl.col("institution_id").drop_nulls().unique())
        nothing = [pl.lit("").alias(name) for name in ("name_uk", "name_en", "oblast", "kind")]
        insert(Institution, codes.with_columns(nothing))


def changes_of(changed: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Every cell that gets another value: who, where, what it was, what it becomes, both written as in format 1."""
    found = [pl.DataFrame(schema=CHANGE_SCHEMA)]
    found += (_changes_in(TABLES[name], rows) for name, rows in changed.items() if rows.height)
    return pl.concat(found)


def _write_portion(portion: Portion, entry: Import, at: datetime) -> pl.DataFrame:
    changes = changes_of(portion.changed)
    for name in TABLES:
        for rows in (portion.added[name], portion.changed[name]):
            if rows.height:
                upsert(MODELS[name], _with_provenance(rows, entry))
    if changes.height:
        moment = pl.lit(at, pl.Datetime("us", "UTC")).alias("at")
        _append(Change, changes.with_columns(moment), entry)
    for start in range(0, portion.flags_off.height, KEYS_AT_ONCE):
        Flag.objects.filter(id__in=portion.flags_off["id"].slice(start, KEYS_AT_ONCE).to_list()).delete()
    if portion.flags_on.height:
        _append(Flag, portion.flags_on, entry)
    return changes


def _with_provenance(rows: pl.DataFrame, entry: Import) -> pl.DataFrame:
    return rows.rename({ROW: "imported_row"}).with_columns(pl.lit(entry.pk, pl.Int64()).alias("imported_in_id"))


def _append(model: "type[Change | Flag]", rows: pl.DataFrame, entry: Import) -> None:
    insert(model, rows.with_columns(pl.lit(entry.pk, pl.Int64()).alias("imported_in_id")))


def _changes_in(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    columns = [column.name for column in table.columns if column.name != table.key]
    before = pl.concat(
        [
            frame_of(MODELS[table.name].objects.filter(pk__in=keys), schema_of(table))
            for keys in _some_at_once(rows[table.key])
        ]
    )
    beside = rows.join(before, on=table.key, how="inner", suffix=" before", maintain_order="left")
    cells = [
        beside.select(
            "person_id",
            pl.lit(table.name).alias("table"),
            pl.col(table.key).alias("row_key"),
            pl.lit(name).alias("column"),
            pl.col(f"{name} before").cast(pl.String()).alias("old"),
            pl.col(name).cast(pl.String()).alias("new"),
        ).filter(pl.col("old").ne_missing(pl.col("new")))
        for name in columns
    ]
    return pl.concat(cells)


def _some_at_once(keys: pl.Series) -> Iterator[list[str]]:
    for start in range(0, keys.len(), KEYS_AT_ONCE):
        yield keys.slice(start, KEYS_AT_ONCE).to_list()


def _tally(changes: pl.DataFrame) -> pl.DataFrame:
    return changes.group_by("table", "column").agg(pl.len().cast(pl.Int64()).alias("cells"))


def _summed(tallies: Iterable[pl.DataFrame]) -> pl.DataFrame:
    nothing = _tally(pl.DataFrame(schema=CHANGE_SCHEMA))
    return pl.concat([nothing, *tallies]).group_by("table", "column").agg(pl.col("cells").sum()).sort("table", "column")
