"""The tables an extract may hold: format 1, and the optional list of institutions beside it.

Format 1 itself is declared in ``poruka.law.facts``; here are only its limits and the names of its files.
"""

import re
from collections.abc import Mapping

from poruka.law.facts import TABLES, Column, Table
from poruka.law.text import Text

INSTITUTIONS = Table(
    "institutions",
    (
        Column("institution_id", "text", Text("код установи", "institution code"), required=True),
        Column("name_uk", "text", Text("назва українською", "name in Ukrainian")),
        Column("name_en", "text", Text("назва англійською", "name in English")),
        Column("oblast", "text", Text("код області", "oblast code")),
        Column("kind", "text", Text("вид установи", "kind of institution")),
    ),
)
"""Not part of format 1: names for the codes in ``persons.institution_id``; may be left out."""

ALL_TABLES: Mapping[str, Table] = {**TABLES, INSTITUTIONS.name: INSTITUTIONS}

LONGEST_TEXT: Mapping[str, int] = {
    "person_id": 64,
    "sentence_id": 64,
    "conviction_id": 64,
    "institution_id": 64,
    "article": 16,
    "citizenship": 3,
    "oblast": 16,
    "kind": 32,
}
LONGEST_OTHER_TEXT = 200

BOUNDS: Mapping[str, tuple[int, int]] = {
    "term_years": (0, 100),
    "term_months": (0, 1_200),
    "term_days": (0, 36_500),
    "credited_days": (0, 36_500),
    "part": (1, 99),
}
"""Smallest and largest sensible whole number of each ``int`` column (a hundred years, in its own unit)."""

LARGEST_ITEM = 99
LONGEST_ITEMS = 128
ARTICLE = re.compile(r"\d{1,3}(-\d{1,2})?")
CITIZENSHIP = re.compile(r"[A-Z]{3}")


def longest(column: str) -> int:
    """How many characters a text column may hold; the database columns are exactly as wide."""
    return LONGEST_TEXT.get(column, LONGEST_OTHER_TEXT)
