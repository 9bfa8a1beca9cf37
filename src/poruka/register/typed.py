"""The quick way in: Parquet that is already exactly as the format has it is taken as it is, after wholesale checks.

Each check is one pass over a column. Whatever does not pass is left to the careful reader, which names the place.
A set of files that Poruka wrote itself, from a checked register, carries one stamp in all three and is believed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

import polars as pl

from poruka.law.facts import CONVICTIONS, SENTENCES, TABLES, Column, Table
from poruka.register.cells import FIRST_YEAR, LAST_YEAR, read_cell
from poruka.register.formats.columnar import Columnar
from poruka.register.formats.source import Source
from poruka.register.layout import BOUNDS, longest
from poruka.register.parsing import DTYPES

Wanted = Mapping[str, Collection[str]] | None
"""For each table the columns that are wanted; None means all."""

OF_FEW_VALUES = frozenset({"article", "citizenship"})
"""Text columns with so few distinct values that each can be read with care."""


def columns_of(table: Table, wanted: Wanted, *also: str) -> list[Column]:
    """The wanted columns of a table, in its order; ``person_id`` always comes too."""
    if wanted is None:
        return list(table.columns)
    asked = {*wanted.get(table.name, ()), "person_id", *also}
    return [column for column in table.columns if column.name in asked]


def typed_frames(source: Source, wanted: Wanted) -> dict[str, pl.DataFrame] | None:
    """The three tables, or None if any type, cell, number or reference is not exactly in order."""
    if any(source.places[name].form != "parquet" for name in TABLES):
        return None
    readers = {
        name: Columnar(table, source.places[name].path, source.places[name].file) for name, table in TABLES.items()
    }
    stamps = {reader.stamp for reader in readers.values()}
    is_stamped = len(stamps) == 1 and None not in stamps
    frames = {}
    for name, table in TABLES.items():
        keys = () if is_stamped else (table.key,)
        frame = _typed_frame(readers[name], columns_of(table, wanted, *keys), is_stamped=is_stamped)
        if frame is None:
            return None
        frames[name] = frame
    if is_stamped:
        return frames
    if frames["persons"].is_empty() or not _unique_numbers(frames) or not _references_hold(frames):
        return None
    return {
        name: frames[name].select(column.name for column in columns_of(table, wanted)) for name, table in TABLES.items()
    }


def _typed_frame(reader: Columnar, columns: list[Column], *, is_stamped: bool) -> pl.DataFrame | None:
    here = [column for column in columns if column.name in reader.schema]
    if any(reader.schema[column.name] != DTYPES[column.kind] for column in here):
        return None
    frame = reader.collect([column.name for column in here])
    if is_stamped:
        return frame.select(_completed(column, column in here) for column in columns)
    conditions = [condition.alias(str(number)) for number, condition in enumerate(_conditions(here))]
    if not all(frame.select(conditions).row(0)):
        return None
    if not all(_few_values_in_order(column, frame[column.name]) for column in here):
        return None
    return frame.select(_completed(column, column in here) for column in columns)


def _completed(column: Column, present: bool) -> pl.Expr:
    """The column with its default in the empty cells; one that the file does not have is not known throughout."""
    cells = pl.col(column.name) if present else pl.lit(None, DTYPES[column.kind]).alias(column.name)
    return cells if column.default is None else cells.fill_null(column.default)


def _conditions(columns: Iterable[Column]) -> Iterator[pl.Expr]:
    for column in columns:
        yield from _conditions_of(column)


def _conditions_of(column: Column) -> Iterator[pl.Expr]:
    """What must be true of the whole column for none of its cells to need a closer look."""
    cell = pl.col(column.name)
    if column.required:
        yield cell.null_count() == 0
    match column.kind:
        case "code":
            yield cell.is_in(column.values).all()
        case "int":
            yield cell.is_between(*BOUNDS[column.name]).all()
        case "date":
            yield cell.is_between(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)).all()
        case "text":
            # Empty cells and cells that begin with a blank or a control character come before every letter and digit.
            yield (cell.min() > " ").fill_null(True)
            yield (cell.str.len_bytes().max() <= longest(column.name)).fill_null(True)


def _few_values_in_order(column: Column, cells: pl.Series) -> bool:
    if column.kind != "items" and column.name not in OF_FEW_VALUES:
        return True
    return all(read_cell(column, text).value == text for text in cells.drop_nulls().unique())


def _unique_numbers(frames: Mapping[str, pl.DataFrame]) -> bool:
    # Registers mostly come sorted by number; then one comparison of neighbours is enough.
    keys = (frames[name][table.key] for name, table in TABLES.items())
    return all((key.shift(-1) > key).all() or key.n_unique() == key.len() for key in keys)


def _references_hold(frames: Mapping[str, pl.DataFrame]) -> bool:
    people = frames["persons"].select("person_id")
    if not all(_all_found(frames[table.name].select("person_id"), people) for table in (SENTENCES, CONVICTIONS)):
        return False
    if SENTENCES.key not in frames["convictions"].columns:
        return True
    pointing = frames["convictions"].select(SENTENCES.key, "person_id").drop_nulls()
    return _all_found(pointing, frames["sentences"].select(SENTENCES.key, "person_id"))


def _all_found(rows: pl.DataFrame, among: pl.DataFrame) -> bool:
    """Whether every row of ``rows`` is a row of ``among``. Sorted tables are walked side by side: much faster."""
    key = among.columns[0]
    if not (_ascending(rows[key]) and _ascending(among[key])):
        return rows.join(among, on=among.columns, how="anti").is_empty()
    found = among.rename({name: f"{name}:" for name in among.columns}).with_columns(
        pl.col(f"{key}:").alias(key).set_sorted()
    )
    beside = rows.lazy().with_columns(pl.col(key).set_sorted()).join_asof(found.lazy(), on=key)
    same: Iterable[pl.Expr] = (pl.col(name).eq_missing(pl.col(f"{name}:")) for name in among.columns)
    return bool(beside.select(pl.all_horizontal(same).all()).collect().item())


def _ascending(cells: pl.Series) -> bool:
    return bool((cells.shift(-1) >= cells).all())
