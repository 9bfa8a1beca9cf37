"""Published figures as a list of points: read, checked, and refused in words where they cannot be right."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from poruka.forecast.reading import date_of
from poruka.forecast.refusals import ForecastRefused
from poruka.law.text import Text

COLUMNS = ("as_of", "measure", "value", "counted_by")
RELEASED_COLUMNS = ("until", "measure", "people")
"""Of the series of a public release (statistics.open_csv)."""
PUBLISHER, ROUNDED_TO = "public release", 5
DELIMITERS = (",", ";", "\t")
LARGEST_FILE = 5_000_000
MOST_PEOPLE = 100_000_000
EARLIEST, LATEST = date(2001, 9, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """One published figure: on a day, of a measure, as counted by somebody.

    ``row`` is its line in the file. ``unit``: it is known to be rounded to so many; 0 where nothing is said of it.
    """

    as_of: date
    measure: str
    value: int
    counted_by: str
    row: int = 0
    unit: int = 0


@dataclass(frozen=True)
class Points:
    """The points by date, and what had to be put right to get there."""

    points: tuple[Point, ...]
    warnings: tuple[Text, ...] = ()

    def until(self, day: date) -> "Points":
        """Only what was known by a day."""
        return Points(tuple(point for point in self.points if point.as_of <= day), self.warnings)

    def series(self) -> dict[tuple[str, str], tuple[Point, ...]]:
        """The points of each measure by each counter, by date."""
        found: dict[tuple[str, str], list[Point]] = {}
        for point in self.points:
            found.setdefault((point.measure, point.counted_by), []).append(point)
        return {key: tuple(points) for key, points in found.items()}


def read(path: Path) -> Points:
    """The points of a CSV file. Raises ForecastRefused naming the line at fault."""
    try:
        if path.is_dir():
            raise ForecastRefused(
                f"«{path}» – тека, а не файл. Дайте після --points файл CSV.",
                f"“{path}” is a folder, not a file. Give a CSV file after --points.",
            )
        if not path.is_file():
            raise ForecastRefused(
                f"Немає файлу «{path}». Перевірте шлях після --points.",
                f"There is no file “{path}”. Check the path after --points.",
            )
        if path.stat().st_size > LARGEST_FILE:
            raise ForecastRefused(
                f"Файл «{path}» завеликий для переліку опублікованих чисел: понад {LARGEST_FILE // 1_000_000} МБ.",
                f"The file “{path}” is too large for a list of published figures: over {LARGEST_FILE // 1_000_000} MB.",
            )
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as broken:
        raise ForecastRefused(
            f"Файл «{path}» не в кодуванні UTF-8. Збережіть його як CSV UTF-8.",
            f"The file “{path}” is not in UTF-8. Save it as CSV UTF-8.",
        ) from broken
    except OSError as closed:
        raise ForecastRefused(
            f"Файл «{path}» не відкривається. Перевірте, чи маєте право його читати.",
            f"The file “{path}” cannot be opened. Check that you may read it.",
        ) from closed
    return parse(text)


def parse(text: str) -> Points:
    """The points of a CSV text. Raises ForecastRefused naming the line at fault.

    Also of the series of a public release, as it is downloaded: its days stand in ``until``, its numbers in ``people``,
    rounded, and empty where they are hidden.
    """
    lines = text.removeprefix("\ufeff").replace("\x00", "").splitlines()
    head = next((line for line in lines if line.strip()), "")
    delimiter = next((one for one in DELIMITERS if one in head), ",")
    reader = csv.DictReader(lines, strict=True, delimiter=delimiter)
    try:
        names = [(name or "").strip() for name in reader.fieldnames or ()]
        columns = RELEASED_COLUMNS if set(RELEASED_COLUMNS) <= set(names) else COLUMNS
        missing = [name for name in columns[:3] if name not in names]
        if missing:
            raise ForecastRefused(
                f"У першому рядку бракує стовпців: {', '.join(missing)}. Потрібні: {', '.join(COLUMNS)}.",
                f"The first line lacks the columns: {', '.join(missing)}. Needed: {', '.join(COLUMNS)}.",
            )
        reader.fieldnames = names
        rows = [(reader.line_num, [_cell(row, name) for name in columns]) for row in reader]
    except csv.Error as broken:
        raise ForecastRefused(
            f"Рядок {reader.line_num} не читається як CSV. Перевірте лапки й коми.",
            f"Line {reader.line_num} cannot be read as CSV. Check the quotes and commas.",
        ) from broken
    filled = [(line, cells) for line, cells in rows if any(cells)]
    if columns is COLUMNS:
        return checked([_point(cells[:3], cells[3], line) for line, cells in filled])
    return released([_point(cells, PUBLISHER, line, ROUNDED_TO) for line, cells in filled if cells[2]])


def released(found: Sequence[Point]) -> Points:
    """The points of a public release. Its numbers are as they were known at the end of each month, so that a later
    correction may make one smaller than the last: such a one is raised to it."""
    kept: list[Point] = []
    last: dict[str, int] = {}
    for point in sorted(found):
        last[point.measure] = max(point.value, last.get(point.measure, 0))
        kept.append(replace(point, value=last[point.measure]))
    return checked(kept)


def _cell(row: dict[str, str | None], name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


def _point(cells: Sequence[str], counted_by: str, line: int, unit: int = 0) -> Point:
    day, measure, value = cells
    try:
        as_of = date_of(day)
    except ValueError as wrong:
        raise ForecastRefused(
            f"Рядок {line}: «{day[:40]}» не дата. Пишіть дату так: 2024-07-31.",
            f"Line {line}: “{day[:40]}” is not a date. Write it as 2024-07-31.",
        ) from wrong
    if not EARLIEST <= as_of <= LATEST:
        raise ForecastRefused(
            f"Рядок {line}: дата {day} не може стосуватися програми. Перевірте рік.",
            f"Line {line}: the date {day} cannot belong to the programme. Check the year.",
        )
    digits = "".join(value.split())
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 12 or int(digits) > MOST_PEOPLE:
        raise ForecastRefused(
            f"Рядок {line}: «{value[:40]}» не кількість осіб. Потрібне ціле число від 0 до {MOST_PEOPLE}.",
            f"Line {line}: “{value[:40]}” is not a number of people. A whole number from 0 to {MOST_PEOPLE} is needed.",
        )
    if not measure:
        raise ForecastRefused(
            f"Рядок {line}: не сказано, що пораховано. Заповніть стовпець measure, наприклад released.",
            f"Line {line}: it does not say what was counted. Fill in the column measure, for example released.",
        )
    return Point(as_of, measure, int(digits), counted_by, line, unit)


def checked(found: Sequence[Point]) -> Points:
    """The points by date. Raises ForecastRefused where there are none, where two contradict, or where a count falls."""
    if not found:
        raise ForecastRefused(
            "У файлі немає жодної точки. Додайте хоча б один рядок з мірою released.",
            "There is not a single point. Add at least one row of the measure released.",
        )
    warnings = []
    first = next((b for a, b in pairwise(found) if b.as_of < a.as_of), None)
    if first is not None:
        warnings.append(
            Text(
                f"Рядок {first.row}: дати йдуть не за порядком. Точки впорядковано за датою.",
                f"Line {first.row}: the dates are out of order. The points were put in order by date.",
            )
        )
    ordered = Points(tuple(sorted(found, key=lambda p: (p.as_of, p.measure, p.counted_by, p.row))), tuple(warnings))
    kept: list[Point] = []
    for points in ordered.series().values():
        kept += _rising(points)
    return Points(tuple(sorted(kept)), ordered.warnings)


def _rising(points: Iterable[Point]) -> Iterable[Point]:
    """The points of one measure by one counter, each day once; counts of people since the start never fall."""
    last: Point | None = None
    for point in points:
        if last is not None and point.as_of == last.as_of:
            if point.value != last.value:
                raise ForecastRefused(
                    f"Рядки {last.row} і {point.row}: для {point.measure} на {point.as_of:%d.%m.%Y} "
                    f"({point.counted_by or 'без джерела'}) два різні числа, {last.value} і {point.value}. Залиште одне.",
                    f"Lines {last.row} and {point.row}: two different figures for {point.measure} on "
                    f"{point.as_of.isoformat()} ({point.counted_by or 'no source'}), {last.value} and {point.value}. "
                    "Keep one.",
                )
            continue
        if last is not None and point.measure not in NOT_CUMULATIVE and point.value < last.value:
            raise ForecastRefused(
                f"Рядок {point.row}: {point.measure} меншає, з {last.value} (рядок {last.row}) до {point.value}. "
                "Потрібні числа наростаючим підсумком; якщо рахували різні органи, назвіть їх у counted_by.",
                f"Line {point.row}: {point.measure} falls from {last.value} (line {last.row}) to {point.value}. "
                "Cumulative counts are needed; if different bodies counted, name them in counted_by.",
            )
        last = point
        yield point


NOT_CUMULATIVE = frozenset({"convicts_in_custody", "willing_in_survey"})
"""Published figures that are not counts of people since the start, and may fall."""
