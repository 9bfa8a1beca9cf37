"""Where a case stands, who has it and why a task matters, in words a reader of their role may read. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from poruka.access import roles
from poruka.access.actors import Actor
from poruka.access.roles import ROLES
from poruka.cases import visibility
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import Annexes, Clock, Needs, RecordType, Stage
from poruka.cases.permissions import OFFICE_OF, Parties
from poruka.law.text import Text

CLOCKS: Mapping[str, Clock] = {clock.id: clock for kind in CATALOGUE for clock in kind.starts}
MANY = 2
"""So many steps that wait are named; the rest are counted."""
SYSTEM = Text("Система", "The system")
_IN_SERVICE = Text("проходить службу", "in service")
_OVER = Text("справу завершено", "the case is over")
_BEYOND = {
    roles.GUARD: (("court", "release"), Text("супроводження завершено", "escort completed")),
    roles.VLK: (("wish", "preparation"), Text("робота комісії в цій справі завершена", "the board’s part is done")),
}


def stage_words(actor: Actor, stage: Stage) -> Text:
    """The stage as far as the reader's work goes: an escort is not told of a hospital, nor a court of a breach."""
    if actor.role in _BEYOND:
        phases, otherwise = _BEYOND[actor.role]
        return stage.title if stage.phase in phases else otherwise
    if actor.role not in visibility.SERVICE_SEEN_BY and (stage.phase == "service" or stage.final):
        return _OVER if stage.final else _IN_SERVICE
    return stage.title


def told_in_full(actor: Actor, stage: Stage) -> bool:
    """Whether the reader is told the stage as it is, and with it the limits that run."""
    return stage_words(actor, stage) == stage.title


def who_has(stage: Stage, parties: Parties, names: Mapping[str, Text]) -> Text:
    """The role that has the file, and the office where only one of its kind is involved."""
    title = ROLES[stage.owner].title
    kind = OFFICE_OF.get(stage.owner)
    offices = sorted(office for office_kind, office in parties.offices if office_kind == kind)
    if len(offices) != 1:
        return title
    name = names.get(offices[0], Text(offices[0], offices[0]))
    return Text(f"{title.uk} ({name.uk})", f"{title.en} ({name.en})")


def makers(kind: RecordType) -> tuple[Text, ...]:
    """Who makes records of a type, in words; the system itself where nobody of a role does."""
    return tuple(ROLES[role].title if role in ROLES else SYSTEM for role in kind.made_by)


@dataclass(frozen=True, slots=True)
class TaskWords:
    """A task in words: what is owed, which limit runs and where it stands in the law, why it matters."""

    title: Text
    limit: Text | None
    cites: str
    why: Text


def task_words(task: str, types: tuple[RecordType, ...]) -> TaskWords:
    """The words of a task; ``task`` is the id of a clock or of a record type."""
    clock = CLOCKS.get(task)
    kind = CATALOGUE.types.get(task) or types[0]
    if clock is None:
        return TaskWords(kind.title, None, kind.cites, _why(kind, None))
    return TaskWords(clock.text, clock.limit.text, clock.limit.cites, _why(types[0], clock))


def _why(kind: RecordType, clock: Clock | None) -> Text:
    uk, en = [], []
    if clock is not None and clock.statutory:
        uk.append("Цей строк установлено законом.")
        en.append("The law sets this limit.")
    if clock is not None and clock.alarm:
        uk.append("Якщо його пропустити, про це дізнаються міністерство і спостерігач.")
        en.append("If it is missed, the ministry and the monitor are told.")
    waiting = holds_up(kind)
    if waiting:
        named = waiting[:MANY]
        more = len(waiting) - len(named)
        names_uk = ", ".join(f"«{t.title.uk}»" for t in named)
        names_en = ", ".join(f"“{t.title.en}”" for t in named)
        uk.append(f"Без цього запису не можна зробити {names_uk}{f' та ще {more}' if more else ''}.")
        en.append(f"Without this record {names_en}{f' and {more} more' if more else ''} cannot be made.")
    if not uk:
        return kind.about
    return Text(" ".join(uk), " ".join(en))


def holds_up(kind: RecordType) -> tuple[RecordType, ...]:
    """The steps that cannot be taken before a record of this type is there."""
    found = []
    for other in CATALOGUE:
        needs = [c for c in other.after if isinstance(c, Needs) and c.type == kind.id]
        annexed = any(kind.id in c.types for c in other.after if isinstance(c, Annexes))
        if needs or annexed:
            found.append(other)
    return tuple(found)
