"""Whether a step treats groups of people alike: plain numbers side by side, never a score of anybody. Pure.

For each step and each group: how many came to it, went on, left, still wait; the share who went on among those whose
step is decided; the same share of everybody else; and the difference with its 95 % interval. A difference says where
to look. It does not say why.
"""

from dataclasses import dataclass
from math import sqrt

import polars as pl

from poruka.statistics.funnel import Scene
from poruka.statistics.losses import ways
from poruka.statistics.measures import STEPS

Z = 1.959963984540054
"""Of the normal distribution: 95 % lie within so many standard deviations."""


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
        """Whether chance alone would seldom bring so large a difference."""
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


def disparity(found: Scene, dimension: str) -> tuple[Row, ...]:
    """Every step but the last, every group of a dimension that the question names in ``by``."""
    way, groups = ways(found), found.groups[dimension]
    rows: list[Row] = []
    for place, step in enumerate(STEPS[:-1]):
        frame = pl.DataFrame(
            {
                "group": groups,
                "came": way.last >= place,
                "went_on": way.last > place,
                "left": (way.last == place) & way.out,
            }
        )
        counts = frame.filter("came").group_by("group").sum().sort("group").rows()
        went, left = sum(row[2] for row in counts), sum(row[3] for row in counts)
        rows += [Row(step, group, came, on, out, went - on, left - out) for group, came, on, out in counts]
    return tuple(rows)
