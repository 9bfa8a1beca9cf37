"""The mixes laid out as columns, so that a million people can be given an offence at once."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from poruka.law.ukraine.offences import find
from poruka.register.synthesis import mixes, rates
from poruka.register.synthesis.days import day, nullable
from poruka.register.synthesis.draws import Draws, Flags, Floats, Ints

MIXES: dict[str, tuple[mixes.Offence, ...]] = {
    "fixed_term_imprisonment": mixes.FIXED_TERM,
    "restriction_of_liberty": mixes.RESTRICTION,
    "life_imprisonment": mixes.LIFE,
    "arrest": mixes.ARREST,
    "disciplinary_battalion": mixes.BATTALION,
    "other": mixes.OTHER,
    "further": mixes.FURTHER,
    "earlier": mixes.EARLIER,
    "old_murder": mixes.OLD_MURDER,
    "old_earlier": mixes.OLD_EARLIER,
    "unlisted": mixes.UNLISTED,
}
OLD_CODE_MIXES = ("old_murder", "old_earlier")
SEVERITIES = ("misdemeanour", "minor", "grave", "especially_grave")
MILITARY_SECTION = range(401, 436)
YEARS_IF_SEVERITY_UNKNOWN = 6


@dataclass(frozen=True)
class Lines:
    """Every line of every mix in one row; an offence is a position in it."""

    article: pl.Series
    part: pl.Series
    low: Floats
    high: Floats
    since: Ints
    severity: Ints
    """Position in SEVERITIES, or -1 where the catalogue has none."""
    expunged_after: Ints
    women: Floats
    attempts: Floats
    starts: dict[str, int]

    def pick(self, draws: Draws, stream: str, size: int, mix: str) -> Ints:
        """Offences of one mix, by weight."""
        return self.starts[mix] + draws.pick(stream, size, [line.weight for line in MIXES[mix]])

    def under(self, offences: Ints, *articles: str) -> Flags:
        """Which of the offences stand under one of the articles (of the Code in force)."""
        wanted = self.article.is_in(list(articles)).to_numpy() & ~self._old()
        return np.asarray(wanted[offences])

    def old(self, offences: Ints) -> Flags:
        """Which of the offences stand under the Code of 1960."""
        return np.asarray(self._old()[offences])

    def _old(self) -> Flags:
        old = np.zeros(len(self.low), dtype=bool)
        for mix in OLD_CODE_MIXES:
            old[self.starts[mix] : self.starts[mix] + len(MIXES[mix])] = True
        return old

    def military(self, offences: Ints) -> Flags:
        numbers = self.article.str.extract(r"^(\d+)").cast(pl.Int32).to_numpy()
        section = (numbers >= MILITARY_SECTION.start) & (numbers < MILITARY_SECTION.stop)
        return np.asarray(section[offences])


@cache
def lines() -> Lines:
    """The laid-out mixes; built once."""
    all_lines = [(mix, line) for mix, group in MIXES.items() for line in group]
    starts: dict[str, int] = {}
    for place, (mix, _) in enumerate(all_lines):
        starts.setdefault(mix, place)
    severities = [_severity(mix, line) for mix, line in all_lines]
    return Lines(
        article=pl.Series([line.article for _, line in all_lines]),
        part=pl.Series([line.part for _, line in all_lines], dtype=pl.Int32),
        low=np.array([line.low for _, line in all_lines], dtype=np.float64),
        high=np.array([line.high for _, line in all_lines], dtype=np.float64),
        since=np.array([day(line.since) for _, line in all_lines], dtype=np.int64),
        severity=np.array([SEVERITIES.index(s) if s else -1 for s in severities], dtype=np.int64),
        expunged_after=np.array(
            [rates.EXPUNGED_AFTER_YEARS[s] if s else YEARS_IF_SEVERITY_UNKNOWN for s in severities], dtype=np.int64
        ),
        women=np.array([rates.WOMEN_BY_ARTICLE.get(line.article, rates.WOMEN) for _, line in all_lines]),
        attempts=np.array([_attempts(mix, line.article) for mix, line in all_lines]),
        starts=starts,
    )


def _severity(mix: str, line: mixes.Offence) -> str | None:
    if mix in (*OLD_CODE_MIXES, "unlisted"):
        return None
    offence = find(line.article, line.part)
    # No imprisonment in the sanction makes a misdemeanour (КК 12(2)).
    return (offence.severity or "misdemeanour") if offence else None


def _attempts(mix: str, article: str) -> float:
    if mix in OLD_CODE_MIXES or article in rates.NO_ATTEMPT:
        return 0.0
    return rates.ATTEMPTS.get(article, rates.ATTEMPT_ELSEWHERE)


def part_of(offences: Ints, missing: Flags) -> pl.Series:
    """The part column; an article without parts has none."""
    return nullable(lines().part.gather(offences), missing)
