"""What must be true of every answer about everybody: a gap is never a reason, and the same question has one answer."""

import copy
import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from poruka.law.engine import determine
from poruka.law.facts import CONVICTIONS, PERSONS, SENTENCES, Facts
from poruka.law.ukraine import BOOK
from tests.law import referee, referee_offences
from tests.law.spec.loader import Case, cases
from tests.law.strategies import READINGS, examples, people, readings

SOME = examples(100)
ALL = cases()

KEYS = {"person_id", "sentence_id", "conviction_id"}
MEANS_SOMETHING_WHEN_EMPTY = {"code", "stage", "participation", "severity", "especially_grave"}
"""Format 1 gives these empty cells a meaning (UA2001, completed, perpetrator; severity is then read from the
catalogue), so to empty one is to state another fact, not to leave a gap."""


def answers(facts: Facts, asked: date, adopted: dict[str, str] | None = None) -> dict[str, str]:
    return {finding.id: finding.holds for finding in determine(BOOK, facts, asked, adopted or {}).conditions}


def with_one_fact_removed(facts: Facts) -> Iterator[tuple[str, Facts]]:
    """The same person once for every fact on file, without it."""
    for column in _gaps(PERSONS, facts.person):
        yield column, Facts({**facts.person, column: None}, facts.sentences, facts.convictions)
    for i, row in enumerate(facts.sentences):
        for column in _gaps(SENTENCES, row):
            yield f"sentence {i} {column}", Facts(facts.person, _without(facts.sentences, i, column), facts.convictions)
    for i, row in enumerate(facts.convictions):
        for column in _gaps(CONVICTIONS, row):
            if column == "part" and not referee_offences.in_the_catalogue(row):
                # A part that does not exist is a mistake, not a fact: to remove it is to correct the file.
                continue
            yield (
                f"conviction {i} {column}",
                Facts(facts.person, facts.sentences, _without(facts.convictions, i, column)),
            )


def with_a_table_removed(facts: Facts) -> Iterator[tuple[str, Facts]]:
    """The same person with nothing known of them, of their sentences, of their convictions."""
    yield "persons", Facts.of({"person_id": facts.person_id}, facts.sentences, facts.convictions)
    yield "sentences", Facts(facts.person, (), facts.convictions)
    yield "convictions", Facts(facts.person, facts.sentences, ())


def _gaps(table: Any, row: Any) -> list[str]:
    return [
        column.name
        for column in table.columns
        if row[column.name] is not None and column.name not in KEYS | MEANS_SOMETHING_WHEN_EMPTY
    ]


def _without(rows: Any, i: int, column: str) -> Any:
    return tuple({**row, column: None} if j == i else row for j, row in enumerate(rows))


def assert_a_gap_only_hides(before: dict[str, str], after: dict[str, str], removed: str) -> None:
    """With a fact gone, an answer stays what it was or can no longer be told."""
    for condition, answer in after.items():
        assert answer in (before[condition], "cannot_tell"), (removed, condition, before[condition], answer)


