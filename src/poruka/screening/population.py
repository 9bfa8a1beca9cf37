"""A register laid out for asking: one row a person, with their own facts and what their rows answer.

This is how the law is applied to millions on Polars. Rows that are alike are asked once, by the same expressions every
engine uses; their answers, packed into one whole number a question, are put together for each person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import RLock
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from poruka.law.engine import terms
from poruka.law.engine.columns import laid
from poruka.law.engine.layout import ROWS, Question, answer_rows, flags, gather, laid_columns
from poruka.screening.alike import Grouping, alike
from poruka.screening.plans import planned

if TYPE_CHECKING:
    from poruka.register.tables import Register

PERSON = "#person"
"""The number of a person: their place in the persons table."""
NOBODY = 0xFFFFFFFF


@dataclass
class Table:
    """A frame of facts and answers, and the groupings of its rows that have been made, by the columns they go by."""

    frame: pl.DataFrame
    groupings: dict[frozenset[str], Grouping] = field(default_factory=dict)

    def covers(self, columns: Iterable[str]) -> frozenset[str]:
        """The columns of the grouping with fewest cases that tells these apart; empty if there is none yet."""
        wanted = frozenset(columns)
        made = [(grouping.cases.height, names) for names, grouping in self.groupings.items() if wanted <= names]
        return min(made, key=lambda found: found[0])[1] if made else frozenset()

    def alike(self, columns: Iterable[str]) -> Grouping:
        """The rows grouped by these columns, or by these and some more where that has been done before."""
        wanted = frozenset(columns)
        names = self.covers(wanted) or wanted
        if names not in self.groupings:
            self.groupings[names] = alike(self.frame.select(n for n in self.frame.columns if n in names))
        return self.groupings[names]


@dataclass
class Population:
    """The persons, laid out as far as they have been asked, and the rows that further questions can be put to.

    ``rows`` are in the order of the persons, whose numbers stand in the column ``PERSON``. What rules have said of the
    cases of a grouping on a day is ``kept`` by the digest of the rule.
    """

    persons: Table
    rows: Mapping[str, Table]
    kept: dict[tuple[frozenset[str], date], dict[str, list[pl.Series]]] = field(default_factory=dict)
    lock: RLock = field(default_factory=RLock)

    def lay_out(self, questions: Iterable[Question]) -> None:
        """Put the questions to the rows; what has been asked is not asked again."""
        columns = set(self.persons.frame.columns)
        new = [question for question in questions if not set(packed(question)) <= columns]
        for table in ROWS:
            asked = [question for question in new if question.table == table]
            if asked:
                answered = _answers(self.rows[table], asked, self.persons.frame.height)
                self.persons.frame = self.persons.frame.with_columns(answered)


def population(register: "Register", facts: Iterable[tuple[str, str]]) -> Population:
    """The register with those of its columns that are to be asked about; rows of nobody in it are left out."""
    wanted = tuple(facts)
    ids = register.persons.select("person_id").with_row_index(PERSON)
    own = [name for table, name in wanted if table == "persons"]
    rows = {
        table: Table(_numbered(getattr(register, table), ids, [name for t, name in wanted if t == table]))
        for table in ROWS
    }
    return Population(Table(register.persons.select("person_id", *own)), rows)


def _numbered(rows: pl.DataFrame, ids: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """The rows with the numbers of their persons, in the order of the persons."""
    keyed = rows.select("person_id", *columns)
    if _ascend(keyed["person_id"]) and _ascend(ids["person_id"]):  # as most registers do: then walk them side by side
        found = ids.with_columns(pl.col("person_id").set_sorted(), pl.col("person_id").alias(":id"))
        beside = keyed.with_columns(pl.col("person_id").set_sorted()).join_asof(found, on="person_id")
        return beside.filter(pl.col("person_id") == pl.col(":id")).select(PERSON, *columns)
    return (
        keyed.join(ids, on="person_id", maintain_order="left")
        .select(PERSON, *columns)
        .sort(PERSON, maintain_order=True)
    )


def _ascend(ids: pl.Series) -> bool:
    return bool((ids.shift(-1) >= ids).all())


def packed(question: Question) -> tuple[str, ...]:
    """The columns of a question laid out for a population: its flags in one whole number, or its days."""
    if isinstance(question, terms.Latest):
        return laid_columns(question)
    counts = ("true", "open") if question.at_least > 1 else ()
    return (laid(question, "flags"), *(laid(question, name) for name in counts))


def unpacked(frame: pl.DataFrame, questions: Iterable[Question]) -> pl.DataFrame:
    """The frame with every flag in a column of its own, as the law's expressions want it."""
    columns = []
    for question in questions:
        if isinstance(question, terms.Any):
            bits = pl.col(laid(question, "flags"))
            columns += [
                (bits // (1 << place) % 2 == 1).alias(laid(question, name))
                for place, name in enumerate(_ored(question))
            ]
    return frame.with_columns(columns)


def _ored(question: Question) -> tuple[str, ...]:
    """The flags that hold for a person when they hold for any of the rows; the others are counted."""
    is_counted = isinstance(question, terms.Any) and question.at_least > 1
    return flags(question)[2:] if is_counted else flags(question)


def _answers(rows: Table, questions: Sequence[Question], persons: int) -> list[pl.Series]:
    """What the rows of each person answer, as columns with one value a person."""
    if rows.frame.is_empty():
        return _no_answers(questions, persons)
    kinds = rows.alike(name for q in questions for _, name in terms.facts_used(q.test, q.table))
    name = "ask " + " ".join(map(terms.digest, questions))
    answered = planned(name, lambda frame: answer_rows(frame, questions), kinds.cases)
    found = _put_together(
        rows.frame[PERSON], [q for q in questions if isinstance(q, terms.Any)], answered, kinds, persons
    )
    for question in questions:
        if isinstance(question, terms.Latest):
            found += _latest(question, rows, Grouping(answered, kinds.which), persons)
    return found


def _put_together(
    person: pl.Series, questions: Iterable[terms.Any], answered: pl.DataFrame, kinds: Grouping, persons: int
) -> list[pl.Series]:
    """For each question, the flags of all of a person's rows; those that matter by number are counted."""
    codes = answered.select(code for question in questions for code in _codes(question))
    owners = person.to_numpy()
    heads = np.flatnonzero(np.diff(owners, prepend=np.uint32(NOBODY)))
    which, owners = kinds.which.to_numpy(), owners[heads]
    found = []
    for question in questions:
        for name in packed(question):
            code = codes[name].to_numpy()
            fold = np.bitwise_or if name == laid(question, "flags") else np.add
            of_person = fold.reduceat(code[which], heads)
            everybody = np.zeros(persons, dtype=code.dtype)
            everybody[owners] = of_person if fold is np.bitwise_or else np.minimum(of_person, question.at_least)
            found.append(pl.Series(name, everybody))
    return found


def _codes(question: terms.Any) -> list[pl.Expr]:
    """The flags of each kind of row as the bits of a whole number, and those to be counted as 0 and 1."""
    names = _ored(question)
    size = pl.UInt8 if len(names) <= 8 else pl.UInt16 if len(names) <= 16 else pl.UInt64
    weighed = [pl.col(laid(question, name)).cast(size) * (1 << place) for place, name in enumerate(names)]
    counted = [pl.col(name).cast(pl.UInt32) for name in packed(question)[1:]]
    return [pl.sum_horizontal(weighed).cast(size).alias(packed(question)[0]), *counted]


def _latest(question: terms.Latest, rows: Table, kinds: Grouping, persons: int) -> list[pl.Series]:
    names = [laid(question, name) for name in flags(question)]
    matters = kinds.cases.select(pl.any_horizontal(names[:2])).to_series()
    those = rows.frame.select(PERSON, question.fact, kinds.which).filter(matters.gather(kinds.which))
    with_flags = those.with_columns(kinds.cases.select(names)[those[kinds.which.name]])
    name = f"gather {terms.digest(question)}"
    days = planned(name, lambda frame: gather(frame, [question], by=PERSON), with_flags)
    everybody = pl.select(pl.int_range(persons, dtype=pl.UInt32).alias(PERSON))
    joined = everybody.join(days, on=PERSON, how="left", maintain_order="left")
    return joined.select(laid_columns(question)).get_columns()


def _no_answers(questions: Iterable[Question], persons: int) -> list[pl.Series]:
    return [
        pl.Series(name, [None], dtype=pl.Date).new_from_index(0, persons)
        if isinstance(question, terms.Latest)
        else pl.zeros(persons, dtype=pl.UInt8, eager=True).alias(name)
        for question in questions
        for name in packed(question)
    ]
