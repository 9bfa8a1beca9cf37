"""The law for a population: the same terms compiled to data frame expressions, on any engine Narwhals speaks to.

Two stages. *Laying out* asks every question that concerns a person's sentences and convictions once and leaves one
row a person. *Ruling* reads that row: spans, failed conditions, what cannot be told and for want of what.

Kleene's three values are the engines' own: true, false, null. What keeps an answer from being told is carried beside
it, one boolean for each missing fact or open question (``?id``), because a null does not say why it is one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_

import narwhals as nw

from poruka.law.engine import terms
from poruka.law.engine.book import Book
from poruka.law.engine.spans import END, START

Blame = dict[str, nw.Expr]


def lay_out(book: Book, tables: Mapping[str, nw.LazyFrame]) -> nw.LazyFrame:
    """One row a person: their own facts, and the answers their sentences and convictions give.

    ``tables`` holds ``persons`` (with ``row``, the order of the register), ``sentences`` and ``convictions``.
    """
    own = [name for table, name in book.facts if table == "persons"]
    laid = tables["persons"].select("row", "person_id", *own)
    for table in ("sentences", "convictions"):
        asked = _asked(book, table)
        if asked:
            columns = [expr for term in asked for expr in _row_columns(term)]
            rows = _staged(tables[table], [term.test for term in asked]).select("person_id", *columns)
            answers = rows.group_by("person_id").agg(*(a for term in asked for a in _aggregates(term)))
            laid = laid.join(answers, on="person_id", how="left")
    return laid


def _asked(book: Book, table: str) -> list[terms.Any | terms.Latest]:
    """The distinct questions the book asks about the rows of a table."""
    found = (t for c in book.conditions for t in terms.walk(c.rule) if isinstance(t, terms.Any | terms.Latest))
    return list(dict.fromkeys(t for t in found if t.table == table))


def _name(term: terms.Term, suffix: str) -> str:
    return f"{terms.digest(term)}_{suffix}"


def _labels(test: terms.Test) -> tuple[str, ...]:
    """Every missing fact and open question that could keep the test from being told."""
    return tuple(_blame(test))


def _row_columns(term: terms.Any | terms.Latest) -> list[nw.Expr]:
    """What each row contributes; named by the content of the term, so that equal questions share their columns."""
    value, blame = _value(term.test), _blame(term.test)
    true, open_ = value.fill_null(False), value.is_null()
    if isinstance(term, terms.Any):
        named = {"true": true, "open": open_} | {label: _flag(b) for label, b in blame.items()}
    else:
        day = _moved(nw.col(term.fact), term)
        named = {
            "known": nw.when(true).then(day),
            "until": nw.when(true | open_).then(day.fill_null(END)),
            term.fact: nw.when((true | open_) & day.is_null()).then(nw.lit(END)),
        } | {
            label: nw.when(open_ & _flag(b)).then(day.fill_null(END)) for label, b in blame.items() if label != term.fact
        }
    return [expr.alias(_name(term, suffix)) for suffix, expr in named.items()]


def _aggregates(term: terms.Any | terms.Latest) -> list[nw.Expr]:
    labels = _labels(term.test)
    if isinstance(term, terms.Latest):
        return [nw.col(_name(term, s)).max() for s in dict.fromkeys(("known", "until", term.fact, *labels))]
    if term.at_least > 1:
        counted = [nw.col(_name(term, s)).cast(nw.Int32).sum().alias(_name(term, s)) for s in ("true", "open")]
    else:
        counted = [nw.col(_name(term, s)).any() for s in ("true", "open")]
    return counted + [nw.col(_name(term, label)).any() for label in labels]


def _flag(expr: nw.Expr) -> nw.Expr:
    return expr.fill_null(False)


def _value(test: terms.Test) -> nw.Expr:
    """A test already worked out: its column; or the fact itself."""
    match test:
        case terms.Known(value):
            return nw.lit(value)
        case terms.Fact(name):
            return nw.col(name)
        case terms.Missing() | terms.Disputed():
            return nw.lit(None, dtype=nw.Boolean)
    return nw.col(_name(test, "is"))


def _staged(frame: nw.LazyFrame, tests: list[terms.Test]) -> nw.LazyFrame:
    """The frame with a column for every test inside ``tests``: each is worked out once, from those inside it."""
    ready: set[terms.Test] = set()
    waiting = list(dict.fromkeys(t for test in tests for t in _inside(test)))
    while waiting:
        now = [t for t in waiting if all(inner in ready for inner in _inside(t) if inner is not t and inner != t)]
        frame = frame.with_columns(*(_formula(t).alias(_name(t, "is")) for t in now))
        ready.update(now)
        waiting = [t for t in waiting if t not in ready]
    return frame


def _inside(test: terms.Test) -> list[terms.Test]:
    """The tests to work out for this one, itself included, of the same row."""
    if isinstance(test, terms.Known | terms.Fact | terms.Missing | terms.Disputed):
        return []
    inner = () if isinstance(test, terms.Any) else test.children()
    return [test, *(t for child in inner if isinstance(child, terms.Test) for t in _inside(child))]


def _formula(test: terms.Test) -> nw.Expr:
    """Compile a test: true, false, or null where it is not known."""
    match test:
        case terms.OneOf(name, values):
            return nw.col(name) == values[0] if len(values) == 1 else _within(nw.col(name), values)
        case terms.Overlaps(name, values):
            padded = nw.concat_str([nw.lit(";"), nw.col(name), nw.lit(";")])
            return padded.str.contains(f";({'|'.join(map(str, values))});")
        case terms.Listed(names, lookup):
            key = nw.concat_str([nw.col(n).cast(nw.String).fill_null("") for n in names], separator="|")
            return key.is_in(sorted(lookup.keys))
        case terms.Not(inner):
            return ~_value(inner)
        case terms.NotRuledOut(inner):
            return _value(inner).fill_null(True)
        case terms.All(tests):
            return reduce(and_, map(_value, tests))
        case terms.Some(tests):
            return reduce(or_, map(_value, tests))
        case terms.FirstKnown(tests):
            return nw.coalesce(*map(_value, tests))
        case terms.Any():
            return _answered(test)
    raise TypeError(f"not a test: {test!r}")


def _within(column: nw.Expr, values: tuple[str | int, ...]) -> nw.Expr:
    """Membership that stays null for a null: engines differ on that."""
    return nw.when(~column.is_null()).then(column.is_in(list(values)))


def _answered(term: terms.Any) -> nw.Expr:
    """A question laid out: the person's rows have been counted; a person without rows has none that pass."""
    true, open_ = nw.col(_name(term, "true")), nw.col(_name(term, "open"))
    if term.at_least > 1:
        surely = true.fill_null(0) >= term.at_least
        perhaps = true.fill_null(0) + open_.fill_null(0) >= term.at_least
    else:
        surely, perhaps = _flag(true), _flag(true) | _flag(open_)
    return nw.when(surely).then(nw.lit(True)).when(~perhaps).then(nw.lit(False))