class TestAGapIsNeverAReason:
    """Invariant 1 of the design, and more: without a fact no answer is ever turned into another answer."""

    @SOME
    @given(people(), readings)
    def test_no_answer_rests_on_an_empty_cell(
        self, asked_and_facts: tuple[date, Facts], adopted: dict[str, str]
    ) -> None:
        asked, facts = asked_and_facts
        before = answers(facts, asked, adopted)
        for removed, rest in with_one_fact_removed(facts):
            assert_a_gap_only_hides(before, answers(rest, asked, adopted), removed)

    @SOME
    @given(people(), readings)
    def test_no_answer_rests_on_an_empty_table(
        self, asked_and_facts: tuple[date, Facts], adopted: dict[str, str]
    ) -> None:
        asked, facts = asked_and_facts
        before = answers(facts, asked, adopted)
        for removed, rest in with_a_table_removed(facts):
            assert_a_gap_only_hides(before, answers(rest, asked, adopted), removed)

    @SOME
    @given(people(), readings)
    def test_losing_a_conviction_never_makes_a_refusal(
        self, asked_and_facts: tuple[date, Facts], adopted: dict[str, str]
    ) -> None:
        """A register cannot know that a row was lost, so a bar may be lost with it; but none may appear."""
        asked, facts = asked_and_facts
        before = answers(facts, asked, adopted)
        for i in range(len(facts.convictions)):
            rest = Facts(facts.person, facts.sentences, facts.convictions[:i] + facts.convictions[i + 1 :])
            for condition, answer in answers(rest, asked, adopted).items():
                assert answer != "no" or before[condition] == "no", condition

    @pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in ALL])
    def test_in_every_worked_example_too(self, case: Case) -> None:
        before = answers(case.facts, case.on, dict(case.readings))
        for removed, rest in [*with_one_fact_removed(case.facts), *with_a_table_removed(case.facts)]:
            assert_a_gap_only_hides(before, answers(rest, case.on, dict(case.readings)), removed)

    @SOME
    @given(people(), readings)
    def test_a_missing_fact_is_named_only_if_it_is_missing(
        self, asked_and_facts: tuple[date, Facts], adopted: dict[str, str]
    ) -> None:
        asked, facts = asked_and_facts
        for name in determine(BOOK, facts, asked, adopted).missing_facts:
            assert _is_missing_somewhere(facts, name), name

    @SOME
    @given(people(), readings)
    def test_what_cannot_be_told_says_why(self, asked_and_facts: tuple[date, Facts], adopted: dict[str, str]) -> None:
        asked, facts = asked_and_facts
        for finding in determine(BOOK, facts, asked, adopted).conditions:
            reasons = finding.missing_facts + finding.open_questions
            assert bool(reasons) == (finding.holds == "cannot_tell"), finding.id


def _is_missing_somewhere(facts: Facts, name: str) -> bool:
    if name in facts.person:
        return facts.person[name] is None
    if name == "article":
        # The article being served is not on file, or is not one that the catalogue knows.
        known = [c for c in facts.convictions if c["code"] == "UA1960" or referee_offences.in_the_catalogue(c)]
        return len(known) < len(facts.convictions) or all(c["record"] != "serving" for c in facts.convictions)
    if name == "penalty":
        return all(s["penalty"] is None or s["serving"] is False for s in facts.sentences) or any(
            s["penalty"] is None for s in facts.sentences
        )
    rows = facts.sentences if any(column.name == name for column in SENTENCES.columns) else facts.convictions
    return any(row[name] is None for row in rows)


class TestAReadingClosesItsOwnQuestionOnly:
    """To adopt a reading settles that question and changes nothing that did not depend on it."""

    @SOME
    @given(people())
    def test_whatever_the_reading(self, asked_and_facts: tuple[date, Facts]) -> None:
        asked, facts = asked_and_facts
        everything_open = dict.fromkeys(READINGS, "open")
        before = {f.id: f for f in determine(BOOK, facts, asked, everything_open).conditions}
        for question, known in READINGS.items():
            for reading in known:
                if reading == "open":
                    continue
                for finding in determine(BOOK, facts, asked, everything_open | {question: reading}).conditions:
                    assert question not in finding.open_questions
                    assert set(finding.open_questions) <= set(before[finding.id].open_questions) - {question}
                    assert set(finding.missing_facts) <= set(before[finding.id].missing_facts)
                    if question not in before[finding.id].open_questions:
                        assert finding.holds == before[finding.id].holds
                        assert finding.missing_facts == before[finding.id].missing_facts

    def test_a_question_left_open_is_the_same_as_no_reading(self) -> None:
        case = next(case for case in ALL if case.questions == {"stage-of-offence"})
        assert determine(BOOK, case.facts, case.on, {"stage-of-offence": "open"}) == determine(
            BOOK, case.facts, case.on
        )


