"""The register as plain tables: the same from every file and from the database, quick, and never wrong in silence."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from poruka.access.actors import Actor
from poruka.access.roles import ANALYST, MONITOR, OFFICER
from poruka.law.facts import TABLES
from poruka.register import tables, typed
from poruka.register.exporting import export_register
from poruka.register.importing import import_register
from poruka.register.parsing import schema_of
from poruka.register.problems import RegisterError
from poruka.register.stored import facts_stored
from poruka.register.tables import Register, facts_of, from_database, load
from tests.register.extracts import CONVICTIONS, PERSONS, SENTENCES, extract, parquet_folder, with_cell

NAMES = tuple(TABLES)
ALL = Actor("міністерство", ANALYST)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return load(extract(tmp_path / "plain"))


@pytest.fixture
def frames(register: Register) -> dict[str, pl.DataFrame]:
    return {name: register.table(name) for name in NAMES}


def same(one: Register, other: Register) -> bool:
    return all(one.table(name).equals(other.table(name)) for name in NAMES)


def read_with_care(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes every time the quick way was not taken."""
    taken, careful = [], tables._read_with_care

    def noted(*arguments: Any) -> dict[str, pl.DataFrame]:
        taken.append("with care")
        return careful(*arguments)

    monkeypatch.setattr(tables, "_read_with_care", noted)
    return taken


def test_columns_have_the_types_of_the_format(register) -> None:
    for name, table in TABLES.items():
        assert dict(register.table(name).schema) == schema_of(table)


class TestParquet:
    def test_exact_types_take_the_quick_way(self, register, frames, tmp_path, monkeypatch) -> None:
        careful = read_with_care(monkeypatch)
        assert same(load(parquet_folder(tmp_path / "p", frames)), register)
        assert careful == []

    def test_other_types_are_read_with_care(self, register, frames, tmp_path, monkeypatch) -> None:
        careful = read_with_care(monkeypatch)
        others = {
            "persons": frames["persons"].with_columns(
                pl.col("sex").cast(pl.Categorical),
                pl.col("birth_date").cast(pl.Datetime),
                pl.col("responsible_office").cast(pl.String),
            ),
            "sentences": frames["sentences"].with_columns(
                pl.col("term_years").cast(pl.Float64), pl.col("term_days").cast(pl.Int8)
            ),
            "convictions": frames["convictions"].with_columns(pl.col("items").str.split(";").cast(pl.List(pl.Int64))),
        }
        assert same(load(parquet_folder(tmp_path / "p", others)), register)
        assert careful == ["with care"]

    def test_numbers_as_floats_are_whole_numbers(self, register, tmp_path) -> None:
        people = pl.DataFrame({"person_id": [1001.0, 1002.0]})
        rest = {name: register.table(name).clear() for name in ("sentences", "convictions")}
        assert load(parquet_folder(tmp_path / "p", {"persons": people, **rest})).persons["person_id"].to_list() == [
            "1001",
            "1002",
        ]

    def test_defaults_are_filled_in(self, frames, tmp_path) -> None:
        bare = {
            **frames,
            "convictions": frames["convictions"].with_columns(pl.lit(None, pl.String).alias("stage")).drop("code"),
        }
        convictions = load(parquet_folder(tmp_path / "p", bare)).convictions
        assert convictions.select("stage", "code").unique().rows() == [("completed", "UA2001")]
        assert convictions.columns == list(schema_of(TABLES["convictions"]))

    @pytest.mark.parametrize(
        ("table", "column", "value", "said"),
        [
            ("persons", "person_id", None, "a required cell is empty"),
            ("persons", "person_id", "P2", "this number is also in row"),
            ("persons", "sex", "X", "possible: F, M"),
            ("persons", "citizenship", "Ukraine", "such as UKR"),
            ("persons", "birth_date", date(1700, 1, 1), "the year 1700 is impossible"),
            ("persons", "family_name", "я" * 201, "the text is too long"),
            ("sentences", "term_years", -1, "cannot be negative"),
            ("sentences", "person_id", "P9", "there is no such person"),
            ("convictions", "items", "x", "such as 1;4"),
            ("convictions", "article", "2026-11-03", "turned the article into a date"),
            ("convictions", "sentence_id", "S9", "there is no such sentence"),
            ("convictions", "sentence_id", "S2", "belongs to another person"),
        ],
    )
    @pytest.mark.parametrize("ascending", [True, False], ids=["sorted", "not sorted"])
    def test_one_bad_cell_is_found(self, table, column, value, said, ascending, frames, tmp_path) -> None:
        dtype = frames[table].schema[column]
        bad = frames[table].with_columns(
            pl.when(pl.int_range(pl.len()) == 0).then(pl.lit(value, dtype)).otherwise(pl.col(column)).alias(column)
        )
        turned = {name: frame if ascending else frame.reverse() for name, frame in {**frames, table: bad}.items()}
        with pytest.raises(RegisterError) as caught:
            load(parquet_folder(tmp_path / "p", turned))
        assert said in caught.value.of("en")
        assert f"{table}.parquet, row {2 if ascending else 3}" in caught.value.of("en")
        assert "poruka register import" in caught.value.of("en")

    def test_items_out_of_order_and_blanks_are_put_right(self, register, frames, tmp_path, monkeypatch) -> None:
        careful = read_with_care(monkeypatch)
        untidy = {
            **frames,
            "persons": frames["persons"].with_columns((" " + pl.col("family_name")).alias("family_name")),
            "convictions": frames["convictions"].with_columns(pl.col("items").replace("1;4", "4;1")),
        }
        assert same(load(parquet_folder(tmp_path / "p", untidy)), register)
        assert careful == ["with care"]

    def test_only_wanted_columns_are_read(self, register, frames, tmp_path) -> None:
        path = parquet_folder(tmp_path / "p", frames)
        stamped = export_register(register, tmp_path / "s", "parquet")
        for source in (path, extract(tmp_path / "e"), stamped):
            some = load(source, {"persons": ["birth_date"], "convictions": ["part", "article"]})
            assert some.persons.columns == ["person_id", "birth_date"]
            assert some.sentences.columns == ["person_id"]
            assert some.convictions.columns == ["person_id", "article", "part"]
            assert some.convictions.equals(register.convictions.select(some.convictions.columns))


