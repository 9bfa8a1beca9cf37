"""What the pages ask of a stored run: figures, lists of people, months, places. Every question is one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Subquery
from django.db.models.functions import TruncMonth

from poruka.access.actors import Actor
from poruka.access.visibility import institution_limit
from poruka.register.models import Import
from poruka.screening.models import Determination, Run
from poruka.screening.remembered import remembered
from poruka.screening.summary import Profile, Summary, bit, summed

MONTHS_AHEAD = 12
"""How far ahead "soon" reaches: calendar months, the month of the run included."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose people are meant: the whole country, or one institution, or one oblast.

    Never more than the actor may see.
    """

    institution: str = ""
    oblast: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which people of a run: each field narrows the list, an empty one does not.

    ``ground``: a condition that does not hold; ``untold``: one that cannot be told; ``fact``: a missing fact that
    holds the
    answer up; ``alone``: only where it is the one thing missing; ``question``: an open question; ``month``: the
    first day of
    the month in which all conditions begin to hold, ``ending``: in which they cease to; ``nearly``: they begin to
    hold within a year; ``closing``: they cease to.
    """

    verdict: str = ""
    ground: str = ""
    untold: str = ""
    fact: str = ""
    alone: bool = False
    question: str = ""
    month: date | None = None
    ending: date | None = None
    nearly: bool = False
    closing: bool = False
    institution: str = ""
    oblast: str = ""
    words: str = ""
    order: str = ""


BY_NAME = (F("person__name_order").asc(nulls_last=True), "person_id")
"""By the Ukrainian alphabet; unknown names come last."""
ORDERS: dict[str, tuple[Any, ...]] = {
    "": BY_NAME,
    "number": ("person_id",),
    "changes": (F("holds_from").asc(nulls_last=True), "person_id"),
    "ends": (F("holds_until").asc(nulls_last=True), "person_id"),
    "birth": (F("person__birth_date").asc(nulls_last=True), "person_id"),
}


def latest_run() -> Run | None:
    """The latest stored run, without its bulky input, and which import was last; None before the first run."""
    last = Import.objects.order_by("-id")
    about = {"last_import": Subquery(last.values("id")[:1]), "last_import_state": Subquery(last.values("state")[:1])}
    return Run.objects.defer("input").annotate(**about).order_by("-id").first()


def window_end(as_of: date) -> date:
    """The first day that is no longer "soon"."""
    return date(as_of.year + 1, as_of.month, 1)


def answers(run: Run, actor: Actor, scope: Scope = Scope()) -> "QuerySet[Determination]":
    """The answers of a run that the actor may see, within the scope."""
    found = Determination.objects.filter(run=run)
    limit = institution_limit(actor)
    if limit is not None:
        found = found.filter(person__institution_id=limit)
    if scope.institution:
        found = found.filter(person__institution_id=scope.institution)
    if scope.oblast:
        found = found.filter(person__institution__oblast=scope.oblast)
    return found


@remembered
def summary(run: Run, actor: Actor, scope: Scope = Scope()) -> Summary:
    """The figures of a group of people."""
    masks = ("verdict", "failed_mask", "unknown_mask", "missing_mask", "question_mask")
    rows = answers(run, actor, scope).order_by().values_list(*masks).annotate(n=Count("id"))
    return summed((Profile(*row) for row in rows), run.conditions, run.facts, run.questions)


def _turning(run: Run, actor: Actor, scope: Scope, day: str, verdict: Q) -> dict[date, int]:
    window = {f"{day}__gt": run.as_of, f"{day}__lt": window_end(run.as_of)}
    found = answers(run, actor, scope).filter(verdict, **window)
    rows = found.order_by().annotate(month=TruncMonth(day)).values_list("month").annotate(n=Count("id"))
    return {month: n for month, n in rows if month is not None}


