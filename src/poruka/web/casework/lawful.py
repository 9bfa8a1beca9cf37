"""The conditions that the records of a case answer, in words for the case page: held, not held, and what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from poruka.access.actors import Actor
from poruka.cases.shown import CaseShown
from poruka.cases.standing import TITLES, case_answer
from poruka.law.engine import Finding
from poruka.law.text import Text
from poruka.law.ukraine.case_conditions import CASE_BOOK, CASE_FACTS

ANSWERS: Mapping[str, tuple[str, Text]] = {
    "ready": ("yes", Text("усі умови виконано", "every condition holds")),
    "waiting": (
        "cannot_tell",
        Text("перешкод немає, але не все відомо", "nothing stands in the way; not all is known"),
    ),
    "barred": ("no", Text("є невиконана умова", "a condition does not hold")),
}
"""The mark and the words of each answer for a case (interfaces.md, 3)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One condition of the case: its answer, its words and article, what is missing and who can supply it."""

    title: Text
    text: Text
    cites: str
    holds: str
    missing: tuple[Text, ...]
    opens: date | None


@dataclass(frozen=True, slots=True)
class Lawful:
    """The section of the page. ``answer`` is None for a reader who is not shown every condition."""

    answer: str | None
    words: Text | None
    lines: tuple[Line, ...]


def lawful(actor: Actor, case: CaseShown, now: datetime) -> Lawful | None:
    """The section for one reader; None once the ruling is in force, or where the reader may see none of it."""
    found = case_answer(actor, case.case, now)
    if found.past or not found.own:
        return None
    mark, words = ANSWERS[found.verdict] if found.verdict else (None, None)
    return Lawful(mark, words, tuple(_lines(found.own, found.as_of)))


def _lines(findings: Iterable[Finding], as_of: date) -> Iterable[Line]:
    for finding in findings:
        later = finding.holds == "no" and finding.from_ is not None and finding.from_ > as_of
        yield Line(
            TITLES[finding.id],
            CASE_BOOK.condition(finding.id).text,
            finding.cites,
            finding.holds,
            tuple(_missing(name) for name in finding.missing_facts),
            finding.from_ if later else None,
        )


def _missing(name: str) -> Text:
    fact = CASE_FACTS[name]
    return Text(f"{fact.label.uk} – {fact.supplier.uk}", f"{fact.label.en} – {fact.supplier.en}")