def _blame(test: terms.Test) -> Blame:
    """For each missing fact or open question: whether it keeps the test from being told of a row."""
    match test:
        case terms.Fact(name) | terms.OneOf(name, _) | terms.Overlaps(name, _):
            return {name: nw.col(name).is_null()}
        case terms.Missing(name):
            return {name: nw.lit(True)}
        case terms.Disputed(question, _):
            return {f"?{question}": nw.lit(True)}
        case terms.Not(inner):
            return _blame(inner)
        case terms.All(tests) | terms.Some(tests):
            return _where_open(test, _merged([_blame(t) for t in tests]))
        case terms.FirstKnown(tests):
            return _where_open(test, _blame(tests[-1]))
        case terms.Any():
            return _where_open(test, {label: _flag(nw.col(_name(test, label))) for label in _labels(test.test)})
    return {}


def _where_open(test: terms.Test, blame: Blame) -> Blame:
    open_ = _value(test).is_null()
    return {label: open_ & expr for label, expr in blame.items()}


def _merged(blames: list[Blame]) -> Blame:
    merged: Blame = {}
    for blame in blames:
        for label, expr in blame.items():
            merged[label] = merged[label] | expr if label in merged else expr
    return merged


@dataclass(frozen=True)
class Bounds:
    """A span term compiled: the two nested spans, and what keeps it from being told on the day asked.

    A flat term holds always or never: ``flat`` is its test, and its spans are only spelled out when asked for.
    """

    sure: tuple[nw.Expr, nw.Expr]
    may: tuple[nw.Expr, nw.Expr]
    blame: Blame
    flat: nw.Expr | None = None

    def on(self, day: nw.Expr) -> tuple[nw.Expr, nw.Expr]:
        """Whether the answer on a day is no, and whether it cannot be told."""
        if self.flat is not None:
            return ~self.flat.fill_null(True), self.flat.is_null()
        surely = (self.sure[0] <= day) & (day < self.sure[1])
        perhaps = (self.may[0] <= day) & (day < self.may[1])
        return ~perhaps, perhaps & ~surely


