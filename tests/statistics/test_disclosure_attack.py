"""An attacker with all public releases tries to work out every hidden number, and every change of one or two people."""

import random
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings

from poruka.register.synthesis.places import OBLASTS
from poruka.statistics.public.disclosure import (
    CHANGE,
    POSSIBLE,
    SMALLEST_SHOWN,
    Hidden,
    Published,
    protect,
    shown,
    worked_out,
)
from tests.statistics.attacker import Attacker, as_it_stands, could_be
from tests.statistics.countries import TOTAL, Country, counted, countries


def published(country: Country) -> list[Published]:
    """The releases of a country, one after another, each made in view of those before."""
    made: list[Published] = []
    for exact in country.releases:
        made.append(protect(exact, country.sums, [made]))
    return made


def attacked(releases: Sequence[Published], country: Country) -> Attacker:
    return Attacker([could_be(one, country.sums) for one in releases], country.sums)


def unroll(country: Country) -> list[tuple[int, tuple[str, ...]]]:
    return [(at, key) for at, exact in enumerate(country.releases) for key in exact]


def leaks(releases: Sequence[Published], country: Country) -> list[str]:
    """Every small number that the attacker narrows too far, every change that one can be sure of and measure."""
    attacker = attacked(releases, country)
    found = []
    for at, key in unroll(country):
        if releases[at][key] is Hidden.SMALL and attacker.narrowed_number(at, key, POSSIBLE):
            found.append(f"{key} on {at}: {attacker.number(at, key)}")
        if at and attacker.told_change(key, (at - 1, at), CHANGE):
            found.append(f"change of {key} to {at}: {attacker.change(key, (at - 1, at))}")
    return found


FOUR_AT_THE_EDGE = Country(
    *(
        (lambda told: ((told[0],), told[1]))(
            counted({("A", f"A{n}"): n_ for n, n_ in enumerate([13, 13, 13, 13, 2])}, {})
        )
    )
)
"""Rounding alone would give it away: 15 four times and 55 in all leave the fifth at most 5."""


@settings(max_examples=25)
@given(countries(releases=2))
@example(FOUR_AT_THE_EDGE)
def test_two_releases_with_all_totals_leave_every_small_number_hidden(country: Country) -> None:
    assert not leaks(published(country), country)


@settings(max_examples=12)
@given(countries(releases=4))
def test_neither_do_four_releases(country: Country) -> None:
    assert not leaks(published(country), country)


@settings(max_examples=25)
@given(countries(releases=1))
def test_the_policy_reads_its_own_releases_as_sharply_as_a_solver(country: Country) -> None:
    """What the policy takes an attacker to know is exactly what one can know."""
    releases = published(country)
    known, attacker = worked_out(releases, country.sums), attacked(releases, country)
    assert known is not None
    for at, key in unroll(country):
        if releases[at][key] is Hidden.SMALL:
            low, high = attacker.number(at, key)
            assert low <= country.releases[at][key] <= high, "an attacker who is wrong proves nothing"
            assert (known.numbers[at][key].low, known.numbers[at][key].high) == (low, high)


@settings(max_examples=60)
@given(countries(releases=1))
def test_countries_that_round_alike_are_published_alike(country: Country) -> None:
    """So the policy may be known by heart: its choices follow from rounded numbers, never from exact ones."""
    exact = country.releases[0]
    moved = dict(exact)
    twins = [("institution", "O0-0"), ("institution", "O0-1")]
    if not set(twins) <= set(exact) or moved[twins[1]] == 0:
        return
    moved[twins[0]] += 1
    moved[twins[1]] -= 1
    if all(shown(exact[key]) == shown(moved[key]) for key in exact):
        assert protect(exact, country.sums) == protect(moved, country.sums)


