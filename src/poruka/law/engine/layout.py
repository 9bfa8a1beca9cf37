"""Laying out: every question that concerns a person's sentences and convictions is asked once; one row a person is left.

Each row of a table first says what it answers to each question (``answer_rows``), then the answers of a person's rows
are put together (``lay_out``).
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import narwhals as nw

from poruka.law.engine import terms
from poruka.law.engine.book import Book
from poruka.law.engine.columns import Sheet, flag, labels, laid
from poruka.law.engine.spans import END

Question = terms.Any | terms.Latest
ROWS = ("sentences", "convictions")
"""The tables of which a person may have any number of rows."""


@lru_cache(maxsize=4096)
def questions(term: terms.Term) -> tuple[Question, ...]:
    """The questions a term asks of a person's rows, each once."""
    return tuple(dict.fromkeys(t for t in terms.walk(term) if isinstance(t, terms.Any | terms.Latest)))


def asked(book: Book, table: str) -> tuple[Question, ...]:
    """The questions the book asks of the rows of a table, each once."""
    found = (q for condition in book.conditions for q in questions(condition.rule))
    return tuple(dict.fromkeys(q for q in found if q.table == table))


def flags(question: Question) -> tuple[str, ...]:
    """What a row can answer: that it passes, that it cannot be told, and for want of what."""
    return ("true", "open", *labels(question.test))


def answer_rows(rows: nw.LazyFrame[Any], asked: Iterable[Question]) -> nw.LazyFrame[Any]:
    """The rows with a boolean column for each flag of each question, never null."""
    sheet = Sheet()
    answers = []
    for question in asked:
        value = sheet.value(question.test)
        values = {"true": flag(value), "open": value.is_null(), **sheet.blame(question.test)}
        answers += [values[name].alias(laid(question, name)) for name in flags(question)]
    return sheet.add_to(rows).with_columns(answers)


def gather(rows: nw.LazyFrame[Any], asked: Iterable[Question], by: str) -> nw.LazyFrame[Any]:
    """One row for each value of ``by``: the answers of its rows put together."""
    asked = tuple(asked)
    dated = [column for question in asked if isinstance(question, terms.Latest) for column in _dates(question)]
    gathered = [column for question in asked for column in _gathered(question)]
    return (rows.with_columns(dated) if dated else rows).group_by(by).agg(gathered)


def laid_columns(question: Question) -> tuple[str, ...]:
    """The columns the answer to a question takes when it has been laid out."""
    if isinstance(question, terms.Any):
        return tuple(laid(question, name) for name in flags(question))
    return tuple(
        laid(question, name) for name in dict.fromkeys(("known", "until", question.fact, *flags(question)[2:]))
    )


def lay_out(book: Book, tables: Mapping[str, nw.LazyFrame[Any]]) -> nw.LazyFrame[Any]:
    """One row a person: their own facts, and the answers their sentences and convictions give.

    ``tables`` holds ``persons`` (with ``row``, the order of the register), ``sentences`` and ``convictions``.
    """
    own = [name for table, name in book.facts if table == "persons"]
    people = tables["persons"].select("row", "person_id", *own)
    for table in ROWS:
        to_ask = asked(book, table)
        if to_ask:
            answers = gather(answer_rows(tables[table], to_ask), to_ask, by="person_id")
            people = people.join(answers, on="person_id", how="left")
    return people


def _dates(question: terms.Latest) -> list[nw.Expr]:
    """The day each row brings: surely, perhaps, and for want of what it is not sure."""
    day = moved(nw.col(question.fact), question)
    true, open_ = nw.col(laid(question, "true")), nw.col(laid(question, "open"))
    last = day.fill_null(END)
    brought = {
        "known": nw.when(true).then(day),
        "until": nw.when(true | open_).then(last),
        question.fact: nw.when((true | open_) & day.is_null()).then(nw.lit(END)),
    } | {
        name: nw.when(nw.col(laid(question, name))).then(last) for name in flags(question)[2:] if name != question.fact
    }
    return [expr.alias(laid(question, f"{name}:day")) for name, expr in brought.items()]


def _gathered(question: Question) -> list[nw.Expr]:
    if isinstance(question, terms.Latest):
        names = dict.fromkeys(("known", "until", question.fact, *flags(question)[2:]))
        return [nw.col(laid(question, f"{name}:day")).max().alias(laid(question, name)) for name in names]
    counted = ("true", "open") if question.at_least > 1 else ()
    columns = {name: nw.col(laid(question, name)) for name in flags(question)}
    return [
        (c.cast(nw.Int32).sum() if name in counted else c.any()).alias(laid(question, name))
        for name, c in columns.items()
    ]


def moved(column: nw.Expr, when: terms.DateTerm) -> nw.Expr:
    """The date moved by the term's years and days, no further than the end of time."""
    if not when.years and not when.days:
        return column.cast(nw.Date)
    day = column
    if when.years:
        day = day.dt.offset_by(f"{when.years}y")
    if when.days:
        day = day.dt.offset_by(f"{when.days}d")
    day = day.cast(nw.Date)
    return nw.when(day > nw.lit(END)).then(nw.lit(END)).otherwise(day)
