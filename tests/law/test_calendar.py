"""Time limits counted as КПК 115-117 counts them, on cases from the procedure."""

import time as clock
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poruka.law.calendar import (
    KYIV,
    RESTORATION,
    TimeLimit,
    Unit,
    add_days,
    add_months,
    add_years,
    in_time,
    in_words,
    is_working_day,
    restorable_until,
    working_day_from,
)
from poruka.law.text import Text

TEXT = Text("строк", "limit")
NAIVE = datetime.fromisoformat("2026-01-15T10:00")


def kyiv(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=KYIV, fold=fold)


def limit(amount: int, unit: Unit) -> TimeLimit:
    return TimeLimit(amount, unit, "КПК 115", TEXT)


# --- years, months, days on the calendar ------------------------------------------------------------------------

CALENDAR = [
    # start        months  result        why
    ("2026-01-15", 3, "2026-04-15", "the same date of the last month"),
    ("2026-01-31", 1, "2026-02-28", "February has no 31st"),
    ("2024-01-31", 1, "2024-02-29", "in a leap year its last day is the 29th"),
    ("2026-11-30", 3, "2027-02-28", "over the end of the year"),
    ("2026-12-15", 1, "2027-01-15", "December to January"),
    ("2026-03-31", -1, "2026-02-28", "backwards as well"),
    ("2026-01-31", -2, "2025-11-30", "backwards over the end of the year"),
    ("2026-01-31", 0, "2026-01-31", "no months, no change"),
    ("9999-11-30", 1, "9999-12-30", "the last month there is"),
    ("9999-12-01", 1, "9999-12-31", "the calendar ends, the date stays on its last day"),
    ("0001-02-15", -1, "0001-01-15", "the first month there is"),
    ("0001-01-15", -1, "0001-01-01", "and on its first"),
]


@pytest.mark.parametrize(("start", "months", "result", "why"), CALENDAR)
def test_months_are_counted_on_the_calendar(start: str, months: int, result: str, why: str) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(result), why


YEARS = [
    ("2008-02-29", 18, "2026-02-28", "born on 29 February: 18 on the 28th in a common year"),
    ("2008-02-29", 20, "2028-02-29", "and on the 29th in a leap year"),
    ("2008-03-01", 18, "2026-03-01", "the day after has its own date"),
    ("2024-02-29", -1, "2023-02-28", "backwards as well"),
    ("9990-05-01", 18, "9999-12-31", "a birth date that is nonsense does not break the count"),
]


@pytest.mark.parametrize(("start", "years", "result", "why"), YEARS)
def test_years_are_counted_on_the_calendar(start: str, years: int, result: str, why: str) -> None:
    assert add_years(date.fromisoformat(start), years) == date.fromisoformat(result), why


def test_days_stay_inside_the_calendar() -> None:
    assert add_days(date(2026, 2, 28), 1) == date(2026, 3, 1)
    assert add_days(date(2026, 3, 1), -1) == date(2026, 2, 28)
    assert add_days(date(9999, 12, 30), 1) == date.max
    assert add_days(date(9999, 12, 30), 5) == date.max
    assert add_days(date(1, 1, 2), -1) == date.min
    assert add_days(date(1, 1, 2), -5) == date.min


def test_weekends_are_days_off_and_public_holidays_are_not() -> None:
    """Independence Day 2026 is a Monday: a working day while martial law lasts."""
    assert is_working_day(date(2026, 8, 24))
    assert is_working_day(date(2026, 1, 1))
    assert is_working_day(date(2026, 1, 16))
    assert not is_working_day(date(2026, 1, 17))
    assert not is_working_day(date(2026, 1, 18))


def test_a_day_off_gives_way_to_the_next_working_day() -> None:
    assert working_day_from(date(2026, 1, 16)) == date(2026, 1, 16)
    assert working_day_from(date(2026, 1, 17)) == date(2026, 1, 19)
    assert working_day_from(date(2026, 1, 18)) == date(2026, 1, 19)


def test_dates_in_words() -> None:
    assert in_words(date(2026, 1, 15)) == Text("15 січня 2026 р.", "15 January 2026")
    assert in_words(date(2027, 12, 1)) == Text("1 грудня 2027 р.", "1 December 2027")


# --- time limits ------------------------------------------------------------------------------------------------

HOURS = [
    # event               hours  due                    why
    ("2026-01-15T10:30", 24, "2026-01-16T10:30", "the institution files within 24 hours of its decision"),
    ("2026-01-16T17:45", 24, "2026-01-17T17:45", "a Saturday counts: hours know no days off"),
    ("2026-01-15T23:59", 48, "2026-01-17T23:59", "nights count"),
    ("2026-12-31T12:00", 24, "2027-01-01T12:00", "over the new year"),
    ("2026-03-28T12:00", 24, "2026-03-29T13:00", "the clocks go forward: 24 real hours, one later on the clock"),
    ("2026-10-24T12:00", 24, "2026-10-25T11:00", "the clocks go back: 24 real hours, one earlier on the clock"),
    ("2026-03-29T02:30", 1, "2026-03-29T04:30", "the hour from 3 to 4 does not exist that night"),
    ("2026-03-29T02:00", 24, "2026-03-30T03:00", "started in the last hour of winter time"),
]


