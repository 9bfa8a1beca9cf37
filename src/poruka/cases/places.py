"""Which offices a case involves before any record names one, and which others of the institution's oblast are near."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.db import connection

from poruka.cases.catalogue.kinds import OfficeKind
from poruka.cases.chain.reading import ask
from poruka.cases.projected import Office
from poruka.register.models import Institution

USUAL: tuple[OfficeKind, ...] = ("recruitment_centre",)
"""The recruitment centre at the location of the institution (Law 2232-XII 21-5(3)).

The medical board is not among them: it comes to know of a person when they are referred to it, and not before (R44).
"""
NEAR = (
    "SELECT i.institution_id, i.oblast, o.kind, o.id FROM register_institution i"
    " LEFT JOIN cases_office o ON o.oblast = i.oblast WHERE i.institution_id IN ({0})"
)
NEARBY = (
    "coalesce(p.institution_id, ''), i.oblast, o.kind, o.id FROM register_person p"
    " LEFT JOIN register_institution i ON i.institution_id = p.institution_id"
    f" LEFT JOIN cases_office o ON o.oblast = i.oblast AND o.kind IN ({', '.join(map(repr, USUAL))})"
)
"""Where a person is, and the usual offices there: what ``Places.told`` takes. The rest of the query says of whom."""


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

    @classmethod
    def around(cls, institutions: Iterable[str]) -> Self:
        """Only what some institutions need, in one query."""
        return cls.told(ask(connection, NEAR, {one for one in institutions if one}))

    @classmethod
    def told(cls, rows: Iterable[Sequence[Any]]) -> Self:
        """From rows of (institution, oblast, kind, office); of several offices of a kind, the first number counts."""
        oblasts: dict[str, str] = {}
        offices: dict[tuple[str, str], str] = {}
        for institution, oblast, kind, id in rows:
            oblasts[institution] = oblast or ""
            if kind is not None:
                offices[oblast, kind] = min(id, offices.get((oblast, kind), id))
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
