"""What the pages say of a forecast: whole sentences in both languages, true of the figures they are made from."""

from datetime import date

import pytest

from poruka.forecast.answers import Month, Range, Reach
from poruka.forecast.backtest import Backtest, Trial
from poruka.forecast.drivers import Driver
from poruka.forecast.scores import Score
from poruka.law.text import Text
from poruka.web import forecast_words as said

KNOWN, LAST = date(2026, 11, 23), date(2029, 11, 30)
JUNE, MAY, JULY = date(2027, 6, 30), date(2027, 5, 31), date(2027, 7, 31)


def plain(text: Text) -> Text:
    """With spaces of one kind."""
    return Text(*(part.replace("\xa0", " ").replace("\u202f", " ") for part in (text.uk, text.en)))


def month(median: int, low: int = 0, high: int = 0) -> Month:
    range_ = Range(median, (low, high), (low, high), (low, high))
    return Month(date(2026, 12, 31), range_, range_)


def test_the_finding_has_the_day_the_median_and_the_interval() -> None:
    text = plain(said.finding(month(3101, 3065, 3141)))
    assert text.uk == (
        "До 31 грудня 2026 р. від початку програми звільнять приблизно 3 101 особу; "
        "з імовірністю 80 % – від 3 065 до 3 141"
    )
    assert text.en.startswith("By 31 December 2026 about 3 101 people will have been released")


def test_a_published_number_is_said_to_be_rounded() -> None:
    assert "звільнено близько 2 805 осіб" in plain(said.known((KNOWN, 2805), rounded=True)).uk
    assert "звільнено 2 801 особу" in plain(said.known((KNOWN, 2801))).uk
    assert plain(said.known((KNOWN, 2805), rounded=True)).en.startswith("About 2 805 people")


@pytest.mark.parametrize(
    ("reach", "uk", "en"),
    [
        (Reach(2000, date(2025, 3, 31), (date(2025, 3, 31),) * 2, 1.0), "уже є", "already"),
        (Reach(9000, None, (JUNE, None), 0.31), "радше не буде: імовірність 31%", "not likely"),
        (Reach(5000, JUNE, (MAY, JULY), 1.0), "між 31 травня 2027 р. і 31 липня 2027 р.", "between 31 May 2027 and"),
        (Reach(5000, JUNE, (MAY, None), 0.85), "Точніше сказати не можна", "cannot be told more closely"),
        (
            Reach(3000, date(2026, 11, 30), (date(2026, 11, 30),) * 2, 1.0),
            "буде звільнено до 30 листопада",
            "will have",
        ),
    ],
    ids=["reached", "not likely", "likely", "perhaps late", "within the month"],
)
def test_when_a_number_is_reached(reach: Reach, uk: str, en: str) -> None:
    text = plain(said.when(reach, KNOWN, LAST))
    assert uk in text.uk
    assert en in text.en
    assert text.en.endswith(".")
    assert ".." not in text.uk + text.en


@pytest.mark.parametrize(
    ("more", "uk", "en"), [(25, "більше", "more"), (-25, "менше", "fewer"), (0, "нічого", "nothing")]
)
def test_what_other_conditions_change(more: int, uk: str, en: str) -> None:
    text = plain(said.difference(month(3000), month(3000 + more)))
    assert uk in text.uk
    assert en in text.en


def driver(id: str, low: int, high: int) -> Driver:
    return Driver(id, Text(f"частка {id}", f"the share {id}"), "share", 0.5, 0.6, low, high)


def test_bars_share_one_scale_and_what_hardly_moves_is_only_named() -> None:
    rows = said.driver_rows([driver("a", 4000, 8000), driver("b", 5500, 5000), driver("c", 4999, 5001)], 5000, 3000)
    first, second = rows["moving"]
    assert (first["segment"].x, first["segment"].width) == (0.0, 100.0)
    assert (second["segment"].x, second["segment"].width) == (25.0, 12.5)
    assert first["middle"] == second["middle"] == 25.0
    assert [end["people"] for end in second["ends"]] == [5500, 5000]
    assert first["title"].uk == "Частка a"
    assert rows["still"] == Text("частка c", "the share c")


def test_nothing_moves_and_nothing_is_drawn() -> None:
    assert said.driver_rows([], 5000, 3000) == {"moving": [], "still": None}


def trials(*errors: float) -> Backtest:
    days = [date(2025, month, 1) for month in range(1, len(errors) + 1)]
    peers = ("last_rate", "smoothing", "logistic")
    made = []
    for day, error in zip(days, errors, strict=True):
        scores = {id: Score(40.0, 100.0, (True,) * 3) for id in peers}
        made.append(Trial(day, KNOWN, 100, {"poruka": Score(error, 100.0, (True,) * 3)} | scores))
    return Backtest(tuple(made))


def test_a_single_bad_day_is_named_and_a_fair_spread_is_not() -> None:
    day = said.one_day(trials(10.0, 900.0, 20.0))
    assert day is not None
    assert "1 лютого 2025" in plain(day).uk
    assert said.one_day(trials(10.0, 20.0, 20.0)) is None
    assert said.one_day(trials(10.0)) is None


def test_the_verdict_names_the_best_of_the_others() -> None:
    text = plain(said.verdict(trials(10.0, 20.0, 90.0)))
    assert "у 2 випадках із 3" in text.uk
    assert "на 40 осіб" in text.uk
    assert "by 40 people" in text.en
