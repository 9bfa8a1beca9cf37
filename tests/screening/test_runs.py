"""Runs that are kept: everything to repeat them is stored, they repeat to the same bytes, a touched one is noticed."""

from datetime import date
from pathlib import Path

import pytest

from poruka.access.actors import Actor
from poruka.access.roles import ANALYST
from poruka.law.engine import LawError
from poruka.law.ukraine import BOOK
from poruka.register.models import Person
from poruka.register.tables import from_database
from poruka.screening.engine import screen
from poruka.screening.models import Determination, Run
from poruka.screening.output import digest, write
from poruka.screening.runs import record_run, repeat
from poruka.screening.summary import named
from tests.web.country import AS_OF, USUAL_PEOPLE, settle

pytestmark = pytest.mark.django_db
SOMEBODY = Actor("analyst", ANALYST)
COVERED = {"stage-of-offence": "covered"}


@pytest.fixture
def country() -> None:
    settle(USUAL_PEOPLE)


@pytest.fixture
def run(country: None) -> Run:
    return record_run(SOMEBODY, AS_OF, readings=COVERED)


def test_it_keeps_what_it_was_asked_of_whom_and_by_whom(run: Run) -> None:
    book = BOOK.adopt(COVERED)
    assert (run.as_of, run.engine, run.asked_by) == (AS_OF, "polars", "analyst")
    assert (run.law_version, run.rules_digest) == (book.version(AS_OF), book.digest)
    assert run.readings == dict(book.readings)
    assert run.readings["stage-of-offence"] == "covered"
    assert len(run.input_hash) == len(run.output_hash) == 64
    assert run.started <= run.finished


def test_each_determination_is_what_screening_says(run: Run) -> None:
    """The masks are the lists, bit by bit."""
    told = {row["person_id"]: row for row in screen(from_database(), AS_OF, readings=COVERED).iter_rows(named=True)}
    kept = Determination.objects.filter(run=run)
    assert kept.count() == len(told) == len(USUAL_PEOPLE)
    for each in kept:
        row = told[each.person_id]
        assert each.verdict == row["verdict"]
        assert named(run.conditions, each.failed_mask) == tuple(row["failed"])
        assert named(run.conditions, each.unknown_mask) == tuple(row["unknown"])
        assert named(run.facts, each.missing_mask) == tuple(row["missing_facts"])
        assert named(run.questions, each.question_mask) == tuple(row["open_questions"])
        assert (each.holds_from, each.holds_until) == (row["holds_from"], row["holds_until"])


def test_its_counts_add_up(run: Run) -> None:
    assert sum(run.counts["verdict"].values()) == len(USUAL_PEOPLE)
    for verdict, count in run.counts["verdict"].items():
        assert Determination.objects.filter(run=run, verdict=verdict).count() == count
    failed = sum(mask.bit_count() for mask in Determination.objects.values_list("failed_mask", flat=True))
    assert sum(run.counts["failed"].values()) == failed


def test_it_is_repeated_to_the_same_bytes_after_the_register_has_changed(run: Run, tmp_path: Path) -> None:
    write(screen(from_database(), AS_OF, readings=COVERED), tmp_path / "then.jsonl")
    Person.objects.update(birth_date=date(1950, 1, 1), custody="released")
    answers = repeat(Run.objects.get(pk=run.pk))
    write(answers, tmp_path / "now.jsonl")
    assert (tmp_path / "now.jsonl").read_bytes() == (tmp_path / "then.jsonl").read_bytes()
    assert digest(answers) == run.output_hash
    assert digest(screen(from_database(), AS_OF, readings=COVERED)) != run.output_hash


def test_it_keeps_no_names(run: Run) -> None:
    content = bytes(run.input)
    assert b"family_name" not in content
    assert "Зразок".encode() not in content


def test_the_same_register_asked_twice(run: Run) -> None:
    again = record_run(SOMEBODY, AS_OF, readings=COVERED)
    assert (again.input_hash, again.output_hash, again.counts) == (run.input_hash, run.output_hash, run.counts)


def test_every_engine_gives_the_same_bytes(run: Run) -> None:
    assert record_run(SOMEBODY, AS_OF, readings=COVERED, engine="duckdb").output_hash == run.output_hash


def test_another_reading_is_another_run(run: Run) -> None:
    other = record_run(SOMEBODY, AS_OF, readings={"citizenship": "citizens-only"})
    assert other.output_hash != run.output_hash
    assert other.rules_digest != run.rules_digest


@pytest.mark.parametrize("field", ["output_hash", "input_hash"])
def test_a_run_that_was_touched_does_not_repeat(run: Run, field: str) -> None:
    setattr(run, field, "0" * 64)
    with pytest.raises(LawError, match="does not repeat"):
        repeat(run)


def test_a_run_under_rules_that_are_no_longer_here(run: Run) -> None:
    run.rules_digest = "0" * 16
    with pytest.raises(LawError, match="made under other rules"):
        repeat(run)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"engine": "excel"}, "no engine"),
        ({"readings": {"age": "none"}}, "No such question"),
        ({"as_of": date(1999, 1, 1)}, "did not exist"),
    ],
)
def test_a_run_that_cannot_be_made_leaves_nothing(country: None, asked: dict, told: str) -> None:
    with pytest.raises(LawError, match=told):
        record_run(SOMEBODY, **{"as_of": AS_OF, **asked})
    assert not Run.objects.exists()
    assert not Determination.objects.exists()


def test_a_run_that_breaks_off_leaves_nothing(country: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def pulled_plug(stage: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        record_run(SOMEBODY, AS_OF, progress=pulled_plug)
    assert not Run.objects.exists()
    assert not Determination.objects.exists()


def test_an_empty_register() -> None:
    with pytest.raises(LawError, match="Import a register first"):
        record_run(SOMEBODY, AS_OF)
