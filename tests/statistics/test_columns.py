"""The log as a few long texts says what its records say, one by one."""

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poruka.law.calendar import KYIV
from poruka.statistics.coding import coded_fields
from poruka.statistics.columns import ASKED, frame_of, moments, said_of, stretch_of, understood

MOMENTS = st.integers(9 * 10**14, 5 * 10**15).map(
    lambda n: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=n)
)
DAYS = st.dates(date(2000, 1, 1), date(2037, 1, 1))


@given(st.lists(MOMENTS | DAYS, min_size=1, max_size=30))
def test_moments_are_read_to_the_microsecond_and_days_at_noon_in_kyiv(told: list[datetime | date]) -> None:
    lines, wanted = [], []
    for one in told:
        moment = one if isinstance(one, datetime) else datetime.combine(one, time(12), KYIV)
        lines.append(f"{one:%Y-%m-%dT%H:%M:%S.%fZ}" if isinstance(one, datetime) else one.isoformat())
        since = moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
        wanted.append((since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds)
    assert moments("\n".join(lines)).tolist() == wanted


@pytest.mark.parametrize(
    ("type", "fields", "answers", "unit", "court"),
    [
        ("medical-conclusion", {"outcome": "fit", "number": "7\n8"}, {"outcome": "fit"}, "", ""),
        ("not-now", {"why": ["family", "health"]}, {"why": '["family","health"]'}, "", ""),
        ("commander-consent", {"consents": False, "unit": "A9001"}, {"consents": "false"}, "A9001", ""),
        ("motion", {"court": "CRT-UA-53"}, {}, "", "CRT-UA-53"),
        ("new-conviction", {"article": "185", "imprisonment": None}, {"imprisonment": ""}, "", ""),
        ("court-registration", {"case_number": "[1]"}, {}, "", ""),
    ],
)
def test_what_a_record_says_is_read_back(
    type: str, fields: dict[str, object], answers: dict[str, str], unit: str, court: str
) -> None:
    """As we write it, and as a database does: it may repeat an answer, and put blanks between them."""
    ours = said_of(type, fields)
    told = [fields.get(name) for name in ASKED.get(type, ())]
    theirs = type + json.dumps(told * 2, separators=(" , ", " : ")) if told else type
    for text in (ours, theirs):
        found = understood(text)
        assert {name: found.kind.answer(name) for name in coded_fields(type) if name in answers} == answers
        assert (found.kind.type, found.unit, found.court) == (type, unit, court)


def test_a_stretch_keeps_every_record_in_its_place() -> None:
    day, when = "2026-03-05", "2026-03-05T08:00:00.000000Z"
    records = [("C1", 8, 1, when, day, None, "lawyer"), ("C2", 9, 1, when, when, None, "lawyer")]
    records.append(("C1", 10, 2, when, when, 1, "lawyer"))
    frame = frame_of(stretch_of(records))
    assert frame["seq"].to_list() == [8, 9, 10]
    assert frame["case"].to_list() == ["C1", "C2", "C1"]
    assert frame["number"].to_list() == [1, 1, 2]
    assert frame["supersedes"].to_list() == [None, None, 1]
    assert frame["happened"][0] == frame["happened"][1] + 2 * 3600 * 1_000_000, "noon in Kyiv is ten o'clock UTC"
