"""What was counted, as the model reads it: people who passed a step between two days. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from poruka.forecast.points import Point, Points
from poruka.forecast.refusals import ForecastRefused
from poruka.forecast.stages import ASSIGNED, RELEASED, STAGE_OF
from poruka.law.text import Text

LAW_IN_FORCE = date(2024, 5, 18)
OTHER_BASIS = 0.05
"""How far a count on another basis may be off, as a share: in July 2024 two counts of the same people differed so."""
MOST_ROUNDING = 0.05
LONGEST_PAST = 20
"""Years from the start to the last figure: beyond it a date is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Counted:
    """``people`` who passed a step after the end of ``after`` (None: since the start) and by the end of ``until``.

    ``slack`` is a standard deviation in people that is not the model's: rounding, another way of counting.
    """

    stage: int
    after: date | None
    until: date
    people: float
    slack: float = 0.0


@dataclass(frozen=True)
class Evidence:
    """Everything a fit reads: counts, the day it all starts, and how many were known to be released by which day.

    The forecast goes on from the last of ``known``; where it is empty, from nobody at the start. ``assigned`` likewise,
    where it was counted on the same days; where not, the model says how many had been assigned. ``between``: people
    between two steps on the last day: in preparation and expected to reach the court, before the court, granted, and on
    the way to a unit; None where nobody counted them.
    """

    counts: tuple[Counted, ...]
    start: date
    known: tuple[tuple[date, int], ...] = ()
    warnings: tuple[Text, ...] = ()
    assigned: tuple[tuple[date, int], ...] = ()
    between: tuple[float, float, float, float] | None = None

    @property
    def anchor(self) -> int:
        """People known to be released."""
        return self.known[-1][1] if self.known else 0

    @property
    def anchored_on(self) -> date | None:
        """The day that figure is of."""
        return self.known[-1][0] if self.known else None

    @property
    def until(self) -> date:
        """The last day anything was counted."""
        return max(count.until for count in self.counts)


def from_points(points: Points, start: date = LAW_IN_FORCE) -> Evidence:
    """Published points as evidence. Raises ForecastRefused where none of them counts a step the model knows."""
    _check_start(points, start)
    series = {key: found for key, found in points.series().items() if key[0] in STAGE_OF}
    warnings = list(points.warnings)
    unused = sorted({point.measure for point in points.points if point.measure not in STAGE_OF})
    if unused:
        warnings.append(
            Text(
                f"Не використано міри: {', '.join(unused)}. Модель їх не рахує.",
                f"Measures not used: {', '.join(unused)}. The model does not count them.",
            )
        )
    if not any(point.value for found in series.values() for point in found if point.as_of >= start):
        raise ForecastRefused(
            f"Немає жодного додатного числа з {start:%d.%m.%Y}, яке модель уміє читати. "
            f"Потрібна хоча б одна міра з переліку: {', '.join(sorted(STAGE_OF))}.",
            f"There is no positive figure from {start.isoformat()} on that the model can read. "
            f"At least one of these measures is needed: {', '.join(sorted(STAGE_OF))}.",
        )
    _refuse_early(series, start)
    basis = _basis(series)
    counts: list[Counted] = []
    for (measure, counter), found in sorted(series.items()):
        stage = STAGE_OF[measure]
        other = stage == RELEASED and (measure, counter) != basis
        if other:
            warnings.append(_mixed(measure, counter, basis))
        foreign = other or (basis is not None and counter != basis[1])
        counts += _between([p for p in found if p.as_of >= start], stage, foreign)
    if basis is None:
        warnings.append(
            Text(
                "Міри released у точках немає: прогноз спирається лише на інші етапи.",
                "The points have no measure released: the forecast rests on other steps alone.",
            )
        )
    warnings += _too_few(counts)
    known = tuple((point.as_of, point.value) for point in series[basis]) if basis else ()
    return Evidence(tuple(counts), start, known, tuple(warnings), _assigned(series, known, basis))


def _check_start(points: Points, start: date) -> None:
    last = points.points[-1].as_of if points.points else start
    if last.year - start.year > LONGEST_PAST:
        raise ForecastRefused(
            f"Від початку {start:%d.%m.%Y} до останнього числа {last:%d.%m.%Y} понад {LONGEST_PAST} років. "
            "Перевірте --start і дати у файлі.",
            f"From the start on {start.isoformat()} to the last figure on {last.isoformat()} is over {LONGEST_PAST} "
            "years. Check --start and the dates in the file.",
        )


