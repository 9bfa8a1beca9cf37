"""When a sentence ends: terms, credits, ends that do not match, and what an unknown fact leaves open."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poruka.law.facts import Facts
from poruka.law.sentence import (
    CONVERSIONS,
    CREDITS,
    TAKE_CREDIT_FROM_JUDGMENT,
    Bounds,
    Course,
    Term,
    Timing,
    contradicts_arithmetic,
    sentence_end,
    sentence_end_range,
    timing,
    unserved_days,
)


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def sentence(**columns: Any) -> Any:
    facts = Facts.of({"person_id": "P"}, [{"sentence_id": "S", "person_id": "P", **columns}])
    return facts.sentences[0]


def days_of(term: Term, starts_on: date) -> int:
    return (term.last_day(starts_on) - starts_on).days + 1


ENDS = [
    # start        y     m     d     credit  last day      why
    ("2024-01-01", 4, 0, 0, 0, "2027-12-31", "four years from New Year end on New Year's Eve"),
    ("2024-01-01", 4, None, None, 0, "2027-12-31", "months and days not given count as none"),
    ("2022-10-20", 4, 9, None, 0, "2027-07-19", "years, then months, less a day"),
    ("2023-03-10", None, 6, None, 0, "2023-09-09", "six months"),
    ("2023-03-10", None, None, 45, 0, "2023-04-23", "forty-five days"),
    ("2023-03-10", 1, 1, 1, 0, "2024-04-10", "a year, a month and a day"),
    ("2024-01-01", 4, 0, 0, 100, "2027-09-22", "a hundred days of pre-trial custody taken off"),
    ("2024-02-29", 1, None, None, 0, "2025-02-27", "from the leap day: the year is up on 28 February"),
    ("2024-02-29", 4, None, None, 0, "2028-02-28", "to the leap day"),
    ("2024-02-29", 1, 1, None, 0, "2025-03-27", "the year first: 28 February, then the month"),
    ("2024-01-31", None, 1, None, 0, "2024-02-28", "a month from the 31st of January 2024 ends with 28 February"),
    ("2023-01-31", None, 1, None, 0, "2023-02-27", "in a common year a day sooner"),
    ("2024-01-31", None, 1, 1, 0, "2024-02-29", "months before days"),
    ("2024-12-31", None, None, 1, 0, "2024-12-31", "one day is that day"),
    ("2024-05-01", None, 1, None, 31, "2024-04-30", "all of it credited: served by the day before it starts"),
    ("2024-05-01", None, 1, None, 40, "2024-04-21", "more credited than the term: served before it began"),
    (None, 4, 0, 0, 0, None, "start not known"),
    ("2024-01-01", None, None, None, 0, None, "term not known"),
    ("2024-01-01", 4, 0, 0, None, None, "credit not known is not no credit"),
    ("2024-01-01", 0, 0, 0, 0, None, "a term of nothing is no term"),
    ("2024-01-01", 4, -1, 0, 0, None, "a negative term is no term"),
    ("2024-01-01", 4, 0, 0, -5, None, "a negative credit is no credit"),
    ("9999-01-01", 4, 0, 0, 0, "9999-12-30", "nonsense stays inside the calendar"),
    ("0001-01-01", None, None, 1, 5, "0001-01-01", "on either side"),
]


@pytest.mark.parametrize(("start", "y", "m", "d", "credit", "last", "why"), ENDS)
def test_last_day_of_a_sentence(
    start: str | None, y: int | None, m: int | None, d: int | None, credit: int | None, last: str | None, why: str
) -> None:
    assert sentence_end(day(start), y, m, d, credit) == day(last), why


RANGES = [
    # start        y     credit  earliest      latest        why
    ("2024-01-01", 4, 0, "2027-12-31", "2027-12-31", "everything known: one day"),
    ("2024-01-01", 4, None, "2024-01-01", "2027-12-31", "credit not known: from all but a day of it to none"),
    ("2024-01-01", None, 0, "2024-01-01", None, "term not known: no latest day"),
    ("2024-01-01", None, None, "2024-01-01", None, "nor with the credit not known"),
    (None, 4, 0, None, None, "start not known: no telling"),
]


@pytest.mark.parametrize(("start", "y", "credit", "earliest", "latest", "why"), RANGES)
def test_range_of_the_last_day(
    start: str | None, y: int | None, credit: int | None, earliest: str | None, latest: str | None, why: str
) -> None:
    assert sentence_end_range(day(start), y, None, None, credit) == Bounds(day(earliest), day(latest)), why


CONTRADICTIONS = [
    # credit  register says  contradicts  why
    (0, "2027-12-31", False, "the same day"),
    (0, "2028-01-01", True, "a day too late"),
    (0, "2027-12-30", True, "a day too early"),
    (None, "2027-09-22", False, "credit not known: a hundred days would explain it"),
    (None, "2024-01-01", False, "so would a credit of all but a day"),
    (None, "2023-12-31", True, "no credit explains an end before the start"),
    (None, "2027-12-31", False, "no credit at all"),
    (None, "2028-01-01", True, "a credit cannot lengthen a term"),
    (0, None, False, "the register says nothing"),
]


@pytest.mark.parametrize(("credit", "said", "expected", "why"), CONTRADICTIONS)
def test_an_end_that_its_own_arithmetic_contradicts(
    credit: int | None, said: str | None, expected: bool, why: str
) -> None:
    row = sentence(starts_on=date(2024, 1, 1), term_years=4, credited_days=credit, ends_on=day(said))
    assert contradicts_arithmetic(row) is expected, why


def test_nothing_contradicts_what_cannot_be_counted() -> None:
    assert contradicts_arithmetic(sentence(term_years=4, credited_days=0, ends_on=date(2030, 1, 1))) is False
    assert contradicts_arithmetic(sentence(starts_on=date(2024, 1, 1), ends_on=date(2099, 1, 1))) is False
    assert contradicts_arithmetic(sentence(starts_on=date(2024, 1, 1), ends_on=date(2023, 1, 1))) is True


def test_parole_period_runs_from_hand_over_to_the_end_of_the_sentence() -> None:
    """Handed to the National Guard on 1 June, the last day served; the sentence would have ended on the 30th."""
    assert unserved_days(date(2024, 6, 1), date(2024, 6, 30)) == 29
    assert unserved_days(date(2024, 6, 30), date(2024, 6, 30)) == 0
    assert unserved_days(date(2024, 7, 5), date(2024, 6, 30)) == 0


PARTS = [
    # counted from  starts        ends          part   open from     why
    ("2020-01-01", "2020-01-01", "2023-12-31", "1/2", "2022-01-01", "half of 1461 days: 731, then the day after"),
    ("2020-01-01", "2020-01-01", "2023-12-31", "1/3", "2021-05-02", "487 days exactly"),
    ("2020-01-01", "2020-01-01", "2023-12-31", "2/3", "2022-09-01", "974 days exactly"),
    ("2020-01-01", "2020-01-01", "2023-12-31", "3/4", "2023-01-01", "1095.75 days: 1096"),
    ("2023-01-01", "2023-01-01", "2026-05-31", "1/2", "2024-09-16", "3 years 5 months: 1247 days, half is 624"),
    ("2019-09-23", "2020-01-01", "2023-09-22", "1/2", "2021-09-23", "a hundred credited days count as served"),
    ("2018-01-01", "2020-06-01", "2021-12-31", "1/2", "2020-06-01", "reached by credit: not before it starts"),
    ("2024-01-01", "2024-01-01", "2024-01-01", "1/2", "2024-01-01", "one day: on its last day at the latest"),
    ("2024-01-01", "2024-01-01", "2024-01-03", "3/4", "2024-01-03", "three days, all needed: its last day"),
]


@pytest.mark.parametrize(("counted", "starts", "ends", "part", "opens", "why"), PARTS)
def test_a_part_of_the_term_is_served_in_full_days(
    counted: str, starts: str, ends: str, part: str, opens: str, why: str
) -> None:
    course = Course(*(date.fromisoformat(text) for text in (counted, starts, ends)))
    assert course.reached(Fraction(part)) == date.fromisoformat(opens), why


# --- the time line of a row, fact by fact -----------------------------------------------------------------------

START, END, TERM, CREDIT = "2024-01-01", "2027-09-22", 4, 100
HALF = Fraction(1, 2)
TIMINGS = [
    # start   years  credit  register  end from      end to        half from     half to       missing
    (START, TERM, CREDIT, END, END, END, "2025-09-23", "2025-09-23", ""),
    (START, TERM, CREDIT, None, END, END, "2025-09-23", "2025-09-23", ""),
    (START, TERM, None, END, END, END, "2025-09-23", "2025-09-23", ""),
    (START, TERM, None, None, START, "2027-12-31", START, "2026-01-01", "credited_days"),
    (START, None, CREDIT, END, END, END, "2025-09-23", "2025-09-23", ""),
    (START, None, None, END, END, END, START, "2025-11-12", "term_years credited_days"),
    (START, None, CREDIT, None, START, None, START, None, "term_years"),
    (START, None, None, None, START, None, START, None, "term_years credited_days"),
    (None, TERM, CREDIT, END, END, END, "2025-09-23", "2025-09-23", "starts_on"),
    (None, TERM, None, END, END, END, "2025-09-23", END, "starts_on credited_days"),
    (None, None, CREDIT, END, END, END, None, END, "starts_on term_years"),
    (None, TERM, CREDIT, None, None, None, None, None, "starts_on"),
    (None, None, None, None, None, None, None, None, "starts_on term_years credited_days"),
]


@pytest.mark.parametrize(("start", "years", "credit", "said", "first", "last", "half", "half_to", "missing"), TIMINGS)
def test_what_the_facts_leave_open(
    start: str | None,
    years: int | None,
    credit: int | None,
    said: str | None,
    first: str | None,
    last: str | None,
    half: str | None,
    half_to: str | None,
    missing: str,
) -> None:
    """Four years from 1 January 2024 with 100 days credited, as ever fewer of the facts are on file."""
    row = sentence(starts_on=day(start), term_years=years, credited_days=credit, ends_on=day(said))
    line = timing(row)
    assert line.end == Bounds(day(first), day(last))
    assert line.reached(HALF, HALF) == Bounds(day(half), day(half_to))
    assert line.missing == tuple(missing.split())
    assert line.disagreement is None
    assert line.credit_derived == (start == START and years == TERM and credit is None and said == END)


def test_a_register_s_end_that_differs_stands_beside_the_arithmetic() -> None:
    """The register's clerk counted the anniversary itself: one day later. Both are kept, neither is preferred."""
    row = sentence(starts_on=date(2024, 1, 1), term_years=4, credited_days=0, ends_on=date(2028, 1, 1))
    line = timing(row)
    assert line.end == Bounds(date(2027, 12, 31), date(2028, 1, 1))
    assert line.disagreement == (date(2028, 1, 1), date(2027, 12, 31))
    assert line.reached(Fraction(3, 4), Fraction(3, 4)) == Bounds(date(2027, 1, 1), date(2027, 1, 2))
    assert line.missing == ()


