"""The language of the catalogue: what a record type is made of.

A record type is declared once. From the declaration come its form, its checks, the permission to make it, who may see
it, the tasks and deadlines it opens and closes, its paper, its place in the diagram and in the funnel.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from poruka.law.calendar import TimeLimit
from poruka.law.text import Text

Phase = Literal["wish", "preparation", "court", "release", "service", "end"]
FieldKind = Literal[
    "text", "long_text", "date", "moment", "yes_no", "choice", "choices", "number", "office", "document"
]
OfficeKind = Literal["institution", "recruitment_centre", "unit", "court", "medical_board", "guard", "lawyer"]
See = Literal["case", "person", "answer"]
"""Who sees records of a type: everybody who sees the case; the person's side and the monitor, but nobody who decides
about the person; those who may know what the person was convicted of."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers a field allows."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a record says. ``sealed`` fields go to the medical compartment; ``office`` fields name who is involved.

    ``needed_when`` are (field, values) pairs: where any of them is said, this field is required too.
    """

    name: str
    kind: FieldKind
    label: Text
    required: bool = True
    choices: tuple[Choice, ...] = ()
    office: OfficeKind | None = None
    sealed: bool = False
    help: Text | None = None
    needed_when: tuple[tuple[str, tuple[str | bool, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Needs:
    """There must be a standing record of a type, with one of the values if ``field`` is named.

    ``since`` names record types: the record must be newer than the last of them. ``otherwise`` is another record that
    does as well. ``each`` names a field: the last record for every value of it counts (the answer of every unit), not
    only the last of all. Closed where neither is there, with the reason.
    """

    type: str
    field: str = ""
    values: tuple[str | bool, ...] = ()
    since: tuple[str, ...] = ()
    reason: Text | None = None
    otherwise: "Needs | None" = None
    each: str = ""


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
    """The step is closed until a time limit has run from the last such record (a reflection time, a repeat motion).

    ``waived_by`` names a newer record that ends the wait; with ``given`` there is a wait only where that holds too.
    """

    type: str
    limit: TimeLimit
    reason: Text
    field: str = ""
    values: tuple[str | bool, ...] = ()
    waived_by: str = ""
    given: Needs | None = None


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
    """The stage of the case that a record brings about, always or for some values of a field.

    With ``only_from``, only where the case stands in one of these stages: told again in the middle of the court's work,
    a person is not back at the beginning.
    """

    stage: str
    field: str = ""
    values: tuple[str | bool, ...] = ()
    only_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordType:
    """One kind of step in a case.

    ``made_by`` lists the roles that may make it; ``after`` what must hold before; ``expected`` says that it is owed as
    soon as it can be made (it becomes a task of the first role of ``made_by``). ``negative`` steps need a reason and
    produce the reasons letter with ``remedy``. A type that ``repeats`` may be made again while the earlier record
    stands; any other only once something in ``again_after``, or a record that meets one of ``again_where``, is newer.
    Somebody who made one of ``not_by_maker_of`` in the same case may not make this one.
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
    again_where: tuple[Needs, ...] = ()
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

    @cached_property
    def expected(self) -> tuple[RecordType, ...]:
        """The types somebody is expected to make once they can be made."""
        return tuple(type for type in self.types.values() if type.expected)

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
    named = [t for condition in entry.after for t in _types_of(condition)]
    named += [t for clock in entry.starts for t in clock.met_by] + list(entry.again_after)
    named += [needs.type for needs in entry.again_where]
    absent = [t for t in (*named, *entry.not_by_maker_of) if t not in whole.types]
    absent += [s for r in entry.reaches for s in (r.stage, *r.only_from) if s not in whole.stages]
    own = {f.name for f in entry.fields}
    own_fields = [r.field for r in entry.reaches] + [c.field for c in entry.starts]
    own_fields += [name for f in entry.fields for name, _ in f.needed_when]
    absent += [name for name in own_fields if name and name not in own]
    if not absent:
        absent += [
            name
            for c in (*entry.after, *entry.again_where)
            for type, name in _fields_of(c)
            if not _has(whole[type], name)
        ]
    if absent:
        raise ValueError(f"{entry.id}: the catalogue has no {', '.join(absent)}")
    if entry.negative and entry.remedy is None:
        raise ValueError(f"{entry.id}: a negative step names its remedy")


def _types_of(condition: Condition | None) -> tuple[str, ...]:
    """Every record type that a condition names."""
    match condition:
        case Needs():
            return (condition.type, *condition.since, *_types_of(condition.otherwise))
        case Bars():
            return (condition.type, *condition.lifted_by)
        case NotBefore():
            waived = (condition.waived_by,) if condition.waived_by else ()
            return (condition.type, *waived, *_types_of(condition.given))
        case Annexes(types):
            return types
    return ()


def _fields_of(condition: Condition | None) -> tuple[tuple[str, str], ...]:
    """Every (type, field) pair that a condition asks about."""
    match condition:
        case Needs():
            asked = [(condition.type, name) for name in (condition.field, condition.each) if name]
            return (*asked, *_fields_of(condition.otherwise))
        case Bars():
            return ((condition.type, condition.field),) if condition.field else ()
        case NotBefore():
            asked = [(condition.type, condition.field)] if condition.field else []
            return (*asked, *_fields_of(condition.given))
    return ()


def _has(type: RecordType, name: str) -> bool:
    return any(field.name == name for field in type.fields)
