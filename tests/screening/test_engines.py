"""The same answers on every engine, whatever order the rows come in; and a sentence where there can be none."""

import sys
from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from poruka.law.engine import LawError
from poruka.register.tables import Register
from poruka.screening import spark
from poruka.screening.engine import COLUMNS, screen
from poruka.screening.ruling import prepared
from tests.screening.conftest import PERSONS, TODAY

STRICT = {"stage-of-offence": "covered", "two-murders": "any-two-victims", "citizenship": "citizens-only"}


@pytest.mark.parametrize(
    ("day", "readings"), [(TODAY, {}), (TODAY, STRICT), (date(2024, 5, 17), {}), (date(2025, 6, 16), {})]
)
def test_in_process_and_on_disk(country: Register, day: date, readings: dict[str, str]) -> None:
    """Column by column, each condition's span as well."""
    in_process = screen(country, day, readings=readings, spans=True)
    assert in_process.columns[: len(COLUMNS)] == list(COLUMNS)
    assert in_process.height == PERSONS
    assert_frame_equal(screen(country, day, engine="duckdb", readings=readings, spans=True), in_process)


@pytest.mark.spark
def test_on_a_cluster(country: Register) -> None:
    pytest.importorskip("pyspark")
    few = Register(country.persons.head(200), country.sentences, country.convictions)
    assert_frame_equal(screen(few, TODAY, engine="spark", spans=True), screen(few, TODAY, spans=True))


@pytest.mark.parametrize("shuffled", ["persons", "sentences", "convictions"])
def test_the_order_of_the_rows_changes_nothing(country: Register, shuffled: str) -> None:
    tables = {name: country.table(name) for name in ("persons", "sentences", "convictions")}
    tables[shuffled] = tables[shuffled].sample(fraction=1, shuffle=True, seed=1)
    found = screen(Register(**tables), TODAY, spans=True)
    assert found["person_id"].to_list() == tables["persons"]["person_id"].to_list()
    assert_frame_equal(found.sort("person_id"), screen(country, TODAY, spans=True).sort("person_id"))


def test_rows_of_people_who_are_not_in_the_register_say_nothing_of_anybody(country: Register) -> None:
    some = Register(country.persons.gather_every(3, 1), country.sentences, country.convictions)
    assert_frame_equal(screen(some, TODAY), screen(country, TODAY).gather_every(3, 1))


def test_people_are_answered_one_by_one_as_they_are_together(country: Register) -> None:
    """Nobody's answer depends on who else is asked."""
    together = screen(country, TODAY, spans=True)
    for number in range(0, PERSONS, 211):
        alone = Register(country.persons[number : number + 1], country.sentences, country.convictions)
        assert_frame_equal(screen(alone, TODAY, spans=True), together[number : number + 1])


def test_a_register_without_sentences_and_convictions(country: Register) -> None:
    """Everything that rests on them cannot be told."""
    bare = Register(country.persons, country.sentences.clear(), country.convictions.clear())
    found = screen(bare, TODAY)
    assert_frame_equal(found, screen(bare, TODAY, engine="duckdb"))
    assert found["unknown"].list.contains("penalty").all()
    assert found["unknown"].list.contains("terrorism").all()
    assert (found["verdict"] != "may_apply").all()


def test_one_person_with_very_many_convictions(country: Register) -> None:
    """They are put together as any others are; one of them bars."""
    served = country.convictions.filter(pl.col("record") == "serving", pl.col("article") == "185").head(1)
    person = country.persons.head(1)
    many = pl.concat([served] * 3000).with_columns(pl.lit(person["person_id"][0]).alias("person_id"))
    treason = many.head(1).with_columns(pl.lit("111").alias("article"), pl.lit(1, pl.Int32).alias("part"))
    harmless = screen(Register(person, country.sentences, many), TODAY)
    barred = screen(Register(person, country.sentences, pl.concat([many, treason])), TODAY)
    assert (harmless["verdict"][0], barred["verdict"][0]) == ("may_apply", "barred")
    assert barred["failed"][0].to_list() == ["national-security"]


def test_an_unknown_engine(country: Register) -> None:
    with pytest.raises(LawError) as refused:
        screen(country, TODAY, engine="excel")
    assert refused.value.text.uk == "Немає рушія «excel». Відомі: polars, duckdb, spark."
    assert refused.value.text.en == "There is no engine “excel”. Known: polars, duckdb, spark."


def test_a_day_before_the_law(country: Register) -> None:
    with pytest.raises(LawError, match="did not exist on 1999-01-01"):
        screen(country, date(1999, 1, 1))


def test_an_unknown_reading(country: Register) -> None:
    with pytest.raises(LawError, match="citizens-only, anyone"):
        screen(country, TODAY, readings={"citizenship": "everybody"})


def test_spark_that_is_not_installed(country: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    spark.session.cache_clear()
    with pytest.raises(LawError, match=r"pip install 'poruka\[spark\]'"):
        screen(country, TODAY, engine="spark")


def test_a_prepared_register_is_asked_in_process(country: Register) -> None:
    people = prepared(country)
    assert_frame_equal(screen(people, TODAY, spans=True), screen(country, TODAY, spans=True))
    with pytest.raises(LawError, match="Give the register itself"):
        screen(people, TODAY, engine="duckdb")


def test_what_was_asked_before_does_not_colour_what_is_asked_now(country: Register) -> None:
    """One prepared register, asked on many days and under many readings, says each time what a fresh one says."""
    people = prepared(country)
    asked = [(date(2024, 6, day), readings) for day in range(1, 8) for readings in ({}, STRICT)]
    for day, readings in [*asked, *asked]:
        assert_frame_equal(screen(people, day, readings=readings), screen(country, day, readings=readings))
