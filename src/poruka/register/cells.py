"""One cell of an extract: its text, read as the column means it, or the reason why it cannot be.

Pure, one cell at a time. Accepted beside the strict format, because spreadsheets write them:

* dates ``31.12.2020``, ``2020-12-31 00:00:00`` and Excel day numbers of five digits (10000 to 73050, that is 1927 to
  2099: such a number can be read as a date in no other way). ``31/12/2020``, two-digit years and bare years can be read
  in more than one way and are refused;
* booleans ``1 0 так ні yes no істина хибність`` in any case;
* whole numbers written ``5.0``; items separated by commas.

Everything but the exact format is reported with a notice, so that the sender can mend the export.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

from poruka.law.facts import Column
from poruka.law.text import Text
from poruka.register.layout import ARTICLE, BOUNDS, CITIZENSHIP, LARGEST_ITEM, LONGEST_ITEMS, longest

Value = str | date | bool | int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that was read: a value, or a reason for refusing it; and a notice if it was read with some goodwill."""

    value: Value | None = None
    refused: Text | None = None
    notice: Text | None = None


EXCEL_DAY_ZERO = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 10_000, 73_050
FIRST_YEAR, LAST_YEAR = 1850, 2200

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_WHOLE = re.compile(r"[+-]?\d{1,18}(?:\.0+)?")
_YES = frozenset({"1", "1.0", "так", "yes", "істина"})
_NO = frozenset({"0", "0.0", "ні", "no", "хибність"})

HOW_TO_WRITE_A_DATE = Text("пишіть дату як 2020-12-31", "write the date as 2020-12-31")
DOTTED_NOTICE = Text(
    "дати виду 31.12.2020 прочитано як день, місяць, рік", "dates such as 31.12.2020 were read as day, month, year"
)
SERIAL_NOTICE = Text(
    "номери днів Excel (наприклад 44196) прочитано як дати", "Excel day numbers (such as 44196) were read as dates"
)
BOOL_NOTICE = Text("1/0, так/ні прочитано як true/false", "1/0 and yes/no were read as true/false")
ITEMS_NOTICE = Text(
    "пункти через кому прочитано як пункти через крапку з комою",
    "items separated by commas were read as separated by semicolons",
)


def _refused(uk: str, en: str) -> Cell:
    return Cell(refused=Text(uk, en))


def _a_date(year: int, month: int, day: int, notice: Text | None = None) -> Cell:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _refused(
            f"рік {year} неможливий; {HOW_TO_WRITE_A_DATE.uk}",
            f"the year {year} is impossible; {HOW_TO_WRITE_A_DATE.en}",
        )
    try:
        return Cell(date(year, month, day), notice=notice)
    except ValueError:
        return _refused(
            f"такого дня в календарі немає; {HOW_TO_WRITE_A_DATE.uk}",
            f"there is no such day in the calendar; {HOW_TO_WRITE_A_DATE.en}",
        )


def read_date(column: Column, text: str) -> Cell:
    """A calendar day: ISO, or one of the two unambiguous spreadsheet habits."""
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
        return _a_date(year, month, day)
    if match := _DOTTED.fullmatch(text):
        day, month, year = map(int, match.groups())
        return _a_date(year, month, day, DOTTED_NOTICE)
    if _WHOLE.fullmatch(text):
        serial = int(text.split(".", maxsplit=1)[0])
        if FIRST_SERIAL <= serial <= LAST_SERIAL:
            return Cell(EXCEL_DAY_ZERO + timedelta(days=serial), notice=SERIAL_NOTICE)
    return _refused(
        f"це не дата або її можна прочитати по-різному; {HOW_TO_WRITE_A_DATE.uk}",
        f"this is not a date, or it can be read in more than one way; {HOW_TO_WRITE_A_DATE.en}",
    )


def read_bool(column: Column, text: str) -> Cell:
    """Yes or no; an empty cell never comes here: it is not known."""
    folded = text.casefold()
    if folded in ("true", "false"):
        return Cell(folded == "true")
    if folded in _YES or folded in _NO:
        return Cell(folded in _YES, notice=BOOL_NOTICE)
    return _refused(
        "очікується true або false, або порожня комірка, якщо не відомо",
        "true or false is expected, or an empty cell if it is not known",
    )


