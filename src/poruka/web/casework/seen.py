"""The next limit of a case as far as a reader may know of it: what is owed in service is not told to a court or a prison."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from poruka.access import roles
from poruka.access.actors import Actor
from poruka.cases import visibility
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.models import CaseState, CaseTask

SERVICE_TASKS = frozenset(
    {clock.id for kind in CATALOGUE for clock in kind.starts if CATALOGUE[clock.met_by[0]].phase == "service"}
    | {kind.id for kind in CATALOGUE if kind.expected and kind.phase == "service"}
)
"""What is owed in service; a list that was ordered by it would tell of it."""


def with_due(actor: Actor, found: "QuerySet[CaseState]") -> "QuerySet[CaseState]":
    """The cases with ``due``: when the next limit ends that the reader may know of."""
    if actor.role in visibility.SERVICE_SEEN_BY:
        return found.annotate(due=F("next_due"))
    known = Q(owner=actor.role)
    if actor.role not in {roles.GUARD, roles.VLK}:
        known |= ~Q(task__in=SERVICE_TASKS)
    tasks = CaseTask.objects.filter(known, case=OuterRef("case"), due__isnull=False).order_by("due")
    return found.annotate(due=Subquery(tasks.values("due")[:1]))
