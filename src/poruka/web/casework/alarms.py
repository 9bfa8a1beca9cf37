"""The ministry's list of alarms: what was not confirmed in time, in which case, where; nobody's name and no record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from poruka.access.roles import ROLES
from poruka.cases import alarms, permissions
from poruka.law.text import Text
from poruka.web.casework import telling
from poruka.web.casework.guard import actor_of, look, now_in_kyiv
from poruka.web.casework.naming import names_of
from poruka.web.pages import render_page
from poruka.web.views.guard import signed_in

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """An alarm in words. ``opens`` says whether the reader may open the case."""

    case: str
    title: Text
    cites: str
    owner: Text
    offices: tuple[Text, ...]
    place: Text | None
    due: datetime
    opens: bool


@signed_in
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The page of alarms."""
    actor, now = actor_of(request), now_in_kyiv()
    if not permissions.may_be_told_of_alarms(actor):
        raise Http404
    found = alarms.alarms_told(actor, now)
    page = Paginator(found.select_related("case__state"), PAGE).get_page(request.GET.get("page"))
    told = alarms.shown(page)
    names = names_of(office for alarm in told for office in (alarm.institution, *alarm.offices))
    opens = ROLES[actor.role].reads_cases
    look(request, "alarms", detail=f"[{len(told)}/{page.paginator.count}]")
    context = {
        "lines": [_line(alarm, names, opens) for alarm in told],
        "kinds": _kinds(alarms.counted(found)),
        "total": page.paginator.count,
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
        "query": "",
        "now": now,
    }
    return render_page(request, "cases/alarms.html", context, section="alarms")


def _kinds(counted: list[tuple[str, int]]) -> list[tuple[Text, int]]:
    """How many alarms of each kind. What happened to somebody whose kin were not told is not said: it is one kind."""
    found: dict[Text, int] = {}
    for task, number in counted:
        title = telling.CLOCKS[task].text
        found[title] = found.get(title, 0) + number
    return sorted(found.items(), key=lambda kind: -kind[1])


def _line(alarm: alarms.Alarm, names: Mapping[str, Text], opens: bool) -> Line:
    clock = telling.CLOCKS[alarm.task]
    return Line(
        alarm.case,
        clock.text,
        clock.limit.cites,
        ROLES[alarm.owner].title,
        tuple(names.get(office, Text(office, office)) for office in alarm.offices),
        names.get(alarm.institution),
        alarm.due,
        opens,
    )
