"""Where the programme is going: the fan of releases by month, what moves it, other courses, and how good it has been."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from poruka.access.actors import Actor
from poruka.cases.models import Record
from poruka.forecast import answers, asking, priors
from poruka.forecast.answers import Month
from poruka.forecast.backtest import MODEL, Backtest, backtest
from poruka.forecast.casehistory import CaseHistory, from_cases, known_by
from poruka.forecast.fit import Posterior, fit
from poruka.forecast.observed import Evidence
from poruka.forecast.peers import TITLES
from poruka.forecast.refusals import ForecastRefused
from poruka.forecast.scenarios import AS_IT_IS, Scenario
from poruka.forecast.stages import STAGES
from poruka.forecast.timeline import month_end, month_start
from poruka.law.engine import LawError
from poruka.law.text import Text
from poruka.screening import queries, whatif
from poruka.screening.models import Run
from poruka.web import charts, downloads, fan, words
from poruka.web.oblasts import OBLASTS, UNKNOWN
from poruka.web.pages import Crumb, render_page
from poruka.web.views.guard import register_reader

MONTHS = 36
DRAWS, TRIAL_DRAWS, SEED = 600, 150, 1
SPEEDS = ("0.5", "0.75", "1", "1.5", "2")
KNOBS = ("boards", "courts", "pace")
MOST_REACH = 1_000_000
DRIVERS = 6
HORIZONS = (
    (0, 45, Text("На місяць уперед", "A month ahead")),
    (46, 200, Text("На два–шість місяців", "Two to six months ahead")),
    (201, 10_000, Text("На понад пів року", "More than half a year ahead")),
)
ALL = Text("Усі числа разом", "All figures together")
PEOPLE = ("особа", "особи", "осіб", "person", "people")
PEOPLE_ACCUSATIVE = ("особу", "особи", "осіб", "person", "people")
TITLE = Text("Прогноз", "Forecast")


@dataclass
class Learned:
    """What was learned from one state of the cases, kept so that another question need not learn it again."""

    history: CaseHistory
    posterior: Posterior
    trials: Backtest | None = None


_kept: dict[tuple[object, ...], Learned] = {}
_MOST_KEPT = 8
"""The country and a few institutions; the oldest goes first."""


def _learned(actor: Actor, run: Run) -> Learned:
    """What the cases teach as of the day of the run's register or today; learned anew after another record or run."""
    today = timezone.localdate()
    newest = Record.objects.aggregate(newest=Max("seq"))["newest"]
    key = (run.pk, run.output_hash, newest, today, actor.sees_all or actor.institution_id)
    if key not in _kept:
        history = from_cases(actor, run, today)
        posterior = fit(history.evidence, history.stock, DRAWS, np.random.Generator(np.random.PCG64(SEED)))
        while len(_kept) >= _MOST_KEPT:
            _kept.pop(next(iter(_kept)))
        _kept[key] = Learned(history, posterior)
    return _kept[key]


@register_reader
@require_safe
def show(request: HttpRequest) -> HttpResponseBase:
    """The forecast as things are, and beside it as they would be."""
    run = queries.latest_run()
    if run is None:
        return render_page(request, "empty.html", section="forecast")
    query, actor = request.GET, request.actor  # type: ignore[attr-defined]
    asked: dict[str, Any] = {"knobs": _knobs(query), "drafts": _drafts(query), "reach": _reach(query)}
    try:
        learned = _learned(actor, run)
    except ForecastRefused as refused:
        return render_page(request, "forecast_none.html", {"why": refused.text}, section="forecast")
    found = _foreseen(learned, AS_IT_IS)
    scenario = _scenario(query, actor, run)
    other = None if scenario.changes_nothing else answers.months(_foreseen(learned, scenario).future)
    context = asked | _context(learned, found, other, asked["reach"])
    return render_page(request, "forecast.html", context | {"run": run, "scenario": scenario}, section="forecast")


def _foreseen(learned: Learned, scenario: Scenario) -> asking.Forecast:
    until = month_end(month_start(learned.posterior.evidence.until, MONTHS))
    return asking.foreseen(learned.posterior, learned.history.plan(until, scenario), SEED)


def _knobs(query: Mapping[str, str]) -> list[dict[str, Any]]:
    from poruka.forecast.scenarios import KNOBS as TITLES_OF

    return [{"name": name, "title": TITLES_OF[name], "chosen": _speed(query, name), "speeds": SPEEDS} for name in KNOBS]


def _speed(query: Mapping[str, str], name: str) -> str:
    asked = query.get(name, "1")
    return asked if asked in SPEEDS else "1"


