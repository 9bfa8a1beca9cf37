"""Moments, time limits and their sources in words. Pure."""

import re
from datetime import date, datetime, time, timedelta

from poruka.law.calendar import KYIV
from poruka.web import citations, words

HOUR = timedelta(hours=1)
IN_HOURS = timedelta(hours=48)
"""Limits nearer than this are told in hours: a day is too coarse for a limit of 24 hours."""
_HOURS = ("година", "години", "годин", "hour", "hours")
_FOR_HOURS = ("годину", "години", "годин", "hour", "hours")
_MINUTES = ("хвилина", "хвилини", "хвилин", "minute", "minutes")
_FOR_MINUTES = ("хвилину", "хвилини", "хвилин", "minute", "minutes")
_REQUIREMENT = re.compile(r"(?:^|[;,]\s*)R\d\d(?:\s*[,–-]\s*R?\d\d)*")
_ENGLISH = (
    (
        "порядок визначає підзаконний акт, якого в системі немає",
        "the procedure is set by a subordinate act that is not on file",
    ),
    (
        "строк визначає підзаконний акт, якого в системі немає",
        "the time is set by a subordinate act that is not on file",
    ),
    ("«невідкладно»", "“without delay”"),
    ("строк – правило дому", "the time is a rule of this system"),
    ("правило дому", "a rule of this system"),
    ("наше прочитання", "our reading"),
    ("тексту в системі немає", "text not on file"),
    ("Наказ", "Order"),
    ("питання", "open question"),
    ("(а)", "(a)"),
)
_UKRAINIAN = (
    ("строк – правило дому", "строк установлює ця система"),
    ("правило дому", "правило цієї системи"),
    ("питання", "відкрите питання"),
)


def local(moment: datetime) -> datetime:
    """The moment by the clock of Kyiv."""
    return moment.astimezone(KYIV)


def moment_words(when: date | datetime, language: str) -> str:
    """``15 січня 2026 р., 14:30`` or ``15 January 2026, 14:30``; of a day, the day."""
    if not isinstance(when, datetime):
        return words.full_date(when, language)
    here = local(when)
    return f"{words.full_date(here.date(), language)}, {here:%H:%M}"


def until_words(due: datetime, language: str) -> str:
    """When a limit ends: ``до кінця 15 січня 2026 р.`` where that is midnight, otherwise with the hour."""
    here, english = local(due), language == "en"
    if here.time() == time():
        day = words.full_date(here.date() - timedelta(days=1), language)
        return f"by the end of {day}" if english else f"до кінця {day}"
    day = words.full_date(here.date(), language)
    return f"by {here:%H:%M} on {day}" if english else f"до {here:%H:%M} {day}"


def last_day(due: datetime) -> date:
    """The last day of a limit: midnight belongs to the day before it."""
    return local(due - timedelta(microseconds=1)).date()


def left_words(due: datetime, now: datetime, language: str) -> str:
    """How long is left: ``ще 5 годин``, ``ще 3 дні``, ``прострочено на 2 години``."""
    left = due - now
    if abs(left) >= IN_HOURS:
        today = local(now).date()
        day = last_day(due) if left > timedelta() else local(due).date()
        return words.time_left(day, today, language)
    english = language == "en"
    if left > timedelta():
        said = _span(left, _HOURS, _MINUTES, language)
        return f"{said} left" if english else f"ще {said}"
    said = _span(-left, _FOR_HOURS, _FOR_MINUTES, language)
    return f"{said} overdue" if english else f"прострочено на {said}"


def _span(
    stretch: timedelta, hours: tuple[str, str, str, str, str], minutes: tuple[str, str, str, str, str], language: str
) -> str:
    if stretch < HOUR:
        return words.count(max(1, int(stretch.total_seconds() // 60)), minutes, language)
    return words.count(int(stretch // HOUR), hours, language)


def source_words(cites: str, language: str) -> str:
    """A citation of the catalogue as a reader sees it: without our own requirement numbers, in their language.

    Empty where nothing but requirement numbers stood there.
    """
    shown = _REQUIREMENT.sub("", cites).strip(" ;,")
    for ukrainian, said in _ENGLISH if language == "en" else _UKRAINIAN:
        shown = shown.replace(ukrainian, said)
    return citations.localised(shown, language)
