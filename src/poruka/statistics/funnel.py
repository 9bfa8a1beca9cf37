"""The funnel: how many people passed each step and where they stand, by group, on any day. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
import polars as pl

from poruka.statistics.coding import Bools
from poruka.statistics.defining import Measure
from poruka.statistics.dimensions import DIMENSIONS, NOWHERE
from poruka.statistics.log import Ints, Log
from poruka.statistics.measures import MEASURES
from poruka.statistics.people import People
from poruka.statistics.replay import STAGES, Known, kinds_of, replay, stage_of_people
from poruka.statistics.tables import Cell, Period, Table

Counted = Literal["events", "cohort"]
REASON = "reason"
"""The dimension of a table of reasons that is no group of people: why they left, as coded in the record."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the figures.

    ``counted`` says what the period means: "events" counts what happened in it; "cohort" follows those who were
    informed in it up to ``as_of``. ``by`` are the dimensions of the answer, ``only`` narrows it to one value of each.
    Records of the ``hidden`` types leave no trace.
    """

    as_of: date
    period: Period
    by: tuple[str, ...] = ()
    only: Mapping[str, str] = field(default_factory=dict)
    counted: Counted = "events"
    measures: tuple[str, ...] = tuple(MEASURES)
    hidden: Collection[str] = frozenset()

    @property
    def window(self) -> Period:
        """The days whose events count."""
        return Period(self.period.start, self.as_of) if self.counted == "cohort" else self.period


@dataclass(frozen=True)
class Scene:
    """The people a question is about: a row a person (``groups``: the values of the dimensions), ``row`` of each person
    of the log (-1: not asked about), and the history as it was known.
    """

    question: Question
    known: Known
    people: People
    groups: pl.DataFrame
    row: Ints
    asked: Bools

    def mask(self, persons: Ints) -> Bools:
        """The people asked about among some persons of the log, as a mask over the rows."""
        rows = self.row[persons]
        found = np.zeros(len(self.asked), bool)
        found[rows[rows >= 0]] = True
        return found & self.asked

    def of_people(self, values: Ints, none: int) -> Ints:
        """Values by person of the log, brought to the rows."""
        found = np.full(len(self.asked), none, np.int64)
        here = self.row >= 0
        found[self.row[here]] = values[here]
        return found


def scene(question: Question, log: Log, people: People) -> Scene:
    """Replay the history and find whom the question is about."""
    known = replay(log, question.as_of, hidden=question.hidden)
    row = people.places_of(log.people)
    names = tuple(dict.fromkeys((*question.by, *question.only)))
    groups = pl.DataFrame([_group(name, question, known, people, row) for name in names])
    asked = np.ones(len(people.frame), bool)
    for name, value in question.only.items():
        asked &= (groups[name] == value).to_numpy()
    found = Scene(question, known, people, groups, row, asked)
    if question.counted == "cohort":
        begun = found.mask(known.person[known.of(MEASURES["informed"], question.period)])
        return Scene(question, known, people, groups, row, begun)
    return found


def _group(name: str, question: Question, known: Known, people: People, row: Ints) -> pl.Series:
    if DIMENSIONS[name].of == "register":
        return people.group(name, question.as_of).alias(name)
    offices, names = (known.unit, known.log.units) if name == "unit" else (known.court, known.log.courts)
    named = offices >= 0
    last = np.full(len(known.log.person), -1, np.int64)
    last[known.case[named]] = offices[named]  # by case in order, so that the last one stays
    of_person = np.where(known.latest >= 0, last[known.latest], -1)
    found = np.full(len(people.frame), -1, np.int64)
    here = row >= 0
    found[row[here]] = of_person[here]
    return pl.Series(name, np.array([*names, NOWHERE])[found])


def funnel(question: Question, log: Log, people: People) -> Table:
    """How many people each measure counts in each group."""
    return counted(scene(question, log, people))


def counted(found: Scene) -> Table:
    """The table of a scene."""
    question = found.question
    masks = {id: people_counted(found, MEASURES[id]) for id in question.measures}
    frame = pl.DataFrame({f"#{id}": mask for id, mask in masks.items()})
    sums = [pl.col(f"#{id}").sum().alias(f"#{id}") for id in masks]
    if question.by:
        frame = frame.hstack(found.groups.select(question.by))
        table = frame.filter(pl.any_horizontal(pl.col(f"#{id}") for id in masks)).group_by(question.by).agg(sums)
        table = table.sort(question.by)
    else:
        table = frame.select(sums)
    return Table(question.measures, question.by, tuple(_cells(table, question)), question.as_of, question.period)


def _cells(table: pl.DataFrame, question: Question) -> Iterator[Cell]:
    groups = table.select(question.by).iter_rows(named=True) if question.by else [{}]
    numbers = table.select(f"#{id}" for id in question.measures).iter_rows()
    for group, counts in zip(groups, numbers, strict=True):
        yield from (Cell(group, id, people) for id, people in zip(question.measures, counts, strict=True))


def people_counted(found: Scene, measure: Measure, reason: str = "") -> Bools:
    """The people a measure counts; with a reason, those of whom a record gives it."""
    if measure.kind == "register":
        return found.people.able(found.question.as_of).to_numpy() & found.asked
    if measure.kind == "stands":
        stages = np.array([stage in measure.stages for stage in (*STAGES, "")])
        return found.mask(np.flatnonzero(stages[stage_of_people(found.known)]))
    here = found.known.of(measure, found.question.window)
    if reason:
        here &= _giving(found, measure, reason)[found.known.kind]
    return found.mask(found.known.person[here])


def _giving(found: Scene, measure: Measure, reason: str) -> Bools:
    """For every kind of record, whether it gives the reason."""
    return np.array([reason in kind.reasons(measure.reason) for kind in found.known.log.kinds], bool)


def reasons(found: Scene) -> Table:
    """Why people left, as coded in the records: a cell for each reason of each measure that has reasons.

    Somebody with several reasons is counted under each.
    """
    question = found.question
    ids = tuple(id for id in question.measures if MEASURES[id].reason)
    cells = tuple(cell for id in ids for cell in _reasons(found, MEASURES[id]))
    return Table(ids, (*question.by, REASON), cells, question.as_of, question.period)


def _reasons(found: Scene, measure: Measure) -> Iterator[Cell]:
    known, by = found.known, found.question.by
    here = known.of(measure, found.question.window)
    kinds = known.log.kinds
    counting = np.flatnonzero(kinds_of(kinds, measure))
    for reason in sorted({one for kind in counting for one in kinds[kind].reasons(measure.reason)}):
        mask = found.mask(known.person[here & _giving(found, measure, reason)[known.kind]])
        if by:
            table = found.groups.select(by).filter(pl.Series(mask)).group_by(by).len().sort(by)
            for row in table.iter_rows(named=True):
                yield Cell({**{name: row[name] for name in by}, REASON: reason}, measure.id, row["len"])
        elif mask.any():
            yield Cell({REASON: reason}, measure.id, int(mask.sum()))
