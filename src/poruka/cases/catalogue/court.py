"""Court: the institution's decision, the motion and its annexes, the ruling."""

from poruka.access import roles
from poruka.cases.catalogue.common import COURT, REASON, RECRUITMENT_CENTRE, choices
from poruka.cases.catalogue.kinds import Annexes, Bars, Clock, Field, Needs, NotBefore, Reaches, RecordType
from poruka.cases.catalogue.preparation import STANDS
from poruka.law.calendar import TimeLimit
from poruka.law.text import Text
from poruka.law.ukraine.case_conditions import WAITING

IN_24_HOURS = TimeLimit(
    24, "hours", "КВК 154-1(5)", Text("клопотання – за 24 години від рішення", "motion within 24 hours of the decision")
)
HEARD_IN_10_DAYS = TimeLimit(
    10, "days", "КПК 539(3)", Text("розгляд – за 10 днів від надходження", "heard within 10 days of receipt")
)
SENT_IN_24_HOURS = TimeLimit(
    24, "hours", "КПК 376(6)", Text("ухвалу надіслати за 24 години", "ruling sent within 24 hours")
)
FULL_TEXT = TimeLimit(5, "days", "КПК 376(2)", Text("повний текст – за 5 днів", "full text within 5 days"))
APPEAL = TimeLimit(7, "days", "КПК 395(2)(2)", Text("7 днів на апеляцію", "7 days for appeal"))
CONFIRM = TimeLimit(
    10,
    "days",
    "КПК 395(2)(2), 532(1); правило дому",
    Text(
        "підтвердити – за 10 днів від ухвали: 7 днів на апеляцію і 3 на підтвердження",
        "confirmed within 10 days of the ruling: 7 for an appeal and 3 to confirm",
    ),
)
REPEAT = WAITING
WAIT = Text(
    "Після відмови суду повторне клопотання можливе не раніше ніж через три місяці від ухвали.",
    "After a refusal by the court a repeat motion is possible only three months after the ruling.",
)
AFTER_REFUSAL = (
    NotBefore("ruling", WAITING, WAIT, "outcome", ("refused",)),
    NotBefore("appeal-result", WAITING, WAIT, "outcome", ("refused",), given=Needs("ruling", "outcome", ("granted",))),
)
"""Counted from the act that refused: the ruling, or the appeal decision that reversed a grant (КПК 539(7))."""

DECISION = RecordType(
    "institution-decision",
    "court",
    Text("Рішення установи", "Institution's decision"),
    Text(
        "Начальник установи вирішує, чи подавати клопотання. Система показує, чи повний пакет; вирішує людина.",
        "The head of the institution decides whether to petition. The system shows what is missing; a person decides.",
    ),
    "КВК 154-1(5)",
    (roles.HEAD,),
    (
        Field(
            "decision",
            "choice",
            Text("рішення", "decision"),
            choices=choices(present=("подати клопотання", "petition"), not_present=("не подавати", "do not petition")),
        ),
        REASON,
    ),
    after=(
        STANDS,
        Needs("consent", since=("withdrawal",)),
        Needs(
            "commander-consent",
            "consents",
            (True,),
            reason=Text("Потрібна письмова згода командира.", "The commander's written consent is needed."),
            each="unit",
        ),
        Needs("certificate-received"),
        Needs("military-registration"),
        Bars(
            "ruling",
            Text("Суд уже задовольнив клопотання.", "The court has granted the motion already."),
            "outcome",
            ("granted",),
            lifted_by=("appeal-result", "withdrawal"),
        ),
        *AFTER_REFUSAL,
    ),
    reaches=(Reaches("to-present", "decision", ("present",)), Reaches("not-presented", "decision", ("not-present",))),
    starts=(
        Clock(
            "motion",
            IN_24_HOURS,
            roles.HEAD,
            ("motion", "withdrawal"),
            Text("Надіслати клопотання до суду", "Send the motion to court"),
            field="decision",
            values=("present",),
        ),
    ),
    expected=True,
    again_after=("ruling", "withdrawal", "commander-consent"),
    paper="decision-reasons",
    negative=True,
    remedy=Text(
        "Бездіяльність установи оскаржують до суду (КПК 537(1)(13-1)), прокурору або Уповноваженому.",
        "A failure to petition is challenged in court (КПК 537(1)(13-1)), before the prosecutor or the Ombudsman.",
    ),
)

MOTION = RecordType(
    "motion",
    "court",
    Text("Клопотання до суду", "Motion"),
    Text(
        "Клопотання з чотирма додатками: заява, згода командира, копія військово-облікового документа, копія довідки ВЛК.",
        "The motion and four annexes: application, commander's consent, military-registration copy, board certificate.",
    ),
    "КВК 154-1(5); КПК 539(1)",
    (roles.HEAD,),
    (COURT, Field("outgoing_number", "text", Text("вихідний номер", "outgoing number"))),
    after=(
        Needs("institution-decision", "decision", ("present",), since=("withdrawal",)),
        Annexes(("application", "commander-consent", "military-registration", "certificate-received")),
        Needs("consent", since=("withdrawal",)),
        STANDS,
        *AFTER_REFUSAL,
    ),
    reaches=(Reaches("in-court"),),
    expected=True,
    again_after=("institution-decision",),
    paper="motion",
)