def _drafts(query: Mapping[str, str]) -> list[dict[str, Any]]:
    chosen = query.get("draft", "")
    return [{"id": id, "title": draft.title, "chosen": id == chosen} for id, draft in whatif.shipped().items()]


def _reach(query: Mapping[str, str]) -> int:
    digits = "".join(query.get("reach", "").split())
    asked = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 0
    return asked if 0 < asked <= MOST_REACH else asking.REACH[0]


def _scenario(query: Mapping[str, str], actor: Actor, run: Run) -> Scenario:
    boards, courts, pace = (float(_speed(query, name)) for name in KNOBS)
    draft = whatif.shipped().get(query.get("draft", ""))
    stock = 0.0
    if draft is not None:
        from poruka.register.tables import from_database

        try:
            compared = whatif.compare(from_database(actor), draft, run.as_of, dict(run.readings))
        except LawError as refused:
            raise Http404 from refused
        stock = float(compared.gain - compared.lose)
    return Scenario(boards, courts, pace, stock)


def _context(learned: Learned, found: asking.Forecast, other: list[Month] | None, reach: int) -> dict[str, Any]:
    evidence, future = found.evidence, found.future
    months = answers.months(future)
    year_end = next((m for m in months if m.month.month == 12), months[-1])
    when = answers.reaches(future, evidence, (reach,))[0]
    top = [driver for driver in found.drivers[:DRIVERS] if driver.swing]
    longest = max((max(d.when_lowest, d.when_highest) for d in top), default=0)
    return {
        "evidence": evidence,
        "months": months,
        "other": bool(other),
        "table": [
            {
                "month": month,
                "intervals": (month.released.i50, month.released.i80, month.released.i95),
                "assigned": month.assigned.i80,
                "other": changed.released.median,
            }
            for month, changed in zip(months, other or months, strict=True)
        ],
        "year_end": year_end,
        "finding": finding(year_end),
        "when": when,
        "when_said": _when(when, months[-1].month),
        "fans": _fans(evidence, months, other or []),
        "drivers": [
            {
                "driver": driver,
                "segment": charts.Segment(
                    charts.percent(min(driver.when_lowest, driver.when_highest), longest),
                    charts.percent(driver.swing, longest),
                ),
            }
            for driver in top
        ],
        "difference_said": difference(year_end, other[months.index(year_end)]) if other else None,
        "places": _places(learned.history, found),
        "stages": STAGES,
        "quantities": [
            {
                "prior": prior,
                "at_first": _spread(*prior.likely),
                "now": _spread(*np.quantile(found.posterior.quantities[prior.id], (0.1, 0.9))),
            }
            for prior in priors.PRIORS
        ],
        "may_apply": learned.history.may_apply,
        "inflow": round(sum(learned.history.inflow)),
        "leaving": round(sum(learned.history.leaving) * learned.history.may_apply),
        "warnings": found.warnings,
    }


def _fans(evidence: Evidence, months: list[Month], other: list[Month]) -> list[dict[str, Any]]:
    """A picture of the released and one of the assigned."""
    return [
        {
            "title": Text(
                "Звільнено від початку програми: що відомо і чого чекати",
                "Released since the start: what is known, and what to expect",
            ),
            "fan": fan.fan(
                evidence.known, [(m.month, m.released) for m in months], [(m.month, m.released.median) for m in other]
            ),
        },
        {
            "title": Text(
                "Прибули до частини від початку програми: що відомо і чого чекати",
                "Assigned to a unit since the start: what is known, and what to expect",
            ),
            "fan": fan.fan(
                evidence.assigned,
                [(m.month, m.assigned) for m in months],
                [(m.month, m.assigned.median) for m in other],
            ),
        },
    ]


def _spread(low: float, high: float) -> str:
    """Two figures of a quantity, to two digits."""
    return f"{low:.2g}–{high:.2g}" if high < 100 else f"{low:.0f}–{high:.0f}"


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
    )  # fmt: skip


def _when(one: answers.Reach, last: date) -> Text:
    """When a number is reached, in a sentence."""
    number, end_uk, end_en = words.number(one.released), words.month(last, "uk"), words.month(last, "en")
    if one.sure == 1.0 and one.median is not None and one.i80[0] == one.i80[1] and one.median <= timezone.localdate():
        return Text(
            f"{number} звільнених уже є: цього числа досягнуто, місяць – {words.month(one.median, 'uk')}.",
            f"{number} have been released already: the number was reached in {words.month(one.median, 'en')}.",
        )
    if one.median is None:
        return Text(
            f"{number} звільнених до кінця прогнозу ({end_uk}) радше не буде: імовірність {one.sure:.0%}.",
            f"{number} releases are not likely within the forecast (to {end_en}): the probability is {one.sure:.0%}.",
        )
    least, most = one.i80
    from_uk, from_en = (words.month(least, "uk"), words.month(least, "en")) if least else (end_uk, end_en)
    to_uk = words.month(most, "uk") if most else f"час після кінця прогнозу ({end_uk})"
    to_en = words.month(most, "en") if most else f"some time after the forecast ends ({end_en})"
    return Text(
        f"{number} звільнених: за медіаною прогнозу – {words.month(one.median, 'uk')}; "
        f"80-відсотковий інтервал: {from_uk} – {to_uk}.",
        f"{number} releases: by the median, {words.month(one.median, 'en')}; 80% interval: {from_en} to {to_en}.",
    )


