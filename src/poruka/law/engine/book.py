"""The statute book: conditions, the questions the law leaves open, and the dates on which the law changed."""

import hashlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Literal

from poruka.law.engine import terms
from poruka.law.facts import BIRTH_OF_THE_CODE
from poruka.law.text import Text

Mark = Literal["read", "our_reading", "open"]
OPEN = "open"
"""The reading that leaves a question open: every answer that depends on it is *cannot tell*."""


class LawError(ValueError):
    """Something was asked that the statute book cannot answer; the message is a sentence for a person."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True)
class Condition:
    """One thing the law asks. ``rule`` says on which days it holds; the texts say it to people.

    ``mark`` tells how sure we are: the wording was read, it is our reading, or it is open (law.md).
    """

    id: str
    title: Text
    text: Text
    cites: str
    in_force: date
    mark: Mark
    rule: terms.SpanTerm
    note: Text | None = None

    @cached_property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """The (table, column) pairs it reads."""
        return terms.facts_used(self.rule)

    @cached_property
    def questions(self) -> tuple[str, ...]:
        return terms.questions_raised(self.rule)


@dataclass(frozen=True)
class Reading:
    """One way of reading an open question."""

    id: str
    text: Text


@dataclass(frozen=True)
class Question:
    """A question the law leaves open. ``default`` is the reading the book starts from, or ``open``.

    ``number`` is its number in law.md section 7; ``status`` is ``open`` or ``resolved``; a question that no
    register-level condition depends on is listed all the same.
    """

    id: str
    number: str
    text: Text
    readings: tuple[Reading, ...] = ()
    default: str = OPEN
    status: Literal["open", "resolved"] = "open"
    basis: Text | None = None


@dataclass(frozen=True)
class Book:
    """A statute book. ``changes`` are the days on which the law it holds changed, oldest first."""

    name: str
    conditions: tuple[Condition, ...]
    questions: tuple[Question, ...]
    changes: tuple[date, ...]
    draft: str = ""
    readings: Mapping[str, str] = field(default_factory=dict)

    def condition(self, id: str) -> Condition:
        for condition in self.conditions:
            if condition.id == id:
                return condition
        raise LawError(Text(f"У книзі права немає умови «{id}».", f"The statute book has no condition “{id}”."))

    def version(self, as_of: date) -> str:
        """The law version in force on a day; a day before the Criminal Code itself is refused."""
        if as_of < BIRTH_OF_THE_CODE:
            raise LawError(
                Text(
                    f"На {as_of:%d.%m.%Y} цього права ще не було: Кримінальний кодекс чинний з 01.09.2001."
                    " Вкажіть пізнішу дату.",
                    f"This law did not exist on {as_of.isoformat()}: the Criminal Code is in force from 2001-09-01."
                    " Give a later date.",
                )
            )
        latest = max((day for day in self.changes if day <= as_of), default=None)
        version = f"{self.name}/{latest.isoformat() if latest else 'before'}"
        return f"{version}+{self.draft}" if self.draft else version

    def adopt(self, readings: Mapping[str, str]) -> "Book":
        """The book with the default readings, then the given ones, put into its rules."""
        by_id = {question.id: question for question in self.questions if question.readings}
        for id, reading in readings.items():
            if id not in by_id:
                raise LawError(_no_such("питання", "question", id, tuple(by_id)))
            known = (*(r.id for r in by_id[id].readings), OPEN)
            if reading not in known:
                raise LawError(_no_such(f"тлумачення питання «{id}»", f"reading of “{id}”", reading, known))
        adopted = {question.id: question.default for question in by_id.values()} | dict(readings)
        settled = tuple((id, reading) for id, reading in adopted.items() if reading != OPEN)
        return replace(
            self,
            conditions=tuple(replace(c, rule=terms.settled(c.rule, settled)) for c in self.conditions),
            readings=adopted,
        )

    @cached_property
    def adoptions(self) -> dict[tuple[tuple[str, str], ...], "Book"]:
        """The book under each set of readings it has been asked under: (question, reading) pairs, in order."""
        return {}

    @cached_property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Every (table, column) pair the book reads, in the order of first use."""
        return tuple(dict.fromkeys(pair for condition in self.conditions for pair in condition.facts))

    @cached_property
    def fact_names(self) -> tuple[str, ...]:
        """The names by which a missing fact is reported, in a fixed order: those that are read, and those whose rows
        are missing altogether."""
        rows = (t.fact for c in self.conditions for t in terms.walk(c.rule) if isinstance(t, terms.Missing))
        return tuple(dict.fromkeys([*(name for _, name in self.facts), *rows]))

    @cached_property
    def question_ids(self) -> tuple[str, ...]:
        return tuple(question.id for question in self.questions if question.readings)

    @cached_property
    def digest(self) -> str:
        """A short name of everything the book rules: equal digests give equal answers."""
        content = repr([(c.id, c.rule) for c in self.conditions])
        return hashlib.sha256(content.encode()).hexdigest()[:16]


def condition(
    id: str, *, title: Text, uk: str, cites: str, in_force: str, mark: Mark = "read", note: Text | None = None
) -> Callable[[Callable[[], terms.SpanTerm]], Condition]:
    """Declare a condition: the function's docstring is the English text, its value the rule."""

    def declare(define: Callable[[], terms.SpanTerm]) -> Condition:
        text = Text(uk, inspect.cleandoc(define.__doc__ or "").replace("\n", " "))
        return Condition(id, title, text, cites, date.fromisoformat(in_force), mark, define(), note)

    return declare


def _no_such(what_uk: str, what_en: str, given: str, known: tuple[str, ...]) -> Text:
    return Text(
        f"Немає такого {what_uk}: «{given}». Відомі: {', '.join(known)}.",
        f"No such {what_en}: “{given}”. Known: {', '.join(known)}.",
    )
