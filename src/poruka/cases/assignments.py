"""The assignment ledger: in which unit a soldier is on every day of service, read off the records. Pure.

Each spell ends on the day the next begins, so there is no day without a unit (R33): somebody on the way to a new unit
belongs to it from the day they left.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from poruka.cases.history import Entry, History

ENDS = ("discharge", "death")


@dataclass(frozen=True, slots=True)
class Spell:
    """The days from ``start`` up to, not including, ``end`` (None: still there) in a unit, by an order."""

    unit: str
    order: str
    start: date
    end: date | None
    record: int


def ledger(history: History) -> tuple[Spell, ...]:
    """Every spell, oldest first; empty for somebody who has not been enrolled."""
    begun = list(_begun(history))
    if not begun:
        return ()
    last = history.last(*ENDS)
    over = last.happened_at.date() if last else None
    starts = [start for _, _, start in begun]
    return tuple(
        Spell(unit, str(entry.fields.get("order", "")), start, end, entry.number)
        for (entry, unit, start), end in zip(begun, [*starts[1:], over], strict=True)
    )


def unit_now(history: History) -> str | None:
    """The unit the soldier belongs to by the latest order; None before the enrolment."""
    spells = ledger(history)
    return spells[-1].unit if spells else None


def _begun(history: History) -> Iterator[tuple[Entry, str, date]]:
    for entry in history.standing:
        if entry.type == "enrolment":
            yield entry, str(entry.fields["unit"]), entry.happened_at.date()
        elif entry.type == "transfer":
            yield entry, str(entry.fields["unit"]), date.fromisoformat(entry.fields["leaves_on"])
