"""Replacement of the unserved part by a milder penalty: the part of the term that must have been served (КК 82(4)).

The court may replace the penalty of a person who is on the way to correction (КК 82(3)). The grounds are those of
ordinary parole with smaller fractions; a commuted life term is not among them.
"""

from fractions import Fraction

from poruka.law.ladder import Ladder, Rung
from poruka.law.text import Text
from poruka.law.ukraine.article_81 import (
    DRUNK_DRIVING,
    EARLIER_IMPRISONMENT,
    EARLIER_PAROLE,
    HALF,
    INTENTIONAL_ESPECIALLY_GRAVE,
    INTENTIONAL_GRAVE,
    MINOR_CORRUPTION,
    MINOR_OFFENCE,
    NEGLIGENT_ESPECIALLY_GRAVE,
    NEGLIGENT_GRAVE,
    TWO_THIRDS,
)

LADDER: Ladder = (
    Rung(Fraction(1, 3), Text("третину", "one third"), "КК 82(4)(1)", (MINOR_OFFENCE, NEGLIGENT_GRAVE)),
    Rung(
        Fraction(1, 2),
        HALF,
        "КК 82(4)(2)",
        (MINOR_CORRUPTION, DRUNK_DRIVING, INTENTIONAL_GRAVE, NEGLIGENT_ESPECIALLY_GRAVE, EARLIER_IMPRISONMENT),
    ),
    Rung(Fraction(2, 3), TWO_THIRDS, "КК 82(4)(3)", (INTENTIONAL_ESPECIALLY_GRAVE, EARLIER_PAROLE)),
)