def read_int(column: Column, text: str) -> Cell:
    """A whole number within the bounds of its column; terms are never negative."""
    lowest, highest = BOUNDS[column.name]
    if not _WHOLE.fullmatch(text):
        return _refused("очікується ціле число, наприклад 5", "a whole number is expected, such as 5")
    number = int(text.split(".", maxsplit=1)[0])
    if number < 0:
        return _refused(
            "число не може бути від’ємним; перевірте його за вироком",
            "the number cannot be negative; check it against the judgment",
        )
    if not lowest <= number <= highest:
        return _refused(
            f"число має бути від {lowest} до {highest}; перевірте його за вироком",
            f"the number must be between {lowest} and {highest}; check it against the judgment",
        )
    return Cell(number)


def read_items(column: Column, text: str) -> Cell:
    """Items of a part, as ``1;4``: kept in ascending order, each once."""
    pieces = [piece.strip().removesuffix(".0") for piece in re.split(r"[;,]", text)]
    if not all(re.fullmatch(r"\d{1,2}", piece) and 1 <= int(piece) <= LARGEST_ITEM for piece in pieces):
        return _refused(
            "очікуються номери пунктів через крапку з комою, наприклад 1;4",
            "item numbers separated by semicolons are expected, such as 1;4",
        )
    canonical = ";".join(str(number) for number in sorted({int(piece) for piece in pieces}))
    if len(canonical) > LONGEST_ITEMS:
        return _refused(
            "пунктів забагато для однієї частини статті; перевірте їх за вироком",
            "there are too many items for one part of an article; check them against the judgment",
        )
    return Cell(canonical, notice=ITEMS_NOTICE if "," in text else None)


def read_code(column: Column, text: str) -> Cell:
    """One of the values the format lists."""
    if text in column.values:
        return Cell(text)
    near = get_close_matches(text.casefold(), [value.casefold() for value in column.values], n=1)
    guess = next((value for value in column.values if near and value.casefold() == near[0]), None)
    return _refused(
        f"такого значення немає; можливі: {', '.join(column.values)}" + (f". Можливо, це {guess}" if guess else ""),
        f"there is no such value; possible: {', '.join(column.values)}"
        + (f". Perhaps {guess} is meant" if guess else ""),
    )


def read_text(column: Column, text: str) -> Cell:
    """Free text, identifiers, articles and citizenship."""
    if "\x00" in text:
        return _refused(
            "у комірці є нульовий байт; файл пошкоджено, вивантажте його ще раз",
            "the cell holds a NUL byte; the file is damaged, export it again",
        )
    if "\n" in text or "\r" in text:
        return _refused(
            "у комірці є розрив рядка; запишіть усе в один рядок",
            "the cell holds a line break; write everything on one line",
        )
    if column.name == "citizenship" and not CITIZENSHIP.fullmatch(text):
        return _refused(
            "очікується код країни з трьох великих латинських літер за ISO 3166-1, наприклад UKR",
            "a country code of three capital Latin letters by ISO 3166-1 is expected, such as UKR",
        )
    if len(text) > longest(column.name):
        return _refused(
            f"текст задовгий (знаків: {len(text)}, можна до {longest(column.name)}); скоротіть його",
            f"the text is too long: {len(text)} characters, at most {longest(column.name)} are allowed; shorten it",
        )
    return _read_article(text) if column.name == "article" else Cell(text)


def _read_article(text: str) -> Cell:
    # An article nobody has listed is accepted and flagged, because codes change; but one that a spreadsheet turned
    # into a date is lost, and must not pass for an unlisted article.
    text = re.sub(r"^(\d+)\.0+$", r"\1", text)
    if ARTICLE.fullmatch(text) or not (_ISO.fullmatch(text) or _DOTTED.fullmatch(text)):
        return Cell(text)
    return _refused(
        "таблиця перетворила статтю на дату; задайте колонці текстовий формат і впишіть статтю, наприклад 258-3",
        "the spreadsheet turned the article into a date; format the column as text and write the article, such as "
        "258-3",
    )


READERS: dict[str, Callable[[Column, str], Cell]] = {
    "date": read_date,
    "bool": read_bool,
    "int": read_int,
    "items": read_items,
    "code": read_code,
    "text": read_text,
}
"""One reader for each kind of column."""


def read_cell(column: Column, text: str) -> Cell:
    """Read one cell; ``text`` is not empty and has no blanks around it."""
    return READERS[column.kind](column, text)
