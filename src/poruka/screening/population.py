"""A register laid out so that everybody who is alike is asked once, and nothing is asked twice.

This is how the law is applied to millions on Polars. Rows that are alike are asked the questions of ``layout`` once,
with the expressions every engine uses. What the rows of a person answer in all is one of a few hundred answers, so it is
laid out as one number a person, beside their own facts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import polars as pl

from poruka.law.engine import terms
from poruka.law.engine.columns import laid
from poruka.law.engine.layout import ROWS, Question, answer_rows, flags, gather, laid_columns
from poruka.screening.alike import Grouping, alike
from poruka.screening.plans import planned
from poruka.screening.rows import Runs, in_order

if TYPE_CHECKING:
    from poruka.register.tables import Register
    from poruka.screening.outcome import Outcome

T = TypeVar("T")
R = TypeVar("R")
PERSON = "#person"
"""The number of a person: their place in the persons table."""
CASE = "#case"
WORD = 64


class Table:
    """Rows of facts and numbered answers, and the groupings that have been made of them, by the columns they go by.

    The rows are only fetched when something is asked that no grouping tells.
    """

    def __init__(
        self,
        fetch: Callable[[], pl.DataFrame],
        columns: Iterable[str],
        groupings: Mapping[frozenset[str], Grouping] | None = None,
    ) -> None:
        self._fetch = fetch
        self.columns = frozenset(columns)
        self.groupings = dict(groupings or {})

    @classmethod
    def of(cls, frame: pl.DataFrame) -> "Table":
        return cls(lambda: frame, frame.columns)

    @cached_property
    def frame(self) -> pl.DataFrame:
        return self._fetch()

    def add(self, column: pl.Series) -> None:
        self.frame = self.frame.with_columns(column)
        self.columns |= {column.name}

    def covers(self, columns: frozenset[str]) -> frozenset[str] | None:
        """The columns of the grouping with fewest cases that tells these apart, or None if there is none yet."""
        made = [(grouping.cases.height, names) for names, grouping in self.groupings.items() if columns <= names]
        return min(made, key=lambda found: found[0])[1] if made else None

    def alike(self, columns: Iterable[str]) -> Grouping:
        """The rows grouped by these columns, or by these and some more where that has been done before."""
        wanted = frozenset(columns)
        names = self.covers(wanted)
        if names is not None:
            return self.groupings[names]
        if not wanted:
            return Grouping(pl.DataFrame({"": [None]}), pl.zeros(self.frame.height, pl.UInt32, eager=True))
        found = self.groupings[wanted] = alike(self.frame.select(n for n in self.frame.columns if n in wanted))
        return found


@dataclass
class Population:
    """The persons, laid out as far as they have been asked, and the rows that further questions can be put to.

    ``ids`` are the persons' numbers in the register, in its order. ``persons`` has their own facts, and columns of
    numbers: what such a number stands for is a row of the frame of that name in ``answers``. ``laid_out`` names the
    column for the digest of each question. What rules have said of the cases of a grouping on a day is ``kept`` by the
    digest of the rule, and the whole outcomes last asked for are ``found`` by book, day and whether with spans.
    """

    ids: pl.Series
    persons: Table
    rows: Mapping[str, Table]
    runs: Mapping[str, Runs]
    answers: dict[str, pl.DataFrame] = field(default_factory=dict)
    laid_out: dict[str, str] = field(default_factory=dict)
    kept: dict[tuple[frozenset[str], date], dict[str, list[pl.Series]]] = field(default_factory=dict)
    found: dict[tuple[str, str, date, bool], "Outcome"] = field(default_factory=dict)
    lock: RLock = field(default_factory=RLock)

    def lay_out(self, questions: Iterable[Question]) -> None:
        """Put the questions to the rows; what has been asked is not asked again."""
        new = [question for question in questions if terms.digest(question) not in self.laid_out]
        for answered in at_once(lambda table: self._asked_of(table, new), ROWS):
            for some, found in answered:
                self._number(f"#{len(self.answers)}", found, some)

    def columns_for(self, facts: Iterable[str], questions: Iterable[Question]) -> frozenset[str]:
        """The columns of ``persons`` that tell apart whoever these facts and questions tell apart."""
        return frozenset([*facts, *(self.laid_out[terms.digest(question)] for question in questions)])

    def rows_of(self, table: str, people: pl.Series, columns: Iterable[str]) -> pl.DataFrame:
        """The rows of these persons, in their order, with the number of their person in the column ``PERSON``."""
        runs = self.runs[table]
        wanted = np.zeros(len(self.ids), dtype=np.bool_)
        wanted[people.to_numpy()] = True
        rows = np.flatnonzero(np.repeat(wanted[runs.owner], runs.lengths))
        found = self.rows[table].frame.select(columns)[rows]
        return found.with_columns(pl.Series(PERSON, runs.owner_of(rows), dtype=pl.UInt32))

    def spelled(self, cases: pl.DataFrame, questions: Iterable[Question]) -> pl.DataFrame:
        """The cases with their answers to the questions, in columns as the law's expressions want them."""
        wanted: dict[str, list[str]] = {}
        for question in questions:
            wanted.setdefault(self.laid_out[terms.digest(question)], []).extend(laid_columns(question))
        columns = [self.answers[number].select(names)[cases[number]] for number, names in wanted.items()]
        own = cases.select(pl.int_range(pl.len()).alias(CASE), *(n for n in cases.columns if n not in self.answers))
        return pl.concat([own, *columns], how="horizontal")

    def _number(self, name: str, found: Grouping, questions: Iterable[Question]) -> None:
        self.answers[name] = found.cases
        self.persons.add(found.which.alias(name))
        self.laid_out |= {terms.digest(question): name for question in questions}

    def _asked_of(self, table: str, new: list[Question]) -> list[tuple[tuple[Question, ...], Grouping]]:
        """The new questions to the rows of a table, those that are answered together, and what they answer."""
        asked = [question for question in new if question.table == table]
        together: list[tuple[Question, ...]] = [(q,) for q in asked if isinstance(q, terms.Latest)]
        flagged = tuple(question for question in asked if isinstance(question, terms.Any))
        return [(some, self._answered(table, some)) for some in ([flagged, *together] if flagged else together)]

    def _answered(self, table: str, questions: tuple[Question, ...]) -> Grouping:
        """What the rows of each person answer to the questions in all: the answers there are, and who gives which."""
        rows, runs, persons = self.rows[table], self.runs[table], len(self.ids)
        if not runs.height:
            return Grouping(_no_answer(questions), pl.zeros(persons, pl.UInt32, eager=True))
        kinds = rows.alike(name for q in questions for _, name in terms.facts_used(q.test, q.table))
        name = "ask " + " ".join(map(terms.digest, questions))
        answered = planned(name, lambda frame: answer_rows(frame, questions), kinds.cases)
        if isinstance(questions[0], terms.Latest):
            return _latest(questions[0], rows, Grouping(answered, kinds.which), runs, persons)
        return _put_together(tuple(q for q in questions if isinstance(q, terms.Any)), answered, kinds, runs, persons)


