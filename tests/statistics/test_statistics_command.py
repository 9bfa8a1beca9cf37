"""``poruka statistics``: the same figures for whoever runs the system, as words, JSON or CSV."""

import csv
import io
import json

import pytest

from poruka.cli import UNREADABLE, main
from tests.cases.told import at
from tests.cases.world import World

ON = at(45).date().isoformat()


@pytest.fixture
def lived(world: World) -> World:
    world.lived("P-MAY", "enrolment")
    world.lived("P-MAY-2", "ruling", ruling={"outcome": "refused", "reason": "слова"})
    return world


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["statistics", "--as-of", ON, *arguments]) == 0
    return capsys.readouterr().out


def test_as_json_with_reasons_losses_and_waiting(lived: World, capsys: pytest.CaptureFixture[str]) -> None:
    said = json.loads(run(capsys, "--json", "--lang", "en"))
    assert said["as_of"] == ON
    (row,) = said["rows"]
    assert (row["counts"]["heard"], row["counts"]["granted"], row["counts"]["refused"]) == (2, 1, 1)
    assert said["measures"]["granted"] == {"uk": "суд задовольнив", "en": "granted"}
    heard = next(one for one in said["losses"] if one["step"] == "heard")
    assert heard["left"] == [{"stage": "refused", "reason": "", "count": 1}]
    wait = next(one for one in said["waiting_days"] if (one["from"], one["to"]) == ("informed", "wished"))
    assert (wait["median"], wait["passed"], wait["open"]) == (1.0, 2, 0)
    assert {one["limit"]: one["met"] for one in said["time_limits"]}["motion"] == 2


def test_as_csv_by_a_dimension(lived: World, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(run(capsys, "--csv", "--by", "oblast"))))
    assert {row["oblast"]: (row["heard"], row["granted"]) for row in rows if row["heard"] != "0"} == {
        "UA-46": ("1", "0"),
        "UA-53": ("1", "1"),
    }


def test_as_words_of_some_people(lived: World, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "--only", "institution=UVP-2", "--lang", "uk")
    assert "1  суд відмовив" in said
    assert "0  звільнено\n" in said


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--as-of", "2020-01-01"), "in force since 18 May 2024"),
        (("--by", "colour"), "no dimension “colour”"),
        (("--only", "sex"), "is not understood"),
        (("--from", "2026-02-01", "--to", "2026-01-01"), "before it begins"),
        (("--by", "sex,oblast,court,unit"), "Too many dimensions"),
    ],
)
def test_a_mistake_is_one_sentence(
    lived: World, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    assert main(["statistics", "--lang", "en", "--as-of", ON, *arguments]) == UNREADABLE
    said = capsys.readouterr()
    assert sentence in said.err
    assert not said.out
