"""Three values for the referee: true, false, not known; and why it is not known.

Its own, on purpose: the engine has another implementation of the same logic, and neither borrows from the other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from poruka.law.facts import Row


@dataclass(frozen=True)
class Belief:
    """True, false, or not known; and, where it is not known, which facts or questions stand in the way."""

    value: bool | None
    missing: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()


YES = Belief(True)
NO = Belief(False)


def known(value: bool) -> Belief:
    return Belief(value)


def not_on_file(fact: str) -> Belief:
    return Belief(None, missing=frozenset({fact}))


def open_question(question: str) -> Belief:
    return Belief(None, questions=frozenset({question}))


def on_file(row: Row, column: str, test: Callable[[Any], bool]) -> Belief:
    """The fact put to a test; not known if the cell is empty."""
    if row[column] is None:
        return not_on_file(column)
    return known(test(row[column]))


def both(*beliefs: Belief) -> Belief:
    """All of them. One "false" settles it, whatever else is not known."""
    for belief in beliefs:
        if belief.value is False:
            return NO
    return _unknown_or(True, beliefs)


def either(*beliefs: Belief) -> Belief:
    """At least one of them. One "true" settles it, whatever else is not known."""
    for belief in beliefs:
        if belief.value is True:
            return YES
    return _unknown_or(False, beliefs)


def opposite(belief: Belief) -> Belief:
    if belief.value is True:
        return NO
    if belief.value is False:
        return YES
    return belief


def _unknown_or(settled: bool, beliefs: tuple[Belief, ...]) -> Belief:
    missing: set[str] = set()
    questions: set[str] = set()
    unknown = False
    for belief in beliefs:
        if belief.value is None:
            unknown = True
            missing |= belief.missing
            questions |= belief.questions
    if unknown:
        return Belief(None, frozenset(missing), frozenset(questions))
    return known(settled)
