"""What the law answers for everybody: conditions in blocks, cases in each block, and which case each person is."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from poruka.law.engine import Book
from poruka.law.engine.frames import BOUNDS
from poruka.screening.alike import Grouping, alike
from poruka.screening.answers import MASKS, span_names, spelled, together, told
from poruka.screening.engine import COLUMNS


@dataclass(frozen=True)
class Block:
    """Conditions that were asked of the same cases: their ``answers`` for each case, and which case each person is."""

    answers: pl.DataFrame
    which: pl.Series

    @cached_property
    def masks(self) -> Grouping:
        """The distinct masks, and which of them each case has."""
        return alike(self.answers.select(MASKS))

    def slice(self, start: int, length: int | None) -> "Block":
        return Block(self.answers, self.which.slice(start, length))


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

    @property
    def spans(self) -> dict[str, Grouping]:
        """For the ends of each condition's own span, if they were worked out: those there are, and which each has."""
        found = {
            name: Grouping(block.answers.select(name), block.which)
            for block in self.blocks
            for name in block.answers.columns
        }
        return {name: found[name] for c in self.book.conditions for name in span_names(c.id) if name in found}

    def overall(self, start: int = 0, length: int | None = None) -> pl.DataFrame:
        """The span on which all conditions hold, of ``length`` persons from ``start`` on."""
        blocks = [block.slice(start, length) for block in self.blocks]
        bounds = {
            f"{i}:{name}": block.answers[name].gather(block.which) for i, block in enumerate(blocks) for name in BOUNDS
        }
        meet = (pl.max_horizontal, pl.min_horizontal, pl.max_horizontal, pl.min_horizontal)
        ends = [
            combine([f"{i}:{name}" for i in range(len(blocks))]) for combine, name in zip(meet, BOUNDS, strict=True)
        ]
        return pl.DataFrame(bounds).select(
            end.alias(name) for end, name in zip(told(*ends), ("holds_from", "holds_until"), strict=True)
        )

    def frame(self, start: int = 0, length: int | None = None) -> pl.DataFrame:
        """The answers of ``length`` persons from ``start`` on: ``COLUMNS``, and each condition's span if worked out."""
        words = self.words.cases[self.words.which.slice(start, length)]
        spans = [each.cases[name].gather(each.which.slice(start, length)) for name, each in self.spans.items()]
        rows = pl.DataFrame(
            [self.ids.slice(start, length), *words.get_columns(), *self.overall(start, length).get_columns(), *spans]
        ).with_columns(pl.lit(self.as_of).alias("as_of"), pl.lit(self.book.version(self.as_of)).alias("law_version"))
        return rows.select(*COLUMNS, pl.exclude(COLUMNS))
