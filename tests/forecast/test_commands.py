"""The command line: the format others rely on, and every refusal a sentence with a way out and an exit code."""

import json
from pathlib import Path
from typing import Any

import pytest

from poruka.cli import main

PUBLISHED = Path(__file__).parent / "data" / "published_2024.csv"
HEAD = "as_of,measure,value,counted_by\n"


def forecast(*more: str, points: Path = PUBLISHED) -> int:
    return main(["forecast", "--points", str(points), "--eligible", "27000", "--draws", "200", "--lang", "en", *more])


@pytest.fixture
def answer(capsys) -> Any:
    assert forecast("--until", "2025-01-31", "--reach", "3800", "5000", "20000", "--json") == 0
    return json.loads(capsys.readouterr().out)


class TestTheAnswer:
    def test_it_has_the_agreed_form(self, answer) -> None:
        assert answer["fitted_on"] == {"from": "2024-05-22", "until": "2024-07-31", "points": 12}
        assert [row["month"] for row in answer["series"]] == [
            "2024-08",
            "2024-09",
            "2024-10",
            "2024-11",
            "2024-12",
            "2025-01",
        ]
        for row in answer["series"]:
            released = row["released"]
            assert list(released) == ["median", "i50", "i80", "i95"]
            nested = [released["i95"][0], released["i80"][0], released["i50"][0], released["median"]]
            nested += [released["i50"][1], released["i80"][1], released["i95"][1]]
            assert nested == sorted(nested)
            assert all(isinstance(people, int) for people in nested)
            assert nested[0] >= 3823
            assert nested[-1] <= 27_000

    def test_it_widens_with_time_and_never_falls(self, answer) -> None:
        medians = [row["released"]["median"] for row in answer["series"]]
        widths = [row["released"]["i95"][1] - row["released"]["i95"][0] for row in answer["series"]]
        assert medians == sorted(medians)
        assert widths == sorted(widths)

    def test_it_says_when_a_number_is_reached(self, answer) -> None:
        past, likely, far = answer["reaches"]
        assert past == {"released": 3800, "median": "2024-07", "i80": ["2024-07", "2024-07"], "share_of_draws": 1.0}
        assert likely["released"] == 5000
        assert 0 < likely["share_of_draws"] < 1
        assert far == {"released": 20000, "median": None, "i80": [None, None], "share_of_draws": 0.0}

    def test_it_is_honest_about_few_points(self, answer) -> None:
        assert any("Only 2 points" in warning for warning in answer["warnings"])

    def test_the_same_seed_gives_the_same_bytes(self, capsys) -> None:
        said = []
        for seed in ("3", "3", "4"):
            forecast("--until", "2024-12-31", "--json", "--seed", seed)
            said.append(capsys.readouterr().out)
        assert said[0] == said[1] != said[2]

    def test_the_order_of_the_points_is_nothing_to_it(self, capsys, tmp_path) -> None:
        lines = PUBLISHED.read_text().splitlines()
        (tmp_path / "p.csv").write_text("\n".join([lines[0], *lines[:0:-1]]))
        forecast("--until", "2024-12-31", "--json")
        ordered = json.loads(capsys.readouterr().out)
        forecast("--until", "2024-12-31", "--json", points=tmp_path / "p.csv")
        other = json.loads(capsys.readouterr().out)
        assert other["series"] == ordered["series"]
        assert any("out of order" in warning for warning in other["warnings"])

    def test_without_json_it_is_a_table_and_sentences(self, capsys) -> None:
        assert (
            main(
                [
                    "forecast",
                    "--points",
                    str(PUBLISHED),
                    "--eligible",
                    "27000",
                    "--until",
                    "2024-12-31",
                    "--draws",
                    "200",
                    "--lang",
                    "uk",
                ]
            )
            == 0
        )
        said = capsys.readouterr()
        assert "2024-12" in said.out
        assert "5000 звільнених" in said.out
        assert "Точок з мірою прогнозу лише 2" in said.err

    def test_a_scenario_changes_it(self, capsys) -> None:
        ends = []
        for more in ((), ("--pace", "2"), ("--courts", "0.1")):
            forecast("--until", "2024-12-31", "--json", *more)
            ends.append(json.loads(capsys.readouterr().out)["series"][-1]["released"]["median"])
        assert ends[2] < ends[0] < ends[1]


