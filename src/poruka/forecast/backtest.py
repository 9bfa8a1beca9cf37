"""Forecasts made as if it were then, scored by what came after: the model and its simpler peers side by side. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from poruka.forecast.fit import fit
from poruka.forecast.flow import Stock
from poruka.forecast.future import Plan, foresee
from poruka.forecast.observed import Evidence
from poruka.forecast.peers import PEERS
from poruka.forecast.refusals import ForecastRefused
from poruka.forecast.scores import Score, Summary, scored, summed
from poruka.forecast.timeline import position

MODEL = "poruka"
MOST_ORIGINS = 6
Cut = Callable[[date], Evidence | None]
"""What was known by a day; None where that was too little to forecast from."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One figure that came: forecast on ``made_on`` for the end of ``day``, and each forecaster's score by its id."""

    made_on: date
    day: date
    came: int
    scores: dict[str, Score]


@dataclass(frozen=True)
class Backtest:
    """Every trial, and the scores of each forecaster taken together."""

    trials: tuple[Trial, ...]

    @property
    def summaries(self) -> dict[str, Summary]:
        return {id: summed([trial.scores[id] for trial in self.trials]) for id in self.trials[0].scores}

    @property
    def by_day(self) -> dict[date, dict[str, Summary]]:
        """The scores of each forecaster by the day they forecast from."""
        days = sorted({trial.made_on for trial in self.trials})
        return {day: Backtest(tuple(t for t in self.trials if t.made_on == day)).summaries for day in days}

    @property
    def won(self) -> int:
        """On how many of those days the model was off less than every simpler forecast."""
        return sum(min(found, key=lambda id: found[id].crps) == MODEL for found in self.by_day.values())

    def within(self, least: int, most: int) -> "Backtest | None":
        """The trials of figures so many to so many days ahead; None where there are none."""
        kept = tuple(trial for trial in self.trials if least <= (trial.day - trial.made_on).days <= most)
        return Backtest(kept) if kept else None


def backtest(
    whole: Evidence, cut: Cut, stock: Stock, *, made_on: Sequence[date] = (), draws: int = 1000, seed: int = 1
) -> Backtest:
    """Forecast from what was known on each of some days, and score every figure of the released known later.

    ``made_on``: the days; by default up to six of those on which something was counted. Raises ForecastRefused
    where nothing came after.
    """
    if len(whole.known) < 2:
        raise ForecastRefused(
            f"Перевірити прогноз нема на чому: чисел released лише {len(whole.known)}, потрібно щонайменше два.",
            f"There is nothing to test a forecast on: {len(whole.known)} figures of released, at least two are needed.",
        )
    trials: list[Trial] = []
    for day in made_on or origins(whole):
        then = cut(day)
        if then is not None and then.known:
            trials += _tried(day, then, whole, stock, draws, seed)
    if not trials:
        first, last = whole.known[0][0], whole.known[-1][0]
        raise ForecastRefused(
            f"Після вибраного дня немає жодного числа released. Виберіть день від {first:%d.%m.%Y} до {last:%d.%m.%Y}.",
            f"No figure of released came after the day chosen. Choose one from {first.isoformat()} to "
            f"{last.isoformat()}, before the last.",
        )
    return Backtest(tuple(trials))


def origins(whole: Evidence) -> list[date]:
    """Days on which something was counted, some people were known to be released, and more figures were to come."""
    first, last = next((day for day, people in whole.known if people), date.max), whole.known[-1][0]
    days = sorted({count.until for count in whole.counts if first <= count.until < last})
    # Evenly over the days, each once: the same ones whatever else is asked.
    chosen = {round(i * (len(days) - 1) / (MOST_ORIGINS - 1)) for i in range(MOST_ORIGINS)} if days else set()
    return [days[i] for i in sorted(chosen)]


def _tried(day: date, then: Evidence, whole: Evidence, stock: Stock, draws: int, seed: int) -> list[Trial]:
    later = tuple((when, people) for when, people in whole.known if when > day)
    if not later:
        return []
    days = tuple(when for when, _ in later)
    generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, day.toordinal()])))
    posterior = fit(then, stock, draws, generator)
    found = {MODEL: foresee(posterior, Plan(days[-1], days=days), seed).released.astype(float)}
    past = np.array([0.0, *(position(whole.start, when) for when, _ in then.known)])
    counts = np.array([0.0, *(float(people) for _, people in then.known)])
    ahead = np.array([position(whole.start, when) for when in days])
    for peer in PEERS:
        found[peer.id] = peer.forecast(past, counts, ahead, stock.people, draws, generator)
    return [
        Trial(day, when, people, {id: scored(drawn[:, i], people) for id, drawn in found.items()})
        for i, (when, people) in enumerate(later)
    ]
