"""Cases on paper: records as the chain would hold them, without a database, for one invented person."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from poruka.cases.chain.canonical import canonical
from poruka.cases.chain.moments import instant_text
from poruka.documents.data import PaperData, Person, RecordData, Sentence, code_for, hash_of
from poruka.law.calendar import KYIV
from poruka.law.text import Text

START = datetime(2026, 2, 2, 10, 0, tzinfo=KYIV)
"""A Monday: the case is opened, the sheet handed out."""
CASE = "CASE-0000-TEST"
HOST = "https://poruka.example/check/"
SECRET = "ЗАКРИТІ-МЕДИЧНІ-СЛОВА"
ARTICLE, SENTENCING_COURT, COURT_CASE = "185 ч. 4", "Вигаданий районний суд", "301/77/23"
OBLAST = "UA-53"

PERSON = Person(
    "Коваленко",
    "Олександр",
    "Іванович",
    birth_date=date(1990, 5, 5),
    sex="M",
    institution_id="UVP-1",
    institution=Text("Перша виправна колонія", "First Correctional Colony"),
)
OFFICES = {
    "TCC-UA-53": Text("Центр комплектування UA-53", "Recruitment centre UA-53"),
    "VLK-UA-53": Text("Комісія UA-53", "Medical board UA-53"),
    "CRT-UA-53": Text("Вигаданий місцевий суд", "An invented local court"),
    "NGU-UA-53": Text("Конвой UA-53", "Escort UA-53"),
    "A9001": Text("Військова частина A9001", "Military unit A9001"),
    "UVP-1": Text("Перша виправна колонія", "First Correctional Colony"),
}
SENTENCE = Sentence(
    SENTENCING_COURT,
    COURT_CASE,
    Text("позбавлення волі на певний строк, 6 р.", "fixed-term imprisonment, 6 y"),
    (ARTICLE,),
    date(2023, 1, 10),
    date(2029, 1, 10),
)

Step = tuple[str, str, str, float, Mapping[str, Any]]
"""Record type, role, office, days after the start, fields."""
CENTRE = {"recruitment_centre": "TCC-UA-53"}
SHEET = {"sheet_version": "2026-02", "language": "uk"}
OFFICER, HEAD, RECRUITER = "institution_officer", "institution_head", "recruitment_officer"
COMMANDER, COURT, VLK, ME = "unit_commander", "court_clerk", "vlk_secretary", "person"
STORY: tuple[Step, ...] = (
    ("information-given", OFFICER, "UVP-1", 0, {**SHEET, "lawyer_offered": True, "lawyer_taken": "declined"}),
    ("application", ME, "", 1, {"handed_in": "paper", "paper_number": "12"}),
    (
        "consent", "monitor", "", 5,
        {**SHEET, "place": "кімната для побачень", "witness": "Петренко П. П., капелан", "private_talk": True},
    ),
    ("primary-examination", OFFICER, "UVP-1", 6, {"result": "positive", "agreed": True}),
    ("military-registration", RECRUITER, "TCC-UA-53", 7, {**CENTRE, "document_number": "ВО-11"}),
    (
        "preliminary-review", OFFICER, "UVP-1", 8,
        {**CENTRE, "unit": "A9001", "centre_present": "Бондар Б. Б.", "unit_present": "Гнатюк Г. Г.",
         "by_video": False, "result": "supported", "reason": "Перешкод не встановлено."},
    ),
    ("medical-referral", RECRUITER, "TCC-UA-53", 9, {"board": "VLK-UA-53", "date": "2026-02-13"}),
    (
        "medical-conclusion", VLK, "VLK-UA-53", 12,
        {"outcome": "fit", "certificate": "ВЛК-7", "valid_until": "2026-08-13"},
    ),
    ("certificate-received", OFFICER, "UVP-1", 12.5, {"certificate": "ВЛК-7"}),
    ("selection", RECRUITER, "TCC-UA-53", 13, {"passed": True}),
    ("physical-level", RECRUITER, "TCC-UA-53", 13.1, {"sufficient": True}),
    ("unit-may-see", ME, "", 13.2, {"unit": "A9001"}),
    (
        "unit-offer", "unit_representative", "A9001", 14,
        {"unit": "A9001", "unit_kind": "рота", "post": "стрілець", "training_days": 30,
         "term": "до закінчення особливого періоду", "leave": "щорічної немає"},
    ),
    ("commander-consent", COMMANDER, "A9001", 15, {"unit": "A9001", "consents": True}),
    ("institution-decision", HEAD, "UVP-1", 16, {"decision": "present", "reason": "Пакет документів повний."}),
    ("motion", HEAD, "UVP-1", 16.2, {"court": "CRT-UA-53", "outgoing_number": "1/301"}),
    ("court-registration", COURT, "CRT-UA-53", 17, {"case_number": "301/1/26"}),
    ("hearing", COURT, "CRT-UA-53", 17.1, {"at": "2026-02-22T10:00+02:00", "by_video": True, "interpreter": False}),
    (
        "ruling", COURT, "CRT-UA-53", 20,
        {"outcome": "granted", "judge": "Суддя С. С.", "full_text": True, **CENTRE, "supervision_months": 12},
    ),
    ("ruling-sent", COURT, "CRT-UA-53", 20.1, CENTRE),
    ("entry-into-force", COURT, "CRT-UA-53", 31, CENTRE),
    ("ruling-for-execution", COURT, "CRT-UA-53", 31.1, {}),
    (
        "release-checklist", OFFICER, "UVP-1", 31.2,
        dict.fromkeys(("passport", "tax_number", "certificate", "settlement", "medicines", "contacts"), True),
    ),
    (
        "hand-over", OFFICER, "UVP-1", 31.3,
        {**CENTRE, "guard": "NGU-UA-53", "vehicle": "автобус 4", "received_by": "Сержант С. С."},
    ),
    ("arrival", RECRUITER, "TCC-UA-53", 31.6, {**CENTRE, "brought_by": "Сержант С. С."}),
    ("contract", RECRUITER, "TCC-UA-53", 32, {"unit": "A9001", "number": "К-1", "post": "стрілець"}),
    (
        "enrolment", COMMANDER, "A9001", 33,
        {"unit": "A9001", "unit_kind": "рота", "post": "стрілець", "order": "№ 1"},
    ),
    ("leave-request", ME, "", 90, {"ground": "family", "days": 10}),
    ("leave-answer", COMMANDER, "A9001", 92, {"answer": "granted", "days": 10, "reason": "Хвороба матері."}),
)  # fmt: skip


def record(number: int, step: Step, supersedes: int | None = None) -> RecordData:
    """A step as the chain writes it down."""
    type, role, office, day, fields = step
    at = instant_text(START + timedelta(days=day))
    return {
        "case": CASE, "fields": dict(fields), "format": 1, "happened_at": at, "key": f"k{number}", "law_version": "1",
        "made_as": role, "made_at": at, "made_by": f"login-{role}", "number": number, "office": office,
        "previous": "0" * 64, "sealed": "", "seq": number, "supersedes": supersedes, "type": type,
    }  # fmt: skip


def records(steps: Iterable[Step]) -> tuple[RecordData, ...]:
    """Steps one after another."""
    return tuple(record(number, step) for number, step in enumerate(steps, 1))


def data_of(
    made: tuple[RecordData, ...],
    *,
    person: Person = PERSON,
    sentences: tuple[Sentence, ...] = (SENTENCE,),
    as_of: datetime | None = None,
) -> PaperData:
    """The data of the paper of the last record."""
    code = code_for(made[-1])
    return PaperData(CASE, person, made[-1], code, HOST + code, made, OFFICES, sentences, as_of)


def upto(type: str, *, person: Person = PERSON, **fields: Any) -> PaperData:
    """The story as far as a step, whose fields may be changed; a step the story has not is put at its place by hand."""
    lived: list[Step] = []
    for step in STORY:
        if step[0] == type:
            lived.append((*step[:4], {k: v for k, v in {**step[4], **fields}.items() if v is not None}))
            return data_of(records(lived), person=person)
        lived.append(step)
    raise AssertionError(f"{type} is not in the story")


def then(after: str, *steps: Step, person: Person = PERSON, **kwargs: Any) -> PaperData:
    """The story as far as a step and something else after it."""
    lived = list(STORY[: [step[0] for step in STORY].index(after) + 1])
    return data_of(records([*lived, *steps]), person=person, **kwargs)


__all__ = ["PERSON", "SECRET", "START", "STORY", "canonical", "data_of", "hash_of", "record", "records", "then", "upto"]