def _places(history: CaseHistory, found: asking.Forecast) -> list[dict[str, Any]]:
    """Releases expected in the next twelve months by oblast of the institution, if each keeps the country's pace."""
    month = min(11, len(found.future.months) - 1)
    ranges = answers.ranges(found.future.by_place[:, month])
    rows = [
        {"name": OBLASTS[id].name if id in OBLASTS else UNKNOWN, "may_apply": people, "range": range_}
        for (id, people), range_ in zip(history.oblasts, ranges, strict=True)
    ]
    return sorted(rows, key=lambda row: -int(row["may_apply"]))


@register_reader
@require_safe
def download(request: HttpRequest) -> HttpResponseBase:
    """The months as CSV."""
    run = queries.latest_run()
    if run is None:
        raise Http404
    try:
        found = _foreseen(_learned(request.actor, run), AS_IT_IS)  # type: ignore[attr-defined]
    except ForecastRefused as refused:
        raise Http404 from refused
    head = ["month"]
    for stage in ("released", "assigned"):
        head += [f"{stage}_median", *(f"{stage}_{end}{i}" for i in answers.INTERVALS for end in ("low", "high"))]
    rows = [
        (f"{m.month:%Y-%m}", *(cell for r in (m.released, m.assigned) for cell in (r.median, *r.i50, *r.i80, *r.i95)))
        for m in answers.months(found.future)
    ]
    return downloads.table(f"poruka-{found.evidence.until.isoformat()}-forecast", head, rows)


@register_reader
@require_safe
def tested(request: HttpRequest) -> HttpResponseBase:
    """How good the forecast would have been: made as if it were then, scored by what came."""
    run = queries.latest_run()
    if run is None:
        return render_page(request, "empty.html", section="forecast")
    try:
        learned = _learned(request.actor, run)  # type: ignore[attr-defined]
        learned.trials = learned.trials or _tested(learned.history)
    except ForecastRefused as refused:
        return render_page(request, "forecast_none.html", {"why": refused.text}, section="forecast")
    trials = learned.trials
    context = {
        "trials": trials,
        "finding": verdict(trials),
        "all": _scores(trials),
        "all_title": ALL,
        "horizons": [
            {"title": title, "rows": _scores(part)}
            for least, most, title in HORIZONS
            if (part := trials.within(least, most))
        ],
        "names": list(TITLES.values()),
        "by_day": [
            {
                "day": day,
                "scores": [
                    (round(one.crps), id == min(found, key=lambda i: found[i].crps)) for id, one in found.items()
                ],
            }
            for day, found in trials.by_day.items()
        ],
    }
    crumbs = (Crumb(reverse("forecast"), TITLE),)
    return render_page(request, "forecast_tested.html", context, section="forecast", crumbs=crumbs)


def _scores(trials: Backtest) -> list[dict[str, Any]]:
    return [
        {
            "title": TITLES[id],
            "crps": round(one.crps),
            "held": [round(100 * share) for share in one.held],
            "figures": one.scores,
        }
        for id, one in trials.summaries.items()
    ]


def _tested(history: CaseHistory) -> Backtest:
    return backtest(
        history.evidence, lambda day: known_by(history.evidence, day), history.stock, draws=TRIAL_DRAWS, seed=SEED
    )


def verdict(trials: Backtest) -> Text:
    """How the forecast stood against the simpler ones, in one sentence."""
    summaries, days = trials.summaries, len(trials.by_day)
    mine = round(summaries[MODEL].crps)
    id, best = min(((id, one) for id, one in summaries.items() if id != MODEL), key=lambda pair: pair[1].crps)
    return Text(
        f"Прогноз був найточнішим у {trials.won} випадках із {days}; у середньому він помилявся на {words.number(mine)}, "
        f"найкращий із простіших («{TITLES[id].uk}») – на {words.number(round(best.crps))}",
        f"The forecast was the closest in {trials.won} cases of {days}; on average it was off by {words.number(mine)}, "
        f"the best of the simpler ones (“{TITLES[id].en}”) by {words.number(round(best.crps))}",
    )