@pytest.mark.parametrize(("event", "hours", "due", "why"), HOURS)
def test_hours_are_real_hours(event: str, hours: int, due: str, why: str) -> None:
    counted = limit(hours, "hours").due(kyiv(event))
    assert counted == kyiv(due), why
    assert counted.tzinfo is KYIV
    assert limit(hours, "hours").last_day(kyiv(event)) == kyiv(due).date()


def test_the_autumn_hour_that_comes_twice() -> None:
    """On 25 October 2026 half past three comes twice; an hour from the first is the second."""
    due = limit(1, "hours").due(kyiv("2026-10-25T03:30", fold=0))
    assert (due.hour, due.minute, due.fold) == (3, 30, 1)
    assert limit(1, "hours").due(kyiv("2026-10-25T03:30", fold=1)) == kyiv("2026-10-25T04:30")


def test_hours_take_no_account_of_the_court_s_working_day() -> None:
    assert limit(24, "hours").due(kyiv("2026-01-15T20:00"), court_closes=time(18)) == kyiv("2026-01-16T20:00")


DAYS = [
    # event              amount unit    last day      why
    ("2026-01-15T10:00", 7, "days", "2026-01-22", "appeal: seven days, the day of the ruling not counted"),
    ("2026-01-15T00:00", 1, "days", "2026-01-16", "an event at midnight belongs to the day it begins"),
    ("2026-01-15T23:59", 1, "days", "2026-01-16", "and one at its last minute to the same day"),
    ("2026-01-10T09:00", 7, "days", "2026-01-19", "would end on Saturday: next Monday"),
    ("2026-01-11T09:00", 7, "days", "2026-01-19", "would end on Sunday: next Monday"),
    ("2026-01-09T09:00", 7, "days", "2026-01-16", "ends on a Friday: no change"),
    ("2026-01-12T09:00", 7, "days", "2026-01-19", "ends on a Monday: no change"),
    ("2026-08-17T09:00", 7, "days", "2026-08-24", "Independence Day is not a day off under martial law"),
    ("2026-01-15T09:00", 10, "days", "2026-01-26", "the court hears within ten days; the 25th is a Sunday"),
    ("2026-02-25T09:00", 5, "days", "2026-03-02", "over the end of February"),
    ("2024-02-25T09:00", 4, "days", "2024-02-29", "the leap day is a day"),
    ("2026-01-15T09:00", 3, "months", "2026-04-15", "three months after the ruling"),
    ("2026-11-30T09:00", 3, "months", "2027-03-01", "28 February 2027 is a Sunday"),
    ("2025-12-31T09:00", 2, "months", "2026-03-02", "28 February 2026 is a Saturday"),
    ("2026-01-31T09:00", 1, "months", "2026-03-02", "no 31 February; its last day is a Saturday"),
    ("2027-12-31T09:00", 2, "months", "2028-02-29", "the last day of a leap February, a Tuesday"),
]


@pytest.mark.parametrize(("event", "amount", "unit", "last", "why"), DAYS)
def test_days_and_months_end_at_midnight_of_a_working_day(
    event: str, amount: int, unit: Unit, last: str, why: str
) -> None:
    counted = limit(amount, unit)
    assert counted.last_day(kyiv(event)) == date.fromisoformat(last), why
    midnight = datetime.combine(date.fromisoformat(last) + timedelta(days=1), time(), KYIV)
    assert counted.due(kyiv(event)) == midnight, why


@pytest.mark.parametrize("unit", ["days", "months"])
def test_what_must_be_done_in_court_is_due_when_the_court_closes(unit: Unit) -> None:
    due = limit(1, unit).due(kyiv("2026-06-11T09:00"), court_closes=time(16, 45))
    assert due == kyiv("2026-06-12T16:45" if unit == "days" else "2026-07-13T16:45")


def test_days_that_cross_the_change_of_clocks_still_end_at_midnight() -> None:
    due = limit(1, "days").due(kyiv("2026-10-24T12:00"))
    assert due == kyiv("2026-10-27T00:00")
    assert due.utcoffset() == timedelta(hours=2)


def test_the_day_of_the_event_is_the_day_in_kyiv() -> None:
    """22:30 in London on the 15th is half past midnight on the 16th in Kyiv."""
    assert limit(1, "days").last_day(datetime(2026, 1, 15, 22, 30, tzinfo=UTC)) == date(2026, 1, 19)
    assert limit(1, "days").last_day(datetime(2026, 1, 15, 21, 30, tzinfo=UTC)) == date(2026, 1, 16)
    west = timezone(timedelta(hours=-5))
    assert limit(1, "hours").due(datetime(2026, 1, 15, 12, tzinfo=west)) == kyiv("2026-01-15T20:00")


