"""CSV: cells separated by commas, semicolons or tabs, in UTF-8 or Windows-1251, read in blocks."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from poruka.law.facts import Table
from poruka.law.text import Text
from poruka.register.formats.encoding import encoding_of
from poruka.register.formats.header import checked_header
from poruka.register.formats.plain_csv import plain_rows
from poruka.register.parsing import ROW
from poruka.register.problems import Problem, RegisterError, refuse

BLOCK = 16 << 20
LONGEST_HEADER = 1 << 20
SEPARATORS = {",": Text("коми", "commas"), ";": Text("крапки з комою", "semicolons"), "\t": Text("табуляції", "tabs")}
TOO_MANY_BROKEN = 1_000


@dataclass
class Ragged:
    """A row whose number of cells is not that of the header; it cannot be laid under the columns."""

    row: int
    cells: list[str]
    expected: int

    @property
    def reason(self) -> Text:
        return Text(
            f"у рядку комірок: {len(self.cells)}, а в заголовку: {self.expected}; перевірте роздільники й лапки",
            f"the row has {len(self.cells)} cells and the header {self.expected}; check the separators and the "
            "quotation marks",
        )


@dataclass
class Delimited:
    """One CSV file, opened: its header is checked, its rows come in blocks of text."""

    table: Table
    path: Path
    file: str
    notices: list[Problem] = field(default_factory=list)
    ragged: list[Ragged] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.encoding = encoding_of(self.path, self.file)
        line = self._first_line()
        self.separator = _separator(self.table, line)
        self.header = checked_header(self.table, self.file, self._cells(line, 1))
        if self.encoding == "cp1251":
            self._notice("прочитано в кодуванні Windows-1251; бажано UTF-8", "read as Windows-1251; UTF-8 is preferred")
        if self.separator != ",":
            word = SEPARATORS[self.separator]
            self._notice(
                f"роздільник комірок — {word.uk}; бажано кому",
                f"the cells are separated by {word.en}; commas are preferred",
            )

    def _notice(self, uk: str, en: str) -> None:
        self.notices.append(Problem(self.file, None, None, None, Text(uk, en)))

    def _cells(self, line: str, row: int) -> list[str]:
        try:
            return next(csv.reader([line], delimiter=self.separator))
        except csv.Error as error:
            raise refuse(
                self.file,
                "у рядку задовга комірка або незакриті лапки; перевірте його",
                "the row has a cell that is too long or a quotation mark that is not closed; check it",
                row=row,
            ) from error

    def _first_line(self) -> str:
        with self.path.open("rb") as stream:
            start = stream.read(LONGEST_HEADER)
        lines = start.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True)
        if not lines or not lines[0].strip():
            raise refuse(
                self.file,
                "файл порожній або не має заголовка; перший рядок має містити назви колонок",
                "the file is empty or has no header; the first row must hold the names of the columns",
            )
        if len(lines) == 1 and len(start) == LONGEST_HEADER:
            raise refuse(
                self.file,
                "перший рядок довший за мільйон знаків: це не таблиця CSV",
                "the first row is longer than a million characters: this is not a CSV table",
            )
        self._only_header = len(start) < LONGEST_HEADER and not any(line.strip() for line in lines[1:])
        return lines[0].decode(self.encoding).rstrip("\r\n")

    def batches(self) -> Iterator[pl.DataFrame]:
        """Blocks of rows: ``row`` and the columns of the header, all text. Fills ``ragged`` as it goes."""
        if self._only_header:
            return
        plain = plain_rows(self.path, self.separator, self.header) if self.encoding == "utf-8" else None
        if plain is None:
            yield from self._read_with_care()
        else:
            yield plain

    def _read_with_care(self) -> Iterator[pl.DataFrame]:
        import pyarrow as pa
        from pyarrow import csv as arrow_csv

        names = [str(position) for position in range(len(self.header))]
        broken: list[tuple[int, str]] = []
        rows_read = 0

        def keep(row: Any) -> str:
            # An error raised here would be lost in the library: what is wrong is only noted, and looked at below.
            broken.append((row.number, row.text))
            return "error" if rows_read == 0 and len(broken) > TOO_MANY_BROKEN else "skip"

        try:
            reader = arrow_csv.open_csv(
                self.path,
                read_options=arrow_csv.ReadOptions(
                    use_threads=False, block_size=BLOCK, column_names=names, skip_rows=1, encoding=self.encoding
                ),
                parse_options=arrow_csv.ParseOptions(
                    delimiter=self.separator,
                    newlines_in_values=True,
                    ignore_empty_lines=False,
                    invalid_row_handler=keep,
                ),
                convert_options=arrow_csv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
                ),
            )
            for batch in reader:
                frame = pl.DataFrame(pl.from_arrow(batch)).rename(dict(zip(names, self.header, strict=True)))
                frame = frame.with_columns(_row_numbers(rows_read, frame.height, [number for number, _ in broken]))
                rows_read += frame.height
                self._check_quotes(frame)
                if frame.height:
                    yield frame
        except pa.ArrowInvalid as error:
            if len(broken) > TOO_MANY_BROKEN:
                raise self._all_broken(broken[0][0]) from error
            raise refuse(
                self.file,
                "рядок надто довгий або лапки відкрито й не закрито; перевірте лапки й роздільники",
                "a row is too long, or a quotation mark is opened and not closed; check the quotation marks and the "
                "separators",
                row=rows_read + len(broken) + 2,
            ) from error
        for number, text in broken:
            self._keep_broken(number, text.strip("\r\n"))

    def _all_broken(self, row: int) -> RegisterError:
        return refuse(
            self.file,
            f"у перших рядках кількість комірок інша, ніж у заголовку ({len(self.header)}); перевірте роздільники",
            f"in the first rows the number of cells is not that of the header ({len(self.header)}); check the "
            "separators",
            row=row,
        )

    def _keep_broken(self, number: int, line: str) -> None:
        if not line.strip(f"{self.separator} \t"):
            return
        if "\n" in line or "\r" in line:
            raise _unclosed_quote(self.file, number)
        self.ragged.append(Ragged(number, self._cells(line, number), len(self.header)))

    def _check_quotes(self, frame: pl.DataFrame) -> None:
        # A forgotten quotation mark swallows the rows after it into one cell; they would vanish without a word. No
        # cell of the format has a reason to hold a line break, so every one is taken for such a mark.
        for name in self.header:
            swallowed = frame[name].str.contains("\n", literal=True)
            if swallowed.any():
                raise _unclosed_quote(self.file, frame[ROW].filter(swallowed)[0])


def _unclosed_quote(file: str, row: int) -> RegisterError:
    return refuse(
        file,
        "у комірці є розрив рядка: мабуть, лапки відкрито й не закрито; закрийте лапки або приберіть розрив",
        "a cell holds a line break: a quotation mark is probably opened and not closed; close it, or remove the break",
        row=row,
    )


def _separator(table: Table, line: str) -> str:
    """The separator that cuts the header into the most known names."""
    known = {column.name for column in table.columns}

    def names_found(separator: str) -> int:
        return sum(cell.strip().strip('"').strip() in known for cell in line.split(separator))

    return max(SEPARATORS, key=lambda separator: (names_found(separator), line.count(separator)))


def _row_numbers(before: int, height: int, skipped: list[int]) -> pl.Series:
    """Row numbers of the next ``height`` good rows, ``before`` of them already numbered, stepping over skipped rows."""
    numbers: list[int] | range = range(before + 2, before + 2 + height)
    if skipped:
        numbers = _stepping_over(before, height, skipped)
    return pl.Series(ROW, numbers, dtype=pl.Int64())


def _stepping_over(before: int, height: int, skipped: list[int]) -> list[int]:
    # The k-th good row (from 0) has number k + 2 + how many skipped rows stand before it.
    numbers, number, position = [], before + 2, 0
    while position < len(skipped) and skipped[position] <= number + position:
        position += 1
    for _ in range(height):
        while position < len(skipped) and skipped[position] == number + position:
            position += 1
        numbers.append(number + position)
        number += 1
    return numbers
