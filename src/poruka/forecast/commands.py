"""What ``poruka forecast`` and ``poruka forecast backtest`` do, apart from reading their arguments."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from poruka.forecast import answers, points
from poruka.forecast.asking import Asked, Forecast, check_draws, forecast, stock_of
from poruka.forecast.backtest import Backtest, backtest
from poruka.forecast.future import Plan
from poruka.forecast.observed import LAW_IN_FORCE, Evidence, from_points
from poruka.forecast.peers import TITLES
from poruka.forecast.refusals import ForecastRefused
from poruka.forecast.scenarios import Scenario
from poruka.forecast.stages import STAGE_OF
from poruka.law.text import Text

OK = 0


@dataclass(frozen=True, slots=True)
class Told:
    """How the answer is told: as JSON or as sentences, and in which language."""

    json: bool = False
    language: str = "uk"


@dataclass(frozen=True, slots=True)
class Published:
    """Published points and what must be said beside them: who can apply, since when, and how that stock turns over.

    ``inflow``: newcomers a month; ``leaving``: the share of the stock that leaves it in a month.
    """

    path: Path
    eligible: int | None
    start: date = LAW_IN_FORCE
    inflow: float = 0.0
    leaving: float = 0.0


def forecast_points(given: Published, until: date, asked: Asked, scenario: Scenario, told: Told) -> int:
    """Forecast from published points alone."""
    evidence = from_points(points.read(given.path), given.start)
    stock = stock_of(given.eligible, evidence, given.inflow, given.leaving)
    return _tell(forecast(evidence, stock, Plan(until, scenario=scenario), asked), asked, told)


def forecast_cases(until: date, asked: Asked, scenario: Scenario, told: Told, *, today: date, draft: str = "") -> int:
    """Forecast from the case history and the latest run in the database. Django must be set up."""
    from poruka.forecast.casehistory import from_cases

    actor, run = _actor_and_run()
    history = from_cases(actor, run, today)
    changed = with_draft(scenario, draft, run.as_of, run.readings) if draft else scenario
    return _tell(forecast(history.evidence, history.stock, history.plan(until, changed), asked), asked, told)


def with_draft(scenario: Scenario, draft: str, as_of: date, readings: Mapping[str, str]) -> Scenario:
    """The scenario with the people a draft amendment would add to those who may apply, or take away."""
    from poruka.register.tables import from_database
    from poruka.screening.whatif import compare, find

    compared = compare(from_database(), find(draft), as_of, readings)
    return replace(scenario, stock=scenario.stock + compared.gain - compared.lose)


def backtest_points(given: Published, made_on: Sequence[date], asked: Asked, told: Told) -> int:
    """Forecast from what was published by some days, and score what came after."""
    check_draws(asked.draws)
    found = points.read(given.path)
    whole = from_points(found, given.start)
    stock = stock_of(given.eligible, whole, given.inflow, given.leaving)

    def cut(day: date) -> Evidence | None:
        then = found.until(day)
        counted = [point for point in then.points if point.measure in STAGE_OF and point.as_of >= given.start]
        return from_points(then, given.start) if any(point.value for point in counted) else None

    return _tell_backtest(backtest(whole, cut, stock, made_on=made_on, draws=asked.draws, seed=asked.seed), told)


def backtest_cases(made_on: Sequence[date], asked: Asked, told: Told, *, today: date) -> int:
    """The same from the case history. Django must be set up."""
    from poruka.forecast.casehistory import from_cases, known_by

    check_draws(asked.draws)
    history = from_cases(*_actor_and_run(), today)

    def cut(day: date) -> Evidence | None:
        return known_by(history.evidence, day)

    found = backtest(history.evidence, cut, history.stock, made_on=made_on, draws=asked.draws, seed=asked.seed)
    return _tell_backtest(found, told)


def _actor_and_run() -> tuple[Any, Any]:
    from poruka.access.actors import Actor
    from poruka.access.roles import ANALYST
    from poruka.screening.queries import latest_run

    run = latest_run()
    if run is None:
        raise ForecastRefused(
            "Закон ще не застосовано до реєстру, тож невідомо, скільки осіб може подати заяву. "
            "Спочатку: poruka run make. Або дайте опубліковані числа: --points ФАЙЛ.",
            "The law has not been run over the register, so it is not known how many may apply. "
            "First: poruka run make. Or give published figures: --points FILE.",
        )
    return Actor("command line", ANALYST), run


def _tell(found: Forecast, asked: Asked, told: Told) -> int:
    data = answers.as_data(
        found.evidence,
        found.future,
        asked.reach,
        found.warnings,
        told.language,
        drivers=[
            {
                "id": d.id,
                "title": d.title.of(told.language),
                "unit": d.unit,
                "lowest": float(f"{d.lowest:.4g}"),
                "highest": float(f"{d.highest:.4g}"),
                "when_lowest": d.when_lowest,
                "when_highest": d.when_highest,
            }
            for d in found.drivers
        ],
        draws=asked.draws,
        seed=asked.seed,
    )
    if told.json:
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return OK
    for text in found.warnings:
        print(text.of(told.language), file=sys.stderr)
    language = told.language
    print(_row(*HEAD.of(language).split("|")))
    for row in answers.months(found.future):
        print(_row(f"{row.month:%Y-%m}", _number(row.released.median), *(_span(one) for one in row.released.intervals)))
    print()
    last = found.future.months[-1]
    for one in answers.reaches(found.future, found.evidence, asked.reach):
        print(reached(one, last).of(language))
    print()
    print(moves(last).of(language))
    for driver in found.drivers[:DRIVERS_TOLD]:
        ends = ((driver.lowest, driver.when_lowest), (driver.highest, driver.when_highest))
        low, high = (f"{driver.said(value).of(language)} → {_number(people)}" for value, people in ends)
        print(f"  {driver.title.of(language)}: {low}; {high}")
    return OK


HEAD = Text("місяць|звільнено|50 %|80 %|95 %", "month|released|50 %|80 %|95 %")
DRIVERS_TOLD = 3


def moves(last: date) -> Text:
    """What the lines about what moves the forecast say."""
    return Text(
        f"Що найбільше рухає прогноз: величина на своєму ймовірно низькому і ймовірно високому значенні → медіана "
        f"звільнених до {last:%d.%m.%Y}",
        f"What moves the forecast most: a quantity at its likely low and its likely high → the median of the released "
        f"by {last.isoformat()}",
    )


def _row(month: str, median: str, *spans: str) -> str:
    return f"{month:<8}{median:>10}  " + "".join(f"{span:>17}" for span in spans)


def _span(span: tuple[int, int]) -> str:
    return f"{_number(span[0])}–{_number(span[1])}"


def _number(people: int) -> str:
    return f"{people:,}".replace(",", "\u202f")


def reached(one: answers.Reach, last: date) -> Text:
    """When a number is reached, in a sentence."""
    number = _number(one.released)
    if one.median is None:
        return Text(
            f"{number} звільнених: до {last:%d.%m.%Y} радше не буде (ймовірність {one.sure:.0%}).",
            f"{number} released: rather not by {last.isoformat()} (probability {one.sure:.0%}).",
        )
    least, most = one.i80
    after_uk, after_en = f"після {last:%d.%m.%Y}", f"after {last.isoformat()}"
    return Text(
        f"{number} звільнених: за медіаною – до {one.median:%d.%m.%Y}; з імовірністю 80 % – між "
        f"{f'{least:%d.%m.%Y}' if least else after_uk} і {f'{most:%d.%m.%Y}' if most else f'якимось днем {after_uk}'}.",
        f"{number} released: by the median, by {one.median.isoformat()}; with 80 % probability between "
        f"{least.isoformat() if least else after_en} and {most.isoformat() if most else f'some day {after_en}'}.",
    )


def _tell_backtest(found: Backtest, told: Told) -> int:
    if told.json:
        print(json.dumps(backtest_data(found), ensure_ascii=False, indent=2))
        return OK
    count = len(found.trials)
    print(
        Text(
            f"Перевірених чисел: {count}. CRPS – в особах, що менше, то краще; далі – скільки чисел потрапило в інтервал.",
            f"Figures tested: {count}. CRPS is in people, less is better; then how many figures the intervals held.",
        ).of(told.language)
    )
    for id, one in found.summaries.items():
        held = "  ".join(f"{level} %: {share:>4.0%}" for level, share in zip((50, 80, 95), one.held, strict=True))
        print(f"  {TITLES[id].of(told.language):<28} CRPS {one.crps:>8.1f}   {held}")
    days = len(found.by_day)
    closest = Text(
        f"Найточніший прогноз моделі – у {found.won} випадках із {days} (за днями, з яких прогнозували).",
        f"The model was the closest in {found.won} cases of {days} (by the day forecast from).",
    )
    print(closest.of(told.language))
    if count < 30:
        print(FEW.of(told.language))
    return OK


FEW = Text(
    "Чисел надто мало, щоб судити про інтервали: висновок попередній.",
    "Too few figures to judge the intervals by: the finding is provisional.",
)


def backtest_data(found: Backtest) -> dict[str, Any]:
    """The backtest as JSON data."""
    return {
        "summary": {
            id: {
                "scores": one.scores,
                "crps": round(one.crps, 1),
                "coverage": {str(level): round(share, 3) for level, share in zip((50, 80, 95), one.held, strict=True)},
            }
            for id, one in found.summaries.items()
        },
        "closest_on": {"days": len(found.by_day), "model": found.won},
        "trials": [
            {
                "made_on": trial.made_on.isoformat(),
                "day": trial.day.isoformat(),
                "came": trial.came,
                "forecasts": {
                    id: {"median": round(score.median), "crps": round(score.crps, 1), "held": list(score.held)}
                    for id, score in trial.scores.items()
                },
            }
            for trial in found.trials
        ],
    }
