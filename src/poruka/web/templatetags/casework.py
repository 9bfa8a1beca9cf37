"""Template tags of the case pages: moments, time limits, sources."""

from datetime import date, datetime
from typing import Any, cast

from django import template
from django.template.context import Context

from poruka.access.roles import ROLES
from poruka.cases.chain.case_ids import shown
from poruka.web import words
from poruka.web.casework import clock
from poruka.web.casework.box import box_of
from poruka.web.casework.guard import now_in_kyiv
from poruka.web.casework.opening import may_open
from poruka.web.languages import UKRAINIAN

register = template.Library()


def _language(context: Context) -> str:
    return cast(str, context.get("lang", UKRAINIAN))


@register.simple_tag(takes_context=True)
def moment(context: Context, when: date | datetime) -> str:
    """``15 січня 2026 р., 14:30``, by the clock of Kyiv."""
    return clock.moment_words(when, _language(context))


@register.simple_tag(takes_context=True)
def timeto(context: Context, due: datetime, now: datetime) -> str:
    """``ще 5 годин``, ``прострочено на 2 дні``."""
    return clock.left_words(due, now, _language(context))


@register.simple_tag(takes_context=True)
def until(context: Context, due: datetime, end: str = "") -> str:
    """``до кінця 15 січня 2026 р.``; ``end="."`` closes a sentence."""
    said = clock.until_words(due, _language(context))
    return words.sentence(said) if end else said


@register.simple_tag(takes_context=True)
def source(context: Context, cites: str) -> str:
    """The citation of a record type or of a time limit."""
    return clock.source_words(cites, _language(context))


@register.inclusion_tag("poruka/cases/parts/box.html", takes_context=True)
def case_box(context: Context, person_id: str) -> dict[str, Any]:
    """On a person's page in the register: their case, or the way to open one, as far as the reader's role goes."""
    actor = context["actor"]
    reads, now = ROLES[actor.role].reads_cases, now_in_kyiv()
    return {
        "lang": _language(context),
        "box": box_of(actor, person_id) if reads else None,
        "may_open": reads and may_open(actor),
        "person_id": person_id,
        "now": now,
    }


@register.filter
def case_number(case: str) -> str:
    """``7F3Q-9LNR-2SUD``."""
    return shown(case)
