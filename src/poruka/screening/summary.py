"""What a run says of a group of people, in figures.

Pure: worked out from the distinct answers and how many have each.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Profile:
    """An answer that ``n`` people share: the verdict and the four masks of ``Determination``."""

    verdict: str
    failed: int
    unknown: int
    missing: int
    questions: int
    n: int


@dataclass(slots=True)
class Touched:
    """Whom a condition touches: for how many it does not hold, for how many nothing else fails, for how
    many it cannot be told.
    """

    failed: int = 0
    only: int = 0
    unknown: int = 0


@dataclass(slots=True)
class Held:
    """Answers held up by a missing fact: by it alone, and by it together with others."""

    alone: int = 0
    together: int = 0


@dataclass(slots=True)
class Summary:
    """Figures of a group: people by verdict, by condition, by missing fact, by open question (keys are
    ids of the run).
    """

    may_apply: int = 0
    barred: int = 0
    cannot_tell: int = 0
    conditions: dict[str, Touched] = field(default_factory=dict)
    facts: dict[str, Held] = field(default_factory=dict)
    questions: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return self.may_apply + self.barred + self.cannot_tell

    @property
    def answered(self) -> int:
        """How many have an answer at all."""
        return self.may_apply + self.barred


def bit(names: Sequence[str], name: str) -> int:
    """The mask of one name; 0 for a name the run does not know, so that it matches nobody."""
    return 1 << names.index(name) if name in names else 0


def named(names: Sequence[str], mask: int) -> tuple[str, ...]:
    """The names whose bits are set, in the run's order."""
    return tuple(name for i, name in enumerate(names) if mask >> i & 1)


def single(mask: int) -> bool:
    """Exactly one bit is set."""
    return mask != 0 and mask & (mask - 1) == 0


def summed(
    profiles: Iterable[Profile], conditions: Sequence[str], facts: Sequence[str], questions: Sequence[str]
) -> Summary:
    """Add the profiles up. An answer is held up by a fact only where the verdict itself is *cannot tell*:
    for somebody who is barred on another ground the fact would change nothing.
    """
    result = Summary(
        conditions={id: Touched() for id in conditions},
        facts={name: Held() for name in facts},
        questions=dict.fromkeys(questions, 0),
    )
    for profile in profiles:
        setattr(result, profile.verdict, getattr(result, profile.verdict) + profile.n)
        for id in named(conditions, profile.failed):
            result.conditions[id].failed += profile.n
            result.conditions[id].only += profile.n if single(profile.failed) else 0
        for id in named(conditions, profile.unknown):
            result.conditions[id].unknown += profile.n
        if profile.verdict == "cannot_tell":
            _hold_up(result, profile, facts, questions)
    return result


def _hold_up(result: Summary, profile: Profile, facts: Sequence[str], questions: Sequence[str]) -> None:
    alone = single(profile.missing) and profile.questions == 0
    for name in named(facts, profile.missing):
        if alone:
            result.facts[name].alone += profile.n
        else:
            result.facts[name].together += profile.n
    for id in named(questions, profile.questions):
        result.questions[id] += profile.n
