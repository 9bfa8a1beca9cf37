"""Offences that shut Article 81-1, one condition each (КК 81-1(1), second paragraph)."""

from poruka.law.engine.book import condition
from poruka.law.engine.terms import Any, Disputed, Missing, Not, NotRuledOut, OneOf, SpanTerm, Test, given, never_if
from poruka.law.text import Text
from poruka.law.ukraine.offences import CORRUPTION, ESPECIALLY_GRAVE, NAMES_ATTEMPT, excluded, offence

NATIONAL_SECURITY = excluded(
    offence("109", "110", "110-2", "111", "111-1", "111-2", "112", "113", "114", "114-1", "114-2")
)
QUALIFIED_MURDER = excluded(offence("115", part=2, items=(1, 4, 10)))
SEXUAL_OFFENCE = excluded(offence("152", "153", "154", "155", "156", "156-1"))
TERRORISM = excluded(offence("258", "258-1", "258-2", "258-3", "258-4", "258-5", "258-6"))
DRUNK_DRIVING_DEATHS = excluded(offence("286-1", part=4))
LIFE_OF_OFFICER = excluded(offence("348"), attempt_named=NAMES_ATTEMPT)
GRAVE_CORRUPTION = excluded(CORRUPTION & ESPECIALLY_GRAVE)

BEING_SERVED = OneOf("record", ("serving",))


def served_for(match: Test) -> Test:
    """Some conviction being served matches. Where no conviction being served is on file, it cannot be told."""
    served = Any("convictions", BEING_SERVED)
    on_file = Any("convictions", NotRuledOut(BEING_SERVED))
    found = Any("convictions", BEING_SERVED & match) | (Not(served) & Missing("record"))
    return given(on_file, found, Missing("article"))


MURDER = excluded(offence("115"))
SECOND_MURDER = Any("convictions", BEING_SERVED & excluded(offence("115", part=2, items=(13,)))) | Any(
    "convictions", BEING_SERVED & MURDER, at_least=2
)
"""Two murders that are not item 1: a repeated one (item 13), or two counts (law.md 7-06)."""


@condition(
    "national-security",
    title=Text("Злочини проти основ національної безпеки", "Crimes against national security"),
    uk="Жодне з покарань, які відбуває особа, не призначено за злочин проти основ національної безпеки (статті 109–114-2).",
    cites="КК 81-1(1); КК 109–114-2",
    in_force="2024-05-18",
)
def national_security() -> SpanTerm:
    """No sentence being served is for a crime against the foundations of national security (Articles 109 to 114-2)."""
    return never_if(served_for(NATIONAL_SECURITY))


@condition(
    "qualified-murder",
    title=Text("Умисне вбивство за обтяжуючих обставин", "Aggravated murder"),
    uk="Жодне з покарань, які відбуває особа, не призначено за умисне вбивство: двох або більше осіб; вчинене з особливою"
    " жорстокістю; поєднане із зґвалтуванням чи сексуальним насильством (стаття 115, частина 2, пункти 1, 4, 10).",
    cites="КК 81-1(1); КК 115(2) п. 1, 4, 10",
    in_force="2024-05-18",
    note=Text(
        "Відповідність ознак пунктам 1, 4 і 10 – наше прочитання.",
        "That these features are items 1, 4 and 10 is our reading.",
    ),
)
def qualified_murder() -> SpanTerm:
    """No sentence being served is for the murder of two or more persons, with particular cruelty, or combined with
    rape or sexual violence (Article 115, part 2, items 1, 4, 10)."""
    return never_if(served_for(QUALIFIED_MURDER) | (SECOND_MURDER & Disputed("two-murders", yes="any-two-victims")))


@condition(
    "sexual-offence",
    title=Text("Злочини проти статевої свободи", "Sexual offences"),
    uk="Жодне з покарань, які відбуває особа, не призначено за злочин проти статевої свободи чи недоторканості"
    " (статті 152–156-1).",
    cites="КК 81-1(1); КК 152–156-1",
    in_force="2024-05-18",
)
def sexual_offence() -> SpanTerm:
    """No sentence being served is for an offence against sexual freedom or integrity (Articles 152 to 156-1)."""
    return never_if(served_for(SEXUAL_OFFENCE))


@condition(
    "terrorism",
    title=Text("Терористичні злочини", "Terrorist offences"),
    uk="Жодне з покарань, які відбуває особа, не призначено за терористичний злочин (статті 258–258-6).",
    cites="КК 81-1(1); КК 258–258-6",
    in_force="2024-05-18",
)
def terrorism() -> SpanTerm:
    """No sentence being served is for a terrorist offence (Articles 258 to 258-6)."""
    return never_if(served_for(TERRORISM))


@condition(
    "drunk-driving-deaths",
    title=Text("Загибель кількох осіб з вини водія у стані сп’яніння", "Drunk driving with several deaths"),
    uk="Жодне з покарань, які відбуває особа, не призначено за порушення правил дорожнього руху у стані сп’яніння,"
    " що спричинило загибель кількох осіб (стаття 286-1, частина 4).",
    cites="КК 81-1(1); КК 286-1(4)",
    in_force="2024-05-18",
)
def drunk_driving_deaths() -> SpanTerm:
    """No sentence being served is for drunk driving that caused the death of several persons (Article 286-1, part 4)."""
    return never_if(served_for(DRUNK_DRIVING_DEATHS))


@condition(
    "life-of-officer",
    title=Text("Посягання на життя правоохоронця", "Attack on the life of a law-enforcement officer"),
    uk="Жодне з покарань, які відбуває особа, не призначено за посягання на життя працівника правоохоронного органу,"
    " члена громадського формування з охорони громадського порядку або військовослужбовця (стаття 348).",
    cites="КК 81-1(1); КК 348",
    in_force="2024-05-18",
)
def life_of_officer() -> SpanTerm:
    """No sentence being served is for killing, or trying to kill, a law-enforcement officer, a public-order volunteer
    or a serviceman (Article 348)."""
    return never_if(served_for(LIFE_OF_OFFICER))


@condition(
    "grave-corruption",
    title=Text("Особливо тяжка корупція", "Especially grave corruption"),
    uk="Жодне з покарань, які відбуває особа, не призначено за особливо тяжке корупційне кримінальне правопорушення.",
    cites="КК 81-1(1); КК 45, примітка; КК 12(6)",
    in_force="2024-05-18",
    note=Text(
        "Тяжкість береться з вироку; якщо там її немає – із санкції статті станом на лютий 2026 року (наше прочитання).",
        "Severity is taken from the judgment; where the file has none, from the sanction as of February 2026 (our reading).",
    ),
)
def grave_corruption() -> SpanTerm:
    """No sentence being served is for an especially grave corruption offence."""
    return never_if(served_for(GRAVE_CORRUPTION))


EXCLUDED: dict[str, Test] = {
    "national-security": NATIONAL_SECURITY,
    "qualified-murder": QUALIFIED_MURDER,
    "sexual-offence": SEXUAL_OFFENCE,
    "terrorism": TERRORISM,
    "drunk-driving-deaths": DRUNK_DRIVING_DEATHS,
    "life-of-officer": LIFE_OF_OFFICER,
    "grave-corruption": GRAVE_CORRUPTION,
}
"""The whole list, by condition: an unexpunged earlier record for any of it bars service too (Law 2232-XII, 4(2))."""
