"""The paper of a record as PDF, for whoever sees the record. What the reader does not see, the paper does not say."""

import json
from collections.abc import Iterator
from importlib import import_module, util

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from poruka.access.actors import Actor
from poruka.cases import visibility
from poruka.cases.refusals import Refused
from poruka.cases.shown import CaseShown, RecordShown
from poruka.documents.data import PaperData, Person, Sentence
from poruka.law.text import Text
from poruka.register.models import Person as Registered
from poruka.register.models import Sentence as Served
from poruka.web import glossary, languages
from poruka.web.casework.case import case_crumbs, context_names
from poruka.web.casework.guard import actor_of, case_or_404, case_reader, look, now_in_kyiv
from poruka.web.pages import render_page

ENGINE = "poruka.documents.papers"
VARIANTS = ("standard", "large", "plain")


@case_reader
@require_safe
def show(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """The PDF, shown in the browser."""
    actor, now = actor_of(request), now_in_kyiv()
    case = case_or_404(request, number, now)
    shown = next((line for line in case.records if line.code == code), None)
    if shown is None or not shown.kind.paper or util.find_spec(ENGINE) is None:
        raise Http404
    look(request, "paper", person_id=case.person_id, detail=f"{case.case} {code}")
    variant = request.GET.get("variant", "")
    variant = variant if variant in VARIANTS else VARIANTS[0]
    data = paper_data(request, actor, case, shown)
    try:
        pdf = import_module(ENGINE).render(shown.kind.paper, data, variant, languages.of_request(request))
    except Refused as refused:
        context = {"case": case, "person": data.person, "kind": shown.kind, "reasons": refused.texts, "paper": True}
        crumbs = case_crumbs(actor, case.case)
        return render_page(request, "cases/no_paper.html", context, section="cases", crumbs=crumbs, status=409)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{shown.kind.paper}-{code}.pdf"'
    return response


def paper_data(request: HttpRequest, actor: Actor, case: CaseShown, shown: RecordShown) -> PaperData:
    """Everything the paper may say: the records the reader sees, and sentences only for those who may know of them."""
    person = Registered.objects.select_related("institution").get(person_id=case.person_id)
    names = context_names(case)
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
        code=shown.code,
        check_url=address,
        records=tuple(json.loads(line.record.json) for line in case.records),
        offices=names,
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
