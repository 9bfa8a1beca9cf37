"""Rows against each other: a person enters the register whole, or not at all and with the reasons."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poruka.register.parsing import ROW
from poruka.register.reading import Reading, read
from poruka.register.validate import Checked, Known, check
from tests.register.extracts import CONVICTIONS, PERSONS, SENTENCES, extract, files, folder, with_cell

TODAY = date(2026, 1, 15)


def checked(path: Path, known: "Known | None" = None) -> tuple[Reading, Checked]:
    reading = read(path)
    return reading, check(reading, TODAY, known)


def reasons(result: Checked) -> list[tuple[str, int, str, str]]:
    return result.rejections.select("table", ROW, "column", "reason_en").rows()


def accepted(result: Checked) -> set[str]:
    return set(result.accepted["persons"]["person_id"])


def assert_nothing_is_lost(reading: Reading, result: Checked) -> None:
    """Every row is accepted or rejected, never both, never neither."""
    for name in ("persons", "sentences", "convictions"):
        read_rows = set(reading.tables[name].frame[ROW]) | {ragged.row for ragged in reading.ragged[name]}
        kept = set(result.accepted[name][ROW])
        turned_away = set(result.rejections.filter(pl.col("table") == name)[ROW])
        assert kept | turned_away == read_rows
        assert not kept & turned_away


def test_a_faultless_extract_is_accepted_whole(tmp_path) -> None:
    reading, result = checked(extract(tmp_path))
    assert result.rejections.is_empty()
    assert_nothing_is_lost(reading, result)


ONE_FAULT = [
    # table, number of the row, cells, column that is named, what is said
    ("persons", 0, {"birth_date": "2026-01-16"}, "birth_date", "in the future"),
    ("persons", 0, {"birth_date": "31/12/1990"}, "birth_date", "more than one way"),
    ("persons", 0, {"sex": "Ж"}, "sex", "possible: F, M"),
    ("sentences", 0, {"term_years": "-5"}, "term_years", "cannot be negative"),
    ("sentences", 0, {"starts_on": "1990-04-30"}, "starts_on", "before the person was born"),
    ("sentences", 0, {"in_force_on": "1990-04-30"}, "in_force_on", "before the person was born"),
    ("sentences", 0, {"ends_on": "2023-01-09"}, "ends_on", "ends before it starts"),
    ("sentences", 0, {"sentence_id": ""}, "sentence_id", "required cell is empty"),
    ("convictions", 0, {"committed_on": "1990-04-30"}, "committed_on", "before the person was born"),
    ("convictions", 0, {"committed_on": "2026-01-16"}, "committed_on", "in the future"),
    (
        "convictions",
        0,
        {"committed_on": "2020-01-01", "expunges_on": "2019-12-31"},
        "expunges_on",
        "before the offence",
    ),
    ("convictions", 0, {"article": ""}, "article", "required cell is empty"),
    ("convictions", 0, {"sentence_id": "S9"}, "sentence_id", "no such sentence"),
    ("convictions", 0, {"sentence_id": "S2"}, "sentence_id", "belongs to another person (P2)"),
]


@pytest.mark.parametrize(("table", "number", "cells", "column", "said"), ONE_FAULT)
def test_one_fault_keeps_the_whole_person_out_and_nobody_else(table, number, cells, column, said, tmp_path) -> None:
    tables = {"persons": PERSONS, "sentences": SENTENCES, "convictions": CONVICTIONS}
    tables[table] = with_cell(tables[table], number, **cells)
    reading, result = checked(extract(tmp_path, **tables))
    assert accepted(result) == {"P2"}
    said_at = {(name, row, named): text for name, row, named, text in reasons(result)}
    assert said in said_at[(table, number + 2, column)]
    assert_nothing_is_lost(reading, result)


def test_the_days_themselves_are_allowed(tmp_path) -> None:
    """Born today, sentenced on the day of birth, a term of one day: odd, but not impossible."""
    persons = with_cell(PERSONS, 0, birth_date="2026-01-15")
    sentences = with_cell(SENTENCES, 0, starts_on="2026-01-15", ends_on="2026-01-15", in_force_on="2026-01-15")
    convictions = with_cell(CONVICTIONS, 0, committed_on="2026-01-15", expunges_on="2026-01-15")
    _, result = checked(extract(tmp_path, persons, sentences, convictions))
    assert result.rejections.is_empty()


def test_the_innocent_rows_say_which_row_they_went_with(tmp_path) -> None:
    _, result = checked(extract(tmp_path, sentences=with_cell(SENTENCES, 0, penalty="жарт")))
    said = {(table, row): text for table, row, _, text in reasons(result)}
    together = "rejected together with sentences.csv, row 2: a person’s data are taken in only whole"
    assert said[("persons", 2)] == together
    assert said[("convictions", 2)] == together
    assert "відхилено разом із sentences.csv, рядок 2" in result.rejections["reason_uk"][0]


@pytest.mark.parametrize("table", ["persons", "sentences", "convictions"])
def test_a_number_given_twice_rejects_both(table, tmp_path) -> None:
    tables: dict[str, list[Any]] = {
        "persons": [*PERSONS],
        "sentences": [*SENTENCES],
        "convictions": [*CONVICTIONS],
    }
    tables[table].append(dict(tables[table][0]))
    reading, result = checked(extract(tmp_path, **tables))
    assert accepted(result) == {"P2"}
    said = {(name, row): text for name, row, _, text in reasons(result)}
    assert "this number is also in row 4" in said[(table, 2)]
    assert "this number is also in row 2" in said[(table, 4)]
    assert_nothing_is_lost(reading, result)


def test_a_number_two_persons_share_rejects_both_persons(tmp_path) -> None:
    reading, result = checked(extract(tmp_path, convictions=with_cell(CONVICTIONS, 1, conviction_id="C1")))
    assert accepted(result) == set()
    assert_nothing_is_lost(reading, result)


@pytest.mark.parametrize("table", ["sentences", "convictions"])
def test_an_orphan_is_rejected_alone(table, tmp_path) -> None:
    tables: dict[str, list[Any]] = {
        "persons": [*PERSONS],
        "sentences": [*SENTENCES],
        "convictions": [*CONVICTIONS],
    }
    key = {"sentences": "sentence_id", "convictions": "conviction_id"}[table]
    tables[table].append(
        {key: "X9", "person_id": "P404", "article": "185"}
        if table == "convictions"
        else {key: "X9", "person_id": "P404"}
    )
    reading, result = checked(extract(tmp_path, **tables))
    assert accepted(result) == {"P1", "P2"}
    assert reasons(result) == [
        (table, 4, "person_id", "there is no such person in the table persons; add the person or correct the number")
    ]
    assert_nothing_is_lost(reading, result)


def test_rows_of_a_person_the_register_knows_are_no_orphans(tmp_path) -> None:
    known = Known(
        persons=pl.Series("person_id", ["P3"]), sentences=pl.DataFrame({"sentence_id": ["S3"], "person_id": ["P3"]})
    )
    corrected = [*CONVICTIONS, {"conviction_id": "C3", "person_id": "P3", "sentence_id": "S3", "article": "185"}]
    _, result = checked(extract(tmp_path, convictions=corrected), known)
    assert result.rejections.is_empty()


@pytest.mark.parametrize("table", ["sentences", "convictions"])
def test_a_number_the_register_knows_under_another_person(table, tmp_path) -> None:
    key = {"sentences": "sentence_id", "convictions": "conviction_id"}[table]
    taken = pl.DataFrame({key: [{"sentences": "S1", "convictions": "C1"}[table]], "person_id": ["P7"]})
    known = Known(sentences=taken) if table == "sentences" else Known(convictions=taken)
    reading, result = checked(extract(tmp_path), known)
    assert accepted(result) == {"P2"}
    assert any("in the register this number belongs to another person (P7)" in text for *_, text in reasons(result))
    assert_nothing_is_lost(reading, result)


def test_a_broken_row_takes_its_person_with_it(tmp_path) -> None:
    """The row fits no column, but says whose it is; nobody is told that there is no such person."""
    people = files()["persons.csv"].replace(",UVP-301,serving", ",UVP-301,extra,serving")
    reading, result = checked(folder(tmp_path, {**files(), "persons.csv": people}))
    assert accepted(result) == {"P2"}
    texts = [text for *_, text in reasons(result)]
    assert "the row has 16 cells and the header 15" in texts[0]
    assert all("together" in text for text in texts[1:])
    assert_nothing_is_lost(reading, result)


cell = st.sampled_from(
    ["", "P1", "P2", "P3", "S1", "S2", "C1", "115", "-1", "1", "2020-01-01", "2030-01-01", "31.12.2020", "x", "'=1"]
)
NAMES = {
    "persons": ["person_id", "birth_date", "trade"],
    "sentences": ["sentence_id", "person_id", "term_years", "starts_on", "ends_on"],
    "convictions": ["conviction_id", "person_id", "sentence_id", "article", "part", "committed_on"],
}


@given(
    st.fixed_dictionaries(
        {
            name: st.lists(st.lists(cell, min_size=len(columns) - 1, max_size=len(columns) + 1), max_size=6)
            for name, columns in NAMES.items()
        }
    )
)
def test_whatever_the_rows_nothing_is_lost(tmp_path_factory, tables) -> None:
    if not any(any(cells) for rows in tables.values() for cells in rows):
        return
    contents = {
        f"{name}.csv": "\n".join([",".join(NAMES[name]), *(",".join(cells) for cells in rows)])
        for name, rows in tables.items()
    }
    reading, result = checked(folder(tmp_path_factory.mktemp("x"), contents))
    assert_nothing_is_lost(reading, result)
    people = set(result.accepted["persons"]["person_id"])
    for name in ("sentences", "convictions"):
        assert set(result.accepted[name]["person_id"]) <= people
    turned_away = set(
        result.rejections.filter(pl.col("table") == "persons")
        .join(reading.tables["persons"].frame.select(ROW, "person_id"), on=ROW, how="inner")["person_id"]
        .drop_nulls()
    )
    assert not people & turned_away
