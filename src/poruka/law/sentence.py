"""When a sentence ends, and when a part of it has been served (КК 72; law.md 9.2).

The last day = the start + calendar years, then months, then days - one day - the days credited. Not known is never
taken for nothing: an unknown credit gives a range, from "all but one day was credited" to "nothing was".
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Literal

from poruka.law.calendar import add_days, add_months, add_years
from poruka.law.facts import Row
from poruka.law.text import Text


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and the latest date something can be; None where there is no telling on that side."""

    earliest: date | None
    latest: date | None

    @property
    def exact(self) -> bool:
        return self.earliest is not None and self.earliest == self.latest


UNTOLD = Bounds(None, None)

FEWEST_DAYS = (0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334)
MOST_DAYS = (0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337)
"""Days in so many months in a row: at the least in a common year, and at the most."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term as the judgment has it."""

    years: int
    months: int
    days: int

    @classmethod
    def of(cls, years: int | None, months: int | None, days: int | None) -> "Term | None":
        """None where no part of it is known, or where the numbers are no term: nothing, or less than nothing."""
        parts = (years or 0, months or 0, days or 0)
        return cls(*parts) if min(parts) >= 0 and max(parts) > 0 else None

    def last_day(self, starts_on: date) -> date:
        """The last day of a term that starts on that day, before any credit."""
        return add_days(add_months(add_years(starts_on, self.years), self.months), self.days - 1)

    @property
    def fewest_and_most_days(self) -> tuple[int, int]:
        """The term has no fewer and no more days than this, whatever day it starts on."""
        years, months = divmod(self.years * 12 + self.months, 12)
        whole = 365 * years + self.days
        # A day of play on both sides for months: 29 February and the 31st have no same day a month later.
        play = 1 if self.months else 0
        # One leap day fewer than every fourth year: 2100 is a common year.
        leap_days = max(0, years // 4 - 1 - years // 100)
        fewest = whole + leap_days + FEWEST_DAYS[months] - play
        return fewest, whole + ceil(years / 4) + MOST_DAYS[months] + play


def sentence_end(
    starts_on: date | None, years: int | None, months: int | None, days: int | None, credited_days: int | None
) -> date | None:
    """The last day of the sentence; None where the start, the whole term or the credit is not known.

    Of years, months and days those not given count as none, unless all three are not given. A credit longer than the
    term gives a day before the start: the term had been served before it began.
    """
    term, credit = Term.of(years, months, days), _credit(credited_days)
    if starts_on is None or term is None or credit is None:
        return None
    return add_days(term.last_day(starts_on), -credit)


def sentence_end_range(
    starts_on: date | None, years: int | None, months: int | None, days: int | None, credited_days: int | None
) -> Bounds:
    """The earliest and latest last day. Credit not known: from the day it starts (a sentence being served has a day
    left) to the full term; term not known: from the start with no latest day; start not known: no telling.
    """
    exact = sentence_end(starts_on, years, months, days, credited_days)
    if exact is not None or starts_on is None:
        return Bounds(exact, exact)
    term = Term.of(years, months, days)
    return Bounds(starts_on, term.last_day(starts_on) if term else None)


def contradicts_arithmetic(sentence: Row) -> bool:
    """Whether the end the register gives cannot be the end of that term from that start with that credit."""
    said, counted = sentence["ends_on"], sentence_end_range(*_terms(sentence))
    if said is None or counted.earliest is None:
        return False
    return bool(said < counted.earliest or (counted.latest is not None and said > counted.latest))


def unserved_days(handed_over_on: date, last_day: date) -> int:
    """The parole period after Article 81-1, in days: from release to the day the sentence would have ended.

    The day of hand-over to the National Guard is the last day served (КВК 154-1(6)), so it is not counted.
    """
    return max(0, (last_day - handed_over_on).days)


@dataclass(frozen=True, slots=True)
class Course:
    """One way a sentence may run: what counts as served begins on ``counted_from`` (the start less the credit)."""

    counted_from: date
    starts_on: date
    last_day: date

    def reached(self, part: Fraction) -> date:
        """The first day by which that part of the term has been served in full days, counted part rounded up.

        Not before the sentence starts, and not after it ends.
        """
        total = (self.last_day - self.counted_from).days + 1
        to_serve = -(-part.numerator * total // part.denominator)
        return min(max(add_days(self.counted_from, to_serve), self.starts_on), self.last_day)


@dataclass(frozen=True, slots=True)
class Timing:
    """What the facts say of the time line of one sentence.

    ``end`` bounds its last day; ``courses`` are the extreme ways it may run (the truth lies between them);
    ``missing`` names the facts that would narrow it; ``registered`` and ``counted`` are the register's own
    end and that of the arithmetic, where both are needed to tell; ``credit_derived`` tells that the credit was read off the register's end.
    """

    end: Bounds
    courses: tuple[Course, ...] = ()
    no_earliest: bool = False
    no_latest: bool = False
    missing: tuple[str, ...] = ()
    registered: date | None = None
    counted: date | None = None
    credit_derived: bool = False

    @property
    def disagreement(self) -> tuple[date, date] | None:
        """The register's end and the counted one, where there are both and they differ."""
        if self.registered is None or self.counted is None or self.registered == self.counted:
            return None
        return self.registered, self.counted

    def reached(self, least: Fraction, most: Fraction) -> Bounds:
        """When a part of the term, at least ``least`` and at most ``most`` of it, has been served."""
        days = [(course.reached(least), course.reached(most)) for course in self.courses]
        return Bounds(
            None if self.no_earliest else min(first for first, _ in days),
            None if self.no_latest else max(last for _, last in days),
        )


def timing(sentence: Row) -> Timing:
    """The time line of a sentence of the register, as far as its row tells.

    The end the register gives is used beside the arithmetic: alone where the arithmetic lacks a fact, and as one of
    two possible ends where they disagree.
    """
    starts_on, ends_on = sentence["starts_on"], sentence["ends_on"]
    term = Term.of(sentence["term_years"], sentence["term_months"], sentence["term_days"])
    credit = _credit(sentence["credited_days"])
    known = {"starts_on": starts_on, "term_years": term, "credited_days": credit}
    missing = tuple(name for name, value in known.items() if value is None)
    if starts_on is None:
        return _start_unknown(ends_on, term, credit, missing)
    if term is None:
        return _term_unknown(starts_on, ends_on, credit, missing)
    if credit is None:
        return _credit_unknown(starts_on, ends_on, term, missing)
    counted_from, last_day = add_days(starts_on, -credit), add_days(term.last_day(starts_on), -credit)
    ends = sorted({last_day, ends_on or last_day})
    courses = tuple(Course(counted_from, starts_on, end) for end in ends)
    return Timing(Bounds(ends[0], ends[-1]), courses, registered=ends_on, counted=last_day)


def _credit_unknown(starts_on: date, ends_on: date | None, term: Term, missing: tuple[str, ...]) -> Timing:
    full = term.last_day(starts_on)
    if ends_on is not None and starts_on <= ends_on <= full:
        served_before = Course(add_days(starts_on, (ends_on - full).days), starts_on, ends_on)
        return Timing(Bounds(ends_on, ends_on), (served_before,), credit_derived=True)
    courses = [_all_on(starts_on), Course(starts_on, starts_on, full)]
    if ends_on is not None:
        courses.append(Course(starts_on, starts_on, ends_on))
    ends = [starts_on, full, ends_on or full]
    end = Bounds(min(ends), max(ends))
    return Timing(end, tuple(courses), missing=missing, registered=ends_on, counted=full)


def _term_unknown(starts_on: date, ends_on: date | None, credit: int | None, missing: tuple[str, ...]) -> Timing:
    if ends_on is None:
        return Timing(Bounds(starts_on, None), (_all_on(starts_on),), no_latest=True, missing=missing)
    end = Bounds(ends_on, ends_on)
    if credit is not None:
        return Timing(end, (Course(add_days(starts_on, -credit), starts_on, ends_on),))
    courses = (_all_on(min(starts_on, ends_on)), Course(starts_on, starts_on, ends_on))
    return Timing(end, courses, missing=missing)


def _start_unknown(ends_on: date | None, term: Term | None, credit: int | None, missing: tuple[str, ...]) -> Timing:
    if ends_on is None:
        return Timing(UNTOLD, no_earliest=True, no_latest=True, missing=missing)
    end = Bounds(ends_on, ends_on)
    if term is None:
        return Timing(end, (_all_on(ends_on),), no_earliest=True, missing=missing)
    courses = []
    for total in term.fewest_and_most_days:
        counted_from = add_days(ends_on, 1 - total)
        courses.append(Course(counted_from, add_days(counted_from, credit or 0), ends_on))
    if credit is None:
        courses.append(_all_on(ends_on))
    return Timing(end, tuple(courses), missing=missing)


def _all_on(day: date) -> Course:
    """The extreme course by which every part is reached on that day."""
    return Course(day, day, day)


def _credit(days: int | None) -> int | None:
    return None if days is None or days < 0 else days


def _terms(sentence: Row) -> tuple[date | None, int | None, int | None, int | None, int | None]:
    return (
        sentence["starts_on"],
        sentence["term_years"],
        sentence["term_months"],
        sentence["term_days"],
        sentence["credited_days"],
    )


@dataclass(frozen=True, slots=True)
class Conversion:
    """So many units of one thing stand for one day of imprisonment or of restriction of liberty."""

    what: Text
    units: int
    unit: Literal["days", "hours"]
    for_one_day_of: Literal["fixed_term_imprisonment", "restriction_of_liberty"]
    cites: str


CONVERSIONS = (
    Conversion(Text("арешт", "arrest"), 1, "days", "fixed_term_imprisonment", "КК 72(1)"),
    Conversion(
        Text("тримання в дисциплінарному батальйоні", "disciplinary battalion"),
        1,
        "days",
        "fixed_term_imprisonment",
        "КК 72(1)",
    ),
    Conversion(Text("обмеження волі", "restriction of liberty"), 2, "days", "fixed_term_imprisonment", "КК 72(1)"),
    Conversion(Text("пробаційний нагляд", "probation supervision"), 2, "days", "fixed_term_imprisonment", "КК 72(1)"),
    Conversion(Text("виправні роботи", "corrective labour"), 3, "days", "fixed_term_imprisonment", "КК 72(1)"),
    Conversion(Text("службове обмеження", "service restriction"), 3, "days", "fixed_term_imprisonment", "КК 72(1)"),
    Conversion(Text("громадські роботи", "community work"), 8, "hours", "fixed_term_imprisonment", "КК 72(1)"),
)
"""What stands for one day of imprisonment when penalties are added together or replaced."""

CREDITS = (
    Conversion(Text("попереднє ув’язнення", "pre-trial custody"), 1, "days", "fixed_term_imprisonment", "КК 72(5)"),
    Conversion(
        Text("цілодобовий домашній арешт", "round-the-clock house arrest"),
        3,
        "days",
        "fixed_term_imprisonment",
        "КК 72(7)",
    ),
)
"""What is credited towards imprisonment; a day so credited stands for two days of restriction of liberty (КК 72(1))."""

TAKE_CREDIT_FROM_JUDGMENT = Text(
    "Зараховані дні беруть із вироку і ніколи не перераховують: у різні роки стаття 72(5) визначала їх по-різному.",
    "The credit is taken from the judgment and never recomputed: Article 72(5) counted differently in different years.",
)
