"""The tables of the database are those of format 1, and defend themselves."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from poruka.law.facts import CONVICTIONS, PERSONS, SENTENCES, TABLES
from poruka.register.layout import ALL_TABLES, BOUNDS, INSTITUTIONS, longest
from poruka.register.models import Change, Conviction, Flag, Import, Institution, Person, Sentence
from poruka.register.models.people import Imported
from poruka.register.parsing import DTYPES

SOURCE = Path(__file__).resolve().parents[2] / "src" / "poruka"
OF_TABLE = {PERSONS: Person, SENTENCES: Sentence, CONVICTIONS: Conviction, INSTITUTIONS: Institution}
FIELD_OF_KIND = {
    "text": models.CharField,
    "code": models.CharField,
    "items": models.CharField,
    "date": models.DateField,
    "bool": models.BooleanField,
    "int": models.IntegerField,
}


@pytest.mark.parametrize("table", OF_TABLE, ids=lambda table: table.name)
def test_the_columns_are_exactly_those_of_the_format(table) -> None:
    origin = {field.attname for field in Imported._meta.fields}
    own = [field for field in OF_TABLE[table]._meta.concrete_fields if not field.generated]
    columns = [field.attname for field in own if field.attname not in origin]
    assert columns == [column.name for column in table.columns]


@pytest.mark.parametrize(
    ("table", "column"),
    [(table, column) for table in TABLES.values() for column in table.columns],
    ids=lambda it: it.name,
)
def test_each_column_has_the_type_and_width_of_the_format(table, column) -> None:
    field = next(field for field in OF_TABLE[table]._meta.concrete_fields if field.attname == column.name)
    field = field.target_field if isinstance(field, models.ForeignKey) else field
    assert isinstance(field, FIELD_OF_KIND[column.kind])
    if column.kind == "text":
        assert field.max_length == longest(column.name)
    if column.kind == "code":
        assert max(map(len, column.values)) <= (field.max_length or 0)


def test_every_column_of_the_format_can_be_read() -> None:
    for table in ALL_TABLES.values():
        for column in table.columns:
            assert column.kind in DTYPES
            assert column.kind != "int" or column.name in BOUNDS


@pytest.mark.django_db
def test_the_migrations_make_these_tables() -> None:
    call_command("makemigrations", "register", check=True, dry_run=True, verbosity=0, skip_checks=True)


def all_constraints() -> list[models.BaseConstraint]:
    return [
        constraint
        for model in (Person, Sentence, Conviction, Flag, Change, Import)
        for constraint in model._meta.constraints
    ]


@pytest.mark.parametrize("constraint", all_constraints(), ids=lambda it: it.name)
def test_every_constraint_has_a_sentence_in_both_languages(constraint) -> None:
    uk, en = constraint.violation_error_message.split(" / ")
    assert re.search("[а-яіїєґ]", uk)
    assert re.fullmatch(r"[\x00-\x7f’“”]+", en)
    assert len(constraint.name) <= 63


@pytest.mark.django_db
class TestTheDatabaseRefuses:
    @pytest.fixture(autouse=True)
    def _somebody(self) -> None:
        origin = {
            "imported_in": Import.objects.create(sha256="0" * 64, source="x", today=date(2026, 1, 15)),
            "imported_row": 2,
            "fingerprint": 0,
        }
        Person.objects.create(person_id="P1", **origin)
        Sentence.objects.create(sentence_id="S1", person_id="P1", starts_on=date(2023, 1, 1), **origin)
        Conviction.objects.create(
            conviction_id="C1", person_id="P1", article="185", committed_on=date(2022, 1, 1), **origin
        )

    @pytest.mark.parametrize(
        ("model", "cells"),
        [
            (Person, {"sex": "X"}),
            (Person, {"custody": ""}),
            (Sentence, {"term_years": -1}),
            (Sentence, {"term_years": 101}),
            (Sentence, {"penalty": "fine"}),
            (Sentence, {"ends_on": date(2022, 12, 31)}),
            (Sentence, {"person_id": "P404"}),
            (Sentence, {"person_id": None}),
            (Conviction, {"article": ""}),
            (Conviction, {"part": 0}),
            (Conviction, {"stage": None}),
            (Conviction, {"record": "spent"}),
            (Conviction, {"expunges_on": date(2021, 12, 31)}),
            (Conviction, {"sentence_id": "S404"}),
            (Import, {"state": "done"}),
        ],
    )
    def test_what_the_format_does_not_allow(self, model, cells) -> None:
        def tried() -> None:
            with transaction.atomic():
                model.objects.update(**cells)
                connection.check_constraints()

        with pytest.raises(IntegrityError):
            tried()

    def test_nobody_is_deleted_who_has_rows(self) -> None:
        with pytest.raises(models.ProtectedError):
            Person.objects.get().delete()


def test_every_read_of_persons_asks_who_reads() -> None:
    """Pages and screening never go past ``seen_by``; only the register itself reads without an actor.

    The pages of a case are let in by the case, which has its own rule of who sees it.
    """
    unasked = re.compile(r"\bPerson\.(objects|_default_manager)\b(?!\.seen_by\()")
    found = [
        f"{path.relative_to(SOURCE)}:{number}"
        for folder in ("web", "screening", "access")
        for path in sorted((SOURCE / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if unasked.search(line) and "casework" not in path.parts
    ]
    assert not found
