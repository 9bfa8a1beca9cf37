"""Reading a draft amendment: a small reviewable file, checked word by word before anything is made of it.

A draft is TOML. It has an ``id``, a ``title`` in both languages and a list of ``[[change]]`` tables, each of one kind:

- ``lift = CONDITION`` takes a condition out; with ``articles = [...]``, only those articles out of an exclusion;
- ``exclude = ID`` with ``articles`` (and ``parts``, ``items``), ``uk``, ``en`` adds an exclusion;
- ``widen = CONDITION`` with ``articles`` adds articles to an exclusion;
- ``age_limit``, ``top_age_limit``, ``years_left`` or ``lowest_age = N`` moves an age margin;
- ``unserved_years_at_most = N`` lets only those go whose sentence ends within N years;
- ``in_force = DATE`` with ``condition`` moves the day a condition began (``period``, ``corruption-trial``);
- ``until = DATE`` with ``condition = "period"`` ends the period.

What a change does to the book is in ``amendments``.
"""

import difflib
import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from poruka.law.engine.book import LawError
from poruka.law.facts import BIRTH_OF_THE_CODE
from poruka.law.text import Text
from poruka.law.ukraine import offences


@dataclass(frozen=True)
class Draft:
    """A draft amendment that has been read and understood."""

    id: str
    title: Text
    changes: tuple[Mapping[str, Any], ...]


class Kind(NamedTuple):
    """A kind of change: the words that must stand beside it, and those that may."""

    needs: tuple[str, ...] = ()
    may_have: tuple[str, ...] = ()


KINDS: Mapping[str, Kind] = {
    "lift": Kind(may_have=("articles",)),
    "exclude": Kind(needs=("articles", "uk", "en"), may_have=("parts", "items")),
    "widen": Kind(needs=("articles",)),
    "age_limit": Kind(),
    "top_age_limit": Kind(),
    "years_left": Kind(),
    "lowest_age": Kind(),
    "unserved_years_at_most": Kind(),
    "in_force": Kind(needs=("condition",)),
    "until": Kind(needs=("condition",)),
}


class Shape(NamedTuple):
    """What stands after a word of a change: a test of it, and the same in words, after "must be"."""

    fits: Callable[[Any], bool]
    words: Text


def _all_of(value: Any, fits: Callable[[Any], bool]) -> bool:
    return isinstance(value, list) and bool(value) and all(fits(item) for item in value)


NAME = Shape(
    lambda value: isinstance(value, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value) is not None,
    Text(
        "назвою в лапках: малі латинські літери, цифри, дефіси",
        "a name in quotes: small Latin letters, digits, hyphens",
    ),
)
WORDS = Shape(
    lambda value: isinstance(value, str) and bool(value.strip()),
    Text("текстом у лапках", "a text in quotes"),
)
ARTICLES = Shape(
    lambda value: _all_of(value, lambda item: isinstance(item, str)),
    Text('переліком статей, як ["115", "258-1"]', 'a list of articles, as ["115", "258-1"]'),
)
NUMBERS = Shape(
    lambda value: _all_of(value, lambda item: type(item) is int and item > 0),
    Text("переліком чисел, як [2, 3]", "a list of numbers, as [2, 3]"),
)
YEARS = Shape(
    lambda value: type(value) is int and 0 <= value <= 120,
    Text("числом років від 0 до 120", "a number of years from 0 to 120"),
)
DAY = Shape(
    lambda value: type(value) is date and value >= BIRTH_OF_THE_CODE,
    Text("датою, як 2026-07-01, не раніше 2001-09-01", "a date, as 2026-07-01, not before 2001-09-01"),
)
SHAPES: Mapping[str, Shape] = {
    **dict.fromkeys(("exclude", "lift", "widen", "condition"), NAME),
    **dict.fromkeys(("uk", "en"), WORDS),
    **dict.fromkeys(("parts", "items"), NUMBERS),
    **dict.fromkeys(("age_limit", "top_age_limit", "years_left", "lowest_age", "unserved_years_at_most"), YEARS),
    **dict.fromkeys(("in_force", "until"), DAY),
    "articles": ARTICLES,
}


