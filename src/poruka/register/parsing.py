"""A table of text becomes a table of typed columns; every cell that cannot be read is reported with its place.

Cells are read by ``cells.read_cell``. It is called once for each distinct value of a column, not once for each row,
which is what makes a national register readable in a second.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from poruka.law.facts import Column, Table
from poruka.law.text import Text
from poruka.register.cells import Cell, read_cell, read_text
from poruka.register.layout import longest
from poruka.register.neutral import all_plain

ROW = "row"
"""The row number of the file, as a spreadsheet shows it: the header is row 1, the first record row 2."""

DTYPES: Mapping[str, "pl.DataType"] = {
    "text": pl.String(),
    "code": pl.String(),
    "items": pl.String(),
    "date": pl.Date(),
    "bool": pl.Boolean(),
    "int": pl.Int32(),
}
PROBLEM_SCHEMA = {
    "table": pl.String(),
    ROW: pl.Int64(),
    "column": pl.String(),
    "value": pl.String(),
    "reason_uk": pl.String(),
    "reason_en": pl.String(),
}
"""Problems of a whole table. ``table`` is the table's name; the file it came from is known to the reader."""

LEFT_EMPTY = Text("обов’язкове поле порожнє; заповніть його", "a required cell is empty; fill it in")


@dataclass(frozen=True, slots=True)
class Parsed:
    """One table, read. ``frame``: ``row`` and the typed columns, with defaults in place, bad cells as null.

    ``problems`` follows ``PROBLEM_SCHEMA``. ``raw`` keeps the text of the rows with a bad cell. ``notices`` are the
    liberties that were taken, as (column, what was done).
    """

    table: Table
    frame: pl.DataFrame
    problems: pl.DataFrame
    raw: pl.DataFrame
    notices: frozenset[tuple[str, Text]]


def schema_of(table: Table) -> dict[str, pl.DataType]:
    """The column types of a table of format 1."""
    return {column.name: DTYPES[column.kind] for column in table.columns}


def no_problems() -> pl.DataFrame:
    """An empty table of problems."""
    return pl.DataFrame(schema=PROBLEM_SCHEMA)


def tidied(texts: pl.Series, *, from_spreadsheet: bool) -> pl.Series:
    """Blanks around a cell mean nothing; a cell of blanks is empty; the apostrophe that export adds is taken off."""
    texts = texts.str.strip_chars()
    if from_spreadsheet:
        texts = all_plain(texts)
    return texts.set(texts == "", None)


def parse_table(table: Table, raw: pl.DataFrame, *, from_spreadsheet: bool) -> Parsed:
    """Read every cell of ``raw``: a ``row`` column and text columns of ``table`` (absent ones are not known)."""
    columns: list[pl.Series] = [raw[ROW]]
    as_read: list[pl.Series] = [raw[ROW]]
    problems: list[pl.DataFrame] = []
    notices: set[tuple[str, Text]] = set()
    for column in table.columns:
        if column.name not in raw.columns:
            texts = pl.Series(column.name, [None], dtype=pl.String()).new_from_index(0, raw.height)
        else:
            texts = tidied(raw[column.name], from_spreadsheet=from_spreadsheet)
        as_read.append(texts)
        values, refused, column_notices = _read_column(column, texts)
        notices |= {(column.name, notice) for notice in column_notices}
        if refused:
            problems.append(_problems_of(table, column, raw[ROW], texts, refused))
        if column.required and texts.null_count():
            problems.append(_empty_cells(table, column, raw[ROW].filter(texts.is_null())))
        columns.append(values if column.default is None else values.fill_null(column.default))
    found = pl.concat([no_problems(), *problems]).sort(ROW, maintain_order=True)
    bad_rows = found[ROW].unique()
    kept = pl.DataFrame(as_read).filter(pl.col(ROW).is_in(bad_rows.implode()))
    return Parsed(table, pl.DataFrame(columns), found, kept, frozenset(notices))


def _read_column(column: Column, texts: pl.Series) -> tuple[pl.Series, dict[str, Text], set[Text]]:
    if column.kind == "text" and column.name not in ("article", "citizenship"):
        return _read_free_text(column, texts)
    distinct = texts.drop_nulls().unique()
    cells = [read_cell(column, text) for text in distinct]
    return _spread(column, texts, distinct, cells)


def _read_free_text(column: Column, texts: pl.Series) -> tuple[pl.Series, dict[str, Text], set[Text]]:
    # Names and numbers are nearly all distinct, so the few things that can be wrong with them are looked for wholesale.
    suspect = (texts.str.len_chars() > longest(column.name)) | texts.str.contains(r"[\x00\n\r]")
    if not suspect.any():
        return texts, {}, set()
    distinct = texts.filter(suspect).unique()
    refused = {text: cell.refused for text in distinct if (cell := read_text(column, text)).refused is not None}
    return texts.set(suspect.fill_null(False), None), refused, set()


def _spread(
    column: Column, texts: pl.Series, distinct: pl.Series, cells: Sequence[Cell]
) -> tuple[pl.Series, dict[str, Text], set[Text]]:
    dtype = DTYPES[column.kind]
    refused = {text: cell.refused for text, cell in zip(distinct, cells, strict=True) if cell.refused is not None}
    notices = {cell.notice for cell in cells if cell.notice is not None}
    if distinct.is_empty():
        return pl.Series(column.name, [None], dtype=dtype).new_from_index(0, len(texts)), refused, notices
    meanings = pl.Series([cell.value for cell in cells], dtype=dtype)
    return texts.replace_strict(distinct, meanings, default=None, return_dtype=dtype), refused, notices


def _problems_of(
    table: Table, column: Column, rows: pl.Series, texts: pl.Series, refused: Mapping[str, Text]
) -> pl.DataFrame:
    reasons = pl.DataFrame(
        {
            "value": list(refused),
            "reason_uk": [text.uk for text in refused.values()],
            "reason_en": [text.en for text in refused.values()],
        },
        schema={"value": pl.String(), "reason_uk": pl.String(), "reason_en": pl.String()},
    )
    cells = pl.DataFrame({ROW: rows, "value": texts})
    return _shaped(cells.join(reasons, on="value", how="inner"), table, column)


def _empty_cells(table: Table, column: Column, rows: pl.Series) -> pl.DataFrame:
    cells = pl.DataFrame({ROW: rows}).with_columns(
        value=pl.lit(None, pl.String()), reason_uk=pl.lit(LEFT_EMPTY.uk), reason_en=pl.lit(LEFT_EMPTY.en)
    )
    return _shaped(cells, table, column)


def _shaped(cells: pl.DataFrame, table: Table, column: Column) -> pl.DataFrame:
    return cells.select(
        pl.lit(table.name).alias("table"),
        pl.col(ROW).cast(pl.Int64()),
        pl.lit(column.name).alias("column"),
        "value",
        "reason_uk",
        "reason_en",
    )


def joined(parts: Sequence[Parsed]) -> Parsed:
    """The batches of one file as one table."""
    return Parsed(
        parts[0].table,
        pl.concat([part.frame for part in parts]),
        pl.concat([part.problems for part in parts]),
        pl.concat([part.raw for part in parts]),
        frozenset().union(*(part.notices for part in parts)),
    )
