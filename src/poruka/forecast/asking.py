"""Asking for a forecast: what may be asked, what is refused, and the fit and the future in one go. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from poruka.forecast.drivers import Driver, drivers
from poruka.forecast.fit import Posterior, fit
from poruka.forecast.flow import Stock
from poruka.forecast.future import Future, Plan, foresee
from poruka.forecast.observed import Evidence
from poruka.forecast.points import MOST_PEOPLE
from poruka.forecast.refusals import ForecastRefused
from poruka.forecast.timeline import MONTH
from poruka.law.text import Text

MOST_DRAWS, FEWEST_DRAWS = 100_000, 50
LONGEST_YEARS, FAR_MONTHS = 10, 36
REACH = (5000,)


@dataclass(frozen=True, slots=True)
class Asked:
    """How the forecast is to be made: draws, the seed of chance, and the numbers whose month is asked for."""

    draws: int = 1000
    seed: int = 1
    reach: Sequence[int] = REACH


@dataclass(frozen=True)
class Forecast:
    """A forecast ready to be told."""

    posterior: Posterior
    future: Future
    plan: Plan
    seed: int
    warnings: tuple[Text, ...]

    @cached_property
    def drivers(self) -> tuple[Driver, ...]:
        """What moves it most; worked out when first asked for."""
        median = round(float(np.quantile(self.future.released[:, -1], 0.5)))
        return tuple(drivers(self.posterior, self.plan, self.seed, median))

    @property
    def evidence(self) -> Evidence:
        return self.posterior.evidence


def stock_of(eligible: int | None, evidence: Evidence, inflow: float, leaving: float) -> Stock:
    """The stock asked for. Raises ForecastRefused where it is too small for what was counted, or not given."""
    if eligible is None:
        raise ForecastRefused(
            "Не сказано, скільки осіб може подати заяву. Додайте --eligible, наприклад --eligible 27000.",
            "It is not said how many people may apply. Add --eligible, for example --eligible 27000.",
        )
    if not 1 <= eligible <= MOST_PEOPLE:
        raise ForecastRefused(
            f"--eligible {eligible}: потрібна кількість осіб від 1 до {MOST_PEOPLE}.",
            f"--eligible {eligible}: a number of people from 1 to {MOST_PEOPLE} is needed.",
        )
    if not 0 <= inflow <= MOST_PEOPLE or not 0 <= leaving < 1:
        raise ForecastRefused(
            f"--inflow – кількість осіб за місяць, від 0 до {MOST_PEOPLE}; --leaving – частка за місяць, від 0 до 1.",
            f"--inflow is people a month, from 0 to {MOST_PEOPLE}; --leaving is a share a month, from 0 to 1.",
        )
    if evidence.anchor > eligible and not inflow:
        raise ForecastRefused(
            f"Уже звільнено {evidence.anchor}, більше, ніж --eligible {eligible}. Вкажіть усіх, хто міг подати заяву від "
            "початку програми, разом зі звільненими.",
            f"{evidence.anchor} are released already, more than --eligible {eligible}. Give everyone who could apply "
            "since the start, the released among them.",
        )
    return Stock(float(eligible), inflow / MONTH, leaving / MONTH)


def check_draws(draws: int) -> None:
    """Raises ForecastRefused for too few draws to give an interval, or too many to wait for."""
    if not FEWEST_DRAWS <= draws <= MOST_DRAWS:
        raise ForecastRefused(
            f"--draws {draws}: потрібно від {FEWEST_DRAWS} до {MOST_DRAWS}.",
            f"--draws {draws}: from {FEWEST_DRAWS} to {MOST_DRAWS} are needed.",
        )


def check_until(until: date, evidence: Evidence) -> list[Text]:
    """Raises ForecastRefused for a horizon in the past or out of reach; warns of a far one."""
    last = evidence.anchored_on or evidence.start
    if until <= last:
        raise ForecastRefused(
            f"--until {until.isoformat()} не пізніше за останнє відоме число ({last.isoformat()}). Задайте пізніший день.",
            f"--until {until.isoformat()} is not after the last known figure ({last.isoformat()}). Give a later day.",
        )
    if until.year - evidence.until.year > LONGEST_YEARS:
        raise ForecastRefused(
            f"--until {until.isoformat()} задалеко: про понад {LONGEST_YEARS} років ці числа нічого не кажуть. "
            f"Задайте день до кінця {evidence.until.year + LONGEST_YEARS} року.",
            f"--until {until.isoformat()} is too far: these figures say nothing beyond {LONGEST_YEARS} years. "
            f"Give a day before the end of {evidence.until.year + LONGEST_YEARS}.",
        )
    months = (until.year - evidence.until.year) * 12 + until.month - evidence.until.month
    if months <= FAR_MONTHS:
        return []
    return [
        Text(
            f"Прогноз на {months} міс.: далі {FAR_MONTHS} місяців інтервали показують радше незнання, ніж очікування.",
            f"A forecast of {months} months: beyond {FAR_MONTHS} its intervals show ignorance rather than expectation.",
        )
    ]


def forecast(evidence: Evidence, stock: Stock, plan: Plan, asked: Asked = Asked()) -> Forecast:
    """Fit and foresee. Raises ForecastRefused for what cannot be asked."""
    check_draws(asked.draws)
    if any(not 0 < number <= MOST_PEOPLE for number in asked.reach):
        raise ForecastRefused(
            "--reach: потрібні кількості осіб, більші за нуль, наприклад --reach 5000 10000.",
            "--reach: numbers of people above zero are needed, for example --reach 5000 10000.",
        )
    warnings = check_until(plan.until, evidence)
    posterior = fit(evidence, stock, asked.draws, np.random.Generator(np.random.PCG64(asked.seed)))
    return foreseen(posterior, plan, asked.seed, warnings)


def foreseen(posterior: Posterior, plan: Plan, seed: int, warnings: Sequence[Text] = ()) -> Forecast:
    """The future of a posterior already learned: another scenario need not be learned anew."""
    future = foresee(posterior, plan, seed)
    said = (*posterior.evidence.warnings, *warnings)
    return Forecast(posterior, future, plan, seed, said)
