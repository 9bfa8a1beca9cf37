"""What the unit told and what came of it, in words for the pages of the person, their lawyer and the monitor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from poruka.access.actors import Actor
from poruka.cases import visibility
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import Field, RecordType
from poruka.cases.projection import history_of
from poruka.cases.promised import Came, Promise, promised
from poruka.cases.shown import CaseShown
from poruka.law.text import Text
from poruka.web import words
from poruka.web.casework import said
from poruka.web.casework.fields import capital

OFFER = CATALOGUE["unit-offer"]
DAYS = ("день", "дні", "днів", "day", "days")
ANSWERS: Mapping[str, tuple[str, Text]] = {
    "as-told": ("yes", Text("так, як сказано", "as told")),
    "otherwise": ("no", Text("інакше, ніж сказано", "not as told")),
    "not-yet": ("cannot_tell", Text("ще не відомо", "not known yet")),
    "by-law": ("", Text("це визначає закон, а не частина", "set by law, not by the unit")),
}
"""The mark and the words of each answer."""
BY_LAW: Mapping[str, RecordType] = {"term": CATALOGUE["contract"], "leave": CATALOGUE["leave-request"]}
"""The record types whose texts say what the law has on a thing that a unit cannot promise."""


@dataclass(frozen=True, slots=True)
class Later:
    """What came: the record that says so, the words, the day (None where the day is what is told)."""

    record: Text
    value: Text
    on: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing told: its name, the words of the unit, what came, the answer; where the law sets it, what the law says."""

    title: Text
    told: Text
    came: tuple[Later, ...]
    mark: str
    answer: Text
    law: Text | None
    cites: str


@dataclass(frozen=True, slots=True)
class Section:
    """The section of a page: who told it and when, and how many things are otherwise."""

    unit: Text
    on: date
    lines: tuple[Line, ...]
    otherwise: int


def section(actor: Actor, case: CaseShown, names: Mapping[str, Text]) -> Section | None:
    """The comparison; None for somebody it is not for, and where nothing has been offered."""
    if not visibility.sees_promises(actor):
        return None
    found = promised(history_of(shown.record for shown in case.records))
    if found is None:
        return None
    unit = said.words(OFFER.field("unit"), found.offer.fields.get("unit", ""), names)
    lines = tuple(_line(promise, names) for promise in found.promises)
    return Section(unit, found.offer.happened_at.date(), lines, len(found.otherwise))


def _line(promise: Promise, names: Mapping[str, Text]) -> Line:
    field = OFFER.field(promise.field)
    mark, answer = ANSWERS[promise.answer]
    law = BY_LAW.get(promise.field)
    return Line(
        capital(field.label),
        said.words(field, promise.told, names),
        tuple(_later(field, one, names) for one in promise.came),
        mark,
        answer,
        law.about if law else None,
        law.cites if law else "",
    )


def _later(field: Field, came: Came, names: Mapping[str, Text]) -> Later:
    value = _days(came.value) if field.name == "leave" else said.words(field, came.value, names)
    return Later(CATALOGUE[came.type].title, value, None if field.kind == "date" else came.on)


def _days(number: object) -> Text:
    """How many days of leave were granted."""
    if not isinstance(number, int):
        return Text("надано", "granted")
    return Text(words.count(number, DAYS, "uk"), words.count(number, DAYS, "en"))