def population(register: "Register", facts: Iterable[tuple[str, str]]) -> Population:
    """The register with those of its columns that are to be asked about; rows of nobody in it are left out."""
    wanted = tuple(facts)
    ids = register.persons["person_id"]
    own = [name for table, name in wanted if table == "persons"] or ["person_id"]  # so that the frame has its rows

    def beside(table: str) -> tuple[Table, Runs]:
        columns = [name for t, name in wanted if t == table]
        frame, runs = in_order(register.table(table).select("person_id", *columns), ids)
        return Table.of(_coded(frame)), runs

    found = dict(zip(ROWS, at_once(beside, ROWS), strict=True))
    persons = Table.of(_coded(register.persons.select(own)))
    return Population(
        ids, persons, {name: table for name, (table, _) in found.items()}, {name: r for name, (_, r) in found.items()}
    )


def at_once(work: Callable[[T], R], parts: Iterable[T]) -> list[R]:
    """The results of work on several parts, done side by side: most of it is not Python's and keeps to one core."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(work, parts))


def _coded(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with its texts as numbers: they are compared many times, and there are few of them."""
    texts = [
        pl.col(name).cast(pl.Categorical(pl.Categories.random()))
        for name, dtype in frame.schema.items()
        if dtype == pl.String
    ]
    return frame.with_columns(texts)


