"""People by the end of each month: as was known then, the same in every release, and no more than the totals say."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from poruka.statistics.funnel import Question, funnel
from poruka.statistics.public.disclosure import Hidden, Shown
from poruka.statistics.public.series import SERIES, by_month, month_ends, protected, rows
from poruka.statistics.tables import Period
from tests.cases.told import at, history, way
from tests.statistics.histories import log, people

LAW = date(2024, 5, 18)
JANUARY, FEBRUARY, MARCH, APRIL = (date(2026, month, day) for month, day in ((1, 31), (2, 28), (3, 31), (4, 30)))


@pytest.mark.parametrize(
    ("start", "end", "count", "first", "last"),
    [
        (LAW, date(2024, 5, 30), 0, None, None),
        (LAW, date(2024, 5, 31), 1, date(2024, 5, 31), date(2024, 5, 31)),
        (LAW, date(2026, 1, 15), 20, date(2024, 5, 31), date(2025, 12, 31)),
        (date(2024, 2, 1), date(2024, 2, 29), 1, date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_only_months_that_have_ended(start: date, end: date, count: int, first: date | None, last: date | None) -> None:
    found = list(month_ends(start, end))
    assert len(found) == count
    assert found[:1] + found[-1:] == [day for day in (first, last) if day]


def test_each_month_says_what_a_release_of_its_last_day_would_have_said() -> None:
    cases = {
        "DONE": history(*way("enrolment")),
        "CORRECTED": history(("information-given", 0), ("application", 10), ("application", 60, {"_supersedes": 2})),
        "LATE": history(("information-given", 0), ("application", 45)),
        "NOT-LISTED": history(*way("motion")),
    }
    register = people("DONE", "CORRECTED", "LATE")
    found = by_month(log(cases), register, LAW, APRIL)
    assert set(found) == set(SERIES)
    for day in (JANUARY, FEBRUARY, MARCH, APRIL):
        then = funnel(Question(day, Period(LAW, day), measures=SERIES), log(cases), register)
        assert {id: months[day] for id, months in found.items()} == {id: then.count(id) for id in SERIES}, day
    assert at(45).date() < MARCH
    assert [found["wished"][day] for day in (JANUARY, FEBRUARY, MARCH)] == [2, 3, 3]


def earlier(as_of: date, total: Shown, series: Mapping[date, Shown] = {}) -> dict[str, Any]:
    def row(number: Shown) -> dict[str, Any]:
        hidden = isinstance(number, Hidden)
        return {"people": None if hidden else number, "hidden": str(number) if hidden else ""}

    return {
        "as_of": as_of.isoformat(),
        "figures": [{"measure": "granted", "division": "", "group": "", **row(total)}],
        "series": [{"measure": "granted", "until": day.isoformat(), **row(number)} for day, number in series.items()],
    }


def told(
    people: Mapping[date, int], total: Shown, as_of: date, before: list[dict[str, Any]] | None = None
) -> list[Shown]:
    return [point.number for point in protected({"granted": people}, {"granted": total}, as_of, before or [])]


COUNTS = {JANUARY: 5, FEBRUARY: 14, MARCH: 31, APRIL: 33}


def test_months_are_rounded_and_hidden_like_everything_else() -> None:
    assert told(COUNTS, 35, APRIL) == [Hidden.SMALL, 15, 30, 35]


def test_the_month_that_ends_on_the_day_of_the_release_is_its_total() -> None:
    assert told(COUNTS, Hidden.WHOLE, APRIL) == [Hidden.WHOLE] * 4


def test_what_was_published_of_a_month_stands() -> None:
    """Somebody was struck off the register since: the month is told as it was told then."""
    first = earlier(MARCH, 30, {JANUARY: Hidden.SMALL, FEBRUARY: 15, MARCH: 30})
    assert told({day: count - 4 for day, count in COUNTS.items()}, 30, APRIL, [first]) == [Hidden.SMALL, 15, 30, 30]


def test_a_total_of_an_earlier_release_is_the_months_even_where_that_release_had_no_months() -> None:
    without = {name: part for name, part in earlier(FEBRUARY, 10).items() if name != "series"}
    assert told(COUNTS, 35, APRIL, [without]) == [Hidden.SMALL, 10, 30, 35]


def test_a_measure_that_an_earlier_release_did_not_have_is_told_as_usual() -> None:
    """Its day is a month's end, and there is no number of the measure on it."""
    other = earlier(FEBRUARY, 10)
    other["figures"][0]["measure"] = "released"
    assert told(COUNTS, 35, APRIL, [other]) == [Hidden.SMALL, 15, 30, 35]


@pytest.mark.parametrize(
    ("middle", "shown"),
    [
        (30, [Hidden.SMALL, 15, 30, 35]),
        (Hidden.SMALL, [Hidden.SMALL, 15, Hidden.SMALL, 35]),
        (Hidden.WHOLE, [Hidden.WHOLE, Hidden.WHOLE, Hidden.WHOLE, Hidden.WHOLE]),
    ],
)
def test_months_around_a_hidden_total_are_hidden_with_it(middle: Shown, shown: list[Shown]) -> None:
    """Between a total that was hidden and the next release a month would say what the total was."""
    found = told(COUNTS, 35, APRIL, [earlier(MARCH, middle)])
    assert found[:3] == shown[:3]
    assert found[3] == 35


def test_rows_of_the_document() -> None:
    points = protected({"granted": COUNTS}, {"granted": 35}, APRIL)
    assert rows(points)[0] == {"measure": "granted", "until": "2026-01-31", "people": None, "hidden": "small"}
    assert rows(points)[3] == {"measure": "granted", "until": "2026-04-30", "people": 35, "hidden": ""}
