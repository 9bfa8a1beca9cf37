"""Time limits kept and missed, as they may be told in public: how many duties, never whose. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import Clock
from poruka.statistics.funnel import Scene
from poruka.statistics.limits import limits
from poruka.statistics.measures import MEASURES
from poruka.statistics.public.disclosure import Shown, shown

CLOCKS: Mapping[str, Clock] = {clock.id: clock for entry in CATALOGUE for clock in entry.starts}
"""Every time limit by its id, in the procedure's order."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many times a limit was kept, and how many times missed: done late, or not done though it ended."""

    met: int
    missed: int


@dataclass(frozen=True, slots=True)
class ShownKept:
    """The same as published."""

    met: Shown
    missed: Shown


def duties(found: Scene) -> dict[str, Kept]:
    """Every limit of the catalogue, with none kept or missed where it was never started."""
    counted = {id: Kept(0, 0) for id in CLOCKS}
    for one in limits(found):
        so_far = counted[one.clock.id]
        counted[one.clock.id] = Kept(so_far.met + one.met, so_far.missed + one.missed)
    return counted


def _who_starts(clock: str) -> tuple[str, ...]:
    """The measures whose people are those for whom the limit starts: one duty each, if it happened to them once."""
    starting = [(entry.id, one.field, one.values) for entry in CATALOGUE for one in entry.starts if one.id == clock]
    return tuple(
        measure.id
        for measure in MEASURES.values()
        if [(said.type, said.field, said.values) for said in measure.sources] == starting
    )


STARTED_BY = {id: _who_starts(id) for id in CLOCKS}


def rounded(exact: Kept) -> ShownKept:
    """A limit as it may stand in public, if nothing else were published.

    Limits count duties, not people, and add up to nothing published. A reader may still suppose that everybody had one
    duty (``STARTED_BY``), and ``audit`` reads them so.
    """
    return ShownKept(shown(exact.met), shown(exact.missed))