def _put_together(
    questions: Sequence[terms.Any], answered: pl.DataFrame, kinds: Grouping, runs: Runs, persons: int
) -> Grouping:
    """What all of a person's rows answer: a flag holds if it holds for any of them; those that are counted add up.

    Whoever has a single row answers what rows of its kind do; nobody's rows answer nothing.
    """
    any_of, counts = _flag_columns(questions)
    words, numbers = _words(answered, any_of), answered.select(pl.col(counts).cast(pl.UInt32))
    which = kinds.which.to_numpy()
    several = np.flatnonzero(runs.lengths > 1)
    single = np.flatnonzero(runs.lengths == 1)
    lengths = runs.lengths[several]
    starts = (np.cumsum(lengths) - lengths).astype(np.int64)
    theirs = which[np.repeat(runs.first[several] - starts, lengths) + np.arange(int(lengths.sum()))]
    columns = {}
    for column in (*words, *numbers):
        of_kind = column.to_numpy()
        fold = np.bitwise_or if column.dtype == pl.UInt64 else np.add
        together = fold.reduceat(of_kind[theirs], starts) if len(several) else of_kind[:0]
        columns[column.name] = np.concatenate([of_kind, together, np.zeros(1, of_kind.dtype)])
    most = {laid(q, name): q.at_least for q in questions if q.at_least > 1 for name in ("true", "open")}
    told = pl.DataFrame(columns).with_columns(pl.col(name).clip(upper_bound=limit) for name, limit in most.items())
    found = alike(told)
    number = found.which.to_numpy()
    everybody = np.full(persons, number[-1], dtype=np.uint32)
    everybody[runs.owner[single]] = number[which[runs.first[single]]]
    everybody[runs.owner[several]] = number[kinds.cases.height : -1]
    return Grouping(_unpacked(found.cases, any_of, counts), pl.Series(everybody))


def _flag_columns(questions: Iterable[terms.Any]) -> tuple[list[str], list[str]]:
    """The laid-out columns that hold when they hold for any row, and those that count rows."""
    any_of, counts = [], []
    for question in questions:
        is_counted = question.at_least > 1
        counts += [laid(question, name) for name in flags(question)[:2] if is_counted]
        any_of += [laid(question, name) for name in flags(question)[2 if is_counted else 0 :]]
    return any_of, counts


def _words(answered: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """The flags as the bits of as few whole numbers as they take."""
    bits = np.packbits(answered.select(names).to_numpy(), axis=1, bitorder="little")
    width = -(-len(names) // WORD) * (WORD // 8)
    padded = np.zeros((answered.height, width), dtype=np.uint8)
    padded[:, : bits.shape[1]] = bits
    return pl.DataFrame({f"#{i}": column for i, column in enumerate(padded.view(np.uint64).T.copy())})


def _unpacked(told: pl.DataFrame, names: list[str], counts: list[str]) -> pl.DataFrame:
    words = np.ascontiguousarray(told.select(pl.exclude(counts)).to_numpy().astype(np.uint64))
    bits = np.unpackbits(words.view(np.uint8), axis=1, bitorder="little")[:, : len(names)].astype(np.bool_)
    return pl.DataFrame({name: bits[:, i] for i, name in enumerate(names)}).hstack(told.select(counts))


def _latest(question: terms.Latest, rows: Table, kinds: Grouping, runs: Runs, persons: int) -> Grouping:
    """The days on which the last of a person's rows that pass, or may pass, comes to its date."""
    names = [laid(question, name) for name in flags(question)]
    matters = kinds.cases.select(pl.any_horizontal(names[:2])).to_series()
    those = matters.gather(kinds.which).arg_true()
    dated = pl.DataFrame([rows.frame[question.fact][those], pl.Series(PERSON, runs.owner_of(those.to_numpy()))])
    with_flags = dated.hstack(kinds.cases.select(names)[kinds.which[those]])
    name = f"gather {terms.digest(question)}"
    days = planned(name, lambda frame: gather(frame, [question], by=PERSON), with_flags)
    nobody = _no_answer([question]).with_columns(pl.lit(None, pl.UInt32).alias(PERSON)).select(days.columns)
    found = alike(pl.concat([nobody, days]).drop(PERSON))
    number = found.which.to_numpy()
    everybody = np.full(persons, number[0], dtype=np.uint32)
    everybody[days[PERSON].to_numpy()] = number[1:]
    return Grouping(found.cases, pl.Series(everybody))


def _no_answer(questions: Iterable[Question]) -> pl.DataFrame:
    """The answer of somebody without rows: no flag, no count, no day."""
    columns = []
    for question in questions:
        for name in laid_columns(question):
            if isinstance(question, terms.Latest):
                columns.append(pl.Series(name, [None], dtype=pl.Date))
            else:
                is_count = question.at_least > 1 and name in (laid(question, "true"), laid(question, "open"))
                columns.append(pl.Series(name, [0] if is_count else [False]))
    return pl.DataFrame(columns)
