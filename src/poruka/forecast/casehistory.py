"""The case history as monthly counts, and the stock as the latest run of the law sees it. Aggregates leave; people stay.

Reads as far as the actor may see, and hands on numbers of people by month, never who they are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, Max, Min, Q
from django.db.models.functions import Cast

from poruka.access.actors import Actor
from poruka.access.visibility import institution_limit
from poruka.cases.chain.moments import happened_of
from poruka.cases.models import CaseState, Record
from poruka.forecast.flow import Stock
from poruka.forecast.future import Plan
from poruka.forecast.observed import LAW_IN_FORCE, Counted, Evidence
from poruka.forecast.refusals import ForecastRefused
from poruka.forecast.scenarios import AS_IT_IS, Scenario
from poruka.forecast.stages import APPLIED, ASSIGNED, GRANTED, PETITIONED, RELEASED, STAGES
from poruka.forecast.timeline import month_ends, month_start
from poruka.law.calendar import KYIV
from poruka.law.text import Text
from poruka.register.models import Sentence
from poruka.screening import queries
from poruka.screening.models import Run, Verdict

RECORDS: Mapping[str, int] = {
    "application": APPLIED,
    "motion": PETITIONED,
    "ruling": GRANTED,
    "hand-over": RELEASED,
    "enrolment": ASSIGNED,
}
"""The record that says a person has passed each step; of rulings, those that grant."""
MONTHS = queries.MONTHS_AHEAD
PREPARED: Mapping[str, str] = {
    "applied": "application",
    "consented": "application",
    "examined": "military-registration",
    "reviewed": "medical-referral",
    "referred": "medical-referral",
    "fit": "selection",
    "offered": "unit-offer",
    "accepted-by-unit": "commander-consent",
    "to-present": "commander-consent",
}
"""Stages of a case in preparation, and the record that everybody has who has come as far."""
BEFORE_COURT = ("in-court", "listed")
GRANTED_WAITING = ("granted", "in-force")
ON_THE_WAY = ("handed-over", "arrived", "contracted")


@dataclass(frozen=True)
class CaseHistory:
    """Evidence from the cases, and the stock from the run: at the start, by oblast, and its flows in the next months."""

    evidence: Evidence
    stock: Stock
    may_apply: int
    oblasts: tuple[tuple[str, int], ...]
    inflow: tuple[float, ...]
    leaving: tuple[float, ...]

    def plan(self, until: date, scenario: Scenario = AS_IT_IS) -> Plan:
        """What to ask of the future, up to the month of a day."""
        shares = tuple(float(people) for _, people in self.oblasts) or (1.0,)
        return Plan(until, shares, self.inflow, self.leaving, scenario)


def from_cases(actor: Actor, run: Run, today: date) -> CaseHistory:
    """The history up to the end of ``today``. Raises ForecastRefused where nobody has applied yet."""
    passed = _first_days(actor, today)
    if not passed[APPLIED]:
        raise ForecastRefused(
            "Історія справ порожня: ще ніхто не подав заяви. Прогноз можна побудувати з опублікованих чисел: "
            "poruka forecast --points ФАЙЛ --eligible ОСІБ --until ДАТА.",
            "The case history is empty: nobody has applied yet. A forecast can be made from published figures: "
            "poruka forecast --points FILE --eligible PEOPLE --until DATE.",
        )
    evidence = replace(monthly(passed, today), between=_between(actor, today))
    places = tuple((place.id, place.may_apply) for place in queries.oblasts(run, actor) if place.may_apply)
    may_apply = sum(people for _, people in places)
    inflow, leaving = _turnover(actor, run, may_apply)
    return CaseHistory(evidence, Stock(float(may_apply + evidence.anchor)), may_apply, places, inflow, leaving)


def monthly(passed: Mapping[int, Counter[date]], today: date) -> Evidence:
    """Counts by month of each step from the days on which people passed it; the last month ends today."""
    ends = [min(end, today) for end in month_ends(LAW_IN_FORCE, today)]
    counts = []
    totals: dict[int, list[tuple[date, int]]] = {stage: [] for stage in range(len(STAGES))}
    for stage in range(len(STAGES)):
        before: date | None = None
        for end in ends:
            people = sum(n for day, n in passed[stage].items() if (before is None or day > before) and day <= end)
            counts.append(Counted(stage, before, end, float(people)))
            so_far = totals[stage]
            so_far.append((end, (so_far[-1][1] if so_far else 0) + people))
            before = end
    months = len(ends)
    warnings = (
        (
            Text(
                f"Історія справ – лише {months} міс.: прогноз на довше, ніж вона сама, тримається на припущеннях.",
                f"The case history spans only {months} months: a forecast further ahead rests on assumptions.",
            ),
        )
        if months < 12
        else ()
    )
    return Evidence(tuple(counts), LAW_IN_FORCE, tuple(totals[RELEASED]), warnings, tuple(totals[ASSIGNED]))


def known_by(evidence: Evidence, day: date) -> Evidence | None:
    """What the counts said by a day; None where nobody had been released yet."""
    counts = tuple(count for count in evidence.counts if count.until <= day)
    known = tuple((when, people) for when, people in evidence.known if when <= day)
    assigned = tuple((when, people) for when, people in evidence.assigned if when <= day)
    then = replace(evidence, counts=counts, known=known, assigned=assigned, between=None)
    return then if known and known[-1][1] else None


def _first_days(actor: Actor, today: date) -> dict[int, "Counter[date]"]:
    """For each step, how many people first passed it on each day, by the records that stand; with two cases, once."""
    records = Record.objects.filter(type__in=RECORDS).order_by()
    limit = institution_limit(actor)
    if limit is not None:
        records = records.filter(case__person__institution_id=limit)
    replaced = set(records.filter(supersedes__isnull=False).values_list("case_id", "supersedes"))
    rulings: Iterable[tuple[str, int, Any]] = records.filter(type="ruling").values_list("case_id", "number", "fields")
    refused = {(case, number) for case, number, fields in rulings if fields.get("outcome") != "granted"}
    first: dict[tuple[str, int], date] = {}
    # As the text it is kept as: thousands of moments are read several times as fast.
    happened = Cast("happened_at", CharField())
    columns = ("case_id", "number", "case__person_id", "type", "on")
    for case, number, person, type_, when in records.annotate(on=happened).values_list(*columns):
        if (case, number) in replaced or (case, number) in refused:
            continue
        day = max(_day(happened_of(when)), LAW_IN_FORCE)
        key = (person, RECORDS[type_])
        if day <= today:
            first[key] = min(day, first.get(key, day))
    found: dict[int, Counter[date]] = {stage: Counter() for stage in range(len(STAGES))}
    for (_, stage), day in first.items():
        found[stage][day] += 1
    return found


def _between(actor: Actor, today: date) -> tuple[float, float, float, float] | None:
    """People between two steps as their cases stand: in preparation and expected to reach the court, before the court,
    granted, and on the way to a unit. None for a day that is past: the cases stand elsewhere by now.

    Of those who have come as far in preparation as each person has, as many reach the court as have so far.
    """
    limit = institution_limit(actor)
    states, records = CaseState.objects.order_by(), Record.objects.order_by()
    if limit is not None:
        states, records = states.filter(institution_id=limit), records.filter(case__person__institution_id=limit)
    latest = records.aggregate(latest=Max("happened_at"))["latest"]
    if latest is None or _day(latest) > today:
        return None
    standing = dict(states.values_list("stage").annotate(people=Count("pk")))
    reached = dict(
        records.filter(type__in={"motion", *PREPARED.values()})
        .values_list("type")
        .annotate(n=Count("case", distinct=True))
    )
    petitioned, preparing = reached.get("motion", 0), 0.0
    # Those who are further on or just as far and undecided have not said yet whether they reach the court.
    undecided = 0
    for stage, record in reversed(list(PREPARED.items())):
        undecided += standing.get(stage, 0)
        decided = max(reached.get(record, 0) - undecided, petitioned)
        preparing += standing.get(stage, 0) * (petitioned / decided if decided else 0.0)
    waiting = [
        float(sum(standing.get(one, 0) for one in stages)) for stages in (BEFORE_COURT, GRANTED_WAITING, ON_THE_WAY)
    ]
    return preparing, waiting[0], waiting[1], waiting[2]


def _day(moment: "date | datetime") -> date:
    return moment.astimezone(KYIV).date() if isinstance(moment, datetime) else moment


def _turnover(actor: Actor, run: Run, may_apply: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Newcomers a month, and the share of the stock a month that leaves, over the next twelve months.

    Into the stock: for whom the conditions begin to hold, and new sentences at the rate of the last year. Out of it:
    those for whom the conditions cease to hold, and those whose sentence ends.
    """
    months = [month_start(run.as_of, i) for i in range(MONTHS)]
    opening, closing = queries.opening_months(run, actor), queries.closing_months(run, actor)
    able = Q(person__determinations__run=run, person__determinations__verdict=Verdict.MAY_APPLY)
    sentences = Sentence.objects.seen_by(actor).filter(able, serving=True).order_by()
    spans = sentences.values_list("person_id").annotate(begun=Min("in_force_on"), ends=Max("ends_on"))
    ending: Counter[date] = Counter()
    begun = 0
    for _, since, end in spans:
        if end is not None and end >= run.as_of:
            ending[month_start(end)] += 1
        begun += since is not None and since > run.as_of - timedelta(days=365)
    inflow = tuple(opening.get(month, 0) + begun / 12 for month in months)
    whole = max(may_apply, 1)
    leaving = tuple(min((closing.get(month, 0) + ending[month]) / whole, 0.5) for month in months)
    return inflow, leaving
