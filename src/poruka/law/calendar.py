"""Counting time: years and months on the calendar, and time limits in hours, days and months (КПК 115-117).

Nothing here reads a clock: the moment a limit starts is always given. Moments are aware datetimes; results are in
Kyiv time. A limit that ends "at 24:00 of the 8th" is returned as 00:00 of the 9th, its ``last_day`` as the 8th.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from poruka.law.text import Text

KYIV = ZoneInfo("Europe/Kyiv")
Unit = Literal["hours", "days", "months"]

MONTHS_UK = (
    *("січня", "лютого", "березня", "квітня", "травня", "червня"),
    *("липня", "серпня", "вересня", "жовтня", "листопада", "грудня"),
)
MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def add_months(day: date, months: int) -> date:
    """The same date so many months later, or the last day of a month that has no such date (КПК 115).

    ``months`` may be negative. Beyond the calendar the result stays at its first or last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    if year < MINYEAR:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 28 February in a common year."""
    return add_months(day, 12 * years)


def add_days(day: date, days: int) -> date:
    """So many days later (earlier where negative); beyond the calendar, its first or last day."""
    return date.fromordinal(max(date.min.toordinal(), min(day.toordinal() + days, date.max.toordinal())))


def is_working_day(day: date) -> bool:
    """Monday to Friday: weekends are days off, public holidays are not while martial law lasts (law.md 9.3)."""
    return day.weekday() < 5


def working_day_from(day: date) -> date:
    """The day itself if it is a working day, otherwise the next working day (КПК 115)."""
    while not is_working_day(day):
        day = add_days(day, 1)
    return day


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time within which something must be done: so many hours, days or months from an event.

    ``cites`` is the provision that sets it, ``text`` says it in words. The way of counting is КПК 115.
    """

    amount: int
    unit: Unit
    cites: str
    text: Text

    def __post_init__(self) -> None:
        if self.amount < 1 or self.unit not in get_args(Unit):
            raise ValueError(f"a time limit is at least one hour, day or month, not {self.amount} {self.unit}")

    def last_day(self, start: datetime) -> date:
        """The day on which the limit ends. The day of the event is not counted; a limit in days or months that
        would end on a day off ends on the next working day. Raises ValueError for a start without a time zone.
        """
        event = _in_kyiv(start)
        if self.unit == "hours":
            return self.due(start).date()
        if self.unit == "days":
            return working_day_from(add_days(event.date(), self.amount))
        return working_day_from(add_months(event.date(), self.amount))

    def due(self, start: datetime, court_closes: time | None = None) -> datetime:
        """The moment the limit ends, in Kyiv time: what is done by then is in time.

        ``start`` is the moment of the event. Hours run without a break through nights and days off, and are real
        hours: the night the clocks change is an hour shorter or longer. Days and months end at 24:00; an act that
        must be done in court, at the end of its working day, given as ``court_closes`` (hours take no account of it).
        Raises ValueError for a start without a time zone.
        """
        if self.unit == "hours":
            # Through UTC: arithmetic on a zoned datetime would count hours of the wall clock.
            return (_in_kyiv(start).astimezone(UTC) + timedelta(hours=self.amount)).astimezone(KYIV)
        last = self.last_day(start)
        if court_closes is not None:
            return datetime.combine(last, court_closes, KYIV)
        return datetime.combine(add_days(last, 1), time(), KYIV)


RESTORATION = TimeLimit(
    60,
    "days",
    "КПК 117",
    Text(
        "Пропущений з поважних причин строк суд може поновити; в умовах воєнного стану – не пізніше 60 днів після його"
        " закінчення.",
        "A limit missed for good reason can be restored; under martial law, up to 60 days after it ended.",
    ),
)


def restorable_until(due: datetime) -> datetime:
    """The end of the 60 days within which a missed limit can still be restored (КПК 117)."""
    # 24:00 of the last day is written as 00:00 of the next; the minute before it is in the day the limit ended.
    return RESTORATION.due(_in_kyiv(due) - timedelta(minutes=1))


def in_time(due: datetime, filed_at: datetime | None = None, handed_over_at: datetime | None = None) -> bool | None:
    """Whether a document met its limit: a person in custody who handed it to an official of the institution in time
    is in time, whenever the court receives it (КПК 116).

    ``filed_at`` is when it reached the court, ``handed_over_at`` when the institution took it; None is *not known*.
    Returns None where what is known does not settle it.
    """
    # Through UTC: two moments of one zone are compared by the wall clock, which shows an autumn hour twice.
    limit = _in_kyiv(due).astimezone(UTC)
    moments = [moment and _in_kyiv(moment).astimezone(UTC) <= limit for moment in (filed_at, handed_over_at)]
    if True in moments:
        return True
    return None if None in moments else False


def in_words(day: date) -> Text:
    """The date in full: ``15 січня 2026 р.`` and ``15 January 2026``."""
    return Text(
        f"{day.day} {MONTHS_UK[day.month - 1]} {day.year} р.",
        f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}",
    )


def _in_kyiv(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("a moment without a time zone cannot start a time limit")
    return moment.astimezone(KYIV)
