"""The answer a case page opens with: where the case stands, who has it, since when, what comes next. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from poruka.access.actors import Actor
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import Phase, Stage
from poruka.cases.history import History
from poruka.cases.procedure import Position, Task, position
from poruka.cases.projection import history_of
from poruka.cases.shown import CaseShown
from poruka.law.text import Text
from poruka.web.casework import telling


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands, as the reader may know it. ``next`` is the task that ends first, with its words."""

    title: Text
    phase: Phase
    owner: Text
    since: datetime | None
    next: Task | None
    next_words: telling.TaskWords | None
    final: bool
    mine: bool


def standing(actor: Actor, case: CaseShown, names: Mapping[str, Text], now: datetime) -> Standing:
    """The answer for one reader."""
    place = seen_place(actor, case, now)
    stage = place.stage
    first = min((task for task in place.tasks if task.due), key=lambda task: task.due or now, default=None) or next(
        iter(place.tasks), None
    )
    words = telling.task_words(first.id, tuple(CATALOGUE[id] for id in first.types)) if first else None
    title = telling.stage_words(actor, stage)
    return Standing(
        title=Text(title.uk[:1].upper() + title.uk[1:], title.en[:1].upper() + title.en[1:]),
        phase=stage.phase,
        owner=telling.who_has(stage, case.parties, names),
        since=place.since,
        next=first,
        next_words=words,
        final=stage.final,
        mine=stage.owner == actor.role,
    )


def seen_place(actor: Actor, case: CaseShown, now: datetime) -> Position:
    """Where the case stands for this reader: a stage they may not know of is passed over, as if it had not been reached."""
    if case.place.stage.id not in telling.hidden_from(actor):
        return case.place
    seen = position(history_of(shown.record for shown in case.records), CATALOGUE, now)
    return Position(seen.stage, seen.since, case.place.tasks)


def reached(history: History) -> tuple[Stage, ...]:
    """Every stage the records of a case have reached, in the order they did."""
    found: dict[str, Stage] = {}
    for entry in history.standing:
        for reach in CATALOGUE[entry.type].reaches:
            if entry.says(reach.field, reach.values):
                found.pop(reach.stage, None)
                found[reach.stage] = CATALOGUE.stages[reach.stage]
    return tuple(found.values())
