"""Rows against each other: numbers given twice, references to nobody, days out of order. Whole persons in, or out.

Pure: what is already in the register comes in as ``Known``, the day as ``today``. Every row that is read is afterwards
in ``Checked.accepted`` or in ``Checked.rejections``; nothing is dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from poruka.law.facts import CONVICTIONS, PERSONS, SENTENCES, TABLES
from poruka.register.chronology import date_problems
from poruka.register.layout import ALL_TABLES
from poruka.register.parsing import PROBLEM_SCHEMA, ROW, no_problems
from poruka.register.reading import Reading

Frames = Mapping[str, pl.DataFrame]
"""Table name -> ``row`` and the typed columns."""


def _pairs(key: str) -> pl.DataFrame:
    return pl.DataFrame(schema={key: pl.String(), "person_id": pl.String()})


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the register knows already: person ids, and who each sentence and conviction belongs to."""

    persons: pl.Series = field(default_factory=lambda: pl.Series("person_id", [], dtype=pl.String()))
    sentences: pl.DataFrame = field(default_factory=lambda: _pairs("sentence_id"))
    convictions: pl.DataFrame = field(default_factory=lambda: _pairs("conviction_id"))


@dataclass(frozen=True, slots=True)
class Checked:
    """``accepted``: rows that may enter the register. ``rejections``: every row that may not, with its reasons."""

    accepted: Frames
    rejections: pl.DataFrame

    @property
    def rejected_rows(self) -> int:
        """How many rows were rejected; a row with two faults counts once."""
        return self.rejections.select("table", ROW).unique().height


def check(reading: Reading, today: date, known: "Known | None" = None) -> Checked:
    """Decide for every person whether all their rows may enter the register."""
    known = known or Known()
    frames = {name: parsed.frame for name, parsed in reading.tables.items()}
    claimed = _ragged_rows(reading)
    problems = pl.concat(
        [
            *(parsed.problems for parsed in reading.tables.values()),
            claimed.select(*PROBLEM_SCHEMA),
            structural_problems(frames, known, claimed["person_id"].drop_nulls()),
            date_problems(frames, today),
        ]
    )
    if problems.is_empty():
        return Checked(frames, problems)
    owners = pl.concat([_owners(frames), claimed.select("table", ROW, "person_id")])
    problems = problems.join(owners, on=["table", ROW], how="left")
    siblings = _siblings(owners, problems, reading.files)
    rejected = pl.concat([problems.select("table", ROW), siblings.select("table", ROW)]).unique()
    accepted = {
        name: frame.join(
            rejected.filter(pl.col("table") == name).select(ROW), on=ROW, how="anti", maintain_order="left"
        )
        for name, frame in frames.items()
    }
    rejections = pl.concat([problems.select(*PROBLEM_SCHEMA), siblings]).sort(_table_order(), ROW, maintain_order=True)
    return Checked(accepted, rejections)


def present_people(reading: Reading) -> pl.Series:
    """Everybody the extract has a row of in its table of persons, well written or not."""
    claimed = _ragged_rows(reading).filter(pl.col("table") == PERSONS.name)["person_id"]
    return pl.concat([reading.tables[PERSONS.name].frame["person_id"], claimed]).drop_nulls().unique()


def structural_problems(frames: Frames, known: Known, claimed: "pl.Series | None" = None) -> pl.DataFrame:
    """Numbers that are not unique, and references to persons and sentences that are not there.

    ``claimed``: persons whose own row is there but could not be laid under the columns.
    """
    people = pl.concat([frames["persons"]["person_id"].drop_nulls(), known.persons])
    if claimed is not None:
        people = pl.concat([people, claimed])
    sentences = _sentence_owners(frames, known)
    return pl.concat(
        [
            no_problems(),
            *(_repeated(name, ALL_TABLES[name].key, frame) for name, frame in frames.items()),
            *(_nobody(name, frames[name], people) for name in (SENTENCES.name, CONVICTIONS.name)),
            _no_sentence(frames["convictions"], sentences),
            _taken(SENTENCES.name, SENTENCES.key, frames["sentences"], known.sentences),
            _taken(CONVICTIONS.name, CONVICTIONS.key, frames["convictions"], known.convictions),
        ]
    )


def problem_rows(
    frame: pl.DataFrame, table: str, column: str, value: "str | None", uk: pl.Expr, en: pl.Expr
) -> pl.DataFrame:
    """Rows of ``frame`` as problems; ``value`` names the column whose content is to be shown."""
    return frame.select(
        pl.lit(table).alias("table"),
        pl.col(ROW).cast(pl.Int64()),
        pl.lit(column).alias("column"),
        (pl.lit(None) if value is None else pl.col(value)).cast(pl.String()).alias("value"),
        uk.alias("reason_uk"),
        en.alias("reason_en"),
    )


def _repeated(table: str, key: str, frame: pl.DataFrame) -> pl.DataFrame:
    twice = frame.select(ROW, key).filter(pl.col(key).is_not_null() & pl.col(key).is_duplicated())
    if twice.is_empty():
        return no_problems()
    first, second = pl.col(ROW).min().over(key), pl.col(ROW).sort().get(1).over(key)
    twice = twice.with_columns(other=pl.when(pl.col(ROW) == first).then(second).otherwise(first))
    return problem_rows(
        twice,
        table,
        key,
        key,
        pl.format("цей номер є ще в рядку {}; номери мають бути різні, а зайвий рядок треба вилучити", "other"),
        pl.format("this number is also in row {}; numbers must be unique, and a surplus row must be removed", "other"),
    )


