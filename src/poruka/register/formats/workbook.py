"""XLSX: one workbook, a sheet for each table, the first row of a sheet its header."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from poruka.law.facts import Table
from poruka.register.formats.guard import foreign_code
from poruka.register.formats.header import checked_header
from poruka.register.parsing import ROW
from poruka.register.problems import Problem, refuse


def sheet_names(path: Path, file: str) -> list[str]:
    """The sheets of a workbook; a file that is not one is refused."""
    import fastexcel

    with foreign_code(
        file,
        "це не книга XLSX або її пошкоджено; збережіть її в Excel ще раз",
        "this is not an XLSX workbook, or it is damaged; save it again from Excel",
    ):
        return list(fastexcel.read_excel(path).sheet_names)


@dataclass
class Sheet:
    """One sheet of a workbook, read whole: a sheet has at most 1,048,576 rows."""

    table: Table
    path: Path
    sheet: str
    file: str
    notices: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        import fastexcel

        with foreign_code(
            self.file,
            "аркуш не вдалося прочитати; збережіть книгу в Excel ще раз",
            "the sheet could not be read; save the workbook again from Excel",
        ):
            cells = fastexcel.read_excel(self.path).load_sheet(self.sheet, header_row=None, dtypes="string").to_polars()
        if cells.is_empty():
            raise refuse(
                self.file,
                "аркуш порожній; перший рядок має містити назви колонок",
                "the sheet is empty; the first row must hold the names of the columns",
            )
        self.header = checked_header(self.table, self.file, [name or "" for name in cells.row(0)])
        self._rows = cells.slice(1)

    def batches(self) -> Iterator[pl.DataFrame]:
        """All rows at once: ``row`` and the columns of the header, all text; wholly blank rows are left out."""
        frame = self._rows.rename(dict(zip(self._rows.columns, self.header, strict=True)))
        frame = frame.with_columns(pl.int_range(2, frame.height + 2, dtype=pl.Int64()).alias(ROW))
        yield frame.filter(pl.any_horizontal(pl.col(self.header).is_not_null()))
