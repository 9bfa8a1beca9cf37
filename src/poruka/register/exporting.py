"""Write a register in format 1: a folder of CSV or Parquet, a zip, or a workbook. It can be read back unchanged."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import polars as pl

from poruka.law.facts import TABLES
from poruka.register.neutral import neutralised
from poruka.register.problems import refuse
from poruka.register.stamp import write_stamped
from poruka.register.tables import Register

Form = Literal["csv", "parquet", "zip", "xlsx"]
MOST_SHEET_ROWS = 1_048_575
SAME_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The time written on every member of a zip, so that the same register gives the same bytes."""


def export_register(register: Register, path: "Path | str", form: "Form | None" = None) -> Path:
    """Write the register to ``path``: by its ending a ``.zip`` of CSV or an ``.xlsx``, else a folder of ``form``.

    An existing file is replaced only by a complete new one; a folder must be new or empty. Cells of CSV and XLSX that a
    spreadsheet would take for a formula get an apostrophe in front, which an import takes off again.
    """
    path = Path(path)
    frames = {name: register.table(name) for name in TABLES}
    match form or _form_of(path):
        case "xlsx":
            with _replacing(path) as draft:
                _write_workbook(frames, draft)
        case "zip":
            with _replacing(path) as draft:
                _write_zip(frames, draft)
        case "parquet":
            with _new_folder(path) as draft:
                write_stamped(frames, draft)
        case "csv":
            with _new_folder(path) as draft:
                for name, frame in frames.items():
                    _safe(frame).write_csv(draft / f"{name}.csv")
    return path


def _form_of(path: Path) -> Form:
    forms: Mapping[str, Form] = {".zip": "zip", ".xlsx": "xlsx"}
    return forms.get(path.suffix.casefold(), "csv")


def _safe(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(neutralised(pl.col(pl.String)))


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".poruka-", dir=path.parent) as folder:
        draft = Path(folder) / path.name
        yield draft
        draft.replace(path)


@contextmanager
def _new_folder(path: Path) -> Iterator[Path]:
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise refuse(
            str(path),
            "тут уже щось є; вкажіть нову або порожню папку",
            "there is something here already; name a new or an empty folder",
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".poruka-", dir=path.parent))
    try:
        yield draft
        if path.exists():
            path.rmdir()
        draft.rename(path)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write_zip(frames: Mapping[str, pl.DataFrame], path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, frame in frames.items():
            member = zipfile.ZipInfo(f"{name}.csv", SAME_MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            with archive.open(member, "w", force_zip64=True) as stream:
                _safe(frame).write_csv(stream)


def _write_workbook(frames: Mapping[str, pl.DataFrame], path: Path) -> None:
    import xlsxwriter

    for name, frame in frames.items():
        if frame.height > MOST_SHEET_ROWS:
            raise refuse(
                path.name,
                f"рядків у таблиці {name}: {frame.height}, а на аркуші XLSX їх може бути до {MOST_SHEET_ROWS}; "
                "вивантажте в CSV або Parquet",
                f"the table {name} has {frame.height} rows and an XLSX sheet holds {MOST_SHEET_ROWS}; export to CSV or "
                "Parquet",
            )
    # Every cell but a number is text, in the format of text: a spreadsheet then leaves 258-3 and 1;4 as they are.
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        plain, heading = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "num_format": "@"})
        for name, frame in frames.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 1)
            for place, column in enumerate(frame.columns):
                sheet.write_string(0, place, column, heading)
            sheet.set_column(0, len(frame.columns) - 1, 16, plain)
            texts = _safe(frame).with_columns(pl.col(pl.Date).cast(pl.String()), pl.col(pl.Boolean).cast(pl.String()))
            for number, row in enumerate(texts.iter_rows(), start=1):
                for place, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, place, cell, plain)
                    elif cell is not None:
                        sheet.write_number(number, place, cell)
