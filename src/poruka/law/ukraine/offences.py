"""The offence catalogue (data/offences.csv) and the tests that name an offence.

The catalogue lists article parts with their heading, longest imprisonment and severity, as the Criminal Code stood in
February 2026. An article or part that is not in it is kept and answered with *cannot tell*: codes change.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from poruka.law.engine.terms import (
    All,
    Disputed,
    Fact,
    FirstKnown,
    Listed,
    Lookup,
    Missing,
    Not,
    OneOf,
    Overlaps,
    Some,
    Test,
    given,
)
from poruka.law.facts import Row


@dataclass(frozen=True, slots=True)
class Offence:
    """One article part of the catalogue. ``part`` is None for an article that has no parts."""

    article: str
    part: int | None
    title_uk: str
    max_imprisonment_years: int | None
    life: bool
    severity: str | None


@cache
def catalogue() -> dict[tuple[str, int | None], Offence]:
    """Every offence on file by (article, part)."""
    source = resources.files(__package__).joinpath("data/offences.csv")
    with source.open(encoding="utf-8") as lines:
        offences = [
            Offence(
                row["article"],
                int(row["part"]) if row["part"] else None,
                row["title_uk"],
                int(row["max_imprisonment_years"]) if row["max_imprisonment_years"] else None,
                row["life"] == "true",
                row["severity"] or None,
            )
            for row in csv.DictReader(lines)
        ]
    return {(o.article, o.part): o for o in offences}


def find(article: str, part: int | None) -> Offence | None:
    """The offence on file; an article without parts is found under part 1 as well."""
    return catalogue().get((article, part)) or (catalogue().get((article, None)) if part == 1 else None)


@cache
def articles() -> frozenset[str]:
    """Every article on file."""
    return frozenset(article for article, _ in catalogue())


def listed(article: str, part: int | None) -> bool:
    """Whether the article, with that part or with no part given, is on file."""
    return find(article, part) is not None or (part is None and article in articles())


def severity(article: str, part: int | None) -> str | None:
    """The severity (КК 12) read off the catalogue, or None where it is not on file or depends on the part."""
    offence = find(article, part)
    return offence.severity if offence else None


@cache
def _listed_keys() -> Lookup:
    keys = {Lookup.key(article, part) for article, part in catalogue()}
    keys |= {Lookup.key(article, None) for article in articles()}
    keys |= {Lookup.key(article, 1) for article, part in catalogue() if part is None}
    return Lookup("offences", frozenset(keys))


LISTED = Listed(("article", "part"), _listed_keys())
"""The article and part are in the catalogue."""

ALWAYS_CORRUPTION = ("210", "354", "364", "364-1", "365-2", "368", "368-2", "368-3", "368-4", "368-5", "369", "369-2")
"""Corruption offences whatever the way they are committed (note to КК 45)."""

CORRUPTION_BY_ABUSE_OF_OFFICE = ("191", "262", "308", "312", "313", "320", "357", "410")
"""Corruption offences if committed by abuse of office (note to КК 45)."""

ESPECIALLY_GRAVE_CORRUPTION = (
    ("191", 5),
    ("262", 3),
    ("308", 3),
    ("312", 3),
    ("313", 3),
    ("368", 4),
    ("410", 3),
    ("410", 4),
)
"""Corruption provisions punished by more than ten years (КК 12(6)), read part by part in February 2026."""


def offence(*article: str, part: int | None = None, items: tuple[int, ...] = ()) -> Test:
    """The conviction is under one of the articles; under that part of it; under one of those items."""
    tests: list[Test] = [OneOf("article", article)]
    if part is not None:
        tests.append(OneOf("part", (part,)))
    if items:
        tests.append(Overlaps("items", items))
    return tests[0] if len(tests) == 1 else All(tuple(tests))


CORRUPTION = offence(*ALWAYS_CORRUPTION) | (offence(*CORRUPTION_BY_ABUSE_OF_OFFICE) & Fact("abuse_of_office"))

ESPECIALLY_GRAVE = FirstKnown(
    (
        Fact("especially_grave"),
        OneOf("severity", ("especially_grave",)),
        Some(tuple(offence(article, part=part) for article, part in ESPECIALLY_GRAVE_CORRUPTION)),
    )
)
"""The label of the judgment; where the file has none, the sanction of a corruption provision as it stands."""


def is_corruption(conviction: Row) -> bool | None:
    """Whether the offence is a corruption offence (note to КК 45); None where abuse of office is not on file."""
    if conviction["code"] != "UA2001":
        return None
    if conviction["article"] in ALWAYS_CORRUPTION:
        return True
    if conviction["article"] in CORRUPTION_BY_ABUSE_OF_OFFICE:
        value: bool | None = conviction["abuse_of_office"]
        return value
    return False


INDIRECT = Not(OneOf("stage", ("completed",))) | Not(OneOf("participation", ("perpetrator",)))
"""Attempt, preparation or complicity (КК 14, 15, 27)."""

NAMES_ATTEMPT = offence("348") & OneOf("stage", ("attempt",)) & OneOf("participation", ("perpetrator",))
"""Article 348 names the attempt itself."""


def excluded(match: Test, *, attempt_named: Test | None = None) -> Test:
    """The conviction is for the excluded offence ``match``.

    Not known for an offence of the 1960 Code (open question ``code-1960``), for an article or part that is not in the
    catalogue, and for attempt, preparation and complicity (open question ``stage-of-offence``).
    """
    indirect = INDIRECT if attempt_named is None else INDIRECT & Not(attempt_named)
    under_the_code = match & (Not(indirect) | Disputed("stage-of-offence", yes="covered"))
    on_file = given(LISTED, under_the_code, Missing("article"))
    return given(OneOf("code", ("UA2001",)), on_file, Disputed("code-1960", yes="covered"))
