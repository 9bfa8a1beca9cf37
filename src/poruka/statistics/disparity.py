"""Whether a step treats groups of people alike: plain numbers side by side, never a score of anybody. Pure.

For each step and each group: how many came to it, went on, left, still wait; the share who went on among those whose
step is decided; the same share of everybody else; and the difference with its 95 % interval. A difference says where
to look. It does not say why. Which differences stand, when all steps and groups are looked at together, ``judged`` says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import polars as pl

from poruka.statistics.dimensions import DIMENSIONS, NOWHERE
from poruka.statistics.funnel import Scene
from poruka.statistics.losses import ways
from poruka.statistics.measures import STEPS
from poruka.statistics.surely import RISK, fisher, holm

Z = 1.959963984540054
"""Of the normal distribution: 95 % lie within so many standard deviations."""
TWO = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One group at one step; ``others`` are all the other groups together."""

    step: str
    group: str
    came: int
    went_on: int
    left: int
    others_went_on: int
    others_left: int

    @property
    def waiting(self) -> int:
        return self.came - self.went_on - self.left

    @property
    def decided(self) -> int:
        """Those who went on or left."""
        return self.went_on + self.left

    @property
    def others_decided(self) -> int:
        return self.others_went_on + self.others_left

    @property
    def share(self) -> float | None:
        """Of those whose step is decided, the share who went on; None where nobody's is."""
        return _share(self.went_on, self.decided)

    @property
    def others(self) -> float | None:
        return _share(self.others_went_on, self.others_decided)

    @property
    def difference(self) -> tuple[float, float, float] | None:
        """How much larger the share is than that of the others, and the 95 % interval of that (Newcombe's)."""
        if self.share is None or self.others is None:
            return None
        low, high = wilson(self.went_on, self.decided)
        their_low, their_high = wilson(self.others_went_on, self.others_decided)
        apart = self.share - self.others
        below = sqrt((self.share - low) ** 2 + (their_high - self.others) ** 2)
        above = sqrt((high - self.share) ** 2 + (self.others - their_low) ** 2)
        return apart, apart - below, apart + above

    @property
    def stands_out(self) -> bool:
        """Whether chance alone would seldom bring so large a difference, were this the only comparison."""
        return self.difference is not None and (self.difference[1] > 0 or self.difference[2] < 0)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share. E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209-212;
    for a difference of two, R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10.
    """
    share, spread = part / whole, Z * Z / whole
    middle = (share + spread / 2) / (1 + spread)
    room = sqrt(share * (1 - share) * spread + spread * spread / 4) / (1 + spread)
    return max(0.0, middle - room), min(1.0, middle + room)


@dataclass(frozen=True, slots=True)
class Judged:
    """A row, and how likely chance alone is to bring such a difference: ``alone``, and among so many comparisons."""

    row: Row
    alone: float
    chance: float

    @property
    def sure(self) -> bool:
        """Whether the difference stands, however many were looked at."""
        return self.chance < RISK


def disparity(found: Scene, dimension: str) -> tuple[Row, ...]:
    """Every step but the last, every group of a dimension that the question names in ``by``.

    A court or a unit gets its people on the way: whoever left before has none. So such groups are compared among
    themselves, from the step on by which everybody has one; before it, having one would itself be the going on.
    """
    way, first = ways(found), DIMENSIONS[dimension].named_at
    frame = pl.DataFrame({"group": found.groups[dimension], "last": way.last, "out": way.out})
    if first:
        frame = frame.filter(pl.col("group") != NOWHERE)
    counts = frame.filter(pl.col("last") >= 0).group_by("group", "last", "out").len().sort("group").rows()
    rows: list[Row] = []
    for place, step in list(enumerate(STEPS[:-1]))[STEPS.index(first) if first else 0 :]:
        by_group: dict[str, tuple[int, int, int]] = {}
        for group, last, out, people in counts:
            if last >= place:
                came, on, left = by_group.get(group, (0, 0, 0))
                by_group[group] = came + people, on + people * (last > place), left + people * (last == place and out)
        went, gone = (sum(one[part] for one in by_group.values()) for part in (1, 2))
        rows += [
            Row(step, group, came, on, left, went - on, gone - left) for group, (came, on, left) in by_group.items()
        ]
    return tuple(rows)


def judged(rows: Sequence[Row]) -> tuple[Judged, ...]:
    """The rows that can be compared, judged together: all steps and all groups that a reader is shown are one family.

    Of a step with two groups the second comparison is the first one seen from the other side, and counts once.
    """
    compared = [row for row in rows if row.difference is not None and row.left + row.others_left]
    of_step: dict[str, list[Row]] = {}
    for row in compared:
        of_step.setdefault(row.step, []).append(row)
    apart = [(row, row if len(of_step[row.step]) > TWO else of_step[row.step][0]) for row in compared]
    tables = list(dict.fromkeys(told for _, told in apart))
    alone = [fisher(one.went_on, one.left, one.others_went_on, one.others_left) for one in tables]
    found = dict(zip(tables, zip(alone, holm(alone), strict=True), strict=True))
    return tuple(Judged(row, *found[told]) for row, told in apart)
