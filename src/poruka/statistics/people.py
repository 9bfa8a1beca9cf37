"""The people of the register as figures see them: groups to count by, never names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import polars as pl

from poruka.law.calendar import add_years
from poruka.statistics.dimensions import AGE_BANDS, UNKNOWN
from poruka.statistics.log import Ints

COLUMNS = {
    "person": pl.String,
    "institution": pl.String,
    "oblast": pl.String,
    "sex": pl.String,
    "offence_group": pl.String,
    "born": pl.Date,
    "able_from": pl.Date,
    "able_until": pl.Date,
}
"""``able_from`` and ``able_until``: the half-open span on which the person could apply, empty for never or not known."""


@dataclass(frozen=True)
class People:
    """One row a person, with ``COLUMNS``; what is not known is "not-known", a birth date that is not, empty."""

    frame: pl.DataFrame

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each person stands in the frame."""
        return {person: place for place, person in enumerate(self.frame["person"])}

    def places_of(self, people: Iterable[str]) -> Ints:
        """Where each of some people stands; -1 for one who is not among these."""
        return np.fromiter((self.places.get(person, -1) for person in people), np.int64)

    def within(self, **values: str) -> "People":
        """Only those with these values."""
        return People(self.frame.filter(**{name: value for name, value in values.items() if value}))

    def group(self, dimension: str, as_of: date) -> pl.Series:
        """The value of a dimension of the register for each person on a day."""
        return age_bands(self.frame["born"], as_of) if dimension == "age_band" else self.frame[dimension]

    def able(self, as_of: date) -> pl.Series:
        """Who could apply on a day."""
        could = (pl.col("able_from") <= as_of) & (pl.col("able_until") > as_of)
        return self.frame.select(could.fill_null(value=False).alias("able"))["able"]


def people_of(rows: Iterable[tuple[object, ...]]) -> People:
    """People from rows with the values of ``COLUMNS``."""
    frame = pl.DataFrame(list(rows), schema=COLUMNS, orient="row")
    groups = [name for name, kind in COLUMNS.items() if kind == pl.String and name != "person"]
    return People(frame.with_columns(pl.col(*groups).fill_null(UNKNOWN).replace("", UNKNOWN)))


def age_bands(born: pl.Series, as_of: date) -> pl.Series:
    """The age band of each birth date on a day; a person is a year older on the birthday, of 29 February on the 28th."""
    day = pl.col("born")
    band = pl.lit(UNKNOWN)
    for id, low, _ in AGE_BANDS:
        band = pl.when(day <= _latest_birth(as_of, low)).then(pl.lit(id)).otherwise(band)
    return pl.DataFrame({"born": born}).select(band.alias("age_band"))["age_band"]


def _latest_birth(as_of: date, years: int) -> date:
    """The last birth date of somebody who is so many years old on a day."""
    found = add_years(as_of, -years)
    while add_years(found + timedelta(days=1), years) <= as_of:
        found += timedelta(days=1)
    return found
