"""Columns of format 1 as typed Polars frames."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from poruka.law.facts import Table
from poruka.register.parsing import schema_of
from poruka.register.synthesis.draws import Flags, Ints

WIDTH = 7


def typed(table: Table, columns: Mapping[str, pl.Series]) -> pl.DataFrame:
    """A table of exactly the columns of the format, in its order; a column left out or of another type is an error."""
    return pl.DataFrame([columns[name].alias(name) for name in schema_of(table)]).match_to_schema(schema_of(table))


def identifiers(letter: str, numbers: Ints, turns: Ints | None = None) -> pl.Series:
    """``P0000123``, and with turns ``C0000123-2``."""
    padded = letter + pl.Series(numbers + 1).cast(pl.String).str.zfill(WIDTH)
    return padded if turns is None else padded + "-" + pl.Series(turns + 1).cast(pl.String)


def chosen(values: Sequence[str], places: Ints) -> pl.Series:
    """The values at those places."""
    return pl.Series(values, dtype=pl.String).gather(pl.Series(places))


def whole(values: Ints) -> pl.Series:
    """A column of whole numbers, as wide as the format has them."""
    return pl.Series(values.astype(np.int32))


def flags(values: Flags) -> pl.Series:
    """A column of yes and no."""
    return pl.Series(np.asarray(values, dtype=bool))
