"""The picture of the funnel says what its table says: lengths are people, and nobody flows out of nothing."""

import pytest

from poruka.statistics.losses import Exit, Losses
from poruka.web.sankey import ROW, WIDEST, sankey

STEPS = (
    Losses("informed", 200, 150, 20, (Exit("not-now", "family", 30),)),
    Losses("wished", 150, 150, 0, ()),
    Losses("consented", 150, 0, 120, (Exit("unfit", "", 10), Exit("temporarily-unfit", "", 20))),
)


def test_lengths_are_people() -> None:
    first, second, third = sankey(STEPS).bands
    assert first.width == WIDEST
    assert second.width == pytest.approx(WIDEST * 150 / 200, abs=0.001)
    assert first.on == pytest.approx(second.width, abs=0.001), "what goes on is the next bar"
    assert first.waiting == pytest.approx(WIDEST * 20 / 200, abs=0.001)
    assert third.on == 0


def test_only_those_who_left_flow_away_and_stay_inside() -> None:
    picture = sankey(STEPS)
    assert [bool(band.stream) for band in picture.bands] == [True, False, True]
    for band in picture.bands:
        points = [word.lstrip("MLC") for word in band.stream.split() if word != "Z"]
        assert all(0 <= float(x) <= WIDEST + 0.001 for x in points[::2])
        assert all(band.top <= float(y) <= picture.height for y in points[1::2])
    assert picture.height == 3 * ROW


def test_nobody_is_no_picture_of_somebody() -> None:
    empty = sankey((Losses("informed", 0, 0, 0, ()),))
    assert (empty.bands[0].width, empty.bands[0].stream) == (0, "")
    assert sankey(()).bands == ()
