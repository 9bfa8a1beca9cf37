"""Forecasts as if it were then, the model beside simpler ones; nobody sees what came before it came."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from poruka.forecast.backtest import backtest, origins
from poruka.forecast.flow import Stock
from poruka.forecast.observed import Evidence, from_points
from poruka.forecast.peers import PEERS
from poruka.forecast.points import Points, read
from poruka.forecast.refusals import ForecastRefused
from tests.forecast.programme import PEOPLE, lived, published, rush_and_tail

PUBLISHED = Path(__file__).parent / "data" / "published_2024.csv"
PEER = {peer.id: peer.forecast for peer in PEERS}
MONTH = 30.0


def told(name: str, counts: list[float], ahead: list[float], most: float = 1e6) -> np.ndarray:
    days = np.arange(len(counts)) * MONTH
    return PEER[name](days, np.array(counts), np.array(ahead) * MONTH, most, 400, np.random.default_rng(1))


class TestPeers:
    def test_the_last_rate_goes_on(self) -> None:
        found = told("last_rate", [0, 100, 200, 300], [4, 9])
        assert np.allclose(found, [400, 900])

    def test_smoothing_follows_a_steady_rate(self) -> None:
        found = np.median(told("smoothing", [0, 100, 200, 300, 400], [5, 8]), axis=0)
        assert found == pytest.approx([498, 780], rel=0.05)

    def test_the_logistic_curve_finds_its_ceiling(self) -> None:
        at = np.arange(14)
        curve = 1000 / (1 + np.exp(-(at - 5) / 1.2))
        found = np.median(told("logistic", list(curve - curve[0]), [16, 30]), axis=0)
        assert found == pytest.approx([985, 985], rel=0.06)

    @pytest.mark.parametrize("name", PEER)
    def test_none_falls_or_releases_more_than_there_are(self, name: str) -> None:
        found = told(name, [0, 400, 700, 900], [4, 20, 200], most=1500)
        assert found.min() >= 900
        assert found.max() <= 1500

    @pytest.mark.parametrize("name", PEER)
    def test_each_does_with_a_single_figure(self, name: str) -> None:
        assert np.isfinite(told(name, [0, 350], [3])).all()


@pytest.fixture(scope="module")
def programme() -> Points:
    passed = lived(rush_and_tail(), 800, seed=4)
    return published(passed, date(2026, 3, 31), ("applications", "released"))


@pytest.fixture(scope="module")
def tested(programme):
    whole = from_points(programme)
    days = [date(2024, 9, 30), date(2025, 1, 31), date(2025, 6, 30)]
    return backtest(whole, lambda day: from_points(programme.until(day)), Stock(PEOPLE), made_on=days, draws=150)


def test_on_a_programme_with_a_rush_and_a_tail_the_model_beats_its_peers(tested) -> None:
    summaries = tested.summaries
    assert summaries["poruka"].crps < min(one.crps for id, one in summaries.items() if id != "poruka")
    assert summaries["poruka"].held[2] >= 0.8


def test_every_figure_after_each_day_is_scored_and_none_before(tested, programme) -> None:
    assert all(trial.day > trial.made_on for trial in tested.trials)
    assert len(tested.trials) == 18 + 14 + 9
    near = tested.within(0, 45)
    assert {(trial.day - trial.made_on) <= timedelta(days=45) for trial in near.trials} == {True}
    assert tested.within(5000, 6000) is None


def test_it_is_told_by_the_day_forecast_from(tested) -> None:
    assert [day.isoformat() for day in tested.by_day] == ["2024-09-30", "2025-01-31", "2025-06-30"]
    closest = [min(found, key=lambda id: found[id].crps) for found in tested.by_day.values()]
    assert tested.won == closest.count("poruka")


def test_what_came_later_has_no_say(programme) -> None:
    """Change everything after the day of the forecast: the forecast stays as it was."""
    day, end = date(2025, 1, 31), date(2025, 3, 31)
    asked: list[Evidence] = []

    def cut(when: date) -> Evidence:
        asked.append(from_points(programme.until(when)))
        return asked[-1]

    backtest(from_points(programme.until(end)), cut, Stock(PEOPLE), made_on=[day], draws=60)
    assert [evidence.until for evidence in asked] == [day]


def test_the_published_figures_can_be_tested_though_they_say_little() -> None:
    points = read(PUBLISHED)
    whole = from_points(points)
    assert [day.isoformat() for day in origins(whole)] == ["2024-05-24", "2024-05-30", "2024-06-27", "2024-07-24"]
    found = backtest(whole, lambda day: from_points(points.until(day)), Stock(27_000.0), draws=150)
    assert {trial.came for trial in found.trials} == {3823}
    assert found.trials[-1].scores["poruka"].crps < found.trials[-1].scores["last_rate"].crps


@pytest.mark.parametrize(
    ("made_on", "part"), [((date(2024, 7, 31),), "2024-07-31"), ((date(2024, 1, 1),), "2024-05-24")]
)
def test_a_day_that_nothing_came_after_is_refused_with_the_days_that_can_be(made_on, part: str) -> None:
    points = read(PUBLISHED)
    with pytest.raises(ForecastRefused) as refused:
        backtest(from_points(points), lambda day: None, Stock(27_000.0), made_on=made_on, draws=60)
    assert part in refused.value.text.en


def test_a_single_figure_cannot_be_tested(programme) -> None:
    with pytest.raises(ForecastRefused) as refused:
        backtest(from_points(programme.until(date(2024, 6, 1))), lambda day: None, Stock(PEOPLE))
    assert "щонайменше два" in refused.value.text.uk
