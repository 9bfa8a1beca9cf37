"""The register as plain data: three typed tables that the law can be applied to, from files or from the database.

Columns are those of format 1 (``poruka.law.facts``): text and codes as strings, days as dates, booleans, whole numbers
as 32-bit integers, ``items`` as text such as ``1;4``. Empty ``code``, ``stage`` and ``participation`` are already their
defaults; any other null means *not known*.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from poruka.access.actors import Actor
from poruka.law.facts import CONVICTIONS, PERSONS, SENTENCES, TABLES, Facts, Row
from poruka.law.text import Text
from poruka.register.formats.source import Source, opened
from poruka.register.parsing import ROW, schema_of
from poruka.register.problems import Problem, RegisterError
from poruka.register.reading import read_source
from poruka.register.typed import Wanted, columns_of, typed_frames
from poruka.register.validate import Known, structural_problems

MOST_PROBLEMS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Register:
    """Persons in the order of their table, their sentences, their convictions."""

    persons: pl.DataFrame
    sentences: pl.DataFrame
    convictions: pl.DataFrame

    def table(self, name: str) -> pl.DataFrame:
        """The frame of one table of format 1, by its name."""
        return {"persons": self.persons, "sentences": self.sentences, "convictions": self.convictions}[name]


def load(path: "Path | str", columns: Wanted = None) -> Register:
    """The register in the files at ``path``; the database is not touched.

    ``columns`` names, for each table, the columns that are wanted (``person_id`` always comes too); None: all.
    Cells, unique numbers and references are checked; days are not compared with each other (an import does that).
    Raises RegisterError with the first faults found.
    """
    with opened(Path(path)) as source:
        frames = typed_frames(source, columns)
        return Register(**(_read_with_care(source, columns) if frames is None else frames))


def empty() -> Register:
    """A register with nobody in it."""
    return Register(*(pl.DataFrame(schema=schema_of(table)) for table in TABLES.values()))


def _read_with_care(source: Source, columns: Wanted) -> dict[str, pl.DataFrame]:
    reading = read_source(source, hashed=False)
    frames = {name: reading.tables[name].frame for name in TABLES}
    ragged = [
        Problem(reading.files[name], row.row, None, None, row.reason)
        for name in TABLES
        for row in reading.ragged[name][:MOST_PROBLEMS_SHOWN]
    ]
    problems = pl.concat([*(reading.tables[name].problems for name in TABLES), structural_problems(frames, Known())])
    if ragged or problems.height:
        raise RegisterError(_first_problems(reading.files, ragged, problems))
    return {
        name: frame.select(column.name for column in columns_of(TABLES[name], columns))
        for name, frame in frames.items()
    }


def _first_problems(files: Mapping[str, str], ragged: list[Problem], problems: pl.DataFrame) -> list[Problem]:
    shown = ragged[:MOST_PROBLEMS_SHOWN]
    for row in problems.head(MOST_PROBLEMS_SHOWN - len(shown)).iter_rows(named=True):
        shown.append(
            Problem(
                files[row["table"]], row[ROW], row["column"], row["value"], Text(row["reason_uk"], row["reason_en"])
            )
        )
    rest = len(ragged) + problems.height - len(shown)
    cure = Text(
        (f"і ще помилок: {rest}. " if rest else "")
        + "Повний перелік дає команда poruka register import ШЛЯХ --dry-run",
        (f"and {rest} more faults. " if rest else "")
        + "The full list is given by: poruka register import PATH --dry-run",
    )
    return [*shown, Problem(", ".join(files.values()), None, None, None, cure)]


def from_database(actor: "Actor | None" = None, columns: Wanted = None) -> Register:
    """The register in the database, as far as ``actor`` may see it (None: all of it, for the system's own runs).

    ``columns`` names those that are wanted, as for ``load``.
    """
    from poruka.register.stored import stored_register

    return Register(**stored_register(actor, columns))


def facts_of(register: Register, person_id: str) -> "Facts | None":
    """Everything on file about one person, or None if the register does not know the number."""
    persons = register.persons.filter(pl.col("person_id") == person_id)
    if persons.is_empty():
        return None
    return facts_from_rows(
        persons.row(0, named=True),
        *(
            register.table(table.name).filter(pl.col("person_id") == person_id).iter_rows(named=True)
            for table in (SENTENCES, CONVICTIONS)
        ),
    )


def facts_from_rows(person: Row, sentences: Iterable[Row], convictions: Iterable[Row]) -> Facts:
    """Rows of the three tables (items still as text) as the facts the law reads."""
    return Facts.of(
        {name: person[name] for name in schema_of(PERSONS)},
        [{name: row[name] for name in schema_of(SENTENCES)} for row in sentences],
        [
            {**{name: row[name] for name in schema_of(CONVICTIONS)}, "items": items_of(row["items"])}
            for row in convictions
        ],
    )


def items_of(text: Any) -> "tuple[int, ...] | None":
    """``1;4`` as (1, 4); an empty cell is not known."""
    return tuple(int(item) for item in text.split(";")) if text else None
