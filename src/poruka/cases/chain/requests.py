"""What somebody asks to have recorded, before it has a place in the chain."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from poruka.cases.chain.canonical import canonical
from poruka.cases.chain.errors import BadRecord
from poruka.cases.chain.moments import happened_text
from poruka.cases.chain.record import Row
from poruka.law.text import Text

LONGEST: Mapping[str, int] = {"type": 64, "made_by": 150, "made_as": 64, "office": 64, "law_version": 120}
LONGEST_KEY = 72
MAY_BE_EMPTY = ("office",)


@dataclass(frozen=True, slots=True)
class Draft:
    """A record to be: what somebody says happened (see ``Record`` for the words).

    ``happened_at`` None means: at the moment of recording. ``sealed`` is the content of the sealed part, or None.
    Raises BadRecord for what cannot be recorded.
    """

    type: str
    made_by: str
    made_as: str
    law_version: str
    office: str = ""
    happened_at: date | datetime | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    sealed: Mapping[str, Any] | None = None
    supersedes: int | None = None

    def __post_init__(self) -> None:
        for name, longest in LONGEST.items():
            _check_word(name, getattr(self, name), longest)
        _check_content(self.fields)
        _check_content(self.sealed or {})

    def says_the_same_as(self, row: Row) -> bool:
        """Whether a stored row tells of the same event in the same words; when it was recorded does not matter."""
        kind, by, at, happened, fields, supersedes = row[3], row[4], row[7], row[8], row[9], row[11]
        when = at if self.happened_at is None else happened_text(self.happened_at)
        mine = (self.type, self.made_by, when, canonical(self.fields), self.supersedes, self.sealed is not None)
        return mine == (kind, by, happened, fields, supersedes, bool(row[10]))


@dataclass(frozen=True, slots=True)
class Opening:
    """Whose case is opened: the person's first, or the ``ordinal``-th after a new sentence."""

    person: str
    ordinal: int = 1


@dataclass(frozen=True, slots=True)
class Append:
    """Records to be added to a case together, by one act.

    ``expected`` is the number of the case's last record as the person acting saw it, 0 for a case that ``opens``.
    ``key`` names the act: sent twice, it is done once. ``at`` is the reading of the clock. Raises BadRecord.
    """

    case: str
    drafts: tuple[Draft, ...]
    expected: int
    key: str
    at: datetime
    opens: Opening | None = None

    def __post_init__(self) -> None:
        _check_word("key", self.key, LONGEST_KEY)
        if not self.drafts or (self.opens is not None and self.expected):
            raise _bad("немає чого записувати", "there is nothing to record")

    @property
    def keys(self) -> tuple[str, ...]:
        """A key for each record: the act's own, then ``key#2`` and so on."""
        return (self.key, *(f"{self.key}#{place}" for place in range(2, len(self.drafts) + 1)))

    @property
    def next_key(self) -> str:
        """The key that one record more would have."""
        return f"{self.key}#{len(self.drafts) + 1}"


def is_key(value: object) -> bool:
    """Whether an act can go by that name; no other name need be looked for."""
    return bool(value) and _fits(value, LONGEST_KEY)


def _fits(value: object, longest: int) -> bool:
    return isinstance(value, str) and value.isprintable() and len(value) <= longest


def _check_word(name: str, value: object, longest: int) -> None:
    if not _fits(value, longest) or not (value or name in MAY_BE_EMPTY):
        raise _bad(f"поле {name} порожнє, задовге або містить недозволені знаки", f"{name} is empty, too long or unfit")


def _check_content(value: object) -> None:
    if not isinstance(value, Mapping):
        raise _bad("зміст має складатися з полів", "the content must consist of fields")


def _bad(uk: str, en: str) -> BadRecord:
    return BadRecord(Text(f"Запис не збережено: {uk}.", f"The record was not kept: {en}."))
