"""Small countries to count: people by oblast and institution, by sex and by age, growing from release to release."""

from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from poruka.statistics.public.disclosure import Key, Sum

TOTAL: Key = ("total",)
COUNT = st.one_of(st.integers(0, 9), st.integers(0, 40), st.sampled_from([0, 1, 2, 8, 12, 13, 17, 18]))


@dataclass(frozen=True)
class Country:
    """Counts of one measure in releases of rising date, and the sums that hold in each."""

    releases: tuple[Mapping[Key, int], ...]
    sums: tuple[Sum, ...]


def counted(places: Mapping[Key, int], others: Mapping[str, list[int]]) -> tuple[dict[Key, int], tuple[Sum, ...]]:
    """A release from counts by institution, keyed (oblast, institution), and by other dimensions."""
    exact: dict[Key, int] = {TOTAL: sum(places.values())}
    oblasts = sorted({oblast for oblast, _ in places})
    sums = [Sum(TOTAL, tuple(("oblast", oblast) for oblast in oblasts))]
    for oblast in oblasts:
        inside = [(o, place) for o, place in places if o == oblast]
        exact["oblast", oblast] = sum(places[key] for key in inside)
        exact |= {("institution", place): places[o, place] for o, place in inside}
        sums.append(Sum(("oblast", oblast), tuple(("institution", place) for _, place in inside)))
    for dimension, counts in others.items():
        keys = tuple((dimension, str(n)) for n in range(len(counts)))
        exact |= dict(zip(keys, counts, strict=True))
        sums.append(Sum(TOTAL, keys))
    return exact, tuple(sums)


@st.composite
def countries(draw: st.DrawFn, releases: int = 2) -> Country:
    """A country whose releases differ by a few people."""
    places = {
        (f"O{oblast}", f"O{oblast}-{place}"): draw(COUNT)
        for oblast in range(draw(st.integers(1, 4)))
        for place in range(draw(st.integers(1, 3)))
    }
    women = draw(st.integers(0, sum(places.values())) | st.integers(0, min(12, sum(places.values()))))
    sexes = [women, sum(places.values()) - women]
    told = [counted(places, {"sex": sexes})]
    for _ in range(releases - 1):
        for _person in range(draw(st.sampled_from([0, 1, 2, 5]))):
            places[draw(st.sampled_from(sorted(places)))] += 1
            sexes[draw(st.integers(0, 1))] += 1
        told.append(counted(places, {"sex": sexes}))
    return Country(tuple(exact for exact, _ in told), told[0][1])
