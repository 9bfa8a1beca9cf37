"""Numbers and days as somebody wrote them after an option, read or refused in the reader's language. Pure."""

import re
from datetime import date
from math import isfinite

from poruka.forecast.refusals import ForecastRefused

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SHOWN = 40
"""So much of a wrong value is repeated in the refusal."""


def day(option: str, text: str) -> date:
    """A day of the form 2024-07-31. Raises ForecastRefused."""
    try:
        return date_of(text)
    except ValueError as wrong:
        raise ForecastRefused(
            f"{option} «{text[:SHOWN]}»: такого дня немає. Пишіть дату так: 2027-12-31.",
            f"{option} “{text[:SHOWN]}”: there is no such day. Write a date as 2027-12-31.",
        ) from wrong


def date_of(text: str) -> date:
    """The day a text names in that one form. Raises ValueError for another form, and for a day that is not there."""
    if not DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def whole(option: str, text: str) -> int:
    """A whole number from zero up; spaces between its digits do no harm. Raises ForecastRefused."""
    digits = "".join(text.split())
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 12:
        raise ForecastRefused(
            f"{option} «{text[:SHOWN]}»: потрібне ціле число, не менше нуля, цифрами: 27000.",
            f"{option} “{text[:SHOWN]}”: a whole number from zero up is needed, in digits: 27000.",
        )
    return int(digits)


def number(option: str, text: str) -> float:
    """A number; a comma may stand for the point. Raises ForecastRefused for infinity and for what is no number."""
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        found = float("nan")
    if not isfinite(found):
        raise ForecastRefused(
            f"{option} «{text[:SHOWN]}»: потрібне число, наприклад 0.5.",
            f"{option} “{text[:SHOWN]}”: a number is needed, for example 0.5.",
        )
    return found
