"""What a draft amendment makes of the book: applied over today's law, to ask what it would change.

How a draft is written, and how it is read, is in ``drafts``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from poruka.law.engine import terms
from poruka.law.engine.book import Book, Condition
from poruka.law.engine.terms import OneOf, Test
from poruka.law.text import Text
from poruka.law.ukraine import law_2232
from poruka.law.ukraine.drafts import Draft, no_such, read, refused
from poruka.law.ukraine.exclusions import EXCLUDED, served_for
from poruka.law.ukraine.offences import excluded, offence

__all__ = ["Draft", "amend", "read"]


def amend(book: Book, draft: Draft) -> Book:
    """The book with the draft applied; its versions name the draft. Raises LawError where a change cannot be made."""
    state = _State(
        dict(EXCLUDED), {c.id: c for c in book.conditions}, law_2232.AGE_LIMIT, law_2232.AGE_LIMIT_OF_TOP_OFFICERS
    )
    for number, change in enumerate(draft.changes, 1):
        state.apply(change, number)
    if not state.by_id:
        raise refused(Text("не лишилося б жодної умови", "no condition would be left"))
    return replace(book, conditions=state.conditions(), draft=draft.id)


@dataclass
class _State:
    """The book while a draft is being applied to it, change by change."""

    excluded: dict[str, Test]
    by_id: dict[str, Condition]
    age_limit: int
    top_age_limit: int
    years_left: int = law_2232.YEARS_LEFT

    def apply(self, change: Mapping[str, Any], number: int) -> None:
        match change:
            case {"lift": id, "articles": articles}:
                self._take_out(id, frozenset(articles), number)
            case {"lift": id}:
                self._condition(id, number)
                del self.by_id[id]
                self.excluded.pop(id, None)
            case {"widen": id, "articles": articles}:
                self._take_in(id, excluded(offence(*articles)), number)
            case {"exclude": id}:
                self._add(id, change, number)
            case {"unserved_years_at_most": years}:
                self.by_id["unserved-term"] = _unserved(years)
            case {"lowest_age": years}:
                lower = terms.From(terms.DateOf("birth_date", years=years))
                self.by_id["lower-age"] = replace(self._condition("lower-age", number), rule=lower)
            case {"condition": _}:
                self._move(change, number)
            case _:
                ((margin, years),) = change.items()
                setattr(self, margin, years)
                upper = law_2232.until_age(self.age_limit, self.top_age_limit, self.years_left)
                self.by_id["upper-age"] = replace(self._condition("upper-age", number), rule=upper)

    def conditions(self) -> tuple[Condition, ...]:
        if "earlier-record" in self.by_id:
            rule = law_2232.until_expunged(tuple(self.excluded.values()))
            self.by_id["earlier-record"] = replace(self.by_id["earlier-record"], rule=rule)
        return tuple(self.by_id.values())

    def _condition(self, id: str, number: int) -> Condition:
        if id not in self.by_id:
            raise refused(no_such(f"немає умови «{id}»", f"there is no condition “{id}”", id, self.by_id), number)
        return self.by_id[id]

    def _check_exclusion(self, id: str, number: int) -> None:
        self._condition(id, number)
        if id not in self.excluded:
            raise refused(
                Text(f"умова «{id}» не є переліком статей", f"condition “{id}” is not a list of articles"), number
            )

    def _take_out(self, id: str, articles: frozenset[str], number: int) -> None:
        self._check_exclusion(id, number)
        absent = sorted(articles - _named(self.excluded[id]))
        if absent:
            raise refused(
                Text(f"в умові «{id}» немає статті {absent[0]}", f"condition “{id}” has no article {absent[0]}"),
                number,
            )
        self.excluded[id] = _without(self.excluded[id], articles)
        self.by_id[id] = replace(self.by_id[id], rule=_without(self.by_id[id].rule, articles))

    def _take_in(self, id: str, more: Test, number: int) -> None:
        self._check_exclusion(id, number)
        before, after = self.excluded[id], self.excluded[id] | more
        self.excluded[id] = after
        self.by_id[id] = replace(self.by_id[id], rule=_substituted(self.by_id[id].rule, before, after))

    def _add(self, id: str, change: Mapping[str, Any], number: int) -> None:
        if id in self.by_id:
            raise refused(Text(f"умова «{id}» вже є", f"condition “{id}” exists already"), number)
        each = [
            offence(*change["articles"], part=part, items=tuple(change.get("items", ())))
            for part in change.get("parts", (None,))
        ]
        match = excluded(terms.either(*each))
        self.excluded[id] = match
        self.by_id[id] = _drafted(id, Text(change["uk"], change["en"]), terms.never_if(served_for(match)))

    def _move(self, change: Mapping[str, Any], number: int) -> None:
        condition = self._condition(change["condition"], number)
        match condition.rule, change:
            case terms.Between(start, _), {"until": day}:
                rule: terms.SpanTerm = terms.Between(start, day)
            case terms.Between(_, end), {"in_force": day}:
                rule = terms.Between(day, end)
            case terms.Since(_, flat), {"in_force": day}:
                rule = terms.Since(day, flat)
            case _:
                raise refused(
                    Text("дату цієї умови змінити не можна", "that condition has no such date to move"), number
                )
        self.by_id[condition.id] = replace(condition, rule=rule)


def _drafted(id: str, text: Text, rule: terms.SpanTerm) -> Condition:
    """A condition that only the draft has."""
    return Condition(id, text, text, "проєкт", date.min, "open", rule)


def _unserved(years: int) -> Condition:
    soon = terms.From(terms.Latest("ends_on", table="sentences", test=terms.Fact("serving"), years=-years))
    on_file = terms.given(terms.Any("sentences", terms.TRUE), terms.TRUE, terms.Missing("ends_on"))
    text = Text(
        f"До кінця строку покарання лишається не більше ніж {years} р.",
        f"No more than {years} years of the sentence are left.",
    )
    return _drafted("unserved-term", text, terms.Both((soon, terms.Flat(on_file))))


def _named(match: Test) -> frozenset[str | int]:
    """The articles a test names."""
    named = (t.values for t in terms.walk(match) if isinstance(t, OneOf) and t.fact == "article")
    return frozenset(article for values in named for article in values)


def _without(term: Any, articles: frozenset[str]) -> Any:
    """The term with the articles taken out wherever it names articles."""
    if isinstance(term, OneOf) and term.fact == "article":
        left = tuple(v for v in term.values if v not in articles)
        return OneOf("article", left) if left else terms.FALSE
    return terms.rebuilt(term, lambda inner: _without(inner, articles))


def _substituted(term: Any, old: Test, new: Test) -> Any:
    return new if term == old else terms.rebuilt(term, lambda inner: _substituted(inner, old, new))
