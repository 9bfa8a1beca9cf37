"""After the ruling: appeal, entry into force, the ruling sent for execution."""

from dataclasses import replace

from poruka.access import roles
from poruka.cases.catalogue.common import REASON, RECRUITMENT_CENTRE, choices
from poruka.cases.catalogue.court import APPEAL
from poruka.cases.catalogue.kinds import Bars, Clock, Field, Needs, NotBefore, Reaches, RecordType
from poruka.cases.catalogue.preparation import STANDS
from poruka.law.calendar import TimeLimit
from poruka.law.text import Text

SENT_IN_FORCE = TimeLimit(
    24, "hours", "КПК 535(6)", Text("ухвалу до виконання – за 24 години", "ruling for execution within 24 hours")
)
ARRIVAL = TimeLimit(
    24, "hours", "КК 81-1(2)", Text("прибути до центру – за 24 години", "arrive at the centre within 24 hours")
)


APPEALED = RecordType(
    "appeal",
    "court",
    Text("Апеляційна скарга", "Appeal"),
    Text(
        "Хто і коли оскаржив. Скарга прокурора зупиняє виконання.",
        "Who appealed and when. The prosecutor's appeal suspends execution.",
    ),
    "КПК 395(2)(2), 539(6)",
    (roles.PROSECUTOR, roles.LAWYER, roles.PERSON, roles.COURT),
    (
        Field(
            "by",
            "choice",
            Text("хто оскаржив", "appellant"),
            choices=choices(
                prosecutor=("прокурор", "prosecutor"),
                person=("засуджений", "the person"),
                counsel=("захисник", "counsel"),
            ),
        ),
    ),
    after=(Needs("ruling", since=("entry-into-force",)),),
    reaches=(Reaches("under-appeal"),),
    again_after=("ruling", "appeal-result"),
)


APPEAL_RESULT = RecordType(
    "appeal-result",
    "court",
    Text("Рішення апеляційного суду", "Appeal decided"),
    Text("Що вирішив апеляційний суд.", "What the appeal court decided."),
    "КПК 532(4)",
    (roles.COURT,),
    (
        Field(
            "outcome",
            "choice",
            Text("результат", "outcome"),
            choices=choices(
                granted=("звільнення надано", "release granted"),
                refused=("у звільненні відмовлено", "release refused"),
            ),
        ),
        replace(REASON, required=False, needed_when=(("outcome", ("refused",)),)),
    ),
    after=(Needs("appeal", since=("appeal-result",)),),
    reaches=(Reaches("granted", "outcome", ("granted",)), Reaches("refused", "outcome", ("refused",))),
    starts=(
        Clock(
            "entry-after-appeal",
            SENT_IN_FORCE,
            roles.COURT,
            ("entry-into-force",),
            Text("Підтвердити набрання законної сили після апеляції", "Confirm entry into force after the appeal"),
            field="outcome",
            values=("granted",),
        ),
    ),
    expected=True,
    again_after=("appeal",),
    negative=True,
    paper="ruling-reasons",
    remedy=Text(
        "Касація щодо таких ухвал: практики в системі немає.", "Cassation of such rulings: practice not on file."
    ),
)


IN_FORCE = RecordType(
    "entry-into-force",
    "court",
    Text("Набрання законної сили", "Entry into force"),
    Text(
        "Суд підтверджує, що ухвала набрала законної сили, і надсилає її до виконання.",
        "The court confirms that the ruling is in force and sends it for execution.",
    ),
    "КПК 532, 535(6)",
    (roles.COURT,),
    (RECRUITMENT_CENTRE,),
    after=(
        Needs(
            "ruling",
            "outcome",
            ("granted",),
            since=("motion",),
            reason=Text("Немає ухвали про звільнення.", "There is no ruling that grants release."),
            otherwise=Needs("appeal-result", "outcome", ("granted",), since=("motion",)),
        ),
        Bars(
            "appeal",
            Text("Апеляцію ще не розглянуто.", "The appeal has not been decided."),
            lifted_by=("appeal-result",),
        ),
        Bars(
            "appeal-result",
            Text("Апеляційний суд відмовив у звільненні.", "The appeal court has refused release."),
            "outcome",
            ("refused",),
            lifted_by=("ruling",),
        ),
        STANDS,
        NotBefore(
            "ruling",
            APPEAL,
            Text("Строк апеляції ще не минув.", "The time for appeal has not run out."),
            "outcome",
            ("granted",),
            waived_by="appeal-result",
        ),
    ),
    reaches=(Reaches("in-force"),),
    starts=(
        Clock(
            "ruling-for-execution",
            SENT_IN_FORCE,
            roles.COURT,
            ("ruling-for-execution",),
            Text("Надіслати ухвалу до виконання", "Send the ruling for execution"),
        ),
        Clock(
            "arrival",
            ARRIVAL,
            roles.GUARD,
            ("arrival",),
            Text("Доставити особу до центру комплектування", "Bring the person to the recruitment centre"),
            alarm=True,
        ),
    ),
    again_after=("ruling",),
)


FOR_EXECUTION = RecordType(
    "ruling-for-execution",
    "court",
    Text("Ухвалу надіслано до виконання", "Ruling sent for execution"),
    Text(
        "Суд надіслав ухвалу, що набрала законної сили, центру та установі.",
        "The court sent the ruling in force to the centre and the institution.",
    ),
    "КПК 535(6)",
    (roles.COURT,),
    (),
    after=(Needs("entry-into-force"),),
    again_after=("entry-into-force",),
)


TYPES = (APPEALED, APPEAL_RESULT, IN_FORCE, FOR_EXECUTION)
