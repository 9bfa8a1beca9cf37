"""The language of the catalogue: what a record type is made of.

A record type is declared once. From the declaration come its form, its checks, the permission to make it, who may see
it, the tasks and deadlines it opens and closes, its paper, its place in the diagram and in the funnel.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from poruka.law.calendar import TimeLimit
from poruka.law.text import Text

Phase = Literal["wish", "preparation", "court", "release", "service", "end"]
FieldKind = Literal[
    "text", "long_text", "date", "moment", "yes_no", "choice", "choices", "number", "office", "document"
]
OfficeKind = Literal["institution", "recruitment_centre", "unit", "court", "medical_board", "guard", "lawyer"]
See = Literal["case", "person", "medical", "oversight"]
"""Who sees records of a type: everybody who sees the case; the person and those on the person's side; the medical
board and the person; the person's side and the monitor, but nobody who decides about the person."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers a field allows."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a record says. ``sealed`` fields go to the medical compartment; ``office`` fields name who is involved.

    ``frozen_with`` names the record type whose value this one is compared with (the offer as told, the service as it is).
    """

    name: str
    kind: FieldKind
    label: Text
    required: bool = True
    choices: tuple[Choice, ...] = ()
    office: OfficeKind | None = None
    sealed: bool = False
    help: Text | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """There must be a standing record of a type, with one of the values if ``field`` is named.

    ``since`` names record types: the record must be newer than the last of them. ``otherwise`` is another record that
    does as well. Closed where neither is there, with the reason.
    """

    type: str
    field: str = ""
    values: tuple[str | bool, ...] = ()
    since: tuple[str, ...] = ()
    reason: Text | None = None
    otherwise: "Needs | None" = None


@dataclass(frozen=True, slots=True)
class Bars:
    """While the last such record stands and none of ``lifted_by`` is newer, the step is closed, with the reason."""

    type: str
    reason: Text
    field: str = ""
    values: tuple[str | bool, ...] = ()
    lifted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotBefore:
    """The step is closed until a time limit has run from the last such record (a reflection time, a repeat motion)."""

    type: str
    limit: TimeLimit
    reason: Text
    field: str = ""
    values: tuple[str | bool, ...] = ()
    waived_by: str = ""


@dataclass(frozen=True, slots=True)
class Annexes:
    """Every one of these records must stand before the step: what the motion needs as its annexes."""

    types: tuple[str, ...]


Condition = Needs | Bars | NotBefore | Annexes


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit that a record starts: somebody owes a record of one of the types ``met_by`` before it ends.

    ``statutory`` limits come from the law and cite it; the others are the house's own and can be configured.
    ``alarm`` limits are told to the ministry and the monitor when they are missed.
    """

    id: str
    limit: TimeLimit
    owner: str
    met_by: tuple[str, ...]
    text: Text
    statutory: bool = True
    alarm: bool = False
    field: str = ""
    values: tuple[str | bool, ...] = ()
    in_court: bool = False


@dataclass(frozen=True, slots=True)
class Reaches:
    """The stage of the case that a record brings about, always or for some values of a field."""

    stage: str
    field: str = ""
    values: tuple[str | bool, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordType:
    """One kind of step in a case.

    ``made_by`` lists the roles that may make it; ``after`` what must hold before; ``expected`` says that it is owed as
    soon as it can be made (it becomes a task of the first role of ``made_by``). ``negative`` steps need a reason and
    produce the reasons letter with ``remedy``. A type that ``repeats`` may be made again while the earlier record
    stands; any other only once something in ``again_after`` is newer. Somebody who made one of ``not_by_maker_of`` in
    the same case may not make this one.
    """

    id: str
    phase: Phase
    title: Text
    about: Text
    cites: str
    made_by: tuple[str, ...]
    fields: tuple[Field, ...] = ()
    after: tuple[Condition, ...] = ()
    reaches: tuple[Reaches, ...] = ()
    starts: tuple[Clock, ...] = ()
    sees: See = "case"
    expected: bool = False
    repeats: bool = False
    again_after: tuple[str, ...] = ()
    paper: str = ""
    negative: bool = False
    remedy: Text | None = None
    not_by_maker_of: tuple[str, ...] = ()

    def field(self, name: str) -> Field:
        return next(f for f in self.fields if f.name == name)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a case can stand: what it is called and who has the file there. A ``final`` stage expects nothing more."""

    id: str
    phase: Phase
    title: Text
    owner: str
    final: bool = False


@dataclass(frozen=True)
class Catalogue:
    """Every record type and stage, in the order of the procedure."""

    types: Mapping[str, RecordType]
    stages: Mapping[str, Stage]
    phases: Mapping[Phase, Text] = field(default_factory=dict)

    def __iter__(self) -> Iterator[RecordType]:
        return iter(self.types.values())

    def __getitem__(self, id: str) -> RecordType:
        return self.types[id]


def catalogue(types: tuple[RecordType, ...], stages: tuple[Stage, ...], phases: Mapping[Phase, Text]) -> Catalogue:
    """Put the entries together. Raises ValueError where one names a type, stage or field that is not there."""
    whole = Catalogue({t.id: t for t in types}, {s.id: s for s in stages}, phases)
    if len(whole.types) != len(types) or len(whole.stages) != len(stages):
        raise ValueError("two entries of the catalogue share an id")
    for entry in whole:
        _check(entry, whole)
    return whole


def _check(entry: RecordType, whole: Catalogue) -> None:
    named = [c.type for c in entry.after if not isinstance(c, Annexes)]
    named += [t for c in entry.after if isinstance(c, Annexes) for t in c.types]
    named += [t for c in entry.after if isinstance(c, Needs) for t in c.since]
    named += [t for c in entry.after if isinstance(c, Bars) for t in c.lifted_by]
    named += [t for clock in entry.starts for t in clock.met_by] + list(entry.again_after)
    absent = [t for t in (*named, *entry.not_by_maker_of) if t not in whole.types]
    absent += [r.stage for r in entry.reaches if r.stage not in whole.stages]
    for condition in entry.after:
        if not isinstance(condition, Annexes) and condition.field:
            absent += [] if any(f.name == condition.field for f in whole[condition.type].fields) else [condition.field]
    own_fields = [r.field for r in entry.reaches] + [c.field for c in entry.starts]
    absent += [name for name in own_fields if name and not any(f.name == name for f in entry.fields)]
    if absent:
        raise ValueError(f"{entry.id}: the catalogue has no {', '.join(absent)}")
    if entry.negative and entry.remedy is None:
        raise ValueError(f"{entry.id}: a negative step names its remedy")