def _nobody(table: str, frame: pl.DataFrame, people: pl.Series) -> pl.DataFrame:
    orphans = frame.select(ROW, "person_id").filter(pl.col("person_id").is_not_null())
    orphans = orphans.filter(~pl.col("person_id").is_in(people.implode()))
    return problem_rows(
        orphans,
        table,
        "person_id",
        "person_id",
        pl.lit("такої особи немає в таблиці persons; додайте її або виправте номер"),
        pl.lit("there is no such person in the table persons; add the person or correct the number"),
    )


def _sentence_owners(frames: Frames, known: Known) -> pl.DataFrame:
    here = frames["sentences"].select("sentence_id", "person_id").drop_nulls()
    return pl.concat([here, known.sentences]).unique("sentence_id", keep="first", maintain_order=True)


def _no_sentence(convictions: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    pointing = convictions.select(ROW, "person_id", "sentence_id").filter(pl.col("sentence_id").is_not_null())
    owners = sentences.rename({"person_id": "owner"})
    pointing = pointing.join(owners, on="sentence_id", how="left", maintain_order="left")
    lost = pointing.filter(pl.col("owner").is_null())
    foreign = pointing.filter(pl.col("owner") != pl.col("person_id"))
    return pl.concat(
        [
            problem_rows(
                lost,
                "convictions",
                "sentence_id",
                "sentence_id",
                pl.lit(
                    "такого вироку немає в таблиці sentences; додайте його, виправте номер або залиште комірку "
                    "порожньою"
                ),
                pl.lit(
                    "there is no such sentence in the table sentences; add it, correct the number, or leave the cell "
                    "empty"
                ),
            ),
            problem_rows(
                foreign,
                "convictions",
                "sentence_id",
                "sentence_id",
                pl.format("цей вирок належить іншій особі ({}); виправте номер вироку або особи", "owner"),
                pl.format(
                    "this sentence belongs to another person ({}); correct the number of the sentence or of the person",
                    "owner",
                ),
            ),
        ]
    )


def _taken(table: str, key: str, frame: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    owners = known.rename({"person_id": "owner"})
    taken = frame.select(ROW, key, "person_id").join(owners, on=key, how="inner", maintain_order="left")
    return problem_rows(
        taken.filter(pl.col("owner") != pl.col("person_id")),
        table,
        key,
        key,
        pl.format("у реєстрі цей номер належить іншій особі ({}); виправте номер або особу", "owner"),
        pl.format(
            "in the register this number belongs to another person ({}); correct the number or the person", "owner"
        ),
    )


def _owners(frames: Frames) -> pl.DataFrame:
    """Which person each row is about: (table, row, person_id)."""
    about = [
        frame.select(
            pl.lit(name).alias("table"),
            pl.col(ROW).cast(pl.Int64()),
            pl.col("person_id") if name in TABLES else pl.lit(None, pl.String()).alias("person_id"),
        )
        for name, frame in frames.items()
    ]
    return pl.concat(about)


def _ragged_rows(reading: Reading) -> pl.DataFrame:
    """Rows that fit no column, as problems, each with the person it seems to be about."""
    records = []
    for name, rows in reading.ragged.items():
        header = reading.headers[name]
        position = header.index("person_id") if "person_id" in header else len(header)
        for row in rows:
            claimed = row.cells[position].strip() if position < len(row.cells) else ""
            shown = " ".join(row.cells[:20]).strip()[:200]
            records.append((name, row.row, None, shown, row.reason.uk, row.reason.en, claimed or None))
    return pl.DataFrame(records, schema={**PROBLEM_SCHEMA, "person_id": pl.String()}, orient="row")


def _siblings(owners: pl.DataFrame, problems: pl.DataFrame, files: Mapping[str, str]) -> pl.DataFrame:
    """The faultless rows of persons who have a faulty one."""
    first = (
        problems.filter(pl.col("person_id").is_not_null())
        .sort(_table_order(), ROW)
        .group_by("person_id", maintain_order=True)
        .agg(pl.col("table").first().alias("at_table"), pl.col(ROW).first().alias("at_row"))
        .with_columns(at_file=pl.col("at_table").replace_strict(dict(files), return_dtype=pl.String()))
    )
    together = owners.join(first, on="person_id", how="inner", maintain_order="left")
    together = together.join(
        problems.select("table", ROW).unique(), on=["table", ROW], how="anti", maintain_order="left"
    )
    uk = pl.format("відхилено разом із {}, рядок {}: дані особи вносяться лише повністю", "at_file", "at_row")
    en = pl.format("rejected together with {}, row {}: a person’s data are taken in only whole", "at_file", "at_row")
    return together.select(
        "table",
        ROW,
        pl.lit(PERSONS.key).alias("column"),
        pl.col("person_id").alias("value"),
        uk.alias("reason_uk"),
        en.alias("reason_en"),
    )


def _table_order() -> pl.Expr:
    return pl.col("table").replace_strict(
        {name: order for order, name in enumerate(ALL_TABLES)}, return_dtype=pl.Int8()
    )
