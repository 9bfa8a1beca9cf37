"""Release: the check-list at the gate, the hand-over to the National Guard, arrival, contract, enrolment."""

from dataclasses import replace

from poruka.access import roles
from poruka.cases.catalogue.common import NOTE, RECRUITMENT_CENTRE, UNIT, choices
from poruka.cases.catalogue.kinds import Clock, Field, Needs, Reaches, RecordType
from poruka.law.calendar import TimeLimit
from poruka.law.text import Text

CONTRACT = TimeLimit(
    3,
    "days",
    "строк визначає підзаконний акт, якого в системі немає; правило дому",
    Text("контракт – за 3 дні", "contract within 3 days"),
)
ENROLMENT = TimeLimit(
    3,
    "days",
    "строк визначає підзаконний акт, якого в системі немає; правило дому",
    Text("зарахування – за 3 дні", "enrolment within 3 days"),
)
ARRIVED_LATE = TimeLimit(24, "hours", "КК 81-1(2)", Text("24 години на прибуття", "24 hours to arrive"))

CHECKLIST = RecordType(
    "release-checklist",
    "release",
    Text("Перевірка перед звільненням", "Release check-list"),
    Text(
        "Паспорт, податковий номер, довідка про звільнення, розрахунок, ліки, підсумок про здоров’я, контакти.",
        "Passport, tax number, release certificate, settlement, medicines, health summary, contact sheet.",
    ),
    "КВК 153(3)–(5); R37",
    (roles.OFFICER, roles.HEAD),
    (
        Field("passport", "yes_no", Text("паспорт видано", "passport handed over")),
        Field("tax_number", "yes_no", Text("податковий номер", "tax number")),
        Field("certificate", "yes_no", Text("довідку про звільнення видано", "release certificate handed over")),
        Field(
            "settlement",
            "yes_no",
            Text("розрахунок проведено, гроші й речі повернуто", "settled; money and things returned"),
        ),
        Field("medicines", "yes_no", Text("ліки видано, якщо потрібні", "medicines handed over if needed")),
        Field("contacts", "yes_no", Text("аркуш контактів видано", "contact sheet handed over")),
        Field(
            "why_incomplete",
            "long_text",
            Text("чому чогось немає", "why something is missing"),
            required=False,
            needed_when=tuple(
                (name, (False,))
                for name in ("passport", "tax_number", "certificate", "settlement", "medicines", "contacts")
            ),
        ),
    ),
    after=(Needs("ruling-for-execution"),),
    expected=True,
    again_after=("entry-into-force",),
)

HAND_OVER = RecordType(
    "hand-over",
    "release",
    Text("Передача Національній гвардії", "Hand-over to the National Guard"),
    Text(
        "Установа передає особу під конвой. Це останній день відбування покарання.",
        "The institution hands the person over to the escort. This is the last day of serving the sentence.",
    ),
    "КВК 154-1(6)",
    (roles.OFFICER, roles.HEAD),
    (
        RECRUITMENT_CENTRE,
        Field("guard", "office", Text("підрозділ Національної гвардії", "National Guard unit"), office="guard"),
        Field("vehicle", "text", Text("транспорт", "vehicle")),
        Field("received_by", "text", Text("хто прийняв", "received by")),
    ),
    after=(Needs("entry-into-force"), Needs("release-checklist")),
    reaches=(Reaches("handed-over"),),
    expected=True,
    again_after=("entry-into-force",),
    paper="transfer-record",
)

ARRIVED = RecordType(
    "arrival",
    "release",
    Text("Прибуття до центру комплектування", "Arrival at the recruitment centre"),
    Text("Центр комплектування підтверджує, що особа прибула.", "The recruitment centre confirms the arrival."),
    "КК 81-1(2); R32",
    (roles.RECRUITER,),
    (RECRUITMENT_CENTRE, Field("brought_by", "text", Text("хто доставив", "brought by"))),
    after=(Needs("hand-over"),),
    reaches=(Reaches("arrived"),),
    starts=(
        Clock(
            "contract",
            CONTRACT,
            roles.RECRUITER,
            ("contract", "evasion", "unfit-at-arrival"),
            Text("Укласти контракт", "Sign the contract"),
            statutory=False,
        ),
    ),
    again_after=("entry-into-force",),
)

SIGNED = RecordType(
    "contract",
    "release",
    Text("Контракт", "Contract"),
    Text(
        "Контракт до закінчення особливого періоду, без випробування.",
        "The contract runs to the end of the special period, with no probation.",
    ),
    "Закон 2232-XII 21-5(4), 21-6(1), (2); КВК 154-1(6)",
    (roles.RECRUITER, roles.COMMANDER),
    (
        UNIT,
        Field("number", "text", Text("номер контракту", "contract number")),
        Field("post", "text", Text("посада", "post")),
    ),
    after=(Needs("arrival"),),
    reaches=(Reaches("contracted"),),
    starts=(
        Clock(
            "enrolment",
            ENROLMENT,
            roles.COMMANDER,
            ("enrolment",),
            Text("Зарахувати до частини і взяти на окремий облік", "Enrol in the unit and on the separate register"),
            statutory=False,
        ),
    ),
    again_after=("arrival",),
)

EVASION = RecordType(
    "evasion",
    "release",
    Text("Відмова укласти контракт", "Contract not signed"),
    Text(
        "Що сталося між звільненням і контрактом і пояснення особи. Оцінку дає слідство і суд.",
        "What happened between release and contract, and the person's own account. The courts judge it.",
    ),
    "КК 336-2",
    (roles.RECRUITER,),
    (
        Field("account", "long_text", Text("пояснення особи", "the person's account")),
        Field(
            "whose_fault",
            "choice",
            Text("причина", "cause"),
            choices=choices(
                person=("особа відмовилася", "the person declined"),
                centre=("з боку центру комплектування", "on the centre's side"),
                unit=("з боку частини", "on the unit's side"),
            ),
        ),
        NOTE,
    ),
    after=(Needs("arrival", since=("contract",)),),
    reaches=(Reaches("evaded", "whose_fault", ("person",)),),
    again_after=("arrival",),
    negative=True,
    paper="evasion-reasons",
    remedy=Text(
        "Право на захист і безоплатну правничу допомогу (Закон 3460-VI).",
        "The right to defence and free legal aid (Law 3460-VI).",
    ),
)

UNFIT_AT_ARRIVAL = RecordType(
    "unfit-at-arrival",
    "release",
    Text("Непридатний після прибуття", "Unfit after arrival"),
    Text(
        "Що робити із звільненим, якого не можна взяти не з його вини, закон не каже (питання 7-09).",
        "What follows for a released person who cannot be taken through no fault of theirs is open (question 7-09).",
    ),
    "питання 7-09",
    (roles.RECRUITER,),
    (replace(NOTE, required=True),),
    after=(Needs("arrival", since=("contract",)),),
    reaches=(Reaches("not-taken"),),
    again_after=("arrival",),
    negative=True,
    paper="evasion-reasons",
    remedy=Text(
        "Умовно-дострокове звільнення лишається чинним: повернення до установи закон не передбачає (наше прочитання).",
        "The parole stands: no return to the institution is provided for (our reading).",
    ),
)

TYPES = (CHECKLIST, HAND_OVER, ARRIVED, SIGNED, EVASION, UNFIT_AT_ARRIVAL)
