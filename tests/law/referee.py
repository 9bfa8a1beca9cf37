"""A second, slow, obvious reading of Article 81-1, written by hand, against which the engine is checked.

It reads the law one person and one day at a time, with plain ifs over three values. It shares no code with
``poruka.law.engine`` or ``poruka.law.ukraine``: its lists were written out again from the Code, so that a slip
in one place cannot hide in both. It is allowed to be slow and is not allowed to be clever.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from poruka.law.facts import Facts, Row
from tests.law.beliefs import NO, YES, Belief, both, either, known, not_on_file, on_file, open_question, opposite
from tests.law.referee_offences import EXCLUSIONS, corruption, is_for, is_under

CONDITIONS = (
    "period",
    "serving",
    "penalty",
    "citizenship",
    "lower-age",
    "upper-age",
    "national-security",
    "qualified-murder",
    "sexual-offence",
    "terrorism",
    "drunk-driving-deaths",
    "life-of-officer",
    "grave-corruption",
    "responsible-office",
    "earlier-record",
    "corruption-trial",
)

FIRST_DAY = date(1800, 1, 1)
LAST_DAY = date(9999, 12, 31)


# --- the calendar ---------------------------------------------------------------------------------------------


def birthday(born: date, age: int) -> date:
    """The birthday on which ``age`` is reached; someone born on 29 February has it on the 28th in a common year."""
    year = born.year + age
    if born.month == 2 and born.day == 29 and not _leap(year):
        return date(year, 2, 28)
    return date(year, born.month, born.day)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


# --- the criminal record --------------------------------------------------------------------------------------


def _being_served(conviction: Row) -> Belief:
    return on_file(conviction, "record", lambda record: record == "serving")


def _not_expunged_on(conviction: Row, day: date) -> Belief:
    unexpunged = on_file(conviction, "record", lambda record: record == "unexpunged")
    before_that_day = on_file(conviction, "expunges_on", lambda expunged: day < expunged)
    return both(unexpunged, before_that_day)


# --- the sixteen conditions -----------------------------------------------------------------------------------


def belief(facts: Facts, condition: str, day: date, readings: Mapping[str, str] | None = None) -> Belief:
    """Whether one condition holds for one person on one day."""
    readings = readings or {}
    if condition in EXCLUSIONS:
        return _exclusion(facts, condition, readings)
    if condition in ASKED_OF_THE_PERSON_ALONE:
        return ASKED_OF_THE_PERSON_ALONE[condition](facts.person, day)
    if condition == "penalty":
        return _penalty(facts)
    if condition == "citizenship":
        return _citizenship(facts.person, readings)
    if condition == "responsible-office":
        return _responsible_office(facts, readings)
    if condition == "earlier-record":
        return _earlier_record(facts, day, readings)
    raise ValueError(condition)


def _period(person: Row, day: date) -> Belief:
    """Law 3687-IX is in force from 18 May 2024; martial law from 2022, with no end on file."""
    return known(day >= date(2024, 5, 18))


def _serving(person: Row, day: date) -> Belief:
    return on_file(person, "custody", lambda custody: custody == "serving")


def _lower_age(person: Row, day: date) -> Belief:
    return on_file(person, "birth_date", lambda born: day >= birthday(born, 18))


def _upper_age(person: Row, day: date) -> Belief:
    """At least three whole years to the age limit: the 57th birthday is the last day, the 62nd for top officers."""
    young_enough = on_file(person, "birth_date", lambda born: day <= birthday(born, 57))
    young_enough_for_a_top_officer = on_file(person, "birth_date", lambda born: day <= birthday(born, 62))
    top_officer = on_file(person, "rank_group", lambda rank: rank == "top_officer")
    return either(young_enough, both(top_officer, young_enough_for_a_top_officer))


def _corruption_trial(person: Row, day: date) -> Belief:
    """Law 4496-IX: from 17 June 2025 nobody accused of grave corruption is taken while the case is at trial."""
    if day < date(2025, 6, 17):
        return YES
    return on_file(person, "corruption_trial", lambda accused: not accused)


ASKED_OF_THE_PERSON_ALONE = {
    "period": _period,
    "serving": _serving,
    "lower-age": _lower_age,
    "upper-age": _upper_age,
    "corruption-trial": _corruption_trial,
}


def _citizenship(person: Row, readings: Mapping[str, str]) -> Belief:
    """A citizen may serve. Whether a foreigner may is an open question (law.md C-19)."""
    foreigner = on_file(person, "citizenship", lambda citizenship: citizenship != "UKR")
    if readings.get("citizenship") == "citizens-only":
        foreigners_barred = YES
    elif readings.get("citizenship") == "anyone":
        foreigners_barred = NO
    else:
        foreigners_barred = open_question("citizenship")
    return opposite(both(foreigner, foreigners_barred))


def _penalty(facts: Facts) -> Belief:
    """A term or restriction of liberty is being served, and life is not."""
    served = []
    allowed = []
    life = []
    for sentence in facts.sentences:
        serving = on_file(sentence, "serving", lambda now: now)
        served.append(serving)
        allowed.append(both(serving, on_file(sentence, "penalty", lambda penalty: penalty in COVERED_PENALTIES)))
        life.append(both(serving, on_file(sentence, "penalty", lambda penalty: penalty == "life_imprisonment")))
    something_is_served = either(*served)
    if something_is_served.value is False:
        # A person serves a sentence of some kind; the register does not say of which.
        return not_on_file("penalty")
    if something_is_served.value is None and either(*allowed).value is False:
        # What is on file may all be over, and then the sentence being served is not on file.
        return not_on_file("serving")
    return both(either(*allowed), opposite(either(*life)))


COVERED_PENALTIES = ["fixed_term_imprisonment", "restriction_of_liberty"]


def _exclusion(facts: Facts, exclusion: str, readings: Mapping[str, str]) -> Belief:
    barring = [both(_being_served(each), is_for(exclusion, each, readings)) for each in facts.convictions]
    if exclusion == "qualified-murder":
        barring.append(_two_murders(facts, readings))
    return both(opposite(either(*barring)), _offence_being_served_is_on_file(facts))


def _offence_being_served_is_on_file(facts: Facts) -> Belief:
    """A person serves a sentence for something; if nothing on file is being served, nobody knows for what."""
    served = either(*[_being_served(conviction) for conviction in facts.convictions])
    if served.value is False:
        return not_on_file("article")
    return served


def _two_murders(facts: Facts, readings: Mapping[str, str]) -> Belief:
    """Two murders apart, or a repeated one (115(2) item 13), as "two or more persons": law.md 7-06."""
    reading = readings.get("two-murders", "item-1-only")
    if reading == "item-1-only":
        return NO
    murders = []
    repeated = []
    for conviction in facts.convictions:
        served = _being_served(conviction)
        murders.append(both(served, is_under(_murder, conviction, readings)))
        repeated.append(both(served, is_under(_repeated_murder, conviction, readings)))
    two_of_them = NO
    for i, first in enumerate(murders):
        for second in murders[i + 1 :]:
            two_of_them = either(two_of_them, both(first, second))
    found = either(*repeated, two_of_them)
    if reading == "any-two-victims":
        return found
    return both(found, open_question("two-murders"))


def _murder(conviction: Row) -> Belief:
    return known(conviction["article"] == "115")


def _repeated_murder(conviction: Row) -> Belief:
    if conviction["article"] != "115":
        return NO
    second_part = on_file(conviction, "part", lambda part: part == 2)
    return both(second_part, on_file(conviction, "items", lambda items: 13 in items))


def _responsible_office(facts: Facts, readings: Mapping[str, str]) -> Belief:
    """Whoever held an especially responsible position; for which offence is a question with a default (7-07)."""
    official = on_file(facts.person, "responsible_office", lambda held: held)
    reading = readings.get("responsible-office", "any-offence")
    if reading == "any-offence":
        return opposite(official)
    corrupt = [both(_being_served(each), is_under(corruption, each, readings)) for each in facts.convictions]
    corruption_offence = either(*corrupt)
    if corruption_offence.value is False:
        # None of the offences on file is corruption; that settles it only if what is being served is on file.
        corruption_offence = opposite(_offence_being_served_is_on_file(facts))
    if reading == "corruption-only":
        return opposite(both(official, corruption_offence))
    return opposite(both(official, either(open_question("responsible-office"), corruption_offence)))


def _earlier_record(facts: Facts, day: date, readings: Mapping[str, str]) -> Belief:
    """An unexpunged record for an offence of the list bars until the day it is expunged (Law 2232-XII, 4(2))."""
    if not facts.convictions:
        return not_on_file("article")
    barring = []
    for conviction in facts.convictions:
        excluded = either(*[is_for(exclusion, conviction, readings) for exclusion in EXCLUSIONS])
        barring.append(both(_not_expunged_on(conviction, day), excluded))
    return opposite(either(*barring))


# --- what is asked of the referee -----------------------------------------------------------------------------

WORDS = {True: "yes", False: "no", None: "cannot_tell"}


def answer(facts: Facts, condition: str, day: date, readings: Mapping[str, str] | None = None) -> str:
    """``yes``, ``no`` or ``cannot_tell``."""
    return WORDS[belief(facts, condition, day, readings).value]


def missing(
    facts: Facts, condition: str, day: date, readings: Mapping[str, str] | None = None
) -> tuple[set[str], set[str]]:
    """The facts and the open questions that stand in the way of an answer; both empty if there is one."""
    found = belief(facts, condition, day, readings)
    return set(found.missing), set(found.questions)


def overall(facts: Facts, day: date, readings: Mapping[str, str] | None = None) -> str:
    """Whether all conditions together hold on the day."""
    return WORDS[both(*[belief(facts, condition, day, readings) for condition in CONDITIONS]).value]


def verdict(facts: Facts, day: date, readings: Mapping[str, str] | None = None) -> str:
    """``barred``, ``may_apply`` or ``cannot_tell``."""
    return {"no": "barred", "yes": "may_apply", "cannot_tell": "cannot_tell"}[overall(facts, day, readings)]


def days_of_change(facts: Facts) -> list[date]:
    """Every day on which some answer about this person could become another, in order."""
    days = {FIRST_DAY, date(2024, 5, 18), date(2025, 6, 17)}
    born = facts.person["birth_date"]
    if born is not None:
        days.add(birthday(born, 18))
        days.add(birthday(born, 57) + timedelta(days=1))
        days.add(birthday(born, 62) + timedelta(days=1))
    for conviction in facts.convictions:
        if conviction["expunges_on"] is not None:
            days.add(conviction["expunges_on"])
    return sorted(days)


def span(
    facts: Facts, condition: str | None = None, readings: Mapping[str, str] | None = None
) -> tuple[date | None, date | None]:
    """From when and until when (not including) the condition holds, or all of them; None where it cannot be told.

    An end is told only if it is the same whether every unknown turns out well or badly. FIRST_DAY and LAST_DAY
    stand for "always before" and "always after".
    """
    stretches = []
    days = days_of_change(facts)
    for start, end in zip(days, [*days[1:], LAST_DAY], strict=True):
        if condition is None:
            stretches.append((start, end, overall(facts, start, readings)))
        else:
            stretches.append((start, end, answer(facts, condition, start, readings)))
    sure = [(start, end) for start, end, word in stretches if word == "yes"]
    perhaps = [(start, end) for start, end, word in stretches if word != "no"]
    if not sure or not perhaps:
        return None, None
    holds_from = sure[0][0] if sure[0][0] == perhaps[0][0] else None
    holds_until = sure[-1][1] if sure[-1][1] == perhaps[-1][1] else None
    return holds_from, holds_until


@dataclass(frozen=True)
class Ruling:
    """What ``poruka screen`` must say about one person."""

    verdict: str
    failed: frozenset[str]
    unknown: frozenset[str]
    missing_facts: frozenset[str]
    open_questions: frozenset[str]
    holds_from: date | None
    holds_until: date | None


def rule(facts: Facts, day: date, readings: Mapping[str, str] | None = None) -> Ruling:
    """The whole answer about one person on one day."""
    failed: set[str] = set()
    unknown: set[str] = set()
    facts_wanted: set[str] = set()
    questions: set[str] = set()
    for condition in CONDITIONS:
        word = answer(facts, condition, day, readings)
        if word == "no":
            failed.add(condition)
        if word == "cannot_tell":
            unknown.add(condition)
            more_facts, more_questions = missing(facts, condition, day, readings)
            facts_wanted |= more_facts
            questions |= more_questions
    holds_from, holds_until = span(facts, None, readings)
    return Ruling(
        verdict(facts, day, readings),
        frozenset(failed),
        frozenset(unknown),
        frozenset(facts_wanted),
        frozenset(questions),
        holds_from,
        holds_until,
    )
