"""A small country with offices in two oblasts, in which cases are lived through the use cases by the parties themselves."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from poruka.access import roles
from poruka.access.actors import Actor
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.chain.record import Record
from poruka.cases.models import Office
from poruka.cases.usecases import Act, make_record, open_case
from tests.cases.told import USUAL, at, usual
from tests.web.country import Someone, settle

PEOPLE = (
    Someone("P-MAY"),
    Someone("P-MAY-2", institution="UVP-2", person={"family_name": "Інший"}),
    Someone("P-THIRD"),
    Someone("P-FOURTH"),
    Someone("P-NOBODY", institution=None),
)
OBLASTS = {"UVP-1": "UA-53", "UVP-2": "UA-46"}
HOMES = {one.id: one.institution for one in PEOPLE}
UNITS = ("A9001", "A9002")
NOW = at(45)
KINDS = {
    "recruitment_centre": "TCC",
    "medical_board": "VLK",
    "court": "CRT",
    "guard": "NGU",
    "lawyer": "LAW",
}
MAKERS = {"consent": "monitor", "unit-may-see": "person", "application": "person"}
"""Who usually makes a record, where it is not the first role of the catalogue."""
WHO = {
    roles.PERSON: "person",
    roles.OFFICER: "officer",
    roles.HEAD: "head",
    roles.RECRUITER: "recruiter",
    roles.VLK: "board",
    roles.UNIT: "unit",
    roles.COMMANDER: "commander",
    roles.COURT: "court",
    roles.PROSECUTOR: "prosecutor",
    roles.GUARD: "guard",
    roles.LAWYER: "lawyer",
    roles.MONITOR: "monitor",
    roles.ANALYST: "analyst",
    roles.ADMINISTRATOR: "administrator",
}


def build() -> "World":
    """The country: people, institutions, offices."""
    settle(PEOPLE)
    for oblast in OBLASTS.values():
        for kind, prefix in KINDS.items():
            Office.objects.create(id=f"{prefix}-{oblast}", kind=kind, name_uk=kind, name_en=kind, oblast=oblast)
    for unit in UNITS:
        Office.objects.create(id=unit, kind="unit", name_uk=unit, name_en=unit)
    return World()


def actor(who: str, person: str = "P-MAY", unit: str = "A9001", place: str = "") -> Actor:
    """Somebody of the people around a person, of the institution and oblast where the person is (or of ``place``)."""
    place = place or HOMES[person] or "UVP-1"
    oblast = OBLASTS[place]
    role = next(role for role, name in WHO.items() if name == who)
    name = f"{who}-{place}" if who not in ("unit", "commander") else f"{who}-{unit}"
    match role:
        case roles.OFFICER | roles.HEAD:
            return Actor(name, role, place)
        case roles.UNIT | roles.COMMANDER:
            return Actor(name, role, office=unit)
        case roles.PERSON:
            return Actor(f"person-{person}", role, person_id=person)
        case roles.MONITOR | roles.ANALYST | roles.ADMINISTRATOR:
            return Actor(who, role)
    prefix = {roles.RECRUITER: "TCC", roles.VLK: "VLK", roles.GUARD: "NGU", roles.LAWYER: "LAW"}.get(role, "CRT")
    return Actor(name, role, office=f"{prefix}-{oblast}")


@dataclass
class World:
    """Cases are opened and lived on the days of ``told.USUAL``; ``now`` is a day on which all of them are past."""

    now: datetime = NOW
    whose: dict[str, str] = field(default_factory=dict)

    def actor(self, who: str, person: str = "P-MAY", **where: str) -> Actor:
        return actor(who, person, **where)

    def opened(self, person: str = "P-MAY", day: float = 0) -> str:
        """A case just opened by the institution's officer, with a lawyer on it."""
        officer = self.actor("officer", person)
        case = open_case(officer, person, usual("information-given"), happened_at=at(day), now=at(day))
        self.whose[case] = person
        lawyer = self.actor("lawyer", person)
        make_record(officer, Act(case, "lawyer", {"lawyer": lawyer.office, "basis": "free"}, at(day)), now=at(day))
        return case

    def lived(self, person: str = "P-MAY", until: str = "enrolment", **but: dict[str, Any]) -> str:
        """A case lived the usual way as far as a step; ``but`` says what is otherwise, underscores for hyphens."""
        case = self.opened(person)
        otherwise = {name.replace("_", "-"): fields for name, fields in but.items()}
        steps = list(USUAL)
        for type in steps[1 : steps.index(until) + 1]:
            self.say(case, type, USUAL[type], **otherwise.get(type, {}))
        return case

    def say(
        self, case: str, type: str, day: float, who: str = "", *, unit: str = "A9001", place: str = "", **said: Any
    ) -> Record:
        """Record one step on its day, by its usual maker or by ``who``."""
        person = self.whose[case]
        by = self.actor(who or MAKERS.get(type) or WHO[CATALOGUE[type].made_by[0]], person, unit=unit, place=place)
        fields = localised(usual(type, **said), person)
        return make_record(by, Act(case, type, fields, at(day)), now=at(day))


def localised(fields: dict[str, Any], person: str) -> dict[str, Any]:
    """The offices of the oblast where the person is, in place of the usual ones."""
    oblast = OBLASTS[HOMES[person] or "UVP-1"]
    return {name: value.replace("UA-53", oblast) if isinstance(value, str) else value for name, value in fields.items()}
