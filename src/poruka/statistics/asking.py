"""What an official may ask of the figures, in words from outside, and the answer over what that official may see."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from poruka.access.actors import Actor
from poruka.access.roles import ROLES
from poruka.access.visibility import institution_limit
from poruka.cases import visibility
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.models import Office
from poruka.law.text import Text
from poruka.register.models import Institution
from poruka.statistics.defining import Measure
from poruka.statistics.dimensions import COMMON, DIMENSIONS
from poruka.statistics.durations import Duration
from poruka.statistics.funnel import Counted, Question, Scene, scene
from poruka.statistics.log import Log
from poruka.statistics.measures import MEASURES
from poruka.statistics.people import People
from poruka.statistics.reading import read_log, read_people
from poruka.statistics.refusals import StatisticsRefused
from poruka.statistics.tables import Period

LAW_IN_FORCE = date(2024, 5, 18)
MOST_DIMENSIONS = 3
AN_OBLAST = re.compile(r"UA-[0-9]{2}")
LONGEST = 40
"""Letters of what somebody wrote that are repeated back to them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the words of an address or a command line; empty words ask for what is usual."""

    as_of: str = ""
    start: str = ""
    end: str = ""
    by: Sequence[str] = ()
    only: Mapping[str, str] | None = None
    cohort: bool = False


def understood(asked: Asked, actor: Actor, today: date) -> Question:
    """The question, checked. Raises StatisticsRefused with what is wrong with it."""
    as_of = _day(asked.as_of, today)
    if as_of < LAW_IN_FORCE:
        raise StatisticsRefused(
            f"На {as_of.isoformat()} рахувати нічого: закон діє від 18 травня 2024 року. Назвіть пізніший день.",
            f"There is nothing to count as of {as_of.isoformat()}: the law has been in force since 18 May 2024."
            " Give a later day.",
        )
    if as_of > today:
        raise StatisticsRefused(
            f"День {as_of.isoformat()} ще не настав. Того, що буде, тут немає: для цього є прогноз.",
            f"{as_of.isoformat()} is still to come. What will be is not here: see the forecast.",
        )
    period = _period(_day(asked.start, LAW_IN_FORCE), _day(asked.end, as_of), as_of)
    period = Period(max(period.start, LAW_IN_FORCE), max(period.end, LAW_IN_FORCE))
    only = {name: value for name, value in (asked.only or {}).items() if value}
    by = tuple(dict.fromkeys(asked.by))
    _check_dimensions(by, only)
    hidden = hidden_from(actor)
    counted: Counted = "cohort" if asked.cohort else "events"
    return Question(as_of, period, by, only, counted, tuple(m.id for m in measures_for(actor)), hidden)


def _day(said: str, usual: date) -> date:
    if not said.strip():
        return usual
    day = _written(said.strip())
    if day is None:
        short = _short(said)
        raise StatisticsRefused(
            f"«{short}» – не дата. Пишіть її так: 15.01.2026 або 2026-01-15.",
            f"“{short}” is not a date; write it as 15.01.2026 or 2026-01-15.",
        )
    return day


def _written(said: str) -> date | None:
    """A day as people or computers write it."""
    parts = said.split(".")
    try:
        if len(parts) == len(("day", "month", "year")):
            return date(*(int(part) for part in reversed(parts)))
        return date.fromisoformat(said)
    except ValueError:
        return None


def _short(said: str) -> str:
    return said if len(said) <= LONGEST else said[:LONGEST] + "…"


def _period(start: date, end: date, as_of: date) -> Period:
    if end < start:
        raise StatisticsRefused(
            f"Період закінчується ({end.isoformat()}) раніше, ніж починається ({start.isoformat()}). Поміняйте дні.",
            f"The period ends ({end.isoformat()}) before it begins ({start.isoformat()}). Change the days round.",
        )
    if end > as_of:
        raise StatisticsRefused(
            f"Період закінчується {end.isoformat()}, пізніше, ніж день, станом на який дано числа ({as_of.isoformat()}).",
            f"The period ends on {end.isoformat()}, later than the day the figures are as of ({as_of.isoformat()}).",
        )
    return Period(start, end)


def _check_dimensions(by: Sequence[str], only: Mapping[str, str]) -> None:
    for name in (*by, *only):
        if name not in DIMENSIONS:
            known = ", ".join(DIMENSIONS)
            raise StatisticsRefused(
                f"Поділу «{_short(name)}» немає. Можна: {known}.",
                f"There is no dimension “{_short(name)}”. There are: {known}.",
            )
    for name, value in only.items():
        values = DIMENSIONS[name].values
        if values is not None and DIMENSIONS[name].label(value) is None:
            known = ", ".join(values)
            raise StatisticsRefused(
                f"У поділі «{name}» немає значення «{_short(value)}». Є: {known}.",
                f"The dimension “{name}” has no value “{_short(value)}”. There are: {known}.",
            )
    if len(by) > MOST_DIMENSIONS:
        raise StatisticsRefused(
            f"Поділів забагато: {len(by)}. Можна не більше {MOST_DIMENSIONS} разом.",
            f"Too many dimensions: {len(by)}. At most {MOST_DIMENSIONS} can be used together.",
        )


def hidden_from(actor: Actor) -> frozenset[str]:
    """The record types that leave no trace in what a role is told.

    Whoever sees the whole country sees every count. An institution decides about its people, so its counts are only of
    records that it sees in their cases: nothing of "not now" (R04, R06), nothing of service (R44).
    """
    if actor.sees_all:
        return frozenset()
    return frozenset(type.id for type in CATALOGUE if not visibility.sees_record(actor, type))


def measures_for(actor: Actor) -> tuple[Measure, ...]:
    """The measures a role is told."""
    return tuple(measure for measure in MEASURES.values() if _shown(measure, hidden_from(actor)))


def _shown(measure: Measure, hidden: Collection[str]) -> bool:
    reaching = {r.stage for type in CATALOGUE if type.id not in hidden for r in type.reaches}
    return not set(measure.types) & set(hidden) and set(measure.stages) <= reaching


def duration_of(start: str, end: str, actor: Actor) -> Duration:
    """The duration between two measures. Raises StatisticsRefused where there is none for the actor."""
    known = [measure.id for measure in measures_for(actor) if measure.kind == "passed"]
    for id in (start, end):
        if id not in known:
            raise StatisticsRefused(
                f"Події «{_short(id)}» немає. Можна: {', '.join(known)}.",
                f"There is no event “{_short(id)}”. There are: {', '.join(known)}.",
            )
    if start == end:
        raise StatisticsRefused("Назвіть дві різні події.", "Name two different events.")
    return Duration(start, end)


def seen(question: Question, actor: Actor) -> Scene:
    """The answerable whole: the people the actor may count, the history replayed to the day asked about.

    Raises StatisticsRefused where the actor may count nobody, or there is no record yet.
    """
    if not ROLES[actor.role].reads_register:
        raise StatisticsRefused("Ця роль чисел не бачить.", "Figures are not for this role.")
    log, people = read_log(), read_people()
    limit = institution_limit(actor)
    if limit is not None:
        people = people.within(institution=limit or "-")
    if not len(log):
        raise StatisticsRefused(
            "Справ ще немає, тож рахувати нічого. Справу відкриває перше інформування особи.",
            "There is no case yet, so there is nothing to count. A case opens when a person is first informed.",
        )
    for name, value in question.only.items():
        _check_place(name, value, log, people, country=limit is None)
    return scene(question, log, people)


def _check_place(name: str, value: str, log: Log, people: People, *, country: bool) -> None:
    """Refuse the number of a place that there is not, rather than answer that nobody was there."""
    if value in COMMON or DIMENSIONS[name].values is not None:
        return
    places = {"unit": log.units, "court": log.courts}.get(name)
    if value in (people.frame[name] if places is None else places):
        return
    if name == "oblast":
        there = AN_OBLAST.fullmatch(value) is not None  # there may be no institution in it
    elif name == "institution":
        there = country and Institution.objects.filter(pk=value).exists()
    else:
        there = Office.objects.filter(kind=name, pk=value).exists()
    if not there:
        called = DIMENSIONS[name].name
        raise StatisticsRefused(
            f"У поділі «{called.uk}» немає значення «{_short(value)}». Перевірте номер.",
            f"The dimension “{called.en}” has no value “{_short(value)}”. Check the number.",
        )


def whom(actor: Actor) -> Text:
    """Whose figures the actor is shown."""
    if actor.sees_all:
        return Text("Уся країна, точні числа.", "The whole country, exact figures.")
    return Text(
        "Лише ваша установа, точні числа. Того, чого ви не бачите у справах (відмов «не зараз», служби), немає й тут.",
        "Your institution alone, exact figures. What you are not shown in cases (“not now”, service) is not here either.",
    )
