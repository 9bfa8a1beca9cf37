"""What moves the forecast most: the median where one quantity is at its lowest fifth, and where at its highest. Pure.

Taken from the draws themselves, so quantities that go together in what was counted (more applications, fewer of them
reaching the court) are not moved apart.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from poruka.forecast import priors
from poruka.forecast.fit import Posterior
from poruka.forecast.future import Future
from poruka.law.text import Text

Array = NDArray[np.float64]
LATER_PACE = Text("як зміниться темп далі", "how the pace changes from now on")
NOT_DRIVERS = frozenset({"wander", "noise"})
"""How much things waver widens the forecast without moving it."""


@dataclass(frozen=True, slots=True)
class Driver:
    """A quantity, and the median of the released by the last month in the fifth of the draws where it is lowest and
    highest. ``lowest`` and ``highest`` are its own medians there; for the later pace, multiples of today's."""

    id: str
    title: Text
    lowest: float
    highest: float
    when_lowest: int
    when_highest: int

    @property
    def swing(self) -> int:
        return abs(self.when_highest - self.when_lowest)


def drivers(posterior: Posterior, future: Future) -> list[Driver]:
    """The quantities by how much they move the last month, most first."""
    last = future.released[:, -1]
    quantities = posterior.quantities
    found = [
        _driver(prior.id, prior.title, quantities[prior.id], last)
        for prior in priors.PRIORS
        if prior.id not in NOT_DRIVERS
    ]
    found.append(_driver("later_pace", LATER_PACE, future.later_pace, last))
    return sorted(found, key=lambda driver: (-driver.swing, driver.id))


def _driver(id: str, title: Text, values: Array, last: NDArray[np.int64]) -> Driver:
    order, fifth = np.argsort(values, kind="stable"), max(1, len(values) // 5)
    low, high = order[:fifth], order[-fifth:]
    return Driver(
        id,
        title,
        float(np.median(values[low])),
        float(np.median(values[high])),
        round(float(np.median(last[low]))),
        round(float(np.median(last[high]))),
    )
