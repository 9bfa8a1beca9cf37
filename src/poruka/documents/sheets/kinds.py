"""What an information sheet is made of, and the rule that none of its headings is empty."""

from dataclasses import dataclass
from typing import Literal

from poruka.law.text import Text

Mark = Literal["read", "our_reading", "reported", "not_on_file", "house"]
"""How sure a sentence is: the provision was read; our reading of it; only reported; set by an act that is not on file;
a rule of this system."""

REQUIRED = (
    *("contract-end", "leave", "unit-and-post", "training", "pay", "breach", "wound-and-discharge", "family"),
    *("refusal", "lawyer", "withdrawal"),
)
"""The headings without which there is no sheet (R02)."""


class EmptyHeading(ValueError):
    """A sheet misses a required heading, or a heading has nothing under it: it is not built."""


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
    """The sheet, if every required heading is there and none is empty. Raises EmptyHeading otherwise.

    A line that says what the law is names its provision; only rules of this system and plain words need not.
    """
    ids = [section.id for section in sheet.sections]
    absent = [id for id in REQUIRED if id not in ids]
    if absent or len(set(ids)) != len(ids):
        raise EmptyHeading(f"{sheet.version}: headings missing or twice: {', '.join(absent) or ids}")
    for section in sheet.sections:
        if not section.lines or not section.plain:
            raise EmptyHeading(f"{sheet.version}: nothing under the heading {section.id}")
        if any(not line.cites and line.mark not in {"house", "reported"} for line in section.lines):
            raise EmptyHeading(f"{sheet.version}: a sentence under {section.id} names no provision")
    return sheet
