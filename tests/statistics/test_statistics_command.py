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


def test_the_days_between_any_two_events(lived: World, capsys: pytest.CaptureFixture[str]) -> None:
    said = json.loads(run(capsys, "--json", "--between", "informed,heard", "--between", "heard,released"))
    asked = {(one["from"], one["to"]): one for one in said["waiting_days"]}
    assert (asked["informed", "heard"]["passed"], asked["informed", "heard"]["median"]) == (2, 21.0)
    assert (asked["heard", "released"]["passed"], asked["heard", "released"]["left"]) == (1, 1)


def test_the_days_between_two_events_stand_below_the_counts(lived: World, capsys: pytest.CaptureFixture[str]) -> None:
    last = run(capsys, "--between", "informed,heard").splitlines()[-2:]
    assert last[0].startswith("Днів до наступної події")
    assert last[1].split() == ["21.0", "21.0", "поінформовано", "→", "суд", "розглянув"]
    assert "→" not in run(capsys)


def test_comparisons_of_the_dimensions_asked_for(lived: World, capsys: pytest.CaptureFixture[str]) -> None:
    said = json.loads(run(capsys, "--json", "--by", "oblast,sex"))
    heard = {one["group"]: one for one in said["comparisons"] if (one["dimension"], one["step"]) == ("oblast", "heard")}
    assert {group: (one["went_on"], one["left"], one["sure"]) for group, one in heard.items()} == {
        "UA-46": (0, 1, False),
        "UA-53": (1, 0, False),
    }
    assert heard["UA-53"]["difference"] == 1.0
    assert not [one for one in said["comparisons"] if one["dimension"] == "sex"], "all are men"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--as-of", "2020-01-01"), "in force since 18 May 2024"),
        (("--by", "colour"), "no dimension “colour”"),
        (("--only", "sex"), "is not understood"),
        (("--from", "2026-02-01", "--to", "2026-01-01"), "before it begins"),
        (("--by", "sex,oblast,court,unit"), "Too many dimensions"),
        (("--only", "sex=X"), "has no value “X”"),
        (("--only", "institution=UVP-999"), "has no value “UVP-999”"),
        (("--only", "=F"), "no dimension “”"),
        (("--only", "unit='; DROP TABLE cases_record; --"), "Check the number"),
        (("--between", "wished"), "Write EVENT,EVENT"),
        (("--between", "wished,serving"), "no event “serving”"),
        (("--between", "wished,wished"), "two different events"),
        (("--as-of", "2999-01-01"), "see the forecast"),
        (("--as-of", "2026-02-30"), "is not a date"),
    ],
)
def test_a_mistake_is_one_sentence(
    lived: World, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    assert main(["statistics", "--lang", "en", "--as-of", ON, *arguments]) == UNREADABLE
    said = capsys.readouterr()
    assert sentence in said.err
    assert not said.out


def test_an_empty_history_is_one_sentence(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["statistics", "--lang", "en"]) == UNREADABLE
    assert "There is no case yet" in capsys.readouterr().err
