"""A case: the answer first, then what can be done, what is owed, what is missing, and everything that was recorded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from poruka.access import roles
from poruka.access.actors import Actor
from poruka.access.roles import ROLES
from poruka.cases.assignments import Spell, ledger
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import Phase, RecordType
from poruka.cases.procedure import Step, Task
from poruka.cases.projection import history_of
from poruka.cases.shown import CaseShown, RecordShown
from poruka.law.text import Text
from poruka.register.models import Person
from poruka.web.casework import offers, promised, said, telling
from poruka.web.casework.answering import RegisterAnswer, register_answer
from poruka.web.casework.case_frame import context_names, crumbs_of
from poruka.web.casework.guard import actor_of, case_or_404, case_reader, look, now_in_kyiv
from poruka.web.casework.lawful import lawful
from poruka.web.casework.missing import Missing, missing
from poruka.web.casework.papers import PaperLink, links_of, status_link
from poruka.web.casework.said import Fact
from poruka.web.casework.standing import Standing, standing
from poruka.web.pages import render_page


@dataclass(frozen=True, slots=True)
class TaskLine:
    """An open task: what, whose, by when, and whether the reader can do it from here."""

    task: Task
    words: telling.TaskWords
    owner: Text
    do: RecordType | None


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record on the time line: what it says, who made it, and whether the reader may correct it or print its paper."""

    shown: RecordShown
    says: tuple[Fact, ...]
    sealed: tuple[Fact, ...]
    by: Text
    office: Text | None
    login: str
    replaced_by: str
    mine: bool
    papers: tuple[PaperLink, ...]


@dataclass(frozen=True, slots=True)
class PhaseMark:
    """One phase on the procedure line: passed, here, or to come."""

    title: Text
    state: str


@case_reader
@require_safe
def show(request: HttpRequest, number: str) -> HttpResponse:
    """The page of a case."""
    actor, now = actor_of(request), now_in_kyiv()
    case = case_or_404(request, number, now)
    person = Person.objects.select_related("institution").get(person_id=case.person_id)
    look(request, "case", person_id=case.person_id, detail=case.case)
    names = context_names(case)
    place = standing(actor, case, names, now)
    tasks = [_task_line(actor, task, case) for task in case.place.tasks]
    tasks.sort(key=lambda line: (line.task.due is None, line.task.due or now))
    offered = offers.offered(case, place.stage, place.phase, now)
    lines = list(_record_lines(actor, case, names))
    context = {
        "case": case,
        "person": person,
        "place": place,
        "now": now,
        "phases": list(_phases(place)),
        "first_steps": [(step, task) for step in offered if (task := _owed(step, tasks))],
        "other_steps": [step for step in offered if not _owed(step, tasks)],
        "closed_steps": case.my_closed,
        "tasks": tasks,
        "missing": _missing(actor, case),
        "lawful": lawful(actor, case, now),
        "register": _register(actor, case),
        "spells": _spells(case, names),
        "promised": promised.section(actor, case, names),
        "lines": lines[::-1],
        "made": next((line for line in lines if line.shown.code == request.GET.get("made")), None),
        "status_letter": status_link(actor, case),
        "register_page": ROLES[actor.role].reads_register,
        "own": actor.role == roles.PERSON,
    }
    crumbs = crumbs_of(actor)
    return render_page(request, "cases/case.html", context, section="cases", crumbs=crumbs)


def _spells(case: CaseShown, names: Mapping[str, Text]) -> list[tuple[Spell, Text]]:
    """The units the person has served in, for those who are shown the records that say so."""
    spells = ledger(history_of(shown.record for shown in case.records))
    return [(spell, names.get(spell.unit, Text(spell.unit, spell.unit))) for spell in spells]


def _owed(step: Step, tasks: list[TaskLine]) -> Task | None:
    """The task that a step is the usual way to do; the other ways (a withdrawal, an appeal) are not pressed on anybody."""
    return next((line.task for line in tasks if line.task.types[0] == step.type.id), None)


def _task_line(actor: Actor, task: Task, case: CaseShown) -> TaskLine:
    types = tuple(CATALOGUE[id] for id in task.types)
    mine = {step.type.id for step in case.my_open}
    do = types[0] if types[0].id in mine else None
    return TaskLine(task, telling.task_words(task.id, types), ROLES[task.owner].title, do)


def _record_lines(actor: Actor, case: CaseShown, names: Mapping[str, Text]) -> Iterator[RecordLine]:
    replaced = {shown.record.supersedes: shown.code for shown in case.records if shown.record.supersedes}
    staff = actor.role != roles.PERSON
    for shown in case.records:
        record = shown.record
        yield RecordLine(
            shown=shown,
            says=said.facts(shown.kind, shown.fields, names),
            sealed=said.facts(shown.kind, shown.sealed, names) if shown.sealed else (),
            by=ROLES[record.made_as].title if record.made_as in ROLES else telling.SYSTEM,
            office=names.get(record.office, Text(record.office, record.office)) if record.office else None,
            login=record.made_by if staff else "",
            replaced_by=replaced.get(record.number, ""),
            mine=not shown.superseded and record.made_as == actor.role and actor.role in shown.kind.made_by,
            papers=links_of(shown),
        )


def _phases(place: Standing) -> Iterator[PhaseMark]:
    """The procedure line. Everything before the phase where the case stands has been passed."""
    order: list[Phase] = list(CATALOGUE.phases)
    here = order.index(place.phase)
    for position, (_, title) in enumerate(CATALOGUE.phases.items()):
        yield PhaseMark(title, "done" if position < here else "here" if position == here else "ahead")


def _missing(actor: Actor, case: CaseShown) -> Missing | None:
    """What the motion still lacks: for those who prepare, decide and watch, until the court has it."""
    if actor.role in {roles.UNIT, roles.COMMANDER, roles.GUARD, roles.VLK}:
        return None
    return missing(case)


def _register(actor: Actor, case: CaseShown) -> RegisterAnswer | None:
    return register_answer(actor, case.person_id)
