"""Numbers, counts and dates read as a person would write them."""

from datetime import date

import pytest

from poruka.web import words

TODAY = date(2026, 1, 15)
PEOPLE = ("особа", "особи", "осіб", "person", "people")


def plain(text: str) -> str:
    """The words with ordinary spaces, so that a test can be read."""
    return text.replace(words.THIN, " ").replace(words.HARD, " ")


@pytest.mark.parametrize(
    ("n", "uk", "en"),
    [
        (0, "0 осіб", "0 people"),
        (1, "1 особа", "1 person"),
        (2, "2 особи", "2 people"),
        (4, "4 особи", "4 people"),
        (5, "5 осіб", "5 people"),
        (11, "11 осіб", "11 people"),
        (12, "12 осіб", "12 people"),
        (14, "14 осіб", "14 people"),
        (21, "21 особа", "21 people"),
        (22, "22 особи", "22 people"),
        (100, "100 осіб", "100 people"),
        (101, "101 особа", "101 people"),
        (111, "111 осіб", "111 people"),
        (27471, "27 471 особа", "27 471 people"),
    ],
)
def test_a_count_takes_the_right_form(n: int, uk: str, en: str) -> None:
    assert plain(words.count(n, PEOPLE, "uk")) == uk
    assert plain(words.count(n, PEOPLE, "en")) == en


def test_a_number_never_breaks_over_two_lines() -> None:
    assert words.number(27471) == "27\u202f471"
    assert words.number(1234567) == "1\u202f234\u202f567"
    assert words.number(999) == "999"
    assert " " not in words.count(27471, PEOPLE, "uk")
    assert " " not in words.full_date(TODAY, "uk")


@pytest.mark.parametrize(
    ("day", "uk", "en"),
    [
        (date(2026, 1, 15), "15 січня 2026 р.", "15 January 2026"),
        (date(2024, 5, 18), "18 травня 2024 р.", "18 May 2024"),
        (date(2024, 2, 29), "29 лютого 2024 р.", "29 February 2024"),
        (date(9999, 12, 31), "без кінцевої дати", "no end date"),
    ],
)
def test_a_date_is_full(day: date, uk: str, en: str) -> None:
    assert plain(words.full_date(day, "uk")) == uk
    assert plain(words.full_date(day, "en")) == en


@pytest.mark.parametrize(
    ("day", "left", "left_en"),
    [
        (date(2026, 1, 15), "сьогодні", "today"),
        (date(2026, 1, 16), "ще 1 день", "1 day left"),
        (date(2026, 1, 18), "ще 3 дні", "3 days left"),
        (date(2026, 1, 13), "прострочено на 2 дні", "2 days overdue"),
        (date(2026, 1, 10), "прострочено на 5 днів", "5 days overdue"),
        (date(2026, 4, 15), "ще 3 місяці", "3 months left"),
        (date(2028, 7, 15), "ще 2 роки 6 місяців", "2 years 6 months left"),
        (date(2036, 1, 20), "ще 10 років", "10 years left"),
    ],
)
def test_time_left_is_said_in_words(day: date, left: str, left_en: str) -> None:
    assert plain(words.time_left(day, TODAY, "uk")) == left
    assert plain(words.time_left(day, TODAY, "en")) == left_en


@pytest.mark.parametrize(
    ("day", "uk", "en"),
    [
        (date(2026, 1, 15), "сьогодні", "today"),
        (date(2026, 1, 17), "через 2 дні", "in 2 days"),
        (date(2026, 1, 13), "2 дні тому", "2 days ago"),
        (date(2024, 5, 18), "20 місяців тому", "20 months ago"),
    ],
)
def test_a_day_nobody_must_meet_is_never_overdue(day: date, uk: str, en: str) -> None:
    assert plain(words.distance(day, TODAY, "uk")) == uk
    assert plain(words.distance(day, TODAY, "en")) == en


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 10, "0 %"), (10, 10, "100 %"), (1, 1000, "<1 %"), (999, 1000, ">99 %"), (1, 3, "33 %"), (0, 0, "—")],
)
def test_a_share_never_rounds_somebody_away(part: int, whole: int, said: str) -> None:
    assert plain(words.share(part, whole)).replace("< ", "<").replace("> ", ">") == said


@pytest.mark.parametrize(
    ("names", "uk", "en"),
    [([], "", ""), (["а"], "а", "а"), (["а", "б"], "а і б", "а and б"), (["а", "б", "в"], "а, б і в", "а, б and в")],
)
def test_names_are_listed_in_one_phrase(names: list[str], uk: str, en: str) -> None:
    assert words.listed(names, "uk") == uk
    assert words.listed(names, "en") == en
