"""The picture of a comparison says what its table says, on a scale that has room for everybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poruka.web.dots import EDGE, dots

SPANS = [(-0.12, -0.2, -0.04), (0.03, -0.01, 0.07)]


def test_a_dot_stands_between_its_ends_and_nought_where_the_others_are() -> None:
    picture = dots(SPANS, SPANS)
    first, second = picture.dots
    assert first.low < first.at < first.high < picture.nought, "surely below the others"
    assert second.low < picture.nought < second.at < second.high
    assert [mark.points for mark in picture.marks] == [-20, -15, -10, -5, 0, 5, 10]
    assert picture.marks[4].at == picture.nought
    assert [picture.marks[0].words, picture.marks[4].words, picture.marks[6].words] == ["−20", "0", "+10"]


spans = st.tuples(*[st.floats(-1, 1)] * 3).map(sorted).map(lambda ends: (ends[1], ends[0], ends[2]))


@given(st.lists(spans, min_size=1, max_size=30))
def test_nothing_leaves_the_picture(told: list[tuple[float, float, float]]) -> None:
    picture = dots(told[:3], told)
    for dot in picture.dots:
        assert EDGE - 0.01 <= dot.low <= dot.at <= dot.high <= 100 - EDGE + 0.01
        assert dot.y < picture.bottom < picture.height
    assert EDGE <= picture.nought <= 100 - EDGE
    assert 2 <= len(picture.marks) <= 9


def test_no_difference_at_all_has_a_scale() -> None:
    picture = dots([(0.0, 0.0, 0.0)], [(0.0, 0.0, 0.0)])
    assert picture.nought == pytest.approx(50)
