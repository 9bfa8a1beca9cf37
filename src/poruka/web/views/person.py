"""One person: the answer, why, what is missing and from whom, the ways out, the facts and their
source, who has looked.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from poruka.access import looks
from poruka.access.actors import Actor
from poruka.access.roles import PURPOSES, ROLES
from poruka.law.engine import LawError, determine
from poruka.law.facts import CONVICTIONS, PERSONS, SENTENCES, TABLES, Facts
from poruka.law.routes import routes
from poruka.law.text import Text
from poruka.law.ukraine import BOOK
from poruka.register.models import Change, Conviction, Flag, Import, Person, Sentence
from poruka.register.tables import facts_from_rows
from poruka.screening import queries
from poruka.web import answer, glossary, timeline
from poruka.web.answer import FactShown
from poruka.web.pages import Crumb, render_page
from poruka.web.views.guard import register_reader, storable

FEW = 3
"""Up to so many deciding conditions, the facts behind each stand open."""
_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
FARTHEST = 2100
"""The last year that can be asked about: nobody now serving a sentence has dates beyond it."""
KEYS = {"person_id", "sentence_id", "conviction_id", "family_name", "given_name", "patronymic", "institution_id"}
"""Columns that the page shows elsewhere, or that are only keys."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the register as the page shows it: its facts, and the extract they came from."""

    title: Text
    facts: tuple[FactShown, ...]
    source: Import
    row: int


@dataclass(frozen=True, slots=True)
class OnFile:
    """Everything the register holds about one person."""

    person: Person
    facts: Facts
    records: tuple[Record, ...]


@register_reader
@require_safe
def show(request: HttpRequest, person_id: str) -> HttpResponseBase:
    """The page of a person."""
    actor = request.actor  # type: ignore[attr-defined]
    on_file = _on_file(actor, person_id) if storable(person_id) else None
    if on_file is None:
        raise Http404
    run = queries.latest_run()
    as_of, complaint = _day(request.GET.get("on", ""), run.as_of if run else timezone.localdate())
    readings = dict(run.readings) if run else {}
    try:
        determination = determine(BOOK, on_file.facts, as_of, readings)
    except LawError as refused:
        as_of, complaint = run.as_of if run else timezone.localdate(), refused.text
        determination = determine(BOOK, on_file.facts, as_of, readings)
    looks.record(actor, request.purpose, "person", person_id=person_id)  # type: ignore[attr-defined]
    name = on_file.person.full_name or person_id
    ways = routes(on_file.facts, as_of)
    end = next((way for way in ways if way.id == "end-of-sentence"), None)
    lines = answer.lines(BOOK, on_file.facts, determination)
    context = {
        "person": on_file.person,
        "name": name,
        "answer": determination,
        "complaint": complaint,
        "headline": answer.headline(name, determination),
        "opens": determination.holds_from is not None and determination.holds_from > as_of,
        "outlook": answer.outlook(determination, timeline.last_day(determination, end)),
        "decisive": [line for line in lines if line.holds != "yes"],
        "few": len(lines) - len([line for line in lines if line.holds == "yes"]) <= FEW,
        "holding": [line for line in lines if line.holds == "yes"],
        "missing": answer.missing(on_file.facts, determination),
        "questions": [question for question in BOOK.questions if question.id in determination.open_questions],
        "line": timeline.drawn(determination, ways),
        "records": on_file.records,
        "flags": list(Flag.objects.seen_by(actor).filter(person_id=person_id).order_by("id")),
        "changes": _changes(actor, person_id),
        "looks": looks.seen_by(actor, person_id),
        "roles": {id: role.title for id, role in ROLES.items()},
        "purposes": PURPOSES,
        "run": run,
    }
    crumbs = (Crumb("/people/", Text("Люди", "People")),)
    return render_page(request, "person.html", context, section="people", crumbs=crumbs)


def _day(asked: str, usual: date) -> tuple[date, Text | None]:
    """The day asked about, and a complaint where it is no day: ``15.01.2026`` as people write it, or ``2026-01-15``."""
    if not asked.strip():
        return usual, None
    day = _written(asked.strip())
    if day is None:
        return usual, Text(
            f"«{asked[:40]}» – не дата. Запишіть її так: 15.01.2026.",
            f"“{asked[:40]}” is not a date. Write it as 15.01.2026.",
        )
    if day.year > FARTHEST:
        return usual, Text(
            f"Систему можна питати про дні до {FARTHEST} року включно.",
            f"The system can be asked about days up to and including the year {FARTHEST}.",
        )
    return day, None


def _written(asked: str) -> date | None:
    found = _DAY.fullmatch(asked)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(asked)
    except ValueError:
        return None


def _on_file(actor: Actor, person_id: str) -> OnFile | None:
    person = Person.objects.seen_by(actor).filter(pk=person_id).select_related("institution", "imported_in").first()
    if person is None:
        return None
    sentences = list(
        Sentence.objects.seen_by(actor).filter(person_id=person_id).select_related("imported_in").order_by("pk")
    )
    convictions = list(
        Conviction.objects.seen_by(actor).filter(person_id=person_id).select_related("imported_in").order_by("pk")
    )
    facts = facts_from_rows(_values(person), map(_values, sentences), map(_values, convictions))
    rows = [
        (PERSONS.name, person, facts.person),
        *zip([SENTENCES.name] * len(sentences), sentences, facts.sentences, strict=True),
        *zip([CONVICTIONS.name] * len(convictions), convictions, facts.convictions, strict=True),
    ]
    records = tuple(
        Record(
            answer.row_title(table, values),
            tuple(
                answer.shown(column.name, values[column.name])
                for column in TABLES[table].columns
                if column.name not in KEYS
            ),
            model.imported_in,
            model.imported_row,
        )
        for table, model, values in rows
    )
    return OnFile(person, facts, records)


def _values(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}  # noqa: SLF001 - Django's own


def _changes(actor: Actor, person_id: str) -> list[dict[str, Any]]:
    """Earlier values, newest first, in words."""
    found = Change.objects.seen_by(actor).filter(person_id=person_id).order_by("-id")[:50]
    return [
        {
            "label": glossary.label(change.column),
            "old": glossary.written(change.table, change.column, change.old),
            "new": glossary.written(change.table, change.column, change.new),
            "at": change.at,
        }
        for change in found
    ]
