"""What a bench is asked and what it hands back: options, and a section of the report."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from poruka.law.text import Text

SIZES = {"27k": 27_471, "1M": 1_000_000, "10M": 10_000_000}
"""How many people are screened: the national register, and two larger ones that show how the time grows."""


@dataclass(frozen=True)
class Options:
    """``sizes``: how many people to ask about, by name. ``repeats``: how often a long measurement is made.

    ``folder`` is where registers are kept between runs and results are written.
    """

    sizes: tuple[str, ...] = tuple(SIZES)
    repeats: int = 3
    folder: Path = Path("build/bench")

    @property
    def largest(self) -> str:
        return self.sizes[-1]


@dataclass(frozen=True)
class Target:
    """What was promised and what came out."""

    what: Text
    wanted: str
    found: str
    is_met: bool

    @classmethod
    def below(cls, what: Text, found: float, limit: float) -> "Target":
        """A time that is to stay under a limit, both in seconds."""
        return cls(what, f"< {timed(limit)}", timed(found), found < limit)

    @classmethod
    def at_least(cls, what: Text, found: float, limit: float, unit: str) -> "Target":
        """A number that is to reach a limit."""
        return cls(what, f"≥ {limit:,.0f} {unit}", f"{found:,.0f} {unit}", found >= limit)

    @classmethod
    def at_most(cls, what: Text, found: float, limit: float, unit: str) -> "Target":
        """A number that is not to go beyond a limit."""
        return cls(what, f"≤ {limit:g} {unit}", f"{found:.2f} {unit}", found <= limit)


@dataclass(frozen=True)
class Table:
    """A table of the report: its head, and rows of finished text."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Section:
    """The answer to one question: what was measured and how, the figures, and how they stand against the targets."""

    title: Text
    about: Text
    tables: Sequence[Table]
    targets: Sequence[Target] = ()


def timed(seconds: float) -> str:
    """A time for people: three digits and the unit that suits."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{_three(seconds / size)} {unit}"
    return f"{_three(seconds / 1e-9)} ns"


def sized(count: float) -> str:
    """Bytes for people."""
    return f"{_three(count / 1e9)} GB" if count >= 1e9 else f"{_three(count / 1e6)} MB"


def _three(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
