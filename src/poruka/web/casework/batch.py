"""One form for many cases: fifty motions in a morning. All of them are recorded, or none.

Only steps that judge nobody are done in batches: a decision about a person is made about that person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from poruka.access.actors import Actor
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import Field, RecordType
from poruka.cases.chain.errors import ChainError
from poruka.cases.models import CaseOffice, CaseState, CaseTask, Record
from poruka.cases.refusals import Refused
from poruka.cases.shown import cases_seen
from poruka.cases.usecases import Act, make_record, make_records
from poruka.law.text import Text
from poruka.web.casework import fields, form, kept
from poruka.web.casework.fields import Data
from poruka.web.casework.guard import actor_of, look, now_in_kyiv, office_reader
from poruka.web.casework.kinship import own_office
from poruka.web.casework.nearby import with_boards
from poruka.web.pages import Crumb, render_page

VISIT = "recruiter-visit"
BATCHED = (
    VISIT,
    *("military-registration", "medical-referral", "certificate-received", "motion", "court-registration", "hearing"),
    *("ruling-sent", "full-text", "entry-into-force", "ruling-for-execution", "hand-over", "arrival"),
    *("contract", "enrolment"),
)
"""Steps done for many people at once: told, sent, received, registered, handed over. None of them judges a person."""
VISITED = ("wish", "preparation")
"""A visit is recorded in the cases of people who are still deciding or being prepared."""
MOST = 100
ONE_EACH = ("outgoing_number", "case_number", "document_number", "certificate", "number", "order")
"""Fields that differ from case to case: each case has its own number."""
MADE = "batch-made"
CRUMBS = (Crumb("/tasks/", Text("Завдання", "Tasks")),)


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the batch: whether it is ticked, its own fields, and why it was refused."""

    case: str
    name: str
    person_id: str
    due: datetime | None
    ticked: bool
    own: tuple[fields.Widget, ...]
    reasons: tuple[Text, ...] = ()

    @property
    def wrong(self) -> bool:
        return bool(self.reasons) or any(widget.error for widget in self.own)


