"""What the register and the law say of the person, for those who may know what the person was convicted of."""

from dataclasses import dataclass
from datetime import date

from poruka.access.actors import Actor
from poruka.cases import visibility
from poruka.law.text import Text
from poruka.law.ukraine import BOOK
from poruka.screening.models import Determination, Run
from poruka.screening.queries import latest_run
from poruka.screening.summary import named

_TITLES = {condition.id: condition.title for condition in BOOK.conditions}
_CITES = {condition.id: condition.cites for condition in BOOK.conditions}


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """A condition that does not hold, or cannot be told."""

    id: str
    title: Text
    cites: str


@dataclass(frozen=True, slots=True)
class RegisterAnswer:
    """The answer of the latest run over the register for one person."""

    verdict: str
    as_of: date
    failed: tuple[ConditionLine, ...]
    unknown: tuple[ConditionLine, ...]


def register_answer(actor: Actor, person_id: str) -> RegisterAnswer | None:
    """The stored answer; None where there is no run, or the reader may not know of offences."""
    if not visibility.sees_offences(actor):
        return None
    run = latest_run()
    if run is None:
        return None
    answer = Determination.objects.filter(run=run, person_id=person_id).first()
    if answer is None:
        return None
    return RegisterAnswer(answer.verdict, run.as_of, _lines(run, answer.failed_mask), _lines(run, answer.unknown_mask))


def _lines(run: Run, mask: int) -> tuple[ConditionLine, ...]:
    found = (id for id in named(run.conditions, mask) if id in _TITLES)
    return tuple(ConditionLine(id, _TITLES[id], _CITES[id]) for id in found)
