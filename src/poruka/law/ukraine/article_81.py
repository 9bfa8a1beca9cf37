"""Ordinary parole: the part of the term that must have been served (КК 81(3)).

The court may release a person whose conduct and attitude to work have proved correction (КК 81(2)). That is for people
to judge; here stands only from when it becomes possible.
"""

from fractions import Fraction

from poruka.law.ladder import Ground, Ladder, Rung
from poruka.law.text import Text

NOT_GRAVE = frozenset(("misdemeanour", "minor"))
GRAVE = frozenset(("grave",))
ESPECIALLY_GRAVE = frozenset(("especially_grave",))

MINOR_OFFENCE = Ground(
    "minor-offence",
    Text(
        "кримінальний проступок або нетяжкий злочин, крім корупційних, пов’язаних з корупцією та вчинених за кермом"
        " у стані сп’яніння",
        "a misdemeanour or minor crime, other than corruption, corruption-related and drunk-driving offences",
    ),
    severity=NOT_GRAVE,
    corruption=False,
    drunk_driving=False,
)
NEGLIGENT_GRAVE = Ground(
    "negligent-grave", Text("необережний тяжкий злочин", "a negligent grave crime"), severity=GRAVE, intentional=False
)
MINOR_CORRUPTION = Ground(
    "minor-corruption",
    Text(
        "корупційний нетяжкий злочин або правопорушення, пов’язане з корупцією",
        "a minor corruption crime or a corruption-related offence",
    ),
    severity=NOT_GRAVE,
    corruption=True,
)
DRUNK_DRIVING = Ground(
    "drunk-driving",
    Text("правопорушення за кермом у стані сп’яніння (КК 286-1)", "a drunk-driving offence (КК 286-1)"),
    drunk_driving=True,
)
INTENTIONAL_GRAVE = Ground(
    "intentional-grave", Text("умисний тяжкий злочин", "an intentional grave crime"), severity=GRAVE, intentional=True
)
NEGLIGENT_ESPECIALLY_GRAVE = Ground(
    "negligent-especially-grave",
    Text("необережний особливо тяжкий злочин", "a negligent especially grave crime"),
    severity=ESPECIALLY_GRAVE,
    intentional=False,
)
EARLIER_IMPRISONMENT = Ground(
    "earlier-imprisonment",
    Text(
        "особа раніше відбувала позбавлення волі за умисне правопорушення і до кінця судимості знову вчинила умисне"
        " правопорушення, за яке засуджена до позбавлення волі",
        "earlier served imprisonment for an intentional offence and, before that record ended, again committed an"
        " intentional offence punished by imprisonment",
    ),
    intentional=True,
    imprisonment=True,
    earlier_imprisonment=True,
)
INTENTIONAL_ESPECIALLY_GRAVE = Ground(
    "intentional-especially-grave",
    Text("умисний особливо тяжкий злочин", "an intentional especially grave crime"),
    severity=ESPECIALLY_GRAVE,
    intentional=True,
)
LIFE_COMMUTED = Ground(
    "life-commuted",
    Text(
        "довічне позбавлення волі, замінене позбавленням волі на певний строк",
        "life imprisonment commuted to a fixed term",
    ),
    commuted=True,
)
EARLIER_PAROLE = Ground(
    "earlier-parole",
    Text(
        "особа раніше звільнялася умовно-достроково і вчинила нове умисне правопорушення протягом невідбутої частини"
        " покарання",
        "earlier paroled and committed a new intentional offence in the unserved part",
    ),
    intentional=True,
    earlier_parole=True,
)

HALF = Text("половину", "one half")
TWO_THIRDS = Text("дві третини", "two thirds")

LADDER: Ladder = (
    Rung(Fraction(1, 2), HALF, "КК 81(3)(1)", (MINOR_OFFENCE, NEGLIGENT_GRAVE)),
    Rung(
        Fraction(2, 3),
        TWO_THIRDS,
        "КК 81(3)(2)",
        (MINOR_CORRUPTION, DRUNK_DRIVING, INTENTIONAL_GRAVE, NEGLIGENT_ESPECIALLY_GRAVE, EARLIER_IMPRISONMENT),
    ),
    Rung(
        Fraction(3, 4),
        Text("три чверті", "three quarters"),
        "КК 81(3)(3)",
        (INTENTIONAL_ESPECIALLY_GRAVE, LIFE_COMMUTED, EARLIER_PAROLE),
    ),
)
