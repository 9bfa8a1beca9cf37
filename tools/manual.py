"""Write the manual (docs/law) from the statute book and the worked examples that the tests run.

    .venv/bin/python -m tools.manual            write docs/law
    .venv/bin/python -m tools.manual --check    only say whether docs/law is up to date (exit 1 if not)

One page a condition, in Ukrainian and in English; the result is committed, and a test says when it is out of date.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from poruka.law.engine import OPEN, Condition, Question  # noqa: E402
from poruka.law.text import Text  # noqa: E402
from poruka.law.ukraine import BOOK  # noqa: E402
from poruka.web import glossary, words  # noqa: E402
from poruka.web.citations import localised  # noqa: E402
from tests.law.spec.loader import NEVER_SAID, Case, Shown, Topic, topics  # noqa: E402

TARGET = ROOT / "docs/law"
LANGUAGES = ("uk", "en")
ORDER = ("yes", "no", "cannot_tell", "may_apply", "barred")
MADE = "<!-- Written by tools/manual.py from the statute book and tests/law/spec. Do not edit. -->"
FAR = 9999
OTHER_LANGUAGE = {"uk": ("en", "English"), "en": ("uk", "Українською")}

TITLE = Text("Книга права", "The statute book")
LEAD = Text(
    "Умови звільнення за статтею 81-1 Кримінального кодексу, кожна простими словами, зі статтею, з прикладами та з"
    " позначкою, наскільки ми певні. Це прочитання інженерів, а не юридична порада. Вирішують люди.",
    "The conditions of release under Article 81-1 of the Criminal Code, each in plain words, with its article, its"
    " examples and a mark of how sure we are. It is a reading by engineers, not legal advice. People decide.",
)
HEADS: Mapping[str, Text] = {
    "conditions": Text("Умови", "Conditions"),
    "themes": Text("За темами", "By theme"),
    "questions": Text("Питання, які закон лишає відкритими", "Questions the law leaves open"),
    "condition": Text("Умова", "Condition"),
    "cites": Text("Норма", "Provision"),
    "in_force": Text("Діє з", "In force from"),
    "mark": Text("Позначка", "Mark"),
    "examples": Text("Приклади", "Examples"),
    "facts": Text("Які факти потрібні", "The facts it needs"),
    "fact": Text("Факт", "Fact"),
    "supplier": Text("Хто може надати", "Who can supply it"),
    "number": Text("Номер", "Number"),
    "id": Text("Позначення", "Id"),
    "question": Text("Питання", "Question"),
    "readings": Text("Тлумачення", "Readings"),
    "default": Text("З нього система починає", "Default"),
    "default_open": Text(
        "Початкового тлумачення немає: питання відкрите.", "There is no default reading: the question is open."
    ),
    "status": Text("Стан", "State"),
    "touches": Text("Яких умов стосується", "Touches"),
    "resolved": Text("вирішене", "resolved"),
    "open": Text("відкрите", "open"),
    "what_is_on_file": Text("У реєстрі", "On file"),
    "persons": Text("Особа", "Person"),
    "sentences": Text("Вироки", "Sentences"),
    "convictions": Text("Засудження", "Convictions"),
    "day": Text("Питаємо станом на", "Asked as of"),
    "adopted": Text("Прийняте тлумачення", "Reading adopted"),
    "missing": Text("Бракує факту", "Missing"),
    "stands_open": Text("Відкрите питання", "Open question"),
    "failed": Text("Не виконано", "Does not hold"),
    "from": Text("Виконується з", "Holds from"),
    "until": Text("Виконується до (не включно)", "Holds until (not including)"),
    "untold": Text("не можна сказати", "cannot be told"),
    "never": Text("Дня, коли це зміниться, немає.", "There is no day on which this changes."),
    "no_end": Text("без кінця", "no end"),
    "nothing": Text("нічого, що стосується цієї умови", "nothing that bears on this condition"),
    "as_usual": Text("звичайна особа цього розділу", "the ordinary person of this chapter"),
    "contents": Text("Зміст", "Contents"),
}


def pages() -> dict[str, str]:
    """Every page of the manual: its path under docs/law, and its text."""
    chapters = {topic.id: topic for topic in topics()}
    themes = [topic for topic in chapters.values() if topic.title]
    found = {"README.md": "\n".join(_front()) + "\n"}
    for language in LANGUAGES:
        found[f"{language}/README.md"] = _page(_index(language, themes))
        found[f"{language}/questions.md"] = _page(_questions(language))
        for condition in BOOK.conditions:
            found[f"{language}/{condition.id}.md"] = _page(_condition(condition, chapters[condition.id], language))
        for topic in themes:
            found[f"{language}/{topic.id}.md"] = _page(_theme(topic, language))
    return found


def _page(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def _front() -> Iterator[str]:
    yield MADE
    yield f"# {TITLE.uk} · {TITLE.en}"
    yield ""
    yield f"- [Українською](uk/README.md): {LEAD.uk}"
    yield f"- [In English](en/README.md): {LEAD.en}"


def _index(language: str, themes: list[Topic]) -> Iterator[str]:
    yield from _top(TITLE.of(language), "README", language)
    yield LEAD.of(language)
    yield ""
    yield f"## {_head('conditions', language)}"
    yield ""
    yield _row(_head(name, language) for name in ("condition", "cites", "in_force", "mark"))
    yield "|---|---|---|---|"
    for condition in BOOK.conditions:
        yield _row(
            [
                f"[{condition.title.of(language)}]({condition.id}.md)",
                localised(condition.cites, language),
                words.full_date(condition.in_force, language),
                glossary.MARKS[condition.mark].of(language),
            ]
        )
    yield ""
    yield f"## {_head('themes', language)}"
    yield ""
    for topic in themes:
        assert topic.title
        yield f"- [{topic.title.of(language)}]({topic.id}.md)"
    yield f"- [{_head('questions', language)}](questions.md)"


def _condition(condition: Condition, topic: Topic, language: str) -> Iterator[str]:
    yield from _top(condition.title.of(language), condition.id, language)
    yield _said(condition.text, language)
    yield ""
    if condition.note:
        yield f"> {_said(condition.note, language)}"
        yield ""
    mark = f"{glossary.MARKS[condition.mark].of(language)}. {glossary.MARK_MEANINGS[condition.mark].of(language)}"
    yield "| | |"
    yield "|---|---|"
    yield _row([_head("condition", language), f"`{condition.id}`"])
    yield _row([_head("cites", language), localised(condition.cites, language)])
    yield _row([_head("in_force", language), words.full_date(condition.in_force, language)])
    yield _row([_head("mark", language), mark])
    if condition.facts:
        yield ""
        yield f"## {_head('facts', language)}"
        yield ""
        yield _row(_head(name, language) for name in ("fact", "supplier"))
        yield "|---|---|"
        for _, fact in condition.facts:
            supplier = glossary.SUPPLIERS[glossary.supplier(fact)].of(language)
            yield _row([f"{glossary.label(fact).of(language)} (`{fact}`)", supplier])
    asked = [question for question in BOOK.questions if question.id in condition.questions]
    if asked:
        yield ""
        yield f"## {_head('questions', language)}"
        for question in asked:
            yield ""
            yield from _question(question, language)
    yield ""
    yield f"## {_head('examples', language)}"
    yield from _examples(topic, language)


def _theme(topic: Topic, language: str) -> Iterator[str]:
    assert topic.title
    yield from _top(topic.title.of(language), topic.id, language)
    if topic.lead:
        yield topic.lead.of(language)
    yield from _examples(topic, language)


def _questions(language: str) -> Iterator[str]:
    yield from _top(_head("questions", language), "questions", language)
    yield _row(_head(name, language) for name in ("number", "id", "question", "status", "touches"))
    yield "|---|---|---|---|---|"
    for question in BOOK.questions:
        touched = [c for c in BOOK.conditions if question.id in c.questions]
        links = ", ".join(f"[{c.title.of(language)}]({c.id}.md)" for c in touched)
        status = _head("resolved" if question.status == "resolved" else "open", language)
        yield _row([question.number, f"`{question.id}`", _said(question.text, language), status, links])


def _question(question: Question, language: str) -> Iterator[str]:
    yield f"**{question.number}. {_said(question.text, language)}** (`{question.id}`)"
    yield ""
    for reading in question.readings:
        chosen = f" *{_head('default', language)}.*" if reading.id == question.default else ""
        yield f"- `{reading.id}`: {_said(reading.text, language)}{chosen}"
    if question.default == OPEN:
        yield f"- {_head('default_open', language)}"
    elif question.basis:
        yield ""
        yield _said(question.basis, language)


def _examples(topic: Topic, language: str) -> Iterator[str]:
    """The examples under their answer: those that hold, those that do not, those that cannot be told."""
    for answer in ORDER:
        cases = [case for case in topic.cases if answer in (case.answer, case.verdict)]
        if not cases:
            continue
        yield ""
        yield f"### {_capital(glossary.ANSWERS[answer].of(language))}"
        for case in cases:
            yield ""
            yield from _case(case, language)


def _case(case: Case, language: str) -> Iterator[str]:
    answer = glossary.ANSWERS[case.answer or case.verdict].of(language)
    yield f"#### {case.title.of(language)}"
    yield ""
    if not case.shown:
        nothing = _head("as_usual" if case.verdict else "nothing", language)
        yield f"{_head('what_is_on_file', language)}: {nothing}."
        yield ""
    for shown in case.shown:
        yield from _facts(shown, language)
    for question, reading in case.readings.items():
        yield f"{_head('adopted', language)}: `{question}` = `{reading}`."
        yield ""
    day = f"{_head('day', language)} {words.full_date(case.on, language)}"
    yield f"{day}: **{answer}**. {_said(case.because, language)}"
    extra = list(_consequences(case, language))
    if extra:
        yield ""
        yield from (f"- {line}" for line in extra)


def _facts(shown: Shown, language: str) -> Iterator[str]:
    """The facts as they stand in the case: an article without a part on file says so, as the register would."""
    columns = list(dict.fromkeys(column for row in shown.rows for column in row))
    yield f"{_head(shown.table.name, language)}:"
    yield ""
    yield _row(_capital(glossary.label(column).of(language)) for column in columns)
    yield "|" + "---|" * len(columns)
    for row in shown.rows:
        yield _row(_value(shown, column, row.get(column), language) for column in columns)
    yield ""


def _value(shown: Shown, column: str, value: Any, language: str) -> str:
    return glossary.value(column, shown.table.column(column).default if value is None else value, language)


def _consequences(case: Case, language: str) -> Iterator[str]:
    """What else comes out: why it cannot be told, which conditions fail, and when the answer begins and ends."""
    for fact in sorted(case.missing):
        supplier = glossary.SUPPLIERS[glossary.supplier(fact)].of(language)
        yield f"{_head('missing', language)}: {glossary.label(fact).of(language)} ({supplier})"
    by_id = {question.id: question for question in BOOK.questions}
    for question in sorted(case.questions):
        yield f"{_head('stands_open', language)} {by_id[question].number}: {_said(by_id[question].text, language)}"
    for condition in BOOK.conditions:
        if condition.id in (case.failed or ()):
            yield f"{_head('failed', language)}: [{condition.title.of(language)}]({condition.id}.md)"
    if case.from_ is None and case.until is None and (case.answer == "no" or case.verdict == "barred"):
        yield _head("never", language)
        return
    for name, end in (("from", case.from_), ("until", case.until)):
        if end is NEVER_SAID:
            continue
        if end is None:
            told = _head("untold", language)
        else:
            told = _head("no_end", language) if end.year == FAR else words.full_date(end, language)
        yield f"{_head(name, language)}: {told}"


def _top(title: str, page: str, language: str) -> Iterator[str]:
    other, name = OTHER_LANGUAGE[language]
    contents = "" if page == "README" else f" · [{_head('contents', language)}](README.md)"
    yield MADE
    yield f"# {title}"
    yield ""
    yield f"[{name}](../{other}/{page}.md){contents}"
    yield ""


def _said(text: Text, language: str) -> str:
    """A text of the book or of a case; in English the names of the Codes are English too."""
    return localised(text.of(language), language)


def _head(name: str, language: str) -> str:
    return HEADS[name].of(language)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _row(cells: Any) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def differences() -> list[str]:
    """The pages of docs/law that are not as the book and the cases would have them now."""
    wanted = pages()
    present = {path.relative_to(TARGET).as_posix(): path.read_text(encoding="utf-8") for path in TARGET.rglob("*.md")}
    return sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))


def write() -> int:
    """Put every page in its place, take away what is no longer one, and say how many there are."""
    wanted = pages()
    for path in TARGET.rglob("*.md"):
        if path.relative_to(TARGET).as_posix() not in wanted:
            path.unlink()
    for name, text in wanted.items():
        path = TARGET / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return len(wanted)


def main(arguments: list[str]) -> int:
    """The command line; 1 if asked to check and the manual is out of date."""
    if "--check" in arguments:
        stale = differences()
        print("\n".join(stale) or "docs/law is up to date")
        return 1 if stale else 0
    print(f"docs/law: {write()} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
