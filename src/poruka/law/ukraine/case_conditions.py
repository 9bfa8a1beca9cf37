"""What a register cannot answer: the conditions that a person's own case answers, record by record (law.md, 1 and 3).

They are written in the same language as the conditions of the register and are asked together with them: ``CASE_BOOK``
holds both. Their facts are read off the records of a case; None means that nothing on file says so yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from poruka.law.calendar import TimeLimit
from poruka.law.engine.book import Condition, condition
from poruka.law.engine.terms import FALSE, TRUE, Both, Choose, DateOf, Fact, Flat, From, Missing, OneOf, SpanTerm, Until
from poruka.law.text import Text
from poruka.law.ukraine import BOOK

WAITING = TimeLimit(
    3,
    "months",
    "КПК 539(7)",
    Text("повторне клопотання – не раніше трьох місяців", "repeat motion not before three months"),
)
"""After a refusal, counted from the day of the ruling (КПК 539(7), second paragraph)."""
FIT = ("fit", "fit-with-limits")
PERSON = Text("сама особа", "the person")
BOARD = Text("військово-лікарська комісія", "the medical board")
CENTRE = Text("територіальний центр комплектування", "the recruitment centre")
COMMANDER = Text("командир військової частини", "the unit commander")
COURT = Text("суд", "the court")


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A fact that the records of a case give: what it is called and who can supply it when it is missing."""

    name: str
    label: Text
    supplier: Text


CASE_FACTS: Mapping[str, CaseFact] = {
    fact.name: fact
    for fact in (
        CaseFact("applied_on", Text("день подання заяви", "day of the application"), PERSON),
        CaseFact("consented_on", Text("день згоди", "day of the consent"), PERSON),
        CaseFact("withdrawn", Text("чи відкликано заяву", "whether the application was withdrawn"), PERSON),
        CaseFact("withdrawn_on", Text("день відкликання заяви", "day of the withdrawal"), PERSON),
        CaseFact("examined", Text("чи є висновок ВЛК", "whether the board has concluded"), BOARD),
        CaseFact("examined_on", Text("день висновку ВЛК", "day of the board’s conclusion"), BOARD),
        CaseFact("fitness", Text("висновок ВЛК", "the board’s conclusion"), BOARD),
        CaseFact("fit_until", Text("останній день дії висновку ВЛК", "last day of the board’s conclusion"), BOARD),
        CaseFact("examine_again_on", Text("день повторного огляду", "day of the new examination"), BOARD),
        CaseFact("selected_on", Text("день, коли пройдено відбір", "day the selection was passed"), CENTRE),
        CaseFact("selection_failed", Text("чи не пройдено відбір", "whether the selection was failed"), CENTRE),
        CaseFact(
            "physical_on",
            Text("день, коли підтверджено фізичну підготовку", "day the physical level was confirmed"),
            CENTRE,
        ),
        CaseFact(
            "physical_insufficient",
            Text("чи недостатня фізична підготовка", "whether the physical level is insufficient"),
            CENTRE,
        ),
        CaseFact(
            "commander_consented_on",
            Text("день письмової згоди командира", "day of the commander’s written consent"),
            COMMANDER,
        ),
        CaseFact("commander_declined", Text("чи відмовив командир", "whether the commander declined"), COMMANDER),
        CaseFact("refused", Text("чи відмовив суд", "whether the court has refused"), COURT),
        CaseFact(
            "repeat_from",
            Text("перший день повторного клопотання", "first day of a repeat motion"),
            COURT,
        ),
    )
}


@condition(
    "wish",
    title=Text("Бажання особи", "The person’s wish"),
    uk="Особа письмово заявила, що бажає проходити службу за контрактом, підтвердила це окремою згодою і не відкликала"
    " заяви.",
    cites="КК 81-1(2); КВК 154-1(2), (5)",
    in_force="2024-05-18",
    mark="our_reading",
    note=Text(
        "Закон вимагає лише письмової заяви. Окрема згода – запобіжник цієї системи (R01); про відкликання статті немає.",
        "The law asks for the written application alone. The separate consent is this system’s safeguard (R01);"
        " no article speaks of withdrawal.",
    ),
)
def wish() -> SpanTerm:
    """The person has applied in writing to serve under contract, has confirmed it by a separate consent and has not
    withdrawn."""
    asked = (From(DateOf("applied_on")), From(DateOf("consented_on")))
    return Choose(Fact("withdrawn"), Both((*asked, Until(DateOf("withdrawn_on")))), Both(asked))


