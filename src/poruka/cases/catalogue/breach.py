"""A breach is a process: allegation, the person's account, evidence, decision, appeal."""

from poruka.access import roles
from poruka.cases.catalogue.common import REASON, choices
from poruka.cases.catalogue.kinds import Bars, Clock, Field, Needs, Reaches, RecordType
from poruka.cases.catalogue.service import ENROLLED, NOT_OVER
from poruka.law.calendar import TimeLimit
from poruka.law.text import Text

DECIDE = TimeLimit(10, "days", "R36; правило дому", Text("розглянути за 10 днів", "examine within 10 days"))


HOSPITAL = Bars(
    "hospital",
    Text(
        "Особа на лікуванні: це не самовільне залишення.",
        "The person is in hospital: this is not absence without leave.",
    ),
    lifted_by=("return",),
)
CAPTIVE = Bars(
    "captivity",
    Text(
        "Особа в полоні: це не самовільне залишення.", "The person is in captivity: this is not absence without leave."
    ),
    lifted_by=("return",),
)
MOVING = Bars(
    "transfer",
    Text(
        "Особу переводять: це не самовільне залишення.",
        "The person is being transferred: this is not absence without leave.",
    ),
    lifted_by=("enrolment", "transfer-arrival"),
)


ALLEGATION = RecordType(
    "breach-allegation",
    "service",
    Text("Повідомлення про порушення", "Allegation of a breach"),
    Text(
        "Що стверджують і звідки це відомо. Це ще не порушення.",
        "What is alleged and how it is known. It is not yet a breach.",
    ),
    "КК 395, 402, 407–409; R36",
    (roles.COMMANDER,),
    (
        Field(
            "kind",
            "choice",
            Text("вид", "kind"),
            choices=choices(
                absence=("відсутність", "absence"),
                disobedience=("непокора", "disobedience"),
                supervision=("правила нагляду", "supervision rules"),
                other=("інше", "other"),
            ),
        ),
        Field("what", "long_text", Text("що сталося", "what happened")),
    ),
    after=(ENROLLED, HOSPITAL, CAPTIVE, MOVING, *NOT_OVER),
    reaches=(Reaches("breach-in-question"),),
    starts=(
        Clock(
            "breach-decision",
            DECIDE,
            roles.COMMANDER,
            ("breach-decision",),
            Text("Вислухати особу і вирішити", "Hear the person and decide"),
            statutory=False,
        ),
    ),
    repeats=True,
)


ACCOUNT = RecordType(
    "breach-account",
    "service",
    Text("Пояснення особи", "The person's account"),
    Text(
        "Пояснення особи або запис, що вона відмовилася його дати.",
        "The person's account, or that they declined to give one.",
    ),
    "R36",
    (roles.PERSON, roles.COMMANDER, roles.LAWYER),
    (Field("account", "long_text", Text("пояснення", "account")),),
    after=(Needs("breach-allegation"),),
    again_after=("breach-allegation",),
)


EVIDENCE = RecordType(
    "breach-evidence",
    "service",
    Text("Доказ", "Evidence"),
    Text("Що підтверджує або спростовує повідомлення.", "What supports or contradicts the allegation."),
    "R36",
    (roles.COMMANDER, roles.LAWYER, roles.PERSON),
    (Field("what", "long_text", Text("доказ", "evidence")),),
    after=(Needs("breach-allegation"),),
    repeats=True,
)


BREACH_DECISION = RecordType(
    "breach-decision",
    "service",
    Text("Рішення щодо порушення", "Decision on the breach"),
    Text(
        "Підтверджено чи ні. Скасування умовного звільнення за порушення закон не передбачає.",
        "Found or not. The law does not provide for revoking the parole for a breach.",
    ),
    "КК 81-1(3); R36",
    (roles.COMMANDER,),
    (
        Field(
            "outcome",
            "choice",
            Text("рішення", "decision"),
            choices=choices(
                found=("порушення підтверджено", "breach found"),
                not_found=("не підтверджено", "not found"),
                passed_on=("передано слідству", "passed to investigators"),
            ),
        ),
        REASON,
    ),
    after=(
        Needs("breach-allegation"),
        Needs("breach-account", since=("breach-allegation",)),
        # What is learned after the allegation holds the decision as well: the hospital's record may come late.
        HOSPITAL,
        CAPTIVE,
        MOVING,
    ),
    reaches=(Reaches("serving", only_from=("breach-in-question",)),),
    again_after=("breach-allegation",),
    negative=True,
    paper="breach-reasons",
    remedy=Text(
        "Скарга старшому командирові, Військовому омбудсману (Закон 4603-IX) або до суду.",
        "Complaint to the superior commander, the Military Ombudsman (Law 4603-IX) or a court.",
    ),
)


BREACH_APPEAL = RecordType(
    "breach-appeal",
    "service",
    Text("Оскарження рішення", "Appeal against the decision"),
    Text("Особа не згодна з рішенням.", "The person disputes the decision."),
    "R20, R36",
    (roles.PERSON, roles.LAWYER),
    (REASON,),
    after=(Needs("breach-decision"),),
    again_after=("breach-decision",),
)


TYPES = (ALLEGATION, ACCOUNT, EVIDENCE, BREACH_DECISION, BREACH_APPEAL)
