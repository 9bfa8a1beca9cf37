"""Everybody who is alike is asked once: the distinct rows of a frame, and for each row the number of its like.

The law looks at a handful of facts with few values, so ten million persons fall into a few thousand cases. A column's
values are numbered, the numbers of a row are put together into one, as the digits of a numeral are, and whenever that
grows too long, the numerals that do occur are numbered anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
import polars.selectors as cs
from numpy.typing import NDArray

Numbers = NDArray[np.unsignedinteger]
NUMBERS = 1 << 32
TEXTS = cs.categorical() | cs.enum()
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
    codes = frame.select(_code(name, dtype) for name, dtype in frame.schema.items())
    sparse = [column for column in codes if column.null_count() * 8 > 7 * frame.height]
    for digits, base in _digits(codes.drop(column.name for column in sparse)):
        which, count = _appended((which, count), (digits, base), most)
    for column in sparse:  # rows with an empty cell keep their number, the others get new ones
        where = column.is_not_null().arg_true().to_numpy()
        value = column.drop_nulls().rank("dense").to_numpy()
        found, new = np.unique(which[where].astype(np.uint64) * NUMBERS + value, return_inverse=True)
        which[where] = count + new
        count += len(found)
    which, count = _renumbered(which, count)
    example = np.empty(count, dtype=np.uint32)
    example[which] = np.arange(frame.height, dtype=np.uint32)
    return Grouping(frame[example].with_columns(TEXTS.cast(pl.String)), pl.Series("which", which))


def _appended(so_far: tuple[Numbers, int], digits: tuple[Numbers, int], most: int) -> tuple[Numbers, int]:
    """The numerals with one more digit, numbered anew before and after where there could be too many of them."""
    if so_far[1] * digits[1] > most:
        so_far = _renumbered(*so_far)
    if so_far[1] * digits[1] > most:
        digits = _renumbered(*digits)
    count = so_far[1] * digits[1]
    numerals: Numbers = so_far[0].astype(np.uint64 if count > NUMBERS else np.uint32)
    numerals *= np.asarray(digits[1], numerals.dtype)
    numerals += digits[0]
    return _renumbered(numerals, count) if count > most else (numerals, count)


def _digits(codes: pl.DataFrame) -> Iterator[tuple[Numbers, int]]:
    """The codes of each column as whole numbers from 0, with the empty cell last, and how many there can be."""
    limits = _limits(codes)
    wide = [name for name, (low, high) in limits.items() if high - low + 2 > NUMBERS]
    if wide:
        codes = codes.with_columns(pl.col(wide).rank("dense"))
        limits |= _limits(codes.select(wide))
    digits = codes.select(_from_zero(codes[name], low, high) for name, (low, high) in limits.items())
    yield from ((digits[name].to_numpy(), high - low + 2) for name, (low, high) in limits.items())


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


def _from_zero(codes: pl.Series, low: int, high: int) -> pl.Expr:
    column = pl.col(codes.name)
    if low:
        column = (column.cast(pl.Int64) - low).cast(pl.UInt32)
    return column.cast(pl.UInt32).fill_null(high - low + 1) if codes.null_count() else column.cast(pl.UInt32)


def _renumbered(numerals: Numbers, count: int) -> tuple[Numbers, int]:
    """The same grouping with consecutive numbers."""
    if count > max(8 * len(numerals), FEWEST):
        distinct, places = np.unique(numerals, return_inverse=True)
        return places.astype(np.uint32), len(distinct)
    occurs = np.zeros(count, dtype=np.bool_)
    occurs[numerals] = True
    found = np.flatnonzero(occurs)
    anew = np.zeros(count, dtype=np.uint32)
    anew[found] = np.arange(len(found), dtype=np.uint32)
    return anew[numerals], len(found)
