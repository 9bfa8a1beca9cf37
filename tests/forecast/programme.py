"""Programmes whose course is known, lived through person by person, to see whether the forecast finds out."""

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from poruka.forecast.points import Point, Points, checked
from poruka.forecast.timeline import month_ends

START = date(2024, 5, 18)
PEOPLE = 27_000
WAITS = (4.0, 4.0, 4.0, 7.0, 4.0, 6.0)
"""Mean days of the three phases of preparation, of the court, of the release, of the way to the unit."""
SHARES = (1.0, 1.0, 0.6, 0.985, 1.0, 0.97)
NO_END = 1e9


def lived(
    hazard: Callable[[np.ndarray], np.ndarray],
    days: int,
    seed: int,
    people: int = PEOPLE,
    waits: Sequence[float] = WAITS,
    shares: Sequence[float] = SHARES,
) -> dict[str, np.ndarray]:
    """The day on which each person passes each step; never, for those who do not. ``hazard``: of applying, by day."""
    chance = np.random.default_rng(seed)
    total = np.append(0.0, np.cumsum(hazard(np.arange(days) + 0.5)))
    drawn = chance.exponential(size=people)
    when = np.where(drawn < total[-1], np.interp(drawn, total, np.arange(days + 1.0)), NO_END)
    found = {"applications": when}
    names = ("", "", "petitions_sent", "granted", "released", "arrived_at_unit")
    for name, mean, share in zip(names, waits, shares, strict=True):
        when = np.where(chance.random(people) < share, when + chance.exponential(mean, people), NO_END)
        if name:
            found[name] = when
    return found


def published(passed: dict[str, np.ndarray], until: date, measures: tuple[str, ...] = ("released",)) -> Points:
    """What a ministry would publish at the end of each month: people since the start."""
    return checked(
        [
            Point(end, measure, int((passed[measure] <= (end - START).days + 1).sum()), "ministry")
            for measure in measures
            for end in month_ends(START, until)
        ]
    )


def rush_and_tail(rush: float = 0.2, half: float = 25.0, yearly: float = 0.15) -> Callable[[np.ndarray], np.ndarray]:
    """A hazard that is halved again and again, over one that stays."""
    return lambda day: rush * np.log(2) / half * 0.5 ** (day / half) + -np.log1p(-yearly) / 365.25
