"""What the forecast says, in words: the finding, when a number is reached, what moves it, what was learned."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from poruka.forecast import priors
from poruka.forecast.answers import Month, Reach
from poruka.forecast.backtest import MODEL, Backtest
from poruka.forecast.drivers import Driver
from poruka.forecast.fit import Posterior
from poruka.forecast.peers import TITLES
from poruka.law.text import Text
from poruka.web import charts, words

PEOPLE = ("особа", "особи", "осіб", "person", "people")
PEOPLE_ACCUSATIVE = ("особу", "особи", "осіб", "person", "people")
LEAST_MOVED = 0.01
"""A quantity that changes less of what is to come is said to leave it as it is."""
SHARES = frozenset({"rush", "wander", "noise"})
"""Quantities on a logarithmic scale that are told in per cent nevertheless."""


def finding(month: Month) -> Text:
    """What is expected by the end of a month, with its certainty, in one sentence."""
    released, by = month.released, month.month
    low, high = released.i80
    median_uk, median_en = (
        words.count(released.median, PEOPLE_ACCUSATIVE, "uk"),
        words.count(released.median, PEOPLE, "en"),
    )
    return Text(
        f"До {words.full_date(by, 'uk')} від початку програми звільнять приблизно {median_uk}; "
        f"з імовірністю 80 % – від {words.number(low)} до {words.number(high)}",
        f"By {words.full_date(by, 'en')} about {median_en} will have been released since the start; "
        f"with 80% probability between {words.number(low)} and {words.number(high)}",
    )


def known(last: tuple[date, int], rounded: bool = False) -> Text:
    """How many are known to have been released; ``rounded``: the figure is a published one."""
    day, people = last
    about_uk, about_en = ("близько ", "About ") if rounded else ("", "")
    many = words.number(people) if rounded else words.count(people, PEOPLE_ACCUSATIVE, "uk")
    return Text(
        f"Станом на {words.full_date(day, 'uk')} звільнено {about_uk}{many}{' осіб' if rounded else ''}.",
        f"{about_en}{words.count(people, PEOPLE, 'en')} had been released by {words.full_date(day, 'en')}.",
    )


def when(one: Reach, since: date, last: date) -> Text:
    """When a number is reached, in a sentence. ``since``: the last day known; ``last``: where the forecast ends."""
    number, end_uk, end_en = words.number(one.released), words.full_date(last, "uk"), words.full_date(last, "en")
    if one.median is not None and one.sure == 1.0 and one.median <= since:
        return Text(
            f"{number} звільнених уже є: цього числа досягнуто до {words.full_date(one.median, 'uk')}",
            f"{number} have been released already: the number was reached by {words.full_date(one.median, 'en')}.",
        )
    if one.median is None:
        return Text(
            f"{number} звільнених до {end_uk}, де прогноз закінчується, радше не буде: імовірність {one.sure:.0%}.",
            f"{number} releases are not likely by {end_en}, where the forecast ends: the probability is {one.sure:.0%}.",
        )
    least, most = one.i80
    half_uk, half_en = words.full_date(one.median, "uk"), words.full_date(one.median, "en")
    from_uk, from_en = words.full_date(least or last, "uk"), words.full_date(least or last, "en")
    if most is None:
        return Text(
            f"За медіаною прогнозу {number} осіб буде звільнено до {half_uk} Точніше сказати не можна: у десяти випадках зі "
            f"ста це станеться вже до {from_uk}, ще в десяти – і до {end_uk} не станеться.",
            f"By the median, {number} will have been released by {half_en}. It cannot be told more closely: in ten cases of "
            f"a hundred it will have happened by {from_en}, in another ten not even by {end_en}.",
        )
    return Text(
        f"За медіаною прогнозу {number} осіб буде звільнено до {half_uk}; з імовірністю 80 % це станеться між {from_uk} "
        f"і {words.full_date(most, 'uk')}",
        f"By the median, {number} will have been released by {half_en}; with 80% probability this happens between "
        f"{from_en} and {words.full_date(most, 'en')}.",
    )


def difference(mine: Month, other: Month) -> Text:
    """What the chosen conditions change by the end of a month."""
    more = other.released.median - mine.released.median
    by_uk, by_en = words.full_date(mine.month, "uk"), words.full_date(mine.month, "en")
    if not more:
        return Text(f"За обраних умов до {by_uk} нічого не зміниться", f"As chosen, nothing changes by {by_en}")
    size_uk, size_en = words.count(abs(more), PEOPLE_ACCUSATIVE, "uk"), words.count(abs(more), PEOPLE, "en")
    return Text(
        f"За обраних умов до {by_uk} звільнять на {size_uk} {'більше' if more > 0 else 'менше'}",
        f"As chosen, {size_en} {'more' if more > 0 else 'fewer'} will have been released by {by_en}",
    )


def driver_rows(found: Sequence[Driver], median: int, known: int) -> dict[str, Any]:
    """Quantities ``moving`` the last month, each with a bar from its low end to its high one, on one scale; and
    those that leave it ``still``, by name."""
    least_seen = max(1.0, LEAST_MOVED * (median - known))
    moving = [one for one in found if one.swing >= least_seen]
    still = [one for one in found if one.swing < least_seen]
    reached = [people for one in moving for people in (one.when_lowest, one.when_highest)]
    least, most = min([median, *reached]), max([median, *reached])
    width = max(most - least, 1)
    rows = [
        {
            "title": Text(_capital(one.title.uk), _capital(one.title.en)),
            "ends": [
                {"value": one.said(value), "people": people}
                for value, people in ((one.lowest, one.when_lowest), (one.highest, one.when_highest))
            ],
            "segment": charts.Segment(
                charts.percent(min(one.when_lowest, one.when_highest) - least, width),
                max(charts.percent(one.swing, width), 0.5),
            ),
            "middle": charts.percent(median - least, width),
        }
        for one in moving
    ]
    if not still:
        return {"moving": rows, "still": None}
    names = Text("; ".join(one.title.uk for one in still), "; ".join(one.title.en for one in still))
    return {"moving": rows, "still": names}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def quantity_rows(posterior: Posterior) -> list[dict[str, Any]]:
    """What was believed of each quantity at first, and what is believed now: the middle 80 % of each."""
    return [
        {
            "title": Text(_capital(prior.title.uk), _capital(prior.title.en)),
            "because": prior.because,
            "at_first": _spread(prior, *prior.likely),
            "now": _spread(prior, *(float(one) for one in np.quantile(posterior.quantities[prior.id], (0.1, 0.9)))),
        }
        for prior in priors.PRIORS
    ]


def _spread(prior: priors.Prior, low: float, high: float) -> Text:
    """Two figures of a quantity, to two digits; shares in per cent."""
    percent = prior.scale == "logit" or prior.id in SHARES
    ends = [_two_digits(100 * one if percent else one) for one in (low, high)]
    text = "–".join(ends)
    return Text(
        text.replace(".", ",") + (" %" if percent else ""),
        text + ("%" if percent else ""),
    )


def _two_digits(value: float) -> str:
    return f"{value:.3g}" if value >= 90 else f"{value:.2g}"


def verdict(trials: Backtest) -> Text:
    """How the forecast stood against the simpler ones, in one sentence."""
    summaries, days = trials.summaries, len(trials.by_day)
    mine = words.count(round(summaries[MODEL].crps), PEOPLE_ACCUSATIVE, "uk")
    mine_en = words.count(round(summaries[MODEL].crps), PEOPLE, "en")
    id, best = min(((id, one) for id, one in summaries.items() if id != MODEL), key=lambda pair: pair[1].crps)
    theirs = words.number(round(best.crps))
    return Text(
        f"Прогноз був найточнішим у {trials.won} випадках із {days}; у середньому він помилявся на {mine}, "
        f"найкращий із простіших («{TITLES[id].uk}») – на {theirs}",
        f"The forecast was the closest in {trials.won} cases of {days}; on average it was off by {mine_en}, "
        f"the best of the simpler ones (“{TITLES[id].en}”) by {theirs}",
    )


def one_day(trials: Backtest) -> Text | None:
    """The day whose forecasts make up more than half of the whole error; None where no single day does."""
    sums = {day: found[MODEL].crps * found[MODEL].scores for day, found in trials.by_day.items()}
    worst = max(sums, key=lambda day: sums[day])
    if len(sums) < 2 or sums[worst] * 2 <= sum(sums.values()):
        return None
    return Text(
        f"Понад половину всієї цієї помилки дав один прогноз – від {words.full_date(worst, 'uk')}",
        f"More than half of all this error comes from one forecast, that of {words.full_date(worst, 'en')}.",
    )
