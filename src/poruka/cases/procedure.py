"""Where a case stands, what can be done next, what is owed and by when: a pure function of its records.

Nothing here decides. A closed step says why it is closed; an open one says who may take it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
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
from poruka.law.calendar import KYIV
from poruka.law.text import Text

BEGINNING = datetime(2001, 9, 1, tzinfo=KYIV)
"""Since when the first step of all is expected: no case is earlier than the Criminal Code."""
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
        if not before(now, self.due):
            return "overdue"
        # A limit that ends at 24:00 is written as 00:00 of the next day: the moment before it is still its last day.
        last_day = (self.due - timedelta.resolution).astimezone(now.tzinfo).date()
        return "today" if last_day <= now.date() else "later"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a case stands: its stage, since when, what is owed."""

    stage: Stage
    since: datetime | None
    tasks: tuple[Task, ...]

    @property
    def next_due(self) -> datetime | None:
        return min((task.due for task in self.tasks if task.due), default=None)


def before(earlier: datetime, later: datetime, by: timedelta = timedelta()) -> bool:
    """Whether a moment is before another, by more than so much.

    Two moments of one zone compare by the wall clock, which shows an hour twice the night the clocks go back; so they
    are compared as moments.
    """
    return earlier.timestamp() + by.total_seconds() < later.timestamp()


def position(history: History, catalogue: Catalogue, now: datetime | None) -> Position:
    """The stage a case has reached and the tasks that are open in it; with ``now`` None, those still to come as well."""
    stage, since, brought_by = next(iter(catalogue.stages.values())), None, 0
    for entry in history.standing:
        for reached in catalogue[entry.type].reaches:
            here = not reached.only_from or stage.id in reached.only_from
            if here and entry.says(reached.field, reached.values):
                stage, since, brought_by = catalogue.stages[reached.stage], entry.happened_at, entry.number
    tasks = _tasks(history, catalogue)
    if stage.final:  # nothing is expected any more, but the duty that the end itself brings stands (to tell the kin)
        tasks = (task for task in tasks if task.started_by == brought_by)
    if now is not None:
        tasks = (task for task in tasks if task.started_by or not before(now, task.since))
    return Position(stage, since, tuple(tasks))


def steps(history: History, catalogue: Catalogue, now: datetime) -> tuple[Step, ...]:
    """Every record type, with the reasons why it cannot be made now."""
    return tuple(step(entry, history, catalogue, now) for entry in catalogue)


def step(type: RecordType, history: History, catalogue: Catalogue, now: datetime) -> Step:
    """One record type, with the reasons why it cannot be made now."""
    reasons = list(_closed(type, history, catalogue))
    waits = [(c.reason, opens) for c, opens in _waits(type, history) if before(now, opens)]
    return Step(
        type,
        (*reasons, *dict.fromkeys(reason for reason, _ in waits)),
        max((opens for _, opens in waits), default=None),
    )


def _closed(type: RecordType, history: History, catalogue: Catalogue) -> Iterator[Text]:
    """Why a record cannot be made, however long one waits."""
    for condition in type.after:
        if not _holds(condition, history):
            yield from _reasons(condition, history, catalogue)
    if not type.repeats and is_made(type, history):
        yield Text(
            f"Запис «{type.title.uk}» уже є. Помилку виправляють новим записом замість нього.",
            f"The record “{type.title.en}” is there already. A mistake is corrected by a new record in its place.",
        )


def _holds(condition: Condition, history: History) -> bool:
    """Whether a condition is met; a wait is no matter of what came, but of when."""
    match condition:
        case Needs():
            return _met(condition, history)
        case Bars():
            last = history.last(condition.type)
            stands = last is not None and last.says(condition.field, condition.values)
            return last is None or not stands or history.newer(last, condition.lifted_by)
        case Annexes(types):
            return all(history.last(id) for id in types)
    return True


def _reasons(condition: Condition, history: History, catalogue: Catalogue) -> Iterator[Text]:
    match condition:
        case Needs():
            yield condition.reason or _first_needed(catalogue[condition.type])
        case Bars():
            yield condition.reason
        case Annexes(types):
            yield from (_first_needed(catalogue[id]) for id in types if not history.last(id))


def _waits(type: RecordType, history: History) -> Iterator[tuple[NotBefore, datetime]]:
    """The moments before which a record cannot be made, past ones included."""
    for condition in type.after:
        if isinstance(condition, NotBefore):
            last = history.last(condition.type)
            counts = last is not None and last.says(condition.field, condition.values)
            if last is None or not counts or (condition.given and not _met(condition.given, history)):
                continue
            if not (condition.waived_by and history.newer(last, (condition.waived_by,))):
                yield condition, condition.limit.due(last.happened_at)


def is_made(type: RecordType, history: History) -> bool:
    """Whether a record of the type stands, and nothing newer calls for another."""
    last = history.last(type.id)
    if last is None or history.newer(last, type.again_after):
        return False
    return not any(history.newer(last, (needs.type,)) and _met(needs, history) for needs in type.again_where)


def _met(needs: Needs, history: History) -> bool:
    for entry in _asked(needs, history):
        if entry.says(needs.field, needs.values) and not history.newer(entry, needs.since):
            return True
    return needs.otherwise is not None and _met(needs.otherwise, history)


def _asked(needs: Needs, history: History) -> Iterable[Entry]:
    """The records that could meet a need: the last of the type, or the last for each value of a field."""
    if needs.each:
        return {entry.fields.get(needs.each): entry for entry in history.all(needs.type)}.values()
    last = history.last(needs.type)
    return (last,) if last else ()


def _first_needed(type: RecordType) -> Text:
    return Text(f"Спочатку потрібен запис «{type.title.uk}».", f"The record “{type.title.en}” is needed first.")


def _tasks(history: History, catalogue: Catalogue) -> Iterator[Task]:
    """What is owed: the limits that run, and the expected steps that nothing but time stands in the way of."""
    owed: set[str] = set()
    for entry in history.standing:
        for clock in catalogue[entry.type].starts:
            if entry.says(clock.field, clock.values) and not history.newer(entry, clock.met_by):
                owed.update(clock.met_by)
                yield _task_of(clock, entry)
    last = history.entries[-1].happened_at if history.entries else BEGINNING
    for type in catalogue.expected:
        if type.id in owed or is_made(type, history):
            continue
        if all(_holds(condition, history) for condition in type.after):
            since = max((last, *(opens for _, opens in _waits(type, history))), key=datetime.timestamp)
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
