"""Every engine gives the answers of the referee, over registers nobody would think of writing by hand.

The chain has two links: the engine for one person is held to the referee, the engines for a population are held to
the engine for one person.
"""

import csv
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given

from poruka.law.engine import END, START, Book, determine
from poruka.law.facts import CONVICTIONS, PERSONS, SENTENCES, Facts
from poruka.law.ukraine import BOOK
from poruka.register.parsing import schema_of
from poruka.register.tables import Register
from poruka.screening.engine import screen
from tests.law import referee, referee_offences
from tests.law.spec.loader import cases
from tests.law.strategies import READINGS, examples, people, readings, registers

DAY = timedelta(days=1)


class TestOnePerson:
    """The engine for one person against the referee."""

    @examples(400)
    @given(people(), readings)
    def test_it_says_what_the_referee_says(self, asked_and_facts: tuple[date, Facts], adopted: dict[str, str]) -> None:
        asked, facts = asked_and_facts
        found, ruling = determine(BOOK, facts, asked, adopted), referee.rule(facts, asked, adopted)
        assert found.verdict == ruling.verdict
        assert set(found.failed) == ruling.failed
        assert set(found.unknown) == ruling.unknown
        assert set(found.missing_facts) == ruling.missing_facts
        assert set(found.open_questions) == ruling.open_questions
        assert (found.holds_from, found.holds_until) == (ruling.holds_from, ruling.holds_until)

    @examples(300)
    @given(people(), readings)
    def test_it_says_it_of_every_condition(self, asked_and_facts: tuple[date, Facts], adopted: dict[str, str]) -> None:
        asked, facts = asked_and_facts
        for finding in determine(BOOK, facts, asked, adopted).conditions:
            answer = referee.answer(facts, finding.id, asked, adopted)
            missing, questions = referee.missing(facts, finding.id, asked, adopted)
            assert (finding.id, finding.holds) == (finding.id, answer)
            assert (finding.id, set(finding.missing_facts)) == (finding.id, missing)
            assert (finding.id, set(finding.open_questions)) == (finding.id, questions)
            assert (finding.id, finding.from_, finding.until) == (finding.id, *referee.span(facts, finding.id, adopted))

    @examples(100)
    @given(people(), readings)
    def test_a_span_begins_and_ends_where_the_referee_changes_its_mind(
        self, asked_and_facts: tuple[date, Facts], adopted: dict[str, str]
    ) -> None:
        """Asked day by day on both sides of each end, without the referee's own notion of a span."""
        asked, facts = asked_and_facts
        for finding in determine(BOOK, facts, asked, adopted).conditions:
            if finding.from_ not in (None, START):
                assert referee.answer(facts, finding.id, finding.from_, adopted) == "yes"
                assert referee.answer(facts, finding.id, finding.from_ - DAY, adopted) == "no"
            if finding.until not in (None, END):
                assert referee.answer(facts, finding.id, finding.until, adopted) == "no"
                assert referee.answer(facts, finding.id, finding.until - DAY, adopted) == "yes"

    def test_the_strategies_know_every_question_and_reading(self) -> None:
        offered = {q.id: {"open", *(r.id for r in q.readings)} for q in BOOK.questions if q.readings}
        assert {question: set(known) for question, known in READINGS.items()} == offered


class TestTheReferee:
    """The referee is asked on the days on which something changes; here it is asked on all of them."""

    @examples(5)
    @given(people())
    def test_nothing_changes_between_the_days_of_change(self, asked_and_facts: tuple[date, Facts]) -> None:
        _, facts = asked_and_facts
        days = set(referee.days_of_change(facts))
        day, before = date(2024, 5, 1), None
        while day < date(2025, 7, 15):
            now = referee.rule(facts, day)
            assert before is None or day in days or (now.failed, now.unknown) == (before.failed, before.unknown)
            day, before = day + DAY, now

    def test_its_table_of_corruption_is_that_of_the_catalogue(self) -> None:
        """law.md 2.3 read by hand against the sanctions in the file: no provision forgotten, none too many."""
        corruption = {
            *("191", "262", "308", "312", "313", "320", "357", "410", "210", "354", "364", "364-1", "365-2"),
            *("368", "368-3", "368-4", "368-5", "369", "369-2"),
        }
        with referee_offences.CATALOGUE.open(encoding="utf-8", newline="") as file:
            by_sanction = {
                (row["article"], int(row["part"]))
                for row in csv.DictReader(file)
                if row["article"] in corruption and row["severity"] == "especially_grave"
            }
        assert by_sanction == set(referee_offences.ESPECIALLY_GRAVE_CORRUPTION)


