"""The filters of the list of people: read from the address, shown as fields and as removable labels."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from poruka.law.text import Text
from poruka.law.ukraine import BOOK
from poruka.screening.models import Run
from poruka.screening.queries import ORDERS, Filters
from poruka.web import glossary, words
from poruka.web.oblasts import OBLASTS

_A_MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")
LONGEST_SEARCH = 100
FLAGS: Mapping[str, Text] = {
    "alone": Text("бракує лише цього", "only this is missing"),
    "nearly": Text("умови буде виконано протягом року", "conditions will hold within a year"),
    "closing": Text("умови перестануть виконуватися протягом року", "conditions will cease to hold within a year"),
}
ORDER_WORDS: Mapping[str, Text] = {
    "": Text("за прізвищем", "by family name"),
    "number": Text("за номером", "by number"),
    "birth": Text("за датою народження", "by date of birth"),
    "changes": Text("за днем, коли стане можливо", "by the day it becomes possible"),
    "ends": Text("за днем, коли стане неможливо", "by the day it ceases to be possible"),
}
_CONDITIONS = {condition.id: condition.title for condition in BOOK.conditions}
_QUESTIONS = {question.id: question.text for question in BOOK.questions}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a field."""

    value: str
    text: Text


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form."""

    name: str
    label: Text
    any: Text
    options: tuple[Option, ...]
    chosen: str


def _month(text: str) -> date | None:
    found = _A_MONTH.fullmatch(text)
    return date(int(found[1]), int(found[2]), 1) if found else None


def from_address(query: Mapping[str, str], run: Run) -> Filters:
    """The filters an address asks for.

    What is not a known choice is left out, so that a wrong link shows more, not nobody.
    """

    def one_of(name: str, known: Any) -> str:
        value = query.get(name, "")
        return value if value in known else ""

    return Filters(
        verdict=one_of("verdict", glossary.VERDICTS),
        ground=one_of("ground", run.conditions),
        untold=one_of("untold", run.conditions),
        fact=one_of("fact", run.facts),
        alone=bool(query.get("alone")),
        question=one_of("question", run.questions),
        month=_month(query.get("month", "")),
        ending=_month(query.get("ending", "")),
        nearly=bool(query.get("nearly")),
        closing=bool(query.get("closing")),
        institution=query.get("institution", "").replace("\x00", "")[:LONGEST_SEARCH],
        oblast=one_of("oblast", OBLASTS),
        words=query.get("words", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
        order=one_of("order", ORDERS),
    )


def address(filters: Filters) -> str:
    """The filters as a query string."""
    pairs = []
    for field in fields(filters):
        value = getattr(filters, field.name)
        if value:
            pairs.append((field.name, f"{value:%Y-%m}" if isinstance(value, date) else "1" if value is True else value))
    return urlencode(pairs)


def labels(filters: Filters, institutions: Mapping[str, Text]) -> list[tuple[Text, str]]:
    """What has been chosen, in words, each with the address without it."""
    place = filters.institution
    said: dict[str, Text | None] = {
        "verdict": glossary.ANSWERS.get(filters.verdict),
        "ground": _named("не виконано: ", "does not hold: ", _CONDITIONS.get(filters.ground)),
        "untold": _named("не можна сказати: ", "cannot tell: ", _CONDITIONS.get(filters.untold)),
        "fact": _named("бракує: ", "missing: ", glossary.label(filters.fact) if filters.fact else None),
        "question": _named("питання: ", "question: ", _QUESTIONS.get(filters.question)),
        "month": _named("стане можливо: ", "becomes possible: ", _month_words(filters.month)),
        "ending": _named("стане неможливо: ", "ceases to be possible: ", _month_words(filters.ending)),
        "institution": institutions.get(place, Text(place, place)) if place else None,
        "oblast": OBLASTS[filters.oblast].name if filters.oblast else None,
        "words": Text(f"«{filters.words}»", f"“{filters.words}”") if filters.words else None,
    }
    said |= {name: text for name, text in FLAGS.items() if getattr(filters, name)}
    empty = Filters()
    return [
        (text, "?" + address(replace(filters, **{name: getattr(empty, name)})))
        for name, text in said.items()
        if text is not None
    ]


def _month_words(day: date | None) -> Text | None:
    return Text(words.month(day, "uk"), words.month(day, "en")) if day else None


def _named(uk: str, en: str, rest: Text | None) -> Text | None:
    return Text(uk + rest.uk, en + rest.en) if rest else None


def form_fields(filters: Filters, run: Run, institutions: Mapping[str, Text]) -> list[Field]:
    """The fields of the form, with what is chosen."""
    any_ = Text("будь-яка", "any")

    def options(pairs: Any) -> tuple[Option, ...]:
        return tuple(Option(value, text) for value, text in pairs)

    conditions = options((id, _CONDITIONS[id]) for id in run.conditions if id in _CONDITIONS)
    facts = sorted(((name, glossary.label(name)) for name in run.facts), key=lambda pair: pair[1].uk)
    made = [
        Field(
            "verdict",
            Text("Відповідь", "Answer"),
            any_,
            options((v, glossary.ANSWERS[v]) for v in glossary.VERDICTS),
            filters.verdict,
        ),
        Field("ground", Text("Не виконано умову", "Condition that does not hold"), any_, conditions, filters.ground),
        Field(
            "untold",
            Text("Не можна сказати про умову", "Condition that cannot be told"),
            any_,
            conditions,
            filters.untold,
        ),
        Field(
            "fact", Text("Бракує відомостей", "Missing fact"), Text("будь-яких", "any"), options(facts), filters.fact
        ),
        Field(
            "oblast", Text("Область", "Oblast"), any_, options((c, t.name) for c, t in OBLASTS.items()), filters.oblast
        ),
        Field("institution", Text("Установа", "Institution"), any_, options(institutions.items()), filters.institution),
        Field(
            "order",
            Text("Порядок", "Order"),
            ORDER_WORDS[""],
            options((o, w) for o, w in ORDER_WORDS.items() if o),
            filters.order,
        ),
    ]
    return [field for field in made if field.options]
