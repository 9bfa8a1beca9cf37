"""Parole for military service: the period, the person, the penalty (КК 81-1(1), first paragraph)."""

from datetime import date

from poruka.law.engine.book import condition
from poruka.law.engine.spans import END
from poruka.law.engine.terms import Any, Between, Fact, Missing, NotRuledOut, OneOf, SpanTerm, given, holds_if
from poruka.law.text import Text

COVERED_PENALTIES = ("fixed_term_imprisonment", "restriction_of_liberty")
IN_FORCE = date(2024, 5, 18)
"""Law 3687-IX; martial law, the other half of the condition, is in force from 24 February 2022 with no end on file."""


@condition(
    "period",
    title=Text("Період дії", "Period"),
    uk="Звільнення можливе під час мобілізації або воєнного стану, з 18 травня 2024 року.",
    cites="КК 81-1(1); Закон 3687-IX",
    in_force="2024-05-18",
)
def period() -> SpanTerm:
    """Release is possible while mobilisation or martial law is in force, from 18 May 2024."""
    return Between(IN_FORCE, END)


@condition(
    "serving",
    title=Text("Відбування покарання", "Serving a sentence"),
    uk="Особа відбуває покарання. Для тих, хто під вартою до вироку, є інший шлях (КПК 616).",
    cites="КК 81-1(1); КПК 616",
    in_force="2024-05-18",
)
def serving() -> SpanTerm:
    """The person is serving a sentence. Someone in custody before judgment has another route (КПК 616)."""
    return holds_if(OneOf("custody", ("serving",)))


@condition(
    "penalty",
    title=Text("Вид покарання", "Type of penalty"),
    uk="Особа відбуває обмеження волі або позбавлення волі на певний строк. Довічне позбавлення волі, арешт, тримання"
    " в дисциплінарному батальйоні та інші покарання сюди не входять.",
    cites="КК 81-1(1); КК 61, 63, 64",
    in_force="2024-05-18",
    note=Text(
        "Довічне позбавлення волі, замінене за статтею 82(5) позбавленням волі на певний строк, за буквою закону"
        " відповідає цій умові (питання 7-19).",
        "A life sentence commuted to a fixed term under Article 82(5) literally meets this condition (question 7-19).",
    ),
)
def penalty() -> SpanTerm:
    """The person is serving restriction of liberty or imprisonment for a fixed term. Life imprisonment, arrest,
    a disciplinary battalion and other penalties are not covered."""
    served = Fact("serving")
    covered = Any("sentences", served & OneOf("penalty", COVERED_PENALTIES))
    life = Any("sentences", served & OneOf("penalty", ("life_imprisonment",)))
    on_file = Any("sentences", NotRuledOut(served))
    told = covered | (~Any("sentences", served) & Missing("serving"))
    return holds_if(given(on_file, told & ~life, Missing("penalty")))