@remembered
def opening_months(run: Run, actor: Actor, scope: Scope = Scope()) -> dict[date, int]:
    """For whom all conditions begin to hold soon: people by month (its first day)."""
    return _turning(run, actor, scope, "holds_from", ~Q(verdict="may_apply"))


@remembered
def closing_months(run: Run, actor: Actor, scope: Scope = Scope()) -> dict[date, int]:
    """Who may apply now and soon will not: people by month."""
    return _turning(run, actor, scope, "holds_until", Q(verdict="may_apply"))


@dataclass(frozen=True, slots=True)
class Place:
    """A place (an institution, or an oblast) and its people by verdict."""

    id: str
    may_apply: int
    barred: int
    cannot_tell: int

    @property
    def total(self) -> int:
        return self.may_apply + self.barred + self.cannot_tell


def _places(run: Run, actor: Actor, column: str) -> list[Place]:
    by_verdict = {verdict: Count("id", filter=Q(verdict=verdict)) for verdict in ("may_apply", "barred", "cannot_tell")}
    rows = answers(run, actor).order_by(column).values_list(column).annotate(**by_verdict)
    return [Place(id or "", *counts) for id, *counts in rows]


@remembered
def institutions(run: Run, actor: Actor) -> list[Place]:
    """People by institution; an empty id gathers those whose institution is not known."""
    return _places(run, actor, "person__institution_id")


@remembered
def oblasts(run: Run, actor: Actor) -> list[Place]:
    """People by oblast of their institution."""
    return _places(run, actor, "person__institution__oblast")


def people(run: Run, actor: Actor, filters: Filters) -> "QuerySet[Determination]":
    """The people of a run that match, ordered, each with the person and the institution."""
    scope = Scope(filters.institution, filters.oblast)
    found = answers(run, actor, scope).filter(_matching(run, filters))
    for column, names, name in (
        ("failed_mask", run.conditions, filters.ground),
        ("unknown_mask", run.conditions, filters.untold),
        ("missing_mask", run.facts, filters.fact),
        ("question_mask", run.questions, filters.question),
    ):
        if name:
            found = _with_bit(found, column, names, name)
    if filters.words.strip():
        found = found.filter(_search(filters.words))
    return found.select_related("person__institution").order_by(*ORDERS.get(filters.order, ORDERS[""]))


def _matching(run: Run, filters: Filters) -> Q:
    matching = Q()
    if filters.verdict:
        matching &= Q(verdict=filters.verdict)
    if filters.fact or filters.question:
        matching &= Q(verdict="cannot_tell")
    if filters.fact and filters.alone:
        matching &= Q(missing_mask=bit(run.facts, filters.fact), question_mask=0)
    if filters.nearly or filters.month:
        matching &= ~Q(verdict="may_apply") & Q(holds_from__gt=run.as_of, holds_from__lt=window_end(run.as_of))
    if filters.month:
        matching &= Q(holds_from__year=filters.month.year, holds_from__month=filters.month.month)
    if filters.closing or filters.ending:
        matching &= Q(verdict="may_apply", holds_until__gt=run.as_of, holds_until__lt=window_end(run.as_of))
    if filters.ending:
        matching &= Q(holds_until__year=filters.ending.year, holds_until__month=filters.ending.month)
    return matching


def _with_bit(
    found: "QuerySet[Determination]", column: str, names: Sequence[str], name: str
) -> "QuerySet[Determination]":
    return found.alias(**{f"has_{column}": F(column).bitand(bit(names, name))}).filter(**{f"has_{column}__gt": 0})


def _search(words: str) -> Q:
    """Every word must begin a name or be the number.

    SQLite folds only Latin letters, so the usual spellings are tried.
    """
    matching = Q()
    for word in words.split():
        either = Q(person_id__in=[word, word.upper()])
        for spelling in {word, word.capitalize(), word.upper()}:
            for name in ("family_name", "given_name", "patronymic"):
                either |= Q(**{f"person__{name}__startswith": spelling})
        matching &= either
    return matching
