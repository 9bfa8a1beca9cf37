"""The answers as they are held: for each column its distinct values, and for each person the number of theirs.

Files that can say a value once and name it for each person are written from this, without spelling anybody's answer out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from poruka.screening.engine import COLUMNS
from poruka.screening.outcome import Outcome

Numbers = NDArray[np.integer[Any]]


@dataclass(frozen=True)
class Coded:
    """A column: its values, an empty one last; for each case the number of its value; and the case of each person."""

    values: pl.Series
    numbers: Numbers
    which: pl.Series


def numbered(cases: pl.DataFrame, which: pl.Series) -> dict[str, Coded]:
    """Every column of the cases. Lists may be among the values more than once; nothing else is."""
    lists = [name for name, dtype in cases.schema.items() if dtype == pl.List]
    plain = pl.exclude(lists)
    values = cases.select(plain.unique().sort(nulls_last=True).implode())
    numbers = cases.select(plain.rank("dense").fill_null(plain.n_unique()) - 1)
    found = {n.name: Coded(values[n.name][0], _short(n.to_numpy(), len(values[n.name][0])), which) for n in numbers}
    each = _short(np.arange(cases.height), cases.height)
    return found | {name: Coded(cases[name], each, which) for name in lists}


def coded(found: Outcome) -> dict[str, Coded]:
    """Every column of which people who are alike have the same value: all but ``person_id`` and the overall span."""
    same = pl.DataFrame({"as_of": [found.as_of], "law_version": [found.book.version(found.as_of)]})
    columns = numbered(same, pl.zeros(found.height, pl.UInt32, eager=True))
    columns |= numbered(found.words.cases, found.words.which)
    for block in found.blocks:
        spans = block.answers.select(name for name in block.answers.columns if name in found.spans)
        columns |= numbered(spans, block.which)
    return columns


def rows(found: Outcome, columns: Mapping[str, Coded], start: int, length: int) -> dict[str, Numbers | pl.Series]:
    """Some people, column by column in their order: the numbers of their values, or the values themselves."""
    whole = {column.name: column for column in (found.ids.slice(start, length), *found.overall(start, length))}
    places: dict[int, NDArray[np.intp]] = {}
    for column in columns.values():
        if id(column.which) not in places:
            places[id(column.which)] = column.which.slice(start, length).to_numpy().astype(np.intp)
    numbers = {name: column.numbers.take(places[id(column.which)]) for name, column in columns.items()}
    return {name: numbers[name] if name in numbers else whole[name] for name in (*COLUMNS, *found.spans)}


def as_arrow(cells: "Numbers | pl.Series") -> pa.Array:
    """Texts in the form that every reader knows."""
    return pl.Series(cells).to_arrow(compat_level=pl.CompatLevel.oldest())


def _short(numbers: Numbers, count: int) -> Numbers:
    """Numbers below ``count`` in as few bytes as they take."""
    return numbers.astype(np.min_scalar_type(-max(count, 1)))
