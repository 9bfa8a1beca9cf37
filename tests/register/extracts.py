"""Small extracts for tests: a few rows in a literal, written to disk in any of the shapes an extract comes in."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest

from poruka.law.facts import TABLES
from poruka.register.problems import RegisterError
from poruka.register.reading import read

Rows = Sequence[Mapping[str, str]]
TODAY_IS = "2026-01-15"

PERSONS: Rows = (
    {
        "person_id": "P1",
        "family_name": "Коваль",
        "given_name": "Іван",
        "birth_date": "1990-05-01",
        "sex": "M",
        "citizenship": "UKR",
        "institution_id": "UVP-301",
        "custody": "serving",
        "rank_group": "private",
        "responsible_office": "false",
    },
    {
        "person_id": "P2",
        "family_name": "Мельник",
        "birth_date": "1985-02-28",
        "sex": "F",
        "institution_id": "UVP-302",
        "custody": "serving",
    },
)
SENTENCES: Rows = (
    {
        "sentence_id": "S1",
        "person_id": "P1",
        "penalty": "fixed_term_imprisonment",
        "term_years": "5",
        "term_months": "0",
        "term_days": "0",
        "starts_on": "2023-01-10",
        "credited_days": "0",
        "ends_on": "2028-01-09",
        "serving": "true",
    },
    {"sentence_id": "S2", "person_id": "P2", "penalty": "restriction_of_liberty", "serving": "true"},
)
CONVICTIONS: Rows = (
    {"conviction_id": "C1", "person_id": "P1", "sentence_id": "S1", "article": "185", "part": "3", "record": "serving"},
    {
        "conviction_id": "C2",
        "person_id": "P2",
        "sentence_id": "S2",
        "article": "115",
        "part": "2",
        "items": "1;4",
        "record": "serving",
    },
)


def csv_of(table: str, rows: Rows, separator: str = ",", columns: "Sequence[str] | None" = None) -> str:
    """The rows as the text of a CSV file."""
    names = list(columns or (column.name for column in TABLES[table].columns))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def files(persons: Rows = PERSONS, sentences: Rows = SENTENCES, convictions: Rows = CONVICTIONS) -> dict[str, str]:
    """The three CSV files of an extract, as text."""
    tables = {"persons": persons, "sentences": sentences, "convictions": convictions}
    return {f"{name}.csv": csv_of(name, rows) for name, rows in tables.items()}


def folder(path: Path, contents: "Mapping[str, str | bytes]") -> Path:
    """A folder with these files in it."""
    path.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def extract(path: Path, persons: Rows = PERSONS, sentences: Rows = SENTENCES, convictions: Rows = CONVICTIONS) -> Path:
    """A folder of CSV."""
    return folder(path, files(persons, sentences, convictions))


def zipped(path: Path, contents: "Mapping[str, str | bytes]", method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A zip with these members."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def parquet_folder(path: Path, frames: Mapping[str, pl.DataFrame]) -> Path:
    """A folder of Parquet without any stamp."""
    path.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        frame.write_parquet(path / f"{name}.parquet")
    return path


def with_cell(rows: Rows, number: int, **cells: str) -> list[dict[str, str]]:
    """The rows, one of them with other cells."""
    return [{**row, **cells} if place == number else dict(row) for place, row in enumerate(rows)]


def refusal(path: Path) -> str:
    """What is said, in English; the Ukrainian beside it must not be empty or the same."""
    with pytest.raises(RegisterError) as caught:
        read(path)
    for text in caught.value.texts:
        assert text.uk != text.en
        assert any("а" <= letter <= "я" for letter in text.uk)
    return caught.value.of("en")
