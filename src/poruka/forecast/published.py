"""The forecast anyone may see, made from a public release alone: nothing goes into it that is not in the release. Pure.

It reads the series by month and the number of those who may apply, both rounded and hidden as the release has them, so
whoever takes the release away can make the same forecast: ``poruka forecast --points SERIES.csv`` with the options of
``repeat``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from poruka.forecast import answers
from poruka.forecast.answers import Month, Reach
from poruka.forecast.asking import REACH, Asked, Forecast, forecast, stock_of
from poruka.forecast.future import Plan
from poruka.forecast.observed import LAW_IN_FORCE, from_points
from poruka.forecast.points import PUBLISHER, ROUNDED_TO, Point, released
from poruka.forecast.refusals import ForecastRefused
from poruka.forecast.stages import RELEASED, STAGE_OF
from poruka.forecast.timeline import month_end, month_start
from poruka.law.text import Text

DRAWS, SEED = 400, 1
MONTHS = 36
LEAST = 3
"""Months of the released that a forecast needs: with fewer it would be the model's assumptions and nothing else."""
ABLE, OUT = "could-apply", "released"
"""The totals of a release that give the stock: who may apply, and the released, who are no longer among them."""


@dataclass(frozen=True)
class PublicForecast:
    """The forecast of a release: ``until`` the last day counted; ``known`` people released by the end of past months.

    ``eligible``: everybody who could apply since the start; ``year_end``: the month that ends the year it is made in;
    ``repeat``: the options with which the command line makes the same forecast from the series of the release.
    """

    until: date
    eligible: int
    known: tuple[tuple[date, int], ...]
    months: tuple[Month, ...]
    year_end: Month
    reach: Reach
    warnings: tuple[Text, ...]
    repeat: str


def public_forecast(document: Mapping[str, Any]) -> PublicForecast | None:
    """The forecast of a release; None where its public figures are too few to make one."""
    points = series_of(document)
    totals = {row["measure"]: row["people"] for row in document["figures"] if not row["division"]}
    able, out = totals.get(ABLE), totals.get(OUT)
    mine = [point for point in points if STAGE_OF.get(point.measure) == RELEASED and point.value]
    if able is None or out is None or len(mine) < LEAST:
        return None
    eligible, last = able + out, max(point.as_of for point in points)
    try:
        evidence = from_points(released(points), LAW_IN_FORCE)
        plan = Plan(month_end(month_start(last, MONTHS)))
        found = forecast(evidence, stock_of(eligible, evidence, 0.0, 0.0), plan, Asked(DRAWS, SEED, REACH))
    except ForecastRefused:
        # Figures that contradict each other are the release's to explain; a forecast of them would say nothing.
        return None
    return _told(found, eligible, plan.until)


def series_of(document: Mapping[str, Any]) -> list[Point]:
    """The series of a release as points; what is hidden is not there."""
    rows: Sequence[Mapping[str, Any]] = document.get("series", ())
    return [
        Point(date.fromisoformat(row["until"]), row["measure"], row["people"], PUBLISHER, 0, ROUNDED_TO)
        for row in rows
        if row["people"] is not None
    ]


def _told(found: Forecast, eligible: int, until: date) -> PublicForecast:
    evidence = found.evidence
    months = answers.months(found.future)
    year_end = next(month for month in months if month.month.month == 12)
    return PublicForecast(
        evidence.until,
        eligible,
        evidence.known,
        tuple(months),
        year_end,
        answers.reaches(found.future, evidence, REACH)[0],
        found.warnings,
        f"--eligible {eligible} --until {until.isoformat()} --draws {DRAWS} --seed {SEED}",
    )
