"""Parquet: columns with types. What has the format's own types is taken as it is; the rest is read as text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from poruka.law.facts import Table
from poruka.law.text import Text
from poruka.register.formats.guard import foreign_code
from poruka.register.formats.header import checked_header
from poruka.register.formats.source import parts
from poruka.register.parsing import ROW
from poruka.register.problems import Problem, refuse
from poruka.register.stamp import stamp_in

BATCH = 500_000
MOST_ROWS_UNASKED = 5_000_000
ROWS_A_BYTE = 4
"""Beyond ``MOST_ROWS_UNASKED``, more rows than this many a byte are not believed: runs of nulls cost nothing."""
LARGEST_WHOLE = 2.0**53
"""Up to here a float tells every whole number from the next."""
DAMAGED = Text(
    "це не файл Parquet або його пошкоджено; вивантажте його ще раз",
    "this is not a Parquet file, or it is damaged; export it again",
)


@dataclass
class Columnar:
    """One table in Parquet: a file, or a folder of part files."""

    table: Table
    path: Path
    file: str
    notices: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        files = parts(self.path)
        if not files:
            raise refuse(self.file, "у папці немає файлів Parquet", "there are no Parquet files in the folder")
        if any(path.stat().st_size == 0 for path in files):
            raise refuse(self.file, "файл порожній; вивантажте його ще раз", "the file is empty; export it again")
        with foreign_code(self.file, DAMAGED.uk, DAMAGED.en):
            self.scan = pl.scan_parquet(files, glob=False)
            self.schema = self.scan.collect_schema()
            self.stamp = stamp_in(self.path)
            self.height = int(self.scan.select(pl.len()).collect().item())
        size = sum(path.stat().st_size for path in files)
        if self.height > max(MOST_ROWS_UNASKED, ROWS_A_BYTE * size):
            raise refuse(
                self.file,
                f"файл оголошує рядків: {self.height}, а сам має лише {size} байтів; це схоже на пастку, файл не "
                "відкрито",
                f"the file declares {self.height} rows and has only {size} bytes; this looks like a trap, and it was "
                "not opened",
            )
        names = self.schema.names()
        header = checked_header(self.table, self.file, [name or "?" for name in names])
        if header != names:
            self.scan = self.scan.rename(dict(zip(names, header, strict=True)))
            self.schema = self.scan.collect_schema()
        for name, dtype in self.schema.items():
            if not _can_be_text(dtype):
                raise refuse(
                    self.file,
                    f"тип колонки {dtype} не можна прочитати; запишіть її як {_expected(self.table, name).uk}",
                    f"the column type {dtype} cannot be read; write it as {_expected(self.table, name).en}",
                    column=name,
                )

    def collect(self, names: list[str]) -> pl.DataFrame:
        """The columns asked for, with the types they have in the file."""
        with foreign_code(self.file, DAMAGED.uk, DAMAGED.en):
            return self.scan.select(names).collect()

    def batches(self) -> Iterator[pl.DataFrame]:
        """Blocks of rows: ``row`` and the columns of the file, all text."""
        for start in range(0, self.height, BATCH):
            with foreign_code(self.file, DAMAGED.uk, DAMAGED.en):
                frame = self.scan.slice(start, BATCH).collect()
            yield as_text(frame, start)


def as_text(frame: pl.DataFrame, start: int = 0) -> pl.DataFrame:
    """Typed columns as the text that the strict format would have; ``row`` counts from 2, as beside a header."""
    return frame.select(
        pl.int_range(start + 2, start + 2 + frame.height, dtype=pl.Int64()).alias(ROW),
        *(_text_of(name, dtype) for name, dtype in frame.schema.items()),
    )


def _text_of(name: str, dtype: pl.DataType) -> pl.Expr:
    if isinstance(dtype, pl.List):
        return pl.col(name).cast(pl.List(pl.String())).list.join(";")
    if isinstance(dtype, pl.Datetime):
        return pl.col(name).dt.strftime("%Y-%m-%d %H:%M:%S")
    if dtype.is_float():
        # Whole numbers beside empty cells come as floats from some tools; 1001.0 is the number 1001.
        whole = (pl.col(name).round() == pl.col(name)) & (pl.col(name).abs() < LARGEST_WHOLE)
        return (
            pl.when(whole)
            .then(pl.col(name).cast(pl.Int64(), strict=False).cast(pl.String()))
            .otherwise(pl.col(name).cast(pl.String()))
            .alias(name)
        )
    return pl.col(name).cast(pl.String())


def _can_be_text(dtype: pl.DataType) -> bool:
    if isinstance(dtype, pl.List):
        return isinstance(dtype.inner, pl.DataType) and (dtype.inner.is_integer() or dtype.inner == pl.String())
    plain = (pl.String, pl.Categorical, pl.Enum, pl.Boolean, pl.Date, pl.Datetime, pl.Null)
    return isinstance(dtype, plain) or dtype.is_numeric()


def _expected(table: Table, name: str) -> Text:
    words = {
        "date": Text("дату (DATE)", "a date (DATE)"),
        "bool": Text("логічне значення (BOOLEAN)", "a boolean (BOOLEAN)"),
        "int": Text("ціле число (INT32)", "a whole number (INT32)"),
    }
    return words.get(table.column(name).kind, Text("текст (UTF-8)", "text (UTF-8)"))