class TestStamp:
    """Files that Poruka wrote from a checked register are believed, but only as a set, and only untouched."""

    def test_a_stamped_set_is_not_checked_again(self, register, tmp_path, monkeypatch) -> None:
        path = export_register(register, tmp_path / "p", "parquet")
        monkeypatch.setattr(typed, "_references_hold", lambda frames: pytest.fail("checked again"))
        assert same(load(path), register)

    def test_tables_of_two_sets_are_checked(self, register, frames, tmp_path) -> None:
        one = export_register(register, tmp_path / "one", "parquet")
        fewer = Register(register.persons.head(1), register.sentences.head(1), register.convictions.head(1))
        two = export_register(fewer, tmp_path / "two", "parquet")
        (two / "persons.parquet").rename(one / "persons.parquet")
        with pytest.raises(RegisterError, match="there is no such person"):
            load(one)

    def test_a_table_written_anew_by_another_tool_is_checked(self, register, tmp_path) -> None:
        path = export_register(register, tmp_path / "p", "parquet")
        pl.read_parquet(path / "persons.parquet").head(1).write_parquet(path / "persons.parquet")
        with pytest.raises(RegisterError, match="there is no such person"):
            load(path)


class TestFaults:
    def test_the_first_faults_are_told_and_where_the_rest_is(self, tmp_path) -> None:
        persons = [{"person_id": f"P{number}", "sex": "?"} for number in range(30)]
        with pytest.raises(RegisterError) as caught:
            load(extract(tmp_path / "e", persons, (), ()))
        lines = caught.value.of("uk").splitlines()
        assert len(lines) == tables.MOST_PROBLEMS_SHOWN + 1
        assert lines[0].startswith(
            "persons.csv, рядок 2, колонка sex, значення «?»: такого значення немає; можливі: F, M"
        )
        assert "і ще помилок: 20. Повний перелік дає команда poruka register import ШЛЯХ --dry-run" in lines[-1]


class TestFacts:
    def test_of_a_person_in_files(self, register) -> None:
        facts = facts_of(register, "P2")
        assert facts is not None
        assert facts.person["birth_date"] == date(1985, 2, 28)
        assert facts.person["citizenship"] is None
        assert [row["penalty"] for row in facts.sentences] == ["restriction_of_liberty"]
        assert [(row["article"], row["part"], row["items"]) for row in facts.convictions] == [("115", 2, (1, 4))]

    def test_of_nobody(self, register) -> None:
        assert facts_of(register, "P404") is None

    @pytest.mark.django_db
    def test_the_database_says_the_same(self, register, tmp_path) -> None:
        import_register(extract(tmp_path / "e"), today=date(2026, 1, 15))
        for number in ("P1", "P2", "P404"):
            assert facts_stored(number, ALL) == facts_of(register, number)


@pytest.mark.django_db
class TestWhoSeesWhom:
    @pytest.fixture(autouse=True)
    def _country(self, tmp_path) -> None:
        nowhere = [*PERSONS, {"person_id": "P3"}]
        import_register(extract(tmp_path / "e", nowhere, SENTENCES, with_cell(CONVICTIONS, 0)), today=date(2026, 1, 15))

    @pytest.mark.parametrize(
        ("actor", "people", "rows"),
        [
            (None, ["P1", "P2", "P3"], 2),
            (ALL, ["P1", "P2", "P3"], 2),
            (Actor("омбудсман", MONITOR), ["P1", "P2", "P3"], 2),
            (Actor("установа", OFFICER, "UVP-301"), ["P1"], 1),
            (Actor("інша установа", OFFICER, "UVP-999"), [], 0),
            (Actor("без установи", OFFICER), [], 0),
            (Actor("невідома роль", "guest", "UVP-301"), ["P1"], 1),
        ],
    )
    def test_scope(self, actor, people, rows) -> None:
        register = from_database(actor)
        assert register.persons["person_id"].to_list() == people
        assert (register.sentences.height, register.convictions.height) == (rows, rows)

    def test_only_wanted_columns_are_read(self) -> None:
        whole, some = from_database(), from_database(columns={"persons": ["birth_date"], "convictions": ["part"]})
        assert some.persons.equals(whole.persons.select("person_id", "birth_date"))
        assert some.sentences.equals(whole.sentences.select("person_id"))
        assert some.convictions.equals(whole.convictions.select("person_id", "part"))

    def test_facts_of_somebody_elses_person_are_not_there(self) -> None:
        assert facts_stored("P2", Actor("установа", OFFICER, "UVP-301")) is None
        assert facts_stored("P2", Actor("установа", OFFICER, "UVP-302")) is not None
