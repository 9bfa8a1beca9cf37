"""Preparation: examination, review, medical board, selection, the unit's offer and the commander's consent."""

from dataclasses import replace

from poruka.access import roles
from poruka.cases.catalogue.common import NOTE, REASON, RECRUITMENT_CENTRE, UNIT, choices
from poruka.cases.catalogue.kinds import Bars, Clock, Field, Needs, Reaches, RecordType
from poruka.cases.catalogue.wish import WITHDRAWN
from poruka.law.calendar import TimeLimit
from poruka.law.text import Text

STANDS = Bars("withdrawal", WITHDRAWN, lifted_by=("application",))
"""Nothing is prepared for somebody who has withdrawn."""

NOT_FIT = Bars(
    "medical-conclusion",
    Text("За висновком ВЛК особа тепер непридатна.", "By the board’s conclusion the person is not fit now."),
    "outcome",
    ("unfit", "temporarily-unfit"),
    lifted_by=("medical-referral", "application"),
)
"""Nobody is selected or tested while the board says that they are not fit; a new referral opens it again."""

COPY_IN_24_HOURS = TimeLimit(
    24, "hours", "КВК 154-1(4)", Text("копія довідки ВЛК – за 24 години", "copy of the certificate within 24 hours")
)
BOARD_PACE = TimeLimit(
    18,
    "days",
    "Наказ 402 (тексту в системі немає); правило дому",
    Text("огляд ВЛК – до 18 днів", "medical board within 18 days"),
)

EXAMINATION = RecordType(
    "primary-examination",
    "preparation",
    Text("Первинний медичний огляд", "Primary medical examination"),
    Text(
        "Результат первинного огляду: чи можна переходити до попереднього розгляду. Діагнозів тут немає.",
        "The result of the first examination: whether the preliminary review can follow. No diagnoses here.",
    ),
    "КВК 154-1(2)",
    (roles.OFFICER,),
    (
        Field(
            "result",
            "choice",
            Text("результат", "result"),
            choices=choices(
                positive=("можна продовжувати", "may continue"), negative=("не можна продовжувати", "may not continue")
            ),
        ),
        Field("agreed", "yes_no", Text("особа погодилася на огляд", "the person agreed to the examination")),
        Field("findings", "long_text", Text("медичні відомості", "medical findings"), required=False, sealed=True),
    ),
    after=(Needs("application", since=("withdrawal",)), STANDS),
    reaches=(Reaches("examined", "result", ("positive",)), Reaches("not-suitable", "result", ("negative",))),
    again_after=("application", "withdrawal"),
    paper="examination-reasons",
    negative=True,
    remedy=Text(
        "Можна просити повторного огляду або подати нову заяву: строку очікування закон не встановлює.",
        "A new examination can be asked for, or a new application made: the law sets no waiting time.",
    ),
)

REGISTRATION = RecordType(
    "military-registration",
    "preparation",
    Text("Військовий облік", "Military registration"),
    Text(
        "Центр комплектування взяв особу на військовий облік; копія документа додається до клопотання.",
        "The recruitment centre has registered the person; a copy of the document goes with the motion.",
    ),
    "КВК 154-1(5), (6); Закон 2232-XII 21-5(3); порядок визначає підзаконний акт, якого в системі немає",
    (roles.RECRUITER,),
    (RECRUITMENT_CENTRE, Field("document_number", "text", Text("номер документа", "document number"))),
    after=(
        Needs("application", since=("withdrawal",)),
        Bars(
            "primary-examination",
            Text(
                "Первинний огляд показав, що продовжувати не можна.",
                "The primary examination was negative.",
            ),
            "result",
            ("negative",),
            lifted_by=("application",),
        ),
        STANDS,
    ),
    expected=True,
    repeats=True,
)

REVIEW = RecordType(
    "preliminary-review",
    "preparation",
    Text("Попередній розгляд", "Preliminary review"),
    Text(
        "Установа, представник центру комплектування і представник частини разом; можливий відеозв’язок.",
        "The institution, the recruitment centre and the unit together; video is allowed.",
    ),
    "КВК 154-1(3)",
    (roles.OFFICER, roles.HEAD),
    (
        RECRUITMENT_CENTRE,
        UNIT,
        Field(
            "centre_present", "text", Text("представник центру комплектування", "recruitment centre's representative")
        ),
        Field("unit_present", "text", Text("представник частини", "unit's representative")),
        Field("by_video", "yes_no", Text("відеозв’язок", "by video")),
        Field(
            "result",
            "choice",
            Text("результат", "result"),
            choices=choices(supported=("підтримано", "supported"), not_supported=("не підтримано", "not supported")),
        ),
        REASON,
    ),
    after=(
        Needs(
            "primary-examination",
            "result",
            ("positive",),
            since=("withdrawal",),
            reason=Text(
                "Потрібен позитивний результат первинного огляду.", "A positive primary examination is needed first."
            ),
        ),
        STANDS,
    ),
    reaches=(Reaches("reviewed", "result", ("supported",)), Reaches("not-supported", "result", ("not-supported",))),
    expected=True,
    again_after=("primary-examination", "withdrawal"),
    paper="review-protocol",
    negative=True,
    remedy=Text(
        "Рішення можна оскаржити до суду (КПК 537(1)(13-1)) або прокурору; можлива інша частина.",
        "The decision can be challenged in court (КПК 537(1)(13-1)) or before the prosecutor; another unit is possible.",
    ),
)

