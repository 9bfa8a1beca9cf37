"""The answers as files: every format says the same, a file is whole or not there."""

import csv
import json
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from poruka.law.engine import LawError
from poruka.register.tables import Register
from poruka.screening import output
from poruka.screening.engine import COLUMNS, LISTS, outcome, screen
from poruka.screening.outcome import Outcome
from tests.screening.conftest import PERSONS, TODAY


@pytest.fixture(params=[output.BLOCK, 400], ids=["in one block", "in several"])
def answers(request: pytest.FixtureRequest, country: Register, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    monkeypatch.setattr(output, "BLOCK", request.param)
    return outcome(country, TODAY, spans=True)


def test_parquet(answers: Outcome, tmp_path: Path) -> None:
    output.write(answers, tmp_path / "a.parquet")
    assert_frame_equal(pl.read_parquet(tmp_path / "a.parquet"), answers.frame())


def test_arrow(answers: Outcome, tmp_path: Path) -> None:
    """Dictionaries where answers repeat; whoever reads it sees the same values."""
    output.write(answers, tmp_path / "a.arrow")
    whole = answers.frame()
    assert_frame_equal(pl.read_ipc(tmp_path / "a.arrow").cast(dict(whole.schema)), whole)
    assert (tmp_path / "a.arrow").stat().st_size < whole.estimated_size() / 3


def test_csv(answers: Outcome, tmp_path: Path) -> None:
    output.write(answers, tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == PERSONS
    for row, told in zip(rows, answers.frame().iter_rows(named=True), strict=True):
        assert list(row)[: len(COLUMNS)] == list(COLUMNS)
        assert [row[name] for name in LISTS] == [";".join(told[name]) for name in LISTS]
        assert row["verdict"] == told["verdict"]
        assert row["holds_from"] == (told["holds_from"].isoformat() if told["holds_from"] else "")


def test_json_lines(answers: Outcome, tmp_path: Path) -> None:
    output.write(answers, tmp_path / "a.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["person_id"] for row in rows] == answers.ids.to_list()
    assert [row["failed"] for row in rows] == answers.frame()["failed"].to_list()
    assert all(row["as_of"] == "2026-01-15" for row in rows)


@pytest.mark.parametrize("kind", output.KINDS)
def test_a_frame_is_written_as_the_answers_themselves_are(answers: Outcome, kind: str, tmp_path: Path) -> None:
    output.write(answers, tmp_path / f"a.{kind}")
    output.write(answers.frame(), tmp_path / f"b.{kind}")
    if kind == "arrow":
        first, second = (pl.read_ipc(tmp_path / f"{name}.arrow") for name in "ab")
        assert_frame_equal(first.cast(dict(second.schema)), second)
    else:
        assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes()


@pytest.mark.parametrize("kind", output.KINDS)
def test_nobody_at_all(country: Register, kind: str, tmp_path: Path) -> None:
    """An empty register gives a file with a head and no rows."""
    nobody = Register(*(country.table(name).clear() for name in ("persons", "sentences", "convictions")))
    output.write(outcome(nobody, TODAY), tmp_path / f"a.{kind}")
    text = (tmp_path / f"a.{kind}").read_bytes()
    assert text.count(b"\n") == 1 if kind == "csv" else True
    if kind in ("parquet", "arrow"):
        read = pl.read_parquet if kind == "parquet" else pl.read_ipc
        assert read(tmp_path / f"a.{kind}").columns == list(COLUMNS)


def test_the_verdicts_are_counted(answers: Outcome) -> None:
    counted = dict(answers.frame()["verdict"].value_counts().iter_rows())
    assert answers.verdicts == {verdict: counted.get(verdict, 0) for verdict in ("may_apply", "barred", "cannot_tell")}
    assert sum(answers.verdicts.values()) == PERSONS


def test_a_number_that_a_spreadsheet_would_run(country: Register, tmp_path: Path) -> None:
    person = country.persons.head(1).with_columns(pl.lit("=1+1").alias("person_id"))
    found = screen(Register(person, country.sentences, country.convictions), TODAY)
    output.write(found, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()[1].startswith("'=1+1,")


def test_an_unknown_format(answers: Outcome, tmp_path: Path) -> None:
    with pytest.raises(LawError, match=r"ends in \.csv, \.jsonl, \.parquet or \.arrow"):
        output.write(answers, tmp_path / "a.xls")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there(answers: Outcome, tmp_path: Path) -> None:
    with pytest.raises(LawError, match="Make it first"):
        output.write(answers, tmp_path / "no" / "a.csv")


@pytest.mark.parametrize("kind", output.KINDS)
def test_a_write_that_breaks_off_leaves_what_was_there(
    country: Register, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(b"before")
    monkeypatch.setattr(output, "BLOCK", 400)
    answers = outcome(country, TODAY)
    whole = Outcome.overall

    def full_disk(self: Outcome, start: int = 0, length: int | None = None) -> pl.DataFrame:
        if start > 800:
            raise OSError("no space left on device")
        return whole(self, start, length)

    monkeypatch.setattr(Outcome, "overall", full_disk)
    with pytest.raises((OSError, pl.exceptions.ComputeError), match="no space left"):
        output.write(answers, path)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
