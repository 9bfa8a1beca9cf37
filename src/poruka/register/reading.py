"""Read an extract from wherever it is: every table as typed columns, every fault with its place, every liberty told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from poruka.law.facts import TABLES, Table
from poruka.law.text import Text
from poruka.register.formats.columnar import Columnar
from poruka.register.formats.delimited import Delimited, Ragged
from poruka.register.formats.header import UNNAMED
from poruka.register.formats.source import Place, Source, opened
from poruka.register.formats.workbook import Sheet
from poruka.register.layout import ALL_TABLES
from poruka.register.parsing import ROW, Parsed, joined, parse_table
from poruka.register.problems import Problem, refuse

Progress = Callable[[Text, int, int], None]
"""Called with what is being done, how much is done, and how much there is (0 if not known)."""


def silent(stage: Text, done: int, total: int) -> None:
    """No progress is wanted."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An extract that could be read. Single cells and rows may still be wrong: see each table's ``problems``.

    ``ragged``: rows with too few or too many cells, which fit no column. ``headers``: the columns in the order of the
    file. ``rows``: how many rows that are not blank the file has.
    """

    tables: Mapping[str, Parsed]
    files: Mapping[str, str]
    ragged: Mapping[str, tuple[Ragged, ...]]
    headers: Mapping[str, tuple[str, ...]]
    notices: tuple[Problem, ...]
    sha256: str = ""
    correction: bool = False
    rows: Mapping[str, int] = field(default_factory=dict)


def read(path: Path, *, hashed: bool = True, progress: Progress = silent) -> Reading:
    """Read the extract at ``path``. RegisterError if nothing can be read: a missing file, an unknown column ..."""
    with opened(path) as source:
        return read_source(source, hashed=hashed, progress=progress)


def read_source(source: Source, *, hashed: bool = True, progress: Progress = silent) -> Reading:
    """As ``read``, of an extract that is already found and unpacked."""
    opened_tables = {name: open_table(ALL_TABLES[name], place) for name, place in source.places.items()}
    tables, ragged, notices = {}, {}, []
    for name, reader in opened_tables.items():
        tables[name] = _read_table(reader, progress)
        ragged[name] = tuple(reader.ragged) if isinstance(reader, Delimited) else ()
        notices += [
            *reader.notices,
            *(
                Problem(reader.file, None, column, None, text)
                for column, text in sorted(tables[name].notices, key=_order)
            ),
        ]
    rows = {name: parsed.frame.height + len(ragged[name]) for name, parsed in tables.items()}
    _check_somebody(source, rows)
    return Reading(
        tables=tables,
        files={name: place.file for name, place in source.places.items()},
        ragged=ragged,
        headers={name: tuple(_header(reader)) for name, reader in opened_tables.items()},
        notices=tuple(notices),
        sha256=source.sha256() if hashed else "",
        correction=source.correction,
        rows=rows,
    )


def _order(notice: tuple[str, Text]) -> tuple[str, str]:
    return notice[0], notice[1].en


def open_table(table: Table, place: Place) -> Delimited | Columnar | Sheet:
    """Open one table and check its header."""
    match place.form:
        case "csv":
            return Delimited(table, place.path, place.file)
        case "parquet":
            return Columnar(table, place.path, place.file)
        case "sheet":
            return Sheet(table, place.path, place.sheet, place.file)


def _header(reader: Delimited | Columnar | Sheet) -> list[str]:
    return reader.schema.names() if isinstance(reader, Columnar) else reader.header


def _read_table(reader: Delimited | Columnar | Sheet, progress: Progress) -> Parsed:
    stage = Text(f"читаю {reader.file}", f"reading {reader.file}")
    table = reader.table
    nothing = pl.DataFrame(schema={ROW: pl.Int64(), **{column.name: pl.String() for column in table.columns}})
    spreadsheet = not isinstance(reader, Columnar)
    parts, done = [parse_table(table, nothing, from_spreadsheet=False)], 0
    for batch in reader.batches():
        named = _without_unnamed(reader.file, _without_blank_rows(batch))
        done += batch.height
        parts.append(parse_table(table, _completed(table, named), from_spreadsheet=spreadsheet))
        progress(stage, done, 0)
    return joined(parts)


def _completed(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """All columns of the table in its order; those the file does not have are not known."""
    absent = [
        pl.lit(None, pl.String()).alias(column.name) for column in table.columns if column.name not in frame.columns
    ]
    return frame.with_columns(absent).select(ROW, *(column.name for column in table.columns))


def _without_blank_rows(frame: pl.DataFrame) -> pl.DataFrame:
    names = [name for name in frame.columns if name != ROW]
    return frame.filter(pl.any_horizontal(pl.col(names).fill_null("") != ""))


def _without_unnamed(file: str, frame: pl.DataFrame) -> pl.DataFrame:
    unnamed = [name for name in frame.columns if name.startswith(UNNAMED)]
    for name in unnamed:
        holding = frame.filter(pl.col(name).fill_null("").str.strip_chars() != "")
        if holding.height:
            raise refuse(
                file,
                f"колонка № {name.removeprefix(UNNAMED)} не має назви, а в цьому рядку щось містить; назвіть її або "
                "вилучіть",
                f"column number {name.removeprefix(UNNAMED)} has no name but holds something in this row; name it or "
                "remove it",
                row=holding[ROW][0],
            )
    return frame.drop(unnamed)


def _check_somebody(source: Source, rows: Mapping[str, int]) -> None:
    if not any(rows[name] for name in TABLES):
        place = source.places["persons"]
        raise refuse(
            place.file,
            "є лише заголовок, жодного рядка; перевірте, чи вивантаження завершилося",
            "there is only a header and no row; check that the export was finished",
        )
