"""Histories told in steps: (type, day[, fields]); what a step does not say is as usual, and the usual case goes well."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import Field
from poruka.cases.history import Entry, History
from poruka.law.calendar import KYIV

START = datetime(2026, 1, 12, 10, 0, tzinfo=KYIV)
"""A Monday, ten in the morning."""
CENTRE, BOARD, COURT, GUARD, LAWYER, UNIT = "TCC-UA-53", "VLK-UA-53", "CRT-UA-53", "NGU-UA-53", "LAW-UA-53", "A9001"
OFFICES = {
    "recruitment_centre": CENTRE,
    "medical_board": BOARD,
    "court": COURT,
    "guard": GUARD,
    "lawyer": LAWYER,
    "unit": UNIT,
}
SPECIAL: Mapping[str, Mapping[str, Any]] = {
    "medical-conclusion": {"valid_until": "2026-12-31", "examine_again_on": None},
    "transfer": {"leaves_on": "2026-03-20", "unit": "A9002"},
    "transfer-arrival": {"unit": "A9002"},
    "leave-answer": {"days": 10},
    "parole-period-ended": {"service_goes_on": True},
    "answer-changed": {"failed": ["upper-age"], "unknown": None, "cleared": None},
}
"""What is usual where the first answer of a field would not be."""
USUAL: dict[str, float] = {
    "information-given": 0,
    "application": 1,
    "consent": 5,
    "primary-examination": 6,
    "military-registration": 7,
    "preliminary-review": 8,
    "medical-referral": 9,
    "medical-conclusion": 12,
    "certificate-received": 12.5,
    "selection": 13,
    "physical-level": 13.1,
    "unit-may-see": 13.2,
    "unit-offer": 14,
    "commander-consent": 15,
    "institution-decision": 16,
    "motion": 16.2,
    "court-registration": 17,
    "hearing": 17.1,
    "ruling": 21,
    "ruling-sent": 21.1,
    "entry-into-force": 30,
    "ruling-for-execution": 30.1,
    "release-checklist": 30.2,
    "hand-over": 30.3,
    "arrival": 30.6,
    "contract": 31,
    "enrolment": 32,
}
"""The usual way from the first information to a unit, and on which day each step is taken."""
Told = tuple[Any, ...]


def at(day: float) -> datetime:
    """So many days after the beginning, by the clock on the wall."""
    return START + timedelta(days=day)


def usual(type: str, **said: Any) -> dict[str, Any]:
    """Valid fields of a record type; None leaves a field out."""
    fields = {field.name: _some(field) for field in CATALOGUE[type].fields if field.required}
    fields |= {**SPECIAL.get(type, {}), **said}
    return {name: value for name, value in fields.items() if value is not None}


def _some(field: Field) -> Any:
    match field.kind:
        case "yes_no":
            return True
        case "choice":
            return field.choices[0].id
        case "choices":
            return [field.choices[0].id]
        case "number":
            return 10
        case "date":
            return "2026-03-20"
        case "moment":
            return "2026-03-20T10:30:00+02:00"
        case "office":
            return OFFICES[field.office or ""]
        case _:
            return "слова"


def way(until: str, *, but: Mapping[str, Mapping[str, Any]] | None = None) -> tuple[Told, ...]:
    """The usual way as far as a step, that one included; ``but`` says what is otherwise in some of the steps."""
    steps = list(USUAL)
    there = steps[: steps.index(until) + 1]
    return tuple((type, USUAL[type], dict((but or {}).get(type, {}))) for type in there)


def history(*told: Told) -> History:
    """The history of a case; a step may end with ``supersedes=number`` in its fields as ``_supersedes``."""
    return History(tuple(entries(told)))


def entries(told: Iterable[Told]) -> Iterable[Entry]:
    for number, (type, day, *rest) in enumerate(told, 1):
        said = dict(rest[0]) if rest else {}
        supersedes = said.pop("_supersedes", None)
        by = said.pop("_by", "somebody")
        role = CATALOGUE[type].made_by[0]
        when = day if isinstance(day, datetime) else at(day)
        yield Entry(number, type, usual(type, **said), when, when, by, role, "", supersedes)