COURT_NUMBER = RecordType(
    "court-registration",
    "court",
    Text("Реєстрація в суді", "Registration in court"),
    Text("Суд одержав клопотання і надав номер справи.", "The court received the motion and gave it a number."),
    "КПК 539(3)",
    (roles.COURT,),
    (Field("case_number", "text", Text("номер судової справи", "court case number")),),
    after=(Needs("motion", since=("withdrawal",)),),
    starts=(
        Clock(
            "motion-heard",
            HEARD_IN_10_DAYS,
            roles.COURT,
            ("ruling", "withdrawal"),
            Text("Розглянути клопотання", "Hear the motion"),
            in_court=True,
        ),
    ),
    expected=True,
    again_after=("motion",),
)

RULING = RecordType(
    "ruling",
    "court",
    Text("Ухвала суду", "Ruling"),
    Text(
        "Задовольнити чи відмовити. Рішення про умовно-дострокове звільнення ухвалює лише суд.",
        "Granted or refused. Only the court decides on parole.",
    ),
    "КК 81-1(1), (2); КПК 539(6), 376(2)",
    (roles.COURT,),
    (
        Field(
            "outcome",
            "choice",
            Text("результат", "outcome"),
            choices=choices(granted=("задоволено", "granted"), refused=("відмовлено", "refused")),
        ),
        Field("judge", "text", Text("суддя", "judge")),
        Field(
            "register_number",
            "text",
            Text("номер у реєстрі рішень", "number in the register of rulings"),
            required=False,
        ),
        Field("full_text", "yes_no", Text("повний текст проголошено", "full text pronounced")),
        Field(
            "recruitment_centre",
            "office",
            Text("центр комплектування", "recruitment centre"),
            required=False,
            office="recruitment_centre",
        ),
        Field("supervision_months", "number", Text("нагляд, місяців", "supervision, months"), required=False),
        Field(
            "reason",
            "long_text",
            Text("мотиви", "reasons"),
            required=False,
            needed_when=(("outcome", ("refused",)),),
        ),
    ),
    after=(Needs("court-registration", since=("motion",)), Needs("hearing", since=("motion",))),
    reaches=(Reaches("granted", "outcome", ("granted",)), Reaches("refused", "outcome", ("refused",))),
    starts=(
        Clock(
            "ruling-sent",
            SENT_IN_24_HOURS,
            roles.COURT,
            ("ruling-sent",),
            Text("Надіслати ухвалу центру та установі", "Send the ruling to the centre and the institution"),
        ),
        Clock(
            "full-text",
            FULL_TEXT,
            roles.COURT,
            ("full-text",),
            Text("Скласти повний текст", "Write the full text"),
            field="full_text",
            values=(False,),
        ),
        Clock(
            "entry-into-force",
            CONFIRM,
            roles.COURT,
            ("entry-into-force", "appeal"),
            Text(
                "Підтвердити набрання законної сили, якщо апеляції не подано",
                "Confirm entry into force if nobody has appealed",
            ),
            statutory=False,
            field="outcome",
            values=("granted",),
        ),
    ),
    again_after=("motion",),
    paper="ruling-reasons",
    negative=True,
    remedy=Text(
        "Апеляція через той самий суд – 7 днів (КПК 395). Повторне клопотання – не раніше ніж через три місяці (КПК 539(7)).",
        "Appeal through the same court within 7 days (КПК 395). A repeat motion not before three months (КПК 539(7)).",
    ),
)

FULL = RecordType(
    "full-text",
    "court",
    Text("Повний текст ухвали", "Full text of the ruling"),
    Text("Суд склав повний текст ухвали.", "The court has written the full text."),
    "КПК 376(2)",
    (roles.COURT,),
    (),
    after=(Needs("ruling", "full_text", (False,)),),
    again_after=("ruling",),
)

SENT = RecordType(
    "ruling-sent",
    "court",
    Text("Надіслання ухвали", "Ruling sent"),
    Text(
        "Ухвалу надіслано центру комплектування та установі.", "The ruling was sent to the centre and the institution."
    ),
    "КПК 376(6)",
    (roles.COURT,),
    (RECRUITMENT_CENTRE,),
    after=(Needs("ruling"),),
    again_after=("ruling",),
)

TYPES = (DECISION, MOTION, COURT_NUMBER)
RULED = (RULING, FULL, SENT)
"""What comes after the hearing."""