STRICT = {
    "stage-of-offence": "covered",
    "citizenship": "citizens-only",
    "code-1960": "covered",
    "two-murders": "any-two-victims",
    "responsible-office": "any-offence",
}
LENIENT = {
    "stage-of-offence": "not-covered",
    "citizenship": "anyone",
    "code-1960": "not-covered",
    "two-murders": "item-1-only",
    "responsible-office": "corruption-only",
}
ASKED = (
    *[
        pytest.param("polars", day, {}, id=f"polars-{day}")
        for day in (date(2024, 5, 17), date(2025, 6, 17), date(2026, 1, 15))
    ],
    *[pytest.param(engine, date(2026, 1, 15), STRICT, id=f"{engine}-strict") for engine in ("polars", "duckdb")],
    pytest.param("polars", date(2026, 1, 15), LENIENT, id="polars-lenient"),
    pytest.param("polars", date(2026, 1, 15), dict.fromkeys(STRICT, "open"), id="polars-open"),
    pytest.param("duckdb", date(2025, 6, 17), {}, id="duckdb-2025-06-17"),
    pytest.param("spark", date(2026, 1, 15), {}, id="spark", marks=pytest.mark.spark),
)


class TestAPopulation:
    """The engines for a whole register against the engine for one person."""

    @examples(12)
    @given(registers(size=120), readings)
    def test_every_person_is_answered_alike_in_process(
        self, asked_and_people: tuple[date, Sequence[Facts]], adopted: dict[str, str]
    ) -> None:
        asked, everybody = asked_and_people
        assert_answered_alike("polars", asked, everybody, adopted)

    @examples(4)
    @given(registers(size=120), readings)
    def test_every_person_is_answered_alike_on_disk(
        self, asked_and_people: tuple[date, Sequence[Facts]], adopted: dict[str, str]
    ) -> None:
        asked, everybody = asked_and_people
        assert_answered_alike("duckdb", asked, everybody, adopted)

    @pytest.mark.parametrize(("engine", "asked", "adopted"), ASKED)
    def test_the_cases_from_practice_are_answered_alike(
        self, engine: str, asked: date, adopted: dict[str, str]
    ) -> None:
        """All the worked examples as one register, whatever day and readings each was written for."""
        if engine == "spark":
            pytest.importorskip("pyspark")
        everybody = [numbered(case.facts, number) for number, case in enumerate(cases())]
        assert_answered_alike(engine, asked, everybody, adopted)

    def test_a_register_with_nobody_in_it(self) -> None:
        assert screen(register_of([]), date(2026, 1, 15)).height == 0

    def test_people_of_whom_only_a_number_is_on_file(self) -> None:
        assert_answered_alike("polars", date(2026, 1, 15), [Facts.of({"person_id": f"P{i}"}) for i in range(3)], {})


def numbered(facts: Facts, number: int) -> Facts:
    """The same person under a number of their own, so that many can stand in one register."""
    who = f"P{number}"
    return Facts(
        {**facts.person, "person_id": who},
        tuple({**row, "person_id": who, "sentence_id": f"{who}-S{i}"} for i, row in enumerate(facts.sentences)),
        tuple({**row, "person_id": who, "conviction_id": f"{who}-C{i}"} for i, row in enumerate(facts.convictions)),
    )


def register_of(everybody: Sequence[Facts]) -> Register:
    """The people as the three tables a population engine reads."""
    return Register(
        pl.DataFrame([dict(facts.person) for facts in everybody], schema=schema_of(PERSONS)),
        pl.DataFrame([dict(row) for facts in everybody for row in facts.sentences], schema=schema_of(SENTENCES)),
        pl.DataFrame(
            [_items_as_text(row) for facts in everybody for row in facts.convictions], schema=schema_of(CONVICTIONS)
        ),
    )


def _items_as_text(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "items": None if row["items"] is None else ";".join(map(str, row["items"]))}


def assert_answered_alike(
    engine: str, asked: date, everybody: Sequence[Facts], adopted: Mapping[str, str], book: Book = BOOK
) -> None:
    """The screened table says of each person, in order, what the engine for one person says."""
    table = screen(register_of(everybody), asked, engine=engine, readings=adopted, book=book, spans=True)
    assert table["person_id"].to_list() == [facts.person_id for facts in everybody]
    for facts, row in zip(everybody, table.iter_rows(named=True), strict=True):
        one = determine(book, facts, asked, adopted)
        assert (row["verdict"], row["as_of"], row["law_version"]) == (one.verdict, one.as_of, one.law_version)
        assert tuple(row["failed"]) == one.failed
        assert tuple(row["unknown"]) == one.unknown
        assert tuple(row["missing_facts"]) == one.missing_facts
        assert tuple(row["open_questions"]) == one.open_questions
        assert (row["holds_from"], row["holds_until"]) == (one.holds_from, one.holds_until)
        for finding in one.conditions:
            told = (row[f"{finding.id}_from"], row[f"{finding.id}_until"])
            assert (finding.id, *told) == (finding.id, finding.from_, finding.until)
