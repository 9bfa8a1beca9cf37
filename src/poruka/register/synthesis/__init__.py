"""The synthetic country: a register of people who do not exist, for demonstrations, tests and measurements.

``make`` writes it to a folder, ``tables`` gives it as a Register, ``institutions`` lists its invented institutions.
Everything follows from the number of persons, the seed and the day: nothing reads a clock. A larger register begins
with the same people as a smaller one. How it was calibrated stands in ``docs/synthetic-country.md``.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from poruka.register.synthesis.rates import NATIONAL_REGISTER

if TYPE_CHECKING:
    from poruka.register.synthesis.making import Format, Progress, Summary
    from poruka.register.synthesis.places import Institution
    from poruka.register.tables import Register

__all__ = ["NATIONAL_REGISTER", "institutions", "make", "tables"]

# Polars and NumPy are loaded only once a country is in fact made: the command line must start at once.


def make(
    out: Path,
    persons: int = NATIONAL_REGISTER,
    seed: int = 1,
    *,
    today: date,
    format: "Format" = "csv",
    progress: "Progress | None" = None,
) -> "Summary":
    """Write the country to the folder ``out``; see ``making.make``."""
    from poruka.register.synthesis import making

    return making.make(out, persons, seed, today=today, format=format, progress=progress)


def tables(persons: int = NATIONAL_REGISTER, seed: int = 1, *, today: date) -> "Register":
    """The same country as a Register in memory."""
    from poruka.register.synthesis import country

    return country.tables(persons, seed, today)


def institutions() -> "list[Institution]":
    """The invented institutions, in order of number; the same for every country."""
    from poruka.register.synthesis import places

    return list(places.institutions())
