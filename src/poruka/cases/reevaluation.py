"""After a change of law, a new extract of the register or the coming of a day: which open cases now have another answer.

The answer is worked out again for every case in which no ruling is in force yet. Where conditions of the register now
hold otherwise than last recorded, the system records so in the case, and whoever has the file gets a task. Records made
under the earlier version stay as they were: each keeps the law version it was made under.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from poruka.access import roles
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.reevaluation import CHANGED, SYSTEM, TOLD
from poruka.cases.chain.errors import Overtaken
from poruka.cases.chain.record import Record
from poruka.cases.chain.requests import Append, Draft
from poruka.cases.chain.store import append_many, records_of_all
from poruka.cases.places import Places
from poruka.cases.projected import CaseState
from poruka.cases.projection import history_of, project, rebuild, store
from poruka.cases.standing import OPEN_PHASES, adopted_readings, register_facts
from poruka.law.engine import Book, Determination, determine
from poruka.law.ukraine import BOOK
from poruka.register.models import Import

BATCH = 500
TRIES = 3
NAME = "poruka"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Reevaluation:
    """How many open cases were looked at, in how many the answer had changed, how many were moved to another office."""

    checked: int
    changed: int
    moved: int


@dataclass(frozen=True, slots=True)
class _Basis:
    """What the answers rest on: the book under the adopted readings, its version, the last extract, the moment."""

    book: Book
    version: str
    extract: Import | None
    now: datetime


def reevaluate(now: datetime, *, progress: Progress | None = None) -> Reevaluation:
    """Work the answers of all open cases out again and record what changed. Twice in a row records nothing new.

    Works through the cases in batches of ``BATCH``: memory and the number of queries a batch do not grow.
    """
    book = BOOK.adopt(adopted_readings())
    extract = Import.objects.filter(state=Import.State.DONE).order_by("-id").first()
    basis = _Basis(book, book.version(now.date()), extract, now)
    moved = follow_moves()
    places = Places.load()
    total = CaseState.objects.filter(phase__in=OPEN_PHASES).count()
    checked = changed = 0
    last = ""
    while states := _next_open(last):
        changed += _with_patience(states, basis, places)
        checked += len(states)
        last = states[-1].case_id
        if progress:
            progress(checked, total)
    return Reevaluation(checked, changed, moved)


def follow_moves() -> int:
    """Bring lists up to date for people whom a new extract shows in another institution: the new one sees the case."""
    home = Coalesce(F("person__institution_id"), Value(""))
    moved = CaseState.objects.exclude(institution_id=home).order_by("case_id").values_list("case_id", flat=True)
    done = 0
    while cases := list(moved[:BATCH]):
        with transaction.atomic():
            done += rebuild(cases)
    return done


def _next_open(after: str) -> list[CaseState]:
    found = CaseState.objects.filter(phase__in=OPEN_PHASES, case_id__gt=after)
    return list(found.order_by("case_id")[:BATCH])


def _with_patience(states: list[CaseState], basis: _Basis, places: Places) -> int:
    """A batch once more where somebody recorded something in one of its cases meanwhile."""
    for _ in range(TRIES - 1):
        try:
            with transaction.atomic():
                return _batch(states, basis, places)
        except Overtaken:
            continue
    with transaction.atomic():
        return _batch(states, basis, places)


def _batch(states: list[CaseState], basis: _Basis, places: Places) -> int:
    records = records_of_all(state.case_id for state in states)
    facts = register_facts(state.person_id for state in states)
    told: dict[str, CaseState] = {}
    requests = []
    for state in states:
        so_far = records[state.case_id]
        answer = determine(BOOK, facts[state.person_id], basis.now.date(), basis.book.readings)
        draft = _changed(state, so_far, answer, basis)
        if draft is not None:
            told[state.case_id] = state
            key = f"answer-{state.case_id}-{len(so_far) + 1}"
            requests.append(Append(state.case_id, (draft,), len(so_far), key, basis.now))
    for case, made in zip(told, append_many(requests), strict=True):
        records[case] = (*records[case], *made.records)
    store(
        (
            project(case, state.person_id, history_of(records[case]), places, state.institution_id)
            for case, state in told.items()
        ),
        {state.person_id: state.institution_id for state in told.values()},
    )
    return len(told)


def _changed(state: CaseState, records: tuple[Record, ...], answer: Determination, basis: _Basis) -> Draft | None:
    """The record to make, or None where the same conditions hold as were last recorded."""
    before = next((record for record in reversed(records) if record.type == CHANGED.id), None)
    said: Mapping[str, list[str]] = before.fields if before else {}
    failed, unknown = set(said.get("failed", ())), set(said.get("unknown", ()))
    if failed == set(answer.failed) and unknown == set(answer.unknown):
        return None
    owner = CATALOGUE.stages[state.stage].owner
    fields = {
        "cause": _cause(before, records, basis),
        "before": before.fields["now"] if before else None,
        "now": answer.verdict,
        "failed": list(answer.failed),
        "unknown": list(answer.unknown),
        "cleared": [c.id for c in basis.book.conditions if c.id in (failed | unknown) - {*answer.failed, *answer.unknown}],
        "rules": basis.book.digest,
        "extract": basis.extract.pk if basis.extract else None,
        "told": owner if owner in TOLD else roles.OFFICER,
    }  # fmt: skip
    return Draft(
        type=CHANGED.id,
        made_by=NAME,
        made_as=SYSTEM,
        law_version=basis.version,
        fields={name: value for name, value in fields.items() if value not in (None, [])},
    )


def _cause(before: Record | None, records: tuple[Record, ...], basis: _Basis) -> str:
    """Why the answer is another: the law or its reading, the register, or the calendar; the first check says so."""
    since = before or records[0]
    other_rules = before is not None and before.fields["rules"] != basis.book.digest
    if since.law_version != basis.version or other_rules:
        return "law"
    extract = basis.extract
    if before is None:
        newer = extract is not None and extract.finished_at is not None and extract.finished_at > since.made_at
        return "register" if newer else "first"
    return "register" if extract is not None and extract.pk != before.fields.get("extract") else "day"
