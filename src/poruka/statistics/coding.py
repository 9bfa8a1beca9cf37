"""Which answers of a record figures depend on, read off the catalogue of record types and the measures. Pure.

A record is reduced to its *kind*: its type and its coded answers. Free text, names and numbers never enter a figure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from poruka.cases.catalogue import CATALOGUE
from poruka.statistics.defining import Value
from poruka.statistics.measures import MEASURES

Bools = NDArray[np.bool_]
NOT_SAID = "not-said"
"""The reason of somebody who was asked for none, or gave none."""
OFFICE_FIELDS: Mapping[str, frozenset[str]] = {
    "unit": frozenset({"unit-offer", "commander-consent", "contract", "enrolment", "transfer", "transfer-arrival"}),
    "court": frozenset({"motion"}),
}
"""By kind of office, the records whose field of that name says which office a person's case has come to."""
OF_ERRORS: Mapping[str, frozenset[str]] = {
    "answer-changed": frozenset({"now"}),
    "answer-checked": frozenset({"follows"}),
}
"""By record type, the answers that the counts of errors ask about."""


@cache
def coded_fields(type: str) -> tuple[str, ...]:
    """The fields of a record type that a stage, a time limit or a measure asks about, in the catalogue's order."""
    entry = CATALOGUE[type]
    asked = {r.field for r in entry.reaches} | {c.field for c in entry.starts} | OF_ERRORS.get(type, frozenset())
    for measure in MEASURES.values():
        asked |= {said.field for said in measure.sources if said.type == type}
        asked |= {measure.reason} if type in measure.types else set()
    return tuple(f.name for f in entry.fields if f.name in asked)


def stored(value: Value) -> str:
    """A value of the catalogue as the text of a stored record gives it."""
    return str(value).lower() if isinstance(value, bool) else value


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of record with its coded answers (texts as stored, "" for one not given), beside ``coded_fields``."""

    type: str
    answers: tuple[str, ...] = ()

    def answer(self, name: str) -> str:
        names = coded_fields(self.type)
        return self.answers[names.index(name)] if name in names else ""

    def says(self, name: str, values: Iterable[Value]) -> bool:
        """Whether the field has one of the values; without a field, always (as ``history.Entry.says``)."""
        return not name or self.answer(name) in {stored(value) for value in values}

    def reasons(self, name: str) -> tuple[str, ...]:
        """The coded answers to a question that may have several."""
        said = self.answer(name)
        several = [part.strip('" ') for part in said.strip("[]").split(",")] if said.startswith("[") else [said]
        return tuple(one for one in several if one) or (NOT_SAID,)


@dataclass
class Codes:
    """Whole numbers for texts, in the order in which they were first met."""

    names: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def code(self, name: str) -> int:
        """The number of a text, a new one where it is new."""
        found = self.places.setdefault(name, len(self.names))
        if found == len(self.names):
            self.names.append(name)
        return found


def saying(kinds: Iterable[Kind], type: str, name: str = "", values: Iterable[Value] = ()) -> Bools:
    """For every kind, whether it is of the type and says one of the values."""
    wanted = tuple(values)
    return np.fromiter((kind.type == type and kind.says(name, wanted) for kind in kinds), bool)
