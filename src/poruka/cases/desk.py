"""A desk: cases taken from the cabinet, acts checked one after another, everything filed together.

One act or a hundred thousand go the same way, so a batch cannot do what a single person could not.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from poruka.access.actors import Actor
from poruka.cases import permissions, policies
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import RecordType
from poruka.cases.chain.case_ids import new_case_id
from poruka.cases.chain.record import Record
from poruka.cases.chain.requests import Append, Draft, Opening
from poruka.cases.chain.store import append_many, records_of
from poruka.cases.history import Entry, History
from poruka.cases.models import Case
from poruka.cases.permissions import OFFICE_OF, Parties
from poruka.cases.places import Places
from poruka.cases.procedure import position
from poruka.cases.projection import Projected, history_of, parties_of, store
from poruka.cases.refusals import Refused
from poruka.law.calendar import KYIV
from poruka.law.text import Text
from poruka.law.ukraine import BOOK
from poruka.register.models import Person

FIRST = "information-given"
NO_CASE = Text("Такої справи для вас немає.", "There is no such case for you.")
NO_PERSON = Text("Такої особи для вас немає.", "There is no such person for you.")


@dataclass(frozen=True, slots=True)
class Act:
    """One record somebody wants to make.

    ``expected`` is the number of the last record they saw, ``key`` the name of the act: sent twice, it is done once.
    """

    case: str
    type: str
    fields: Mapping[str, Any]
    happened_at: datetime
    expected: int | None = None
    supersedes: int | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A case on the desk: whose it is, its history so far and the offices it involves."""

    case: str
    person_id: str
    institution: str
    history: History
    parties: Parties
    keys: frozenset[str] = frozenset()
    records: tuple[Record, ...] = ()


def load_case(case: str, places: Places | None = None) -> Opened:
    """A case as it is on record; Refused where there is none."""
    found = Case.objects.select_related("person").filter(id=case).first()
    if found is None:
        raise Refused(NO_CASE)
    return _opened(found, records_of(case), places or Places.load())


def _opened(case: Case, records: tuple[Record, ...], places: Places) -> Opened:
    history = history_of(records)
    institution = case.person.institution_id or ""
    parties = parties_of(case.person_id, history, places.usual(institution))
    return Opened(case.id, case.person_id, institution, history, parties, frozenset(r.key for r in records), records)


