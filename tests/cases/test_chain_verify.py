"""Whatever is changed behind the application's back is found, and named as far as the rest can tell."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from poruka.cases.chain.checkpoint import make_checkpoint
from poruka.cases.chain.findings import Broken
from poruka.cases.chain.note import SigningKey
from poruka.cases.chain.record import COLUMNS, Record
from poruka.cases.chain.store import append, append_many
from poruka.cases.chain.verify import verify
from poruka.cases.models import CaseState
from poruka.law.calendar import KYIV
from tests.support.chain import Forger, a_life, at, behind_the_back, draft, key, people, records, tampered

pytestmark = pytest.mark.django_db

KEY = SigningKey("log.example", bytes(range(32)))
FORGED = SigningKey("log.example", bytes(32))


@pytest.fixture
def cases() -> tuple[str, str, str]:
    """Three cases told in turns, so that their records lie mixed in the log; the last record of each has a sealed part."""
    people("P-1", "P-2", "P-3", "P-9")
    lives = [a_life(person, 3) for person in ("P-1", "P-2", "P-3")]
    append_many([life[step] for step in range(3) for life in lives])
    for life in lives:
        append(life[0].case, draft(sealed={"diagnosis": "x"}), expected=3, key=key(), at=at(4))
    one, two, three = (life[0].case for life in lives)
    return one, two, three


@pytest.fixture
def forger(cases: tuple[str, str, str]) -> Iterator[Forger]:
    """Somebody with the whole database to themselves, who knows the format."""
    with behind_the_back() as cursor:
        yield Forger(cursor)


def found() -> Broken:
    """What verify says is broken: always a sentence in both languages."""
    report = verify(connection)
    assert report.broken is not None, "nothing was found"
    assert not report.whole
    assert report.text.uk.startswith("Ланцюг записів порушено. ")
    assert report.text.en.startswith("The chain of records is broken. ")
    return report.broken


def by_place() -> dict[int, Record]:
    from poruka.cases.models import Case

    return {record.seq: record for case in Case.objects.all() for record in records(case.id)}


def test_what_was_not_touched_is_whole(cases: tuple[str, str, str]) -> None:
    report = verify(connection)
    assert (report.whole, report.records, report.cases, report.checkpoints) == (True, 12, 3, 0)
    assert report.root in report.text.uk
    assert report.root in report.text.en


def test_a_log_without_records_is_whole(db: None) -> None:
    assert verify(connection).whole


def test_progress_is_told_to_the_end(cases: tuple[str, str, str]) -> None:
    told: list[tuple[int, int]] = []
    verify(connection, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (12, 12)


class TestAnyColumnOfAnyRecord:
    """Every column of every record, by itself and by somebody who makes the hashes agree again."""

    @pytest.mark.parametrize("column", [c for c in COLUMNS if c not in ("seq", "number", "case_id")])
    def test_changed_alone_it_is_found_and_the_record_named(self, column: str, forger: Forger) -> None:
        for record in by_place().values():
            with transaction.atomic():
                value = record.row[COLUMNS.index(column)]
                forger.put(record.seq, **{column: tampered(value)})
                broken = found()
                assert (broken.kind, broken.case, broken.number) == ("content", record.case, record.number)
                transaction.set_rollback(True)

    @pytest.mark.parametrize("column", ["seq", "number", "case_id"])
    def test_its_place_too(self, column: str, cases: tuple[str, str, str], forger: Forger) -> None:
        for record in by_place().values():
            other = {"seq": record.seq + 100, "number": record.number + 100, "case_id": "NOSUCHCASE22"}
            with transaction.atomic():
                forger.put(record.seq, **{column: other[column]})
                assert found().seq == record.seq
                transaction.set_rollback(True)

    def test_every_single_character_counts(self, forger: Forger) -> None:
        record = by_place()[5]
        for column, value in zip(COLUMNS, record.row, strict=True):
            for place in range(len(value)) if isinstance(value, str) and column != "case_id" else ():
                with transaction.atomic():
                    forger.put(5, **{column: tampered(value, place)})
                    assert found().seq == 5
                    transaction.set_rollback(True)

    @pytest.mark.parametrize(
        "column", [c for c in COLUMNS if c not in ("seq", "number", "case_id", "previous", "hash")]
    )
    def test_with_its_own_hash_made_to_agree_the_next_or_the_tree_tells(self, column: str, forger: Forger) -> None:
        from poruka.cases.chain.record import hash_of

        for record in by_place().values():
            with transaction.atomic():
                forger.put(record.seq, **{column: tampered(record.row[COLUMNS.index(column)])})
                forger.put(record.seq, hash=hash_of(forger.rows[record.seq - 1]))
                broken = found()
                # The last record of a case has no next: there the tree speaks, of a stretch with that record in it.
                assert broken.kind in ("link", "root", "clock")
                if broken.kind == "link":
                    assert (broken.case, broken.number) == (record.case, record.number + 1)
                transaction.set_rollback(True)

    @pytest.mark.parametrize("column", ["type", "made_by", "happened_at", "fields", "law_version", "office"])
    def test_with_the_whole_case_made_to_agree_the_tree_tells(self, column: str, forger: Forger) -> None:
        for record in by_place().values():
            with transaction.atomic():
                forger.put(record.seq, **{column: tampered(record.row[COLUMNS.index(column)])})
                forger.rehash(record.case)
                assert found().kind == "root"
                transaction.set_rollback(True)

    @pytest.mark.parametrize(
        ("column", "value"), [("number", "x"), ("supersedes", 0.5), ("fields", None), ("fields", b"{}"), ("made_by", 7)]
    )
    def test_even_a_value_of_another_kind_is_only_a_finding(self, column: str, value: Any, forger: Forger) -> None:
        try:
            with transaction.atomic():
                forger.put(4, **{column: value})
        except DatabaseError:
            assert verify(connection).whole  # the database would not have it
        else:
            assert isinstance(found(), Broken)


class TestDropped:
    """Nothing can be taken away: not from the middle, not the end, not a whole case."""

    def test_any_one_record(self, forger: Forger) -> None:
        for record in by_place().values():
            with transaction.atomic():
                forger.drop(record.seq)
                broken = found()
                assert (broken.kind, broken.seq) == ("missing", record.seq)
                if record.number < 4:
                    assert (broken.case, broken.number) == (record.case, record.number)
                    assert f"запис {record.number}" in broken.text.uk
                transaction.set_rollback(True)

    def test_the_last_record_of_a_case_is_named_by_what_the_lists_knew(
        self, cases: tuple[str, str, str], forger: Forger
    ) -> None:
        for case, person in zip(cases, ("P-1", "P-2", "P-3"), strict=True):
            CaseState.objects.create(case_id=case, person_id=person, stage="s", phase="p", owner="o", records=4)
        last = records(cases[0])[-1]
        forger.drop(last.seq)
        broken = found()
        assert (broken.kind, broken.case, broken.number, broken.seq) == ("missing", cases[0], 4, last.seq)

    def test_the_last_record_of_the_log_is_named_by_the_head(self, cases: tuple[str, str, str], forger: Forger) -> None:
        forger.drop(12)
        broken = found()
        assert (broken.kind, broken.case, broken.number, broken.seq) == ("missing", cases[2], 4, 12)
        assert "11" in broken.text.uk
        assert "12" in broken.text.uk

    def test_a_whole_case_with_every_trace(self, cases: tuple[str, str, str], forger: Forger) -> None:
        forger.drop(*(record.seq for record in records(cases[1])))
        forger.cursor.execute("DELETE FROM cases_case WHERE id = %s", [cases[1]])
        assert found().kind == "missing"
        forger.close_ranks()
        assert found().kind in ("content", "missing")
        forger.rehash()
        assert found().kind in ("root", "missing")

    def test_all_records_but_not_the_case(self, cases: tuple[str, str, str], forger: Forger) -> None:
        forger.drop(*(record.seq for record in records(cases[1])))
        forger.rewrite()
        broken = found()
        assert (broken.kind, broken.case) == ("empty-case", cases[1])

    def test_everything(self, forger: Forger) -> None:
        forger.drop(*range(1, 13))
        assert found().kind == "missing"
        forger.cursor.execute("DELETE FROM cases_loghead")
        assert found().kind == "empty-case"


class TestAddedAndMoved:
    """Nothing can be put in, doubled, swapped or reordered."""

    def test_a_record_added_at_the_end(self, cases: tuple[str, str, str], forger: Forger) -> None:
        row = list(forger.rows[-1])
        row[0], row[2], row[13] = 13, 5, "another key"
        self._insert(forger, row)
        assert found().kind == "content"
        forger.rehash()
        broken = found()
        assert (broken.kind, broken.seq) == ("head", 13)

    def test_a_record_doubled(self, forger: Forger) -> None:
        for row in list(forger.rows):
            with transaction.atomic():
                self._insert(forger, [13, row[1], 5, *row[3:13], "another key", *row[14:]])
                assert found().seq == 13
                transaction.set_rollback(True)

    def test_two_records_swapped(self, cases: tuple[str, str, str], forger: Forger) -> None:
        for first, second in ((1, 2), (4, 7), (9, 12), (5, 11)):
            with transaction.atomic():
                self._swap(forger, first, second, "seq")
                assert found().kind in ("content", "missing")
                forger.rehash()
                assert found().kind in ("number", "root", "clock", "link")
                transaction.set_rollback(True)

    def test_two_numbers_of_a_case_swapped(self, cases: tuple[str, str, str], forger: Forger) -> None:
        one, two = records(cases[0])[1:3]
        self._swap(forger, one.seq, two.seq, "number")
        assert found().kind == "content"
        forger.rehash()
        broken = found()
        assert (broken.kind, broken.case, broken.seq) == ("number", cases[0], one.seq)

    def test_two_cases_swapped(self, cases: tuple[str, str, str], forger: Forger) -> None:
        one, two = cases[:2]
        for case, other in ((one, "SWAP"), (two, one), ("SWAP", two)):
            forger.cursor.execute("UPDATE cases_record SET case_id = %s WHERE case_id = %s", [other, case])
        Forger.__post_init__(forger)
        assert found().kind == "content"
        forger.rehash()
        assert found().kind == "root"

    @pytest.mark.parametrize(
        ("column", "value"),
        [("person_id", "P-9"), ("ordinal", 2), ("opened_at", "2026-03-02T08:00:00.000001Z"), ("id", "NOSUCHCASE22")],
    )
    def test_a_case_given_to_another_person(
        self, column: str, value: Any, cases: tuple[str, str, str], forger: Forger
    ) -> None:
        forger.cursor.execute(f"UPDATE cases_case SET {column} = %s WHERE id = %s", [value, cases[0]])
        broken = found()
        assert (broken.kind, broken.case, broken.number) == (
            "unknown-case" if column == "id" else "link", cases[0], 1,
        )  # fmt: skip

    @staticmethod
    def _insert(forger: Forger, row: list[Any]) -> None:
        places = ", ".join(["%s"] * len(COLUMNS))
        names = ", ".join(f'"{name}"' for name in COLUMNS)
        forger.cursor.execute(f"INSERT INTO cases_record ({names}) VALUES ({places})", row)
        Forger.__post_init__(forger)

    @staticmethod
    def _swap(forger: Forger, first: int, second: int, column: str) -> None:
        values = [forger.rows[seq - 1][COLUMNS.index(column)] for seq in (first, second)]
        keys = [forger.rows[seq - 1][13] for seq in (first, second)]
        for key_, value in ((keys[0], 10**6), (keys[1], values[0]), (keys[0], values[1])):
            forger.cursor.execute(f'UPDATE cases_record SET "{column}" = %s WHERE "key" = %s', [value, key_])
        Forger.__post_init__(forger)


class TestHead:
    """The head of the log is held against the log."""

    CHANGES = (
        ("size", 13), ("size", 3), ("frontier", bytes(64)), ("frontier", b"x"), ("last_number", 3),
        ("last_case", "NOSUCHCASE22"), ("size", -1),
    )  # fmt: skip

    @pytest.mark.parametrize(("column", "value"), CHANGES)
    def test_changed(self, column: str, value: Any, forger: Forger) -> None:
        forger.cursor.execute(f"UPDATE cases_loghead SET {column} = %s", [value])
        assert found().kind in ("head", "missing", "root")

    def test_removed(self, forger: Forger) -> None:
        forger.cursor.execute("DELETE FROM cases_loghead")
        assert found().kind == "head"


class TestSealedParts:
    """A sealed part is what was sealed, or was erased under a record that says so."""

    @pytest.mark.parametrize("column", ["salt", "content", "record_id", "erased_by_id"])
    def test_changed(self, column: str, forger: Forger) -> None:
        for seq in (10, 11, 12):
            with transaction.atomic():
                forger.cursor.execute(f"SELECT {column} FROM cases_sealed WHERE record_id = %s", [seq])
                (value,) = forger.cursor.fetchone()
                other = 1 if column == "record_id" else tampered(value)
                forger.cursor.execute(f"UPDATE cases_sealed SET {column} = %s WHERE record_id = %s", [other, seq])
                broken = found()
                assert (broken.kind, broken.seq) == ("sealed", 1 if column == "record_id" else seq)
                transaction.set_rollback(True)

    def test_removed(self, cases: tuple[str, str, str], forger: Forger) -> None:
        forger.cursor.execute("DELETE FROM cases_sealed WHERE record_id = 11")
        broken = found()
        assert (broken.kind, broken.case, broken.number) == ("sealed", cases[1], 4)

    def test_erased_without_a_record_of_it(self, cases: tuple[str, str, str], forger: Forger) -> None:
        wipe = "UPDATE cases_sealed SET salt = NULL, content = NULL, erased_by_id = %s WHERE record_id = 10"
        for under in (None, 1, 12):
            forger.cursor.execute(wipe, [under])
            broken = found()
            assert (broken.kind, broken.case, broken.number) == ("sealed", cases[0], 4)


class TestRewritten:
    """Whoever rewrites everything so that it agrees with itself is found by what is signed, or kept elsewhere."""

    def rewritten(self, forger: Forger) -> None:
        forger.put(5, fields='{"step":999}')
        forger.rewrite()

    def test_without_a_checkpoint_nothing_can_be_seen(self, forger: Forger) -> None:
        """This is why there are checkpoints."""
        self.rewritten(forger)
        assert verify(connection).whole

    def test_a_checkpoint_in_the_database_tells(self, forger: Forger) -> None:
        make_checkpoint(KEY, at(5))
        self.rewritten(forger)
        broken = found()
        assert (broken.kind, broken.seq) == ("root", 1)
        assert "контрольна точка" in broken.text.uk

    def test_checkpoints_tell_between_which_of_them(self, cases: tuple[str, str, str], forger: Forger) -> None:
        make_checkpoint(KEY, at(5))
        append(cases[0], draft(), expected=4, key=key(), at=at(6))
        append(cases[0], draft(), expected=5, key=key(), at=at(7))
        make_checkpoint(KEY, at(8))
        Forger.__post_init__(forger)
        forger.put(14, fields='{"step":999}')
        forger.rewrite()
        broken = found()
        assert (broken.kind, broken.seq) == ("root", 13)
        assert "13–14" in broken.text.en

    def test_cut_off_under_a_checkpoint(self, forger: Forger) -> None:
        make_checkpoint(KEY, at(5))
        forger.drop(12)
        forger.rewrite()
        broken = found()
        assert (broken.kind, broken.seq) == ("missing", 12)
        assert "контрольна точка" in broken.text.uk

    COLUMNS = ("size", "root", "made_at", "key_id", "public_key", "note")

    @pytest.mark.parametrize("column", COLUMNS)
    def test_a_checkpoint_changed(self, column: str, forger: Forger) -> None:
        make_checkpoint(KEY, at(5))
        forger.cursor.execute(f"SELECT {column} FROM cases_checkpoint")
        (value,) = forger.cursor.fetchone()
        forger.cursor.execute(f"UPDATE cases_checkpoint SET {column} = %s", [tampered(value)])
        assert found().kind == "checkpoint"

    def test_signed_anew_with_another_key_it_agrees_unless_one_names_the_key(self, forger: Forger) -> None:
        make_checkpoint(KEY, at(5))
        self.rewritten(forger)
        forger.cursor.execute("DELETE FROM cases_checkpoint")
        make_checkpoint(FORGED, at(5))
        believed = verify(connection)
        assert believed.whole
        assert any("Name your own key" in notice.en for notice in believed.notices)
        report = verify(connection, [KEY.public])
        assert report.broken is not None
        assert report.broken.kind == "checkpoint"

    def test_with_the_right_key_a_whole_log_is_whole(self, forger: Forger) -> None:
        make_checkpoint(KEY, at(5))
        report = verify(connection, [KEY.public])
        assert (report.whole, report.checkpoints) == (True, 1)
        assert not any("key" in notice.en for notice in report.notices)


def test_nothing_shorter_than_what_was_signed_is_signed(forger: Forger) -> None:
    from poruka.cases.chain.errors import ChainError

    make_checkpoint(KEY, at(5))
    forger.drop(12)
    forger.rewrite()
    with pytest.raises(ChainError, match="Run poruka verify"):
        make_checkpoint(KEY, at(6))


def test_a_day_or_a_moment_of_kyiv_stands_in_the_chain_as_it_was_said(cases: tuple[str, str, str]) -> None:
    record = records(cases[0])[0]
    assert record.moment.tzinfo == KYIV