def test_a_register_s_end_that_no_credit_explains() -> None:
    """Later than the whole term: from the first day (all but a day credited) to the end the register gives."""
    late = timing(sentence(starts_on=date(2024, 1, 1), term_years=4, ends_on=date(2028, 6, 30)))
    assert late.end == Bounds(date(2024, 1, 1), date(2028, 6, 30))
    assert late.disagreement == (date(2028, 6, 30), date(2027, 12, 31))
    assert late.missing == ("credited_days",)
    assert late.reached(HALF, HALF) == Bounds(date(2024, 1, 1), date(2026, 4, 2))
    assert not late.credit_derived
    early = timing(sentence(starts_on=date(2024, 1, 1), term_years=4, ends_on=date(2023, 6, 30)))
    assert early.end == Bounds(date(2023, 6, 30), date(2027, 12, 31))
    assert early.reached(HALF, HALF) == Bounds(date(2023, 6, 30), date(2026, 1, 1))


def test_an_end_before_the_start_is_read_as_it_stands() -> None:
    line = timing(sentence(starts_on=date(2024, 1, 1), ends_on=date(2023, 12, 1)))
    assert line.end == Bounds(date(2023, 12, 1), date(2023, 12, 1))
    assert line.reached(HALF, HALF) == Bounds(date(2023, 12, 1), date(2023, 12, 1))


