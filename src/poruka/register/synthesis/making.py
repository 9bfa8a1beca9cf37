"""The country written to a folder: three tables of format 1 and the list of institutions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, Protocol

import polars as pl
import pyarrow.parquet as pq

from poruka.law.facts import TABLES
from poruka.law.text import Text
from poruka.register.layout import INSTITUTIONS
from poruka.register.parsing import schema_of
from poruka.register.problems import refuse
from poruka.register.stamp import STAMP, stamp_of
from poruka.register.synthesis.country import BLOCK, blocks
from poruka.register.synthesis.places import institutions
from poruka.register.synthesis.rates import NATIONAL_REGISTER

Format = Literal["csv", "parquet"]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What was written, and where: the number of rows of each table."""

    folder: Path
    persons: int
    sentences: int
    convictions: int
    institutions: int

    @property
    def text(self) -> Text:
        """One sentence for a person."""
        return Text(
            f"Вигаданий реєстр записано в {self.folder}: осіб – {_spaced(self.persons)}, вироків –"
            f" {_spaced(self.sentences)}, засуджень – {_spaced(self.convictions)}, установ – {self.institutions}.",
            f"A synthetic register was written to {self.folder}: {self.persons:,} persons,"
            f" {self.sentences:,} sentences, {self.convictions:,} convictions, {self.institutions} institutions.",
        )

    def __str__(self) -> str:
        return f"{self.text.uk}\n{self.text.en}"


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


class _Writer(Protocol):
    """Takes one table block by block."""

    def add(self, frame: pl.DataFrame) -> None: ...

    def close(self) -> None: ...


class _Csv:
    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._is_empty = True

    def add(self, frame: pl.DataFrame) -> None:
        frame.write_csv(self._file, include_header=self._is_empty)
        self._is_empty = False

    def close(self) -> None:
        self._file.close()


class _Parquet:
    """A row group for each block; the stamp of the whole set, once it is known, goes into the footer."""

    def __init__(self, path: Path) -> None:
        self.stamp = ""
        self.keys: list[pl.DataFrame] = []
        self._path = path
        self._writer: pq.ParquetWriter | None = None

    def add(self, frame: pl.DataFrame) -> None:
        table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._path, table.schema, compression="zstd")
        self._writer.write_table(table)
        self.keys.append(frame[:, :1])

    def close(self) -> None:
        if self._writer is not None:
            self._writer.add_key_value_metadata({STAMP: self.stamp})
            self._writer.close()


_WRITERS: Mapping[Format, Callable[[Path], _Writer]] = {"csv": _Csv, "parquet": _Parquet}
FORMATS: tuple[Format, ...] = tuple(_WRITERS)


def make(
    out: Path,
    persons: int = NATIONAL_REGISTER,
    seed: int = 1,
    *,
    today: date,
    format: Format = "csv",
    progress: Progress | None = None,
) -> Summary:
    """Write a synthetic register of ``persons`` people, as it stands on ``today``, into the folder ``out``.

    The folder is made if need be; tables of an earlier run are replaced, all together, once the new ones are complete.
    The same persons, seed, day and format give the same bytes. ``progress`` is told (people done, people in all) after
    each block. Raises RegisterError for arguments that make no country, and where ``out`` cannot take it.
    """
    to_come = blocks(persons, seed, today)
    _check(out, format)
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out, prefix=".making-") as unfinished:
        folder = Path(unfinished)
        writers = {name: _WRITERS[format](folder / f"{name}.{format}") for name in TABLES}
        rows = dict.fromkeys(TABLES, 0)
        try:
            for number, block in enumerate(to_come, start=1):
                for name, writer in writers.items():
                    writer.add(block.table(name))
                    rows[name] += block.table(name).height
                if progress is not None:
                    progress(min(number * BLOCK, persons), persons)
            _stamp({name: writer for name, writer in writers.items() if isinstance(writer, _Parquet)})
        finally:
            for writer in writers.values():
                writer.close()
        pl.DataFrame([place.row for place in institutions()], schema=schema_of(INSTITUTIONS)).write_csv(
            folder / f"{INSTITUTIONS.name}.csv"
        )
        for path in sorted(folder.iterdir()):
            path.replace(out / path.name)
    return Summary(out, rows["persons"], rows["sentences"], rows["convictions"], len(institutions()))


def _stamp(writers: Mapping[str, _Parquet]) -> None:
    """Give the files of one set the same stamp; CSV carries none."""
    if writers:
        stamp = stamp_of({name: pl.concat(writer.keys) for name, writer in writers.items()})
        for writer in writers.values():
            writer.stamp = stamp


def _check(out: Path, form: str) -> None:
    if form not in _WRITERS:
        known = ", ".join(_WRITERS)
        raise refuse(
            "poruka register make",
            f"такого формату немає; можливі: {known}",
            f"there is no such format; possible: {known}",
            column="--format",
            value=form,
        )
    if out.exists() and not out.is_dir():
        raise refuse(
            str(out),
            "це файл, а потрібна тека; вкажіть іншу назву",
            "this is a file, and a folder is needed; give another name",
        )
    # Two sets of tables in one folder would leave it open which of them is the register.
    others = [f"{name}.{other}" for other in _WRITERS if other != form for name in TABLES]
    for other in others:
        if (out / other).exists():
            raise refuse(
                str(out / other),
                "у теці вже є таблиці в іншому форматі; приберіть їх або вкажіть іншу теку",
                "the folder already holds tables in another format; remove them or give another folder",
            )
