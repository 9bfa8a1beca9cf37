"""What a unit told somebody before the court, and what its own records say afterwards, side by side (R10). Pure.

It compares; it does not judge. A longer training or another post may be better or worse than what was told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from poruka.cases.history import Entry, History

Answer = Literal["as-told", "otherwise", "not-yet", "by-law"]


@dataclass(frozen=True, slots=True)
class Came:
    """What a later record says: its type, the value, the day. ``record`` is the number of the record."""

    type: str
    value: Any
    on: date
    record: int


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing that was told: the field of the offer, its value, what came.

    ``answer``: everything that came is as told, something is otherwise, nothing came yet; or the thing is not the
    unit's to promise, because the law sets it (``by-law``).
    """

    field: str
    told: Any
    came: tuple[Came, ...]
    answer: Answer


@dataclass(frozen=True, slots=True)
class Promised:
    """The offer that counts, and each thing told in it."""

    offer: Entry
    promises: tuple[Promise, ...]

    @property
    def otherwise(self) -> tuple[Promise, ...]:
        """What turned out otherwise."""
        return tuple(promise for promise in self.promises if promise.answer == "otherwise")


def promised(history: History) -> Promised | None:
    """The offer a person went by, against what came; None where no unit has offered anything.

    It is the offer of the unit whose commander consented last; without a consent, the last offer of all.
    """
    offer = _offer(history)
    if offer is None:
        return None
    found = []
    for field in ("unit", "unit_kind", "post", "training_from", "training_days", "term", "leave"):
        told = offer.fields.get(field)
        if told is not None:
            came = tuple(_came(field, history))
            found.append(Promise(field, told, came, _answer(field, told, came)))
    return Promised(offer, tuple(found))


def _offer(history: History) -> Entry | None:
    """What was told before the contract was signed counts: an offer written afterwards does not take its place."""
    offers, contract = history.all("unit-offer"), history.last("contract")
    offers = tuple(o for o in offers if not contract or history.place(o) < history.place(contract)) or offers
    consents = [entry for entry in history.all("commander-consent") if entry.says("consents", (True,))]
    if consents:
        offers = tuple(o for o in offers if o.says("unit", (consents[-1].fields.get("unit"),))) or offers
    return offers[-1] if offers else None


def _came(field: str, history: History) -> Iterator[Came]:
    match field:
        case "unit" | "unit_kind" | "post":
            for type in ("contract", "enrolment"):
                entry = history.last(type)
                if entry and field in entry.fields:
                    yield _said(entry, entry.fields[field])
        case "training_from":
            begun = _training(history, "begun")
            if begun:
                yield _said(begun[0], begun[0].happened_at.date().isoformat())
        case "training_days":
            begun, finished = _training(history, "begun"), _training(history, "finished")
            if finished:
                last = finished[-1]
                days = last.fields.get("days")
                if days is None and begun:
                    days = (last.happened_at.date() - begun[0].happened_at.date()).days
                if days is not None:
                    yield _said(last, days)
        case "leave":
            for entry in history.all("leave-answer"):
                if entry.says("answer", ("granted",)):
                    yield _said(entry, entry.fields.get("days"))


def _training(history: History, state: str) -> list[Entry]:
    return [entry for entry in history.all("training") if entry.says("state", (state,))]


def _said(entry: Entry, value: Any) -> Came:
    return Came(entry.type, value, entry.happened_at.date(), entry.number)


def _answer(field: str, told: Any, came: tuple[Came, ...]) -> Answer:
    if field in {"term", "leave"}:
        return "by-law"
    if not came:
        return "not-yet"
    return "as-told" if all(_same(told, one.value) for one in came) else "otherwise"


def _same(told: Any, came: Any) -> bool:
    """Whether two values are the same; words are, however they are spaced and whichever letters are capital."""
    if isinstance(told, str) and isinstance(came, str):
        return told.casefold().split() == came.casefold().split()
    return bool(told == came)
