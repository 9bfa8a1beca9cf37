"""A sealed part stands in the chain only as a commitment: hidden or erased, it leaves the chain whole.

The commitment is HMAC-SHA-256 (RFC 2104) of the canonical content under 32 random bytes that are kept, and erased, with
the content. Without them nobody can try which of two diagnoses the commitment stands for.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from poruka.cases.chain import findings
from poruka.cases.chain.findings import Broken
from poruka.cases.chain.reading import every_row
from poruka.cases.chain.record import Row
from poruka.law.text import Text

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

SALT_LENGTH = 32

Commitments = Mapping[int, tuple[str, int, str]]
"""By place in the log: the case, the number and the commitment of a record with a sealed part."""

QUERY = (
    "SELECT s.record_id, s.salt, s.content, s.erased_by_id, e.case_id, e.fields FROM cases_sealed s"
    " LEFT JOIN cases_record e ON e.seq = s.erased_by_id ORDER BY s.record_id"
)


def commitment(content: str, salt: bytes) -> str:
    """The commitment to ``content`` (canonical JSON) under ``salt`` (32 bytes), as 64 hexadecimal digits."""
    return hmac.new(salt, content.encode(), hashlib.sha256).hexdigest()


def first_broken_seal(connection: "BaseDatabaseWrapper", commitments: Commitments) -> Broken | None:
    """The first sealed part that was changed, removed, added or erased without a record of it."""
    return min(_broken(connection, commitments), key=lambda broken: broken.seq or 0, default=None)


def _broken(connection: "BaseDatabaseWrapper", commitments: Commitments) -> Iterator[Broken]:
    left = dict(commitments)
    for rows in every_row(connection, QUERY):
        for row in rows:
            expected = left.pop(row[0], None)
            if expected is None:
                yield _nobody_s(row[0])
            elif wrong := _wrong(row, *expected):
                yield findings.unsealed(expected[0], expected[1], row[0], wrong.uk, wrong.en)
    for seq, (case, number, _) in left.items():
        yield findings.unsealed(case, number, seq, "її вилучено", "it was removed")


def _wrong(row: Row, case: str, number: int, sealed: str) -> Text | None:
    seq, salt, content, erased_by, erasing_case, erasing = row
    if salt is not None and content is not None and erased_by is None:
        whole = isinstance(content, str) and commitment(content, bytes(salt)) == sealed
        return None if whole else Text("зміст змінено", "its content was changed")
    empty = salt is None and content is None
    recorded = erasing_case == case and erased_by > seq and json.loads(erasing).get("erases") == number
    return None if empty and recorded else Text("її стерто без запису про це", "it was erased without a record of it")


def _nobody_s(seq: int) -> Broken:
    text = Text(
        f"До запису на місці {seq} журналу додано закриту частину, якої він не має.",
        f"The record at place {seq} of the log was given a sealed part that it does not have.",
    )
    return Broken("sealed", text, seq=seq)
