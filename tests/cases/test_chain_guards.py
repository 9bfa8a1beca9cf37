"""The database itself refuses to change or remove what was recorded, whoever asks and in whatever words."""

import pytest
from django.db import DatabaseError, connection, models, transaction

from poruka.cases.chain import guards
from poruka.cases.chain.checkpoint import make_checkpoint
from poruka.cases.chain.note import SigningKey
from poruka.cases.chain.store import append, erase, open_case
from poruka.cases.chain.verify import verify
from poruka.cases.models import Case, Checkpoint, LogHead, Record, Sealed
from tests.support.chain import at, digest_of_everything, draft, key, people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_case() -> str:
    people("P-1", "P-2")
    case = open_case("P-1", draft(), key=key(), at=at(0)).case
    append(case, draft(sealed={"diagnosis": "x"}), expected=1, key=key(), at=at(1))
    make_checkpoint(SigningKey.made("log.example"), at(2))
    return case


REFUSED = [
    "UPDATE cases_record SET fields = '{}'",
    "UPDATE cases_record SET fields = fields",
    "UPDATE cases_record SET made_by = 'nobody' WHERE seq = 2",
    "UPDATE cases_record SET seq = seq + 100",
    "DELETE FROM cases_record",
    "DELETE FROM cases_record WHERE seq = 2",
    "UPDATE cases_case SET person_id = 'P-2'",
    "DELETE FROM cases_case",
    "UPDATE cases_checkpoint SET note = 'other'",
    "DELETE FROM cases_checkpoint",
    "UPDATE cases_sealed SET content = '{}'",
    "UPDATE cases_sealed SET content = NULL",
    "UPDATE cases_sealed SET content = NULL, salt = NULL",
    "UPDATE cases_sealed SET record_id = 1",
    "DELETE FROM cases_sealed",
    "UPDATE cases_loghead SET size = 0",
    "UPDATE cases_loghead SET size = size",
    "UPDATE cases_loghead SET id = 2, size = 99",
    "DELETE FROM cases_loghead",
]
ON_SQLITE = [
    # REPLACE removes the row in its way without asking the trigger of DELETE.
    "INSERT OR REPLACE INTO cases_record SELECT * FROM cases_record WHERE seq = 1",
    (
        "REPLACE INTO cases_record SELECT 99, case_id, number, type, made_by, made_as, office, made_at, happened_at,"
        ' fields, sealed, supersedes, law_version, "key", previous, hash FROM cases_record WHERE seq = 1'
    ),
    "REPLACE INTO cases_case SELECT 'OTHER', person_id, ordinal, opened_at FROM cases_case",
    "REPLACE INTO cases_loghead SELECT id, 0, frontier, last_case, last_number FROM cases_loghead",
    "REPLACE INTO cases_sealed SELECT record_id, salt, '{}', NULL FROM cases_sealed",
    "UPDATE OR IGNORE cases_record SET made_by = 'nobody'",
    "UPDATE OR REPLACE cases_record SET number = 1",
]
ON_POSTGRESQL = [
    "TRUNCATE cases_record CASCADE",
    "TRUNCATE cases_case, cases_record, cases_sealed, cases_casestate, cases_casetask, cases_caseoffice",
    "TRUNCATE cases_checkpoint",
    "TRUNCATE cases_loghead",
    (
        "INSERT INTO cases_loghead SELECT id, 0, frontier, last_case, last_number FROM cases_loghead"
        " ON CONFLICT (id) DO UPDATE SET size = 0"
    ),
    "MERGE INTO cases_record r USING cases_case c ON r.case_id = c.id WHEN MATCHED THEN DELETE",
]


OURS = r"(never changed or removed|can only be erased|only grows)"


def refused(statement: str) -> None:
    with connection.cursor() as cursor:
        before = digest_of_everything(cursor)
        if connection.vendor == "postgresql":  # so that only our own triggers have something to say
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match=OURS), transaction.atomic():
            cursor.execute(statement)
        assert digest_of_everything(cursor) == before


OWN = ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL


@pytest.mark.parametrize("statement", [*REFUSED, *OWN])
def test_no_statement_changes_or_removes_a_row(statement: str) -> None:
    refused(statement)


@pytest.mark.parametrize("model", [Case, Record, Sealed, Checkpoint, LogHead])
def test_nor_does_the_application_itself(model: type[models.Model]) -> None:
    row = model._default_manager.first()
    assert row is not None
    with pytest.raises((DatabaseError, models.ProtectedError)), transaction.atomic():
        row.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        model._default_manager.all()._raw_delete("default")
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save(force_update=True)


def test_a_sealed_part_can_be_erased_once_and_never_brought_back(a_case: str) -> None:
    erase(a_case, 2, draft("erasure"), expected=2, key=key(), at=at(2))
    refused("UPDATE cases_sealed SET erased_by_id = NULL")
    refused("UPDATE cases_sealed SET erased_by_id = 1")


def test_verify_says_so_when_a_guard_is_gone() -> None:
    before = verify(connection)
    assert before.whole
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE cases_record DISABLE TRIGGER cases_record_no_update")
        else:
            cursor.execute("DROP TRIGGER cases_record_no_update")
    after = verify(connection)
    (notice,) = set(after.notices) - set(before.notices)
    assert after.whole
    assert "cases_record_no_update" in notice.uk
    assert "cases_record_no_update" in notice.en


def test_installing_twice_and_removing_leaves_nothing_behind() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    guards.install(connection)
    guards.install(connection)
    assert guards.installed(connection) == guards.expected(connection.vendor)
    guards.remove(connection)
    guards.remove(connection)
    assert guards.installed(connection) == set()
