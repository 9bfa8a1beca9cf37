"""The law for one person: terms compiled to plain Python, with the trace of every answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from poruka.law.calendar import add_days, add_years
from poruka.law.engine import terms
from poruka.law.engine.book import Book, Condition
from poruka.law.engine.spans import CANNOT_TELL, END, NO, START, YES, Answer, Holds, Span, both
from poruka.law.facts import Facts, Row
from poruka.law.text import Text

Verdict = str
Ask = Callable[[Row, Facts], bool | None]
When = Callable[[Facts], Answer]


@dataclass(frozen=True, slots=True)
class FactUsed:
    """A fact an answer rests on, and the row it stands in."""

    table: str
    row_id: str
    name: str
    value: object


@dataclass(frozen=True, slots=True)
class Finding:
    """What one condition answers for one person on one day, and why."""

    id: str
    holds: Holds
    from_: date | None
    until: date | None
    cites: str
    text: Text
    facts: tuple[FactUsed, ...]
    missing_facts: tuple[str, ...]
    open_questions: tuple[str, ...]

    @property
    def open_question(self) -> str | None:
        return self.open_questions[0] if self.open_questions else None


@dataclass(frozen=True, slots=True)
class Determination:
    """What the law says of one person on one day. It is not a decision: people decide.

    ``holds_from`` and ``holds_until`` are the half-open span on which every condition holds; None where it cannot
    be told or never does. ``missing_facts`` and ``open_questions`` name what stands between *cannot tell* and an answer.
    """

    person_id: str
    as_of: date
    verdict: str
    failed: tuple[str, ...]
    unknown: tuple[str, ...]
    missing_facts: tuple[str, ...]
    open_questions: tuple[str, ...]
    holds_from: date | None
    holds_until: date | None
    law_version: str
    conditions: tuple[Finding, ...]


def determine(book: Book, facts: Facts, as_of: date, readings: Mapping[str, str] | None = None) -> Determination:
    """Apply the book to one person as of a day, under the default readings or those given."""
    book = adopted(book, tuple(sorted((readings or {}).items())))
    version = book.version(as_of)
    answers = tuple((c, _span(c.rule)(facts)) for c in book.conditions)
    findings = tuple(_finding(c, answer, facts, as_of, book) for c, answer in answers)
    whole = both(answer for _, answer in answers)
    failed = tuple(f.id for f in findings if f.holds == "no")
    unknown = tuple(f.id for f in findings if f.holds == "cannot_tell")
    missing = {name for f in findings for name in f.missing_facts}
    questions = {id for f in findings for id in f.open_questions}
    return Determination(
        person_id=facts.person_id,
        as_of=as_of,
        verdict="barred" if failed else "cannot_tell" if unknown else "may_apply",
        failed=failed,
        unknown=unknown,
        missing_facts=tuple(name for name in book.fact_names if name in missing),
        open_questions=tuple(id for id in book.question_ids if id in questions),
        holds_from=whole.start,
        holds_until=whole.end,
        law_version=version,
        conditions=findings,
    )


def adopted(book: Book, readings: tuple[tuple[str, str], ...]) -> Book:
    """The book under the readings, worked out once for each book and set of readings."""
    found = book.adoptions.get(readings)
    if found is None:
        found = book.adoptions[readings] = book.adopt(dict(readings))
    return found


def _finding(condition: Condition, answer: Answer, facts: Facts, as_of: date, book: Book) -> Finding:
    holds = answer.on(as_of)
    blamed = _blame_span(condition.rule, facts, as_of) if holds == "cannot_tell" else frozenset()
    return Finding(
        id=condition.id,
        holds=holds,
        from_=answer.start,
        until=answer.end,
        cites=condition.cites,
        text=condition.text,
        facts=tuple(_facts_read(condition.facts, facts)),
        missing_facts=tuple(name for name in book.fact_names if name in blamed),
        open_questions=tuple(id for id in book.question_ids if f"?{id}" in blamed),
    )


def _facts_read(pairs: tuple[tuple[str, str], ...], facts: Facts) -> list[FactUsed]:
    read: list[FactUsed] = []
    for table, key in (("persons", "person_id"), ("sentences", "sentence_id"), ("convictions", "conviction_id")):
        names = [name for t, name in pairs if t == table]
        if names:
            for row in rows_of(facts, table):
                read.extend(FactUsed(table, str(row[key]), name, row[name]) for name in names)
    return read


def rows_of(facts: Facts, table: str) -> tuple[Row, ...]:
    """The person's rows of a table."""
    match table:
        case "persons":
            return (facts.person,)
        case "sentences":
            return facts.sentences
        case "convictions":
            return facts.convictions
    raise TypeError(f"not a table: {table!r}")


