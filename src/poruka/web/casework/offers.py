"""Which open steps a page offers by itself. What the procedure allows and would be pointless now is not pressed on anybody.

Nothing is closed here: the form of a step that is not offered still opens at its own address.
"""

from datetime import datetime

from poruka.cases.catalogue.kinds import RecordType
from poruka.cases.catalogue.wish import REFLECTION
from poruka.cases.procedure import Step
from poruka.cases.shown import CaseShown

UNDECIDED = frozenset(
    {
        *("opened", "informed", "not-now", "withdrawn", "not-suitable", "not-supported", "temporarily-unfit", "unfit"),
        *("declined-by-unit", "not-presented", "refused"),
    }
)
"""Where there is something to decide anew: nothing was asked for yet, or what was asked for has come to nothing."""
TO_DECIDE = frozenset({"application", "not-now"})
EARLY = frozenset({"wish", "preparation"})
LATE = frozenset({"release", "service", "end"})
EVER = frozenset({"lawyer", "withdrawal", "answer-checked", "signature-refused", "signature-answer"})
"""Early steps that make sense however far a case has come."""


def offered(case: CaseShown, stage: str, phase: str, now: datetime) -> tuple[Step, ...]:
    """The open steps of the reader that make sense where the case stands for them."""
    return tuple(step for step in case.my_open if _sensible(step.type, case, stage, phase, now))


def _sensible(kind: RecordType, case: CaseShown, stage: str, phase: str, now: datetime) -> bool:
    if kind.id in TO_DECIDE:
        return stage in UNDECIDED
    if kind.id == "reflection-waived":
        return _reflecting(case, now)
    if kind.id == "document":
        return phase not in ("service", "end")
    return kind.id in EVER or phase not in LATE or kind.phase not in EARLY


def _reflecting(case: CaseShown, now: datetime) -> bool:
    """Whether the reflection time still runs and no consent was given in it."""
    last = {shown.kind.id: shown.record for shown in case.records if not shown.superseded}
    informed, consented = last.get("information-given"), last.get("consent")
    if informed is None or (consented and consented.number > informed.number):
        return False
    return now < REFLECTION.due(informed.moment)
