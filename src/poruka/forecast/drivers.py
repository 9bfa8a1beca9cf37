"""What moves the forecast most: each quantity alone, from now on, at its own low end and at its own high end. Pure.

Everything else stays as it was drawn, draw by draw, and so does the past: the two ends of a quantity differ by it
alone, and not by chance or by what usually goes with it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from poruka.forecast.fit import Posterior
from poruka.forecast.future import Course, Plan
from poruka.forecast.stages import RELEASED
from poruka.forecast.timeline import MONTH
from poruka.law.text import Text

Array = NDArray[np.float64]
Unit = Literal["people_a_month", "times", "share", "days"]
LOW, HIGH = 0.1, 0.9
MOST_DRAWS = 300
"""So many of the draws are enough: both ends are lived through by the same ones."""


@dataclass(frozen=True, slots=True)
class Driver:
    """A quantity, its 10th and 90th percentile in its ``unit``, and the median of the released by the last month where
    it alone is at each."""

    id: str
    title: Text
    unit: Unit
    lowest: float
    highest: float
    when_lowest: int
    when_highest: int

    @property
    def swing(self) -> int:
        return abs(self.when_highest - self.when_lowest)

    def said(self, value: float) -> Text:
        """A value of the quantity with its unit."""
        if self.unit == "share":
            percent = f"{100 * value:.1f}" if value > 0.9 else f"{100 * value:.0f}"
            return Text(f"{percent.replace('.', ',')} %", f"{percent}%")
        if self.unit == "days":
            return Text(f"{value:.0f} дн.", f"{value:.0f} days")
        if self.unit == "times":
            return Text(f"× {value:.2g}".replace(".", ","), f"× {value:.2g}")
        return Text(f"{value:.0f} за місяць", f"{value:.0f} a month")


TITLES: Mapping[str, tuple[Text, Unit]] = {
    "pace_now": (Text("скільки осіб тепер подає заяву за місяць", "people who apply in a month now"), "people_a_month"),
    "pace_later": (
        Text(
            "темп заяв далі, у середньому, проти теперішнього",
            "the later pace of applications, on average, against that of now",
        ),
        "times",
    ),
    "passing": (Text("частка заяв, що доходять до суду", "the share of applications that reach the court"), "share"),
    "granting": (Text("частка задоволених клопотань", "the share of petitions granted"), "share"),
    "preparation_days": (Text("скільки днів від заяви до клопотання", "days from application to petition"), "days"),
    "court_days": (Text("скільки днів від клопотання до ухвали", "days from petition to ruling"), "days"),
    "release_days": (Text("скільки днів від ухвали до звільнення", "days from ruling to release"), "days"),
}
"""Everything that moves the released and is not certain, in the order of the way a person goes."""


def drivers(posterior: Posterior, plan: Plan, seed: int, median: int) -> list[Driver]:
    """The quantities by how much they move the released by the last month asked, most first.

    ``median``: of the forecast itself, which the ends of a quantity are set against.
    """
    every = max(1, -(-len(posterior.draws) // MOST_DRAWS))
    fewer = replace(posterior, draws=posterior.draws[::every])
    course = Course(fewer, plan, np.random.Generator(np.random.PCG64(seed)))
    hazard = course.hazard[course.turned :]
    if not len(hazard):
        return []
    steps = np.diff(course.timeline.edges[course.turned :])
    now = hazard[0]
    later = (hazard * steps[:, None]).sum(axis=0) / steps.sum() / now
    able = np.maximum(course.past[1].able, 1.0) * MONTH
    moved: Mapping[str, tuple[Array, Callable[[float], Array]]] = {
        "pace_now": (now * able, lambda people: hazard * (people / (now * able))),
        "pace_later": (later, lambda times: hazard * (times / later)),
    }
    middle = np.quantile(course.later(course.quantities, hazard)[-1, RELEASED], 0.5)
    found = []
    for id, (title, unit) in TITLES.items():
        values = moved[id][0] if id in moved else course.quantities[id]
        ends = [float(one) for one in np.quantile(values, (LOW, HIGH))]
        reached = []
        for end in ends:
            alone = course.quantities if id in moved else {**course.quantities, id: np.full_like(values, end)}
            pace = moved[id][1](end) if id in moved else hazard
            then = course.later(alone, pace)[-1, RELEASED]
            reached.append(median + round(float(np.quantile(then, 0.5) - middle)))
        found.append(Driver(id, title, unit, ends[0], ends[1], reached[0], reached[1]))
    return sorted(found, key=lambda driver: (-driver.swing, driver.id))