@condition(
    "fitness",
    title=Text("Придатність за станом здоров’я", "Fitness"),
    uk="Військово-лікарська комісія визнала особу придатною, і строк дії висновку не минув. Має значення лише"
    " висновок, а не діагноз.",
    cites="Закон 2232-XII 21-5(2); КВК 154-1(3), (4)",
    in_force="2024-05-18",
    note=Text(
        "Строк дії висновку визначає Наказ 402, тексту якого в системі немає: береться день, названий у висновку,"
        " разом із ним самим.",
        "How long a conclusion is valid is set by Order 402, which is not on file: the day named in the conclusion is"
        " used, that day included.",
    ),
)
def fitness() -> SpanTerm:
    """The military medical board has found the person fit, and its conclusion is still valid. Only the conclusion
    counts, never a diagnosis."""
    again = Both((From(DateOf("examine_again_on")), Flat(Missing("fitness"))))
    valid = Both((From(DateOf("examined_on")), Until(DateOf("fit_until", days=1))))
    concluded = Choose(
        OneOf("fitness", ("temporarily-unfit",)), again, Choose(OneOf("fitness", FIT), valid, Flat(FALSE))
    )
    return Choose(Fact("examined"), concluded, Flat(Missing("fitness")))


@condition(
    "selection",
    title=Text("Професійно-психологічний відбір", "Professional-psychological selection"),
    uk="Особа пройшла професійно-психологічний відбір.",
    cites="Закон 2232-XII 21-5(2)",
    in_force="2024-05-18",
    note=Text(
        "Як саме його проводять, визначає підзаконний акт, якого в системі немає; як його доводять у суді – питання 7-13.",
        "How it is held is set by a subordinate act that is not on file; how it is proved in court is question 7-13.",
    ),
)
def selection() -> SpanTerm:
    """The person has passed the professional-psychological selection."""
    return Choose(Fact("selection_failed"), Flat(FALSE), From(DateOf("selected_on")))


@condition(
    "physical-level",
    title=Text("Фізична підготовка", "Physical level"),
    uk="Особа має достатній рівень фізичної підготовки.",
    cites="Закон 2232-XII 21-5(2)",
    in_force="2024-05-18",
    note=Text(
        "Норматив визначає підзаконний акт, якого в системі немає; як його доводять у суді – питання 7-13.",
        "The standard is set by a subordinate act that is not on file; how it is proved in court is question 7-13.",
    ),
)
def physical_level() -> SpanTerm:
    """The person’s physical level is sufficient."""
    return Choose(Fact("physical_insufficient"), Flat(FALSE), From(DateOf("physical_on")))


@condition(
    "commander-consent",
    title=Text("Згода командира", "Commander’s consent"),
    uk="Командир частини, де особа планує служити, дав письмову згоду. Це обов’язковий додаток до клопотання.",
    cites="КВК 154-1(5)",
    in_force="2024-05-18",
    note=Text(
        "Якщо один командир відмовив, а інший погодився, умову виконано.",
        "Where one commander has declined and another has consented, the condition is met.",
    ),
)
def commander_consent() -> SpanTerm:
    """The commander of the unit where the person plans to serve has consented in writing. It is a mandatory annex to
    the motion."""
    return Choose(Fact("commander_declined"), Flat(FALSE), From(DateOf("commander_consented_on")))


@condition(
    "waiting-time-after-refusal",
    title=Text("Строк після відмови суду", "Waiting time after a refusal"),
    uk="Якщо суд відмовив, від дня ухвали минуло три місяці.",
    cites="КПК 539(7)",
    in_force="2024-05-18",
    note=Text(
        "До суду (негативний огляд, відмова командира, рішення установи) закон строку очікування не встановлює.",
        "Before court (a negative examination, a commander’s refusal, the institution’s decision) the law sets none.",
    ),
)
def waiting_time_after_refusal() -> SpanTerm:
    """If the court has refused, three months have passed since the day of the ruling."""
    return Choose(Fact("refused"), From(DateOf("repeat_from")), Flat(TRUE))


CASE_CONDITIONS: tuple[Condition, ...] = (
    wish,
    fitness,
    selection,
    physical_level,
    commander_consent,
    waiting_time_after_refusal,
)
CASE_BOOK = replace(BOOK, conditions=(*BOOK.conditions, *CASE_CONDITIONS))
"""The statute book with the conditions of a case: one engine, one answer."""
