"""The answer a case page opens with: where the case stands, who has it, since when, what comes next. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from poruka.access.actors import Actor
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import Phase
from poruka.cases.procedure import Task
from poruka.cases.shown import CaseShown
from poruka.law.text import Text
from poruka.web.casework import telling


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands, as the reader may know it. ``next`` is the task that ends first, with its words.

    ``owner`` and ``since`` are None where the reader is told the stage in outline only.
    """

    title: Text
    stage: str
    phase: Phase
    owner: Text | None
    since: datetime | None
    next: Task | None
    next_words: telling.TaskWords | None
    final: bool
    mine: bool


def standing(actor: Actor, case: CaseShown, names: Mapping[str, Text], now: datetime) -> Standing:
    """The answer for one reader."""
    place = case.place
    stage = place.stage
    first = min((task for task in place.tasks if task.due), key=lambda task: task.due or now, default=None) or next(
        iter(place.tasks), None
    )
    words = telling.task_words(first.id, tuple(CATALOGUE[id] for id in first.types)) if first else None
    title, in_full = telling.stage_words(actor, stage), telling.told_in_full(actor, stage)
    return Standing(
        title=Text(title.uk[:1].upper() + title.uk[1:], title.en[:1].upper() + title.en[1:]),
        stage=stage.id,
        phase=stage.phase,
        owner=telling.who_has(stage, case.parties, names) if in_full else None,
        since=place.since if in_full else None,
        next=first,
        next_words=words,
        final=stage.final,
        mine=stage.owner == actor.role,
    )
