"""Small countries of invented people, counted person by person, and everything a release says of them."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from poruka.statistics.exits import reasons_of
from poruka.statistics.public import duties
from poruka.statistics.public.open_data import Exact, document
from poruka.statistics.tables import Cell, Period, Table

DAYS = [date(2026, month, 28) for month in range(1, 13)]
MEASURES = ("heard", "granted", "refused", "released", "not-now")
LAW = date(2024, 5, 18)
GIVEN = tuple(reasons_of("not-now"))


@dataclass(frozen=True)
class Life:
    """Somebody of a place and a sex: heard in a month, refused by ``court`` or granted, released some months later;
    or, with a reason, not now. ``late``: the ruling was sent too late.
    """

    oblast: str
    place: str
    sex: str
    month: int
    refused_by: str = ""
    released_after: int = 0
    why: str = ""
    late: bool = False

    def passed(self, measure: str, month: int) -> bool:
        """Whether the person is counted by the end of a month."""
        if self.month > month or (measure == "not-now") != bool(self.why):
            return False
        if measure == "released":
            return not self.refused_by and self.month + self.released_after <= month
        return measure in ("heard", "not-now") or (measure == "refused") == bool(self.refused_by)


def country(seed: int, people: int, places: int) -> list[Life]:
    """As many people as asked, thrown together by chance; the same for the same seed."""
    draw = random.Random(seed)
    homes = [(f"O{n % 2}", f"I{n}") for n in range(places)]
    likely = [draw.random() ** 2 for _ in homes]
    lives = []
    for _ in range(people):
        oblast, place = draw.choices(homes, weights=likely)[0]
        refused = draw.choice(["", "", "", "", "ruling", "appeal-result"]) if draw.random() < 0.6 else ""
        why = draw.choice(GIVEN) if draw.random() < 0.25 else ""
        lives.append(
            Life(
                oblast,
                place,
                draw.choices(["F", "M", "not-known"], [15, 83, 2])[0],
                draw.randrange(6),
                "" if why else refused,
                draw.randrange(3),
                why,
                draw.random() < 0.1,
            )
        )
    return lives


def exact(lives: Sequence[Life], month: int) -> Exact:
    """Everything that is counted at the end of a month."""
    passed = {measure: [one for one in lives if one.passed(measure, month)] for measure in MEASURES}
    period = Period(LAW, DAYS[month])

    def table(*by: str) -> Table:
        found = {
            measure: Counter(tuple(getattr(one, name) for name in by) for one in passed[measure])
            for measure in MEASURES
        }
        groups = sorted({group for counts in found.values() for group in counts}) if by else [()]
        names = tuple("institution" if name == "place" else name for name in by)
        rows = tuple(
            Cell(dict(zip(names, group, strict=True)), measure, found[measure][group])
            for group in groups
            for measure in MEASURES
        )
        return Table(MEASURES, names, rows, DAYS[month], period)

    why = Counter(one.why for one in passed["not-now"])
    who = Counter(one.refused_by for one in passed["refused"])
    late = sum(one.late for one in passed["heard"])
    kept = {id: duties.Kept(0, 0) for id in duties.CLOCKS}
    kept["ruling-sent"] = duties.Kept(len(passed["heard"]) - late, late)
    return Exact(
        [table(), table("oblast", "place"), table("sex")],
        months={
            measure: {DAYS[m]: sum(one.passed(measure, m) for one in lives) for m in range(month + 1)}
            for measure in ("granted", "released")
        },
        reasons={
            "not-now": {reason: why[reason] for reason in GIVEN},
            "refused": {reason: who[reason] for reason in reasons_of("refused")},
        },
        kept=kept,
        wrong=dict.fromkeys(
            (
                "wrong-may-not",
                "wrong-may-apply",
                "refusal-reversed",
                "released-late",
                "decision-corrected",
                "record-corrected",
            ),
            0,
        )
        | {"grant-reversed": who["appeal-result"]},
    )


def released(lives: Sequence[Life], months: Sequence[int]) -> list[dict[str, Any]]:
    """The releases of some months, each made in view of those before."""
    made: list[dict[str, Any]] = []
    for month in months:
        made.append(document(exact(lives, month), made))
    return made
