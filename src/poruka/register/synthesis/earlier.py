"""Earlier convictions on file: served before the present offence, and expunged or not (КК 89, 90)."""

from dataclasses import dataclass

import numpy as np

from poruka.register.synthesis import rates
from poruka.register.synthesis.charges import FIXED, RESTRICTION
from poruka.register.synthesis.days import last_day, plus_months
from poruka.register.synthesis.draws import Draws, Flags, Ints
from poruka.register.synthesis.offences import lines
from poruka.register.synthesis.people import DAYS_OF_A_MONTH, OLD_CODE_BEFORE, People, Times

ROOM = 800
"""Days of adult life before the present offence without which there was no time for an earlier one."""
LONGEST_GAP = 3600
SHORTEST_MONTHS = 12


@dataclass(frozen=True)
class Earlier:
    """Earlier convictions, a row each, in the order of the people. ``turn`` counts back from the latest, from 0."""

    person: Ints
    turn: Ints
    offence: Ints
    penalty: Ints
    months: Ints
    times: Times
    expunged: Flags
    expunges: Ints
    expunges_unknown: Flags


def make_earlier(draws: Draws, people: People) -> Earlier:
    """The records of those who have any, the latest first."""
    wanted = draws.pick("earlier records", people.size, rates.EARLIER_RECORDS)
    # The first earlier offence could not come before the person was seventeen.
    grown = plus_months(people.birth, 12 * (rates.YOUNGEST_OFFENDER + 1))
    before = people.times.committed.copy()
    found: list[Earlier] = []
    for turn in range(len(rates.EARLIER_RECORDS) - 1):
        able = (wanted > turn) & (before - grown > ROOM)
        person = np.flatnonzero(able)
        found.append(_one_turn(draws, people, person, turn, before[person], grown[person]))
        wanted[~able] = 0
        before[person] = found[-1].times.committed
    order = np.lexsort((np.concatenate([e.turn for e in found]), np.concatenate([e.person for e in found])))
    return _joined(found, order)


def _one_turn(draws: Draws, people: People, person: Ints, turn: int, before: Ints, grown: Ints) -> Earlier:
    size, name = len(person), f"earlier {turn}"
    offence = lines().pick(draws, f"{name} offence", size, "earlier")
    penalty = np.where(draws.chance(f"{name} restriction", size, 0.12), RESTRICTION, FIXED)
    window = before - grown
    months = _months(draws, name, offence, penalty, window)
    length = np.floor(months * DAYS_OF_A_MONTH).astype(np.int64)
    spare = np.clip(window - length - 150, 0, LONGEST_GAP)
    gap = 30 + np.floor(draws.uniform(f"{name} gap", size) ** 2 * spare).astype(np.int64)
    starts = before - gap - length
    nothing = np.zeros_like(months)
    ends = last_day(starts, months // 12, months % 12, nothing, nothing)
    committed = starts - draws.whole(f"{name} delay", 5, 90, size)
    old = committed < OLD_CODE_BEFORE
    offence = np.where(old, lines().pick(draws, f"{name} old offence", size, "old_earlier"), offence)
    years = np.where(penalty == RESTRICTION, 2, lines().expunged_after[offence])
    expires = plus_months(ends, 12 * years)
    expunged = expires < people.times.committed[person]
    # A new offence starts the period again, once the new sentence has been served (КК 90).
    again = (draws.chance(f"{name} interrupted", size, rates.INTERRUPTED) | (expires <= people.today)) & ~expunged
    expunges = np.where(again, plus_months(people.times.ends[person], 12 * years), expires)
    unknown = again & ~people.has_term[person]
    turns = np.full(size, turn, dtype=np.int64)
    return Earlier(
        person, turns, offence, penalty, months, Times(starts, ends, starts, committed), expunged, expunges, unknown
    )


def _months(draws: Draws, name: str, offence: Ints, penalty: Ints, window: Ints) -> Ints:
    low, high = lines().low[offence] * 12, lines().high[offence] * 12
    months = np.round((low + draws.uniform(f"{name} term", len(offence)) * (high - low)) / 6) * 6
    months = np.where(penalty == RESTRICTION, np.minimum(months, rates.RESTRICTION_MONTHS[1]), months)
    fits = np.floor(window * 0.5 / DAYS_OF_A_MONTH)
    whole: Ints = np.maximum(np.minimum(months, fits), SHORTEST_MONTHS).astype(np.int64)
    return whole


def _joined(found: list[Earlier], order: Ints) -> Earlier:
    def column(name: str) -> Ints:
        values: Ints = np.concatenate([getattr(e, name) for e in found])[order]
        return values

    def moment(name: str) -> Ints:
        values: Ints = np.concatenate([getattr(e.times, name) for e in found])[order]
        return values

    return Earlier(
        column("person"),
        column("turn"),
        column("offence"),
        column("penalty"),
        column("months"),
        Times(moment("starts"), moment("ends"), moment("judged"), moment("committed")),
        column("expunged").astype(bool),
        column("expunges"),
        column("expunges_unknown").astype(bool),
    )