class Desk:
    """Cases being worked on in one transaction. Nothing is written until ``file``."""

    def __init__(self, places: Places | None = None) -> None:
        self._places = places or Places.load()
        self._cases: dict[str, Opened] = {}
        self._requests: list[Append] = []

    def take(self, cases: Iterable[str]) -> None:
        """Bring cases to the desk. Raises Refused where one does not exist."""
        for case in dict.fromkeys(cases):
            if case not in self._cases:
                self._cases[case] = load_case(case, self._places)

    def case(self, case: str) -> Opened:
        """A case on the desk, with what has been done to it here."""
        return self._cases[case]

    def open_case(
        self,
        actor: Actor,
        person_id: str,
        fields: Mapping[str, Any],
        *,
        happened_at: datetime,
        now: datetime,
        institution: str | None = None,
        case: str = "",
    ) -> str:
        """Open a case with the record that the person was informed. ``institution`` saves asking where they are."""
        if institution is None:
            person = Person.objects.filter(person_id=person_id).first()
            if person is None:
                raise Refused(NO_PERSON)
            institution = person.institution_id or ""
        parties = Parties(person_id, self._places.usual(institution))
        if not permissions.may_see_case(actor, parties):
            raise Refused(NO_PERSON)
        kind = CATALOGUE[FIRST]
        permissions.check_may_make(actor, kind, parties)
        policies.check_moment(happened_at, History(), kind, now)
        draft = _draft(actor, kind, policies.check_fields(kind, fields), happened_at, now)
        number = case or new_case_id()
        self._requests.append(Append(number, (draft,), 0, f"open-{person_id}", now, Opening(person_id)))
        history = History((_entry(draft, 1, now),))
        self._cases[number] = Opened(number, person_id, institution, history, parties)
        return number

    def act(self, actor: Actor, act: Act, *, now: datetime) -> None:
        """Check one act and put its record into the case on the desk. Raises Refused with sentences for the person."""
        kind = CATALOGUE.types.get(act.type)
        if kind is None:
            raise Refused(Text(f"Немає такого запису: «{act.type}».", f"There is no such record: “{act.type}”."))
        before = self._cases[act.case]
        permissions.check_may_make(actor, kind, before.parties)
        fields = policies.check_fields(kind, act.fields)
        draft = _draft(actor, kind, fields, act.happened_at, now, act.supersedes)
        seen = len(before.history.entries)
        repeated = bool(act.key) and act.key in before.keys
        if not repeated:
            _check_moment_and_order(actor, act, kind, before, now)
        expected = seen if act.expected is None else act.expected
        self._requests.append(Append(act.case, (draft,), expected, act.key or secrets.token_hex(16), now))
        if not repeated:
            self._cases[act.case] = self._with(before, kind, _entry(draft, seen + 1, now))

    def _with(self, before: Opened, kind: RecordType, entry: Entry) -> Opened:
        history = History((*before.history.entries, entry))
        if not any(field.office for field in kind.fields):
            return replace(before, history=history)
        parties = parties_of(before.person_id, history, self._places.usual(before.institution))
        return replace(before, history=history, parties=parties)

    def file(self, now: datetime, salt: Callable[[int], bytes] = secrets.token_bytes) -> list[Record]:
        """Write every record and the projection of every case; must be inside a transaction. Returns the records."""
        made = [record for done in append_many(self._requests, salt=salt) for record in done.records]
        self._requests = []
        store(
            (
                Projected(c.case, c.parties, position(c.history, CATALOGUE, now), len(c.history.entries))
                for c in self._cases.values()
            ),
            {c.person_id: c.institution for c in self._cases.values()},
        )
        return made


def _check_moment_and_order(actor: Actor, act: Act, kind: RecordType, before: Opened, now: datetime) -> None:
    history = before.history if act.supersedes is None else _without(before.history, act, kind, actor)
    policies.check_step_open(kind, history, CATALOGUE, now)
    policies.check_hands_apart(actor, kind, before.history, CATALOGUE)
    policies.check_moment(act.happened_at, history, kind, now)


def _without(history: History, act: Act, kind: RecordType, actor: Actor) -> History:
    """The history as if the record to be corrected had not been made; only its own maker's role corrects a record."""
    wrong = next((e for e in history.standing if e.number == act.supersedes and e.type == kind.id), None)
    if wrong is None or wrong.made_as != actor.role:
        raise Refused(
            Text(
                "Виправити можна лише чинний запис того самого виду, зроблений у вашій ролі.",
                "Only a standing record of the same type, made in your own role, can be corrected.",
            )
        )
    return History(tuple(entry for entry in history.entries if entry.number != wrong.number))


def _draft(
    actor: Actor,
    kind: RecordType,
    fields: Mapping[str, Any],
    happened_at: datetime,
    now: datetime,
    supersedes: int | None = None,
) -> Draft:
    secret = {f.name for f in kind.fields if f.sealed}
    sealed = {name: value for name, value in fields.items() if name in secret}
    office = actor.institution_id if OFFICE_OF.get(actor.role) == "institution" else actor.office
    return Draft(
        type=kind.id,
        made_by=actor.name,
        made_as=actor.role,
        law_version=BOOK.version(now.date()),
        office=office or "",
        happened_at=happened_at,
        fields={name: value for name, value in fields.items() if name not in secret},
        sealed=sealed or None,
        supersedes=supersedes,
    )


def _entry(draft: Draft, number: int, now: datetime) -> Entry:
    happened = draft.happened_at if isinstance(draft.happened_at, datetime) else now
    return Entry(
        number,
        draft.type,
        draft.fields,
        happened.astimezone(KYIV),
        now.astimezone(KYIV),
        draft.made_by,
        draft.made_as,
        draft.office,
        draft.supersedes,
    )
