"""What they serve, for what, and for how long."""

from dataclasses import dataclass

import numpy as np

from poruka.register.synthesis import rates
from poruka.register.synthesis.draws import Draws, Flags, Floats, Ints
from poruka.register.synthesis.offences import lines

PENALTIES = tuple(rates.PENALTIES)
FIXED, RESTRICTION, LIFE, ARREST, BATTALION, OTHER = range(6)


@dataclass(frozen=True)
class Charges:
    """The main offence of each person, the counts beside it, and the penalty. Terms: months and odd days, zero where
    the penalty has no term."""

    penalty: Ints
    offence: Ints
    counts: Ints
    months: Ints
    days: Ints
    commuted: Flags

    @property
    def size(self) -> int:
        return len(self.penalty)

    @property
    def for_life(self) -> Flags:
        return np.asarray(self.penalty == LIFE)


def make_charges(draws: Draws, size: int) -> Charges:
    """Draw penalty, main offence, number of further counts, and term."""
    book = lines()
    penalty = draws.pick("penalty", size, rates.PENALTIES)
    offence = np.zeros(size, dtype=np.int64)
    for place, name in enumerate(PENALTIES):
        chosen = penalty == place
        offence[chosen] = book.pick(draws, f"offence {name}", int(chosen.sum()), name)
    commuted = (penalty == FIXED) & draws.chance("commuted", size, rates.OLD_CODE_FIXED_TERM)
    offence[commuted] = book.starts["old_murder"]
    counts = draws.pick("counts", size, rates.FURTHER_COUNTS)
    counts[commuted | (penalty == ARREST) | (penalty == BATTALION)] = 0
    months, days = _terms(draws, penalty, offence, counts)
    months[commuted] = rates.LONGEST_FIXED_TERM_MONTHS
    return Charges(penalty, offence, counts, months, days, commuted)


def _terms(draws: Draws, penalty: Ints, offence: Ints, counts: Ints) -> tuple[Ints, Ints]:
    size = len(penalty)
    low, high = _bounds(penalty, offence)
    grain = np.where((penalty == ARREST) | (penalty == BATTALION), 1, _grain(draws, size))
    # The mean of two draws: terms gather in the middle of what the sanction allows.
    middle = (draws.uniform("term one", size) + draws.uniform("term two", size)) / 2
    exact = np.clip(np.round((low + middle * (high - low)) / grain) * grain, low, high)
    added = np.round(counts * draws.uniform("added", size) * rates.ADDED_BY_EACH_COUNT_MONTHS)
    ceiling = np.where(penalty == RESTRICTION, rates.RESTRICTION_MONTHS[1], rates.LONGEST_FIXED_TERM_MONTHS)
    added[(penalty != FIXED) & (penalty != RESTRICTION)] = 0
    months: Ints = np.minimum(exact + added, ceiling).astype(np.int64)
    months[(penalty == LIFE) | (penalty == OTHER)] = 0
    odd = draws.chance("has odd days", size, rates.ODD_DAYS) & (penalty == FIXED) & (counts > 0) & (months < ceiling)
    days: Ints = np.where(odd, draws.whole("odd days", 1, 29, size), 0)
    return months, days


def _bounds(penalty: Ints, offence: Ints) -> tuple[Floats, Floats]:
    low, high = lines().low[offence] * 12, lines().high[offence] * 12
    for kind, (least, most) in ((ARREST, rates.ARREST_MONTHS), (BATTALION, rates.BATTALION_MONTHS)):
        low, high = np.where(penalty == kind, least, low), np.where(penalty == kind, most, high)
    return low, high


def _grain(draws: Draws, size: int) -> Ints:
    """Whole years, half years or single months."""
    shares = (rates.WHOLE_YEARS, rates.WHOLE_AND_A_HALF, 1 - rates.WHOLE_YEARS - rates.WHOLE_AND_A_HALF)
    return np.array([12, 6, 1])[draws.pick("grain", size, shares)]
