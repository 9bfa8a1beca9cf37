"""Whether a step treats groups of people alike, worked out from published figures alone. Pure.

Nothing exact enters, so nothing can leak that a release does not say already, and anybody can repeat it from the open
data. The share is of those who came to a step and have gone on so far; whoever still waits has not. Its interval is
Wilson's for 95 %, and so wide that every count which rounds to the published one lies in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from poruka.statistics.disparity import wilson
from poruka.statistics.measures import STEPS
from poruka.statistics.public.disclosure import BASE, Hidden, Shown
from poruka.statistics.public.telling import number_of

OFF = BASE // 2
"""How far a rounded number may be from the count behind it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One group at one step as published: ``came``, ``went_on`` and the same of everybody else; None where hidden."""

    step: str
    group: str
    came: int | None
    went_on: int | None
    others_came: int | None
    others_went_on: int | None
    hidden: str

    @property
    def share(self) -> float | None:
        """The share who went on; None where a number is hidden."""
        return None if self.came is None or self.went_on is None else min(self.went_on / self.came, 1.0)

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share lies, rounding included; all of it where a number is hidden."""
        return _interval(self.went_on, self.came, OFF)

    @property
    def others(self) -> float | None:
        """The share of everybody else who went on; None where it cannot be told."""
        if not self.others_came or self.others_went_on is None:
            return None
        return min(max(self.others_went_on / self.others_came, 0.0), 1.0)

    @property
    def stands_out(self) -> bool:
        """Whether the group and the others lie apart even where both are as wide as they can be."""
        if self.share is None or self.others is None:
            return False
        low, high = self.interval
        their_low, their_high = _interval(self.others_went_on, self.others_came, 2 * OFF)
        return high < their_low or their_high < low


def _interval(part: int | None, whole: int | None, off: int) -> tuple[float, float]:
    if part is None or whole is None or whole <= off:
        return 0.0, 1.0
    fewest, most = max(part - off, 0), part + off
    low = wilson(min(fewest, whole + off), whole + off)[0]
    high = wilson(min(most, whole - off), whole - off)[1]
    return low, high


def comparisons(document: Mapping[str, Any], division: str) -> Iterator[Comparison]:
    """Every group of a division at every step but the last, in the order of the groups, then of the steps."""
    told = {
        (row["measure"], row["group"]): number_of(row) for row in document["figures"] if row["division"] == division
    }
    whole = {row["measure"]: number_of(row) for row in document["figures"] if not row["division"]}
    groups = next(one["groups"] for one in document["divisions"] if one["id"] == division)
    for group in groups:
        for step, following in pairwise(STEPS):
            if (step, group) in told and (following, group) in told:
                came, went = told[step, group], told[following, group]
                yield Comparison(
                    step,
                    group,
                    _told(came),
                    _told(went),
                    _less(whole[step], came),
                    _less(whole[following], went),
                    next((str(one) for one in (came, went) if isinstance(one, Hidden)), ""),
                )


def _told(number: Shown) -> int | None:
    return None if isinstance(number, Hidden) else number


def _less(whole: Shown, part: Shown) -> int | None:
    return None if isinstance(whole, Hidden) or isinstance(part, Hidden) else max(whole - part, 0)
