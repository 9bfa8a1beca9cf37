"""From what the rules say of each case to answers: a verdict, lists of ids, spans.

Lists are bits until the very end, because there are millions of persons and a few hundred distinct answers.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import and_, or_

import numpy as np
import polars as pl

from poruka.law.engine import END, START, Book
from poruka.law.engine.frames import BOUNDS, HOLDS
from poruka.screening.engine import LISTS

MASKS = ("no", "open", "gaps")
"""A bit for each condition that fails, for each that cannot be told, and for each label of ``gap_labels``."""
Ends = tuple[pl.Expr, pl.Expr]


def gap_labels(book: Book) -> tuple[str, ...]:
    """What each bit of ``gaps`` stands for: missing facts by name, then open questions as ``?id``."""
    return (*book.fact_names, *(f"?{id}" for id in book.question_ids))


def span_names(id: str) -> tuple[str, str]:
    """The columns of a condition's own span."""
    return f"{id}_from", f"{id}_until"


def answers(book: Book, names: Mapping[str, str], ruled: pl.DataFrame, as_of: date, *, spans: bool) -> pl.DataFrame:
    """``MASKS`` and ``BOUNDS`` of some conditions together, and with ``spans`` each one's own span.

    ``names`` gives, for the id of each condition, the name under which it was ruled on (see ``rule``).
    """
    place = {condition.id: bit for bit, condition in enumerate(book.conditions)}
    gap_place = {label: bit for bit, label in enumerate(gap_labels(book))}
    parts = {id: _parts(name, ruled.columns) for id, name in names.items()}
    day = pl.lit(as_of)
    no, open_ = {}, {}
    gaps: dict[int, pl.Expr] = {}
    for id, name in names.items():
        no[place[id]], open_[place[id]] = _on(name, HOLDS in parts[id], day)
        for label in parts[id] - {HOLDS, *BOUNDS}:
            blamed = open_[place[id]] & pl.col(f"{name}:{label}")
            bit = gap_place[label]
            gaps[bit] = gaps[bit] | blamed if bit in gaps else blamed
    masks = [_bits(flags).alias(mask) for mask, flags in zip(MASKS, (no, open_, gaps), strict=True)]
    steady = [pl.col(f"{names[id]}:{HOLDS}") for id in names if HOLDS in parts[id]]
    dated = [names[id] for id in names if HOLDS not in parts[id]]
    own = [end for id, name in names.items() if spans for end in _own_span(id, name, HOLDS in parts[id])]
    return ruled.select(*masks, *_bounds(steady, dated), *own)


def _parts(name: str, columns: Iterable[str]) -> set[str]:
    return {column.removeprefix(f"{name}:") for column in columns if column.startswith(f"{name}:")}


def _on(name: str, is_steady: bool, day: pl.Expr) -> Ends:
    """Whether the answer on the day is no, and whether it cannot be told."""
    if is_steady:
        holds = pl.col(f"{name}:{HOLDS}")
        return ~holds.fill_null(True), holds.is_null()
    sure_from, sure_until, may_from, may_until = _ends(name)
    perhaps = (may_from <= day) & (day < may_until)
    return ~perhaps, perhaps & ~((sure_from <= day) & (day < sure_until))


def _ends(name: str) -> list[pl.Expr]:
    return [pl.col(f"{name}:{end}") for end in BOUNDS]


def _bounds(steady: list[pl.Expr], dated: list[str]) -> list[pl.Expr]:
    """The spans on which all of them surely, and perhaps, hold."""
    ends = [_ends(name) for name in dated]
    if steady:
        sure, may = (
            reduce(and_, (h.fill_null(False) for h in steady)),
            reduce(and_, (h.fill_null(True) for h in steady)),
        )
        ends.append([end for always in (sure, may) for end in _all_or_none(always)])
    meet = (pl.max_horizontal, pl.min_horizontal, pl.max_horizontal, pl.min_horizontal)
    return [
        combine([one[i] for one in ends]).alias(name)
        for i, (combine, name) in enumerate(zip(meet, BOUNDS, strict=True))
    ]


def _all_or_none(value: pl.Expr) -> Ends:
    start, end = pl.lit(START), pl.lit(END)
    return pl.when(value).then(start).otherwise(end), pl.when(value).then(end).otherwise(start)


def _own_span(id: str, name: str, is_steady: bool) -> list[pl.Expr]:
    ends: Sequence[pl.Expr] = told(*_ends(name))
    if is_steady:
        ends = [pl.when(pl.col(f"{name}:{HOLDS}")).then(pl.lit(end)) for end in (START, END)]
    return [end.alias(column) for end, column in zip(ends, span_names(id), strict=True)]


def told(sure_from: pl.Expr, sure_until: pl.Expr, may_from: pl.Expr, may_until: pl.Expr) -> list[pl.Expr]:
    """The ends of a span as reported: null where an end cannot be told, or the span is empty."""
    held = (sure_from < sure_until) & (may_from < may_until)
    return [pl.when(held & (sure == may)).then(may) for sure, may in ((sure_from, may_from), (sure_until, may_until))]


def _bits(flags: Mapping[int, pl.Expr]) -> pl.Expr:
    weighed = [pl.when(flag).then(1 << bit).otherwise(0) for bit, flag in flags.items()]
    return pl.sum_horizontal(weighed).cast(pl.Int64) if weighed else pl.lit(0, dtype=pl.Int64)


def together(masks: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The masks of several blocks of conditions, row by row."""
    found = list(masks)
    return pl.DataFrame([reduce(or_, (one[mask] for one in found)) for mask in MASKS])


def spelled(book: Book, masks: pl.DataFrame) -> pl.DataFrame:
    """``verdict`` and ``LISTS`` for each row of ``MASKS``."""
    facts = len(book.fact_names)
    lists = (
        _named(masks["no"], [condition.id for condition in book.conditions]),
        _named(masks["open"], [condition.id for condition in book.conditions]),
        _named(masks["gaps"], book.fact_names),
        _named(masks["gaps"] // (1 << facts), book.question_ids),
    )
    verdict = pl.when(pl.col("no") > 0).then(pl.lit("barred")).when(pl.col("open") > 0).then(pl.lit("cannot_tell"))
    words = masks.select(verdict.otherwise(pl.lit("may_apply")).alias("verdict"))
    return words.with_columns(column.alias(name) for name, column in zip(LISTS, lists, strict=True))


def _named(mask: pl.Series, names: Sequence[str]) -> pl.Series:
    """For each mask the list of the names whose bits are set."""
    row, bit = np.nonzero(mask.to_numpy()[:, None] >> np.arange(len(names)) & 1)
    named = pl.DataFrame({"row": row, "name": pl.Series(names, dtype=pl.String).gather(bit)})
    lists = named.group_by("row", maintain_order=True).agg("name")
    everywhere = pl.DataFrame({"row": np.arange(len(mask))}).join(lists, on="row", how="left", maintain_order="left")
    return everywhere["name"].fill_null([])
