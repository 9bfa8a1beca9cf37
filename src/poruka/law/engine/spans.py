"""Spans of days, and answers made of two of them.

A condition is not true or false: it holds on a half-open span of days ``[from, until)``. Because facts may be
missing, an answer carries two nested spans: the days on which the condition *surely* holds, and the days on which
it *may* hold. On a day inside the first the answer is yes, outside the second it is no, between them it cannot be told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Holds = Literal["yes", "no", "cannot_tell"]

START = date(1800, 1, 1)
"""An unbounded beginning. Not year 1: one of the population engines cannot write it."""
END = date(9999, 12, 31)
"""An unbounded end."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days from ``start`` up to, not including, ``end``; empty when ``end`` is not later than ``start``."""

    start: date
    end: date

    @property
    def empty(self) -> bool:
        return self.end <= self.start

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end


ALWAYS = Span(START, END)
NEVER = Span(END, START)


@dataclass(frozen=True, slots=True)
class Answer:
    """The days on which something surely holds, inside the days on which it may hold."""

    sure: Span
    may: Span

    def on(self, day: date) -> Holds:
        if day in self.sure:
            return "yes"
        return "cannot_tell" if day in self.may else "no"

    @property
    def start(self) -> date | None:
        """The first day it holds; None where that cannot be told or it never does."""
        return None if self._untold or self.sure.start != self.may.start else self.may.start

    @property
    def end(self) -> date | None:
        """The first day it no longer holds; None where that cannot be told or it never holds."""
        return None if self._untold or self.sure.end != self.may.end else self.may.end

    @property
    def _untold(self) -> bool:
        return self.sure.empty or self.may.empty


YES = Answer(ALWAYS, ALWAYS)
NO = Answer(NEVER, NEVER)
CANNOT_TELL = Answer(NEVER, ALWAYS)


def both(answers: Iterable[Answer]) -> Answer:
    """All of the answers together: each pair of spans intersected."""
    sure_start = may_start = START
    sure_end = may_end = END
    for answer in answers:
        sure_start, sure_end = max(sure_start, answer.sure.start), min(sure_end, answer.sure.end)
        may_start, may_end = max(may_start, answer.may.start), min(may_end, answer.may.end)
    return Answer(Span(sure_start, sure_end), Span(may_start, may_end))
