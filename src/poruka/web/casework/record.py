"""One form for each record type: make a record, or correct one. Refused and overtaken forms come back with what was typed."""

from dataclasses import replace
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from poruka.access import roles
from poruka.access.actors import Actor
from poruka.access.roles import ROLES
from poruka.cases import permissions
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import RecordType
from poruka.cases.chain.errors import ChainError, KeyReused, Overtaken
from poruka.cases.codes import code_of
from poruka.cases.refusals import Refused
from poruka.cases.shown import CaseShown, RecordShown
from poruka.cases.usecases import Act, make_record
from poruka.law.text import Text
from poruka.register.models import Person
from poruka.web.casework import form, kept, said, yours
from poruka.web.casework.case_frame import case_crumbs, context_names
from poruka.web.casework.guard import actor_of, case_or_404, case_reader, look, now_in_kyiv
from poruka.web.casework.kinship import own_office
from poruka.web.casework.nearby import with_boards
from poruka.web.pages import render_page

NOTHING_TO_CORRECT = Text(
    "Запису, який ви виправляєте, у справі немає. Нижче – форма нового запису з тим, що ви ввели.",
    "The record you are correcting is not in the case. Below is the form of a new record with what you typed.",
)
BESIDE = {
    "hearing": ("hearing-choice", "motion"),
    "leave-answer": ("leave-request", "leave-answer"),
    "breach-decision": ("breach-account", "breach-allegation"),
}
"""What the person said, to be read by whoever records these: the record type, and since when it counts."""
TRIES = 3
"""So often a form is sent again by itself when only records that its reader cannot see came in between."""


@case_reader
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, number: str, type_id: str) -> HttpResponse:
    """The form of one record type in one case."""
    actor, now = actor_of(request), now_in_kyiv()
    case = case_or_404(request, number, now)
    kind = CATALOGUE.types.get(type_id)
    if kind is None or not any(role in ROLES for role in kind.made_by):
        raise Http404
    if actor.role == roles.PERSON:
        kind = yours.said_to_person(kind)
    look(request, "record-form", person_id=case.person_id, detail=f"{case.case} {type_id}")
    try:
        permissions.check_may_make(actor, kind, case.parties)
    except Refused as refused:
        return _closed(request, case, kind, refused.texts, 403)
    if request.method == "POST":
        return _sent(request, case, kind, now)
    corrected = _corrected(case, kind, request.GET.get("corrects", ""), actor)
    step = next(step for step in case.steps if step.type.id == type_id)
    if not step.open and corrected is None:
        return _closed(request, case, kind, step.reasons, 409)
    blank = _blank(actor, case, kind, now)
    if corrected is not None:
        values = {**corrected.fields, **(corrected.sealed or {})}
        blank = form.correcting(blank, corrected.code, values, corrected.record.moment)
    back = kept.back(request)
    return _page(request, case, form.typed(blank, back) if back is not None else blank, back=back is not None)


def _blank(actor: Actor, case: CaseShown, kind: RecordType, now: datetime) -> form.Form:
    known = with_boards(kind, case.parties.offices, [case.institution])
    usual = form.usual_offices(kind, known, own_office(actor))
    return form.empty(kind, form.office_options(kind), seen=last_seen(case), now=now, usual=usual)


def last_seen(case: CaseShown) -> str:
    """The code of the newest record the reader sees."""
    return case.records[-1].code if case.records else "-"


def _corrected(case: CaseShown, kind: RecordType, code: str, actor: Actor) -> RecordShown | None:
    """The record to be corrected: a standing one of this type, made in the reader's role. Not found: none."""
    if not code:
        return None
    for shown in case.records:
        if shown.code == code and shown.kind.id == kind.id and not shown.superseded:
            return shown if shown.record.made_as == actor.role else None
    return None


