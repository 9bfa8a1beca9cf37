"""One person's way from the first information to a unit, told in steps; tests stop it where they need to.

Everything is recorded through the use cases, by the parties themselves, so that a page shows what would really be there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from poruka.access import roles
from poruka.access.actors import Actor
from poruka.access.demo import create_accounts
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.chain.record import Record
from poruka.cases.models import Office
from poruka.cases.usecases import Act, make_record, open_case
from poruka.law.calendar import KYIV
from tests.web.country import Someone, ruled

NOW = datetime(2026, 3, 16, 10, 0, tzinfo=KYIV)
SECRET = "ЗАКРИТІ-МЕДИЧНІ-СЛОВА"
SHEET = {"sheet_version": "2026-01", "language": "uk"}
PERSON, OTHER = "P-MAY", "P-MAY-2"
PEOPLE = (
    Someone(PERSON, person={"family_name": "Зразок", "given_name": "Тест", "patronymic": "Іванович"}),
    Someone(OTHER, institution="UVP-2", person={"family_name": "Інший", "given_name": "Іван"}),
    Someone("P-SECOND", person={"family_name": "Ґалаган", "given_name": "Їжак"}),
    Someone("P-THIRD", person={"family_name": "Яценко", "given_name": "Олена", "sex": "F"}),
)
OBLASTS = {"UVP-1": "UA-53", "UVP-2": "UA-46"}
KINDS = (
    ("recruitment_centre", "TCC", "Центр комплектування", "Recruitment centre"),
    ("medical_board", "VLK", "Комісія", "Medical board"),
    ("court", "CRT", "Суд", "Court"),
    ("guard", "NGU", "Конвой", "Escort"),
    ("lawyer", "LAW", "Центр допомоги", "Legal aid centre"),
)
UNITS = ("A9001", "A9002")


@dataclass(frozen=True)
class Told:
    """A step of the story: who records it, what, and how many days after the case was opened."""

    who: str
    type: str
    day: float
    fields: Mapping[str, Any]


def cast(place: str = "UVP-1", unit: str = "A9001", person: str = PERSON) -> dict[str, Actor]:
    """Who acts around the people of an institution."""
    oblast = OBLASTS[place]
    return {
        "person": Actor(f"person-{person}", roles.PERSON, person_id=person),
        "officer": Actor(f"officer-{place}", roles.OFFICER, place),
        "head": Actor(f"head-{place}", roles.HEAD, place),
        "recruiter": Actor(f"recruiter-{oblast}", roles.RECRUITER, office=f"TCC-{oblast}"),
        "board": Actor(f"board-{oblast}", roles.VLK, office=f"VLK-{oblast}"),
        "unit": Actor(f"unit-{unit}", roles.UNIT, office=unit),
        "commander": Actor(f"commander-{unit}", roles.COMMANDER, office=unit),
        "court": Actor(f"court-{oblast}", roles.COURT, office=f"CRT-{oblast}"),
        "prosecutor": Actor(f"prosecutor-{oblast}", roles.PROSECUTOR, office=f"CRT-{oblast}"),
        "guard": Actor(f"guard-{oblast}", roles.GUARD, office=f"NGU-{oblast}"),
        "lawyer": Actor(f"lawyer-{oblast}", roles.LAWYER, office=f"LAW-{oblast}"),
        "monitor": Actor("monitor", roles.MONITOR),
        "analyst": Actor("analyst", roles.ANALYST),
        "administrator": Actor("administrator", roles.ADMINISTRATOR),
    }


def story(place: str = "UVP-1", unit: str = "A9001", hearing: datetime = NOW) -> tuple[Told, ...]:
    """Every step from the application to the enrolment."""
    oblast = OBLASTS[place]
    centre = {"recruitment_centre": f"TCC-{oblast}"}
    return (
        Told("person", "application", 1, {"handed_in": "paper"}),
        Told("officer", "document", 1.2, {"kind": "passport", "state": "present"}),
        Told("monitor", "consent", 5, {**SHEET, "place": "кімната", "witness": "свідок", "private_talk": True}),
        Told("officer", "primary-examination", 6, {"result": "positive", "agreed": True, "findings": SECRET}),
        Told("recruiter", "military-registration", 7, {**centre, "document_number": "ВО-1"}),
        Told(
            "officer", "preliminary-review", 8,
            {**centre, "unit": unit, "centre_present": "Центр", "unit_present": "Частина", "by_video": False,
             "result": "supported", "reason": "немає перешкод"},
        ),
        Told("recruiter", "medical-referral", 9, {"board": f"VLK-{oblast}", "date": "2026-02-20"}),
        Told(
            "board", "medical-conclusion", 12,
            {"outcome": "fit", "certificate": "ВЛК-7", "medical_part": SECRET, "schedule_article": SECRET},
        ),
        Told("officer", "certificate-received", 12.5, {"certificate": "ВЛК-7"}),
        Told("recruiter", "selection", 13, {"passed": True}),
        Told("recruiter", "physical-level", 13.1, {"sufficient": True}),
        Told("person", "unit-may-see", 13.2, {"unit": unit}),
        Told(
            "unit", "unit-offer", 14,
            {"unit": unit, "unit_kind": "рота", "post": "стрілець", "training_days": 30, "term": "до кінця",
             "leave": "до 10 днів"},
        ),
        Told("commander", "commander-consent", 15, {"unit": unit, "consents": True}),
        Told("head", "institution-decision", 16, {"decision": "present", "reason": "пакет повний"}),
        Told("head", "motion", 16.2, {"court": f"CRT-{oblast}", "outgoing_number": "1/301"}),
        Told("court", "court-registration", 17, {"case_number": "301/1/26"}),
        Told("court", "hearing", 17.1, {"at": hearing.isoformat(), "by_video": True, "interpreter": False}),
        Told("court", "ruling", 20, {"outcome": "granted", "judge": "Суддя", "full_text": True, **centre}),
        Told("court", "ruling-sent", 20.1, centre),
        Told("court", "entry-into-force", 31, centre),
        Told("court", "ruling-for-execution", 31.1, {}),
        Told(
            "officer", "release-checklist", 31.2,
            dict.fromkeys(("passport", "tax_number", "certificate", "settlement", "medicines", "contacts"), True),
        ),
        Told(
            "officer", "hand-over", 31.3,
            {**centre, "guard": f"NGU-{oblast}", "vehicle": "автобус 4", "received_by": "старший"},
        ),
        Told("recruiter", "arrival", 31.6, {**centre, "brought_by": "конвой"}),
        Told("recruiter", "contract", 32, {"unit": unit, "number": "К-1", "post": "стрілець"}),
        Told("commander", "enrolment", 33, {"unit": unit, "unit_kind": "рота", "post": "стрілець", "order": "1"}),
    )  # fmt: skip


def country() -> None:
    """People with an answer, every office, and an account for everybody."""
    ruled(PEOPLE)
    for oblast in OBLASTS.values():
        for kind, prefix, uk, en in KINDS:
            Office.objects.create(id=f"{prefix}-{oblast}", kind=kind, name_uk=f"{uk} {oblast}", name_en=f"{en} {oblast}", oblast=oblast)
    for unit in UNITS:
        Office.objects.create(id=unit, kind="unit", name_uk=f"Частина {unit}", name_en=f"Unit {unit}")
    offices = Office.objects.values_list("id", "kind")
    create_accounts(OBLASTS, offices, [one.id for one in PEOPLE])


def opened(person: str = PERSON, place: str = "UVP-1", days_ago: float = 40) -> str:
    """A case opened so many days ago."""
    at = NOW - timedelta(days=days_ago)
    fields = {**SHEET, "lawyer_offered": True, "lawyer_taken": "declined"}
    return open_case(cast(place)["officer"], person, fields, happened_at=at, now=at)


def told(
    until: str = "", *, person: str = PERSON, place: str = "UVP-1", unit: str = "A9001", days_ago: float = 40
) -> str:
    """The case of a person, lived as far as the step ``until``, that one included; without it, only opened."""
    case = opened(person, place, days_ago)
    if not until:
        return case
    for step in story(place, unit):
        say(case, step, cast(place, unit, person)[step.who], days_ago)
        if step.type == until:
            return case
    raise AssertionError(f"{until} is not in the story")


def say(case: str, step: Told, actor: Actor, days_ago: float = 40) -> Record:
    """Record one step."""
    at = NOW - timedelta(days=days_ago) + timedelta(days=step.day)
    return make_record(actor, Act(case, step.type, step.fields, at), now=max(at, NOW - timedelta(days=days_ago)))


def fields_for(type_id: str) -> dict[str, Any]:
    """Values that every required field of a record type accepts, as a form sends them."""
    sent: dict[str, Any] = {}
    for field in CATALOGUE[type_id].fields:
        name = ("sealed-" if field.sealed else "f-") + field.name
        match field.kind:
            case "date":
                sent |= {f"{name}-day": "20", f"{name}-month": "3", f"{name}-year": "2026"}
            case "moment":
                sent |= {f"{name}-day": "20", f"{name}-month": "3", f"{name}-year": "2026"}
                sent |= {f"{name}-hour": "10", f"{name}-minute": "30"}
            case "yes_no":
                sent[name] = "yes"
            case "choice":
                sent[name] = field.choices[0].id
            case "choices":
                sent[name] = [field.choices[0].id]
            case "number":
                sent[name] = "10"
            case "office":
                sent[name] = _office(field.office or "")
            case _:
                sent[name] = "слова"
    return sent | when(NOW)


def _office(kind: str) -> str:
    prefix = next((prefix for known, prefix, _, _ in KINDS if known == kind), "")
    return f"{prefix}-UA-53" if prefix else "A9001"


def when(moment: datetime) -> dict[str, str]:
    """The moment of an event, as a form sends it."""
    return {
        "f-happened_at-day": str(moment.day),
        "f-happened_at-month": str(moment.month),
        "f-happened_at-year": str(moment.year),
        "f-happened_at-hour": f"{moment:%H}",
        "f-happened_at-minute": f"{moment:%M}",
    }
