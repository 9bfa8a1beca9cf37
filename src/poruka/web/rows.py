"""One line of a list of people, read off a stored answer without asking the database again."""

from dataclasses import dataclass
from datetime import date

from poruka.law.text import Text
from poruka.law.ukraine import BOOK
from poruka.screening.models import Determination, Run
from poruka.screening.summary import named
from poruka.web import glossary

_CONDITIONS = {condition.id: condition.title for condition in BOOK.conditions}
_QUESTIONS = {question.id: question.number for question in BOOK.questions}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list: who, where, the answer, why, and the day it changes."""

    person_id: str
    name: str
    birth_date: date | None
    institution_id: str
    institution: Text | None
    verdict: str
    reasons: tuple[Text, ...]
    changes_on: date | None


def reasons(answer: Determination, run: Run) -> tuple[Text, ...]:
    """Why: the conditions that do not hold; for *cannot tell*, what is missing."""
    if answer.verdict == "barred":
        return tuple(_CONDITIONS[id] for id in named(run.conditions, answer.failed_mask) if id in _CONDITIONS)
    if answer.verdict == "cannot_tell":
        missing = [glossary.label(name) for name in named(run.facts, answer.missing_mask)]
        found = [Text(f"бракує: {label.uk}", f"missing: {label.en}") for label in missing]
        for id in named(run.questions, answer.question_mask):
            number = _QUESTIONS.get(id, id)
            found.append(Text(f"відкрите питання {number}", f"open question {number}"))
        return tuple(found)
    return ()


def changes_on(answer: Determination, as_of: date) -> date | None:
    """The next day on which the whole answer changes by itself, where that is known."""
    day = answer.holds_until if answer.verdict == "may_apply" else answer.holds_from
    return day if day is not None and as_of < day < date(9999, 12, 31) else None


def row(answer: Determination, run: Run) -> PersonRow:
    """The line for one answer; the person and the institution must have been fetched with it."""
    person = answer.person
    return PersonRow(
        person_id=answer.person_id,
        name=person.full_name,
        birth_date=person.birth_date,
        institution_id=person.institution_id or "",
        institution=person.institution.name if person.institution else None,
        verdict=answer.verdict,
        reasons=reasons(answer, run),
        changes_on=changes_on(answer, run.as_of),
    )
