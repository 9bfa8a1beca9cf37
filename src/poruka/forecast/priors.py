"""What is believed before a single figure is read: each quantity, its middle, and how far off that may be.

The priors are wide on purpose; the figures, where there are any, soon say more than the priors do. Some rest on what
was known before or about the first release: the survey of April 2024 (about one in six willing), the justice minister's
expectation of 10 May 2024 (BBC Ukraine: some ten thousand of those then serving), the first releases within a week.
The rest are our own guesses, marked so in ``because``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from poruka.law.text import Text

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prior:
    """A quantity of the model: ``middle`` is its median, ``spread`` the standard deviation on its own scale.

    The scale is ``log`` for what is positive and ``logit`` for a share.
    """

    id: str
    scale: Literal["log", "logit"]
    middle: float
    spread: float
    title: Text
    because: Text

    @property
    def centre(self) -> float:
        """The median on the scale."""
        return log(self.middle) if self.scale == "log" else log(self.middle / (1 - self.middle))

    def natural(self, whitened: Array) -> Array:
        """From the standard normal scale, on which the prior is N(0, 1), to the quantity's own units."""
        # Twelve standard deviations are further than any figure leads; beyond them numbers overflow.
        value = self.centre + self.spread * np.clip(whitened, -12.0, 12.0)
        return np.exp(value) if self.scale == "log" else 1 / (1 + np.exp(-value))

    @property
    def likely(self) -> tuple[float, float]:
        """The middle 80 % of the prior, in the quantity's own units."""
        low, high = self.centre - 1.2816 * self.spread, self.centre + 1.2816 * self.spread
        return (exp(low), exp(high)) if self.scale == "log" else (1 / (1 + exp(-low)), 1 / (1 + exp(-high)))


PRIORS = (
    Prior(
        "rush",
        "log",
        0.12,
        1.2,
        Text("перша хвиля: частка охочих відразу", "first rush: the share who want to at once"),
        Text(
            "Опитування у квітні 2024 р.: охочих приблизно кожен шостий; заяву подає не кожен охочий, хвилі може й не бути.",
            "Survey of April 2024: about one in six was willing; not all of them apply, and there may be no rush.",
        ),
    ),
    Prior(
        "rush_days",
        "log",
        14.0,
        1.2,
        Text("за скільки днів спадає половина першої хвилі", "days in which half of the first rush is over"),
        Text("Припущення: за кілька тижнів.", "A guess: within weeks."),
    ),
    Prior(
        "rush_fading",
        "log",
        1.5,
        0.8,
        Text(
            "показник згасання хвилі: що більший, то швидше вона минає",
            "how the rush fades: the larger, the sooner it is over",
        ),
        Text(
            "Припущення: довго, бо охочіші йдуть першими, а решта вагається.",
            "A guess: long, because the keener go first and the others hesitate.",
        ),
    ),
    Prior(
        "tail",
        "logit",
        0.15,
        1.8,
        Text("після хвилі: частка, що подає заяву за рік", "after the rush: the share applying in a year"),
        Text(
            "Від опитування (після хвилі майже нікого) до слів міністра юстиції у травні 2024 р. (тисяч із десять) і далі.",
            "From the survey (hardly anyone after the rush) to the justice minister in May 2024 (some ten thousand) and beyond.",
        ),
    ),
    Prior(
        "tail_decay",
        "log",
        0.2,
        1.0,
        Text(
            "показник ослаблення подальшого потоку: нуль – не слабшає",
            "how the later flow weakens: at zero it does not",
        ),
        Text(
            "Припущення: потік слабшає повільно, бо охочіші йдуть раніше.",
            "A guess: slowly, because the more willing go first.",
        ),
    ),
    Prior(
        "preparation_days",
        "log",
        12.0,
        0.9,
        Text("від заяви до клопотання, днів", "from application to petition, days"),
        Text("Перші звільнення – за тиждень від початку дії закону.", "First releases came within a week of the law."),
    ),
    Prior(
        "passing",
        "logit",
        0.6,
        0.8,
        Text("частка заяв, що доходять до суду", "the share of applications that reach the court"),
        Text(
            "Припущення: до суду доходить трохи більше половини; найбільше втрат через здоров’я.",
            "A guess: somewhat more than half reach the court; most are lost to health.",
        ),
    ),
    Prior(
        "court_days",
        "log",
        7.0,
        0.7,
        Text("від клопотання до ухвали, днів", "from petition to ruling, days"),
        Text("Припущення: близько тижня.", "A guess: about a week."),
    ),
    Prior(
        "granting",
        "logit",
        0.985,
        0.4,
        Text("частка задоволених клопотань", "the share of petitions granted"),
        Text("Повідомляли приблизно про 1 % відмов.", "About 1 % of refusals were reported."),
    ),
    Prior(
        "release_days",
        "log",
        4.0,
        0.8,
        Text("від ухвали до звільнення, днів", "from ruling to release, days"),
        Text("Припущення: кілька днів.", "A guess: a few days."),
    ),
    Prior(
        "arrival_days",
        "log",
        6.0,
        0.9,
        Text("від звільнення до частини, днів", "from release to the unit, days"),
        Text("Припущення: близько тижня.", "A guess: about a week."),
    ),
    Prior(
        "arriving",
        "logit",
        0.97,
        0.6,
        Text("частка звільнених, яку зараховано до частини", "the share of the released who are enrolled"),
        Text("Припущення: майже всі.", "A guess: nearly all."),
    ),
    Prior(
        "wander",
        "log",
        0.12,
        0.5,
        Text("як сильно темп змінюється за місяць", "how much the pace wanders in a month"),
        Text(
            "Припущення: зазвичай на 12 %, зрідка набагато більше.", "A guess: by 12 % mostly, now and then far more."
        ),
    ),
    Prior(
        "early_wander",
        "log",
        1.0,
        0.8,
        Text(
            "на скільки разів сильніше темп змінюється на самому початку",
            "how many times more it wanders at the very beginning",
        ),
        Text(
            "Припущення: спершу вдвічі сильніше; щотри місяці ця різниця меншає вдвічі.",
            "A guess: twice as much at first; every three months the difference halves.",
        ),
    ),
    Prior(
        "turns_last",
        "log",
        30.0,
        0.7,
        Text("за скільки місяців минає половина такої зміни", "months in which half of such a change passes"),
        Text("Припущення: від року до кількох років.", "A guess: from a year to several years."),
    ),
    Prior(
        "noise",
        "log",
        0.08,
        0.6,
        Text("розкид місячних чисел понад випадковий", "scatter of monthly counts beyond chance"),
        Text("Припущення: близько 8 %.", "A guess: some 8 %."),
    ),
)
NAMES = tuple(prior.id for prior in PRIORS)
COUNT = len(PRIORS)


def natural(whitened: Array) -> Mapping[str, Array]:
    """The quantities in their own units, by name; ``whitened`` has a row a draw and the priors first in its columns."""
    return {prior.id: prior.natural(whitened[:, i]) for i, prior in enumerate(PRIORS)}