@lru_cache(maxsize=4096)
def _ask(test: terms.Test) -> Ask:
    """Compile a test: a function of a row that returns true, false or None (not known)."""
    match test:
        case terms.Known(value):
            return lambda row, facts: value
        case terms.Fact(name):
            return lambda row, facts: row[name]
        case terms.OneOf(name, values):
            wanted = frozenset(values)
            return lambda row, facts: None if row[name] is None else row[name] in wanted
        case terms.Overlaps(name, values):
            numbers = frozenset(values)
            return lambda row, facts: None if row[name] is None else not numbers.isdisjoint(row[name])
        case terms.Listed(names, lookup):
            key, keys = lookup.key, lookup.keys
            return lambda row, facts: key(*(row[name] for name in names)) in keys
        case terms.Missing() | terms.Disputed():
            return lambda row, facts: None
        case terms.Not(inner):
            ask = _ask(inner)
            return lambda row, facts: None if (value := ask(row, facts)) is None else not value
        case terms.NotRuledOut(inner):
            ask = _ask(inner)
            return lambda row, facts: ask(row, facts) is not False
        case terms.All(tests):
            return _every(tuple(map(_ask, tests)), stop=False)
        case terms.Some(tests):
            return _every(tuple(map(_ask, tests)), stop=True)
        case terms.FirstKnown(tests):
            asks = tuple(map(_ask, tests))
            return lambda row, facts: next((v for ask in asks if (v := ask(row, facts)) is not None), None)
        case terms.Any(table, inner, at_least):
            return _count(_ask(inner), table, at_least)
    raise TypeError(f"not a test: {test!r}")


def _every(asks: tuple[Ask, ...], *, stop: bool) -> Ask:
    """Kleene's *and* (stop at false) or *or* (stop at true) over several tests of one row."""

    def fold(row: Row, facts: Facts) -> bool | None:
        answer: bool | None = not stop
        for ask in asks:
            value = ask(row, facts)
            if value is stop:
                return stop
            if value is None:
                answer = None
        return answer

    return fold


def _count(ask: Ask, table: str, at_least: int) -> Ask:
    """Whether enough rows pass: true, false, or not known while the rows that cannot be told could decide it."""

    def count(row: Row, facts: Facts) -> bool | None:
        surely = perhaps = 0
        for other in rows_of(facts, table):
            value = ask(other, facts)
            if value is not False:
                perhaps += 1
                surely += value is True
        return True if surely >= at_least else None if perhaps >= at_least else False

    return count


@lru_cache(maxsize=4096)
def _span(term: terms.SpanTerm) -> When:
    """Compile a span term: a function of a person's facts that returns the answer."""
    match term:
        case terms.Flat(test):
            ask = _ask(test)
            return lambda facts: {True: YES, False: NO, None: CANNOT_TELL}[ask(facts.person, facts)]
        case terms.Between(start, end):
            fixed = Answer(Span(start, end), Span(start, end))
            return lambda facts: fixed
        case terms.From(when):
            bounds = _bounds(when)
            return lambda facts: _from(*bounds(facts))
        case terms.Until(when):
            bounds = _bounds(when)
            return lambda facts: _until(*bounds(facts))
        case terms.Choose(test, then, otherwise):
            ask, yes, no = _ask(test), _span(then), _span(otherwise)

            def choose(facts: Facts) -> Answer:
                value = ask(facts.person, facts)
                if value is not None:
                    return yes(facts) if value else no(facts)
                a, b = yes(facts), no(facts)
                return Answer(both((a, b)).sure, _hull(a.may, b.may))

            return choose
        case terms.Both(spans):
            parts = tuple(map(_span, spans))
            return lambda facts: both(part(facts) for part in parts)
        case terms.Since(day, rule):
            inner, before = _span(rule), Span(START, day)

            def since(facts: Facts) -> Answer:
                answer = inner(facts)
                return Answer(*(before if span.empty else span for span in (answer.sure, answer.may)))

            return since
    raise TypeError(f"not a span term: {term!r}")


