"""Where a case stands, what can be done next, what is owed and by when: a pure function of its records.

Nothing here decides. A closed step says why it is closed; an open one says who may take it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

from poruka.cases.catalogue.kinds import (
    Annexes,
    Bars,
    Catalogue,
    Clock,
    Condition,
    Needs,
    NotBefore,
    RecordType,
    Stage,
)
from poruka.cases.history import Entry, History
from poruka.law.text import Text

COURT_CLOSES = time(18)
"""The end of a court's working day, for acts that must be done in court (КПК 115)."""


@dataclass(frozen=True, slots=True)
class Step:
    """A record type and whether it can be made now; ``reasons`` say why not."""

    type: RecordType
    reasons: tuple[Text, ...]
    opens_at: datetime | None = None

    @property
    def open(self) -> bool:
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Task:
    """Something somebody owes: a record of one of ``types``. ``due`` is None where no limit runs."""

    id: str
    types: tuple[str, ...]
    owner: str
    text: Text
    since: datetime
    due: datetime | None
    cites: str
    statutory: bool
    alarm: bool = False
    started_by: int = 0

    def state(self, now: datetime) -> Literal["overdue", "today", "later", "open"]:
        if self.due is None:
            return "open"
        if self.due <= now:
            return "overdue"
        return "today" if self.due.astimezone(now.tzinfo).date() <= now.date() else "later"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a case stands: its stage, since when, what is owed."""

    stage: Stage
    since: datetime | None
    tasks: tuple[Task, ...]

    @property
    def next_due(self) -> datetime | None:
        return min((task.due for task in self.tasks if task.due), default=None)


def position(history: History, catalogue: Catalogue, now: datetime) -> Position:
    """The stage a case has reached and the tasks that are open in it."""
    stage, since = next(iter(catalogue.stages.values())), None
    for entry in history.standing:
        for reached in catalogue[entry.type].reaches:
            if entry.says(reached.field, reached.values):
                stage, since = catalogue.stages[reached.stage], entry.happened_at
    tasks = () if stage.final else tuple(_tasks(history, catalogue, now))
    return Position(stage, since, tasks)


def steps(history: History, catalogue: Catalogue, now: datetime) -> tuple[Step, ...]:
    """Every record type, with the reasons why it cannot be made now."""
    return tuple(step(entry, history, catalogue, now) for entry in catalogue)


def step(type: RecordType, history: History, catalogue: Catalogue, now: datetime) -> Step:
    """One record type, with the reasons why it cannot be made now."""
    reasons = [reason for condition in type.after for reason in _closed(condition, history, catalogue, now)]
    last = history.last(type.id)
    if last and not type.repeats and not history.newer(last, type.again_after):
        reasons.append(
            Text(
                f"Запис «{type.title.uk}» уже є. Помилку виправляють новим записом замість нього.",
                f"The record “{type.title.en}” is there already. A mistake is corrected by a new record in its place.",
            )
        )
    opens = [_opens_at(c, history) for c in type.after if isinstance(c, NotBefore)]
    return Step(type, tuple(reasons), max((o for o in opens if o and o > now), default=None))


def _closed(condition: Condition, history: History, catalogue: Catalogue, now: datetime) -> Iterator[Text]:
    match condition:
        case Needs():
            if not _met(condition, history):
                yield condition.reason or _first_needed(catalogue[condition.type])
        case Bars():
            last = history.last(condition.type)
            if last and last.says(condition.field, condition.values) and not history.newer(last, condition.lifted_by):
                yield condition.reason
        case NotBefore():
            opens = _opens_at(condition, history)
            if opens and now < opens:
                yield condition.reason
        case Annexes(types):
            for type in types:
                if not history.last(type):
                    yield _first_needed(catalogue[type])


def _met(needs: Needs, history: History) -> bool:
    last = history.last(needs.type)
    if last and last.says(needs.field, needs.values) and not history.newer(last, needs.since):
        return True
    return needs.otherwise is not None and _met(needs.otherwise, history)


def _opens_at(condition: NotBefore, history: History) -> datetime | None:
    last = history.last(condition.type)
    if not last or not last.says(condition.field, condition.values):
        return None
    if condition.waived_by and history.newer(last, (condition.waived_by,)):
        return None
    return condition.limit.due(last.happened_at)


def _first_needed(type: RecordType) -> Text:
    return Text(f"Спочатку потрібен запис «{type.title.uk}».", f"The record “{type.title.en}” is needed first.")


def _tasks(history: History, catalogue: Catalogue, now: datetime) -> Iterator[Task]:
    owed: set[str] = set()
    for entry in history.standing:
        for clock in catalogue[entry.type].starts:
            if entry.says(clock.field, clock.values) and not history.newer(entry, clock.met_by):
                owed.update(clock.met_by)
                yield _task_of(clock, entry)
    since = history.entries[-1].happened_at if history.entries else now
    for type in catalogue:
        last = history.last(type.id)
        made = last is not None and not history.newer(last, type.again_after)
        if type.expected and not made and type.id not in owed and step(type, history, catalogue, now).open:
            yield Task(type.id, (type.id,), type.made_by[0], type.title, since, None, type.cites, statutory=False)


def _task_of(clock: Clock, entry: Entry) -> Task:
    return Task(
        clock.id,
        clock.met_by,
        clock.owner,
        clock.text,
        entry.happened_at,
        clock.limit.due(entry.happened_at, COURT_CLOSES if clock.in_court else None),
        clock.limit.cites,
        clock.statutory,
        clock.alarm,
        entry.number,
    )