class TestTheSameQuestionHasOneAnswer:
    """Invariant 2: same facts, same law, same readings, same answer; the order of rows is not a fact."""

    @SOME
    @given(people(), readings)
    def test_asked_twice(self, asked_and_facts: tuple[date, Facts], adopted: dict[str, str]) -> None:
        asked, facts = asked_and_facts
        assert determine(BOOK, facts, asked, adopted) == determine(BOOK, copy.deepcopy(facts), asked, dict(adopted))

    @SOME
    @given(people(), readings)
    def test_with_the_rows_in_another_order(self, asked_and_facts: tuple[date, Facts], adopted: dict[str, str]) -> None:
        asked, facts = asked_and_facts
        shuffled = Facts(facts.person, _shuffled(facts.sentences), _shuffled(facts.convictions))
        one, other = determine(BOOK, facts, asked, adopted), determine(BOOK, shuffled, asked, adopted)
        assert (one.verdict, one.failed, one.unknown) == (other.verdict, other.failed, other.unknown)
        assert (one.missing_facts, one.open_questions) == (other.missing_facts, other.open_questions)
        assert (one.holds_from, one.holds_until) == (other.holds_from, other.holds_until)

    @SOME
    @given(people())
    def test_what_the_law_does_not_ask_changes_nothing(self, asked_and_facts: tuple[date, Facts]) -> None:
        """Sex, trade, name, institution, earlier parole: no condition may look at them (practice.md R23)."""
        asked, facts = asked_and_facts
        person = {
            **facts.person,
            "sex": "F",
            "trade": "кухар",
            "family_name": "Інша",
            "institution_id": "X",
            "earlier_parole": True,
        }
        assert answers(Facts(person, facts.sentences, facts.convictions), asked) == answers(facts, asked)


def _shuffled(rows: Any) -> Any:
    return tuple(random.Random(len(rows)).sample(rows, len(rows)))


class TestTheBookIsComplete:
    """Invariant 3: every condition can be cited, dated and read in two languages."""

    def test_the_register_level_conditions_are_those_of_the_interface(self) -> None:
        assert [condition.id for condition in BOOK.conditions] == list(referee.CONDITIONS)

    @pytest.mark.parametrize("condition", BOOK.conditions, ids=lambda condition: condition.id)
    def test_a_condition_is_cited_dated_and_worded(self, condition) -> None:
        assert condition.cites.strip()
        assert condition.in_force >= date(2024, 5, 18)
        assert condition.mark in ("read", "our_reading", "open")
        for text in (condition.title, condition.text, *([condition.note] if condition.note else [])):
            assert _is_ukrainian(text.uk), text.uk
            assert _is_english(text.en), text.en

    def test_all_the_questions_of_section_7_are_listed(self) -> None:
        numbers = {question.number for question in BOOK.questions}
        assert {f"7-{n:02}" for n in range(1, 25)} <= numbers

    @pytest.mark.parametrize("question", BOOK.questions, ids=lambda question: question.id)
    def test_a_question_is_worded_and_its_default_is_one_of_its_readings(self, question) -> None:
        assert _is_ukrainian(question.text.uk)
        assert _is_english(question.text.en)
        assert question.default == "open" or question.default in {reading.id for reading in question.readings}
        for reading in question.readings:
            assert _is_ukrainian(reading.text.uk)
            assert _is_english(reading.text.en)

    def test_every_question_with_readings_is_wired_to_a_condition(self) -> None:
        wired = {id for condition in BOOK.conditions for id in condition.questions}
        assert {question.id for question in BOOK.questions if question.readings} == wired


def _is_ukrainian(text: str) -> bool:
    return any("а" <= letter <= "я" or letter in "іїєґ" for letter in text.lower()) and not set("ыэъё") & set(
        text.lower()
    )


def _is_english(text: str) -> bool:
    """English words; a citation of a Code in Ukrainian letters (КК, КПК) may stand among them."""
    words = [word.strip("().,;:–“”’") for word in text.split()]
    cyrillic = [word for word in words if any("а" <= letter <= "я" or letter in "іїєґ" for letter in word.lower())]
    return any("a" <= letter <= "z" for letter in text.lower()) and all(word.isupper() for word in cyrillic)
