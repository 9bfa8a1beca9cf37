"""The information sheet of February 2026, written from the statutes as they stood then, in our own words."""

from poruka.documents.sheets.kinds import Sheet
from poruka.documents.sheets.v2026_02 import consequences, rights, service
from poruka.law.text import Text

SHEET = Sheet(
    version="2026-02",
    law_as_of=Text("22 лютого 2026 р.", "22 February 2026"),
    sections=(*service.SECTIONS, *consequences.SECTIONS, *rights.SECTIONS),
)
