"""My tasks: what is overdue, due today, this week, later, and what has no limit; each with its case, clock and reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from poruka.access import roles
from poruka.access.actors import Actor
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.models import CaseTask
from poruka.cases.shown import TaskShown, cases_seen, task_shown
from poruka.law.text import Text
from poruka.web.casework import telling
from poruka.web.casework.batch import BATCHED
from poruka.web.casework.guard import actor_of, look, now_in_kyiv, office_reader
from poruka.web.casework.naming import names_of
from poruka.web.pages import render_page

PAGE = 50
GROUPS = {
    "overdue": Text("Прострочено", "Overdue"),
    "today": Text("Сьогодні", "Today"),
    "week": Text("Цього тижня", "Within a week"),
    "later": Text("Пізніше", "Later"),
    "undated": Text("Без строку", "No date"),
}
VIEWS = {
    "mine": Text("Мої", "Mine"),
    "possible": Text("Чужі, які я теж можу виконати", "Others’ that I could do too"),
    "alarms": Text("Тривоги", "Alarms"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A task on the page."""

    task: TaskShown
    words: telling.TaskWords
    stage: Text
    place: Text | None
    mine: bool

    @property
    def by(self) -> tuple[Text, ...]:
        """Who makes the record that does the task."""
        return telling.makers(self.task.types[0])

    @property
    def form(self) -> str:
        """The record type whose form does the task."""
        return self.task.types[0].id


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks of one urgency: how many there are in all, and those on this page."""

    id: str
    title: Text
    total: int
    lines: tuple[Line, ...]


@office_reader
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The page of tasks."""
    actor, now = actor_of(request), now_in_kyiv()
    views = views_of(actor)
    view = request.GET.get("view", "")
    view = view if view in views else views[0]
    found = tasks_for(actor, view)
    counts = _counts(found, now)
    when = request.GET.get("when", "")
    if when in GROUPS:
        found = found.filter(_edges(now)[when])
    page = Paginator(_ordered(found), PAGE).get_page(request.GET.get("page"))
    groups = tuple(_grouped(actor, list(page), counts, now))
    look(request, "tasks", detail=f"view={view} when={when} [{len(page)}/{page.paginator.count}]")
    context = {
        "groups": groups,
        "counts": [(id, title, counts[id]) for id, title in GROUPS.items() if counts[id]],
        "total": sum(counts.values()),
        "overdue": counts["overdue"],
        "today": counts["today"],
        "now": now,
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
        "query": f"view={view}" + (f"&when={when}" if when in GROUPS else ""),
        "when": when if when in GROUPS else "",
        "view": view,
        "views": [(id, VIEWS[id]) for id in views],
        "batches": _batches(found, actor),
    }
    return render_page(request, "cases/tasks.html", context, section="tasks")


def views_of(actor: Actor) -> tuple[str, ...]:
    """The lists of tasks a role has, the usual one first: alarms are told to the monitor."""
    possible = ("possible",) if _possible(actor) else ()
    return ("alarms", *possible) if actor.role == roles.MONITOR else ("mine", *possible)


def _possible(actor: Actor) -> tuple[str, ...]:
    """Tasks that are somebody else's, and that the role may do as well: by the ids of their record types."""
    return tuple(
        kind.id for kind in CATALOGUE if actor.role in kind.made_by and kind.expected and kind.made_by[0] != actor.role
    )


def tasks_for(actor: Actor, view: str) -> "QuerySet[CaseTask]":
    """The tasks of a view, in the cases the actor sees."""
    tasks = CaseTask.objects.select_related("case__state__person")
    if view == "alarms":
        tasks = tasks.filter(alarm=True)
    elif view == "possible":
        tasks = tasks.filter(task__in=_possible(actor)).exclude(owner=actor.role)
    else:
        tasks = tasks.filter(owner=actor.role)
    return tasks.filter(case_id__in=cases_seen(actor).values("case_id"))


def _edges(now: datetime) -> dict[str, Q]:
    """What belongs to each group. A limit that ends at midnight ends on the day before it."""
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    week = midnight + timedelta(days=7)
    return {
        "overdue": Q(due__lte=now),
        "today": Q(due__gt=now, due__lte=midnight),
        "week": Q(due__gt=midnight, due__lte=week),
        "later": Q(due__gt=week),
        "undated": Q(due__isnull=True),
    }


def _counts(found: "QuerySet[CaseTask]", now: datetime) -> dict[str, int]:
    asked: Any = {id: Count("id", filter=within) for id, within in _edges(now).items()}
    counted: dict[str, int] = found.select_related(None).order_by().aggregate(**asked)
    return counted


def _ordered(found: "QuerySet[CaseTask]") -> "QuerySet[CaseTask]":
    undated = Case(When(due__isnull=True, then=Value(1)), default=Value(0), output_field=IntegerField())
    return found.annotate(undated=undated).order_by("undated", F("due").asc(), "case__opened_at", "case_id", "task")


def _grouped(actor: Actor, rows: list[CaseTask], counts: dict[str, int], now: datetime) -> Iterator[Group]:
    tasks = [task_shown(row) for row in rows]
    names = names_of(task.institution for task in tasks)
    by_group: dict[str, list[Line]] = {}
    for task in tasks:
        stage = telling.stage_words(actor, CATALOGUE.stages[task.stage])
        words = telling.task_words(task.task, task.types)
        mine = actor.role in task.types[0].made_by
        line = Line(task, words, stage, names.get(task.institution), mine)
        by_group.setdefault(group_of(task.due, now), []).append(line)
    for id, title in GROUPS.items():
        if id in by_group:
            yield Group(id, title, counts[id], tuple(by_group[id]))


def group_of(due: datetime | None, now: datetime) -> str:
    """The group a limit belongs to."""
    if due is None:
        return "undated"
    if due <= now:
        return "overdue"
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    if due <= midnight:
        return "today"
    return "week" if due <= midnight + timedelta(days=7) else "later"


def _batches(found: "QuerySet[CaseTask]", actor: Actor) -> list[tuple[str, Text, int]]:
    """Record types that several cases wait for at once and that may be made for all of them in one go."""
    rows = found.select_related(None).order_by().values_list("types").annotate(n=Count("case_id", distinct=True))
    waiting: dict[str, int] = {}
    for types, n in rows:
        for id in types.split():
            if id in BATCHED and actor.role in CATALOGUE[id].made_by:
                waiting[id] = waiting.get(id, 0) + n
    return [(id, CATALOGUE[id].title, n) for id, n in sorted(waiting.items(), key=lambda item: -item[1]) if n > 1]
