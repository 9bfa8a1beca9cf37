"""Who may be taken for military service at all: citizenship, age, office, record (Law 2232-XII; КК 81-1(1))."""

from datetime import date

from poruka.law.engine.book import condition
from poruka.law.engine.terms import (
    FALSE,
    TRUE,
    Any,
    Choose,
    DateOf,
    Disputed,
    Fact,
    Flat,
    From,
    Latest,
    Missing,
    Not,
    OneOf,
    Since,
    Some,
    SpanTerm,
    Test,
    Until,
    given,
    holds_if,
    never_if,
)
from poruka.law.engine.terms import Both as AllSpans
from poruka.law.text import Text
from poruka.law.ukraine.exclusions import EXCLUDED, served_for
from poruka.law.ukraine.offences import CORRUPTION, excluded

LOWEST_AGE = 18
AGE_LIMIT = 60
AGE_LIMIT_OF_TOP_OFFICERS = 65
YEARS_LEFT = 3
"""At least three whole years must be left to the age limit on the day asked (the strict reading)."""


def until_age(limit: int, limit_of_top_officers: int, years_left: int) -> SpanTerm:
    """To the end of the birthday on which so many years are left to the age limit."""
    top = Until(DateOf("birth_date", years=limit_of_top_officers - years_left, days=1))
    rest = Until(DateOf("birth_date", years=limit - years_left, days=1))
    return Choose(OneOf("rank_group", ("top_officer",)), top, rest)


def until_expunged(excluded: tuple[Test, ...]) -> SpanTerm:
    """From the day on which the last unexpunged record for one of these offences ends."""
    barring = OneOf("record", ("unexpunged",)) & (Some(excluded) if excluded else FALSE)
    return AllSpans(
        (
            From(Latest("expunges_on", table="convictions", test=barring)),
            Flat(given(Any("convictions", TRUE), TRUE, Missing("article"))),
        )
    )


@condition(
    "citizenship",
    title=Text("Громадянство", "Citizenship"),
    uk="Особа є громадянином України. Чи може бути звільнений іноземець або особа без громадянства, закон прямо не каже.",
    cites="Закон 2232-XII 2(2), 4(1), 4(3), 20(1)",
    in_force="2024-05-18",
    mark="open",
)
def citizenship() -> SpanTerm:
    """The person is a citizen of Ukraine. Whether a foreigner or a stateless person can be released, the law does not say."""
    foreign = Not(OneOf("citizenship", ("UKR",)))
    return never_if(foreign & Disputed("citizenship", yes="citizens-only"))


@condition(
    "lower-age",
    title=Text("Найменший вік", "Lower age"),
    uk="Особі виповнилося 18 років.",
    cites="Закон 2232-XII 20(1)",
    in_force="2024-05-18",
    mark="our_reading",
)
def lower_age() -> SpanTerm:
    """The person has turned 18."""
    return From(DateOf("birth_date", years=LOWEST_AGE))


@condition(
    "upper-age",
    title=Text("Граничний вік", "Upper age"),
    uk="До граничного віку перебування на службі лишається щонайменше три роки: особі не більше 57 років, а вищому"
    " офіцерові – не більше 62. Сам день народження ще зараховується.",
    cites="Закон 2232-XII 21-5(2), 22(1)(7)",
    in_force="2024-05-18",
    note=Text("Вік 57 і 62 роки – наш розрахунок.", "The ages 57 and 62 are our arithmetic."),
)
def upper_age() -> SpanTerm:
    """At least three years are left to the age limit for service: the person is no older than 57, a top officer no
    older than 62. The birthday itself still counts."""
    return until_age(AGE_LIMIT, AGE_LIMIT_OF_TOP_OFFICERS, YEARS_LEFT)


@condition(
    "responsible-office",
    title=Text("Особливо відповідальне становище", "Especially responsible position"),
    uk="Особу не засуджено як службову особу, яка займала особливо відповідальне становище (примітка до статті 368,"
    " пункт 3, підпункт 1).",
    cites="КК 81-1(1); КК 368, примітка, п. 3(1)",
    in_force="2024-05-18",
    note=Text(
        "Коли саме особа мала займати посаду і чи йдеться лише про корупцію – питання 7-07; реєстр подає цей факт станом на час вчинення.",
        "When the post must have been held, and whether for corruption only, is question 7-07; the register states the"
        " fact as at the offence.",
    ),
)
def responsible_office() -> SpanTerm:
    """The person was not convicted as an official who held an especially responsible position (note to Article 368,
    item 3, sub-item 1)."""
    any_offence = Disputed("responsible-office", yes="any-offence")
    return never_if(Fact("responsible_office") & (any_offence | served_for(excluded(CORRUPTION))))


@condition(
    "earlier-record",
    title=Text("Непогашена судимість", "Unexpunged earlier record"),
    uk="Особа не має непогашеної судимості за правопорушення, яке виключає звільнення. Якщо має, треба чекати дня її погашення.",
    cites="Закон 2232-XII 4(2); КК 88–89",
    in_force="2024-05-18",
)
def earlier_record() -> SpanTerm:
    """The person has no unexpunged earlier record for an offence that shuts this route; someone who has one must wait
    until it is expunged."""
    return until_expunged(tuple(EXCLUDED.values()))


@condition(
    "corruption-trial",
    title=Text("Обвинувачення у корупції в суді", "Corruption case at trial"),
    uk="У суді немає справи, у якій особу обвинувачено в тяжкому чи особливо тяжкому корупційному правопорушенні.",
    cites="Закон 2232-XII 4(2); Закон 4496-IX",
    in_force="2025-06-17",
    note=Text(
        "Дати набрання чинності Законом 4496-IX у системі немає; узято день ухвалення. Застосування до засуджених – наше прочитання.",
        "The in-force date of Law 4496-IX is not on file; the day of adoption is used. That it applies to convicts is our reading.",
    ),
)
def corruption_trial() -> SpanTerm:
    """No case is at trial in which the person is accused of a grave or especially grave corruption offence."""
    return Since(date(2025, 6, 17), holds_if(Not(Fact("corruption_trial"))))
