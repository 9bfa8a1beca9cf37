"""How long it takes from one measure to another, and what was asked for and no record can answer: the rest of the definitions."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from poruka.law.text import Text
from poruka.statistics.measures import MEASURES, STEPS


@dataclass(frozen=True, slots=True)
class Duration:
    """The days between two measures of events, for those of whom the first is recorded."""

    start: str
    end: str

    @property
    def name(self) -> Text:
        start, end = MEASURES[self.start].name, MEASURES[self.end].name
        return Text(f"від «{start.uk}» до «{end.uk}»", f"from “{start.en}” to “{end.en}”")


DURATION_COUNTS = Text(
    "Дні від першої події справи до найближчої другої після неї. Медіана і 90-й відсоток – за Капланом і Маєром: хто"
    " ще чекає, врахований стільки днів, скільки чекає; хто вибув, – до дня, коли вибув.",
    "Days from the first event of a case to the nearest second one after it. The median and the 90th percentile are"
    " Kaplan and Meier’s: whoever still waits counts for the days waited so far, whoever left until the day they left.",
)
DURATIONS: tuple[Duration, ...] = tuple(Duration(a, b) for a, b in pairwise(STEPS))
"""The waiting times shown unasked: every step to the next."""


def durations() -> Iterator[Duration]:
    """Every duration that can be asked for: between any two events."""
    events = [measure.id for measure in MEASURES.values() if measure.kind == "passed"]
    return (Duration(a, b) for a in events for b in events if a != b)


@dataclass(frozen=True, slots=True)
class NotOnFile:
    """Something people ask of the figures that the records cannot answer: what, and why not."""

    name: Text
    why: Text


NOT_ON_FILE: tuple[NotOnFile, ...] = (
    NotOnFile(
        Text("відмови суду за мотивами", "court refusals by reason"),
        Text(
            "Суд викладає мотиви своїми словами, і система їх не кодує: перелік мотивів звузив би те, що суд може сказати."
            " Скільком особам суд відмовив – у показнику «суд відмовив»; мотиви видно у справі.",
            "A court gives its reasons in its own words and the system does not code them: a list would narrow what a court"
            " may say. How many were refused is the measure “refused”; the reasons stand in the case.",
        ),
    ),
    NotOnFile(
        Text("скасовано умовно-дострокове звільнення", "parole revoked"),
        Text(
            "Закон такого рішення не передбачає: ні стаття 81-1 КК, ні статті 537 і 539 КПК не дають суду скасувати це"
            " звільнення. Найближче до нього – «засуджено знову» (КК 81-1(3), 71, 72) і «контракт не укладено» (КК 336-2).",
            "The law knows no such decision: neither Article 81-1 КК nor Articles 537 and 539 КПК let a court revoke this"
            " parole. Nearest to it are “convicted again” (КК 81-1(3), 71, 72) and “contract not signed” (КК 336-2).",
        ),
    ),
    NotOnFile(
        Text("засуджено знову після кінця служби", "convicted again after service"),
        Text(
            "Запис про новий вирок роблять командир або центр комплектування. Про вироки після служби вони можуть не"
            " знати: реєстру вироків система не має, тож «засуджено знову» – щонайменше стільки.",
            "A new judgment is recorded by the commander or the recruitment centre. Of judgments after service they may not"
            " know: the system has no register of judgments, so “convicted again” means at least so many.",
        ),
    ),
    NotOnFile(
        Text("діагнози", "diagnoses"),
        Text(
            "Їх не рахують ніколи: до справи входить лише висновок, придатна особа чи ні.",
            "They are never counted: only the conclusion, fit or not, enters a case.",
        ),
    ),
)
"""What the definitions page says is missing, so that nobody takes a gap for a zero."""
