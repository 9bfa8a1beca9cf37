"""The papers of a record as PDF, for whoever sees the record. What the reader does not see, the paper does not say."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from poruka.access import roles
from poruka.access.actors import Actor
from poruka.cases import visibility
from poruka.cases.codes import code_of
from poruka.cases.shown import CaseShown, RecordShown
from poruka.documents.data import PaperData, PaperRefused, Person, Sentence
from poruka.documents.papers import VARIANTS, PaperKind, paper, papers_of
from poruka.law.text import Text
from poruka.register.models import Person as Registered
from poruka.register.models import Sentence as Served
from poruka.web import glossary, languages
from poruka.web.casework.case_frame import case_crumbs, context_names
from poruka.web.casework.guard import actor_of, case_or_404, case_reader, look, now_in_kyiv
from poruka.web.pages import render_page

STANDARD = "standard"
STATUS = "status-letter"
STATUS_READERS = frozenset({roles.PERSON, roles.LAWYER, roles.OFFICER, roles.HEAD, roles.MONITOR})
"""The letter on the state of the case is the person's: printed by them, for them, and by those who watch over them."""


@dataclass(frozen=True, slots=True)
class PaperLink:
    """A paper that a record can be printed as, and the ways to print it besides the usual one."""

    id: str
    title: Text
    code: str
    others: tuple[tuple[str, Text], ...]


def links_of(shown: RecordShown) -> tuple[PaperLink, ...]:
    """The papers of a standing record, its main one first; the letter on the whole case is not one of them."""
    if shown.superseded:
        return ()
    return tuple(_link(kind, shown.code) for kind in papers_of(shown.kind.id) if kind.id != STATUS)


def status_link(actor: Actor, case: CaseShown) -> PaperLink | None:
    """The letter on the state of the case, made of the newest record that papers can be made of."""
    if actor.role not in STATUS_READERS:
        return None
    newest = next((shown for shown in reversed(case.records) if shown.kind.paper and not shown.superseded), None)
    if newest is None:
        return None
    return next((_link(kind, newest.code) for kind in papers_of(newest.kind.id) if kind.id == STATUS), None)


def _link(kind: PaperKind, code: str) -> PaperLink:
    return PaperLink(kind.id, kind.title, code, tuple((v, VARIANTS[v]) for v in kind.variants if v != STANDARD))


@case_reader
@require_safe
def show(request: HttpRequest, number: str, code: str, paper_id: str) -> HttpResponse:
    """The PDF, shown in the browser."""
    actor, now = actor_of(request), now_in_kyiv()
    case = case_or_404(request, number, now)
    shown = next((line for line in case.records if line.code == code), None)
    if shown is None or paper_id not in {kind.id for kind in papers_of(shown.kind.id)}:
        raise Http404
    if paper_id == STATUS and actor.role not in STATUS_READERS:
        raise Http404
    look(request, "paper", person_id=case.person_id, detail=f"{case.case} {code} {paper_id}")
    data = paper_data(request, actor, case, shown)
    try:
        made = paper(paper_id, data, request.GET.get("variant", STANDARD), languages.of_request(request))
    except PaperRefused as refused:
        context = {"case": case, "person": data.person, "kind": shown.kind, "reasons": refused.texts}
        crumbs = case_crumbs(actor, case.case)
        return render_page(request, "cases/no_paper.html", context, section="cases", crumbs=crumbs, status=409)
    response = HttpResponse(made.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{made.file_name}"'
    return response


def paper_data(request: HttpRequest, actor: Actor, case: CaseShown, shown: RecordShown) -> PaperData:
    """Everything the paper may say: the records the reader sees, and sentences only for those who may know of them."""
    person = Registered.objects.select_related("institution").get(person_id=case.person_id)
    address = request.build_absolute_uri(reverse("check-code", args=[shown.code]))
    return PaperData(
        case_id=case.case,
        person=Person(
            family_name=person.family_name or "",
            given_name=person.given_name or "",
            patronymic=person.patronymic or "",
            birth_date=person.birth_date,
            sex=person.sex,
            institution_id=person.institution_id or "",
            institution=person.institution.name if person.institution else None,
        ),
        record=json.loads(shown.record.json),
        code=code_of(shown.record.hash),
        check_url=address,
        records=tuple(json.loads(line.record.json) for line in case.records),
        offices=context_names(case),
        sentences=tuple(_sentences(case.person_id)) if visibility.sees_offences(actor) else (),
        as_of=now_in_kyiv(),
    )


def _sentences(person_id: str) -> Iterator[Sentence]:
    """The sentences being served, with the articles they are for."""
    served = Served.objects.filter(person_id=person_id, serving=True).prefetch_related("convictions").order_by("pk")
    for sentence in served:
        penalty = Text(*(_penalty(sentence, language) for language in languages.LANGUAGES))
        articles = (
            f"{c.article} ч. {c.part}" if c.part else str(c.article) for c in sentence.convictions.all() if c.article
        )
        yield Sentence(
            court=sentence.court or "",
            case_number=sentence.case_number or "",
            penalty=penalty,
            articles=tuple(dict.fromkeys(articles)),
            starts_on=sentence.starts_on,
            ends_on=sentence.ends_on,
        )


def _penalty(sentence: Served, language: str) -> str:
    """The penalty with its term, as far as it is on file: ``позбавлення волі на певний строк, 5 р. 6 міс.``"""
    units = ("y", "m", "d") if language == "en" else ("р.", "міс.", "дн.")
    terms = (sentence.term_years, sentence.term_months, sentence.term_days)
    said = " ".join(f"{n} {unit}" for n, unit in zip(terms, units, strict=True) if n)
    name = glossary.value("penalty", sentence.penalty, language)
    return f"{name}, {said}" if said else name
