"""The statute book as a manual: each provision in plain words, with examples and the people it touches today."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from poruka.access.actors import Actor
from poruka.access.roles import ROLES
from poruka.law.engine.book import Condition
from poruka.law.text import Text
from poruka.law.ukraine import BOOK
from poruka.screening import queries
from poruka.screening.models import Run
from poruka.screening.summary import Summary
from poruka.web import glossary, manual
from poruka.web.pages import Crumb, render_page

GROUPS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (
        Text("Коли і кого це стосується", "When, and to whom"),
        ("period", "serving", "penalty", "citizenship", "lower-age", "upper-age"),
    ),
    (
        Text("За які правопорушення звільнення неможливе", "Offences that shut the route"),
        (
            "national-security",
            "qualified-murder",
            "sexual-offence",
            "terrorism",
            "drunk-driving-deaths",
            "life-of-officer",
            "grave-corruption",
        ),
    ),
    (
        Text("Посада, судимість, інша справа", "Office, record, another case"),
        ("responsible-office", "earlier-record", "corruption-trial"),
    ),
)
"""The order of the manual. Conditions that are in the book but not here stand in a last group of their own."""
OTHERS = Text("Інші умови", "Other conditions")


def _groups() -> list[tuple[Text, list[Condition]]]:
    by_id = {condition.id: condition for condition in BOOK.conditions}
    groups = [(title, [by_id.pop(id) for id in ids if id in by_id]) for title, ids in GROUPS]
    if by_id:
        groups.append((OTHERS, list(by_id.values())))
    return groups


def _touched(request: HttpRequest) -> tuple[Run | None, Summary | None]:
    """The latest run's figures, for readers of the register and once there is a run."""
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    run = queries.latest_run() if actor and ROLES[actor.role].reads_register else None
    return run, queries.summary(run, actor) if run and actor else None


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The contents of the manual."""
    context = {
        "groups": _groups(),
        "conditions_total": len(BOOK.conditions),
        "questions": [question for question in BOOK.questions if question.status == "open"],
        "resolved": [question for question in BOOK.questions if question.status == "resolved"],
        "wired": BOOK.question_ids,
        "marks": glossary.MARKS,
        "meanings": [(mark, glossary.MARKS[mark], glossary.MARK_MEANINGS[mark]) for mark in glossary.MARKS],
        "changes": BOOK.changes,
        "touched": _touched(request)[1],
    }
    return render_page(request, "law.html", context, section="law")


@require_safe
def condition(request: HttpRequest, condition_id: str) -> HttpResponse:
    """One provision of the manual."""
    found = next((c for c in BOOK.conditions if c.id == condition_id), None)
    if found is None:
        raise Http404
    first, rest = manual.split(manual.examples(found.id))
    by_question = {question.id: question for question in BOOK.questions}
    run, summary = _touched(request)
    context = {
        "condition": found,
        "mark": glossary.MARKS[found.mark],
        "meaning": glossary.MARK_MEANINGS[found.mark],
        "facts": [
            (glossary.label(name), glossary.SUPPLIERS[glossary.supplier(name)])
            for name in dict.fromkeys(name for _, name in found.facts)
        ],
        "questions": [by_question[id] for id in found.questions],
        "first": first,
        "rest": rest,
        "touched": summary.conditions[found.id] if summary else None,
        "run": run,
    }
    crumbs = (Crumb("/law/", Text("Закон", "The law")),)
    return render_page(request, "condition.html", context, section="law", crumbs=crumbs)
