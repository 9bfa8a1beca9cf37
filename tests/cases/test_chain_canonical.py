"""RFC 8785: one way of writing a value down, and of a record straight from its columns."""

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from poruka.cases.chain.canonical import DEEPEST, LARGEST, LONGEST, canonical
from poruka.cases.chain.errors import BadRecord
from poruka.cases.chain.record import COLUMNS, FORMAT, Record, genesis, hash_of, text_of

WRITTEN = [
    # what it shows (section of RFC 8785)                    value                                     written
    ("no space, keys in order (3.2.1, 3.2.3)", {"b": 1, "a": [1, 2], "": None}, '{"":null,"a":[1,2],"b":1}'),
    ("keys inside keys (3.2.3)", {"z": {"y": 1, "x": 2}}, '{"z":{"x":2,"y":1}}'),
    ("a key before its own beginning plus more (3.2.3)", {"aa": 1, "a": 2}, '{"a":2,"aa":1}'),
    ("keys by code unit: digits, capitals, Cyrillic (3.2.3)", {"я": 1, "Z": 2, "1": 3}, '{"1":3,"Z":2,"я":1}'),
    ("literals (3.2.2.1)", [None, True, False], "[null,true,false]"),
    ("what must be escaped, shortly where it can (3.2.2.2)", '"\\\b\f\n\r\t', r'"\"\\\b\f\n\r\t"'),
    ("other control characters in small hexadecimal (3.2.2.2)", "\x00\x1f", r'"\u0000\u001f"'),
    ("nothing else is escaped (3.2.2.2)", "/\x7f\u2028€🛡", '"/\x7f\u2028€🛡"'),
    ("Ukrainian as it stands, not normalised (3.1)", "й й", '"й й"'),
    ("whole numbers (3.2.2.3)", [0, -1, LARGEST, -LARGEST], f"[0,-1,{LARGEST},-{LARGEST}]"),
]


@pytest.mark.parametrize(("what", "value", "written"), WRITTEN, ids=[row[0] for row in WRITTEN])
def test_a_value_is_written_as_the_standard_says(what: str, value: Any, written: str) -> None:
    assert canonical(value) == written
    assert rfc8785.dumps(value).decode() == written


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
names = st.text(st.characters(exclude_categories=("Cs",), max_codepoint=0xFFFF), max_size=6)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_any_value_is_written_as_the_library_for_the_standard_writes_it(value: Any) -> None:
    assert canonical(value).encode() == rfc8785.dumps(value)


REFUSED = [
    ("a fraction", 0.5),
    ("a whole number too large to be exact", LARGEST + 1),
    ("half a surrogate pair", "\ud800"),
    ("half a surrogate pair in a key", {"\udfff": 1}),
    ("a key beyond the basic plane", {"🛡": 1}),
    ("a key that is no text", {1: 1}),
    ("a date, which must be given as text", date(2026, 3, 5)),
    ("bytes", b"x"),
    ("a novel", "x" * LONGEST),
]


@pytest.mark.parametrize("value", [value for _, value in REFUSED], ids=[what for what, _ in REFUSED])
def test_what_a_record_cannot_hold_is_refused_in_words(value: Any) -> None:
    for hidden in (value, [value], {"a": {"b": [value]}}):
        with pytest.raises(BadRecord) as refused:
            canonical(hidden)
        assert refused.value.text.uk.startswith("Запис не збережено")


def test_nesting_has_an_end() -> None:
    def nested(levels: int) -> Any:
        return [nested(levels - 1)] if levels else []

    canonical(nested(DEEPEST))
    with pytest.raises(BadRecord):
        canonical(nested(DEEPEST + 1))


moments = st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds carry none
stored_records = st.builds(
    Record,
    seq=st.integers(1, LARGEST),
    case=texts,
    number=st.integers(1, 10_000),
    type=texts,
    made_by=texts,
    made_as=texts,
    office=texts,
    made_at=moments,
    happened_at=moments | st.dates(),
    fields=st.dictionaries(names, values, max_size=4),
    sealed=texts,
    supersedes=st.none() | st.integers(1, 10_000),
    law_version=texts,
    key=texts,
    previous=texts,
    hash=texts,
)


def as_object(record: Record) -> dict[str, Any]:
    """What the text of a record says, put together in the obvious way."""
    row = dict(zip(COLUMNS, record.row, strict=True))
    del row["hash"]
    said = {"case": row.pop("case_id"), "fields": json.loads(row.pop("fields")), "format": FORMAT}
    return {**row, **said}


@given(stored_records)
def test_a_record_straight_from_its_columns_is_written_as_the_standard_says(record: Record) -> None:
    written = rfc8785.dumps(as_object(record))
    assert text_of(record.row).encode() == written
    assert hash_of(record.row) == hashlib.sha256(written).hexdigest()


@given(stored_records)
def test_a_record_comes_back_from_its_columns_as_it_was(record: Record) -> None:
    back = Record.of(record.row)
    assert back == record
    assert back.row == record.row


@given(stored_records, st.integers(0, len(COLUMNS) - 2), texts)
def test_no_two_records_are_written_alike(record: Record, place: int, other: str) -> None:
    """Whatever stands in one column cannot pass for something in another, not even text made to look like JSON."""
    row = record.row
    changed = (*row[:place], other + '","type":"x', *row[place + 1 :])
    if isinstance(row[place], str):
        assert text_of(changed) != text_of(row)
    else:
        with pytest.raises(TypeError):
            text_of(changed)


def test_no_case_changes_its_person_unseen() -> None:
    opening = ("7F3Q9LNR2SUD", "P-1", 1, "2026-03-02T08:00:00.000000Z")
    assert (
        len(
            {
                genesis(*opening),
                *(genesis(*opening[:p], other, *opening[p + 1 :]) for p, other in enumerate(("X", "X", 2, "X"))),
            }
        )
        == 5
    )


class TestMoments:
    """Moments are kept in one form; days of which the hour is not known stay days."""

    def test_kyiv_time_is_kept_as_utc_and_shown_as_kyiv(self) -> None:
        from poruka.law.calendar import KYIV

        # 03:30 happens twice in that night; the second time is an hour later.
        first, second = (datetime(2026, 10, 25, 3, 30, tzinfo=KYIV, fold=fold) for fold in (0, 1))
        from poruka.cases.chain.moments import day_of, happened_of, happened_text

        assert happened_text(first) == "2026-10-25T00:30:00.000000Z"
        assert happened_text(second) == "2026-10-25T01:30:00.000000Z"
        back = happened_of(happened_text(second))
        assert isinstance(back, datetime)
        assert (back.hour, back.utcoffset()) == (3, second.utcoffset())
        assert day_of(datetime(2026, 3, 4, 22, 30, tzinfo=UTC)) == date(2026, 3, 5)
        assert day_of(date(2026, 3, 4)) == date(2026, 3, 4)

    def test_a_moment_without_a_zone_is_refused(self) -> None:
        from poruka.cases.chain.moments import instant_text

        with pytest.raises(BadRecord):
            instant_text(datetime(2026, 3, 5, 10, 0))  # noqa: DTZ001 - that is the point

    @pytest.mark.parametrize(
        "text", ["2026-03-05 08:00:00.000000Z", "2026-03-05T10:00:00.000000+02:00", "2026-03-05T08:00:00Z", "5.03.2026"]
    )
    def test_another_form_of_the_same_moment_is_not_read(self, text: str) -> None:
        from poruka.cases.chain.moments import instant_of

        with pytest.raises(ValueError, match=r"."):
            instant_of(text)