def test_no_disagreement_without_two_ends() -> None:
    assert Timing(Bounds(None, None), registered=date(2024, 1, 1)).disagreement is None
    assert Timing(Bounds(None, None), counted=date(2024, 1, 1)).disagreement is None


# --- whatever the facts -----------------------------------------------------------------------------------------

STARTS = st.dates(date(1990, 1, 1), date(2060, 1, 1))
TERMS = st.builds(Term, st.integers(0, 25), st.integers(0, 40), st.integers(0, 60)).filter(
    lambda term: term.years + term.months + term.days > 0
)
FRACTIONS = st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(3, 4)])


@given(STARTS, TERMS)
def test_a_term_has_the_days_it_can_have(starts_on: date, term: Term) -> None:
    fewest, most = term.fewest_and_most_days
    assert 1 <= fewest <= days_of(term, starts_on) <= most
    assert most - fewest <= 9, "the bounds are close enough to be of use"


def test_the_bounds_of_a_term_stay_true_at_the_ends() -> None:
    assert Term(0, 0, 1).fewest_and_most_days == (1, 1)
    assert Term(4, 0, 0).fewest_and_most_days == (1460, 1461), "2098 to 2102 has no leap day"
    assert Term(0, 1, 0).fewest_and_most_days == (27, 32)
    fewest, most = Term(300, 0, 0).fewest_and_most_days
    assert fewest <= days_of(Term(300, 0, 0), date(2001, 1, 1)) <= most