def _span(term: terms.SpanTerm, day: nw.Expr) -> Bounds:
    start, end = nw.lit(START), nw.lit(END)
    match term:
        case terms.Flat(test):
            value = _value(test)
            sure, may = value.fill_null(False), value.fill_null(True)
            return Bounds(_all_or_none(sure), _all_or_none(may), _blame(test), value)
        case terms.Between(first, last):
            fixed = (nw.lit(first), nw.lit(last))
            return Bounds(fixed, fixed, {})
        case terms.From(when):
            earliest, latest, blame = _date(when, day)
            return Bounds((latest, end), (earliest, end), blame)
        case terms.Until(when):
            earliest, latest, blame = _date(when, day)
            return Bounds((start, earliest), (start, latest), blame)
        case terms.Choose(test, then, otherwise):
            return _choice(_value(test), _blame(test), _span(then, day), _span(otherwise, day))
        case terms.Both(spans):
            parts = [_span(s, day) for s in spans]
            return Bounds(
                _intersection([p.sure for p in parts]), _intersection([p.may for p in parts]), _told_apart(parts, day)
            )
        case terms.Since(first, terms.Flat(test)):
            value, before = _value(test), nw.lit(first)
            sure_end = nw.when(value.fill_null(False)).then(end).otherwise(before)
            may_end = nw.when(value.fill_null(True)).then(end).otherwise(before)
            return Bounds((start, sure_end), (start, may_end), _blame(test))
    raise TypeError(f"not a span term: {term!r}")


def _all_or_none(value: nw.Expr) -> tuple[nw.Expr, nw.Expr]:
    start, end = nw.lit(START), nw.lit(END)
    return nw.when(value).then(start).otherwise(end), nw.when(value).then(end).otherwise(start)


def _choice(value: nw.Expr, blame: Blame, a: Bounds, b: Bounds) -> Bounds:
    def pick(x: nw.Expr, y: nw.Expr, neither: nw.Expr) -> nw.Expr:
        return nw.when(value.is_null()).then(neither).when(value).then(x).otherwise(y)

    low, high = nw.min_horizontal, nw.max_horizontal
    return Bounds(
        (
            pick(a.sure[0], b.sure[0], high(a.sure[0], b.sure[0])),
            pick(a.sure[1], b.sure[1], low(a.sure[1], b.sure[1])),
        ),
        (pick(a.may[0], b.may[0], low(a.may[0], b.may[0])), pick(a.may[1], b.may[1], high(a.may[1], b.may[1]))),
        _merged([blame, a.blame, b.blame]),
    )


def _intersection(spans: list[tuple[nw.Expr, nw.Expr]]) -> tuple[nw.Expr, nw.Expr]:
    if len(spans) == 1:
        return spans[0]
    return nw.max_horizontal(*(s[0] for s in spans)), nw.min_horizontal(*(s[1] for s in spans))


def _told_apart(parts: list[Bounds], day: nw.Expr) -> Blame:
    """Only the parts that cannot be told on the day are to blame."""
    return _merged([{label: part.on(day)[1] & expr for label, expr in part.blame.items()} for part in parts])


def _date(when: terms.DateTerm, day: nw.Expr) -> tuple[nw.Expr, nw.Expr, Blame]:
    """The earliest and latest the date can be, and what is missing for it to be told."""
    if isinstance(when, terms.DateOf):
        moved = _moved(nw.col(when.fact), when)
        return moved.fill_null(START), moved.fill_null(END), {when.fact: nw.col(when.fact).is_null()}
    if not isinstance(when, terms.Latest):
        raise TypeError(f"not a date: {when!r}")
    labels = dict.fromkeys((when.fact, *_labels(when.test)))
    blame = {label: nw.col(_name(when, label)).fill_null(START) > day for label in labels}
    return nw.col(_name(when, "known")).fill_null(START), nw.col(_name(when, "until")).fill_null(START), blame


