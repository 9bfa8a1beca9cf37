"""The rejection report: rejected rows with their reasons, and the same rows in format 1, to be mended and fed back."""

import csv
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from poruka.law.facts import TABLES, Table
from poruka.register.formats.source import CORRECTION_MARK
from poruka.register.layout import ALL_TABLES
from poruka.register.neutral import neutral, plain
from poruka.register.parsing import ROW
from poruka.register.reading import Reading

REPORT = "rejected.csv"
COLUMNS = ("file", "row", "column", "value", "reason_uk", "reason_en")
LONGEST_VALUE = 200
HOW_TO = """\
Виправте рядки в persons.csv, sentences.csv і convictions.csv за поясненнями з rejected.csv, потім імпортуйте цю папку:
    poruka register import ЦЯ_ПАПКА
Цей файл залиште: він каже, що тут лише виправлені рядки, а не всі особи.

Mend the rows in persons.csv, sentences.csv and convictions.csv as rejected.csv explains, then import this folder:
    poruka register import THIS_FOLDER
Leave this file here: it says that these are corrected rows only, not everybody.
"""


def write_report(reading: Reading, rejections: pl.DataFrame, folder: Path) -> Path:
    """Write the report beside nothing that exists already, complete or not at all; returns the folder it is in.

    The folder is readable by its owner only: it holds personal data.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".poruka-", dir=folder.parent))
    try:
        _write_reasons(reading, rejections, draft / REPORT)
        named = rejections["table"].unique()
        for name in reading.tables:
            if name in TABLES or name in named:
                table = ALL_TABLES[name]
                _write_rows(draft / f"{name}.csv", table, rejected_rows(reading, rejections, table))
        (draft / CORRECTION_MARK).write_text(HOW_TO, encoding="utf-8")
        target = _free(folder)
        draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return target


def rejected_rows(reading: Reading, rejections: pl.DataFrame, table: Table) -> Iterator[list[str]]:
    """The rejected rows of one table as cells in the order of the format, or as they came if they fit no column."""
    rows = rejections.filter(pl.col("table") == table.name).select(ROW).unique()
    names = [column.name for column in table.columns]
    parsed = reading.tables[table.name]
    as_read = parsed.raw.select(ROW, *names)
    mended = parsed.frame.join(as_read.select(ROW), on=ROW, how="anti").select(ROW, *_as_text(table))
    known = pl.concat([as_read, mended]).join(rows, on=ROW, how="semi")
    cells = {row[0]: ["" if cell is None else cell for cell in row[1:]] for row in known.sort(ROW).iter_rows()}
    cells |= {row.row: [plain(cell) for cell in row.cells] for row in reading.ragged[table.name]}
    for number in sorted(cells):
        yield cells[number]


def _as_text(table: Table) -> Iterable[pl.Expr]:
    return (pl.col(column.name).cast(pl.String()) for column in table.columns)


def _write_reasons(reading: Reading, rejections: pl.DataFrame, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for row in rejections.iter_rows(named=True):
            value = (row["value"] or "")[:LONGEST_VALUE]
            place = (reading.files[row["table"]], row[ROW], row["column"] or "", neutral(value))
            writer.writerow((*place, row["reason_uk"], row["reason_en"]))


def _write_rows(path: Path, table: Table, rows: Iterable[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(column.name for column in table.columns)
        writer.writerows([neutral(cell) for cell in row] for row in rows)


def _free(folder: Path) -> Path:
    """The folder itself, or the same name with a number, if somebody's corrections may be there already."""
    number = 1
    target = folder
    while target.exists():
        number += 1
        target = folder.with_name(f"{folder.name}-{number}")
    return target
