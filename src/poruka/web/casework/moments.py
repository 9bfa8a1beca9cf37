"""Dates and times as people type them, in parts, by the clock of Kyiv. Pure.

The hour that does not exist when the clocks go forward, and the one that comes twice when they go back, are told to the
person in words; nothing is guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from poruka.law.calendar import KYIV
from poruka.law.text import Text

DAY_PARTS = ("day", "month", "year")
TIME_PARTS = ("hour", "minute")
MOMENT_PARTS = (*DAY_PARTS, *TIME_PARTS)
FOLD = "fold"
"""Which of the two hours is meant, in the night the clocks go back: "0" the first, "1" the second."""
EARLIEST, LATEST = 1900, 2100
"""The years somebody can mean."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the parts say: a value, nothing (all parts empty), or a problem. ``twice``: the hour came twice that night."""

    value: date | datetime | None = None
    problem: Text | None = None
    twice: bool = False


def _number(text: str) -> int | None:
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= len("2026") else None


def read_day(parts: Mapping[str, str]) -> Read:
    """A day from its day, month and year."""
    if not any(parts.get(part, "").strip() for part in DAY_PARTS):
        return Read()
    day, month, year = (_number(parts.get(part, "")) for part in DAY_PARTS)
    if day is None or month is None or year is None:
        return Read(problem=Text("вкажіть день, місяць і рік цифрами", "give the day, month and year in figures"))
    if year < EARLIEST:
        return Read(problem=Text("вкажіть рік чотирма цифрами", "give the year in four figures"))
    if year > LATEST:
        return Read(problem=Text(f"рік не може бути пізнішим за {LATEST}", f"the year cannot be later than {LATEST}"))
    try:
        return Read(date(year, month, day))
    except ValueError:
        return Read(problem=Text("такої дати немає", "there is no such date"))


def read_moment(parts: Mapping[str, str]) -> Read:
    """A moment in Kyiv from its day, month, year, hour and minute."""
    if not any(parts.get(part, "").strip() for part in MOMENT_PARTS):
        return Read()
    found = read_day(parts)
    if found.problem:
        return found
    hour, minute = _number(parts.get("hour", "")), _number(parts.get("minute", ""))
    if found.value is None or hour is None or minute is None:
        return Read(problem=Text("вкажіть дату, години і хвилини", "give the date, the hour and the minutes"))
    try:
        moment = datetime(found.value.year, found.value.month, found.value.day, hour, minute, tzinfo=KYIV)
    except ValueError:
        return Read(problem=Text("години – від 0 до 23, хвилини – від 0 до 59", "hours from 0 to 23, minutes to 59"))
    return _by_the_clock(moment, parts.get(FOLD, ""))


def _by_the_clock(moment: datetime, fold: str) -> Read:
    first, second = moment.replace(fold=0), moment.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return Read(first)
    if first.astimezone(UTC).astimezone(KYIV).replace(tzinfo=None) != moment.replace(tzinfo=None):
        return Read(
            problem=Text(
                "такої години тієї ночі не було: годинник перевели вперед. Перевірте час",
                "there was no such hour that night: the clocks went forward. Check the time",
            )
        )
    if fold not in ("0", "1"):
        return Read(
            problem=Text(
                "тієї ночі ця година була двічі, бо годинник перевели назад. Оберіть, котра з двох",
                "that night this hour came twice, because the clocks went back. Choose which of the two",
            ),
            twice=True,
        )
    return Read(first if fold == "0" else second, twice=True)


def parts_of(value: date | datetime) -> dict[str, str]:
    """The parts that say a value, as a form shows them."""
    parts = {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
    if isinstance(value, datetime):
        local = value.astimezone(KYIV)
        parts = {"day": str(local.day), "month": str(local.month), "year": str(local.year)}
        parts |= {"hour": f"{local.hour:02}", "minute": f"{local.minute:02}"}
        if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
            parts[FOLD] = str(local.fold)
    return parts
