"""Which sentences a person is serving, as far as the register tells, and the dates that follow from all of them.

Several at once: the person is free of all of them on the latest date, our reading (the court sets the final
penalty, КК 70, 71). A row that does not say whether it is being served may be or may not.
"""

from collections.abc import Callable
from dataclasses import dataclass

from poruka.law.facts import Facts, Row
from poruka.law.sentence import Bounds, Timing, timing

COVERED = ("fixed_term_imprisonment", "restriction_of_liberty")
LIFE = "life_imprisonment"

Read = Callable[[Timing], Bounds]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the register with its time line."""

    row: Row
    timing: Timing
    surely: bool

    @property
    def penalty(self) -> str | None:
        penalty: str | None = self.row["penalty"]
        return penalty


@dataclass(frozen=True, slots=True)
class Served:
    """The sentences that are or may be being served."""

    lines: tuple[Line, ...]

    @classmethod
    def of(cls, facts: Facts) -> "Served":
        rows = (row for row in facts.sentences if row["serving"] is not False)
        return cls(tuple(Line(row, timing(row), row["serving"] is True) for row in rows))

    @property
    def sure(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.surely)

    @property
    def life_only(self) -> bool:
        """A life term is being served; or, if any sentence is, it is a life term."""
        return any(line.penalty == LIFE for line in self.sure) or all(line.penalty == LIFE for line in self.lines)

    @property
    def timed(self) -> "Served":
        """The sentences that have an end: all but life terms."""
        return Served(tuple(line for line in self.lines if line.penalty != LIFE))

    @property
    def covered(self) -> "Served":
        """The sentences that are, or for all the register tells may be, of a kind the routes speak of."""
        return Served(tuple(line for line in self.lines if line.penalty in (*COVERED, None)))

    @property
    def settled_kind(self) -> bool:
        """Whether every sentence is surely of a kind the routes speak of."""
        return all(line.penalty in COVERED for line in self.lines)

    def bounds(self, read: Read) -> Bounds:
        """The bounds of the latest date among the sentences served: at least one is. ValueError where there is none."""
        every = [read(line.timing) for line in self.lines]
        sure = [read(line.timing) for line in self.sure]
        latest = [bounds.latest for bounds in every]
        top = None if None in latest else max(day for day in latest if day)
        if sure:
            return Bounds(max((bounds.earliest for bounds in sure if bounds.earliest), default=None), top)
        earliest = [bounds.earliest for bounds in every]
        return Bounds(None if None in earliest else min(day for day in earliest if day), top)

    def missing(self, read: Read) -> tuple[str, ...]:
        """The columns that would narrow those bounds."""
        bounds, sure = self.bounds(read), self.sure
        names: list[str] = []
        if sure != self.lines and (not sure or Served(sure).bounds(read) != bounds):
            names.append("serving")
        if not bounds.exact:
            for line in self.lines:
                latest = read(line.timing).latest
                if latest is None or bounds.earliest is None or latest > bounds.earliest:
                    names.extend(line.timing.missing)
        return tuple(dict.fromkeys(names))
