"""Where the programme is going: the fan of releases by month, what moves it, other courses, and how good it has been."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from poruka.access.actors import Actor
from poruka.cases.models import Record
from poruka.forecast import answers, asking
from poruka.forecast.answers import Month
from poruka.forecast.backtest import Backtest, backtest
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
from poruka.web import downloads, fan, words
from poruka.web import forecast_words as said
from poruka.web.oblasts import OBLASTS, UNKNOWN
from poruka.web.pages import Crumb, render_page
from poruka.web.views.guard import register_reader

MONTHS = 36
DRAWS, TRIAL_DRAWS, SEED = 600, 150, 1
SPEEDS = ("0.5", "0.75", "1", "1.5", "2")
KNOBS = ("boards", "courts", "pace")
MOST_REACH = 1_000_000
HORIZONS = (
    (0, 45, Text("На місяць уперед", "A month ahead")),
    (46, 200, Text("На два–шість місяців", "Two to six months ahead")),
    (201, 10_000, Text("На понад пів року", "More than half a year ahead")),
)
ALL = Text("Усі числа разом", "All figures together")
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
    beside = (
        [replace(m, other=changed.released.median) for m, changed in zip(months, other, strict=True)] if other else []
    )
    return {
        "evidence": evidence,
        "months": beside or months,
        "other": bool(other),
        "last": months[-1],
        "finding": said.finding(year_end),
        "known": said.known(evidence.known[-1]),
        "when_said": said.when(when, evidence.known[-1][0], months[-1].month),
        "fans": _fans(evidence, months, other or []),
        "drivers": said.driver_rows(found.drivers, months[-1].released.median, evidence.anchor),
        "difference_said": said.difference(year_end, other[months.index(year_end)]) if other else None,
        "difference_later": said.difference(months[-1], other[-1]) if other else None,
        "places": _places(learned.history, found),
        "stages": STAGES,
        "quantities": said.quantity_rows(found.posterior),
        "between": _between(evidence),
        "may_apply": learned.history.may_apply,
        "inflow": round(sum(learned.history.inflow)),
        "leaving": round(sum(learned.history.leaving) * learned.history.may_apply),
        "warnings": found.warnings,
    }


def _between(evidence: Evidence) -> Text | None:
    """Who is on the way already, in a sentence; None where it was not counted."""
    if evidence.between is None:
        return None
    preparing, court, granted, _ = (round(one) for one in evidence.between)
    return Text(
        f"Уже в дорозі: з тих, кого готують, до суду дійде приблизно {words.number(preparing)}; "
        f"чекають на суд – {words.number(court)}; суд задовольнив клопотання, але ще не передано – {words.number(granted)}.",
        f"On the way already: of those in preparation some {words.number(preparing)} will reach the court; "
        f"{words.number(court)} wait for the court; {words.number(granted)} are granted and not yet handed over.",
    )


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
        "finding": said.verdict(trials),
        "one_day": said.one_day(trials),
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
