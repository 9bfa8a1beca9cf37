"""What the law answers for everybody: conditions in blocks, cases in each block, and which case each person is."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce

import numpy as np
import polars as pl
from numpy.typing import NDArray

from poruka.law.engine import Book
from poruka.law.engine.frames import BOUNDS
from poruka.screening.alike import Grouping, alike
from poruka.screening.answers import MASKS, span_names, spelled, together, told
from poruka.screening.engine import COLUMNS

TURNED = np.array([1, -1, 1, -1], np.int32)


@dataclass(frozen=True)
class Block:
    """Conditions that were asked of the same cases: their ``answers`` for each case, and which case each person is."""

    answers: pl.DataFrame
    which: pl.Series

    @cached_property
    def masks(self) -> Grouping:
        """The distinct masks, and which of them each case has."""
        return alike(self.answers.select(MASKS))

    @cached_property
    def ends(self) -> NDArray[np.int32]:
        """The ``BOUNDS`` of each case as numbers of days, those of ends turned about: spans meet where they are highest."""
        return np.ascontiguousarray(self.answers.select(BOUNDS).cast(pl.Int32).to_numpy() * TURNED)


@dataclass(frozen=True)
class Outcome:
    """The answers of a book for everybody on a day. ``ids`` are the persons' numbers in the register, in its order."""

    book: Book
    as_of: date
    ids: pl.Series
    blocks: tuple[Block, ...]

    @property
    def height(self) -> int:
        return len(self.ids)

    @cached_property
    def words(self) -> Grouping:
        """The distinct answers of all conditions together, spelled out, and which of them each person has."""
        numbers = [b.masks.which.gather(b.which).alias(str(i)) for i, b in enumerate(self.blocks)]
        found = alike(pl.DataFrame(numbers))
        masks = together(b.masks.cases[found.cases[str(i)]] for i, b in enumerate(self.blocks))
        return Grouping(spelled(self.book, masks), found.which)

    @property
    def verdicts(self) -> dict[str, int]:
        """How many people have each verdict."""
        counted = self.words.which.value_counts(name="n")
        summed = (
            counted.with_columns(self.words.cases["verdict"][counted["which"]]).group_by("verdict").agg(pl.sum("n"))
        )
        found = dict(summed.iter_rows())
        return {verdict: int(found.get(verdict, 0)) for verdict in ("may_apply", "barred", "cannot_tell")}

    @cached_property
    def spans(self) -> dict[str, Grouping]:
        """For the ends of each condition's own span, if they were worked out: those there are, and which each has."""
        found = {
            column.name: Grouping(column.to_frame(), block.which) for block in self.blocks for column in block.answers
        }
        return {name: found[name] for c in self.book.conditions for name in span_names(c.id) if name in found}

    def overall(self, start: int = 0, length: int | None = None) -> pl.DataFrame:
        """The span on which all conditions hold, of ``length`` persons from ``start`` on."""
        ends = (block.ends.take(block.which.slice(start, length), axis=0) for block in self.blocks)
        bounds = pl.DataFrame(reduce(np.maximum, ends) * TURNED, schema=BOUNDS).cast(pl.Date)
        return bounds.select(
            end.alias(name) for end, name in zip(told(*map(pl.col, BOUNDS)), ("holds_from", "holds_until"), strict=True)
        )

    def frame(self, start: int = 0, length: int | None = None) -> pl.DataFrame:
        """The answers of ``length`` persons from ``start`` on: ``COLUMNS``, and each condition's span if worked out."""
        words = self.words.cases[self.words.which.slice(start, length)]
        spans = [each.cases[name].gather(each.which.slice(start, length)) for name, each in self.spans.items()]
        rows = pl.DataFrame(
            [self.ids.slice(start, length), *words.get_columns(), *self.overall(start, length).get_columns(), *spans]
        ).with_columns(pl.lit(self.as_of).alias("as_of"), pl.lit(self.book.version(self.as_of)).alias("law_version"))
        return rows.select(*COLUMNS, pl.exclude(COLUMNS))
