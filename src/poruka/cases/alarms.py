"""Alarms: limits that were missed though somebody's safety hangs on them, as they are told to the ministry (R32).

The ministry reads no case. It is told the number of the case, what was not confirmed, who owed it, where and since when:
enough to lift the telephone, and nothing of the person, the record behind it or what happened to them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from poruka.access.actors import Actor
from poruka.cases import permissions
from poruka.cases.models import CaseOffice, CaseTask
from poruka.cases.permissions import OFFICE_OF


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm: the case, the clock that ran out, the role that owed it and its offices, the institution, since when."""

    case: str
    task: str
    owner: str
    offices: tuple[str, ...]
    institution: str
    due: datetime


def alarms_told(actor: Actor, now: datetime) -> "QuerySet[CaseTask]":
    """The alarm limits that have run out, the longest first; none for a role that is not told of them."""
    if not permissions.may_be_told_of_alarms(actor):
        return CaseTask.objects.none()
    return CaseTask.objects.filter(alarm=True, due__lte=now).order_by("due", "case_id", "task")


def counted(alarms: "QuerySet[CaseTask]") -> list[tuple[str, int]]:
    """How many alarms of each clock, the most first."""
    rows = alarms.order_by().values_list("task").annotate(n=Count("id")).order_by("-n", "task")
    return list(rows)


def shown(rows: Iterable[CaseTask]) -> list[Alarm]:
    """The alarms of a page. ``rows`` have their ``case.state`` at hand; the offices take one query."""
    listed = list(rows)
    offices: dict[tuple[str, str], list[str]] = {}
    for case, kind, office in CaseOffice.objects.filter(case_id__in={row.case_id for row in listed}).values_list(
        "case_id", "kind", "office"
    ):
        offices.setdefault((case, kind), []).append(office)
    return [
        Alarm(
            row.case_id,
            row.task,
            row.owner,
            tuple(sorted(offices.get((row.case_id, OFFICE_OF.get(row.owner, "")), ()))),
            row.case.state.institution_id,
            row.due,
        )
        for row in listed
        if row.due is not None
    ]