def _sent(request: HttpRequest, case: CaseShown, kind: RecordType, now: datetime) -> HttpResponse:
    actor = actor_of(request)
    filled = form.checked(form.typed(_blank(actor, case, kind, now), request.POST))
    if filled.wrong:
        return _page(request, case, filled, status=422)
    if filled.corrects and filled.corrects not in {shown.code for shown in case.records}:
        return _page(request, case, replace(filled, corrects="", problems=(NOTHING_TO_CORRECT,)), status=409)
    try:
        made = _made(actor, case, kind, filled, now, request)
    except Refused as refused:
        fresh = case_or_404(request, case.case, now)
        again = form.refused(replace(filled, seen=last_seen(fresh)), refused.texts, refused.field)
        return _page(request, fresh, again, added=_added(fresh, filled.seen), status=422 if refused.field else 409)
    except Overtaken:
        fresh = case_or_404(request, case.case, now)
        again = replace(filled, seen=last_seen(fresh))
        return _page(request, fresh, again, added=_added(fresh, filled.seen), status=409)
    except KeyReused as reused:
        fresh = case_or_404(request, case.case, now)
        again = replace(filled, key=form.new_key(), seen=last_seen(fresh), problems=(reused.text,))
        return _page(request, fresh, again, added=_added(fresh, filled.seen), status=409)
    except ChainError as error:
        return _page(request, case, replace(filled, problems=(error.text,)), status=422)
    return HttpResponseRedirect(f"{after(actor, case.case)}?made={made}")


def after(actor: Actor, case: str) -> str:
    """Where somebody is taken after a record was made."""
    return reverse("my-case") if actor.role == roles.PERSON else reverse("case", args=[case])


def _made(
    actor: Actor, case: CaseShown, kind: RecordType, filled: form.Form, now: datetime, request: HttpRequest
) -> str:
    """Make the record and return its code. Raises Overtaken where the reader should first see what is new."""
    happened = filled.happened_at or now
    for attempt in range(TRIES):
        numbers = {shown.code: shown.record.number for shown in case.records}
        by_now = filled.seen == last_seen(case)
        corrected = numbers.get(filled.corrects)
        expected = case.last_number if by_now else numbers.get(filled.seen, 0)
        act = Act(case.case, kind.id, filled.values or {}, happened, expected, corrected, filled.key)
        try:
            return code_of(make_record(actor, act, now=now).hash)
        except Overtaken:
            if not by_now or attempt == TRIES - 1:
                raise
            case = case_or_404(request, case.case, now)
    raise AssertionError("the loop returns or raises")


def _added(case: CaseShown, seen: str) -> list[RecordShown]:
    """The records that came after the one the reader had seen last."""
    codes = [shown.code for shown in case.records]
    return list(case.records[codes.index(seen) + 1 :]) if seen in codes else []


def _page(
    request: HttpRequest,
    case: CaseShown,
    filled: form.Form,
    *,
    added: list[RecordShown] | None = None,
    back: bool = False,
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    beside = _beside(case, filled.kind)
    names = context_names(case) if added or beside else {}
    correcting = next((shown for shown in case.records if shown.code == filled.corrects), None)
    context = {
        "case": case,
        "person": Person.objects.get(person_id=case.person_id),
        "kind": filled.kind,
        "form": filled,
        "back": back,
        "added": [(shown, said.facts(shown.kind, shown.fields, names)) for shown in added or ()],
        "beside": (beside, said.facts(beside.kind, beside.fields, names)) if beside else None,
        "sealed": any(widget.sealed for widget in filled.widgets),
        "correcting": correcting,
        "sealed_unseen": bool(correcting and correcting.record.sealed and correcting.sealed is None),
    }
    crumbs = case_crumbs(actor, case.case)
    return render_page(request, "cases/record.html", context, section="cases", crumbs=crumbs, status=status)


def _beside(case: CaseShown, kind: RecordType) -> RecordShown | None:
    """The record in which the person said what this one answers; None where there is none that counts."""
    if kind.id not in BESIDE:
        return None
    wanted, since = BESIDE[kind.id]
    last = {shown.kind.id: shown for shown in case.records if not shown.superseded}
    found, start = last.get(wanted), last.get(since)
    stale = found is None or (start is not None and start.record.number > found.record.number)
    return None if stale else found


def _closed(
    request: HttpRequest, case: CaseShown, kind: RecordType, reasons: tuple[Text, ...], status: int
) -> HttpResponse:
    """Why the step cannot be taken now, or not by this reader."""
    actor = actor_of(request)
    step = next((step for step in case.steps if step.type.id == kind.id), None)
    context = {
        "case": case,
        "person": Person.objects.get(person_id=case.person_id),
        "kind": kind,
        "reasons": reasons,
        "opens_at": step.opens_at if step else None,
        "mine": status != 403,
    }
    crumbs = case_crumbs(actor, case.case)
    return render_page(request, "cases/closed.html", context, section="cases", crumbs=crumbs, status=status)