def read(source: str) -> Draft:
    """Read a draft. Raises LawError with a sentence that names the place and the cure."""
    try:
        content = tomllib.loads(source)
    except tomllib.TOMLDecodeError as broken:
        raise _unreadable(str(broken)) from broken
    _only(content, ("id", "title", "change"), Text("у проєкті", "in the draft"))
    id, title, changes = content.get("id"), content.get("title"), content.get("change")
    if not isinstance(id, str) or not NAME.fits(id):
        raise refused(Text(f"id має бути {NAME.words.uk}", f"id must be {NAME.words.en}"))
    if not isinstance(title, dict) or set(title) != {"uk", "en"} or not all(map(WORDS.fits, title.values())):
        raise refused(
            Text(
                'потрібна назва двома мовами: title = { uk = "...", en = "..." }',
                'a title in both languages is needed: title = { uk = "...", en = "..." }',
            )
        )
    if not isinstance(changes, list) or not changes or not all(isinstance(change, dict) for change in changes):
        raise refused(Text("немає жодної зміни [[change]]", "there is no [[change]]"))
    for number, change in enumerate(changes, 1):
        _check(change, number)
    return Draft(id, Text(title["uk"], title["en"]), tuple(changes))


def refused(why: Text, number: int | None = None) -> LawError:
    """The sentence that refuses a draft; ``number`` is the change at fault."""
    uk, en = ("", "") if number is None else (f"зміна {number}: ", f"change {number}: ")
    stop = "" if why.en.endswith("?") else "."
    return LawError(
        Text(
            f"Проєкт зміни не прийнято: {uk}{why.uk}{stop}",
            f"The draft amendment was not accepted: {en}{why.en}{stop}",
        )
    )


def no_such(uk: str, en: str, given: str, known: Collection[str]) -> Text:
    """A name that is not known, said with the nearest that is."""
    near = difflib.get_close_matches(given, known, 1, cutoff=0.7)
    if not near:
        return Text(uk, en)
    return Text(f"{uk}; можливо, {near[0]}?", f"{en}; did you mean {near[0]}?")


def _unreadable(said: str) -> LawError:
    """The parser names the place in English; in Ukrainian only the place is taken from it."""
    place = re.search(r"line (\d+), column (\d+)", said)
    uk = f"рядок {place[1]}, стовпчик {place[2]}" if place else "обривається в самому кінці"
    return refused(Text(f"текст не читається як TOML ({uk})", f"the text is not readable as TOML ({said})"))


def _check(change: Mapping[str, Any], number: int) -> None:
    """Raise LawError unless the change is of one kind, with the words that kind asks for, each of its shape."""
    kinds = [word for word in change if word in KINDS]
    if len(kinds) != 1:
        strange = "" if kinds else next((word for word in change if word not in SHAPES), "")
        listed = ", ".join(KINDS)
        uk, en = f"має бути рівно одне з {listed}", f"exactly one of {listed} is needed"
        raise refused(no_such(uk, en, strange, KINDS), number)
    kind = KINDS[kinds[0]]
    _only(
        change,
        (kinds[0], *kind.needs, *kind.may_have),
        Text(f"у зміні {number}", f"in change {number}"),
    )
    for word in kind.needs:
        if word not in change:
            raise refused(Text(f"до {kinds[0]} потрібне ще й {word}", f"{kinds[0]} needs {word} as well"), number)
    for word, value in change.items():
        if not SHAPES[word].fits(value):
            words = SHAPES[word].words
            raise refused(Text(f"{word} має бути {words.uk}", f"{word} must be {words.en}"), number)
    _check_offences(change, number)


def _check_offences(change: Mapping[str, Any], number: int) -> None:
    """Raise LawError for an article or a part that is not in the catalogue, and for items of no part."""
    for article in change.get("articles", ()):
        if article not in offences.articles():
            # No nearest one is named: among numbers it would be a guess.
            uk, en = (
                f"статті «{article}» немає в переліку правопорушень",
                f"article “{article}” is not in the catalogue",
            )
            raise refused(Text(uk, en), number)
        for part in change.get("parts", ()):
            if not offences.listed(article, part):
                raise refused(
                    Text(f"у статті {article} немає частини {part}", f"Article {article} has no part {part}"), number
                )
    if "items" in change and "parts" not in change:
        raise refused(Text("пункти (items) бувають лише в частині: вкажіть parts", "items need their parts"), number)


def _only(given: Mapping[str, Any], known: tuple[str, ...], where: Text) -> None:
    for word in given:
        if word not in known:
            uk, en = f"{where.uk} невідоме слово «{word}»", f"unknown word “{word}” {where.en}"
            raise refused(no_such(uk, en, word, known))
