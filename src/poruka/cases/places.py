"""Which offices a case involves before any record names one: those of the institution's own oblast."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from poruka.cases.catalogue.kinds import OfficeKind
from poruka.cases.projected import Office
from poruka.register.models import Institution

USUAL: tuple[OfficeKind, ...] = ("recruitment_centre", "medical_board")
"""The recruitment centre at the location of the institution (Law 2232-XII 21-5(3)) and the board it organises."""


@dataclass(frozen=True)
class Places:
    """Offices by oblast and kind, and the oblast of each institution."""

    oblast_of: Mapping[str, str]
    offices: Mapping[tuple[str, str], str]

    @classmethod
    def load(cls) -> Self:
        """Read from the database, in two queries."""
        oblasts = dict(Institution.objects.values_list("institution_id", "oblast"))
        offices = {
            (oblast, kind): id
            for id, kind, oblast in Office.objects.order_by("-id").values_list("id", "kind", "oblast")
        }
        return cls(oblasts, offices)

    def usual(self, institution: str) -> frozenset[tuple[OfficeKind, str]]:
        """The institution itself and the usual offices of its oblast, as (kind, office)."""
        found: set[tuple[OfficeKind, str]] = {("institution", institution)} if institution else set()
        for kind in USUAL:
            office = self.office(institution, kind)
            if office:
                found.add((kind, office))
        return frozenset(found)

    def office(self, institution: str, kind: OfficeKind) -> str | None:
        """The office of a kind in the institution's oblast, where one is on file."""
        return self.offices.get((self.oblast_of.get(institution, ""), kind))
