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
        assert "5\u202f000 звільнених" in said.out
        assert "Що найбільше рухає прогноз" in said.out
        assert "Точок з мірою прогнозу лише 2" in said.err

    def test_a_scenario_changes_it(self, capsys) -> None:
        ends = []
        for more in ((), ("--pace", "2"), ("--courts", "0.1")):
            forecast("--until", "2024-12-31", "--json", *more)
            ends.append(json.loads(capsys.readouterr().out)["series"][-1]["released"]["median"])
        assert ends[2] < ends[0] < ends[1]


NEXT_YEAR = ("--until", "2025-06-30")
REFUSED = (
    # what is asked, the arguments, what the refusal must name
    ("no last day", (), "--until"),
    ("a last day in the past", ("--until", "2024-06-30"), "later day"),
    ("the day of the last figure", ("--until", "2024-07-31"), "later day"),
    ("a horizon of a century", ("--until", "2124-06-30"), "10 years"),
    ("the end of time", ("--until", "9999-12-31"), "10 years"),
    ("30 February", ("--until", "2025-02-30"), "no such day"),
    ("a day written another way", ("--until", "31.12.2025"), "2027-12-31"),
    ("a week instead of a day", ("--until", "2025-W01-1"), "no such day"),
    ("too few draws for an interval", (*NEXT_YEAR, "--draws", "3"), "--draws 3"),
    ("no draws", (*NEXT_YEAR, "--draws", "0"), "--draws 0"),
    ("draws without end", (*NEXT_YEAR, "--draws", "1000000000"), "--draws"),
    ("draws as a power", (*NEXT_YEAR, "--draws", "1e9"), "--draws “1e9”"),
    ("a seed below zero", (*NEXT_YEAR, "--seed", "-1"), "--seed “-1”"),
    ("nobody to reach", (*NEXT_YEAR, "--reach", "0"), "--reach"),
    ("a name to reach", (*NEXT_YEAR, "--reach", "5000", "many"), "--reach “many”"),
    ("boards that stand still", (*NEXT_YEAR, "--boards", "0"), "boards"),
    ("boards that are no number", (*NEXT_YEAR, "--boards", "nan"), "--boards “nan”"),
    ("boards without end", (*NEXT_YEAR, "--boards", "inf"), "--boards “inf”"),
    ("courts that stand still", (*NEXT_YEAR, "--courts", "0"), "courts"),
    ("courts that go back", (*NEXT_YEAR, "--courts", "-1"), "courts"),
    ("a pace out of reason", (*NEXT_YEAR, "--pace", "1000"), "Pace"),
    ("a stock that is no number", (*NEXT_YEAR, "--stock", "nan"), "--stock “nan”"),
    ("a stock out of reason", (*NEXT_YEAR, "--stock", "1e30"), "out of range"),
    ("nobody eligible", (*NEXT_YEAR, "--eligible", "0"), "--eligible 0"),
    ("fewer than nobody eligible", (*NEXT_YEAR, "--eligible", "-5"), "--eligible “-5”"),
    ("eligible as a power", (*NEXT_YEAR, "--eligible", "1e9"), "--eligible “1e9”"),
    ("more eligible than there are", (*NEXT_YEAR, "--eligible", "1000000000"), "100000000"),
    ("fewer eligible than released", (*NEXT_YEAR, "--eligible", "100"), "3823"),
    ("newcomers below zero", (*NEXT_YEAR, "--inflow", "-1"), "--inflow"),
    ("newcomers that are no number", (*NEXT_YEAR, "--inflow", "nan"), "--inflow “nan”"),
    ("more leave than there are", (*NEXT_YEAR, "--leaving", "1.5"), "--leaving"),
    ("a start long ago", (*NEXT_YEAR, "--start", "0001-01-01"), "20 years"),
    ("a start after the figures", (*NEXT_YEAR, "--start", "2025-01-01"), "no positive figure"),
    ("a draft without a register", (*NEXT_YEAR, "--draft", "longer-age"), "--stock"),
    ("no such file", (*NEXT_YEAR, "--points", "nowhere.csv"), "nowhere.csv"),
    ("a folder", (*NEXT_YEAR, "--points", str(Path(__file__).parent)), "is a folder"),
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


BROKEN = (
    # what is wrong with the file, its text or bytes, what the refusal must name
    ("empty", "", "lacks the columns"),
    ("blank lines", "\n\n \n", "lacks the columns"),
    ("a head and nothing else", HEAD, "not a single point"),
    ("a falling count", HEAD + "2024-07-31,released,9,M\n2024-08-31,released,8,M\n", "Line 3"),
    ("two figures of one day", HEAD + "2024-07-31,released,9,M\n2024-07-31,released,8,M\n", "Lines 2 and 3"),
    ("not a number", HEAD + "2024-07-31,released,NaN,M\n", "NaN"),
    ("below zero", HEAD + "2024-07-31,released,-9,M\n", "-9"),
    ("a number of twenty digits", HEAD + "2024-07-31,released," + "9" * 20 + ",M\n", "100000000"),
    ("30 February", HEAD + "2024-02-30,released,9,M\n", "2024-02-30"),
    ("only measures nobody knows", HEAD + "2024-07-31,haircuts,9,M\n", "released"),
    ("a year to come", HEAD + "2099-07-31,released,9,M\n", "20 years"),
    ("UTF-16", "\ufeff" + HEAD, "UTF-8"),
    ("not text", b"\xff\xfe\x00nonsense", "UTF-8"),
    ("another alphabet's bytes", (HEAD + "2024-07-31,released,9,Мін'юст\n").encode("cp1251"), "UTF-8"),
    ("a series all hidden", "until,measure,people,hidden\n2024-07-31,released,,small\n", "not a single point"),
)


@pytest.mark.parametrize(("text", "part"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
@pytest.mark.parametrize("language", ["uk", "en"])
def test_a_broken_file_is_refused(text: str | bytes, part: str, language: str, tmp_path, capsys) -> None:
    path = tmp_path / "points.csv"
    if isinstance(text, str):
        text = text.encode("utf-16" if text.startswith("\ufeff") else "utf-8")
    path.write_bytes(text)
    assert forecast("--until", "2025-06-30", "--lang", language, points=path) == 2
    said = capsys.readouterr().err
    assert any("а" <= letter <= "я" for letter in said) == (language == "uk")
    assert part in said or language == "uk"


ROWS = ("2024-06-30,released,1900,M", "2024-07-31,released,3823,M")
HARMLESS = (
    # what is odd about the file, its bytes
    ("a mark at its beginning", ("\ufeff" + HEAD + "\n".join(ROWS)).encode()),
    ("lines of Windows", (HEAD + "\n".join(ROWS)).replace("\n", "\r\n").encode()),
    ("semicolons", (HEAD + "\n".join(ROWS)).replace(",", ";").encode()),
    ("tabs", (HEAD + "\n".join(ROWS)).replace(",", "\t").encode()),
    ("spaces in numbers", (HEAD + "2024-06-30,released,1 900,M\n2024-07-31,released,3\u00a0823,M").encode()),
    ("out of order", (HEAD + "\n".join(ROWS[::-1])).encode()),
    ("a figure twice", (HEAD + "\n".join([*ROWS, ROWS[1]])).encode()),
    ("a measure nobody knows", (HEAD + "\n".join([*ROWS, "2024-07-31,haircuts,5,M"])).encode()),
    ("a blank line in it", (HEAD + "\n\n".join(ROWS)).encode()),
    (
        "columns in another order",
        b"value,counted_by,as_of,measure\n1900,M,2024-06-30,released\n3823,M,2024-07-31,released\n",
    ),
)


@pytest.mark.parametrize("text", [row[1] for row in HARMLESS], ids=[row[0] for row in HARMLESS])
def test_an_odd_file_is_read_all_the_same(text: bytes, tmp_path, capsys) -> None:
    said = []
    for name, content in (("odd", text), ("plain", (HEAD + "\n".join(ROWS)).encode())):
        (tmp_path / name).write_bytes(content)
        assert forecast("--until", "2024-12-31", "--json", points=tmp_path / name) == 0
        said.append(json.loads(capsys.readouterr().out)["series"])
    assert said[0] == said[1]


def test_a_file_that_may_not_be_read_is_refused(monkeypatch, capsys) -> None:
    def closed(self: Path, *given: object, **more: object) -> str:
        raise PermissionError(self)

    monkeypatch.setattr(Path, "read_text", closed)
    assert forecast("--until", "2025-06-30") == 2
    assert "cannot be opened" in capsys.readouterr().err


def test_without_a_number_of_people_it_asks_for_one(capsys) -> None:
    assert main(["forecast", "--points", str(PUBLISHED), "--until", "2025-06-30", "--lang", "uk"]) == 2
    assert "--eligible 27000" in capsys.readouterr().err


class TestTheFirstWeeks:
    """The published figures as they stood on 27 June 2024, and the figure of 31 July that came."""

    @pytest.fixture
    def then(self, tmp_path, capsys) -> Any:
        lines = PUBLISHED.read_text().splitlines()
        (tmp_path / "june.csv").write_text(
            "\n".join(line for line in lines if line[:10] <= "2024-06-27" or "as_of" in line)
        )
        assert forecast("--until", "2024-12-31", "--json", points=tmp_path / "june.csv") == 0
        return json.loads(capsys.readouterr().out)

    def test_what_came_lies_within_the_interval(self, then) -> None:
        july = next(row for row in then["series"] if row["month"] == "2024-07")["released"]
        assert july["i80"][0] <= 3823 <= july["i80"][1]
        assert july["median"] == pytest.approx(3823, rel=0.1)

    def test_it_is_honest_about_one_point(self, then) -> None:
        assert any("Only 1 point of" in warning for warning in then["warnings"])
        low, high = then["series"][-1]["released"]["i80"]
        assert high - low > 1000


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
