"""The law for a population: the same terms compiled to data frame expressions, on any engine Narwhals speaks to.

Two stages. *Laying out* (``layout``) asks every question that concerns a person's sentences and convictions once and
leaves one row a person. *Ruling*, here, reads that row: spans, failed conditions, what cannot be told and why.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import and_

import narwhals as nw

from poruka.law.engine import terms
from poruka.law.engine.book import Book, Condition
from poruka.law.engine.columns import Blame, Sheet, flag, labels, laid, merged
from poruka.law.engine.layout import lay_out, moved
from poruka.law.engine.spans import END, START

__all__ = ["BOUNDS", "gap_labels", "lay_out", "overall", "rule"]

Pair = tuple[nw.Expr, nw.Expr]
BOUNDS = ("sure_from", "sure_until", "may_from", "may_until")
"""The two nested spans on which all conditions hold, as columns."""


@dataclass(frozen=True)
class Dated:
    """A span term compiled: the two nested spans, and what keeps it from being told on the day asked."""

    sure: Pair
    may: Pair
    blame: Blame

    def on(self, day: nw.Expr) -> Pair:
        """Whether the answer on a day is no, and whether it cannot be told."""
        surely = (self.sure[0] <= day) & (day < self.sure[1])
        perhaps = (self.may[0] <= day) & (day < self.may[1])
        return ~perhaps, perhaps & ~surely

    def told(self, id: str) -> list[nw.Expr]:
        """The ends of the span as reported: null where an end cannot be told, or it never holds."""
        held = (self.sure[0] < self.sure[1]) & (self.may[0] < self.may[1])
        return [
            nw.when(held & (sure == may)).then(may).alias(f"{id}_{end}")
            for end, sure, may in zip(("from", "until"), self.sure, self.may, strict=True)
        ]


@dataclass(frozen=True)
class Steady:
    """A span term that holds always or never, as ``value`` says; the spans are spelled out only when asked for."""

    value: nw.Expr
    blame: Blame

    @property
    def sure(self) -> Pair:
        return _all_or_none(flag(self.value))

    @property
    def may(self) -> Pair:
        return _all_or_none(self.value.fill_null(True))

    def on(self, day: nw.Expr) -> Pair:  # noqa: ARG002 - the answer is the same on every day
        return flag(~self.value), self.value.is_null()

    def told(self, id: str) -> list[nw.Expr]:
        return [
            nw.when(self.value).then(nw.lit(START)).alias(f"{id}_from"),
            nw.when(self.value).then(nw.lit(END)).alias(f"{id}_until"),
        ]


Bounds = Dated | Steady


def rule(
    book: Book,
    people: nw.LazyFrame,
    as_of: date,
    *,
    keep: Sequence[str] = ("row", "person_id"),
    only: Sequence[Condition] | None = None,
    spans: bool = False,
) -> nw.LazyFrame:
    """Rule on laid-out facts: the columns ``keep``, ``no``, ``open``, ``gaps`` and those of ``BOUNDS``.

    ``no`` and ``open`` have a bit for each condition of the book that fails or cannot be told; ``gaps`` one for each
    label of ``gap_labels``. With ``only``, the other conditions are left out of account. With ``spans``, each
    condition's own ``ID_from`` and ``ID_until`` too.
    """
    day, sheet = nw.lit(as_of), Sheet()
    compiled = {c.id: _span(c.rule, day, sheet) for c in (book.conditions if only is None else only)}
    frame = sheet.add_to(people)
    frame = frame.with_columns(
        [
            expr.alias(f"{id}:{end}")
            for id, b in compiled.items()
            if isinstance(b, Dated)
            for end, expr in zip(BOUNDS, b.sure + b.may, strict=True)
        ]
    )
    bounds = {id: _placed(id, b) if isinstance(b, Dated) else b for id, b in compiled.items()}
    frame = frame.with_columns(
        [e.alias(f"{id}:{n}") for id, b in bounds.items() for n, e in zip(("no", "open"), b.on(day), strict=True)]
    )
    return frame.select(*keep, *_result(book, bounds), *(e for id, b in bounds.items() if spans for e in b.told(id)))


def _placed(id: str, bounds: Dated) -> Dated:
    columns = [nw.col(f"{id}:{end}") for end in BOUNDS]
    return Dated((columns[0], columns[1]), (columns[2], columns[3]), bounds.blame)


def _result(book: Book, bounds: dict[str, Bounds]) -> list[nw.Expr]:
    place = {condition.id: bit for bit, condition in enumerate(book.conditions)}
    # A steady term's blame is never raised where the term can be told; a dated one's can be, on another day.
    blame = merged(
        b.blame if isinstance(b, Steady) else {label: nw.col(f"{id}:open") & e for label, e in b.blame.items()}
        for id, b in bounds.items()
    )
    steady = [b.value for b in bounds.values() if isinstance(b, Steady)]
    spans: list[Bounds] = [b for b in bounds.values() if isinstance(b, Dated)]
    if steady:
        spans.append(Steady(reduce(and_, steady), {}))
    ends = _intersection([s.sure for s in spans]) + _intersection([s.may for s in spans])
    return [
        _bits({place[id]: nw.col(f"{id}:no") for id in bounds}).alias("no"),
        _bits({place[id]: nw.col(f"{id}:open") for id in bounds}).alias("open"),
        _bits({bit: blame[label] for bit, label in enumerate(gap_labels(book)) if label in blame}).alias("gaps"),
        *(end.alias(name) for name, end in zip(BOUNDS, ends, strict=True)),
    ]


def overall() -> list[nw.Expr]:
    """``holds_from`` and ``holds_until`` of all conditions together, from the columns of ``BOUNDS``."""
    ends = [nw.col(name) for name in BOUNDS]
    return Dated((ends[0], ends[1]), (ends[2], ends[3]), {}).told("holds")


def gap_labels(book: Book) -> tuple[str, ...]:
    """What each bit of ``gaps`` stands for: missing facts by name, then open questions as ``?id``."""
    return (*book.fact_names, *(f"?{id}" for id in book.question_ids))


def _bits(flags: dict[int, nw.Expr]) -> nw.Expr:
    weighed = [f.cast(nw.Int64) * (1 << bit) for bit, f in flags.items()]
    return reduce(lambda a, b: a + b, weighed, nw.lit(0, dtype=nw.Int64))


def _span(term: terms.SpanTerm, day: nw.Expr, sheet: Sheet) -> Bounds:
    start, end = nw.lit(START), nw.lit(END)
    match term:
        case terms.Flat(test):
            return Steady(sheet.value(test), sheet.blame(test))
        case terms.Between(first, last):
            return Dated((nw.lit(first), nw.lit(last)), (nw.lit(first), nw.lit(last)), {})
        case terms.From(when):
            earliest, latest, blame = _date(when, day)
            return Dated((latest, end), (earliest, end), blame)
        case terms.Until(when):
            earliest, latest, blame = _date(when, day)
            return Dated((start, earliest), (start, latest), blame)
        case terms.Choose(test, then, otherwise):
            bounds = _choice(sheet.value(test), _span(then, day, sheet), _span(otherwise, day, sheet), day)
            return replace(bounds, blame=merged([sheet.blame(test), bounds.blame]))
        case terms.Both(spans):
            parts = [_span(s, day, sheet) for s in spans]
            return Dated(
                _intersection([p.sure for p in parts]), _intersection([p.may for p in parts]), _told_apart(parts, day)
            )
        case terms.Since(first, terms.Flat(test)):
            value, before = sheet.value(test), nw.lit(first)
            sure_end = nw.when(flag(value)).then(end).otherwise(before)
            may_end = nw.when(value.fill_null(True)).then(end).otherwise(before)
            return Dated((start, sure_end), (start, may_end), sheet.blame(test))
    raise TypeError(f"not a span term: {term!r}")


def _all_or_none(value: nw.Expr) -> Pair:
    start, end = nw.lit(START), nw.lit(END)
    return nw.when(value).then(start).otherwise(end), nw.when(value).then(end).otherwise(start)


def _choice(value: nw.Expr, a: Bounds, b: Bounds, day: nw.Expr) -> Dated:
    taken = ((a, value.fill_null(True)), (b, ~flag(value)))
    branches = [{label: is_taken & e for label, e in _told_apart([s], day).items()} for s, is_taken in taken]

    def pick(x: nw.Expr, y: nw.Expr, neither: nw.Expr) -> nw.Expr:
        return nw.when(value.is_null()).then(neither).when(value).then(x).otherwise(y)

    low, high = nw.min_horizontal, nw.max_horizontal
    return Dated(
        (
            pick(a.sure[0], b.sure[0], high(a.sure[0], b.sure[0])),
            pick(a.sure[1], b.sure[1], low(a.sure[1], b.sure[1])),
        ),
        (pick(a.may[0], b.may[0], low(a.may[0], b.may[0])), pick(a.may[1], b.may[1], high(a.may[1], b.may[1]))),
        merged(branches),
    )


def _intersection(spans: list[Pair]) -> Pair:
    if len(spans) == 1:
        return spans[0]
    return nw.max_horizontal(*(s[0] for s in spans)), nw.min_horizontal(*(s[1] for s in spans))


def _told_apart(parts: list[Bounds], day: nw.Expr) -> Blame:
    """Only the parts that cannot be told on the day are to blame."""
    return merged({label: part.on(day)[1] & expr for label, expr in part.blame.items()} for part in parts)


def _date(when: terms.DateTerm, day: nw.Expr) -> tuple[nw.Expr, nw.Expr, Blame]:
    """The earliest and latest the date can be, and what is missing for it to be told."""
    if isinstance(when, terms.DateOf):
        on = moved(nw.col(when.fact), when)
        return on.fill_null(START), on.fill_null(END), {when.fact: nw.col(when.fact).is_null()}
    if not isinstance(when, terms.Latest):
        raise TypeError(f"not a date: {when!r}")
    names = dict.fromkeys((when.fact, *labels(when.test)))
    blame = {name: nw.col(laid(when, name)).fill_null(START) > day for name in names}
    return nw.col(laid(when, "known")).fill_null(START), nw.col(laid(when, "until")).fill_null(START), blame
