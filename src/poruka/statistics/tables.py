"""An exact table of figures: what was counted, by what, on which day. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``start`` to ``end``, both included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Cell:
    """How many people a measure counts in one group. ``group`` names the value of every dimension of the table."""

    group: Mapping[str, str]
    measure: str
    count: int


@dataclass(frozen=True, slots=True)
class Table:
    """Exact counts of people, as known at the end of ``as_of``, of what happened in ``period``.

    ``measures`` and ``dimensions`` are ids of ``statistics.measures`` and ``statistics.dimensions``, in the order of the
    columns. A table has a cell for every measure in every group it names, empty ones included.
    """

    measures: tuple[str, ...]
    dimensions: tuple[str, ...]
    rows: tuple[Cell, ...]
    as_of: date
    period: Period

    def count(self, measure: str, **group: str) -> int:
        """The people of a measure in every group that has these values."""
        wanted = group.items()
        return sum(cell.count for cell in self.rows if cell.measure == measure and wanted <= cell.group.items())
