"""The law for a population: the same terms compiled to data frame expressions, on any engine Narwhals speaks to.

Two stages. *Laying out* (``layout``) asks every question that concerns a person's sentences and convictions once and
leaves one row a person. *Ruling*, here, reads that row: on which days each rule holds, and why that cannot be told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw

from poruka.law.engine import terms
from poruka.law.engine.columns import Blame, Sheet, flag, labels, laid, merged
from poruka.law.engine.layout import moved
from poruka.law.engine.spans import END, START

Pair = tuple[nw.Expr, nw.Expr]
HOLDS = "holds"
BOUNDS = ("sure_from", "sure_until", "may_from", "may_until")


@dataclass(frozen=True)
class Dated:
    """A span term compiled: the two nested spans, and what keeps it from being told on the day asked."""

    sure: Pair
    may: Pair
    blame: Blame

    def is_untold(self, day: nw.Expr) -> nw.Expr:
        surely = (self.sure[0] <= day) & (day < self.sure[1])
        return (self.may[0] <= day) & (day < self.may[1]) & ~surely

    @property
    def columns(self) -> dict[str, nw.Expr]:
        return dict(zip(BOUNDS, self.sure + self.may, strict=True))


@dataclass(frozen=True)
class Steady:
    """A span term compiled that holds always or never, as ``value`` says; null where that cannot be told."""

    value: nw.Expr
    blame: Blame

    @property
    def sure(self) -> Pair:
        return _all_or_none(flag(self.value))

    @property
    def may(self) -> Pair:
        return _all_or_none(self.value.fill_null(True))

    @property
    def columns(self) -> dict[str, nw.Expr]:
        return {HOLDS: self.value}


def rule(
    rules: Mapping[str, terms.SpanTerm], people: nw.LazyFrame[Any], day: nw.Expr, *, keep: Sequence[str] = ()
) -> nw.LazyFrame[Any]:
    """Apply named rules to laid-out facts: the columns ``keep``, and for each rule its own, ``NAME:...``.

    A rule that holds always or never has ``NAME:holds``, null where it cannot be told. Any other has the two nested
    spans on which it surely and perhaps holds, ``NAME:sure_from`` and so on (``BOUNDS``). Both have, for each missing
    fact and open question (``?id``), whether it keeps the answer on ``day`` from being told: ``NAME:part``; where the
    answer can be told that column means nothing.
    """
    sheet = Sheet()
    compiled = {name: _span(rule, day, sheet) for name, rule in rules.items()}
    columns = {
        f"{name}:{part}": expr for name, b in compiled.items() for part, expr in {**b.columns, **b.blame}.items()
    }
    answered = sheet.add_to(people).with_columns(expr.alias(name) for name, expr in columns.items())
    return answered.select(*keep, *columns)


def _span(term: terms.SpanTerm, day: nw.Expr, sheet: Sheet) -> Dated | Steady:
    start, end = nw.lit(START), nw.lit(END)
    match term:
        case terms.Flat(test):
            return Steady(sheet.value(test), sheet.blame(test))
        case terms.Between(first, last):
            return Dated((nw.lit(first), nw.lit(last)), (nw.lit(first), nw.lit(last)), {})
        case terms.From(when):
            earliest, latest, blame = _date(when, day, sheet)
            return Dated((latest, end), (earliest, end), blame)
        case terms.Until(when):
            earliest, latest, blame = _date(when, day, sheet)
            return Dated((start, earliest), (start, latest), blame)
        case terms.Choose(test, then, otherwise):
            bounds = _choice(sheet.value(test), _span(then, day, sheet), _span(otherwise, day, sheet), day, sheet)
            return replace(bounds, blame=merged([sheet.blame(test), bounds.blame]))
        case terms.Both(spans):
            parts = [_span(s, day, sheet) for s in spans]
            return Dated(
                _intersection([p.sure for p in parts]),
                _intersection([p.may for p in parts]),
                merged(_told_apart(part, day, sheet) for part in parts),
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


def _choice(value: nw.Expr, a: Dated | Steady, b: Dated | Steady, day: nw.Expr, sheet: Sheet) -> Dated:
    taken = ((a, value.fill_null(True)), (b, ~flag(value)))
    branches = [{n: is_taken & e for n, e in _told_apart(part, day, sheet).items()} for part, is_taken in taken]

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


def _told_apart(part: Dated | Steady, day: nw.Expr, sheet: Sheet) -> Blame:
    """What keeps a part of a span from being told: nothing on a day on which the part can be told."""
    if isinstance(part, Steady) or not part.blame:
        return part.blame
    untold = sheet.note(part.is_untold(day))
    return {label: untold & expr for label, expr in part.blame.items()}


def _date(when: terms.DateTerm, day: nw.Expr, sheet: Sheet) -> tuple[nw.Expr, nw.Expr, Blame]:
    """The earliest and latest the date can be, and what is missing for it to be told."""
    if isinstance(when, terms.DateOf):
        on = sheet.fact(when, moved(nw.col(when.fact), when))
        return on.fill_null(START), on.fill_null(END), {when.fact: nw.col(when.fact).is_null()}
    if not isinstance(when, terms.Latest):
        raise TypeError(f"not a date: {when!r}")
    names = dict.fromkeys((when.fact, *labels(when.test)))
    blame = {name: nw.col(laid(when, name)).fill_null(START) > day for name in names}
    return nw.col(laid(when, "known")).fill_null(START), nw.col(laid(when, "until")).fill_null(START), blame
