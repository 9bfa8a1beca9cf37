"""What a paper is made from: one case as the reader of the paper may know it, gathered by the caller.

Records come as the chain writes them: ``json.loads(record.json)`` of ``cases.chain.record.Record``. Nothing here or
below asks the database, and no clock is read: the same data make the same paper, byte for byte.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from poruka.cases.chain.canonical import canonical
from poruka.cases.chain.moments import happened_of, instant_of
from poruka.cases.codes import code_of
from poruka.cases.history import Entry, History
from poruka.cases.refusals import Refused
from poruka.law.calendar import KYIV
from poruka.law.text import Text

RecordData = Mapping[str, Any]
"""One record of the chain as data, without its hash."""


class PaperRefused(Refused):
    """The paper was not made; ``texts`` say why and what to do."""


class EmptyHeading(PaperRefused):
    """A heading of the paper has nothing under it, and the paper is not built: a blank says less than it seems to."""

    def __init__(self, heading: Text, whose: str = "") -> None:
        where = f" ({whose})" if whose else ""
        super().__init__(
            Text(
                f"Папір не зроблено: під заголовком «{heading.uk}» нічого немає{where}. Додайте ці відомості до справи"
                " або до реєстру і надрукуйте ще раз.",
                f"The paper was not made: there is nothing under the heading “{heading.en}”{where}. Add these facts to"
                " the case or to the register and print again.",
            )
        )
        self.heading = heading


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the paper is about, as the register names them. ``birth_date`` and ``sex`` (``F``, ``M``) may be not known."""

    family_name: str
    given_name: str = ""
    patronymic: str = ""
    birth_date: date | None = None
    sex: str | None = None
    institution_id: str = ""
    institution: Text | None = None

    @property
    def name(self) -> str:
        """Family name first, as official papers have it."""
        return " ".join(part for part in (self.family_name, self.given_name, self.patronymic) if part)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence being served, for the motion: court, number, penalty with its term, articles, last day."""

    court: str
    case_number: str
    penalty: Text
    articles: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class PaperData:
    """All that a paper may say.

    ``record`` is the record the paper is of, ``records`` every record of the case that the reader of the paper may see,
    oldest first (``record`` among them or not). ``offices`` maps the numbers of offices and institutions to their names.
    ``code`` is the short code of ``record`` and ``check_url`` the address that ends with it. ``as_of`` is the moment a
    status letter speaks of; without it, the moment ``record`` was made. ``sentences`` are needed by the motion alone.

    Raises ValueError where the code is not that of the record: such a paper would fail its own check.
    """

    case_id: str
    person: Person
    record: RecordData
    code: str
    check_url: str
    records: tuple[RecordData, ...] = ()
    offices: Mapping[str, Text] = field(default_factory=dict)
    sentences: tuple[Sentence, ...] = ()
    as_of: datetime | None = None

    def __post_init__(self) -> None:
        if self.code != code_for(self.record):
            raise ValueError(f"the code {self.code} does not belong to the record")
        if not self.check_url.endswith(self.code):
            raise ValueError("the address of the check does not end with the code")

    @cached_property
    def entry(self) -> Entry:
        """The record the paper is of, as the procedure reads it."""
        return entry_of(self.record)

    @cached_property
    def history(self) -> History:
        """The records of the case as the procedure reads them, the paper's own among them."""
        by_number = {record["number"]: entry_of(record) for record in (*self.records, self.record)}
        return History(tuple(by_number[number] for number in sorted(by_number)))

    @cached_property
    def moment(self) -> datetime:
        """The moment the paper speaks of, in Kyiv time."""
        return (self.as_of or self.entry.made_at).astimezone(KYIV)

    @cached_property
    def earlier(self) -> History:
        """The case as it was when the paper's own record was made: what came later does not change the paper."""
        return History(tuple(entry for entry in self.history.entries if entry.number <= self.entry.number))

    def before(self, *types: str) -> Entry | None:
        """The newest standing record of any of the types that is no newer than the paper's own."""
        return self.earlier.last(*types)

    def office(self, number: object) -> Text:
        """The name of an office; its number where no name is on file."""
        named = self.offices.get(str(number))
        return named or Text(f"№ {number}", f"No. {number}")

    def of(self, entry: Entry) -> "PaperData":
        """The same data for the paper of another record of the case."""
        record = next(r for r in (*self.records, self.record) if r["number"] == entry.number)
        code = code_for(record)
        return PaperData(
            self.case_id,
            self.person,
            record,
            code,
            self.check_url.removesuffix(self.code) + code,
            self.records,
            self.offices,
            self.sentences,
            self.as_of,
        )


def hash_of(record: RecordData) -> str:
    """The SHA-256 of the record's canonical JSON: its hash in the chain."""
    return hashlib.sha256(canonical(record).encode()).hexdigest()


def code_for(record: RecordData) -> str:
    """The short code of a record."""
    return code_of(hash_of(record))


def entry_of(record: RecordData) -> Entry:
    """A record as the procedure reads it; an event of which only the day is known happened at noon."""
    happened = happened_of(record["happened_at"])
    if not isinstance(happened, datetime):
        happened = datetime(happened.year, happened.month, happened.day, 12, tzinfo=KYIV)
    return Entry(
        number=record["number"],
        type=record["type"],
        fields=record["fields"],
        happened_at=happened.astimezone(KYIV),
        made_at=instant_of(record["made_at"]).astimezone(KYIV),
        made_by=record["made_by"],
        made_as=record["made_as"],
        office=record["office"],
        supersedes=record["supersedes"],
    )
