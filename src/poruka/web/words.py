"""Numbers, counts, dates and time left as a person reads them, in Ukrainian and English. Pure."""

import re
from datetime import date

THIN = "\u202f"
"""Narrow no-break space: groups the digits of a number and never breaks the line."""
HARD = "\u00a0"
"""No-break space: keeps a number with its word."""

_MONTHS_UK_GENITIVE = (
    "січня", "лютого", "березня", "квітня", "травня", "червня",
    "липня", "серпня", "вересня", "жовтня", "листопада", "грудня",
)  # fmt: skip
_MONTHS_UK = (
    "січень", "лютий", "березень", "квітень", "травень", "червень",
    "липень", "серпень", "вересень", "жовтень", "листопад", "грудень",
)  # fmt: skip
_MONTHS_UK_SHORT = ("січ", "лют", "бер", "кві", "тра", "чер", "лип", "сер", "вер", "жов", "лис", "гру")
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def number(value: int) -> str:
    """A whole number with its digits in threes: ``27 471``."""
    return f"{value:,}".replace(",", THIN)


def share(part: int, whole: int) -> str:
    """A part of a whole in per cent, whole per cents; never rounds something to nothing or nearly all to all."""
    if whole == 0:
        return "—"
    percent = 100 * part / whole
    if 0 < percent < 1:
        return f"<{HARD}1{HARD}%"
    if 99 < percent < 100:
        return f">{HARD}99{HARD}%"
    return f"{percent:.0f}{HARD}%"


def form_uk(value: int, one: str, few: str, many: str) -> str:
    """The form of a noun that goes with a number: 1 особа, 2 особи, 5 осіб, 11 осіб, 21 особа."""
    tens, units = abs(value) % 100, abs(value) % 10
    if units == 1 and tens != 11:
        return one
    if 2 <= units <= 4 and not 12 <= tens <= 14:
        return few
    return many


def form_en(value: int, one: str, other: str) -> str:
    """The English form that goes with a number."""
    return one if value == 1 else other


def count(value: int, forms: tuple[str, str, str, str, str], language: str) -> str:
    """A number with its noun; ``forms`` are one, few, many in Ukrainian, then one, other in English."""
    word = form_en(value, *forms[3:]) if language == "en" else form_uk(value, *forms[:3])
    return f"{number(value)}{HARD}{word}"


def full_date(day: date, language: str) -> str:
    """A date in full: ``15 січня 2026 р.`` or ``15 January 2026``. The far end of time is "no end"."""
    if day.year >= 9999:
        return "без кінцевої дати" if language != "en" else "no end date"
    if language == "en":
        return f"{day.day}{HARD}{_MONTHS_EN[day.month - 1]}{HARD}{day.year}"
    return f"{day.day}{HARD}{_MONTHS_UK_GENITIVE[day.month - 1]}{HARD}{day.year}{HARD}р."


def sentence(text: str) -> str:
    """The text as a sentence: a full stop at its end, unless an abbreviation such as "р." has left one there."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


_LOOSE = re.compile(r"(?<=\d{4}) (?=р\.)|(?:(?<=№)|(?<=\bNo\.)|(?<=\bКК)|(?<=\bКПК)|(?<=\bКВК)) (?=\d)")


def unbroken(text: str) -> str:
    """The text with no line ending between a year and its "р.", or between a number and what it is the number of."""
    return _LOOSE.sub(HARD, text)


def month(day: date, language: str) -> str:
    """The month of a date: ``січень 2026`` or ``January 2026``."""
    names = _MONTHS_EN if language == "en" else _MONTHS_UK
    return f"{names[day.month - 1]}{HARD}{day.year}"


def short_month(day: date, language: str) -> str:
    """Three letters of a month, for the axis of a chart."""
    return _MONTHS_EN[day.month - 1][:3] if language == "en" else _MONTHS_UK_SHORT[day.month - 1]


def _span(days: int, language: str) -> str:
    """A stretch of time in the unit a person would use: days up to two months, then months, then years and months."""
    if days < 60:
        return count(days, ("день", "дні", "днів", "day", "days"), language)
    months = round(days / 30.4375)
    year_forms = ("рік", "роки", "років", "year", "years")
    month_forms = ("місяць", "місяці", "місяців", "month", "months")
    if months < 24:
        return count(months, month_forms, language)
    years, rest = divmod(months, 12)
    words = count(years, year_forms, language)
    if rest and years < 5:
        words += f" {count(rest, month_forms, language)}"
    return words


def time_left(day: date, today: date, language: str) -> str:
    """How long is left to a day that must not be missed: ``ще 3 дні``, ``сьогодні``, ``прострочено на 2 дні``."""
    days = (day - today).days
    english = language == "en"
    if days == 0:
        return "today" if english else "сьогодні"
    if days > 0:
        return f"{_span(days, language)} left" if english else f"ще {_span(days, language)}"
    return f"{_span(-days, language)} overdue" if english else f"прострочено на {_span(-days, language)}"


def distance(day: date, today: date, language: str) -> str:
    """How far a day is from today, for a day nobody has to meet: ``через 3 дні``, ``сьогодні``, ``2 дні тому``."""
    days = (day - today).days
    english = language == "en"
    if days == 0:
        return "today" if english else "сьогодні"
    if days > 0:
        return f"in {_span(days, language)}" if english else f"через {_span(days, language)}"
    return f"{_span(-days, language)} ago" if english else f"{_span(-days, language)} тому"


def listed(parts: list[str], language: str) -> str:
    """Several names in one phrase: ``а, б і в``."""
    if len(parts) < 2:
        return "".join(parts)
    last = "and" if language == "en" else "і"
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