def _moved(column: nw.Expr, when: terms.DateTerm) -> nw.Expr:
    moved = column
    if when.years:
        moved = moved.dt.offset_by(f"{when.years}y")
    if when.days:
        moved = moved.dt.offset_by(f"{when.days}d")
    return moved.cast(nw.Date)


def rule(book: Book, laid: nw.LazyFrame, as_of: date, *, spans: bool = False) -> nw.LazyFrame:
    """Rule on laid-out facts: ``row``, ``person_id``, ``answers``, ``gaps``, ``holds_from``, ``holds_until``.

    ``answers`` has a bit for each condition that fails and, above them, one for each that cannot be told; ``gaps`` one
    for each missing fact (in the order of ``book.fact_names``) and, above them, one for each open question. With
    ``spans``, each condition's own ``ID_from`` and ``ID_until`` too.
    """
    day = nw.lit(as_of)
    frame = _staged(laid, [t for c in book.conditions for t in _own_tests(c.rule)])
    compiled = [(c.id, _span(c.rule, day)) for c in book.conditions]
    dated = {id: b for id, b in compiled if b.flat is None}
    ends = ("sure_from", "sure_until", "may_from", "may_until")
    frame = frame.with_columns(
        *(e.alias(f"{id}:{end}") for id, b in dated.items() for end, e in zip(ends, b.sure + b.may, strict=True))
    )
    placed = {
        id: Bounds((c[0], c[1]), (c[2], c[3]), b.blame)
        for id, b in dated.items()
        for c in [[nw.col(f"{id}:{end}") for end in ends]]
    }
    bounds = {id: placed.get(id, b) for id, b in compiled}
    frame = frame.with_columns(
        *(e.alias(f"{id}:{n}") for id, b in bounds.items() for n, e in zip(("no", "open"), b.on(day), strict=True))
    )
    return frame.select("row", "person_id", *_result(book, bounds, spans))


def _own_tests(term: terms.Term) -> list[terms.Test]:
    """The tests asked of the person's own row, not of a row of another table."""
    own = [term] if isinstance(term, terms.Test) else []
    inner = () if isinstance(term, terms.Any | terms.Latest) else term.children()
    return [*own, *(t for child in inner for t in _own_tests(child))]


def _result(book: Book, bounds: dict[str, Bounds], spans: bool) -> list[nw.Expr]:
    flags = [nw.col(f"{id}:{name}") for name in ("no", "open") for id in bounds]
    blame = _merged([{k: nw.col(f"{id}:open") & e for k, e in b.blame.items()} for id, b in bounds.items()])
    gaps = _bits([blame.get(label, nw.lit(False)) for label in gap_labels(book)])
    flats = [b.flat for b in bounds.values() if b.flat is not None]
    dated = [b for b in bounds.values() if b.flat is None]
    sure, may = _intersection([b.sure for b in dated]), _intersection([b.may for b in dated])
    surely = reduce(and_, (f.fill_null(False) for f in flats), nw.lit(True))
    perhaps = reduce(and_, (f.fill_null(True) for f in flats), nw.lit(True))
    held = surely & perhaps & (sure[0] < sure[1]) & (may[0] < may[1])
    columns = [
        _bits(flags).alias("answers"),
        gaps.alias("gaps"),
        nw.when(held & (sure[0] == may[0])).then(may[0]).alias("holds_from"),
        nw.when(held & (sure[1] == may[1])).then(may[1]).alias("holds_until"),
    ]
    return columns + ([e for id, b in bounds.items() for e in _told(id, b)] if spans else [])


def _told(id: str, bounds: Bounds) -> list[nw.Expr]:
    """The ends of a span as reported: null where an end cannot be told, or the condition never holds."""
    sure, may = bounds.sure, bounds.may
    held = (sure[0] < sure[1]) & (may[0] < may[1])
    return [
        nw.when(held & (sure[0] == may[0])).then(may[0]).alias(f"{id}_from"),
        nw.when(held & (sure[1] == may[1])).then(may[1]).alias(f"{id}_until"),
    ]


def gap_labels(book: Book) -> tuple[str, ...]:
    """What each bit of ``gaps`` stands for: missing facts by name, then open questions as ``?id``."""
    return (*book.fact_names, *(f"?{id}" for id in book.question_ids))


def _bits(flags: list[nw.Expr]) -> nw.Expr:
    return reduce(lambda a, b: a + b, (f.cast(nw.Int64) * (1 << i) for i, f in enumerate(flags)))
