"""The information sheet in all its versions: what a person is told before they decide.

A version is never edited once it was handed out; a change of law or of wording is a new module beside the old one.
"""

from poruka.documents.sheets import v2026_02
from poruka.documents.sheets.kinds import Sheet, check

SHEETS: dict[str, Sheet] = {sheet.version: sheet for sheet in (v2026_02.SHEET,)}
CURRENT = v2026_02.SHEET.version
"""The version to hand out now."""

for _sheet in SHEETS.values():
    check(_sheet)

__all__ = ["CURRENT", "SHEETS", "Sheet", "check"]