def test_the_clock_of_the_machine_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "America/New_York")
        clock.tzset()
        last = limit(1, "days").last_day(datetime(2026, 1, 15, 22, 30, tzinfo=UTC))
        due = limit(1, "hours").due(datetime(2026, 1, 15, 12, tzinfo=UTC))
    clock.tzset()
    assert last == date(2026, 1, 19)
    assert due.tzinfo is KYIV


@pytest.mark.parametrize("unit", ["hours", "days", "months"])
def test_a_moment_without_a_time_zone_is_refused(unit: Unit) -> None:
    with pytest.raises(ValueError, match=r"^a moment without a time zone cannot start a time limit$"):
        limit(1, unit).due(NAIVE)
    with pytest.raises(ValueError, match="without a time zone"):
        limit(1, unit).last_day(NAIVE)


@pytest.mark.parametrize(("amount", "unit"), [(0, "days"), (-1, "hours"), (1, "weeks")])
def test_a_limit_that_is_none_is_refused(amount: int, unit: Unit) -> None:
    with pytest.raises(ValueError, match="at least one hour, day or month"):
        limit(amount, unit)


# --- met, missed, restored --------------------------------------------------------------------------------------

DUE = "2026-01-23T00:00"
MET = [
    # reached the court    handed over          in time  why
    ("2026-01-22T23:59", None, True, "in the court's hands the evening before"),
    ("2026-01-23T00:00", None, True, "24:00 itself is in time"),
    ("2026-01-26T10:00", "2026-01-22T15:00", True, "handed to the institution in time is in time (КПК 116)"),
    (None, "2026-01-22T15:00", True, "even where the court's stamp is not on file"),
    ("2026-01-26T10:00", "2026-01-23T09:00", False, "both too late"),
    ("2026-01-26T10:00", None, None, "late at court, the hand-over not on file: cannot tell"),
    (None, "2026-01-23T09:00", None, "late at the institution, the court's stamp not on file: cannot tell"),
    (None, None, None, "nothing on file"),
]


@pytest.mark.parametrize(("filed", "handed", "expected", "why"), MET)
def test_a_document_handed_to_the_institution_in_time_is_in_time(
    filed: str | None, handed: str | None, expected: bool | None, why: str
) -> None:
    answer = in_time(kyiv(DUE), kyiv(filed) if filed else None, kyiv(handed) if handed else None)
    assert answer is expected, why


def test_the_autumn_hour_is_not_mistaken_for_itself() -> None:
    """Due at the first half past three; filed at the second, an hour later, though the clock shows the same."""
    first, second = kyiv("2026-10-25T03:30", fold=0), kyiv("2026-10-25T03:30", fold=1)
    assert in_time(first, second, second) is False
    assert in_time(second, first) is True


def test_a_missed_limit_can_be_restored_for_sixty_days() -> None:
    appeal = limit(7, "days").due(kyiv("2026-01-15T10:00"))
    assert appeal == kyiv("2026-01-23T00:00")
    assert restorable_until(appeal) == kyiv("2026-03-24T00:00"), "60 days after the 22nd is 23 March, a Monday"
    assert restorable_until(kyiv("2026-01-16T10:30")) == kyiv("2026-03-18T00:00")
    assert restorable_until(kyiv("2026-01-16T00:01")) == kyiv("2026-03-18T00:00"), "a minute past midnight is the 16th"
    assert RESTORATION.cites == "КПК 117"


# --- whatever the dates -----------------------------------------------------------------------------------------

MOMENTS = st.integers(1_000_000_000, 4_100_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))
LIMITS = st.builds(limit, st.integers(1, 200), st.sampled_from(["hours", "days", "months"]))


@given(MOMENTS, LIMITS)
def test_a_limit_never_ends_before_it_starts_or_on_a_day_off(start: datetime, counted: TimeLimit) -> None:
    due = counted.due(start)
    assert due.astimezone(UTC) > start
    assert due.tzinfo is KYIV
    if counted.unit == "hours":
        assert due.astimezone(UTC) - start == timedelta(hours=counted.amount)
    else:
        assert is_working_day(counted.last_day(start))
        assert (due.hour, due.minute, due.second) == (0, 0, 0)
        assert counted.due(start, court_closes=time(18)).date() == counted.last_day(start)


@given(MOMENTS, LIMITS)
def test_a_longer_limit_never_ends_sooner(start: datetime, counted: TimeLimit) -> None:
    longer = limit(counted.amount + 1, counted.unit)
    assert longer.due(start).astimezone(UTC) >= counted.due(start).astimezone(UTC)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-1200, 1200))
def test_months_land_in_the_right_month_on_the_same_or_its_last_day(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)
