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
from poruka.cases.catalogue.kinds import Field
from poruka.cases.chain.record import Record
from poruka.cases.chain.requests import Draft
from poruka.cases.chain.store import append, records_of
from poruka.cases.models import Office
from poruka.cases.usecases import Act, make_record, open_case
from poruka.law.calendar import KYIV
from tests.web.country import Someone, ruled

# A Monday, two weeks before the clocks go forward.
NOW = datetime(2026, 3, 16, 10, 0, tzinfo=KYIV)
SECRET = "ЗАКРИТІ-МЕДИЧНІ-СЛОВА"
SHEET = {"sheet_version": "2026-02", "language": "uk"}
PERSON, OTHER = "P-MAY", "P-MAY-2"
PEOPLE = (
    Someone(PERSON, person={"family_name": "Зразок", "given_name": "Тест", "patronymic": "Іванович"}),
    Someone(OTHER, institution="UVP-2", person={"family_name": "Інший", "given_name": "Іван"}),
    Someone("P-SECOND", person={"family_name": "Ґалаган", "given_name": "Їжак"}),
    Someone("P-THIRD", person={"family_name": "Яценко", "given_name": "Олена", "sex": "F"}),
    Someone("P-FOURTH", person={"family_name": "Єрмоленко", "given_name": "Ігор"}),
    Someone("P-FIFTH", person={"family_name": "Щур", "given_name": "Петро"}),
    Someone("P-SIXTH", person={"family_name": "Мороз", "given_name": "Марія", "sex": "F"}),
    Someone("P-SEVENTH", person={"family_name": "Кравець", "given_name": "Семен"}),
    Someone("P-NONE", person={"family_name": "Безсправний", "given_name": "Юрій"}),
    Someone("P-TEN", person={"family_name": "Левченко", "given_name": "Остап"}),
    Someone("P-ELEVEN", person={"family_name": "Рудий", "given_name": "Захар"}),
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
            Office.objects.create(
                id=f"{prefix}-{oblast}", kind=kind, name_uk=f"{uk} {oblast}", name_en=f"{en} {oblast}", oblast=oblast
            )
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


LIVES = {
    "lived": (PERSON, "UVP-1", "enrolment"),
    "elsewhere": (OTHER, "UVP-2", "commander-consent"),
    "opened": ("P-SECOND", "UVP-1", ""),
    "applied": ("P-THIRD", "UVP-1", "application"),
    "referred": ("P-FOURTH", "UVP-1", "medical-referral"),
    "listed": ("P-FIFTH", "UVP-1", "hearing"),
    "granted": ("P-SIXTH", "UVP-1", "ruling"),
    "arrived": ("P-SEVENTH", "UVP-1", "arrival"),
}
"""Cases by how far they have come: whose, where, and the last step of the story told of them."""


def lives() -> dict[str, str]:
    """The numbers of all those cases. The one elsewhere is with another unit, in another oblast."""
    units = {"UVP-1": "A9001", "UVP-2": "A9002"}
    return {
        name: told(until, person=person, place=place, unit=units[place])
        for name, (person, place, until) in LIVES.items()
    }


def say(case: str, step: Told, actor: Actor, days_ago: float = 40) -> Record:
    """Record one step."""
    at = NOW - timedelta(days=days_ago) + timedelta(days=step.day)
    return make_record(actor, Act(case, step.type, step.fields, at), now=max(at, NOW - timedelta(days=days_ago)))


def told_by_system(case: str) -> None:
    """The record by which the system says that the law's answer has changed: no party makes it."""
    fields = {"cause": "law", "before": "may-apply", "now": "cannot-tell", "rules": "00", "told": roles.OFFICER}
    draft = Draft("answer-changed", "system", "system", "2026-02-21", happened_at=NOW, fields=fields)
    append(case, draft, expected=len(records_of(case)), key=f"changed-{case}", at=NOW)


def fields_for(type_id: str) -> dict[str, Any]:
    """Values that every field of a record type accepts, as a form sends them."""
    return sent(type_id, {field.name: _some(field) for field in CATALOGUE[type_id].fields}, NOW)


def _some(field: Field) -> Any:
    if field.name == "sheet_version":
        return SHEET["sheet_version"]
    match field.kind:
        case "date":
            return "2026-03-20"
        case "moment":
            return "2026-03-20T10:30:00+02:00"
        case "yes_no":
            return True
        case "choice":
            return field.choices[0].id
        case "choices":
            return [field.choices[0].id]
        case "number":
            return 10
        case "office":
            return _office(field.office or "")
        case _:
            return "слова"


def sent(type_id: str, fields: Mapping[str, Any], happened_at: datetime) -> dict[str, Any]:
    """A record as its form sends it."""
    form: dict[str, Any] = {}
    for field in CATALOGUE[type_id].fields:
        value = fields.get(field.name)
        name = ("sealed-" if field.sealed else "f-") + field.name
        if value is None:
            continue
        if field.kind in ("date", "moment"):
            form |= parts(name, datetime.fromisoformat(value), moment=field.kind == "moment")
        else:
            form[name] = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
    return form | when(happened_at)


def _office(kind: str) -> str:
    prefix = next((prefix for known, prefix, _, _ in KINDS if known == kind), "")
    return f"{prefix}-UA-53" if prefix else "A9001"


def when(moment: datetime) -> dict[str, str]:
    """The moment of an event, as a form sends it."""
    return parts("f-happened_at", moment, moment=True)


def parts(name: str, value: datetime, *, moment: bool) -> dict[str, str]:
    """A day or a moment in parts, by the clock of Kyiv."""
    here = value.astimezone(KYIV) if value.tzinfo else value
    day = {f"{name}-day": str(here.day), f"{name}-month": str(here.month), f"{name}-year": str(here.year)}
    return {**day, f"{name}-hour": f"{here:%H}", f"{name}-minute": f"{here:%M}"} if moment else day
