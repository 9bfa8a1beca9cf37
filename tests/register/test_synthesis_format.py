"""Every made register is in format 1: columns, types, listed values, references, nothing twice."""

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from poruka.law.facts import TABLES
from poruka.law.ukraine.offences import listed
from poruka.register.cells import read_cell
from poruka.register.chronology import date_problems
from poruka.register.layout import INSTITUTIONS, longest
from poruka.register.parsing import ROW, schema_of
from poruka.register.stamp import stamp_in
from poruka.register.synthesis import institutions, make, mixes, tables
from poruka.register.synthesis.making import FORMATS, Format
from poruka.register.tables import Register, load

TODAY = date(2026, 1, 15)
SIZES = (0, 1, 2, 3, 4, 5, 60)


@pytest.fixture(scope="module")
def country() -> Register:
    return tables(12_000, 3, today=TODAY)


@pytest.mark.parametrize("persons", SIZES)
def test_there_are_as_many_people_as_asked_for(persons: int) -> None:
    made = tables(persons, 1, today=TODAY)
    assert made.persons["person_id"].to_list() == [f"P{number:07}" for number in range(1, persons + 1)]
    for name, table in TABLES.items():
        assert dict(made.table(name).schema) == schema_of(table), name
        assert list(made.table(name).schema) == [column.name for column in table.columns], name


@pytest.mark.parametrize("name", list(TABLES))
def test_every_cell_is_what_its_column_allows(country: Register, name: str) -> None:
    for column in TABLES[name].columns:
        cells = country.table(name)[column.name]
        if column.required or column.default is not None:
            assert cells.null_count() == 0, column.name
        if column.kind in ("text", "code", "items"):
            odd = [text for text in cells.drop_nulls().unique() if read_cell(column, text).value != text]
            assert not odd, (column.name, odd[:3])
            assert all(len(text) <= longest(column.name) for text in cells.drop_nulls().unique()), column.name
        # One value throughout would mean that a column was forgotten.
        assert cells.drop_nulls().n_unique() > 1, column.name


@pytest.mark.parametrize("name", list(TABLES))
def test_every_listed_value_occurs(name: str) -> None:
    country = tables(60_000, 1, today=TODAY)
    for column in TABLES[name].columns:
        if column.values:
            assert set(country.table(name)[column.name].drop_nulls()) == set(column.values), column.name


@pytest.mark.parametrize("name", list(TABLES))
def test_keys_are_unique_and_in_order(country: Register, name: str) -> None:
    keys = country.table(name)[TABLES[name].key]
    assert keys.n_unique() == keys.len()
    assert keys.is_sorted()


def test_every_reference_leads_somewhere(country: Register) -> None:
    people = set(country.persons["person_id"])
    for name in ("sentences", "convictions"):
        assert set(country.table(name)["person_id"]) <= people
    pointing = country.convictions.select("sentence_id", "person_id").drop_nulls()
    there = country.sentences.select("sentence_id", "person_id")
    assert pointing.join(there, on=["sentence_id", "person_id"], how="anti").is_empty()
    assert set(country.persons["institution_id"].drop_nulls()) == {place.institution_id for place in institutions()}


def test_no_days_contradict_each_other(country: Register) -> None:
    frames = {name: country.table(name).with_row_index(ROW, offset=2) for name in TABLES}
    assert date_problems(frames, TODAY).is_empty()


def test_offences_are_in_the_catalogue_but_for_a_few(country: Register) -> None:
    now = country.convictions.filter(pl.col("code") == "UA2001")
    unlisted = [not listed(article, part) for article, part in now.select("article", "part").iter_rows()]
    assert 0.001 < sum(unlisted) / len(unlisted) < 0.007


def test_the_mixes_keep_to_the_catalogue() -> None:
    from poruka.law.ukraine.offences import find

    current = (mixes.RESTRICTION, mixes.ARREST, mixes.BATTALION, mixes.OTHER, mixes.FURTHER)
    for line in (line for mix in (*current, mixes.FIXED_TERM, mixes.EARLIER, mixes.LIFE) for line in mix):
        offence = find(line.article, line.part)
        assert offence is not None, line
        assert offence.part == line.part, line
        assert line.weight > 0, line
        assert line.low <= line.high, line
    for line in (*mixes.FIXED_TERM, *mixes.EARLIER):
        offence = find(line.article, line.part)
        assert offence
        longest_term = offence.max_imprisonment_years or (15 if offence.life else 0)
        assert line.high <= longest_term, line
    for line in mixes.LIFE:
        offence = find(line.article, line.part)
        assert offence
        assert offence.life, line
    for line in mixes.UNLISTED:
        assert not listed(line.article, line.part), line


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("persons", [1, 2_000])
def test_what_is_written_is_read_back_unchanged(tmp_path: Path, form: Format, persons: int) -> None:
    make(tmp_path, persons, 1, today=TODAY, format=form)
    read, made = load(tmp_path), tables(persons, 1, today=TODAY)
    for name in TABLES:
        assert read.table(name).equals(made.table(name)), name


def test_parquet_of_one_set_carries_one_stamp(tmp_path: Path) -> None:
    for folder, persons in (("one", 50), ("two", 51)):
        make(tmp_path / folder, persons, 1, today=TODAY, format="parquet")
    one, two = ({stamp_in(tmp_path / folder / f"{name}.parquet") for name in TABLES} for folder in ("one", "two"))
    assert len(one) == len(two) == 1
    assert one != two
    assert None not in one | two


def test_an_empty_country_has_headers_and_nobody(tmp_path: Path) -> None:
    summary = make(tmp_path, 0, 1, today=TODAY)
    assert (summary.persons, summary.sentences, summary.convictions) == (0, 0, 0)
    for name, table in TABLES.items():
        assert (tmp_path / f"{name}.csv").read_text("utf-8") == ",".join(c.name for c in table.columns) + "\n"


def test_institutions_are_written_beside_the_tables(tmp_path: Path) -> None:
    summary = make(tmp_path, 1, 1, today=TODAY, format="parquet")
    listed_there = pl.read_csv(tmp_path / "institutions.csv")
    assert listed_there.columns == [column.name for column in INSTITUTIONS.columns]
    assert listed_there.height == len(institutions()) == summary.institutions
    assert listed_there["institution_id"].n_unique() == listed_there.height
    assert all(re.fullmatch(r"UA-\d\d", code) for code in listed_there["oblast"])
    for column in INSTITUTIONS.columns:
        assert all(read_cell(column, text).value == text for text in listed_there[column.name]), column.name
