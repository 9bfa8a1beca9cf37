"""An attacker with every public release, a pencil and a solver: what can a hidden number be?

Written apart from the policy, from what the public pages say of it. Integer programming (HiGHS) gives the exact least
and largest count that all releases leave possible; nobody who works from the releases alone can know more.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import LinearConstraint, milp  # type: ignore[import-untyped]

from poruka.statistics.public.disclosure import Hidden, Key, Published, Sum

MOST = 5_000
UNKNOWN = (0.0, float(MOST))


def could_be(release: Published, sums: Sequence[Sum]) -> dict[Key, tuple[float, float]]:
    """What the page says: rounded to the nearest five; "small" is fewer than eight; a partner is not small, and was the
    smallest of those shown beside it; a hidden whole is not small.
    """
    beside: dict[Key, list[float]] = {}
    for one in sums:
        told = [number + 2.0 for part in one.parts if isinstance(number := release[part], int)]
        for part in one.parts:
            beside.setdefault(part, []).extend(told)
    bounds = {
        Hidden.SMALL: lambda key: (0.0, 7.0),
        Hidden.WHOLE: lambda key: (8.0, float(MOST)),
        Hidden.PARTNER: lambda key: (8.0, min(beside.get(key, []), default=float(MOST))),
    }
    return {
        key: bounds[number](key) if isinstance(number, Hidden) else (number - 2.0, number + 2.0)
        for key, number in release.items()
    }


def as_it_stands(number: int | None) -> tuple[float, float]:
    """How one reads figures that are published without rounding."""
    return UNKNOWN if number is None else (float(number), float(number))


@dataclass
class Attacker:
    """Equations and bounds over the counts of all releases.

    ``sums`` hold in each release that has all their numbers. ``grows``: pairs of releases of which no count of the first
    is above the second; one after another unless said otherwise. ``moving``: divisions whose numbers may fall all the same.
    """

    releases: Sequence[Mapping[Key, tuple[float, float]]]
    sums: Sequence[Sum]
    grows: Sequence[tuple[int, int]] | None = None
    moving: Collection[str] = ()
    _at: dict[tuple[int, Key], int] = field(default_factory=dict)
    _worlds: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, release in enumerate(self.releases):
            for key in release:
                self._at[number, key] = len(self._at)
        if self.grows is None:
            self.grows = [(number - 1, number) for number in range(1, len(self.releases))]
        laws = [
            (self._row({(number, one.whole): -1} | {(number, part): 1 for part in one.parts}), 0)
            for number, release in enumerate(self.releases)
            for one in self.sums
            if release.keys() >= {one.whole, *one.parts}
        ]
        laws += [
            (self._step(step, key), MOST)
            for step in self.grows
            for key in self.releases[step[0]]
            if key in self.releases[step[1]] and key[0] not in self.moving
        ]
        self._laws = LinearConstraint(np.array([row for row, _ in laws]), 0, [most for _, most in laws])
        self._bounds = tuple(
            np.array([self.releases[number][key][side] for number, key in self._at]) for side in (0, 1)
        )

    def _row(self, entries: Mapping[tuple[int, Key], int]) -> Any:
        row = np.zeros(len(self._at))
        for place, entry in entries.items():
            row[self._at[place]] = entry
        return row

    def _step(self, step: tuple[int, int], key: Key) -> Any:
        return self._row({(step[0], key): -1, (step[1], key): 1})

    def number(self, release: int, key: Key) -> tuple[int, int]:
        """The least and the largest count that can stand behind a number."""
        return self._extremes(self._row({(release, key): 1}))

    def change(self, key: Key, step: tuple[int, int] = (0, 1)) -> tuple[int, int]:
        """The least and the largest growth from one release to another."""
        return self._extremes(self._step(step, key))

    def narrowed_number(self, release: int, key: Key, possible: int) -> bool:
        """Whether fewer counts than that are left for a number."""
        row = self._row({(release, key): 1})
        return self._seen(row) < possible and _left(self._extremes(row)) < possible

    def told_change(self, key: Key, step: tuple[int, int], possible: int) -> bool:
        """Whether a change is sure to have taken place, and fewer sizes than that are left for it."""
        row = self._step(step, key)
        if any(row @ world < 0.5 for world in self._worlds) or self._seen(row) >= possible:
            return False
        low, high = self._extremes(row)
        return low > 0 and _left((low, high)) < possible

    def _seen(self, row: Any) -> int:
        """How far apart the worlds found so far lie; each agrees with all releases."""
        seen = [round(float(row @ world)) for world in self._worlds]
        return max(seen) - min(seen) + 1 if seen else 0

    def _extremes(self, row: Any) -> tuple[int, int]:
        found = []
        for sign in (1, -1):
            answer = milp(sign * row, integrality=np.ones(len(row)), bounds=self._bounds, constraints=self._laws)
            assert answer.success, answer.message
            self._worlds.append(answer.x)
            found.append(round(sign * answer.fun))
        return found[0], found[1]


def _left(extremes: tuple[int, int]) -> int:
    return extremes[1] - extremes[0] + 1
