"""My case: for the person it is about, in large print and plain words. To stop is as near and as large as to go on."""

import secrets

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from poruka.access import looks, roles
from poruka.access.roles import PURPOSES, ROLES
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.chain.errors import ChainError
from poruka.cases.codes import code_of
from poruka.cases.refusals import Refused
from poruka.cases.usecases import Act, make_record
from poruka.register.models import Person
from poruka.web.casework import form, offers, promised, said, telling, yours
from poruka.web.casework.case_frame import context_names
from poruka.web.casework.guard import actor_of, case_or_404, case_reader, look, now_in_kyiv
from poruka.web.casework.opening import case_of
from poruka.web.casework.papers import links_of, status_link
from poruka.web.casework.standing import standing
from poruka.web.pages import render_page

STOP = "withdrawal"
WISH = ("application", "not-now")
"""The choices about the wish itself; withdrawal stands beside them, with a button of its own."""


@case_reader
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The person's page."""
    actor, now = actor_of(request), now_in_kyiv()
    if actor.role != roles.PERSON:
        raise Http404
    number = case_of(actor, actor.person_id)
    if number is None:
        look(request, "my-case", person_id=actor.person_id)
        return render_page(request, "cases/my_case_none.html", section="my-case")
    case = case_or_404(request, number, now)
    look(request, "my-case", person_id=case.person_id, detail=case.case)
    names = context_names(case)
    place = standing(actor, case, names, now)
    offered = offers.offered(case, place.stage, place.phase, now)
    papers = [(shown, links) for shown in case.records if (links := links_of(shown))]
    made = next((shown for shown in case.records if shown.code == request.GET.get("made")), None)
    last = case.records[-1] if case.records else None
    seen = looks.seen_by(actor, case.person_id, limit=20, besides=roles.PERSON)
    context = {
        "case": case,
        "person": Person.objects.get(person_id=case.person_id),
        "place": place,
        "stands": yours.stage_for_person(CATALOGUE.stages[place.stage]),
        "now": now,
        "wish": [yours.said_to_person(CATALOGUE[id]) for id in WISH if id in {step.type.id for step in offered}],
        "may_stop": any(step.type.id == STOP for step in offered),
        "stop": yours.said_to_person(CATALOGUE[STOP]),
        "stop_reasons": next((step.reasons for step in case.my_closed if step.type.id == STOP), ()),
        "others": [yours.said_to_person(step.type) for step in offered if step.type.id not in (*WISH, STOP)],
        "applied": any(shown.kind.id == "application" for shown in case.records),
        "promised": promised.section(actor, case, names),
        "key": secrets.token_hex(16),
        "tasks": [
            (task, telling.task_words(task.id, tuple(CATALOGUE[id] for id in task.types)), ROLES[task.owner].title)
            for task in sorted(case.place.tasks, key=lambda task: (task.due is None, task.due or now))
        ],
        "papers": papers[::-1],
        "status_letter": status_link(actor, case),
        "made": made,
        "made_papers": links_of(made) if made else (),
        "last": last,
        "last_said": said.facts(last.kind, last.fields, names) if last else (),
        "looks": seen,
        "roles": {id: role.title for id, role in ROLES.items()},
        "purposes": PURPOSES,
    }
    return render_page(request, "cases/my_case.html", context, section="my-case")


@case_reader
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Withdraw: one press, no reason asked. What cannot be withdrawn any more is said on the page itself."""
    actor, now = actor_of(request), now_in_kyiv()
    if actor.role != roles.PERSON:
        raise Http404
    number = case_of(actor, actor.person_id)
    if number is None:
        raise Http404
    key = request.POST.get(form.KEY, "") or secrets.token_hex(16)
    try:
        made = make_record(actor, Act(number, STOP, {}, now, key=key), now=now)
    except (Refused, ChainError):
        # The page the person comes back to says why: the step is closed there, with its reason.
        return HttpResponseRedirect(reverse("my-case") + "#stop")
    return HttpResponseRedirect(f"{reverse('my-case')}?made={code_of(made.hash)}")
