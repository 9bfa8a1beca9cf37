"""What an information sheet is made of, and the rule that none of its headings is empty."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from poruka.documents.data import EmptyHeading
from poruka.law.text import Text

Mark = Literal["read", "our_reading", "reported", "not_on_file", "house"]
"""How sure a sentence is: the provision was read; our reading of it; only reported; set by an act that is not on file;
a rule of this system."""

REQUIRED: Mapping[str, Text] = {
    "contract-end": Text("Коли закінчується контракт", "When the contract ends"),
    "leave": Text("Відпустка", "Leave"),
    "unit-and-post": Text("Підрозділ і посада", "Unit and post"),
    "training": Text("Підготовка", "Training"),
    "pay": Text("Гроші", "Pay"),
    "breach": Text("Наслідки порушення", "What follows a breach"),
    "wound-and-discharge": Text("Поранення і звільнення зі служби", "Wound and discharge"),
    "family": Text("Сім’я", "Family"),
    "refusal": Text("Право відмовитися", "Right to refuse"),
    "lawyer": Text("Право на адвоката", "Right to a lawyer"),
    "withdrawal": Text("Право передумати", "Right to change one’s mind"),
}
"""The headings without which there is no sheet (R02)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing the person is told, and the provision it rests on."""

    text: Text
    cites: str = ""
    mark: Mark = "read"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what stands under it, and the same in plain words."""

    id: str
    title: Text
    lines: tuple[Line, ...]
    plain: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One version of the sheet. ``law_as_of`` says which text of the laws it was written from."""

    version: str
    law_as_of: Text
    sections: tuple[Section, ...]


def check(sheet: Sheet) -> Sheet:
    """The sheet, if every required heading is there once and none is empty. Raises EmptyHeading otherwise.

    A line that says what the law is names its provision; only rules of this system and plain words need not.
    """
    ids = [section.id for section in sheet.sections]
    for id, title in REQUIRED.items():
        if ids.count(id) != 1:
            raise EmptyHeading(title, sheet.version)
    for section in sheet.sections:
        if not section.lines or not section.plain:
            raise EmptyHeading(section.title, sheet.version)
        if any(not line.cites and line.mark not in {"house", "reported"} for line in section.lines):
            raise ValueError(f"{sheet.version}: a sentence under {section.id} names no provision")
    return sheet
