"""Who is acting: a name, a role, and for an institution's own staff the institution."""

from dataclasses import dataclass

from poruka.access.roles import ANALYST, MONITOR

SEES_ALL = frozenset({ANALYST, MONITOR})


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody signed in, or the system's own run on somebody's order.

    ``role`` is an id of ``poruka.access.roles``. An actor of an unknown role, or of an institution that is not named, sees nobody.
    ``office`` is the number of any other office the actor works for (a recruitment centre, a unit, a court ...);
    ``person_id`` is set for a convict who signs in for themselves.
    """

    name: str
    role: str
    institution_id: str | None = None
    office: str = ""
    person_id: str = ""

    @property
    def sees_all(self) -> bool:
        """Whether the actor sees the whole country rather than one institution."""
        return self.role in SEES_ALL

    @property
    def place(self) -> str:
        """The institution, office or person whose affairs the actor deals with; empty for the whole country."""
        return self.institution_id or self.office or self.person_id
