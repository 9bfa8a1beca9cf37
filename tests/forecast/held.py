"""How much the intervals hold on programmes of a known course: the table in docs/forecast.md.

``python -m tests.forecast.held``: from a few monthly counts of the released alone, some months ahead. The courses are
drawn by chance person by person and have nothing of the model in them but its mean waits.
"""

import argparse
from collections.abc import Callable
from datetime import date

import numpy as np

from poruka.forecast.fit import fit
from poruka.forecast.flow import Stock
from poruka.forecast.future import Plan, foresee
from poruka.forecast.observed import from_points
from poruka.forecast.scores import Score, scored, summed
from poruka.forecast.timeline import month_ends, position
from tests.forecast.programme import PEOPLE, START, lived, published, rush_and_tail

Hazard = Callable[[np.ndarray], np.ndarray]
KNOWN, AHEAD, DAYS = (4, 9, 15), (1, 3, 6, 9), 900
LEVEL = -np.log1p(-0.15) / 365.25


def level(day: np.ndarray) -> np.ndarray:
    return np.full_like(day, LEVEL)


def seasons(day: np.ndarray) -> np.ndarray:
    return np.asarray(LEVEL * (1 + 0.4 * np.sin(2 * np.pi * day / 365.25)))


def wandering(seed: int) -> Hazard:
    turns = np.append(0.0, np.cumsum(0.15 * np.random.default_rng(seed).standard_normal(60)))
    return lambda day: LEVEL * np.exp(np.interp(day / 30.44, np.arange(61), turns))


def power(day: np.ndarray) -> np.ndarray:
    return np.asarray(0.3 * 1.2 / 30 * (1 + day / 30) ** -2.2)


def fading(half: float) -> Hazard:
    return lambda day: 0.2 * np.log(2) / half * 0.5 ** (day / half)


def stopping(day: np.ndarray) -> np.ndarray:
    return np.where((day > 20) & (day < 75), 0.0025, LEVEL / 4)


COURSES: dict[str, Callable[[int], Hazard]] = {
    "a rush that fades, and a tail": lambda seed: rush_and_tail(),
    "falling like a power of time": lambda seed: power,
    "level from the first day": lambda seed: level,
    "level, with seasons of ±40 %": lambda seed: seasons,
    "wandering by 15 % a month": wandering,
    "a rush that stops all at once, and a tail": lambda seed: stopping,
    "a rush that fades to nothing in months": lambda seed: fading(25.0),
    "a rush that fades to nothing in a year": lambda seed: fading(90.0),
}


def held(course: Callable[[int], Hazard], seeds: range, draws: int) -> list[tuple[Score, int, float]]:
    """The scores of every forecast, how many months ahead it was, and how wide its 80 % interval by what came since."""
    found = []
    for seed in seeds:
        passed = lived(course(seed), DAYS, seed)
        ends = month_ends(START, date(2026, 10, 31))
        for known in KNOWN:
            evidence = from_points(published(passed, ends[known]))
            learned = fit(evidence, Stock(float(PEOPLE)), draws, np.random.default_rng(seed))
            future = foresee(learned, Plan(ends[known + max(AHEAD)]), seed)
            for ahead in AHEAD:
                came = float((passed["released"] <= position(START, ends[known + ahead])).sum())
                drawn = future.released[:, ahead - 1].astype(float)
                low, high = np.quantile(drawn, (0.1, 0.9))
                found.append((scored(drawn, came), ahead, float(high - low) / max(came - evidence.anchor, 1.0)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs=2, default=(100, 112))
    parser.add_argument("--draws", type=int, default=200)
    given = parser.parse_args()
    every = []
    print(f"{'course':<44} 50 %  80 %  95 %   CRPS  80 % interval / what came")
    for name, course in COURSES.items():
        found = held(course, range(*given.seeds), given.draws)
        every += found
        one, width = summed([score for score, _, _ in found]), np.median([w for _, _, w in found])
        print(
            f"{name:<44}" + "".join(f"{share:>5.0%} " for share in one.held) + f"{one.crps:>7.1f} {width:>6.2f}",
            flush=True,
        )
    one = summed([score for score, _, _ in every])
    print(f"{'all':<44}" + "".join(f"{share:>5.0%} " for share in one.held) + f"{one.crps:>7.1f}")


if __name__ == "__main__":
    main()
