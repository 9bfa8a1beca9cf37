"""Draft amendments: a small reviewable file, applied over today's law to ask what it would change.

A draft is TOML. It has an ``id``, a ``title`` in both languages and a list of ``[[change]]`` tables, each of one kind:

- ``lift = CONDITION`` takes a condition out; with ``articles = [...]``, only those articles out of an exclusion;
- ``exclude = ID`` with ``articles`` (and ``parts``, ``items``), ``uk``, ``en`` adds an exclusion;
- ``widen = CONDITION`` with ``articles`` adds articles to an exclusion;
- ``age_limit``, ``top_age_limit``, ``years_left`` or ``lowest_age = N`` moves an age margin;
- ``unserved_years_at_most = N`` lets only those go whose sentence ends within N years;
- ``in_force = DATE`` with ``condition`` moves the day a condition began (``period``, ``corruption-trial``);
- ``until = DATE`` with ``condition = "period"`` ends the period.
"""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from poruka.law.engine import terms
from poruka.law.engine.book import Book, Condition, LawError
from poruka.law.engine.spans import END
from poruka.law.engine.terms import OneOf, Test
from poruka.law.text import Text
from poruka.law.ukraine import law_2232
from poruka.law.ukraine.exclusions import EXCLUDED, served_for
from poruka.law.ukraine.offences import articles as catalogued
from poruka.law.ukraine.offences import excluded, offence

KINDS: Mapping[str, frozenset[str]] = {
    "lift": frozenset({"articles"}),
    "exclude": frozenset({"articles", "parts", "items", "uk", "en"}),
    "widen": frozenset({"articles"}),
    "age_limit": frozenset(),
    "top_age_limit": frozenset(),
    "years_left": frozenset(),
    "lowest_age": frozenset(),
    "unserved_years_at_most": frozenset(),
    "in_force": frozenset({"condition"}),
    "until": frozenset({"condition"}),
}
MARGINS = ("age_limit", "top_age_limit", "years_left", "lowest_age", "unserved_years_at_most")


@dataclass(frozen=True)
class Draft:
    """A draft amendment that has been read and understood."""

    id: str
    title: Text
    changes: tuple[Mapping[str, Any], ...]


def read(source: str) -> Draft:
    """Read a draft. Raises LawError with a sentence that names the place and the cure."""
    try:
        content = tomllib.loads(source)
    except tomllib.TOMLDecodeError as broken:
        raise _wrong(
            f"файл не читається як TOML ({broken})", f"the file is not readable as TOML ({broken})"
        ) from broken
    _only(content, {"id", "title", "change"}, "у файлі", "in the file")
    title = content.get("title")
    if not isinstance(content.get("id"), str) or not isinstance(title, dict) or set(title) != {"uk", "en"}:
        raise _wrong(
            'потрібні id = "..." і title = { uk = "...", en = "..." }',
            'id = "..." and title = { uk = "...", en = "..." } are needed',
        )
    changes = content.get("change")
    if not isinstance(changes, list) or not changes:
        raise _wrong("немає жодної зміни [[change]]", "there is no [[change]]")
    for number, change in enumerate(changes, 1):
        _check(change, number)
    return Draft(content["id"], Text(title["uk"], title["en"]), tuple(changes))


def amend(book: Book, draft: Draft) -> Book:
    """The book with the draft applied; its versions name the draft."""
    state = _State(
        dict(EXCLUDED), {c.id: c for c in book.conditions}, law_2232.AGE_LIMIT, law_2232.AGE_LIMIT_OF_TOP_OFFICERS
    )
    for number, change in enumerate(draft.changes, 1):
        state.apply(change, number)
    return replace(book, conditions=state.conditions(), draft=draft.id)


