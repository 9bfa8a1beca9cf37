"""Adding to the chain: whole or not at all, once even if sent twice, never over somebody else's act."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from poruka.cases.chain.errors import (
    AlreadyOpen,
    BadRecord,
    ChainError,
    KeyReused,
    Overtaken,
    UnknownCase,
    UnknownPerson,
)
from poruka.cases.chain.requests import Append, Draft, Opening
from poruka.cases.chain.sealed import commitment
from poruka.cases.chain.store import append, append_many, erase, open_case, records_of, records_of_all
from poruka.cases.chain.verify import verify
from poruka.cases.models import Case, LogHead, Sealed
from poruka.cases.models import Record as Stored
from tests.support.chain import a_life, at, case_of, digest_of_everything, draft, key, people, records

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register() -> None:
    people("P-1", "P-2", "P-3")


def nothing_came_of(attempt: Callable[[], Any], expected: type[ChainError]) -> ChainError:
    """The attempt is refused with a sentence in both languages, and leaves no trace."""
    with connection.cursor() as cursor:
        before = digest_of_everything(cursor), Case.objects.count(), Sealed.objects.count()
        with pytest.raises(expected) as refused:
            attempt()
        assert (digest_of_everything(cursor), Case.objects.count(), Sealed.objects.count()) == before
    assert refused.value.text.uk.endswith((".", "verify."))
    assert refused.value.text.en.endswith(".")
    assert verify(connection).whole
    return refused.value


def test_each_record_follows_the_one_before_it_in_its_case_and_takes_its_place_in_the_log() -> None:
    one, two = case_of("P-1", 3), case_of("P-2", 2)
    assert [(r.seq, r.number) for r in (*one, *two)] == [(1, 1), (2, 2), (3, 3), (4, 1), (5, 2)]
    assert [r.previous for r in one[1:]] == [r.hash for r in one[:-1]]
    assert one[0].previous != two[0].previous
    report = verify(connection)
    assert (report.whole, report.records, report.cases) == (True, 5, 2)


def test_a_record_comes_back_as_it_was_said() -> None:
    said = draft(
        "ruling",
        fields={"outcome": "granted", "parts": [1, None, True], "name": "Їжак «Ґ» 🛡"},
        happened_at=date(2026, 3, 1),
        office="",
    )
    case = open_case("P-1", said, key="the-act", at=at(1)).case
    (record,) = records_of(case)
    assert (record.type, record.fields, record.happened_at, record.office) == (
        said.type, said.fields, said.happened_at, "",
    )  # fmt: skip
    assert (record.made_at, record.key, record.supersedes) == (at(1), "the-act", None)
    assert Stored.objects.get().whole == record
    assert records_of_all([case, "NOSUCHCASE22"]) == {case: (record,), "NOSUCHCASE22": ()}


def test_records_in_one_act_stand_together_or_not_at_all() -> None:
    case = open_case("P-1", draft(), draft("document"), key="k", at=at(0)).case
    assert [r.key for r in records(case)] == ["k", "k#2"]
    nothing_came_of(lambda: append(case, draft(), draft(supersedes=9), expected=2, key=key(), at=at(1)), BadRecord)


class TestTwice:
    """A form sent twice, by a double click or a lost connection, is recorded once."""

    def test_the_same_act_again_gives_the_same_record(self) -> None:
        case = open_case("P-1", draft(), key="open", at=at(0)).case
        said: Any = {"expected": 1, "key": "act", "at": at(1)}
        first = append(case, draft(fields={"a": 1}, happened_at=at(0.5)), **said)
        again = append(case, draft(fields={"a": 1}, happened_at=at(0.5)), **{**said, "at": at(2)})
        assert (first.repeated, again.repeated) == (False, True)
        assert again.records == first.records
        assert len(records(case)) == 2

    def test_even_after_others_have_gone_on(self) -> None:
        case = open_case("P-1", draft(), key="open", at=at(0)).case
        first = append(case, draft(happened_at=at(0)), expected=1, key="act", at=at(1))
        append(case, draft(), expected=2, key="later", at=at(2))
        assert append(case, draft(happened_at=at(0)), expected=1, key="act", at=at(3)).records == first.records

    def test_a_case_opened_twice_by_the_same_act_is_one_case(self) -> None:
        first = open_case("P-1", draft(happened_at=at(0)), key="open", at=at(0))
        again = open_case("P-1", draft(happened_at=at(0)), key="open", at=at(1))
        assert (again.case, again.repeated) == (first.case, True)
        assert Case.objects.count() == 1

    OTHERWISE: tuple[tuple[str, dict[str, Any]], ...] = (
        ("another type", {"type": "withdrawal"}),
        ("other fields", {"fields": {"a": 2}}),
        ("another moment", {"happened_at": at(0.6)}),
        ("another author", {"made_by": "kovalenko"}),
        ("a correction", {"supersedes": 1}),
        ("something sealed", {"sealed": {"diagnosis": "x"}}),
    )

    @pytest.mark.parametrize("other", [other for _, other in OTHERWISE], ids=[what for what, _ in OTHERWISE])
    def test_the_same_key_with_other_content_is_refused(self, other: dict[str, Any]) -> None:
        case = open_case("P-1", draft(), key="open", at=at(0)).case
        said = {"type": "application", "fields": {"a": 1}, "happened_at": at(0.5)}
        append(case, draft(**said), expected=1, key="act", at=at(1))
        nothing_came_of(lambda: append(case, draft(**{**said, **other}), expected=2, key="act", at=at(1)), KeyReused)

    def test_the_same_key_in_another_case_or_with_more_records_is_refused(self) -> None:
        one, two = (open_case(p, draft(), key=f"open {p}", at=at(0)).case for p in ("P-1", "P-2"))
        said = draft(happened_at=at(0.5))
        append(one, said, expected=1, key="act", at=at(1))
        nothing_came_of(lambda: append(two, said, expected=1, key="act", at=at(1)), KeyReused)
        nothing_came_of(lambda: append(one, said, said, expected=1, key="act", at=at(1)), KeyReused)
        append(one, said, said, expected=2, key="both", at=at(1))
        nothing_came_of(lambda: append(one, said, expected=2, key="both", at=at(1)), KeyReused)

    def test_what_is_sealed_is_compared_too(self) -> None:
        case = open_case("P-1", draft(), key="open", at=at(0)).case
        said = draft(sealed={"diagnosis": "one"}, happened_at=at(0.5))
        first = append(case, said, expected=1, key="act", at=at(1))
        assert append(case, said, expected=1, key="act", at=at(1)).records == first.records
        other = draft(sealed={"diagnosis": "two"}, happened_at=at(0.5))
        nothing_came_of(lambda: append(case, other, expected=1, key="act", at=at(1)), KeyReused)


class TestOvertaken:
    """Whoever acts on what is no longer the last word is told what is new, and nothing is written."""

    def test_the_second_is_told_what_the_first_did(self) -> None:
        case = open_case("P-1", draft(), key="open", at=at(0)).case
        append(case, draft("withdrawal"), expected=1, key=key(), at=at(1))
        told = nothing_came_of(lambda: append(case, draft(), expected=1, key=key(), at=at(1)), Overtaken)
        assert isinstance(told, Overtaken)
        assert [(r.number, r.type) for r in told.added] == [(2, "withdrawal")]

    def test_in_one_batch_too(self) -> None:
        case = open_case("P-1", draft(), key="open", at=at(0)).case
        both = [Append(case, (draft(),), 1, key(), at(1)), Append(case, (draft(),), 1, key(), at(1))]
        nothing_came_of(lambda: append_many(both), Overtaken)

    def test_more_than_there_is_cannot_have_been_seen(self) -> None:
        case = open_case("P-1", draft(), key="open", at=at(0)).case
        nothing_came_of(lambda: append(case, draft(), expected=2, key=key(), at=at(1)), BadRecord)


class TestRefused:
    """What cannot be recorded is refused before anything is written."""

    def test_there_is_no_such_case_or_person(self) -> None:
        nothing_came_of(lambda: append("NOSUCHCASE22", draft(), expected=1, key=key(), at=at(0)), UnknownCase)
        nothing_came_of(lambda: open_case("P-9", draft(), key=key(), at=at(0)), UnknownPerson)

    def test_a_person_has_one_case_of_each_ordinal(self) -> None:
        case = open_case("P-1", draft(), key=key(), at=at(0)).case
        told = nothing_came_of(lambda: open_case("P-1", draft(), key=key(), at=at(0)), AlreadyOpen)
        assert isinstance(told, AlreadyOpen)
        assert told.case == case
        second = open_case("P-1", draft(), key=key(), at=at(1), ordinal=2)
        assert second.case != case

    @pytest.mark.parametrize("number", [0, -1, 2, 3])
    def test_only_an_earlier_record_of_the_case_is_corrected(self, number: int) -> None:
        case = open_case("P-1", draft(), key=key(), at=at(0)).case
        nothing_came_of(lambda: append(case, draft(supersedes=number), expected=1, key=key(), at=at(1)), BadRecord)

    BAD: tuple[tuple[str, dict[str, Any]], ...] = (
        ("no type", {"type": ""}),
        ("a type that is not text", {"type": 7}),
        ("a type too long", {"type": "t" * 65}),
        ("a name with a line break", {"made_by": "a\nb"}),
        ("fields that are a list", {"fields": [1]}),
        ("nobody", {"made_by": ""}),
    )

    @pytest.mark.parametrize("values", [values for _, values in BAD], ids=[what for what, _ in BAD])
    def test_a_draft_has_its_form(self, values: dict[str, Any]) -> None:
        with pytest.raises(BadRecord):
            Draft(**{"type": "t", "made_by": "a", "made_as": "r", "law_version": "v", **values})

    @pytest.mark.parametrize(
        "fields", [{"a": 0.5}, {"a": 2**53}, {"a": b"x"}, {"a": "\ud800"}, {"🛡": 1}, {"a": "x" * 100_001}]
    )
    def test_what_json_cannot_say_everywhere_alike_is_refused(self, fields: dict[str, Any]) -> None:
        case = open_case("P-1", draft(), key=key(), at=at(0)).case
        nothing_came_of(lambda: append(case, draft(fields=fields), expected=1, key=key(), at=at(1)), BadRecord)

    @pytest.mark.parametrize("act", [{"key": ""}, {"key": "k" * 73}, {"drafts": ()}, {"expected": 1}])
    def test_an_act_has_its_form(self, act: dict[str, Any]) -> None:
        whole = {"case": "C", "drafts": (draft(),), "expected": 0, "key": "k", "at": at(0), "opens": Opening("P-1")}
        Append(**whole)
        with pytest.raises(BadRecord):
            Append(**{**whole, **act})

    def test_a_clock_without_a_zone_is_refused(self) -> None:
        case = open_case("P-1", draft(), key=key(), at=at(0)).case
        naive = datetime(2026, 3, 5, 10)  # noqa: DTZ001 - that is the point
        nothing_came_of(lambda: append(case, draft(), expected=1, key=key(), at=naive), BadRecord)
        nothing_came_of(lambda: append(case, draft(happened_at=naive), expected=1, key=key(), at=at(1)), BadRecord)

    def test_nothing_is_added_to_a_log_whose_head_is_damaged(self) -> None:
        from django.db import transaction

        from tests.support.chain import behind_the_back

        case = open_case("P-1", draft(), key=key(), at=at(0)).case
        with behind_the_back() as cursor:
            cursor.execute("UPDATE cases_loghead SET size = 3")
            with pytest.raises(ChainError, match="damaged"), transaction.atomic():
                append(case, draft(), expected=1, key=key(), at=at(1))
            cursor.execute("DELETE FROM cases_loghead")
            with pytest.raises(ChainError, match="damaged"), transaction.atomic():
                append(case, draft(), expected=1, key=key(), at=at(1))


def test_a_clock_put_back_does_not_make_a_case_run_backwards() -> None:
    case = open_case("P-1", draft(), key=key(), at=at(5)).case
    (record,) = append(case, draft(), expected=1, key=key(), at=at(3)).records
    assert record.made_at == at(5)
    assert verify(connection).whole


def test_the_night_of_the_clock_change_keeps_its_order() -> None:
    """03:30 comes twice in the night of 25 October 2026; the second is an hour after the first."""
    from poruka.law.calendar import KYIV

    first, second = (datetime(2026, 10, 25, 3, 30, tzinfo=KYIV, fold=fold) for fold in (0, 1))
    case = open_case("P-1", draft(happened_at=first), key=key(), at=first).case
    append(case, draft(happened_at=second), expected=1, key=key(), at=second)
    one, two = records(case)
    assert two.made_at - one.made_at == timedelta(hours=1)
    assert two.moment.astimezone(UTC) - one.moment.astimezone(UTC) == timedelta(hours=1)


def test_a_hundred_cases_in_one_go_are_the_same_as_one_by_one() -> None:
    lives = [a_life(person, 4) for person in ("P-1", "P-2", "P-3")]
    # As in a morning: the first act of each, the second of each ...
    append_many([life[step] for step in range(4) for life in lives])
    report = verify(connection)
    assert (report.whole, report.records, report.cases) == (True, 12, 3)
    head = LogHead.objects.get()
    assert (head.size, head.last_number) == (12, 4)


class TestSealed:
    """The medical part is in the chain only as a commitment; it can be erased under a record, and then is gone."""

    @pytest.fixture
    def case(self) -> str:
        case = open_case("P-1", draft(), key=key(), at=at(0)).case
        append(case, draft(sealed={"diagnosis": "таємне"}), expected=1, key=key(), at=at(1))
        return case

    def test_the_record_says_nothing_of_the_content(self, case: str) -> None:
        record = records(case)[1]
        part = Sealed.objects.get()
        assert "таємне" not in record.json
        assert record.sealed == commitment('{"diagnosis":"таємне"}', bytes(part.salt))
        assert len(bytes(part.salt)) == 32

    def test_two_alike_do_not_look_alike(self, case: str) -> None:
        again = append(case, draft(sealed={"diagnosis": "таємне"}), expected=2, key=key(), at=at(2)).records[0]
        assert again.sealed != records(case)[1].sealed

    def test_erased_it_leaves_the_chain_whole(self, case: str) -> None:
        (record,) = erase(case, 2, draft("erasure"), expected=2, key="erase", at=at(3)).records
        assert record.fields == {"erases": 2}
        part = Sealed.objects.get()
        assert (part.salt, part.content, part.erased_by_id) == (None, None, record.seq)
        assert verify(connection).whole
        assert erase(case, 2, draft("erasure"), expected=2, key="erase", at=at(3)).records == (record,)

    def test_what_is_not_sealed_or_is_erased_cannot_be_erased(self, case: str) -> None:
        nothing_came_of(lambda: erase(case, 1, draft("erasure"), expected=2, key=key(), at=at(3)), BadRecord)
        erase(case, 2, draft("erasure"), expected=2, key=key(), at=at(3))
        nothing_came_of(lambda: erase(case, 2, draft("erasure"), expected=3, key=key(), at=at(4)), BadRecord)
