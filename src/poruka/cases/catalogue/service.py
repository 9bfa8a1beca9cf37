"""Service: enrolment, training, assignments without gaps, leave."""

from poruka.access import roles
from poruka.cases.catalogue.common import NOTE, REASON, UNIT, choices
from poruka.cases.catalogue.kinds import Bars, Clock, Field, Needs, Reaches, RecordType
from poruka.law.calendar import TimeLimit
from poruka.law.text import Text

ANSWER = TimeLimit(3, "days", "R35; правило дому", Text("відповідь на рапорт за 3 дні", "answer within 3 days"))

ENROLLED = Needs("enrolment")
NOT_OVER = (
    Bars("discharge", Text("Особу звільнено зі служби.", "The person has been discharged.")),
    Bars("death", Text("Особа загинула або померла.", "The person has died.")),
)


ENROLMENT = RecordType(
    "enrolment",
    "service",
    Text("Зарахування до частини", "Enrolment"),
    Text(
        "Зарахування до спеціалізованого підрозділу і окремий облік.",
        "Enrolment in a specialised unit and on the separate register.",
    ),
    "Закон 2232-XII 21-6(3); Закон 264/94 7-1",
    (roles.COMMANDER, roles.UNIT),
    (
        UNIT,
        Field("unit_kind", "text", Text("вид підрозділу", "kind of unit")),
        Field("post", "text", Text("посада", "post")),
        Field("order", "text", Text("наказ", "order")),
    ),
    after=(Needs("contract"), *NOT_OVER),
    reaches=(Reaches("serving"),),
    again_after=("contract",),
)


TRAINING = RecordType(
    "training",
    "service",
    Text("Підготовка", "Training"),
    Text("Початок або кінець навчання і скільки днів воно тривало.", "The beginning or end of training, and its days."),
    "R10",
    (roles.COMMANDER, roles.UNIT),
    (
        Field(
            "state",
            "choice",
            Text("стан", "state"),
            choices=choices(begun=("розпочато", "begun"), finished=("завершено", "finished")),
        ),
        Field("days", "number", Text("днів", "days"), required=False),
    ),
    after=(ENROLLED, *NOT_OVER),
    reaches=(
        Reaches("training", "state", ("begun",), only_from=("serving", "training")),
        Reaches("serving", "state", ("finished",), only_from=("training",)),
    ),
    repeats=True,
)


TRANSFER = RecordType(
    "transfer",
    "service",
    Text("Переведення", "Transfer"),
    Text(
        "Лише до іншого спеціалізованого підрозділу і лише індивідуальним наказом; дні без частини не допускаються.",
        "Only to another specialised unit and only by an individual order; no day without a unit.",
    ),
    "Закон 2232-XII 21-6(3) (наше прочитання); R33",
    (roles.COMMANDER,),
    (
        Field("from_unit", "office", Text("з частини", "from unit"), office="unit"),
        UNIT,
        Field("order", "text", Text("номер індивідуального наказу", "number of the individual order")),
        Field("leaves_on", "date", Text("вибуття", "leaves on")),
        Field("person_agrees", "yes_no", Text("особа згодна", "the person agrees"), required=False),
    ),
    after=(
        ENROLLED,
        Bars(
            "transfer",
            Text(
                "Прибуття за попереднім переведенням ще не підтверджено.",
                "Arrival after the last transfer is not confirmed.",
            ),
            lifted_by=("transfer-arrival",),
        ),
        *NOT_OVER,
    ),
    starts=(
        Clock(
            "transfer-arrival",
            ANSWER,
            roles.COMMANDER,
            ("transfer-arrival",),
            Text("Підтвердити прибуття до нової частини", "Confirm arrival at the new unit"),
            statutory=False,
            alarm=True,
        ),
    ),
    repeats=True,
)


TRANSFER_ARRIVAL = RecordType(
    "transfer-arrival",
    "service",
    Text("Прибуття до нової частини", "Arrival at the new unit"),
    Text("Нова частина підтверджує прибуття.", "The new unit confirms the arrival."),
    "R33",
    (roles.COMMANDER, roles.UNIT),
    (UNIT,),
    after=(Needs("transfer"), *NOT_OVER),
    reaches=(Reaches("serving"),),
    again_after=("transfer",),
)


LEAVE_REQUEST = RecordType(
    "leave-request",
    "service",
    Text("Рапорт на відпустку", "Leave request"),
    Text(
        "Щорічної відпустки немає; за сімейними та іншими поважними причинами – до 10 днів.",
        "No annual leave; up to 10 days for family or other valid reasons.",
    ),
    "Закон 2011-XII 10-1(24)",
    (roles.PERSON, roles.COMMANDER, roles.UNIT),
    (
        Field(
            "ground",
            "choice",
            Text("підстава", "ground"),
            choices=choices(
                family=("сімейні обставини", "family reasons"),
                valid_reason=("інша поважна причина", "other valid reason"),
                annual=("щорічна основна", "annual basic"),
            ),
        ),
        Field("days", "number", Text("днів", "days")),
        NOTE,
    ),
    after=(ENROLLED, *NOT_OVER),
    starts=(
        Clock(
            "leave-answer",
            ANSWER,
            roles.COMMANDER,
            ("leave-answer",),
            Text("Відповісти на рапорт", "Answer the request"),
            statutory=False,
        ),
    ),
    repeats=True,
)


LEAVE_ANSWER = RecordType(
    "leave-answer",
    "service",
    Text("Відповідь на рапорт", "Answer to the request"),
    Text("Надано чи ні, скільки днів і чому.", "Granted or not, how many days and why."),
    "Закон 2011-XII 10-1(24); R35",
    (roles.COMMANDER,),
    (
        Field(
            "answer",
            "choice",
            Text("відповідь", "answer"),
            choices=choices(granted=("надано", "granted"), denied=("відмовлено", "denied")),
        ),
        Field(
            "days",
            "number",
            Text("днів (не більше 10)", "days (10 at most)"),
            required=False,
            needed_when=(("answer", ("granted",)),),
        ),
        REASON,
    ),
    after=(Needs("leave-request"), *NOT_OVER),
    reaches=(Reaches("on-leave", "answer", ("granted",)),),
    again_after=("leave-request",),
    negative=True,
    paper="leave-reasons",
    remedy=Text(
        "Скарга Військовому омбудсману: відповідь за 10 робочих днів (Закон 4603-IX 12–13).",
        "Complaint to the Military Ombudsman: answer in 10 working days (Law 4603-IX 12-13).",
    ),
)


TYPES = (ENROLMENT, TRAINING, TRANSFER, TRANSFER_ARRIVAL, LEAVE_REQUEST, LEAVE_ANSWER)
