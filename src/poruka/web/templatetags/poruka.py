"""Template tags: texts in pairs, counts, dates, the three answers, citations. Loaded in every template."""

import re
from datetime import date
from typing import Any, cast

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from poruka.law.text import Text
from poruka.web import citations, glossary, words
from poruka.web.languages import ENGLISH, UKRAINIAN

register = template.Library()


def _language(context: Context) -> str:
    return cast(str, context.get("lang", UKRAINIAN))


def _filled(wording: str, values: dict[str, Any]) -> SafeString:
    """Put the values into the {gaps} of a wording from a template; the values are escaped, the wording is ours."""
    return mark_safe(re.sub(r"\{(\w+)\}", lambda gap: conditional_escape(values[gap[1]]), wording))  # noqa: S308


@register.simple_tag(takes_context=True)
def t(context: Context, uk: str, en: str, **values: Any) -> SafeString:
    """One short text in both languages: ``{% t "Люди" "People" %}``; ``{gaps}`` are filled by name."""
    return _filled(en if _language(context) == ENGLISH else uk, values)


@register.simple_tag(takes_context=True)
def say(context: Context, text: Text) -> str:
    """A ``Text`` of the law or the register, in the reader's language."""
    return words.unbroken(text.of(_language(context)))


@register.tag("uk")
def in_both(parser: Parser, token: Token) -> "Both":
    """A long text in both languages: ``{% uk %}...{% en %}...{% endboth %}``."""
    ukrainian = parser.parse(("en",))
    parser.delete_first_token()
    english = parser.parse(("endboth",))
    parser.delete_first_token()
    return Both(ukrainian, english)


class Both(template.Node):
    """Renders one of two blocks."""

    child_nodelists = ("ukrainian", "english")

    def __init__(self, ukrainian: NodeList, english: NodeList) -> None:
        self.ukrainian = ukrainian
        self.english = english

    def render(self, context: Context) -> SafeString:
        return (self.english if _language(context) == ENGLISH else self.ukrainian).render(context)


@register.simple_tag(takes_context=True)
def count(context: Context, n: int, one: str, few: str, many: str, en_one: str, en_other: str) -> str:
    """A number with its noun: ``{% count n "особа" "особи" "осіб" "person" "people" %}``."""
    return words.count(n, (one, few, many, en_one, en_other), _language(context))


@register.simple_tag(takes_context=True)
def form(context: Context, n: int, one: str, few: str, many: str, en_one: str, en_other: str) -> str:
    """The word that goes with a number, without the number."""
    if _language(context) == ENGLISH:
        return words.form_en(n, en_one, en_other)
    return words.form_uk(n, one, few, many)


@register.filter
def number(value: int) -> str:
    """``27 471`` with thin spaces that never break."""
    return words.number(value)


@register.filter
def add_px(value: float, more: float) -> float:
    """The sum of two lengths of a picture, in pixels."""
    return round(value + more, 1)


@register.filter
def magnitude(value: int) -> int:
    """A number without its sign."""
    return abs(value)


@register.simple_tag
def share(part: int, whole: int) -> str:
    """A part of a whole, in per cent."""
    return words.share(part, whole)


@register.simple_tag(takes_context=True)
def fulldate(context: Context, day: date | None, end: str = "") -> str:
    """``15 січня 2026 р.`` or ``15 January 2026``; a day that is not known says so. ``end="."`` closes a sentence."""
    language = _language(context)
    said = ("not known" if language == ENGLISH else "невідомо") if day is None else words.full_date(day, language)
    return words.sentence(said) if end else said


@register.simple_tag(takes_context=True)
def month(context: Context, day: date) -> str:
    """``січень 2026`` or ``January 2026``."""
    return words.month(day, _language(context))


@register.simple_tag(takes_context=True)
def timeleft(context: Context, day: date, today: date) -> str:
    """Time left to a limit: ``ще 3 дні``, ``прострочено на 2 дні``."""
    return words.time_left(day, today, _language(context))


@register.simple_tag(takes_context=True)
def distance(context: Context, day: date, today: date) -> str:
    """How far a day is: ``через 3 дні``, ``2 дні тому``."""
    return words.distance(day, today, _language(context))


_MARKS = {
    "yes": (
        '<circle class="pk-mark__ground" cx="12" cy="12" r="11"/><path class="pk-mark__sign"'
        ' d="M6.5 12.5l3.6 3.7 7.4-8"/>'
    ),
    "no": (
        '<rect class="pk-mark__ground" x="1" y="1" width="22" height="22"/><path'
        ' class="pk-mark__sign" d="M7 7l10 10M17 7L7 17"/>'
    ),
    "cannot_tell": (
        '<path class="pk-mark__outline" d="M12 1.4L22.6 12 12 22.6 1.4 12z"/>'
        '<path class="pk-mark__hatch" d="M4.4 9l10.6 10.6M7.2 6.2l10.6 10.6M10 3.4L20.6 14"/>'
    ),
}
_ANSWER_OF_VERDICT = {"may_apply": "yes", "barred": "no", "cannot_tell": "cannot_tell"}


@register.simple_tag
def mark(answer: str) -> SafeString:
    """The shape of an answer (circle with a tick, square with a cross, hatched diamond); a word must
    stand beside it.
    """
    kind = _ANSWER_OF_VERDICT.get(answer, answer)
    return format_html(
        '<svg class="pk-mark pk-mark--{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        kind,
        mark_safe(_MARKS[kind]),  # noqa: S308 - constants of this module
    )


@register.simple_tag(takes_context=True)
def answer(context: Context, value: str) -> SafeString:
    """A verdict or an answer: mark and word in its colour."""
    kind = _ANSWER_OF_VERDICT.get(value, value)
    return format_html(
        '<span class="pk-answer pk-answer--{}">{}{}</span>',
        kind,
        mark(kind),
        glossary.ANSWERS[value].of(_language(context)),
    )


@register.simple_tag(takes_context=True)
def verdict(context: Context, value: str) -> str:
    """The word of a verdict or an answer, without its mark."""
    return glossary.ANSWERS[value].of(_language(context))


LONGEST_UNBROKEN = 36
"""Letters of a source that fit on one line of the narrowest screen."""


def unbroken_cites(cites: str, language: str) -> SafeString:
    """A citation in which each source stays on one line: "КК 81-1" is not to be torn at its hyphen."""
    sources = citations.localised(cites, language).split("; ")
    return format_html_join(
        "; ",
        '<span class="{}">{}</span>',
        (("pk-nowrap" if len(one) <= LONGEST_UNBROKEN else "pk-source", one) for one in sources),
    )


@register.simple_tag(takes_context=True)
def cite(context: Context, condition_id: str, cites: str) -> SafeString:
    """A quiet link to the manual page of the provision behind a statement."""
    language = _language(context)
    return format_html(
        '<span class="pk-cite"><a href="{}">{}</a></span>',
        citations.manual_page(condition_id),
        unbroken_cites(cites, language),
    )


@register.simple_tag(takes_context=True)
def law(context: Context, cites: str) -> SafeString:
    """A citation in the reader's language, without a link."""
    return unbroken_cites(cites, _language(context))


@register.simple_tag(takes_context=True)
def value(context: Context, name: str, content: object) -> str:
    """The content of a column of the register in words; *not known* where it is empty."""
    return glossary.value(name, content, _language(context))


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    """An entry of a mapping by a key that the template holds in a variable; None where there is none."""
    return mapping.get(key)
