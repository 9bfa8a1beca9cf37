"""Dates as whole days since 1970, many at once, and the end of a term (КК 72; law.md 9.2)."""

from datetime import date

import numpy as np
import polars as pl

from poruka.register.synthesis.draws import Flags, Ints

EPOCH = date(1970, 1, 1)


def day(value: date) -> int:
    """Days since 1970."""
    return (value - EPOCH).days


def plus_months(days: Ints, months: "Ints | int") -> Ints:
    """The same date that many months later, or the last day of the month where there is none."""
    start = days.astype("datetime64[D]")
    month = start.astype("datetime64[M]")
    of_month = (start - month.astype("datetime64[D]")).astype(np.int64)
    target = month + np.asarray(months).astype("timedelta64[M]")
    first = target.astype("datetime64[D]").astype(np.int64)
    length = (target + np.timedelta64(1, "M")).astype("datetime64[D]").astype(np.int64) - first
    return np.asarray(first + np.minimum(of_month, length - 1), dtype=np.int64)


def last_day(starts: Ints, years: Ints, months: Ints, days: Ints, credited: Ints) -> Ints:
    """The last day of a sentence; element by element what ``law.sentence.sentence_end`` says of one."""
    return plus_months(plus_months(starts, years * 12), months) + days - 1 - credited


def dates(days: Ints, missing: Flags | None = None) -> pl.Series:
    """A date column; not known where ``missing``."""
    return nullable(pl.Series(days.astype(np.int32)), missing).cast(pl.Date)


def nullable(values: pl.Series, missing: Flags | None) -> pl.Series:
    """The same column, not known where ``missing``."""
    if missing is None or not missing.any():
        return values
    return values.zip_with(pl.Series(~missing), pl.Series([None], dtype=values.dtype))
