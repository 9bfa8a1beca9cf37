"""One person's answer made ready for the page: why, what is missing and from whom. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from poruka.law.engine import END, Book, Determination, Finding
from poruka.law.facts import TABLES, Column, Facts
from poruka.law.text import Text
from poruka.law.ukraine.offences import listed
from poruka.web import glossary, words
from poruka.web.words import full_date

DAY = timedelta(days=1)
IN_TITLE = ("article", "part")
ORDER = {"no": 0, "cannot_tell": 1, "yes": 2}


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact behind an answer, in words."""

    label: Text
    value: Text
    known: bool


@dataclass(frozen=True, slots=True)
class RowShown:
    """The facts an answer takes from one row of the register."""

    title: Text
    facts: tuple[FactShown, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A missing fact: what, in which rows, who can supply it and from what paper."""

    label: Text
    where: tuple[Text, ...]
    supplier: Text
    source: Text


@dataclass(frozen=True, slots=True)
class Line:
    """One condition on the page of a person."""

    id: str
    title: Text
    text: Text
    cites: str
    holds: str
    change: Text | None
    missing: tuple[Text, ...]
    questions: tuple[Text, ...]
    rows: tuple[RowShown, ...]


def shown(fact: str, value: object) -> FactShown:
    """A fact in words of both languages."""
    return FactShown(
        glossary.label(fact),
        Text(glossary.value(fact, value, "uk"), glossary.value(fact, value, "en")),
        value is not None,
    )


def row_title(table: str, row: Mapping[str, object]) -> Text:
    """What a row of the register is called on the page."""
    if table == "convictions":
        article, part = row.get("article") or "?", row.get("part")
        uk, en = f"Засудження: стаття {article}", f"Conviction: Article {article}"
        return Text(f"{uk}, частина {part}", f"{en}, part {part}") if part else Text(uk, en)
    if table == "sentences":
        number = row["sentence_id"]
        return Text(f"Вирок {number}", f"Sentence {number}")
    return Text("Особа", "Person")


def rows_by_id(facts: Facts) -> dict[tuple[str, str], Mapping[str, object]]:
    """Every row on file about the person, by table and key."""
    found: dict[tuple[str, str], Mapping[str, object]] = {("persons", facts.person_id): facts.person}
    found |= {("sentences", str(row["sentence_id"])): row for row in facts.sentences}
    found |= {("convictions", str(row["conviction_id"])): row for row in facts.convictions}
    return found


def lines(book: Book, facts: Facts, answer: Determination) -> list[Line]:
    """The conditions: those that do not hold first, then those that cannot be told, then the rest."""
    rows = rows_by_id(facts)
    conditions = {condition.id: condition for condition in book.conditions}
    questions = {question.id: question.text for question in book.questions}
    return [
        Line(
            id=finding.id,
            title=conditions[finding.id].title,
            text=finding.text,
            cites=finding.cites,
            holds=finding.holds,
            change=change(finding, answer.as_of),
            missing=tuple(_lacks(name) for name in finding.missing_facts),
            questions=tuple(questions[id] for id in finding.open_questions),
            rows=_rows(finding, rows),
        )
        for finding in sorted(answer.conditions, key=lambda f: ORDER[f.holds])
    ]


def _lacks(name: str) -> Text:
    label, who = glossary.label(name), glossary.SUPPLIERS[glossary.supplier(name)]
    return Text(f"Бракує: {label.uk}. Може надати {who.uk}.", f"Missing: {label.en}. It can be supplied by {who.en}.")


def change(finding: Finding, as_of: date) -> Text | None:
    """When the answer to one condition changes, if it does and that is known."""
    if finding.holds == "no":
        if finding.from_ and finding.from_ > as_of:
            return Text(
                f"Умову буде виконано з {full_date(finding.from_, 'uk')}",
                f"It will hold from {full_date(finding.from_, 'en')}.",
            )
        if finding.until and finding.until <= as_of:
            return Text(
                f"Умову було виконано до {full_date(finding.until - DAY, 'uk')} включно.",
                f"It held up to and including {full_date(finding.until - DAY, 'en')}.",
            )
        return Text("За наявними відомостями це не зміниться.", "On the facts on file this will not change.")
    if finding.holds == "yes" and finding.until and finding.until < END:
        return Text(
            f"Умову виконано до {full_date(finding.until - DAY, 'uk')} включно.",
            f"It holds up to and including {full_date(finding.until - DAY, 'en')}.",
        )
    return None


def _rows(finding: Finding, rows: Mapping[tuple[str, str], Mapping[str, object]]) -> tuple[RowShown, ...]:
    used: dict[tuple[str, str], dict[str, object]] = {}
    for fact in finding.facts:
        used.setdefault((fact.table, fact.row_id), {})[fact.name] = fact.value
    return tuple(
        RowShown(
            row_title(table, rows[table, id]),
            tuple(
                shown(column.name, values[column.name])
                for column in TABLES[table].columns
                if column.name in values and not _obvious(column, values[column.name])
            ),
        )
        for (table, id), values in used.items()
    )


def _obvious(column: Column, value: object) -> bool:
    """Whether a fact would only bury the rest: what the format takes for granted, or what the title already says."""
    granted = bool(column.default) and value == column.default
    return granted or (column.name in IN_TITLE and value is not None)


def missing(facts: Facts, answer: Determination) -> list[Missing]:
    """What stands between *cannot tell* and an answer, and who can supply it."""
    rows = rows_by_id(facts)
    made = []
    for name in answer.missing_facts:
        supplier = glossary.supplier(name)
        made.append(
            Missing(
                glossary.label(name),
                _where(name, facts, answer, rows),
                glossary.SUPPLIERS[supplier],
                glossary.SUPPLIES_FROM[supplier],
            )
        )
    return made


def _where(
    name: str, facts: Facts, answer: Determination, rows: Mapping[tuple[str, str], Mapping[str, object]]
) -> tuple[Text, ...]:
    """The rows that lack a fact; or why the fact is missing although no row lacks it."""
    lacking = {
        (fact.table, fact.row_id): row_title(fact.table, rows[fact.table, fact.row_id])
        for finding in answer.conditions
        if name in finding.missing_facts
        for fact in finding.facts
        if fact.name == name and fact.value is None
    }
    if lacking:
        return tuple(lacking.values())
    if name == "article" and not facts.convictions:
        return (Text("у реєстрі немає жодного засудження", "no conviction is on file"),)
    if name == "penalty" and not facts.sentences:
        return (Text("у реєстрі немає жодного вироку", "no sentence is on file"),)
    if name == "article":
        strange = [row for row in facts.convictions if not listed(str(row["article"]), row["part"])]
        titles = (row_title("convictions", row) for row in strange)
        return tuple(
            Text(f"{t.uk}: такої немає в переліку правопорушень", f"{t.en}: not in the catalogue") for t in titles
        )
    return ()


def headline(name: str, answer: Determination) -> Text:
    """The one sentence the reader came for."""
    if answer.verdict == "may_apply":
        return Text(f"{name} може подати заяву за статтею 81-1", f"{name} may apply under Article 81-1")
    if answer.verdict == "barred":
        n = len(answer.failed)
        forms = ("умову", "умови", "умов", "condition does not hold", "conditions do not hold")
        uk, en = words.count(n, forms, "uk"), words.count(n, forms, "en")
        return Text(
            f"{name} не може подати заяву за статтею 81-1: не виконано {uk}",
            f"{name} may not apply under Article 81-1: {en}",
        )
    why_uk, why_en = _untold(answer.missing_facts, answer.open_questions)
    return Text(
        f"Не можна сказати, чи може подати заяву {name}: {why_uk}",
        f"It cannot be told whether {name} may apply: {why_en}",
    )


def _untold(facts: Sequence[str], questions: Sequence[str]) -> tuple[str, str]:
    if facts and questions:
        return (
            "бракує відомостей, а закон не дає прямої відповіді",
            "facts are missing, and the law gives no plain answer",
        )
    if questions:
        return "закон не дає прямої відповіді", "the law gives no plain answer"
    return "бракує відомостей", "facts are missing"


def outlook(answer: Determination, last_day: date | None = None) -> Text | None:
    """When the whole answer changes by itself. ``last_day`` of the sentence ends the chance to apply with it."""
    if answer.verdict == "may_apply":
        if last_day and (answer.holds_until is None or last_day < answer.holds_until):
            left = {lang: words.time_left(last_day, answer.as_of, lang) for lang in ("uk", "en")}
            return Text(
                f"Подати заяву можна, доки триває покарання: щонайпізніше до {full_date(last_day, 'uk')} ({left['uk']}).",
                "Applications are possible while the sentence lasts:"
                f" until {full_date(last_day, 'en')} at the latest ({left['en']}).",
            )
        if answer.holds_until and answer.holds_until < END:
            until = answer.holds_until - DAY
            left = {lang: words.time_left(until, answer.as_of, lang) for lang in ("uk", "en")}
            return Text(
                f"Подати заяву можна до {full_date(until, 'uk')} включно ({left['uk']}).",
                f"Applications are possible up to and including {full_date(until, 'en')} ({left['en']}).",
            )
        return None
    if answer.holds_from and answer.holds_from > answer.as_of:
        start = answer.holds_from
        how_far = {lang: words.distance(start, answer.as_of, lang) for lang in ("uk", "en")}
        return Text(
            f"Усі умови буде виконано з {full_date(start, 'uk')} ({how_far['uk']}), якщо відомості й"
            f" закон не зміняться.",
            f"Every condition will hold from {full_date(start, 'en')} ({how_far['en']}) if the facts"
            f" and the law stay as they are.",
        )
    if answer.verdict == "barred":
        return Text(
            "За наявними відомостями ця відповідь сама собою не зміниться.",
            "On the facts on file this answer will not change by itself.",
        )
    return None
