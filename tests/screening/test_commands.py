"""The command line: what it writes, and one sentence, a code and nothing half-written where it cannot."""

import json
from pathlib import Path

import polars as pl
import pytest

from poruka.cli import main
from poruka.screening.whatif import shipped

DAY = ["--as-of", "2026-01-15", "--lang", "en"]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "answers.csv"


def test_screen(folder: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screen", "--register", str(folder), *DAY, "--out", str(out)]) == 0
    verdicts = pl.read_csv(out)["verdict"].value_counts()
    counts = dict(verdicts.iter_rows())
    assert capsys.readouterr().out == (
        f"Persons: 1500. May apply: {counts['may_apply']}, barred: {counts['barred']},"
        f" cannot tell: {counts['cannot_tell']}. Written to {out}.\n"
    )


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet", "arrow"])
def test_from_a_snapshot_to_the_same_bytes(folder: Path, tmp_path: Path, kind: str) -> None:
    kept, with_, without = (tmp_path / name for name in ("a.snapshot", f"with.{kind}", f"without.{kind}"))
    assert main(["register", "snapshot", "--register", str(folder), "--out", str(kept)]) == 0
    assert main(["screen", "--snapshot", str(kept), *DAY, "--spans", "--out", str(with_)]) == 0
    assert main(["screen", "--register", str(folder), *DAY, "--spans", "--out", str(without)]) == 0
    assert with_.read_bytes() == without.read_bytes()


def test_spans(folder: Path, tmp_path: Path) -> None:
    """Only if asked for, after the columns that are always there."""
    short, long = tmp_path / "short.parquet", tmp_path / "long.parquet"
    assert main(["screen", "--register", str(folder), *DAY, "--out", str(short)]) == 0
    assert main(["screen", "--register", str(folder), *DAY, "--spans", "--out", str(long)]) == 0
    columns = pl.read_parquet(short).columns
    assert pl.read_parquet(long).select(columns).equals(pl.read_parquet(short))
    assert pl.read_parquet(long).columns[len(columns) :][:2] == ["period_from", "period_until"]


def test_whatif_from_a_snapshot(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "a.snapshot"
    assert main(["register", "snapshot", "--register", str(folder), "--out", str(kept), "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith(f"A snapshot of the register was written to {kept}: 1500 persons, ")
    told = []
    for people in (["--snapshot", str(kept)], ["--register", str(folder)]):
        assert main(["whatif", "longer-age", *people, *DAY, "--json"]) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert told[1].pop("by_oblast")
    assert told[0] == told[1]


def test_explain(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "P0000001", "--register", str(folder), *DAY, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["person_id"] == "P0000001"


TYPO = 'id = "d"\ntitle = { uk = "П", en = "D" }\n\n[[change]]\nlift = "terorism"\n'
REFUSED = {
    "an unknown engine": (["--engine", "excel"], "There is no engine “excel”. Known: polars, duckdb, spark."),
    "a day before the law": (["--as-of", "1999-01-01"], "Give a later date."),
    "an unknown reading": (["--reading", "citizenship=all"], "Known: citizens-only, anyone, open."),
    "a reading without its question": (["--reading", "anyone"], "Write QUESTION=READING"),
    "a format that is not there": (["--out", "answers.doc"], "ends in .csv, .jsonl, .parquet or .arrow."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_screened(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Refused before the register is read; nothing is written."""
    more, told = REFUSED[name]
    monkeypatch.chdir(tmp_path)
    assert main(["screen", "--register", str(folder), *DAY, "--out", "answers.csv", *more]) == 2
    said = capsys.readouterr()
    assert told in said.err
    assert said.err.count("\n") == 1
    assert (said.out, list(tmp_path.iterdir())) == ("", [])


def test_spark_that_is_not_installed(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from poruka.screening import spark

    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    spark.session.cache_clear()
    assert main(["screen", "--register", str(folder), *DAY, "--engine", "spark", "--out", str(out)]) == 2
    assert capsys.readouterr().err == "The spark engine is not installed. Install it: pip install 'poruka[spark]'.\n"
    assert not out.exists()


def test_a_draft_with_a_typo(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "d.toml").write_text(TYPO, encoding="utf-8")
    assert main(["whatif", str(tmp_path / "d.toml"), "--register", str(folder), *DAY]) == 2
    said = capsys.readouterr().err
    assert "terorism" in said
    assert "terrorism" in said


def test_a_draft_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whatif", "no-such.toml", "--register", str(folder), *DAY]) == 2
    assert all(id in capsys.readouterr().err for id in list(shipped())[:1])


def test_a_person_who_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "P-none", "--register", str(folder), *DAY]) == 2
    assert capsys.readouterr().err == "There is no person “P-none” in the register.\n"


@pytest.mark.parametrize("command", [["screen", "--out", "a.csv"], ["whatif", "longer-age"]])
def test_a_snapshot_that_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.snapshot").write_text("not one")
    assert main([*command, "--snapshot", "a.snapshot", *DAY]) == 2
    assert "is not a snapshot of a register" in capsys.readouterr().err
    assert not Path("a.csv").exists()


def test_a_snapshot_is_asked_in_process(
    folder: Path, tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "a.snapshot"
    assert main(["register", "snapshot", "--register", str(folder), "--out", str(kept)]) == 0
    assert main(["screen", "--snapshot", str(kept), "--engine", "duckdb", *DAY, "--out", str(out)]) == 2
    assert "Give the register itself." in capsys.readouterr().err
    assert not out.exists()


def test_a_snapshot_and_a_register_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["screen", "--snapshot", "a", "--register", str(folder), "--out", "b.csv"])
    assert left.value.code == 2
    assert "not allowed with argument" in capsys.readouterr().err