REFERRAL = RecordType(
    "medical-referral",
    "preparation",
    Text("Направлення на ВЛК", "Referral to the medical board"),
    Text("Центр комплектування направляє особу на ВЛК.", "The recruitment centre refers the person to the board."),
    "КВК 154-1(3)",
    (roles.RECRUITER,),
    (
        Field("board", "office", Text("ВЛК", "medical board"), office="medical_board"),
        Field("date", "date", Text("дата огляду", "date of examination")),
    ),
    after=(
        Needs("preliminary-review", "result", ("supported",)),
        Bars(
            "medical-conclusion",
            Text("Чинний висновок ВЛК уже є.", "There is a conclusion of the board already."),
            "outcome",
            ("fit", "fit-with-limits"),
            lifted_by=("withdrawal", "preliminary-review"),
        ),
        STANDS,
    ),
    reaches=(Reaches("referred"),),
    starts=(
        Clock(
            "medical-board",
            BOARD_PACE,
            roles.VLK,
            ("medical-conclusion", "withdrawal"),
            Text("Провести огляд ВЛК", "Examine at the medical board"),
            statutory=False,
        ),
    ),
    expected=True,
    again_after=("preliminary-review", "medical-conclusion"),
)

CONCLUSION = RecordType(
    "medical-conclusion",
    "preparation",
    Text("Висновок ВЛК", "Medical board's conclusion"),
    Text(
        "Придатний, тимчасово непридатний чи непридатний – і до якого дня діє. Решту бачать лише ВЛК і сама особа.",
        "Fit, temporarily unfit or unfit, and until when. Everything else is seen by the board and the person alone.",
    ),
    "Закон 2232-XII 21-5(2); КВК 154-1(4)",
    (roles.VLK,),
    (
        Field(
            "outcome",
            "choice",
            Text("придатність", "fitness"),
            choices=choices(
                fit=("придатний", "fit"),
                fit_with_limits=("придатний з обмеженнями", "fit with limits"),
                temporarily_unfit=("тимчасово непридатний", "temporarily unfit"),
                unfit=("непридатний", "unfit"),
            ),
        ),
        Field("certificate", "text", Text("номер довідки", "certificate number")),
        Field("valid_until", "date", Text("діє до", "valid until"), required=False),
        Field("examine_again_on", "date", Text("повторний огляд", "examine again on"), required=False),
        Field(
            "schedule_article",
            "text",
            Text("стаття розкладу хвороб", "article of the schedule"),
            required=False,
            sealed=True,
        ),
        Field("medical_part", "long_text", Text("медична частина", "medical part"), required=False, sealed=True),
    ),
    after=(Needs("medical-referral"), STANDS),
    reaches=(
        Reaches("fit", "outcome", ("fit", "fit-with-limits")),
        Reaches("temporarily-unfit", "outcome", ("temporarily-unfit",)),
        Reaches("unfit", "outcome", ("unfit",)),
    ),
    starts=(
        Clock(
            "certificate-copy",
            COPY_IN_24_HOURS,
            roles.VLK,
            ("certificate-received", "withdrawal"),
            Text("Передати копію довідки установі", "Send the certificate to the institution"),
            field="outcome",
            values=("fit", "fit-with-limits"),
        ),
    ),
    again_after=("medical-referral",),
    paper="medical-reasons",
    negative=True,
    remedy=Text(
        "Висновок можна оскаржити до вищої ВЛК або суду; порядок за Наказом 402: тексту в системі немає.",
        "The conclusion can be challenged before a higher board or a court; the order under Order 402 is not on file.",
    ),
)

CERTIFICATE = RecordType(
    "certificate-received",
    "preparation",
    Text("Довідку ВЛК одержано", "Certificate received"),
    Text("Установа одержала копію довідки з резолюцією.", "The institution has the copy of the certificate."),
    "КВК 154-1(4), (5)",
    (roles.OFFICER, roles.HEAD),
    (Field("certificate", "text", Text("номер довідки", "certificate number")),),
    after=(Needs("medical-conclusion", "outcome", ("fit", "fit-with-limits")), STANDS),
    expected=True,
    again_after=("medical-conclusion",),
)