def split(kind: RecordType) -> tuple[RecordType, tuple[Field, ...]]:
    """The fields that are the same for all cases, and those that each case has its own of."""
    own = tuple(f for f in kind.fields if f.kind == "text" and f.name in ONE_EACH)
    return replace(kind, fields=tuple(f for f in kind.fields if f not in own)), own


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that a record can be made in, and when that is due."""

    state: CaseState
    due: datetime | None


def _waiting(actor: Actor, type_id: str) -> list[Waiting]:
    """The cases that wait for a record of the type, of those the actor sees; what ends first comes first.

    Nothing waits for a visit: it can be recorded for everybody who may have been there.
    """
    seen = cases_seen(actor)
    if type_id == VISIT:
        here = seen.filter(phase__in=VISITED).order_by("person__name_order", "case_id")
        return [Waiting(state, None) for state in here[:MOST]]
    found = CaseTask.objects.select_related("case__state__person").filter(types__contains=type_id)
    found = found.filter(case_id__in=seen.values("case_id")).order_by("due", "id")
    by_case = {task.case_id: task for task in list(found)[::-1] if type_id in task.types.split()}
    first = sorted(by_case.values(), key=lambda task: (task.due is None, task.due, task.pk))[:MOST]
    return [Waiting(task.case.state, task.due) for task in first]


def _shared(waiting: Sequence[Waiting]) -> set[tuple[str, str]]:
    """The offices that the waiting cases involve: where they all have the same, it need not be chosen."""
    rows = CaseOffice.objects.filter(case_id__in=[one.state.case_id for one in waiting])
    return set(rows.values_list("kind", "office").distinct())


@office_reader
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, type_id: str) -> HttpResponse:
    """The list of cases and the one form."""
    actor, now = actor_of(request), now_in_kyiv()
    if type_id not in BATCHED or actor.role not in CATALOGUE[type_id].made_by:
        raise Http404
    common, own = split(CATALOGUE[type_id])
    waiting = _waiting(actor, type_id)
    offices = form.office_options(common)
    known = with_boards(common, _shared(waiting), [one.state.institution_id for one in waiting])
    usual = form.usual_offices(common, known, own_office(actor))
    blank = form.empty(common, offices, seen="", now=now, usual=usual)
    back = kept.back(request) if request.method != "POST" else None
    data: Data | None = request.POST if request.method == "POST" else back
    rows = list(_rows(waiting, own, data, ticked_all=bool(request.GET.get("all"))))
    filled = form.typed(blank, data) if data is not None else blank
    status = 200
    if request.method == "POST":
        asked = [str(case) for case in request.POST.getlist("case")[:MOST]]
        made = _made_before(actor, type_id, filled.key, asked)
        if not made:
            gone = _gone(actor, asked, waiting)
            filled, rows, made = _send(actor, form.checked(filled), rows, type_id, now, gone)
        if made:
            request.session[MADE] = {"type": type_id, "cases": made}
            return HttpResponseRedirect(reverse("batch-made", args=[type_id]))
        status = 422
    look(request, "batch", detail=f"{type_id} [{len(rows)}]")
    context = {
        "kind": CATALOGUE[type_id],
        "form": filled,
        "rows": rows,
        "own": [fields.capital(f.label) for f in own],
        "wrong_rows": [row for row in rows if row.wrong],
        "dated": any(row.due for row in rows),
        "now": now,
        "most": MOST,
        "back": back is not None,
    }
    return render_page(request, "cases/batch.html", context, section="tasks", crumbs=CRUMBS, status=status)


def _rows(waiting: Sequence[Waiting], own: tuple[Field, ...], data: Data | None, *, ticked_all: bool) -> Iterator[Row]:
    chosen = {str(case) for case in data.getlist("case")} if data is not None else set()
    for one in waiting:
        case, person = one.state.case_id, one.state.person
        widgets = (replace(fields.widget(f, {}), name=f"{fields.name_of(f)}--{case}") for f in own)
        yield Row(
            case=case,
            name=person.full_name,
            person_id=person.person_id or "",
            due=one.due,
            ticked=case in chosen or ticked_all,
            own=tuple(fields.filled(w, data) if data is not None else w for w in widgets),
        )


def _made_before(actor: Actor, type_id: str, key: str, asked: Sequence[str]) -> list[str]:
    """The cases of a batch that was recorded already, when the same form comes a second time."""
    keys = [_key(key, case) for case in asked]
    rows = Record.objects.filter(key__in=keys, type=type_id, made_by=actor.name)
    return list(rows.values_list("case_id", flat=True))


def _gone(actor: Actor, asked: Sequence[str], waiting: Sequence[Waiting]) -> tuple[Text, ...]:
    """Who of those ticked no longer waits for this record, because something was recorded meanwhile."""
    there = {one.state.case_id for one in waiting}
    states = cases_seen(actor).filter(case_id__in=[case for case in asked if case not in there])
    names = [state.person.full_name or state.person_id for state in states.order_by("person__name_order", "case_id")]
    if not names:
        return ()
    who = ", ".join(names)
    return (
        Text(
            f"Більше не чекають на цей запис: {who}. Поки ви заповнювали форму, у цих справах з’явилося нове. Їх знято"
            " з переліку; для решти надішліть форму ще раз.",
            f"No longer waiting for this record: {who}. Something was recorded in these cases while you filled in the"
            " form. They were taken off the list; send the form again for the rest.",
        ),
    )


def _key(key: str, case: str) -> str:
    """The name of the act in one case of a batch."""
    return f"{key}.{case}"


def _send(
    actor: Actor, common: form.Form, rows: list[Row], type_id: str, now: datetime, gone: tuple[Text, ...]
) -> tuple[form.Form, list[Row], list[str]]:
    """Record the ticked cases, or say what is wrong. Returns the cases recorded: all that were ticked, or none."""
    if gone:
        return replace(common, problems=gone), rows, []
    ticked = [row for row in rows if row.ticked]
    if not ticked:
        nobody = Text("Позначте хоча б одну справу.", "Tick at least one case.")
        return replace(common, problems=(nobody,)), rows, []
    own = split(CATALOGUE[type_id])[1]
    judged = {row.case: _own_values(own, row) for row in ticked}
    rows = [judged[row.case][0] if row.case in judged else row for row in rows]
    if common.wrong or any(row.wrong for row in rows) or common.happened_at is None:
        return common, rows, []
    acts = [
        Act(
            row.case,
            type_id,
            {**(common.values or {}), **judged[row.case][1]},
            common.happened_at,
            key=_key(common.key, row.case),
        )
        for row in ticked
    ]
    try:
        make_records(actor, acts, now=now)
    except (Refused, ChainError):
        reasons = _reasons(actor, acts, now)
        rows = [replace(row, reasons=reasons.get(row.case, ())) for row in rows]
        said = Text(
            "Нічого не записано: деякі справи зараз не можна включити. Зніміть із них позначку або виправте дані.",
            "Nothing was recorded: some cases cannot be included now. Untick them or correct what was typed.",
        )
        return replace(common, problems=(said,)), rows, []
    return common, rows, [act.case for act in acts]


def _own_values(own: tuple[Field, ...], row: Row) -> tuple[Row, dict[str, str]]:
    values, widgets = {}, []
    for field, shown in zip(own, row.own, strict=True):
        if field.required and not shown.text:
            label = fields.capital(field.label)
            missing = Text(f"{row.name}: заповніть «{label.uk}».", f"{row.name}: fill in “{label.en}”.")
            shown = replace(shown, error=missing)  # noqa: PLW2901 - the judged one takes its place
        elif shown.text:
            values[field.name] = shown.text
        widgets.append(shown)
    return replace(row, own=tuple(widgets)), values


class _OnlyTried(Exception):
    """Takes back a record that was made only to see whether it could be."""


def _reasons(actor: Actor, acts: Sequence[Act], now: datetime) -> dict[str, tuple[Text, ...]]:
    """Which of the acts are refused, and why: each is tried on its own and taken back."""
    found: dict[str, tuple[Text, ...]] = {}
    for act in acts:
        try:
            with transaction.atomic():
                make_record(actor, act, now=now)
                raise _OnlyTried
        except _OnlyTried:
            continue
        except Refused as refused:
            found[act.case] = refused.texts
        except ChainError as error:
            found[act.case] = (error.text,)
    return found


@office_reader
@require_safe
def made(request: HttpRequest, type_id: str) -> HttpResponse:
    """What a batch has made: every case with its paper."""
    told = request.session.get(MADE) or {}
    if told.get("type") != type_id:
        return HttpResponseRedirect(reverse("tasks"))
    actor = actor_of(request)
    cases = cases_seen(actor).filter(case_id__in=told["cases"]).order_by("person__name_order", "case_id")
    look(request, "batch-made", detail=f"{type_id} [{len(told['cases'])}]")
    context = {"kind": CATALOGUE[type_id], "cases": list(cases)}
    return render_page(request, "cases/batch_made.html", context, section="tasks", crumbs=CRUMBS)