@pytest.mark.parametrize(
    ("everybody", "newcomers"), [(2750, 90), (195, 12), (40, 1)], ids=["released", "died", "refused"]
)
def test_nothing_leaks_in_a_country_of_the_size_and_shape_of_the_demo(everybody: int, newcomers: int) -> None:
    """Its oblasts and institutions, women one in thirteen, and the newcomers of two quarters."""
    draw = random.Random(everybody)
    homes = [(oblast.code, f"{oblast.code}-{n}") for oblast in OBLASTS for n in range(sum(oblast.counts))]
    sizes = [draw.random() ** 3 for _ in homes]
    places: Counter[tuple[str, str]] = Counter(dict.fromkeys(homes, 0))
    sexes, told = [0, 0], []
    for people in (everybody, newcomers, newcomers):
        for home in draw.choices(homes, weights=sizes, k=people):
            places[home] += 1
            sexes[draw.random() > 1 / 13] += 1
        told.append(counted(places, {"sex": sexes}))
    country = Country(tuple(exact for exact, _ in told), told[0][1])
    releases = published(country)
    hidden = [number for one in releases for number in one.values() if number is Hidden.SMALL]
    assert len(hidden) >= 15
    assert not leaks(releases, country)


class TestTheAttackCanSucceed:
    """Weaker policies fall to the same attacker, so the tests above can fail."""

    EXACT, SUMS = counted({("A", "A1"): 2, ("A", "A2"): 40, ("B", "B1"): 60, ("B", "B2"): 35}, {})
    SMALL = ("institution", "A1")

    def test_hiding_small_numbers_alone_gives_them_away(self) -> None:
        naive = {key: None if count < SMALLEST_SHOWN else count for key, count in self.EXACT.items()}
        attacker = Attacker([{key: as_it_stands(number) for key, number in naive.items()}], self.SUMS)
        assert attacker.number(0, self.SMALL) == (2, 2)

    def test_hiding_and_rounding_without_partners_gives_some_away(self) -> None:
        country = FOUR_AT_THE_EDGE
        naive = {key: shown(count) for key, count in country.releases[0].items()}
        assert attacked([naive], country).number(0, ("institution", "A4")) == (0, 5)
        exact, sums = counted({("A", f"A{n}"): n_ for n, n_ in enumerate([13] * 5 + [2])}, {})
        assert exact[TOTAL] == 67
        thinner = {key: shown(count) for key, count in exact.items()}
        low, high = attacked([thinner], Country((exact,), sums)).number(0, ("institution", "A5"))
        assert high - low + 1 < POSSIBLE

    def test_partners_that_change_between_two_releases_of_exact_numbers_give_it_away(self) -> None:
        """Partners without rounding: nobody new, another partner on the second date, and two subtractions."""
        first = {key: count for key, count in self.EXACT.items() if key not in {self.SMALL, ("institution", "A2")}}
        second = {key: count for key, count in self.EXACT.items() if key != self.SMALL}
        releases = [{key: as_it_stands(one.get(key)) for key in self.EXACT} for one in (first, second)]
        assert Attacker(releases, self.SUMS).number(1, self.SMALL) == (2, 2)

    def test_making_the_second_release_without_looking_at_the_first_leaks(self) -> None:
        """Seven in one place, then eight: two careful releases, each made as if it were the only one."""
        told = [counted({("A", "A1"): 7 + n, ("A", "A2"): 22}, {}) for n in (0, 1)]
        country = Country(tuple(exact for exact, _ in told), told[0][1])
        assert leaks([protect(exact, country.sums) for exact in country.releases], country)
        assert not leaks(published(country), country)


@pytest.mark.parametrize(("before", "after"), [(15, 16), (15, 17), (19, 21)])
def test_one_or_two_newcomers_cannot_be_told_from_none(before: int, after: int) -> None:
    told = [counted({("A", "A1"): n, ("A", "A2"): 22, ("B", "B1"): 31, ("B", "B2"): 44}, {}) for n in (before, after)]
    country = Country(tuple(exact for exact, _ in told), told[0][1])
    low, high = attacked(published(country), country).change(("institution", "A1"))
    assert low == 0
    assert high >= 2


@pytest.mark.parametrize(("before", "after"), [(17, 18), (16, 18), (7, 8), (2, 9)])
def test_where_a_number_crosses_to_the_next_its_growth_has_many_sizes(before: int, after: int) -> None:
    told = [counted({("A", "A1"): n, ("A", "A2"): 22, ("B", "B1"): 31, ("B", "B2"): 44}, {}) for n in (before, after)]
    country = Country(tuple(exact for exact, _ in told), told[0][1])
    low, high = attacked(published(country), country).change(("institution", "A1"))
    assert high - low + 1 >= CHANGE
