"""One person's answer in full: as data, or as sentences for the person who asks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from poruka.law.engine import Determination, Finding, determine
from poruka.law.facts import TABLES, Facts
from poruka.law.text import Text
from poruka.law.ukraine import BOOK
from poruka.law.ukraine.case_conditions import CASE_FACTS

VERDICTS: Mapping[str, Text] = {
    "may_apply": Text("може подати заяву", "may apply"),
    "barred": Text("не може бути звільнена за статтею 81-1", "cannot be released under Article 81-1"),
    "cannot_tell": Text("не можна сказати", "cannot tell"),
    "ready": Text("усі умови виконано", "every condition holds"),
    "waiting": Text("перешкод немає, але не все відомо", "nothing stands in the way; not all is known"),
}
"""The answers at the level of the register, and the two that a case adds (interfaces.md, 3)."""
HOLDS: Mapping[str, Text] = {
    "yes": Text("так", "yes"),
    "no": Text("ні", "no"),
    "cannot_tell": Text("не можна сказати", "cannot tell"),
}
SUPPLIERS: Mapping[str, Text] = {
    "institution": Text("установа виконання покарань", "the penal institution"),
    "court": Text("суд, що постановив вирок", "the court that gave the judgment"),
    "migration_service": Text("міграційна служба", "the migration service"),
    "recruitment_centre": Text("територіальний центр комплектування", "the recruitment centre"),
}


def label_of(fact: str) -> Text:
    """The words for a column of format 1, or for a fact that a case gives."""
    if fact in CASE_FACTS:
        return CASE_FACTS[fact].label
    return next(c.label for table in TABLES.values() for c in table.columns if c.name == fact)


def supplier_of(fact: str) -> Text:
    """Who can supply a missing fact."""
    if fact in CASE_FACTS:
        return CASE_FACTS[fact].supplier
    return SUPPLIERS[next(c.supplier for table in TABLES.values() for c in table.columns if c.name == fact)]


def explain(facts: Facts, as_of: date, readings: Mapping[str, str] | None = None) -> Determination:
    """The determination for one person, with every condition and the facts behind it."""
    return determine(BOOK, facts, as_of, readings)


def as_data(answer: Determination, language: str = "uk") -> dict[str, Any]:
    """The shape of ``explain --json`` (interfaces.md, 4): dates as ISO text, lists of ids."""
    return {
        "person_id": answer.person_id,
        "as_of": answer.as_of.isoformat(),
        "verdict": answer.verdict,
        "failed": list(answer.failed),
        "unknown": list(answer.unknown),
        "missing_facts": list(answer.missing_facts),
        "open_questions": list(answer.open_questions),
        "holds_from": _iso(answer.holds_from),
        "holds_until": _iso(answer.holds_until),
        "law_version": answer.law_version,
        "conditions": [_finding(finding, language) for finding in answer.conditions],
    }


def _finding(finding: Finding, language: str) -> dict[str, Any]:
    return {
        "id": finding.id,
        "holds": finding.holds,
        "from": _iso(finding.from_),
        "until": _iso(finding.until),
        "cites": finding.cites,
        "text": finding.text.of(language),
        "facts": [{"table": f.table, "row": f.row_id, "name": f.name, "value": _plain(f.value)} for f in finding.facts],
        "missing_facts": list(finding.missing_facts),
        "open_question": finding.open_question,
    }


def as_sentences(answer: Determination, language: str = "uk") -> str:
    """The same for a reader: the answer first, then why, then what is missing and who can supply it."""

    def say(uk: str, en: str) -> str:
        return Text(uk, en).of(language)

    day = answer.as_of.strftime("%d.%m.%Y")
    verdict = VERDICTS[answer.verdict].of(language)
    lines = [
        say(
            f"Особа {answer.person_id} станом на {day}: {verdict}.",
            f"Person {answer.person_id} as of {day}: {verdict}.",
        )
    ]
    if answer.holds_from and answer.holds_from > answer.as_of:
        lines.append(
            say(
                f"Усі умови справдяться з {answer.holds_from:%d.%m.%Y}.",
                f"All conditions will hold from {answer.holds_from:%d.%m.%Y}.",
            )
        )
    if answer.holds_until and answer.holds_until.year < 9999 and answer.verdict in ("may_apply", "ready"):
        lines.append(
            say(
                f"Остання умова спливає {answer.holds_until:%d.%m.%Y}.",
                f"This answer changes on {answer.holds_until:%d.%m.%Y}.",
            )
        )
    lines.append("")
    marks = {"yes": "[+]", "no": "[-]", "cannot_tell": "[?]"}
    order = {"no": 0, "cannot_tell": 1, "yes": 2}
    for finding in sorted(answer.conditions, key=lambda f: order[f.holds]):
        lines.append(f"{marks[finding.holds]} {finding.text.of(language)} ({finding.cites})")
        lines.extend(f"      {_missing(fact, language)}" for fact in finding.missing_facts)
        raised = (question for question in BOOK.questions if question.id in finding.open_questions)
        lines.extend("      " + say("відкрите питання: ", "open question: ") + q.text.of(language) for q in raised)
    lines += [
        "",
        say(
            f"Редакція права: {answer.law_version}. Це не рішення: рішення ухвалюють люди.",
            f"Law version: {answer.law_version}. This is not a decision: people decide.",
        ),
    ]
    return "\n".join(lines)


def _missing(fact: str, language: str) -> str:
    label, supplier = label_of(fact).of(language), supplier_of(fact).of(language)
    return Text(f"бракує: {label} – надасть {supplier}", f"missing: {label} – {supplier} can supply it").of(language)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
