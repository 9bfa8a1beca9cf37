"""Everybody who is alike is asked once: the distinct rows of a frame, and for each row the number of its like.

The law looks at a handful of facts with few values, so ten million persons fall into a few thousand cases. A column's
values are numbered, the numbers of a row are put together into one, as the digits of a numeral are, and whenever that
grows too long, the numerals that do occur are numbered anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
FEWEST, MOST = 1 << 12, 1 << 22
"""How many numerals are worth a table of all of them: it should stay within the processor's cache."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """``cases`` are distinct rows; row ``i`` of the whole is case ``which[i]``."""

    cases: pl.DataFrame
    which: pl.Series


def alike(frame: pl.DataFrame) -> Grouping:
    """Group the rows of a frame by equality of all their columns; null is equal to null."""
    most = min(max(FEWEST, 4 * frame.height), MOST)
    which, count = np.zeros(frame.height, dtype=np.uint32), 1
    for digits, base in _digits(frame, most):
        if count * base > most:
            which, count = _renumbered(which, count)
        if count * base > most:
            which, count = _renumbered(which.astype(np.uint64) * np.uint64(base) + digits, count * base)
        else:
            which, count = which * np.uint32(base) + digits, count * base
    which, count = _renumbered(which, count)
    example = np.empty(count, dtype=np.uint32)
    example[which] = np.arange(frame.height, dtype=np.uint32)
    return Grouping(frame[example], pl.Series("which", which))


def _digits(frame: pl.DataFrame, most: int) -> Iterator[tuple[Numbers, int]]:
    """The values of each column as whole numbers from 0, with the empty cell last, and how many there can be."""
    codes = frame.select(_code(name, dtype) for name, dtype in frame.schema.items())
    limits = _limits(codes)
    wide = [name for name, (low, high) in limits.items() if high - low + 2 > most]
    if wide:
        codes = codes.with_columns(pl.col(wide).rank("dense"))
        limits |= _limits(codes.select(wide))
    bases = {name: high - low + 2 for name, (low, high) in limits.items()}
    digits = codes.select(
        (pl.col(name).cast(pl.Int64) - low).fill_null(bases[name] - 1).cast(pl.UInt32)
        for name, (low, _) in limits.items()
    )
    yield from ((digits[name].to_numpy(), base) for name, base in bases.items())


def _code(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if dtype == pl.String:
        column = column.cast(pl.Categorical(pl.Categories.random()))
    return column.cast(pl.UInt8) if dtype == pl.Boolean else column.to_physical()


def _limits(codes: pl.DataFrame) -> dict[str, tuple[int, int]]:
    """The least and the greatest code of each column that has any; a column that is empty tells nobody apart."""
    if not codes.width:
        return {}
    low, high = codes.select(pl.all().min()).row(0), codes.select(pl.all().max()).row(0)
    return {name: (a, b) for name, a, b in zip(codes.columns, low, high, strict=True) if a is not None}


def _renumbered(numerals: NDArray[np.unsignedinteger], count: int) -> tuple[Numbers, int]:
    """The same grouping with consecutive numbers."""
    if count > MOST:
        found, which = np.unique(numerals, return_inverse=True)
        return which.astype(np.uint32), len(found)
    occurs = np.zeros(count, dtype=np.bool_)
    occurs[numerals] = True
    found = np.flatnonzero(occurs)
    anew = np.zeros(count, dtype=np.uint32)
    anew[found] = np.arange(len(found), dtype=np.uint32)
    return anew[numerals], len(found)
