"""What the law answers for everybody: conditions in blocks, cases in each block, and which case each person is."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from poruka.law.engine import Book
from poruka.law.engine.frames import BOUNDS
from poruka.screening.alike import Grouping, alike
from poruka.screening.answers import MASKS, span_names, spelled, together, told


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
    ids: pl.Series
    blocks: tuple[Block, ...]

    @cached_property
    def words(self) -> Grouping:
        """The distinct answers of all conditions together, spelled out, and which of them each person has."""
        numbers = [b.masks.which.gather(b.which).alias(str(i)) for i, b in enumerate(self.blocks)]
        found = alike(pl.DataFrame(numbers))
        masks = together(b.masks.cases[found.cases[str(i)]] for i, b in enumerate(self.blocks))
        return Grouping(spelled(self.book, masks), found.which)

    def frame(self, start: int = 0, length: int | None = None) -> pl.DataFrame:
        """The answers of ``length`` persons from ``start`` on; each condition's span too, if it was worked out."""
        blocks = [block.slice(start, length) for block in self.blocks]
        words = self.words.cases[self.words.which.slice(start, length)]
        spans = {
            name: block.answers[name].gather(block.which)
            for block in blocks
            for name in block.answers.columns
            if name not in (*MASKS, *BOUNDS)
        }
        ordered = [spans[name] for c in self.book.conditions for name in span_names(c.id) if name in spans]
        return pl.DataFrame(
            [self.ids.slice(start, length), *words.get_columns(), *_overall(blocks).get_columns(), *ordered]
        )


def _overall(blocks: list[Block]) -> pl.DataFrame:
    """The span on which all conditions hold."""
    bounds = {
        f"{i}:{name}": block.answers[name].gather(block.which) for i, block in enumerate(blocks) for name in BOUNDS
    }
    meet = (pl.max_horizontal, pl.min_horizontal, pl.max_horizontal, pl.min_horizontal)
    ends = [combine([f"{i}:{name}" for i in range(len(blocks))]) for combine, name in zip(meet, BOUNDS, strict=True)]
    return pl.DataFrame(bounds).select(
        end.alias(name) for end, name in zip(told(*ends), ("holds_from", "holds_until"), strict=True)
    )
