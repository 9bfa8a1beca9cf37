"""How large a part of a term must have been served: a ladder of fractions, each with its grounds.

The stricter fraction governs wherever one of its grounds applies. Facts may be missing: each fact of a conviction is
the set of values it can have, and the answer is the set of fractions that can come out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import Literal, NamedTuple

from poruka.law.text import Text

Severity = Literal["misdemeanour", "minor", "grave", "especially_grave"]
SEVERITIES: frozenset[str] = frozenset(("misdemeanour", "minor", "grave", "especially_grave"))

YES = frozenset((True,))
NO = frozenset((False,))
EITHER = frozenset((True, False))


def possible(value: bool | None) -> frozenset[bool]:
    """The values a fact can have: one where it is known, both where it is not."""
    return EITHER if value is None else frozenset((value,))


class Case(NamedTuple):
    """A conviction with every fact the ladder asks for known. Field names are those of ``Profile`` and ``Ground``."""

    severity: str
    intentional: bool
    corruption: bool
    drunk_driving: bool
    imprisonment: bool
    earlier_imprisonment: bool
    earlier_parole: bool
    commuted: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """A conviction as far as it is known: for each fact, the values it can have.

    ``corruption``: a corruption or corruption-related offence. ``imprisonment``: punished by imprisonment for a fixed
    term. ``commuted``: life imprisonment commuted to a fixed term. ``earlier_imprisonment``, ``earlier_parole``: the
    person's earlier history, as format 1 has it.
    """

    severity: frozenset[str] = SEVERITIES
    intentional: frozenset[bool] = EITHER
    corruption: frozenset[bool] = EITHER
    drunk_driving: frozenset[bool] = EITHER
    imprisonment: frozenset[bool] = EITHER
    earlier_imprisonment: frozenset[bool] = EITHER
    earlier_parole: frozenset[bool] = EITHER
    commuted: frozenset[bool] = EITHER

    def cases(self) -> Iterator[Case]:
        """Every way the truth can be."""
        return (Case(*values) for values in product(*(sorted(getattr(self, name)) for name in Case._fields)))


# Ladders are few and fixed: compared by identity, they make quick keys for the caches below.
@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """One line of the ladder: the facts that must all be so; None where a fact does not matter to it."""

    id: str
    text: Text
    severity: frozenset[str] | None = None
    intentional: bool | None = None
    corruption: bool | None = None
    drunk_driving: bool | None = None
    imprisonment: bool | None = None
    earlier_imprisonment: bool | None = None
    earlier_parole: bool | None = None
    commuted: bool | None = None

    def covers(self, case: Case) -> bool:
        """Whether the conviction is one this ground speaks of."""
        if self.severity is not None and case.severity not in self.severity:
            return False
        asked = ((getattr(self, name), getattr(case, name)) for name in Case._fields if name != "severity")
        return all(wanted is None or wanted == given for wanted, given in asked)


@dataclass(frozen=True, slots=True, eq=False)
class Rung:
    """At least ``part`` of the term must have been served where one of the grounds applies."""

    part: Fraction
    words: Text
    cites: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The fractions that can come out for one conviction, smallest first, with the grounds that can lead to them."""

    parts: tuple[Fraction, ...]
    grounds: tuple[Ground, ...]


Ladder = tuple[Rung, ...]
"""Rungs from the smallest fraction to the largest; the grounds of the first cover whatever no stricter ground does."""


def required(ladder: Ladder, case: Case) -> tuple[Fraction, tuple[Ground, ...]]:
    """The strictest fraction one of whose grounds applies, and those grounds."""
    for rung in reversed(ladder):
        grounds = tuple(ground for ground in rung.grounds if ground.covers(case))
        if grounds:
            return rung.part, grounds
    raise ValueError(f"no ground of the ladder covers {case}")


@lru_cache(maxsize=4096)
def assess(ladder: Ladder, profile: Profile) -> Assessment:
    """The fractions that can come out for a conviction that is known only as far as its profile."""
    outcomes = [required(ladder, case) for case in profile.cases()]
    grounds = dict.fromkeys(ground for _, found in outcomes for ground in found)
    return Assessment(tuple(sorted({part for part, _ in outcomes})), tuple(grounds))


@lru_cache(maxsize=4096)
def deciding(ladder: Ladder, profile: Profile, floor: Fraction) -> tuple[str, ...]:
    """The facts whose absence matters: knowing one could change the fraction, which is at least ``floor`` anyway.

    Names are those of the fields of ``Profile``.
    """
    found = []
    for place, field in enumerate(fields(Profile)):
        if len(getattr(profile, field.name)) == 1:
            continue
        outcomes: dict[tuple[object, ...], Fraction] = {}
        for case in profile.cases():
            part = max(floor, required(ladder, case)[0])
            if outcomes.setdefault(case[:place] + case[place + 1 :], part) != part:
                found.append(field.name)
                break
    return tuple(found)