@given(st.data())
def test_forgetting_facts_only_widens_what_can_be_told(data: st.DataObject) -> None:
    """A sentence whose facts agree: with any of them struck out, the true dates stay within the bounds."""
    starts_on, term, part = data.draw(STARTS), data.draw(TERMS), data.draw(FRACTIONS)
    credit = data.draw(st.integers(0, days_of(term, starts_on) - 1))
    last = term.last_day(starts_on) - timedelta(days=credit)
    whole: dict[str, Any] = {
        "starts_on": starts_on,
        "term_years": term.years,
        "term_months": term.months,
        "term_days": term.days,
        "credited_days": credit,
        "ends_on": last,
    }
    truth = timing(sentence(**whole))
    assert truth.end == Bounds(last, last)
    opens = truth.reached(part, part)
    assert opens.exact
    struck = data.draw(st.sets(st.sampled_from(["starts_on", "term", "credited_days", "ends_on"])))
    left = {name: value for name, value in whole.items() if not any(name.startswith(word) for word in struck)}
    known = timing(sentence(**left))
    for told, true in ((known.end, truth.end), (known.reached(part, part), opens)):
        assert true.earliest
        assert true.latest
        assert told.earliest is None or told.earliest <= true.earliest
        assert told.latest is None or told.latest >= true.latest
    if not known.reached(part, part).exact:
        assert known.missing, "a range says what would narrow it"


@given(STARTS, TERMS, FRACTIONS, FRACTIONS)
def test_a_larger_part_is_never_reached_sooner(starts_on: date, term: Term, one: Fraction, other: Fraction) -> None:
    course = Course(starts_on, starts_on, term.last_day(starts_on))
    less, more = sorted((one, other))
    assert starts_on <= course.reached(less) <= course.reached(more) <= course.last_day


# --- conversion -------------------------------------------------------------------------------------------------


def test_what_stands_for_a_day_of_imprisonment() -> None:
    table = {(rate.what.en, rate.units, rate.unit) for rate in CONVERSIONS}
    assert table == {
        ("arrest", 1, "days"),
        ("disciplinary battalion", 1, "days"),
        ("restriction of liberty", 2, "days"),
        ("probation supervision", 2, "days"),
        ("corrective labour", 3, "days"),
        ("service restriction", 3, "days"),
        ("community work", 8, "hours"),
    }
    assert {rate.cites for rate in CONVERSIONS} == {"КК 72(1)"}


def test_what_is_credited_towards_imprisonment() -> None:
    assert [(rate.what.en, rate.units, rate.cites) for rate in CREDITS] == [
        ("pre-trial custody", 1, "КК 72(5)"),
        ("round-the-clock house arrest", 3, "КК 72(7)"),
    ]
    assert "never recomputed" in TAKE_CREDIT_FROM_JUDGMENT.en


# --- the edges of what is derived ---------------------------------------------------------------------------------


TERMS_IN_PARTS = [
    # years, months, days, credit    earliest       latest
    ((1, 6, 10, None), "2024-01-01", "2025-07-10"),
    ((1, None, 10, None), "2024-01-01", "2025-01-10"),
    ((1, 6, None, None), "2024-01-01", "2025-06-30"),
    ((1, 6, 10, 0), "2025-07-10", "2025-07-10"),
    ((1, None, 10, 0), "2025-01-10", "2025-01-10"),
    ((1, 6, None, 0), "2025-06-30", "2025-06-30"),
    ((None, 6, 10, 0), "2024-07-10", "2024-07-10"),
    ((None, None, None, 0), "2024-01-01", None),
]


@pytest.mark.parametrize(("term", "earliest", "latest"), TERMS_IN_PARTS)
def test_every_part_of_a_term_counts(term: tuple[int | None, ...], earliest: str, latest: str | None) -> None:
    assert sentence_end_range(date(2024, 1, 1), *term) == Bounds(day(earliest), day(latest))


DERIVED = [
    # end of the register    credit is read off it     why
    ("2024-01-01", True, "all but one day was credited"),
    ("2027-12-31", True, "nothing was"),
    ("2023-12-31", False, "before the sentence starts"),
    ("2028-01-01", False, "after the full term"),
]


@pytest.mark.parametrize(("said", "derived", "why"), DERIVED)
def test_a_credit_is_read_off_an_end_within_the_term(said: str, derived: bool, why: str) -> None:
    line = timing(sentence(starts_on=date(2024, 1, 1), term_years=4, ends_on=day(said), penalty="arrest"))
    assert line.credit_derived is derived, why
    assert line.end.exact is derived
    assert line.disagreement == (None if derived else (day(said), date(2027, 12, 31)))


def test_years_months_and_days_of_the_register_all_count() -> None:
    line = timing(sentence(starts_on=date(2024, 1, 1), term_years=1, term_months=6, term_days=10, credited_days=0))
    assert line.end == Bounds(date(2025, 7, 10), date(2025, 7, 10))
