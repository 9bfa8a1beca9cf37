"""A record: one thing that happened in a case, bound by its hash to everything recorded in the case before it.

The hash is SHA-256 of the record's canonical JSON, all of the record but the hash itself. Whoever changes a record must
change every later record of the case, and the tree over all cases.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeAlias

from poruka.cases.chain.canonical import canonical
from poruka.cases.chain.moments import happened_of, happened_text, instant_of, instant_text
from poruka.law.calendar import KYIV

FORMAT = 1

COLUMNS = (
    *("seq", "case_id", "number", "type", "made_by", "made_as", "office", "made_at", "happened_at"),
    *("fields", "sealed", "supersedes", "law_version", "key", "previous", "hash"),
)
"""A record's columns in the table ``cases_record``, in the order of a ``Row``."""
NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
"""The same, as a query names them."""

Row: TypeAlias = tuple[Any, ...]
"""The values of ``COLUMNS`` as stored: texts, whole numbers, and None for a record that supersedes nothing."""

_quoted = json.encoder.encode_basestring
_whole = int.__repr__


def text_of(row: Row) -> str:
    """The record's canonical JSON, straight from the values stored.

    Written out key by key because a verification does it millions of times; a property test holds it to RFC 8785.
    Raises TypeError where a stored value is not of its kind.
    """
    seq, case, number, kind, by, made_as, office, at, happened, fields, sealed, supersedes, law, key, previous, _ = row
    return (
        f'{{"case":{_quoted(case)},"fields":{fields},"format":{FORMAT},"happened_at":{_quoted(happened)},'
        f'"key":{_quoted(key)},"law_version":{_quoted(law)},"made_as":{_quoted(made_as)},"made_at":{_quoted(at)},'
        f'"made_by":{_quoted(by)},"number":{_whole(number)},"office":{_quoted(office)},"previous":{_quoted(previous)},'
        f'"sealed":{_quoted(sealed)},"seq":{_whole(seq)},'
        f'"supersedes":{"null" if supersedes is None else _whole(supersedes)},"type":{_quoted(kind)}}}'
    )


def hash_of(row: Row) -> str:
    """The hash that belongs to a stored row: 64 hexadecimal digits. Raises TypeError as ``text_of`` does."""
    return hashlib.sha256(text_of(row).encode()).hexdigest()


def genesis(case: str, person: str, ordinal: int, opened_at: str) -> str:
    """What the first record of a case follows: the hash of the opening, so that no case changes its person unseen."""
    opening = canonical({"case": case, "opened_at": opened_at, "ordinal": ordinal, "person": person})
    return hashlib.sha256(opening.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a case.

    ``seq`` is its place in the log of all cases, ``number`` its place in its case, both from 1. ``type`` is an id of
    the catalogue. ``made_by`` is the user's id, ``made_as`` the role, ``office`` the institution, unit or court acted
    for. ``made_at`` is the moment of recording (UTC), ``happened_at`` the event: a moment (Kyiv time), or a day where
    only that is known. ``sealed`` is the commitment to a part kept elsewhere, or empty. ``supersedes`` is the number
    of the record this one corrects. ``key`` names the one act of recording. ``previous`` is the hash of the record
    before it in the case.
    """

    seq: int
    case: str
    number: int
    type: str
    made_by: str
    made_as: str
    office: str
    made_at: datetime
    happened_at: date | datetime
    fields: Mapping[str, Any]
    sealed: str
    supersedes: int | None
    law_version: str
    key: str
    previous: str
    hash: str

    @classmethod
    def of(cls, row: Row) -> "Record":
        """The record stored in a row. Raises ValueError where a value has not its form."""
        typed = (instant_of(row[7]), happened_of(row[8]), json.loads(row[9]))
        return cls(*(*row[:7], *typed, *row[10:]))

    @property
    def row(self) -> Row:
        """The values as stored."""
        head = (self.seq, self.case, self.number, self.type, self.made_by, self.made_as, self.office)
        rest = (self.sealed, self.supersedes, self.law_version, self.key, self.previous, self.hash)
        return (*head, instant_text(self.made_at), happened_text(self.happened_at), canonical(self.fields), *rest)

    @property
    def json(self) -> str:
        """The canonical JSON whose SHA-256 is the record's hash; what an outsider is given."""
        return text_of(self.row)

    @property
    def moment(self) -> datetime:
        """When it happened, in Kyiv time; of a day, its beginning."""
        when = self.happened_at
        return when if isinstance(when, datetime) else datetime.combine(when, time(), KYIV)
