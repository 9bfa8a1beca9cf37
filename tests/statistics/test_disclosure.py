"""The policy of disclosure in the words of its page: what is rounded, what is hidden, what is refused."""

from itertools import pairwise

import pytest

from poruka.statistics.public.disclosure import (
    POSSIBLE,
    SPARE,
    Hidden,
    Published,
    Span,
    Sum,
    check_dimensions,
    percentile_shown,
    protect,
    shown,
    span,
    worked_out,
)
from poruka.statistics.refusals import StatisticsRefused
from tests.statistics.countries import TOTAL, counted

SMALL, PARTNER = Hidden.SMALL, Hidden.PARTNER


@pytest.mark.parametrize(
    ("count", "public"),
    [(0, SMALL), (1, SMALL), (2, SMALL), (7, SMALL), (8, 10), (10, 10), (12, 10), (13, 15), (17, 15), (27_471, 27_470)],
)
def test_numbers_are_rounded_to_five_and_small_ones_hidden_with_zero(count: int, public: int | Hidden) -> None:
    assert shown(count) == public


@pytest.mark.parametrize("count", range(60))
def test_a_number_says_which_counts_stand_behind_it(count: int) -> None:
    left = span(shown(count))
    assert left.low <= count <= left.high
    assert {shown(n) for n in range(left.low, left.high + 1)} == {shown(count)}


def test_a_small_number_gets_the_smallest_partner() -> None:
    exact, sums = counted({("A", "A1"): 2, ("A", "A2"): 40, ("A", "A3"): 21, ("B", "B1"): 90}, {})
    public = protect(exact, sums)
    assert public["institution", "A1"] is SMALL
    assert public["institution", "A3"] is PARTNER
    assert public["institution", "A2"] == 40
    assert public["oblast", "A"] == 65


def test_those_of_whom_the_register_does_not_know_it_need_no_partner() -> None:
    """Three people whose sex is not recorded do not hide all women; how many they are still cannot be told."""
    exact = {TOTAL: 2750, ("sex", "F"): 133, ("sex", "M"): 2614, ("sex", "not-known"): 3}
    sums = [Sum(TOTAL, tuple(key for key in exact if key != TOTAL))]
    public = protect(exact, sums)
    assert public == {TOTAL: 2750, ("sex", "F"): 135, ("sex", "M"): 2615, ("sex", "not-known"): SMALL}
    known = worked_out([public], sums)
    assert known is not None
    assert known.numbers[0]["sex", "not-known"].possible >= POSSIBLE + SPARE
    assert protect({**exact, ("sex", "none"): 0}, [Sum(TOTAL, (*sums[0].parts, ("sex", "none")))])["sex", "F"] == 135
    lonely = {TOTAL: 2750, ("sex", "F"): 133, ("sex", "M"): 2614, ("sex", "other"): 3}
    assert protect(lonely, [Sum(TOTAL, tuple(key for key in lonely if key != TOTAL))])["sex", "F"] is PARTNER


def test_two_small_numbers_need_no_partner() -> None:
    exact, sums = counted({("A", "A1"): 2, ("A", "A2"): 5, ("A", "A3"): 41}, {})
    assert protect(exact, sums)["institution", "A3"] == 40


def test_an_oblast_hidden_as_a_partner_does_not_come_back_as_the_sum_of_its_institutions() -> None:
    exact, sums = counted({("A", "A1"): 3, ("B", "B1"): 20, ("B", "B2"): 20, ("C", "C1"): 60}, {})
    public = protect(exact, sums)
    assert public["oblast", "B"] is PARTNER
    known = worked_out([public], sums)
    assert known is not None
    assert known.numbers[0]["institution", "A1"].possible >= 5
    assert known.numbers[0]["oblast", "A"].possible >= 5


def test_nobody_at_all_is_hidden_like_a_few() -> None:
    exact, sums = counted({("A", "A1"): 0, ("B", "B1"): 0}, {"sex": [0, 0]})
    assert set(protect(exact, sums).values()) == {SMALL}


def test_the_same_count_is_published_the_same_in_every_release() -> None:
    exact, sums = counted({("A", "A1"): 44, ("A", "A2"): 2, ("A", "A3"): 31, ("B", "B1"): 90}, {"sex": [9, 158]})
    releases: list[Published] = []
    for _ in range(3):
        releases.append(protect(exact, sums, [releases]))
    assert all(earlier == later for earlier, later in pairwise(releases))


def test_what_was_corrected_downwards_does_not_stop_a_release() -> None:
    first, sums = counted({("A", "A1"): 44, ("A", "A2"): 2, ("A", "A3"): 31}, {})
    second, _ = counted({("A", "A1"): 20, ("A", "A2"): 2, ("A", "A3"): 31}, {})
    earlier = protect(first, sums)
    assert protect(second, sums, [[earlier]]) == protect(second, sums)


def test_numbers_that_contradict_each_other_are_recognised() -> None:
    sums = [Sum(TOTAL, (("sex", "F"), ("sex", "M")))]
    assert worked_out([{TOTAL: 100, ("sex", "F"): 20, ("sex", "M"): 20}], sums) is None


def test_a_table_that_does_not_add_up_is_refused() -> None:
    exact, sums = counted({("A", "A1"): 44, ("A", "A2"): 31}, {})
    with pytest.raises(StatisticsRefused) as refused:
        protect(exact | {TOTAL: 90}, sums)
    assert "total" in refused.value.text.en


def test_what_a_reader_can_work_out_beside_a_partner() -> None:
    sums = [Sum(TOTAL, (("sex", "F"), ("sex", "M")))]
    known = worked_out([{TOTAL: 50, ("sex", "F"): SMALL, ("sex", "M"): PARTNER}], sums)
    assert known is not None
    assert known.numbers[0] == {TOTAL: Span(48, 52), ("sex", "F"): Span(0, 7), ("sex", "M"): Span(41, 52)}


class TestRefusedByName:
    """What is never published, whoever asks and however."""

    @pytest.mark.parametrize(
        ("dimensions", "named"),
        [
            (("unit", "institution"), "unit × institution"),
            (("institution", "unit"), "unit × institution"),
            (("unit",), "unit"),
            (("sex", "age_band"), "age_band × sex"),
            (("oblast", "institution", "sex"), "institution × sex"),
            (("name",), "name"),
        ],
    )
    def test_a_combination(self, dimensions: tuple[str, ...], named: str) -> None:
        with pytest.raises(StatisticsRefused) as refused:
            check_dimensions(dimensions)
        assert named in refused.value.text.en

    @pytest.mark.parametrize("dimensions", [(), ("sex",), ("oblast", "institution"), ("court",)])
    def test_one_division_at_a_time_is_published(self, dimensions: tuple[str, ...]) -> None:
        check_dimensions(dimensions)


@pytest.mark.parametrize(
    ("days", "people", "percent", "public"),
    [
        (11.6, 20, 50, 12), (11.6, 19, 50, None), (40.2, 100, 90, 40), (40.2, 99, 90, None), (None, 500, 50, None),
        (11.6, 3, 50, None),
    ],
)  # fmt: skip
def test_a_median_speaks_for_enough_people_or_not_at_all(
    days: float | None, people: int, percent: int, public: int | None
) -> None:
    assert percentile_shown(days, people, percent) == public