def _refuse_early(series: dict[tuple[str, str], tuple[Point, ...]], start: date) -> None:
    early = [p for found in series.values() for p in found if p.as_of < start and p.value and STAGE_OF[p.measure] > 0]
    if early:
        raise ForecastRefused(
            f"Рядок {early[0].row}: {early[0].measure} на {early[0].as_of:%d.%m.%Y}, раніше за початок програми "
            f"{start:%d.%m.%Y}. Виправте дату або задайте початок: --start ДАТА.",
            f"Line {early[0].row}: {early[0].measure} on {early[0].as_of.isoformat()}, before the programme began on "
            f"{start.isoformat()}. Correct the date or set the beginning: --start DATE.",
        )


def _basis(series: dict[tuple[str, str], tuple[Point, ...]]) -> tuple[str, str] | None:
    """Whose count of the released the forecast continues: the one with the most points, then the latest."""
    mine = [(len(found), found[-1].as_of, key) for key, found in series.items() if STAGE_OF[key[0]] == RELEASED]
    return max(mine)[2] if mine else None


def _assigned(
    series: Mapping[tuple[str, str], Sequence[Point]],
    known: Sequence[tuple[date, int]],
    basis: tuple[str, str] | None,
) -> tuple[tuple[date, int], ...]:
    """The assigned as the same body counted them, if up to the same day as the released."""
    for (measure, counter), found in series.items():
        if basis and STAGE_OF[measure] == ASSIGNED and counter == basis[1] and found[-1].as_of == known[-1][0]:
            return tuple((point.as_of, point.value) for point in found)
    return ()


def _mixed(measure: str, counter: str, basis: tuple[str, str] | None) -> Text:
    continued = basis[1] if basis else ""
    return Text(
        f"Різні бази: {measure} рахували також «{counter or 'без джерела'}». Прогноз продовжує лік "
        f"«{continued or 'без джерела'}»; інший лік ураховано з похибкою.",
        f"Mixed bases: {measure} was also counted by “{counter or 'no source'}”. The forecast continues the count of "
        f"“{continued or 'no source'}”; the other is used with room for error.",
    )


def _between(points: Sequence[Point], stage: int, foreign: bool) -> list[Counted]:
    """The increments of one series; the first counts since the start."""
    made: list[Counted] = []
    last: Point | None = None
    for point in points:
        people = point.value - (last.value if last else 0)
        rounding = _rounded(point) + (_rounded(last) if last else 0.0)
        # Another basis is off as a whole, not anew in each step: the room shrinks with the increment.
        slack = float((rounding**2 + (OTHER_BASIS * people) ** 2) ** 0.5) if foreign else rounding
        made.append(Counted(stage, last.as_of if last else None, point.as_of, float(people), slack))
        last = point
    return made


def _rounded(point: Point) -> float:
    """How far a figure is off by its rounding: a standard deviation, of a known rounding or of one that it looks like."""
    return point.unit / 12**0.5 if point.unit else _rounding(point.value)


def _rounding(value: int) -> float:
    """How far a figure may have been rounded: 4 300 to the nearest hundred, 3 823 not at all."""
    unit = 1
    while value and value % (unit * 10) == 0:
        unit *= 10
    return min(unit / 4, MOST_ROUNDING * value) if unit > 1 else 0.0


def _too_few(counts: Sequence[Counted]) -> list[Text]:
    mine = sum(count.stage == RELEASED for count in counts)
    points = "point" if mine == 1 else "points"
    found = []
    if mine < 6:
        found.append(
            Text(
                f"Точок з мірою прогнозу лише {mine}: далі кількох місяців прогноз тримається на припущеннях моделі.",
                f"Only {mine} {points} of the measure forecast: beyond some months it rests on the model’s assumptions.",
            )
        )
    if len({count.stage for count in counts}) == 1:
        found.append(
            Text(
                "Пораховано лише один етап: тривалість кроків невідома і взята з припущень.",
                "Only one step was counted: how long the steps take is not known and is assumed.",
            )
        )
    return found
