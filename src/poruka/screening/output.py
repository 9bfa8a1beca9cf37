"""The answers of a screening as files: CSV, JSON lines or Parquet (interfaces.md, 4)."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from poruka.law.engine import LawError
from poruka.law.text import Text
from poruka.screening.engine import LISTS

if TYPE_CHECKING:
    import polars as pl

KINDS = ("csv", "jsonl", "parquet")


def kind_of(path: Path) -> str:
    """The format a file name asks for; LawError for any other."""
    kind = path.suffix.lstrip(".").lower()
    if kind not in KINDS:
        raise LawError(
            Text(
                f"Невідомий формат файлу «{path.name}». Назвіть файл із закінченням .csv, .jsonl або .parquet.",
                f"Unknown file format “{path.name}”. Give a file name that ends in .csv, .jsonl or .parquet.",
            )
        )
    return kind


def write(answers: "pl.DataFrame", path: Path) -> None:
    """Write the answers whole or not at all: a half-written file is never left under the name."""
    import polars as pl

    kind = kind_of(path)
    if not path.parent.is_dir():
        raise LawError(
            Text(f"Немає теки {path.parent}. Створіть її.", f"There is no folder {path.parent}. Make it first.")
        )
    half = path.with_name(f".{path.name}.part")
    try:
        if kind == "csv":
            guarded = answers.with_columns(
                *(pl.col(name).list.join(";") for name in LISTS), _without_formula(pl.col("person_id"))
            )
            guarded.write_csv(half)
        elif kind == "parquet":
            answers.write_parquet(half)
        else:
            half.write_text("".join(f"{line}\n" for line in lines(answers)), encoding="utf-8")
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def _without_formula(column: "pl.Expr") -> "pl.Expr":
    """A spreadsheet must not run what a register wrote: such a cell gets an apostrophe in front."""
    import polars as pl

    return pl.when(column.str.contains(r"^[=+\-@\t\r]")).then(pl.lit("'") + column).otherwise(column).alias("person_id")


def lines(answers: "pl.DataFrame") -> Iterator[str]:
    """One JSON object a person, keys in a fixed order: the form that is hashed."""
    for row in answers.iter_rows(named=True):
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=str)


def digest(answers: "pl.DataFrame") -> str:
    """The SHA-256 of the answers, the same on every engine and machine."""
    found = hashlib.sha256()
    for line in lines(answers):
        found.update(line.encode())
        found.update(b"\n")
    return found.hexdigest()
