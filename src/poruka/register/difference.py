"""What a newer extract changes: which rows are new, which have other values, which are as they were, which are gone.

Pure: compares an extract with what is stored, row by row, by fingerprint.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from poruka.law.facts import CONVICTIONS, PERSONS, SENTENCES, TABLES, Table
from poruka.register.fingerprints import fingerprinted
from poruka.register.flagging import FLAG_SCHEMA, gone, no_flags
from poruka.register.validate import Frames


@dataclass(frozen=True, slots=True)
class TableDifference:
    """``added``, ``changed``: accepted rows with their fingerprint. ``gone``: key and person of rows left out."""

    added: pl.DataFrame
    changed: pl.DataFrame
    unchanged: int
    gone: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Difference:
    """The difference of every table, and the flags to be taken off (by id) and put on."""

    tables: Mapping[str, TableDifference]
    flags_off: pl.DataFrame
    flags_on: pl.DataFrame

    @property
    def touched(self) -> pl.Series:
        """The persons for whom anything has to be written, in order."""
        rows = [part.select("person_id") for table in self.tables.values() for part in (table.added, table.changed)]
        return (
            pl.concat([*rows, self.flags_off.select("person_id"), self.flags_on.select("person_id")])
            .to_series()
            .unique()
            .sort()
        )


def difference(
    accepted: Frames,
    present: pl.Series,
    stored: Mapping[str, pl.DataFrame],
    stored_flags: pl.DataFrame,
    flags: pl.DataFrame,
    *,
    whole: bool,
) -> Difference:
    """Compare accepted rows with the stored ones.

    ``present``: every person who is in the extract, rejected ones too: those keep what is stored and are not gone.
    ``whole``: the extract is meant to hold everybody of the institutions it speaks of, not corrections only.
    """
    tables = {
        table.name: _of_table(
            table, fingerprinted(table, accepted[table.name]), accepted["persons"]["person_id"], stored[table.name]
        )
        for table in TABLES.values()
    }
    missing = stored["persons"].filter(~pl.col("person_id").is_in(present.implode()))
    tables["persons"] = TableDifference(
        tables["persons"].added,
        tables["persons"].changed,
        tables["persons"].unchanged,
        missing.select("key", "person_id"),
    )
    gone_flags = _gone_rows(tables) if whole else no_flags()
    off, on = _flag_difference(stored_flags, pl.concat([flags, gone_flags]), accepted["persons"]["person_id"])
    return Difference(tables, off, on)


def flag_absent_people(
    difference: Difference, stored_flags: pl.DataFrame, institutions: pl.DataFrame, spoken_of: pl.Series
) -> Difference:
    """Flag the persons who are gone although the extract speaks of their institution.

    ``institutions``: ``person_id`` and ``institution_id`` as stored. ``spoken_of``: those the extract has people of.
    """
    absent = difference.tables["persons"].gone.join(institutions, on="person_id", how="inner")
    absent = absent.filter(pl.col("institution_id").is_in(spoken_of.implode()))
    wanted = gone("persons", "key", absent)
    new = wanted.join(stored_flags.select("table", "row_key", "kind"), on=["table", "row_key", "kind"], how="anti")
    return Difference(difference.tables, difference.flags_off, pl.concat([difference.flags_on, new]))


def _of_table(table: Table, rows: pl.DataFrame, accepted_people: pl.Series, stored: pl.DataFrame) -> TableDifference:
    known = stored.select(pl.col("key").alias(table.key), pl.col("fingerprint").alias("before"))
    keys = rows.select(table.key, "fingerprint").join(known, on=table.key, how="left", maintain_order="left")
    is_new, is_same = keys["before"].is_null(), keys["before"].eq_missing(keys["fingerprint"])
    of_these_people = stored.filter(pl.col("person_id").is_in(accepted_people.implode()))
    return TableDifference(
        added=rows.filter(is_new),
        changed=rows.filter(~is_new & ~is_same),
        unchanged=int(is_same.sum()),
        gone=of_these_people.join(keys.select(pl.col(table.key).alias("key")), on="key", how="anti").select(
            "key", "person_id"
        ),
    )


def _gone_rows(tables: Mapping[str, TableDifference]) -> pl.DataFrame:
    return pl.concat([gone(table.name, "key", tables[table.name].gone) for table in (SENTENCES, CONVICTIONS)])


def _flag_difference(
    stored: pl.DataFrame, wanted: pl.DataFrame, people: pl.Series
) -> tuple[pl.DataFrame, pl.DataFrame]:
    of_these_people = stored.filter(pl.col("person_id").is_in(people.implode()))
    same = list(FLAG_SCHEMA)
    off = of_these_people.join(wanted, on=same, how="anti").select("id", "person_id")
    on = wanted.join(of_these_people.select(same), on=same, how="anti", maintain_order="left")
    return off, on


def spoken_of(accepted: Frames) -> pl.Series:
    """The institutions that the extract has accepted people of."""
    return accepted[PERSONS.name]["institution_id"].drop_nulls().unique()
