"""What one cell means: the format, the habits of spreadsheets that have one meaning only, and the rest refused."""

from datetime import date

import pytest

from poruka.law.facts import CONVICTIONS, PERSONS, SENTENCES
from poruka.register.cells import READERS, read_cell

BIRTH, SERVING, YEARS = PERSONS.column("birth_date"), SENTENCES.column("serving"), SENTENCES.column("term_years")
ITEMS, ARTICLE, PART, STAGE = (CONVICTIONS.column(name) for name in ("items", "article", "part", "stage"))
CITIZENSHIP, NAME = PERSONS.column("citizenship"), PERSONS.column("family_name")


@pytest.mark.parametrize(
    ("column", "text", "value", "with_notice"),
    [
        (BIRTH, "2020-12-31", date(2020, 12, 31), False),
        (BIRTH, "2020-12-31 00:00:00", date(2020, 12, 31), False),
        (BIRTH, "31.12.2020", date(2020, 12, 31), True),
        (BIRTH, "1.2.2020", date(2020, 2, 1), True),
        (BIRTH, "44196", date(2020, 12, 31), True),
        (BIRTH, "44196.0", date(2020, 12, 31), True),
        (BIRTH, "10000", date(1927, 5, 18), True),
        (BIRTH, "73050", date(2099, 12, 31), True),
        (BIRTH, "2024-02-29", date(2024, 2, 29), False),
        (SERVING, "true", True, False),
        (SERVING, "FALSE", False, False),
        (SERVING, "1", True, True),
        (SERVING, "0", False, True),
        (SERVING, "Так", True, True),
        (SERVING, "ні", False, True),
        (SERVING, "ІСТИНА", True, True),
        (YEARS, "5", 5, False),
        (YEARS, "5.0", 5, False),
        (YEARS, "0", 0, False),
        (ITEMS, "1;4", "1;4", False),
        (ITEMS, "4; 1;4", "1;4", False),
        (ITEMS, "1,4", "1;4", True),
        (ITEMS, "4.0", "4", False),
        (ARTICLE, "115", "115", False),
        (ARTICLE, "115.0", "115", False),
        (ARTICLE, "258-3", "258-3", False),
        (ARTICLE, "999-9", "999-9", False),
        (ARTICLE, "ст. 115", "ст. 115", False),
        (PART, "2", 2, False),
        (STAGE, "attempt", "attempt", False),
        (CITIZENSHIP, "UKR", "UKR", False),
        (NAME, "О’Коваль", "О’Коваль", False),
    ],
)
def test_read(column, text, value, with_notice) -> None:
    cell = read_cell(column, text)
    assert cell.refused is None
    assert cell.value == value
    assert type(cell.value) is type(value)
    assert (cell.notice is not None) == with_notice


@pytest.mark.parametrize(
    ("column", "text", "cure"),
    [
        (BIRTH, "31/12/2020", "2020-12-31"),
        (BIRTH, "12/31/2020", "2020-12-31"),
        (BIRTH, "31.12.20", "2020-12-31"),
        (BIRTH, "1985", "2020-12-31"),
        (BIRTH, "9999", "2020-12-31"),
        (BIRTH, "73051", "2020-12-31"),
        (BIRTH, "311220", "2020-12-31"),
        (BIRTH, "44196.5", "2020-12-31"),
        (BIRTH, "2020-12-31 13:45:00", "2020-12-31"),
        (BIRTH, "2023-02-29", "no such day in the calendar"),
        (BIRTH, "30.02.2020", "no such day in the calendar"),
        (BIRTH, "0000-01-01", "the year 0 is impossible"),
        (BIRTH, "1849-12-31", "the year 1849 is impossible"),
        (BIRTH, "немає", "2020-12-31"),
        (SERVING, "maybe", "true or false"),
        (SERVING, "2", "true or false"),
        (YEARS, "-1", "cannot be negative"),
        (YEARS, "101", "between 0 and 100"),
        (YEARS, "п’ять", "whole number"),
        (YEARS, "5.5", "whole number"),
        (YEARS, "99999999999999999999999", "whole number"),
        (PART, "0", "between 1 and 99"),
        (ITEMS, "a", "1;4"),
        (ITEMS, "0", "1;4"),
        (ITEMS, "1;;4", "1;4"),
        (ITEMS, ";".join(map(str, range(1, 99))), "too many items"),
        (ARTICLE, "2026-11-03", "turned the article into a date"),
        (ARTICLE, "03.11.2026", "turned the article into a date"),
        (ARTICLE, "1" * 17, "at most 16"),
        (STAGE, "Attempt", "Perhaps attempt"),
        (STAGE, "готування", "completed, attempt, preparation"),
        (CITIZENSHIP, "Україна", "such as UKR"),
        (CITIZENSHIP, "ukr", "such as UKR"),
        (NAME, "Ко\x00валь", "NUL byte"),
        (NAME, "я" * 201, "at most 200"),
        (NAME, "Коваль\nМельник", "a line break"),
    ],
)
def test_refused_with_a_cure(column, text, cure) -> None:
    cell = read_cell(column, text)
    assert cell.value is None
    assert cell.refused is not None
    assert cure in cell.refused.en


def test_every_kind_of_column_has_a_reader() -> None:
    kinds = {column.kind for table in (PERSONS, SENTENCES, CONVICTIONS) for column in table.columns}
    assert kinds == set(READERS)
