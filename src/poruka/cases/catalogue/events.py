"""What can happen to a soldier, and how service ends."""

from poruka.access import roles
from poruka.cases.catalogue.common import NOTE, REASON, choices
from poruka.cases.catalogue.kinds import Clock, Field, Needs, Reaches, RecordType
from poruka.cases.catalogue.service import ENROLLED, NOT_OVER
from poruka.law.calendar import TimeLimit
from poruka.law.text import Text

KIN = TimeLimit(
    24, "hours", "R34; правило дому", Text("повідомити рідних за 24 години", "tell the next of kin within 24 hours")
)


CONSIDER = TimeLimit(10, "days", "R26, R27; правило дому", Text("розглянути за 10 днів", "consider within 10 days"))


def _answer_to(event: str) -> Clock:
    """The duty to consider the person's circumstances and to answer."""
    return Clock(
        f"answer-{event}",
        CONSIDER,
        roles.COMMANDER,
        ("request-answer", "discharge"),
        Text("Розглянути обставини особи і відповісти", "Consider the person’s circumstances and answer"),
        statutory=False,
    )


def _event(
    id: str,
    title: Text,
    about: Text,
    cites: str,
    stage: str,
    *fields: Field,
    kin: bool = False,
    starts: tuple[Clock, ...] = (),
) -> RecordType:
    """Something that happened to the soldier, with the duty to tell the next of kin, or another, where there is one."""
    tell = Clock(
        f"kin-{id}",
        KIN,
        roles.COMMANDER,
        ("kin-told",),
        Text("Повідомити рідних", "Tell the next of kin"),
        statutory=False,
        alarm=True,
    )
    return RecordType(
        id,
        "service",
        title,
        about,
        cites,
        (roles.COMMANDER, roles.UNIT),
        (*fields, NOTE),
        after=(ENROLLED, *NOT_OVER),
        reaches=(Reaches(stage),) if stage else (),
        starts=(tell,) if kin else starts,
        repeats=True,
    )


WOUND = _event(
    "wound",
    Text("Поранення", "Wound"),
    Text("Поранення без медичних подробиць.", "A wound, without medical details."),
    "R34",
    "",
    kin=True,
)

IN_HOSPITAL = _event(
    "hospital",
    Text("Лікування", "Hospital"),
    Text("Особа на лікуванні.", "The person is in hospital."),
    "R34, R36",
    "in-hospital",
    kin=True,
)

RETURN = _event(
    "return",
    Text("Повернення до частини", "Return to the unit"),
    Text("З відпустки, лікування, полону чи відрядження.", "From leave, hospital, captivity or elsewhere."),
    "R36",
    "serving",
)

MISSING = _event(
    "missing",
    Text("Зник безвісти", "Missing"),
    Text("Особа зникла безвісти за особливих обставин.", "The person is missing."),
    "R34",
    "missing",
    Field(
        "register_number",
        "text",
        Text("номер у реєстрі зниклих безвісти", "number in the register of missing persons"),
        required=False,
    ),
    kin=True,
)

CAPTIVITY = _event(
    "captivity",
    Text("Полон", "Captivity"),
    Text("Особа в полоні.", "The person is in captivity."),
    "R34, R38",
    "captive",
    kin=True,
)

DEATH = _event(
    "death",
    Text("Загибель або смерть", "Death"),
    Text("Особа загинула або померла.", "The person has died."),
    "Закон 2011-XII 16; R34",
    "died",
    kin=True,
)

FAMILY = _event(
    "pregnancy-child-care",
    Text("Вагітність або догляд за дитиною", "Pregnancy or child care"),
    Text(
        "Підстава для переведення чи іншого рішення, а не порушення.",
        "A ground for transfer or another decision, not a breach.",
    ),
    "R26",
    "",
    starts=(_answer_to("pregnancy-child-care"),),
)

OBJECTION = _event(
    "conscientious-objection",
    Text("Відмова за переконанням", "Conscientious objection"),
    Text(
        "Записується і передається на розгляд; сама собою не є відмовою від обов’язку.",
        "Recorded and passed on; in itself it is not a refusal of duty.",
    ),
    "R27",
    "",
    starts=(_answer_to("conscientious-objection"),),
)

