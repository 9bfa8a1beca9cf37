"""Who they are and when it all happened: the facts everything else of one person follows from."""

from dataclasses import dataclass

import numpy as np

from poruka.register.synthesis import rates
from poruka.register.synthesis.charges import LIFE, OTHER, Charges, make_charges
from poruka.register.synthesis.days import day, last_day, plus_months
from poruka.register.synthesis.draws import Draws, Flags, Ints
from poruka.register.synthesis.offences import lines

CUSTODY = tuple(rates.CUSTODY)
SERVING, REMAND, RELEASED = range(3)
OLD_CODE_BEFORE = day(rates.OLD_CODE_BEFORE)
DAYS_OF_A_MONTH = 30.4368
SLACK = 5
"""An average month is not a calendar month: so many days keep a term that is being served from ending before today."""
LONGEST_DELAY, LEAST_DELAY = 700, 45
"""Days between the offence and the arrest; and between a new article and the first arrest under it."""
LONGEST_TRIAL = 540


@dataclass(frozen=True)
class Times:
    """Days since 1970. ``ends`` means nothing where the penalty has no term."""

    starts: Ints
    ends: Ints
    judged: Ints
    committed: Ints


@dataclass(frozen=True)
class People:
    """One block of people as they stand on ``today``, an array for each fact."""

    today: int
    charges: Charges
    offence: Ints
    custody: Ints
    credited: Ints
    times: Times
    female: Flags
    birth: Ints

    @property
    def size(self) -> int:
        return self.charges.size

    @property
    def has_term(self) -> Flags:
        return np.asarray(self.charges.months > 0)


def make_people(draws: Draws, size: int, today: int) -> People:
    """``size`` people; ``today`` is a day since 1970."""
    charges = make_charges(draws, size)
    custody = draws.pick("custody", size, rates.CUSTODY)
    custody, credited, times = _times(draws, charges, custody, today)
    old = charges.for_life & (times.committed < OLD_CODE_BEFORE)
    offence = np.where(old, lines().starts["old_murder"], charges.offence)
    female = _female(draws, charges, offence)
    birth = _birth(draws, charges.for_life, times.committed, today)
    return People(today, charges, offence, custody, credited, times, female, birth)


def _times(draws: Draws, charges: Charges, custody: Ints, today: int) -> tuple[Ints, Ints, Times]:
    """Custody, credited days and dates, such that a sentence being served has begun and has not ended."""
    size, since = charges.size, lines().since[charges.offence]
    length = np.floor(charges.months * DAYS_OF_A_MONTH).astype(np.int64) + charges.days
    from_arrest = draws.chance("from arrest", size, rates.START_AT_ARREST) | (length == 0) | (custody == REMAND)
    credited = np.minimum(draws.whole("credited", *rates.CREDITED_DAYS, size), length // 2)
    credited = np.where(from_arrest | charges.commuted, 0, credited)
    # Nobody is in prison for an offence that was not in the Code when it was committed.
    longest = np.maximum(today - since - credited - LEAST_DELAY, 1)
    custody, elapsed = _elapsed(draws, charges, custody, length - credited, longest)

    starts = today - elapsed
    ends = last_day(starts, charges.months // 12, charges.months % 12, charges.days, credited)
    share = 0.3 + 0.7 * draws.uniform("trial", size)
    trial = np.floor(np.minimum(elapsed, LONGEST_TRIAL) * share).astype(np.int64)
    judged = np.where(from_arrest, starts + trial, starts)
    soon = draws.uniform("delay", size)
    delay = 1 + np.floor(soon * soon * soon * LONGEST_DELAY).astype(np.int64)
    committed = np.maximum(starts - credited - delay, since)

    old = OLD_CODE_BEFORE - draws.whole("before 2001", 30, 2500, size)
    judged = np.where(charges.commuted, old + LONGEST_TRIAL, judged)
    committed = np.where(charges.commuted, old, committed)
    return custody, credited, Times(starts, ends, judged, committed)


def _elapsed(draws: Draws, charges: Charges, custody: Ints, to_serve: Ints, longest: Ints) -> tuple[Ints, Ints]:
    """Custody, and days since the term began: anywhere in the term, past it for those released, few on remand."""
    size, served = charges.size, draws.uniform("served", charges.size)
    elapsed = np.floor(served * np.maximum(to_serve - SLACK, 1))
    # The power 0.75, in roots: they are rounded alike on every machine.
    for_life = np.sqrt(served * np.sqrt(served)) * rates.LIFE_SERVED_YEARS * 365.25
    elapsed = np.where(charges.penalty == LIFE, for_life, elapsed)
    elapsed = np.where(charges.penalty == OTHER, served * 300, elapsed)
    elapsed = np.where(elapsed > longest, served * longest, elapsed)

    past = to_serve + SLACK + draws.whole("past", 0, 100, size)
    released = (custody == RELEASED) & (charges.months > 0) & (past <= longest)
    custody = np.where((custody == RELEASED) & ~released, SERVING, custody)
    elapsed = np.where(released, past, elapsed)

    awaiting = 10 + served * np.clip(np.minimum(longest, to_serve) - SLACK - 10, 0, LONGEST_TRIAL)
    elapsed = np.where((custody == REMAND) & (charges.months > 0), awaiting, elapsed)
    return custody, np.floor(elapsed).astype(np.int64)


def _female(draws: Draws, charges: Charges, offence: Ints) -> Flags:
    women = np.where(charges.for_life, rates.WOMEN_SERVING_LIFE, lines().women[offence])
    return draws.chance("female", charges.size, women)


def _birth(draws: Draws, for_life: Flags, committed: Ints, today: int) -> Ints:
    """An adult today, and old enough to answer for the offence when it was committed."""
    size = len(for_life)
    years = np.where(
        for_life, _ages(draws, "life", size, rates.AGES_SERVING_LIFE), _ages(draws, "term", size, rates.AGES)
    )
    # From the day after the birthday that would make them a year too old.
    eldest = plus_months(np.full(size, today), -12 * (years + 1)) + 1
    birth = eldest + draws.whole("birthday", 0, 364, size)
    answerable = plus_months(committed, -12 * rates.YOUNGEST_OFFENDER)
    older = answerable - draws.whole("older", 0, 1500, size)
    return np.where(birth > answerable, older, birth)


def _ages(draws: Draws, name: str, size: int, bands: tuple[tuple[int, int, float], ...]) -> Ints:
    band = draws.pick(f"age band, {name}", size, [share for _, _, share in bands])
    first, last = np.array([low for low, _, _ in bands])[band], np.array([high for _, high, _ in bands])[band]
    return draws.whole(f"age, {name}", first, last, size)