def _hull(a: Span, b: Span) -> Span:
    return Span(min(a.start, b.start), max(a.end, b.end))


def _from(earliest: date, latest: date) -> Answer:
    return Answer(Span(latest, END), Span(earliest, END))


def _until(earliest: date, latest: date) -> Answer:
    return Answer(Span(START, earliest), Span(START, latest))


def _bounds(when: terms.DateTerm) -> Callable[[Facts], tuple[date, date]]:
    """The earliest and the latest day the date can be; START and END where nothing is known."""
    if isinstance(when, terms.DateOf):

        def own(facts: Facts) -> tuple[date, date]:
            value = facts.person[when.fact]
            return (START, END) if value is None else (_moved(value, when),) * 2

        return own
    if not isinstance(when, terms.Latest):
        raise TypeError(f"not a date: {when!r}")
    ask, latest = _ask(when.test), when

    def among(facts: Facts) -> tuple[date, date]:
        earliest = last = START
        for row in rows_of(facts, latest.table):
            passes = ask(row, facts)
            if passes is False:
                continue
            value = row[latest.fact]
            day = END if value is None else _moved(value, latest)
            last = max(last, day)
            if passes and value is not None:
                earliest = max(earliest, day)
        return earliest, last

    return among


def _moved(day: date, when: terms.DateTerm) -> date:
    return min(max(add_days(add_years(day, when.years), when.days), START), END)


def _blame_span(term: terms.SpanTerm, facts: Facts, day: date) -> frozenset[str]:
    """The missing facts (by name) and open questions (``?id``) that keep an answer from being told on a day."""
    if _span(term)(facts).on(day) != "cannot_tell":
        return frozenset()
    match term:
        case terms.Flat(test) | terms.Since(_, terms.Flat(test)):
            return _blame(test, facts.person, facts)
        case terms.From(terms.DateOf(name)) | terms.Until(terms.DateOf(name)):
            return frozenset({name})
        case terms.From(terms.Latest() as when) | terms.Until(terms.Latest() as when):
            return _blame_latest(when, facts, day)
        case terms.Choose(test, then, otherwise):
            value = _ask(test)(facts.person, facts)
            found = _blame(test, facts.person, facts)
            branches = [b for b, taken in ((then, value is not False), (otherwise, value is not True)) if taken]
            return found.union(*(_blame_span(b, facts, day) for b in branches))
    inside = [part for part in term.children() if isinstance(part, terms.SpanTerm)]
    return frozenset().union(*(_blame_span(part, facts, day) for part in inside))


def _blame_latest(when: terms.Latest, facts: Facts, day: date) -> frozenset[str]:
    ask = _ask(when.test)
    found: set[str] = set()
    for row in rows_of(facts, when.table):
        passes = ask(row, facts)
        value = row[when.fact]
        if passes is False or (value is not None and _moved(value, when) <= day):
            continue
        if passes is None:
            found |= _blame(when.test, row, facts)
        if value is None:
            found.add(when.fact)
    return frozenset(found)


def _blame(test: terms.Test, row: Row, facts: Facts) -> frozenset[str]:
    """Why a test cannot be told of a row; empty where it can."""
    if _ask(test)(row, facts) is not None:
        return frozenset()
    match test:
        case terms.Fact(name) | terms.OneOf(name, _) | terms.Overlaps(name, _) | terms.Missing(name):
            return frozenset({name})
        case terms.Disputed(question, _):
            return frozenset({f"?{question}"})
        case terms.FirstKnown(tests):
            return _blame(tests[-1], row, facts)
        case terms.Any(table, inner, _):
            return frozenset().union(*(_blame(inner, r, facts) for r in rows_of(facts, table)))
    inside = [part for part in test.children() if isinstance(part, terms.Test)]
    return frozenset().union(*(_blame(part, row, facts) for part in inside))