def _check(change: Mapping[str, Any], number: int) -> None:
    kinds = [key for key in change if key in KINDS]
    if len(kinds) != 1:
        unknown = [key for key in change if key not in KINDS]
        near = difflib.get_close_matches(unknown[0], KINDS, 1) if unknown and not kinds else []
        hint_uk = f"; можливо, {near[0]}?" if near else ""
        hint_en = f"; did you mean {near[0]}?" if near else ""
        raise _wrong(
            f"зміна {number}: має бути рівно одне з {', '.join(KINDS)}{hint_uk}",
            f"change {number}: exactly one of {', '.join(KINDS)} is needed{hint_en}",
        )
    kind = kinds[0]
    _only(change, {kind, *KINDS[kind]}, f"у зміні {number}", f"in change {number}")
    value = change[kind]
    if kind in MARGINS and (not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 120):
        raise _wrong(
            f"зміна {number}: {kind} має бути числом років від 0 до 120",
            f"change {number}: {kind} must be a number of years from 0 to 120",
        )
    if kind in {"in_force", "until"} and type(value) is not date:
        raise _wrong(
            f"зміна {number}: {kind} має бути датою, як 2026-07-01",
            f"change {number}: {kind} must be a date, as 2026-07-01",
        )
    if kind in {"exclude", "widen"} and not change.get("articles"):
        raise _wrong(f"зміна {number}: вкажіть articles = [...]", f"change {number}: give articles = [...]")
    if kind == "exclude" and not (change.get("uk") and change.get("en")):
        raise _wrong(f"зміна {number}: поясніть її словами: uk і en", f"change {number}: say it in words: uk and en")
    for article in change.get("articles", ()):
        if article not in catalogued():
            near = difflib.get_close_matches(str(article), catalogued(), 1)
            raise _wrong(
                f"зміна {number}: статті «{article}» немає в каталозі{f'; можливо, {near[0]}?' if near else ''}",
                f"change {number}: article “{article}” is not in the catalogue{f'; did you mean {near[0]}?' if near else ''}",
            )


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
                self._rewrite(id, frozenset(articles), number)
            case {"lift": id}:
                self._condition(id, number)
                del self.by_id[id]
                self.excluded.pop(id, None)
            case {"widen": id, "articles": articles}:
                self._exclusion(id, number)
                self._replace_match(id, self.excluded[id] | excluded(offence(*articles)))
            case {"exclude": id}:
                self._add(id, change, number)
            case {"unserved_years_at_most": years}:
                self.by_id["unserved-term"] = _unserved(years)
            case {"lowest_age": years}:
                lower = terms.From(terms.DateOf("birth_date", years=years))
                self.by_id["lower-age"] = replace(self._condition("lower-age", number), rule=lower)
            case {"in_force": day} | {"until": day}:
                self._move(change, day, number)
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
            near = difflib.get_close_matches(id, self.by_id, 1)
            raise _wrong(
                f"зміна {number}: немає умови «{id}»{f'; можливо, {near[0]}?' if near else ''}",
                f"change {number}: there is no condition “{id}”{f'; did you mean {near[0]}?' if near else ''}",
            )
        return self.by_id[id]

    def _exclusion(self, id: str, number: int) -> None:
        self._condition(id, number)
        if id not in self.excluded:
            raise _wrong(
                f"зміна {number}: умова «{id}» не є переліком статей",
                f"change {number}: condition “{id}” is not a list of articles",
            )

    def _rewrite(self, id: str, articles: frozenset[str], number: int) -> None:
        self._exclusion(id, number)
        named = {
            v for t in terms.walk(self.excluded[id]) if isinstance(t, OneOf) and t.fact == "article" for v in t.values
        }
        absent = sorted(articles - named)
        if absent:
            raise _wrong(
                f"зміна {number}: в умові «{id}» немає статті {absent[0]}",
                f"change {number}: condition “{id}” has no article {absent[0]}",
            )
        self._replace_match(id, _without(self.excluded[id], articles))

    def _replace_match(self, id: str, match: Test) -> None:
        before, self.excluded[id] = self.excluded[id], match
        self.by_id[id] = replace(self.by_id[id], rule=_substituted(self.by_id[id].rule, before, match))

    def _add(self, id: str, change: Mapping[str, Any], number: int) -> None:
        if id in self.by_id:
            raise _wrong(f"зміна {number}: умова «{id}» вже є", f"change {number}: condition “{id}” exists already")
        each = [
            offence(*change["articles"], part=part, items=tuple(change.get("items", ())))
            for part in change.get("parts") or [None]
        ]
        match = excluded(terms.either(*each))
        text = Text(change["uk"], change["en"])
        self.excluded[id] = match
        self.by_id[id] = Condition(id, text, text, "проєкт", date.min, "open", terms.never_if(served_for(match)))

    def _move(self, change: Mapping[str, Any], day: date, number: int) -> None:
        condition = self._condition(change.get("condition", ""), number)
        match condition.rule:
            case terms.Between(start, _) if "until" in change:
                rule: terms.SpanTerm = terms.Between(start, day)
            case terms.Between():
                rule = terms.Between(day, END)
            case terms.Since(_, flat) if "in_force" in change:
                rule = terms.Since(day, flat)
            case _:
                raise _wrong(
                    f"зміна {number}: дату цієї умови змінити не можна",
                    f"change {number}: that condition has no such date to move",
                )
        self.by_id[condition.id] = replace(condition, rule=rule)


def _unserved(years: int) -> Condition:
    soon = terms.From(terms.Latest("ends_on", table="sentences", test=terms.Fact("serving"), years=-years))
    on_file = terms.given(terms.Any("sentences", terms.TRUE), terms.TRUE, terms.Missing("ends_on"))
    text = Text(
        f"До кінця строку покарання лишається не більше ніж {years} р.",
        f"No more than {years} years of the sentence are left.",
    )
    return Condition("unserved-term", text, text, "проєкт", date.min, "open", terms.Both((soon, terms.Flat(on_file))))


def _without(term: Any, articles: frozenset[str]) -> Any:
    """The term with the articles taken out wherever it names articles."""
    if isinstance(term, OneOf) and term.fact == "article":
        left = tuple(v for v in term.values if v not in articles)
        return OneOf("article", left) if left else terms.FALSE
    return terms.rebuilt(term, lambda inner: _without(inner, articles))


def _substituted(term: Any, old: Test, new: Test) -> Any:
    return new if term == old else terms.rebuilt(term, lambda inner: _substituted(inner, old, new))


def _only(given: Mapping[str, Any], known: set[str], where_uk: str, where_en: str) -> None:
    for key in given:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            raise _wrong(
                f"{where_uk} невідоме слово «{key}»{f'; можливо, {near[0]}?' if near else ''}",
                f"unknown word “{key}” {where_en}{f'; did you mean {near[0]}?' if near else ''}",
            )


def _wrong(uk: str, en: str) -> LawError:
    return LawError(Text(f"Проєкт зміни не прийнято: {uk}.", f"The draft amendment was not accepted: {en}."))
