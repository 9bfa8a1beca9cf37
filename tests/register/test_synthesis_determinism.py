"""The same persons, seed and day make the same country, in any process; a larger one begins with the same people."""

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from poruka.register.synthesis import make, tables
from poruka.register.synthesis.draws import Draws
from poruka.register.synthesis.making import FORMATS, Format

TODAY = date(2026, 1, 15)
TABLES = ("persons", "sentences", "convictions")


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("form", FORMATS)
def test_another_process_writes_the_same_bytes(tmp_path: Path, form: Format) -> None:
    code = (
        "import sys; from datetime import date; from pathlib import Path; from poruka.register.synthesis import make;"
        f"make(Path(sys.argv[1]), 700, 5, today=date(2026, 1, 15), format={form!r})"
    )
    make(tmp_path / "here", 700, 5, today=TODAY, format=form)
    environment = {**os.environ, "PYTHONHASHSEED": "7", "POLARS_MAX_THREADS": "1"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "there")], check=True, env=environment)
    assert digests(tmp_path / "here") == digests(tmp_path / "there")
    assert len(digests(tmp_path / "here")) == 4


def test_a_second_run_over_the_first_leaves_the_same_bytes(tmp_path: Path) -> None:
    make(tmp_path, 300, 1, today=TODAY)
    before = digests(tmp_path)
    make(tmp_path, 300, 1, today=TODAY)
    assert digests(tmp_path) == before


@pytest.mark.parametrize(
    ("persons", "seed", "today"),
    [(200, 2, TODAY), (200, 1, date(2026, 1, 16))],
    ids=["another seed", "another day"],
)
def test_another_seed_or_day_is_another_country(persons: int, seed: int, today: date) -> None:
    here, there = tables(200, 1, today=TODAY), tables(persons, seed, today=today)
    for name in TABLES:
        assert not here.table(name).equals(there.table(name)), name


@pytest.mark.parametrize("fewer", [1, 4, 5, 900])
def test_a_larger_country_begins_with_the_people_of_the_smaller(fewer: int) -> None:
    small, large = tables(fewer, 1, today=TODAY), tables(2_000, 1, today=TODAY)
    assert small.persons.height == fewer
    assert large.persons.height == 2_000
    for name in TABLES:
        assert large.table(name).head(small.table(name).height).equals(small.table(name)), name


def test_blocks_do_not_repeat_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("poruka.register.synthesis.country.BLOCK", 100)
    country = tables(250, 1, today=TODAY)
    assert country.persons["person_id"].n_unique() == 250
    columns = ["birth_date", "family_name", "given_name", "patronymic", "trade"]
    second, third = country.persons[100:150].select(columns), country.persons[200:250].select(columns)
    assert not second.equals(third)
    assert second.join(third, on=columns, how="inner").height < 3


def test_a_stream_may_be_drawn_once_only() -> None:
    draws = Draws(1, 0)
    first = draws.uniform("sex", 3)
    assert Draws(1, 0).uniform("sex", 5)[:3].tolist() == first.tolist()
    assert Draws(1, 1).uniform("sex", 3).tolist() != first.tolist()
    assert draws.uniform("custody", 3).tolist() != first.tolist()
    with pytest.raises(KeyError, match="sex"):
        draws.uniform("sex", 3)
