"""The geometry of the charts: shares add up, nothing leaves the picture, nobody with a number is invisible."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poruka.web import charts
from poruka.web.oblasts import OBLASTS

TODAY = date(2026, 1, 15)
days = st.dates(date(1950, 1, 1), date(2140, 1, 1))


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=8))
def test_a_stacked_bar_is_filled_from_end_to_end(parts: list[int]) -> None:
    laid = charts.stacked(parts)
    assert len(laid) == len(parts)
    assert all(0 <= segment.x <= 100.01 and segment.width >= 0 for segment in laid)
    if sum(parts):
        assert abs(sum(segment.width for segment in laid) - 100) < 0.01 * len(parts)


def test_the_longest_bar_fills_the_width() -> None:
    assert charts.bars([50, 25, 0]) == (100.0, 50.0, 0.0)
    assert charts.bars([]) == ()
    assert charts.bars([0, 0]) == (0.0, 0.0)


@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 5_000)), max_size=24))
def test_columns_rise_and_hang_inside_the_picture(pairs: list[tuple[int, int]]) -> None:
    picture = charts.mirrored([up for up, _ in pairs], [down for _, down in pairs])
    assert picture.above + picture.below <= 150.2
    for (up, down), column in zip(pairs, picture.columns, strict=True):
        assert column.x >= 0
        assert column.x + column.width <= 100.01
        assert column.up <= picture.above
        assert column.down <= picture.below
        assert (up > 0) or column.up == 0
        assert (down > 0) or column.down == 0


@given(st.lists(st.none() | days, max_size=6))
def test_a_time_line_shows_today_and_every_known_day(known: list[date | None]) -> None:
    axis = charts.axis_around(known, TODAY)
    for day in [TODAY, *(day for day in known if day)]:
        assert axis.start <= day <= axis.end
        assert 0 <= axis.at(day) <= 100
    marks = axis.marks()
    assert 1 <= len(marks) <= 8
    assert all(axis.start < day <= axis.end and day.day == 1 and 0 <= x <= charts.LAST_MARK for day, x in marks)
    gaps = [later - earlier for (_, earlier), (_, later) in pairwise(marks)]
    assert not gaps or max(gaps) < 1.1 * min(gaps)


@pytest.mark.parametrize(
    ("end", "marked"),
    [
        (date(2026, 12, 1), ["2026-04", "2026-07", "2026-10"]),
        (date(2027, 12, 1), ["2026-07", "2027-01", "2027-07"]),
        (date(2031, 12, 1), ["2027-01", "2028-01", "2029-01", "2030-01", "2031-01"]),
        (date(2060, 1, 1), ["2030-01", "2035-01", "2040-01", "2045-01", "2050-01", "2055-01"]),
    ],
)
def test_a_short_line_is_marked_by_months_and_a_long_one_by_years(end: date, marked: list[str]) -> None:
    assert [f"{day:%Y-%m}" for day, _ in charts.Axis(TODAY, end).marks()] == marked


def test_the_far_end_of_time_does_not_stretch_the_line() -> None:
    axis = charts.axis_around([date(9999, 12, 31), date(1800, 1, 1)], TODAY)
    assert axis.end.year < 2030
    assert axis.segment(TODAY, date(9999, 12, 31)).width + axis.at(TODAY) == 100


def test_a_shade_is_nothing_only_for_nobody() -> None:
    assert charts.shade(0, 500) == 0
    assert charts.shade(1, 500) == 1
    assert charts.shade(500, 500) == 5
    assert charts.shade(2, 2) == charts.shade(1, 1) == 5


def test_every_oblast_has_a_tile_of_its_own() -> None:
    """24 oblasts, the autonomous republic, and two cities with a status of their own."""
    tiles = OBLASTS.values()
    assert len(tiles) == 27
    assert len({(tile.column, tile.row) for tile in tiles}) == 27
    assert len({tile.name.uk for tile in tiles}) == len({tile.short.uk for tile in tiles}) == 27