REFUSED = (
    ("no last day", (), "--until"),
    ("a last day in the past", ("--until", "2024-06-30"), "later day"),
    ("a horizon of a century", ("--until", "2124-06-30"), "10 years"),
    ("too few draws for an interval", ("--until", "2025-06-30", "--draws", "3"), "--draws 3"),
    ("draws without end", ("--until", "2025-06-30", "--draws", "100000000"), "--draws"),
    ("nobody to reach", ("--until", "2025-06-30", "--reach", "0"), "--reach"),
    ("courts that stand still", ("--until", "2025-06-30", "--courts", "0"), "courts"),
    ("nobody eligible", ("--until", "2025-06-30", "--eligible", "0"), "--eligible 0"),
    ("fewer eligible than released", ("--until", "2025-06-30", "--eligible", "100"), "3823"),
    ("more leave than there are", ("--until", "2025-06-30", "--leaving", "1.5"), "--leaving"),
    ("a draft without a register", ("--until", "2025-06-30", "--draft", "longer-age"), "--stock"),
    ("no such file", ("--until", "2025-06-30", "--points", "nowhere.csv"), "nowhere.csv"),
)


@pytest.mark.parametrize(("more", "part"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
@pytest.mark.parametrize("language", ["uk", "en"])
def test_a_refusal_is_a_sentence_and_an_exit_code(more: tuple[str, ...], part: str, language: str, capsys) -> None:
    assert forecast(*more, "--lang", language) == 2
    said = capsys.readouterr()
    assert not said.out
    assert "Traceback" not in said.err
    assert any("а" <= letter <= "я" for letter in said.err) == (language == "uk")
    if language == "en":
        assert part in said.err


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "lacks the columns"),
        (HEAD, "not a single point"),
        (HEAD + "2024-07-31,released,9,M\n2024-08-31,released,8,M\n", "Line 3"),
        (b"\xff\xfe\x00nonsense", "UTF-8"),
    ],
    ids=["empty", "no points", "a falling count", "not text"],
)
def test_a_broken_file_is_refused(text: str | bytes, part: str, tmp_path, capsys) -> None:
    path = tmp_path / "points.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert forecast("--until", "2025-06-30", points=path) == 2
    assert part in capsys.readouterr().err


def test_without_a_number_of_people_it_asks_for_one(capsys) -> None:
    assert main(["forecast", "--points", str(PUBLISHED), "--until", "2025-06-30", "--lang", "uk"]) == 2
    assert "--eligible 27000" in capsys.readouterr().err


class TestBacktest:
    def backtest(self, *more: str) -> int:
        return main(
            [
                "forecast",
                "backtest",
                "--points",
                str(PUBLISHED),
                "--eligible",
                "27000",
                "--draws",
                "100",
                "--lang",
                "en",
                *more,
            ]
        )

    def test_it_scores_the_model_and_its_peers(self, capsys) -> None:
        assert self.backtest("--from", "2024-06-27", "--json") == 0
        found = json.loads(capsys.readouterr().out)
        assert list(found["summary"]) == ["poruka", "last_rate", "smoothing", "logistic"]
        assert set(found["summary"]["poruka"]["coverage"]) == {"50", "80", "95"}
        (trial,) = found["trials"]
        assert (trial["made_on"], trial["day"], trial["came"]) == ("2024-06-27", "2024-07-31", 3823)

    def test_it_says_that_few_figures_prove_little(self, capsys) -> None:
        assert self.backtest() == 0
        assert "provisional" in capsys.readouterr().out

    def test_a_day_after_everything_is_refused(self, capsys) -> None:
        assert self.backtest("--from", "2025-01-01") == 2
        assert "2024-05-24 to 2024-07-31" in capsys.readouterr().err
