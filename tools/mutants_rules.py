"""Break the law on purpose, a word at a time: each broken rule must make a worked example come out differently.

The tool for code does not touch what is data, and the law is data. Here an article is left out, a part or an item moved
by one, an age or a day, a "not" dropped, an "and" made an "or"; then the examples and tables of ``tests/law`` are asked.
Of what nobody notices most changes nothing: a word that stands twice, as a reason given by several exclusions at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from poruka.law.engine import Book, Condition, determine, terms
from poruka.law.ukraine import BOOK
from tests.law.alike import Asked, everything
from tests.law.spec.loader import NEVER_SAID

DAY = timedelta(days=1)
ALL = everything()


def broken(term: Any) -> Iterator[Any]:
    """The term with one word of it changed, in every way that could be a slip of the pen."""
    yield from _itself_broken(term)
    for place in fields(term):
        value = getattr(term, place.name)
        if isinstance(value, terms.Term):
            for other in broken(value):
                yield replace(term, **{place.name: other})
        elif isinstance(value, tuple):
            for i, part in enumerate(value):
                if isinstance(part, terms.Term):
                    for other in broken(part):
                        yield replace(term, **{place.name: (*value[:i], other, *value[i + 1 :])})


def _itself_broken(term: Any) -> Iterator[Any]:
    if isinstance(term, terms.Test):
        yield from _test_broken(term)
    else:
        yield from _span_broken(term)


def _test_broken(test: terms.Test) -> Iterator[Any]:
    match test:
        case terms.OneOf(_, values) | terms.Overlaps(_, values):
            before: tuple[Any, ...] = values
            yield from (replace(test, values=left) for left in _one_left_out(values) if left)
            for i, value in enumerate(values):
                slips: tuple[Any, ...] = (value - 1, value + 1) if isinstance(value, int) else (f"{value}?",)
                yield from (replace(test, values=(*before[:i], slip, *before[i + 1 :])) for slip in slips)
        case terms.All(tests) | terms.Some(tests):
            yield terms.Some(tests) if isinstance(test, terms.All) else terms.All(tests)
            yield from (replace(test, tests=left) for left in _one_left_out(tests))
        case terms.FirstKnown(tests):
            yield from (terms.FirstKnown(left) for left in _one_left_out(tests))
            yield terms.FirstKnown(tests[::-1])
        case terms.Not(inner) | terms.NotRuledOut(inner):
            yield inner
        case terms.Known(value):
            yield terms.Known(not value)
        case terms.Missing() | terms.Disputed():
            yield from (terms.TRUE, terms.FALSE)
        case terms.Any():
            yield replace(test, at_least=test.at_least + 1)


def _span_broken(term: Any) -> Iterator[Any]:
    match term:
        case terms.Both(spans):
            yield from (terms.Both(left) for left in _one_left_out(spans))
        case terms.Between(start, end):
            moved = ((start - DAY, end), (start + DAY, end), (start, end - DAY))
            yield from (terms.Between(*ends) for ends in moved)
        case terms.Since(day, rule):
            yield from (terms.Since(day + n * DAY, rule) for n in (-1, 1))
        case terms.Choose(test, then, otherwise):
            yield terms.Choose(test, otherwise, then)
        case terms.From(date):
            yield terms.Until(date)
        case terms.Until(date):
            yield terms.From(date)
        case terms.DateTerm():
            yield from (replace(term, years=term.years + n) for n in (-1, 1))
            yield from (replace(term, days=term.days + n) for n in (-1, 1))


def _one_left_out(parts: Sequence[Any]) -> list[Any]:
    return [(*parts[:i], *parts[i + 1 :]) for i in range(len(parts))]


def notices(one: Asked, book: Book) -> bool:
    """Whether the question is answered otherwise than it should be."""
    (found,) = determine(book, one.facts, one.on, one.readings).conditions
    ends = ((one.from_, found.from_), (one.until, found.until))
    return (
        found.holds != one.answer
        or set(found.missing_facts) != one.missing
        or set(found.open_questions) != one.questions
        or any(wanted is not NEVER_SAID and wanted != told for wanted, told in ends)
    )


def unnoticed(condition: Condition) -> list[terms.SpanTerm]:
    """The broken rules of a condition that nothing tells from the right one."""
    asked = [one for one in ALL if one.condition == condition.id]
    left = []
    for rule in dict.fromkeys(broken(condition.rule)):
        book = replace(BOOK, conditions=(replace(condition, rule=rule),))
        place = next((i for i, one in enumerate(asked) if notices(one, book)), None)
        if place is None:
            left.append(rule)
        else:
            asked.insert(0, asked.pop(place))  # what noticed this slip is likely to notice the next
    return left


def counted(condition: Condition) -> tuple[int, list[terms.SpanTerm]]:
    """How many ways there are to break the rule of a condition, and those that nobody notices."""
    return len(set(broken(condition.rule))), unnoticed(condition)
