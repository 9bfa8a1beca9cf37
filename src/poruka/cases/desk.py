"""A desk: cases taken from the cabinet, acts checked one after another, everything filed together.

One act or a hundred thousand go the same way, so a batch cannot do what a single person could not.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection

from poruka.access.actors import Actor
from poruka.cases import permissions, policies
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import OfficeKind, RecordType
from poruka.cases.chain.case_ids import new_case_id
from poruka.cases.chain.reading import ask
from poruka.cases.chain.record import COLUMNS, Record, Row
from poruka.cases.chain.requests import Append, Draft, Opening
from poruka.cases.chain.store import append_within, rows_of_all
from poruka.cases.coherence import check_coherent
from poruka.cases.history import Entry, History
from poruka.cases.permissions import OFFICE_OF, Parties
from poruka.cases.places import Places
from poruka.cases.projection import NAMING, history_of_rows, parties_of, projected, store
from poruka.cases.refusals import Refused
from poruka.law.calendar import KYIV
from poruka.law.text import Text
from poruka.law.ukraine import BOOK
from poruka.register.models import Person

FIRST = "information-given"
KEY = COLUMNS.index("key")
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
    """A case on the desk: whose it is, its history so far, the offices it involves and which of them it always would."""

    case: str
    person_id: str
    institution: str
    history: History
    usual: frozenset[tuple[OfficeKind, str]]
    parties: Parties
    rows: tuple[Row, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """The records that were there when the case was brought to the desk."""
        return tuple(map(Record.of, self.rows))

    def done(self, key: str) -> bool:
        """Whether an act of that name is among them."""
        return bool(key) and any(row[KEY] == key for row in self.rows)


FILED = (
    "SELECT c.id, c.person_id, coalesce(p.institution_id, '') FROM cases_case c"
    " JOIN register_person p ON p.person_id = c.person_id WHERE c.id IN ({0})"
)


def load_case(case: str) -> Opened:
    """A case as it is on record; Refused where there is none."""
    return load_cases([case])[case]


def load_cases(cases: Iterable[str], places: Places | None = None) -> dict[str, Opened]:
    """Cases as they are on record, in three queries however many they are; Refused where one does not exist."""
    wanted = set(cases)
    filed = list(ask(connection, FILED, wanted))
    if len(filed) < len(wanted):
        raise Refused(NO_CASE)
    near = places or Places.around({institution for _, _, institution in filed})
    rows = rows_of_all(wanted)
    return {case: _opened(case, person, home, near.usual(home), rows[case]) for case, person, home in filed}


def _opened(
    case: str, person_id: str, institution: str, usual: frozenset[tuple[OfficeKind, str]], rows: tuple[Row, ...]
) -> Opened:
    history = history_of_rows(rows)
    return Opened(case, person_id, institution, history, usual, parties_of(person_id, history, usual), rows)


class Desk:
    """Cases being worked on in one transaction. Nothing is written until ``file``.

    ``places`` saves asking which offices there are, where many cases are opened.
    """

    def __init__(self, places: Places | None = None) -> None:
        self._places = places
        self._cases: dict[str, Opened] = {}
        self._requests: list[Append] = []

    def take(self, cases: Iterable[str]) -> None:
        """Bring cases to the desk. Raises Refused where one does not exist."""
        missing = {case for case in cases if case not in self._cases}
        if missing:
            self._cases |= load_cases(missing, self._places)

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
        usual = (self._places or Places.around([institution])).usual(institution)
        parties = Parties(person_id, usual)
        if not permissions.may_see_case(actor, parties):
            raise Refused(NO_PERSON)
        kind = CATALOGUE[FIRST]
        permissions.check_may_make(actor, kind, parties)
        policies.check_moment(happened_at, History(), kind, now)
        draft = _draft(actor, kind, policies.check_fields(kind, fields), happened_at, now)
        number = case or new_case_id()
        self._requests.append(Append(number, (draft,), 0, f"open-{person_id}", now, Opening(person_id)))
        history = History((_entry(draft, 1, now),))
        self._cases[number] = Opened(number, person_id, institution, history, usual, parties)
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
        repeated = before.done(act.key)
        if not repeated:
            _check_moment_and_order(actor, act, kind, before, now, fields)
        expected = seen if act.expected is None else act.expected
        self._requests.append(Append(act.case, (draft,), expected, act.key or secrets.token_hex(16), now))
        if not repeated:
            self._cases[act.case] = _with(before, kind, _entry(draft, seen + 1, now))

    def file(self, salt: Callable[[int], bytes] = secrets.token_bytes) -> list[Record]:
        """Write every record and the projection of every case; must be inside a transaction. Returns the records."""
        made = [record for done in append_within(self._requests, salt=salt) for record in done.records]
        self._requests = []
        store(
            (projected(c.case, c.parties, c.history) for c in self._cases.values()),
            {c.person_id: c.institution for c in self._cases.values()},
        )
        return made


def _with(before: Opened, kind: RecordType, entry: Entry) -> Opened:
    history = History((*before.history.entries, entry))
    if kind.id not in NAMING:
        return replace(before, history=history)
    return replace(before, history=history, parties=parties_of(before.person_id, history, before.usual))


def _check_moment_and_order(
    actor: Actor, act: Act, kind: RecordType, before: Opened, now: datetime, fields: Mapping[str, Any]
) -> None:
    history = before.history if act.supersedes is None else _without(before.history, act, kind, actor)
    policies.check_step_open(kind, history, CATALOGUE, now)
    policies.check_hands_apart(actor, kind, before.history, CATALOGUE)
    policies.check_moment(act.happened_at, history, kind, now)
    check_coherent(actor, kind, fields, history)


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
    return history.without(wrong)


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
