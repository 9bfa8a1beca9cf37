"""What a verification says: that the chain is whole, or the first place where it is not."""

from dataclasses import dataclass
from typing import Literal

from poruka.cases.chain.case_ids import shown
from poruka.law.text import Text

Kind = Literal[
    "content",
    "link",
    "number",
    "clock",
    "missing",
    "unknown-case",
    "unreadable",
    "empty-case",
    "sealed",
    "root",
    "head",
    "checkpoint",
]


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place that is not as it was written.

    ``seq`` is a place in the log, ``case`` and ``number`` name the record, each None where it cannot be told. ``kind``
    says what differs, ``text`` the same to a person.
    """

    kind: Kind
    text: Text
    case: str | None = None
    number: int | None = None
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome. ``root`` is that of the tree over the ``records`` found, as 64 hexadecimal digits."""

    records: int
    cases: int
    checkpoints: int
    root: str
    broken: Broken | None = None
    notices: tuple[Text, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing was changed or dropped."""
        return self.broken is None

    @property
    def text(self) -> Text:
        """The outcome in a sentence."""
        if self.broken:
            found = self.broken.text
            return Text(f"Ланцюг записів порушено. {found.uk}", f"The chain of records is broken. {found.en}")
        return Text(
            f"Ланцюг записів цілий: записів {self.records}, справ {self.cases}, контрольних точок {self.checkpoints}."
            f" Корінь: {self.root}",
            f"The chain of records is whole: {self.records} records in {self.cases} cases;"
            f" checkpoints: {self.checkpoints}. Root: {self.root}",
        )


def of_record(kind: Kind, case: str, number: int, seq: int, uk: str, en: str) -> Broken:
    """A finding about a record, which is named first."""
    return Broken(
        kind,
        Text(
            f"Справа {shown(case)}, запис {number} (місце в журналі {seq}): {uk}.",
            f"Case {shown(case)}, record {number} (place {seq} in the log): {en}.",
        ),
        case,
        number,
        seq,
    )


def changed(case: str, number: int, seq: int) -> Broken:
    """A record is not what was written."""
    uk, en = "зміст не відповідає хешу, запис змінено", "its content does not match its hash, it was changed"
    return of_record("content", case, number, seq, uk, en)


def unlinked(case: str, number: int, seq: int) -> Broken:
    """A record does not follow the one before it in the case."""
    if number == 1:
        uk, en = "не відповідає відкриттю справи", "it does not match the opening of the case"
    else:
        uk = f"не продовжує запис {number - 1}, один із них підмінено"
        en = f"it does not follow record {number - 1}, one of the two was replaced"
    return of_record("link", case, number, seq, uk, en)


def misnumbered(case: str, number: int, seq: int, wanted: int) -> Broken:
    """A record stands where another number of the case should."""
    uk, en = f"тут мав бути запис {wanted}", f"record {wanted} should be here"
    return of_record("number", case, number, seq, uk, en)


def backwards(case: str, number: int, seq: int) -> Broken:
    """A record is older than the one before it in the case."""
    uk, en = "час запису раніший, ніж у попереднього", "it is older than the record before it"
    return of_record("clock", case, number, seq, uk, en)


def stray(case: str, number: int, seq: int) -> Broken:
    """A record of a case that is not there."""
    return of_record("unknown-case", case, number, seq, "такої справи немає", "there is no such case")


def unsealed(case: str, number: int, seq: int, uk: str, en: str) -> Broken:
    """A sealed part is not what was sealed."""
    return of_record("sealed", case, number, seq, f"закрита частина: {uk}", f"the sealed part: {en}")


def missing(seq: int, case: str | None = None, number: int | None = None) -> Broken:
    """A record was dropped; ``case`` and ``number`` where the rest of its case tells them."""
    if case is not None and number is not None:
        return of_record("missing", case, number, seq, "запис вилучено", "the record was removed")
    return Broken(
        "missing",
        Text(
            f"Запис на місці {seq} журналу вилучено; із решти записів його справи не видно.",
            f"The record at place {seq} of the log was removed; the remaining records do not tell its case.",
        ),
        seq=seq,
    )


def cut_off(found: int, wanted: int, by: Text, case: str | None = None, number: int | None = None) -> Broken:
    """The end of the log is gone; ``by`` says what knows of it, ``case`` and ``number`` name the last record it had."""
    last = f" ({shown(case)} / {number})" if case else ""
    return Broken(
        "missing",
        Text(
            f"Вилучено останні записи журналу: лишилося {found} із {wanted}, про які знає {by.uk}{last}.",
            f"The last records of the log were removed: {found} are left of the {wanted} that {by.en} knows of{last}.",
        ),
        case,
        number,
        found + 1,
    )


def unreadable(seq: int) -> Broken:
    """A row cannot even be read."""
    return Broken(
        "unreadable",
        Text(
            f"Запис на місці {seq} журналу пошкоджено, його не вдається прочитати.",
            f"The record at place {seq} of the log is damaged and cannot be read.",
        ),
        seq=seq,
    )


def unreadable_database() -> Broken:
    """The database is damaged beyond single records."""
    return Broken("unreadable", Text("Базу даних пошкоджено.", "The database is damaged."))


def no_head() -> Broken:
    """The row that holds the state of the log is gone or makes no sense."""
    return Broken("head", Text("Голову журналу пошкоджено або вилучено.", "The head of the log is damaged or removed."))


def added(seq: int) -> Broken:
    """The log has more records than its head knows."""
    return Broken(
        "head",
        Text(
            f"Записи від місця {seq} журналу додано в обхід системи.",
            f"The records from place {seq} of the log on were added past the system.",
        ),
        seq=seq,
    )


def empty_case(case: str) -> Broken:
    """A case was opened, as every case is, with a record, and has none."""
    return Broken(
        "empty-case",
        Text(
            f"Справа {shown(case)} не має жодного запису: їх вилучено.",
            f"Case {shown(case)} has no record: they were removed.",
        ),
        case,
    )


def other_root(first: int, last: int, by: Text) -> Broken:
    """Records between two places are not those that were written, though they agree with each other."""
    return Broken(
        "root",
        Text(
            f"Записи на місцях {first}–{last} журналу не ті, які знає {by.uk}: їх переписано.",
            f"The records at places {first}–{last} of the log are not those that {by.en} knows: they were rewritten.",
        ),
        seq=first,
    )
