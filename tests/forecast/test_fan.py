"""The picture of a forecast: what is known joins what is expected, bands lie within each other, everything fits."""

from datetime import date

import pytest

from poruka.forecast.answers import Range
from poruka.web.fan import HEAD, HEIGHT, Fan, fan, ticks

KNOWN = [(date(2024, 12, 31), 100), (date(2025, 6, 30), 200)]
ROWS = [
    (date(2025, 9, 30), Range(300, (280, 320), (260, 360), (240, 400))),
    (date(2026, 12, 31), Range(500, (450, 600), (400, 800), (300, 1000))),
]


def places(points: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in points.split())]


@pytest.fixture
def picture() -> Fan:
    return fan(KNOWN, ROWS, [(day, range_.median + 50) for day, range_ in ROWS])


def test_what_is_known_runs_from_the_edge_to_where_the_forecast_begins(picture) -> None:
    known, median, other = places(picture.known), places(picture.median), places(picture.other)
    assert known[0][0] == 0.0
    assert known[-1] == median[0] == other[0]
    assert picture.today == known[-1][0]
    assert median[-1][0] == 100.0


def test_the_bands_lie_within_each_other_from_the_widest_in(picture) -> None:
    spans = []
    for band in picture.bands:
        ends = [y for x, y in places(band) if x == 100.0]
        spans.append((min(ends), max(ends)))
    (top95, low95), (top80, low80), (top50, low50) = spans
    assert HEAD <= top95 < top80 < top50 < places(picture.median)[-1][1] < low50 < low80 < low95 <= HEIGHT


def test_heights_are_in_proportion(picture) -> None:
    (_, at_500) = places(picture.median)[-1]
    assert HEIGHT - at_500 == pytest.approx((HEIGHT - HEAD) / 2, abs=0.1)


def test_years_are_marked_within_the_picture(picture) -> None:
    assert [mark.label for mark in picture.years] == ["2025", "2026"]
    assert all(0 <= mark.at < 96 for mark in picture.years)


def test_nothing_known_and_nobody_expected_is_a_picture_too() -> None:
    nobody = Range(0, (0, 0), (0, 0), (0, 0))
    drawn = fan([], [(date(2025, 1, 31), nobody), (date(2025, 2, 28), nobody)])
    assert {y for _, y in places(drawn.median)} == {HEIGHT}
    assert drawn.known == drawn.other == ""


@pytest.mark.parametrize(
    ("top", "marks"), [(1, [0, 1]), (9, [0, 5]), (1000, [0, 500, 1000]), (18_789, [0, 5000, 10_000, 15_000])]
)
def test_marks_are_round_numbers(top: int, marks: list[int]) -> None:
    assert ticks(top) == marks