SELECTION = RecordType(
    "selection",
    "preparation",
    Text("Професійно-психологічний відбір", "Professional-psychological selection"),
    Text("Чи пройшла особа відбір.", "Whether the person passed the selection."),
    "Закон 2232-XII 21-5(2); порядок визначає підзаконний акт, якого в системі немає",
    (roles.RECRUITER,),
    (Field("passed", "yes_no", Text("пройдено", "passed")), replace(NOTE, needed_when=(("passed", (False,)),))),
    after=(Needs("preliminary-review", "result", ("supported",)), NOT_FIT, STANDS),
    expected=True,
    again_after=("selection", "preliminary-review"),
)

PHYSICAL = RecordType(
    "physical-level",
    "preparation",
    Text("Фізична підготовка", "Physical level"),
    Text("Чи достатній рівень фізичної підготовки.", "Whether the physical level is sufficient."),
    "Закон 2232-XII 21-5(2); порядок визначає підзаконний акт, якого в системі немає",
    (roles.RECRUITER, roles.UNIT),
    (
        Field("sufficient", "yes_no", Text("достатній", "sufficient")),
        replace(NOTE, needed_when=(("sufficient", (False,)),)),
    ),
    after=(Needs("preliminary-review", "result", ("supported",)), NOT_FIT, STANDS),
    expected=True,
    again_after=("physical-level", "preliminary-review"),
)

SEEN_BY_UNIT = RecordType(
    "unit-may-see",
    "preparation",
    Text("Дозвіл частині бачити справу", "Unit may see the case"),
    Text(
        "Особа погоджується, щоб цю частину ознайомили з її справою. Без цього частина її не бачить.",
        "The person agrees that this unit may see the case. Without it the unit does not see them.",
    ),
    "R44",
    (roles.PERSON, roles.OFFICER, roles.LAWYER),
    (UNIT,),
    after=(Needs("application", since=("withdrawal",)), STANDS),
    repeats=True,
)

OFFER = RecordType(
    "unit-offer",
    "preparation",
    Text("Пропозиція частини", "Unit's offer"),
    Text(
        "Що частина пообіцяла: посада, вид частини, підготовка, строк, відпустка. Це зберігається, як сказано.",
        "What the unit told: post, kind of unit, training, term, leave. It is kept as told.",
    ),
    "R10; Закон 2232-XII 21-6(3)",
    (roles.UNIT, roles.COMMANDER),
    (
        UNIT,
        Field("unit_kind", "text", Text("вид підрозділу", "kind of unit")),
        Field("post", "text", Text("посада", "post")),
        Field("training_days", "number", Text("підготовка, днів", "training, days")),
        Field("training_from", "date", Text("підготовка починається", "training begins on"), required=False),
        Field("term", "text", Text("строк контракту", "term of the contract")),
        Field("leave", "text", Text("відпустка", "leave")),
    ),
    after=(
        Needs("preliminary-review", "result", ("supported",)),
        Needs(
            "unit-may-see",
            since=("withdrawal",),
            reason=Text(
                "Особа ще не погодилася, щоб частина бачила її справу.",
                "The person has not agreed yet that a unit may see the case.",
            ),
        ),
        STANDS,
    ),
    reaches=(Reaches("offered", only_from=("reviewed", "referred", "fit", "offered", "declined-by-unit")),),
    expected=True,
    repeats=True,
)

COMMANDER_CONSENT = RecordType(
    "commander-consent",
    "preparation",
    Text("Згода командира частини", "Commander's consent"),
    Text(
        "Письмова згода або відмова командира частини, де особа планує служити. Це додаток до клопотання.",
        "The written consent or refusal of the commander of the unit where the person plans to serve: an annex.",
    ),
    "КВК 154-1(5)",
    (roles.COMMANDER,),
    (
        UNIT,
        Field("consents", "yes_no", Text("командир згоден", "the commander consents")),
        Field(
            "reason",
            "long_text",
            Text("підстави відмови", "reasons for a refusal"),
            required=False,
            needed_when=(("consents", (False,)),),
        ),
    ),
    after=(Needs("unit-offer"), STANDS),
    reaches=(Reaches("accepted-by-unit", "consents", (True,)), Reaches("declined-by-unit", "consents", (False,))),
    expected=True,
    again_after=("unit-offer",),
    paper="commander-consent",
    negative=True,
    remedy=Text(
        "Згода командира – його розсуд, оскарження не передбачене. Можна звернутися до іншої частини.",
        "The consent is at the commander's discretion, with no remedy on file. Another unit can be approached.",
    ),
)

TYPES = (
    EXAMINATION,
    REGISTRATION,
    REVIEW,
    REFERRAL,
    CONCLUSION,
    CERTIFICATE,
    SELECTION,
    PHYSICAL,
    SEEN_BY_UNIT,
    OFFER,
    COMMANDER_CONSENT,
)