ANSWERED = RecordType(
    "request-answer",
    "service",
    Text("Відповідь щодо обставин особи", "Answer about the person’s circumstances"),
    Text(
        "Що вирішено у зв’язку з вагітністю, доглядом за дитиною чи переконаннями. Це не порушення.",
        "What was decided on account of pregnancy, child care or conscience. It is not a breach.",
    ),
    "R26, R27, R35",
    (roles.COMMANDER,),
    (
        Field(
            "decided",
            "choice",
            Text("рішення", "decision"),
            choices=choices(
                transfer=("переведення", "transfer"),
                leave=("відпустка", "leave"),
                other_duty=("інші обов’язки", "other duties"),
                passed_on=("передано на розгляд вище", "passed on to a superior"),
                nothing=("змін немає", "no change"),
            ),
        ),
        REASON,
    ),
    after=(Needs("pregnancy-child-care", otherwise=Needs("conscientious-objection")), *NOT_OVER),
    repeats=True,
    paper="circumstances-answer",
    negative=True,
    remedy=Text(
        "Скарга Військовому омбудсману: відповідь за 10 робочих днів (Закон 4603-IX 12–13). Звернутися до командира можна"
        " ще раз.",
        "Complaint to the Military Ombudsman: answer in 10 working days (Law 4603-IX 12-13). The commander can be asked"
        " again.",
    ),
)


KIN_TOLD = RecordType(
    "kin-told",
    "service",
    Text("Рідних повідомлено", "Next of kin told"),
    Text("Кого, коли і як повідомлено.", "Who was told, when and how."),
    "R34",
    (roles.COMMANDER, roles.UNIT),
    (Field("who", "text", Text("кого", "who")), Field("how", "text", Text("як", "how"))),
    after=(ENROLLED,),
    repeats=True,
)


UNFIT_IN_SERVICE = _event(
    "unfit-conclusion",
    Text("Висновок про непридатність", "Unfit conclusion"),
    Text("ВЛК визнала непридатним під час служби.", "The board found the person unfit in service."),
    "Закон 2232-XII 26(7)(а)",
    "",
    Field(
        "kind",
        "choice",
        Text("вид", "kind"),
        choices=choices(
            removed=("з виключенням з обліку", "removed from the register"),
            again=("повторний огляд через 6–12 місяців", "re-examination in 6 to 12 months"),
        ),
    ),
)


CONVICTION = RecordType(
    "new-conviction",
    "service",
    Text("Новий вирок", "New conviction"),
    Text(
        "Новий вирок, що набрав законної сили; покарання – за статтями 71 і 72.",
        "A new judgment in force; punished under Articles 71 and 72.",
    ),
    "КК 81-1(3), 71, 72",
    (roles.COMMANDER, roles.RECRUITER),
    (
        Field("article", "text", Text("стаття", "article")),
        Field(
            "imprisonment", "yes_no", Text("позбавлення чи обмеження волі", "imprisonment or restriction of liberty")
        ),
    ),
    after=(Needs("entry-into-force"),),
    repeats=True,
)


DISCHARGE = RecordType(
    "discharge",
    "service",
    Text("Звільнення зі служби", "Discharge"),
    Text("Лише з підстав вичерпного переліку.", "Only on one of the grounds of a closed list."),
    "Закон 2232-XII 21-7, 26(7)",
    (roles.COMMANDER,),
    (
        Field(
            "ground",
            "choice",
            Text("підстава", "ground"),
            choices=choices(
                unfit=("непридатність за висновком ВЛК", "unfit by the board"),
                conviction=(
                    "вирок до позбавлення чи обмеження волі",
                    "conviction with imprisonment or restriction of liberty",
                ),
                end_of_period=(
                    "закінчення особливого періоду або демобілізація",
                    "end of the special period or demobilisation",
                ),
            ),
        ),
        Field("order", "text", Text("наказ", "order")),
    ),
    after=(ENROLLED, *NOT_OVER),
    reaches=(Reaches("discharged"),),
)


PAROLE_ENDED = RecordType(
    "parole-period-ended",
    "service",
    Text("Кінець строку умовного звільнення", "End of the parole period"),
    Text(
        "Невідбута частина покарання минула. Служба триває за контрактом.",
        "The unserved part has run out. Service goes on under the contract.",
    ),
    "КК 81-1(3)",
    (roles.COMMANDER, roles.RECRUITER),
    (Field("service_goes_on", "yes_no", Text("служба триває", "service goes on")),),
    after=(Needs("entry-into-force"),),
    reaches=(Reaches("parole-ended", "service_goes_on", (False,)),),
)


TYPES = (
    WOUND,
    IN_HOSPITAL,
    RETURN,
    MISSING,
    CAPTIVITY,
    DEATH,
    FAMILY,
    OBJECTION,
    ANSWERED,
    KIN_TOLD,
    UNFIT_IN_SERVICE,
    CONVICTION,
    DISCHARGE,
    PAROLE_ENDED,
)
