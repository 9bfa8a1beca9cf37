"""What is written can be read back unchanged, opens safely in a spreadsheet, and replaces nothing by half."""

import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poruka.law.facts import PERSONS
from poruka.register import exporting
from poruka.register.exporting import export_register
from poruka.register.importing import import_register
from poruka.register.neutral import all_plain, neutral, neutralised, plain
from poruka.register.parsing import schema_of
from poruka.register.problems import RegisterError
from poruka.register.tables import Register, empty, from_database, load
from tests.register.extracts import PERSONS as PEOPLE
from tests.register.extracts import extract, with_cell

FORMULAS = ["=1+1", "+380", "-5", "@SUM(A1)", "'=1", "''@x", "'", "'Іван", "5-3", "a=b", "=cmd|' /C calc'!A0", "'\t=1"]
SHAPES = ["csv", "r.zip", "r.xlsx", "parquet"]


def written(register: Register, folder: Path, shape: str) -> Path:
    return export_register(register, folder / shape, "parquet" if shape == "parquet" else None)


def same(one: Register, other: Register) -> bool:
    return all(one.table(name).equals(other.table(name)) for name in ("persons", "sentences", "convictions"))


def of_people(names: list[str]) -> Register:
    nobody = empty()
    people = pl.DataFrame(
        {"person_id": [f"P{place:03}" for place, _ in enumerate(names)], "family_name": names},
        schema_overrides={"family_name": pl.String()},
    )
    columns = [
        pl.col(name) if name in people.columns else pl.lit(None, dtype).alias(name)
        for name, dtype in schema_of(PERSONS).items()
    ]
    return Register(people.select(columns), nobody.sentences, nobody.convictions)


@pytest.mark.django_db
@pytest.mark.parametrize("shape", SHAPES)
def test_in_out_and_in_again(shape, tmp_path) -> None:
    import_register(
        extract(tmp_path / "e", with_cell(PEOPLE, 0, family_name="=1+1", trade="'=x")), today=date(2026, 1, 15)
    )
    before = from_database()
    path = written(before, tmp_path / "out", shape)
    again = import_register(path, today=date(2026, 1, 15))
    assert again.nothing_changed
    assert again.rejected == 0
    assert again.notices == ()
    assert same(from_database(), before)


@pytest.mark.parametrize("shape", SHAPES)
def test_formulas_survive_every_shape(shape, tmp_path) -> None:
    register = of_people(FORMULAS)
    assert same(load(written(register, tmp_path, shape)), register)


@pytest.mark.parametrize("name", ["=1+1", "+380", "-5", "@SUM(A1)", "'=1"])
def test_no_cell_of_a_csv_begins_a_formula(name, tmp_path) -> None:
    path = written(of_people([name]), tmp_path, "csv")
    assert f"P000,'{name}," in (path / "persons.csv").read_text()


def test_no_cell_of_a_workbook_begins_a_formula(tmp_path) -> None:
    path = written(of_people(FORMULAS), tmp_path, "r.xlsx")
    sheet = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "'=1+1" in sheet


@given(st.text(st.sampled_from("'=+-@\t\raб "), max_size=6))
def test_every_text_survives_being_made_neutral(text) -> None:
    assert plain(neutral(text)) == text
    assert all_plain(pl.DataFrame({"t": [text]}).select(neutralised(pl.col("t"))).to_series()).to_list() == [text]
    assert neutral(text)[:1] not in set("=+-@\t\r")


def test_the_same_register_gives_the_same_zip(tmp_path) -> None:
    register = load(extract(tmp_path / "e"))
    one, two = (export_register(register, tmp_path / name) for name in ("a.zip", "b.zip"))
    assert one.read_bytes() == two.read_bytes()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("мої нотатки")
    with pytest.raises(RegisterError, match="there is something here already"):
        export_register(empty(), tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_failure_leaves_nothing_half_written(shape, tmp_path, monkeypatch) -> None:
    (tmp_path / "r.zip").write_bytes(b"old")
    (tmp_path / "r.xlsx").write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    for name in ("_write_zip", "_write_workbook", "_safe", "write_stamped"):
        monkeypatch.setattr(exporting, name, full)
    with pytest.raises(OSError, match="No space left"):
        written(of_people(["Коваль"]), tmp_path, shape)
    assert {path.name for path in tmp_path.iterdir()} == {"r.zip", "r.xlsx"}
    assert (tmp_path / "r.zip").read_bytes() == b"old"


def test_a_sheet_that_would_overflow(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(exporting, "MOST_SHEET_ROWS", 1)
    with pytest.raises(RegisterError, match="an XLSX sheet holds 1; export to CSV or Parquet"):
        written(of_people(["Коваль", "Мельник"]), tmp_path, "r.xlsx")
