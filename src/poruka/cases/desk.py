"""A desk: cases taken from the cabinet, acts checked one after another, everything filed together.

One act or a hundred thousand go the same way, so a batch cannot do what a single person could not.
"""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import connection

from poruka.access.actors import Actor
from poruka.cases import permissions, policies
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import OfficeKind, RecordType
from poruka.cases.chain.case_ids import new_case_id
from poruka.cases.chain.known import DONE
from poruka.cases.chain.log import OF_CASES, Appended, Log, Salt, in_order
from poruka.cases.chain.reading import ask, ask_all
from poruka.cases.chain.record import COLUMNS, Record, Row
from poruka.cases.chain.requests import Append, Draft, Opening, is_key
from poruka.cases.chain.writing import make
from poruka.cases.coherence import check_coherent
from poruka.cases.history import Entry, History
from poruka.cases.permissions import OFFICE_OF, Parties
from poruka.cases.places import NEARBY, Places
from poruka.cases.projection import LISTED, NAMING, history_of_rows, parties_of, projected, written
from poruka.cases.refusals import Refused
from poruka.law.calendar import KYIV
from poruka.law.text import Text
from poruka.law.ukraine import BOOK

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


FILED = f"SELECT c.id, c.person_id, {NEARBY} JOIN cases_case c ON c.person_id = p.person_id WHERE c.id IN ({{0}})"
LIVES = f"SELECT {NEARBY} WHERE p.person_id IN ({{0}})"


def load_case(case: str) -> Opened:
    """A case as it is on record; Refused where there is none."""
    filed, rows = ask_all(connection, (FILED, [case]), (OF_CASES, [case]))
    return _opened([case], filed, rows)[case]


def _opened(cases: Collection[str], filed: Sequence[Row], rows: Iterable[Row]) -> dict[str, Opened]:
    """The cases as two queries found them: ``FILED`` and ``OF_CASES``."""
    whose = {case: (person, home) for case, person, home, *_ in filed}
    if len(whose) < len(cases):
        raise Refused(NO_CASE)
    places = Places.told(near for _, _, *near in filed)
    found: dict[str, list[Row]] = {case: [] for case in whose}
    for row in rows:
        found[row[1]].append(row)
    opened = {}
    for case, (person, home) in whose.items():
        in_case, usual = tuple(in_order(found[case])), places.usual(home)
        history = history_of_rows(in_case)
        opened[case] = Opened(case, person, home, history, usual, parties_of(person, history, usual), in_case)
    return opened


class Desk:
    """Cases being worked on in one transaction. Nothing is written until ``file``.

    ``places`` saves asking which offices there are, where many cases are opened.
    """

    def __init__(self, places: Places | None = None) -> None:
        self._places = places
        self._log = Log(connection)
        self._cases: dict[str, Opened] = {}
        self._listed: list[Row] = []
        self._checked: set[str] = set()
        self._requests: list[Append] = []

    def take(self, acts: Iterable[Act]) -> None:
        """Bring the cases of some acts to the desk; whoever else would add to a case waits for the transaction's end.

        Raises Refused where a case does not exist.
        """
        new = [act for act in acts if act.case not in self._cases]
        cases, keys = {act.case for act in new}, {act.key for act in new if is_key(act.key)}
        filed, rows, done, listed = self._log.lock(
            (FILED, cases), (OF_CASES, cases), (DONE, keys | {f"{key}#2" for key in keys}), (LISTED, cases)
        )
        opened = _opened(cases, filed, rows)
        self._log.read((case.rows for case in opened.values()), done)
        self._cases |= opened
        self._listed += listed
        self._checked |= keys

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
        places = self._places
        if institution is None or places is None:
            near = list(ask(connection, LIVES, [person_id]))
            if not near:
                raise Refused(NO_PERSON)
            institution, places = near[0][0], Places.told(near)
        usual = places.usual(institution)
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
        self._requests.append(Append(act.case, (draft,), expected, act.key or self._new_key(), now))
        if not repeated:
            self._cases[act.case] = _with(before, kind, _entry(draft, seen + 1, now))

    def _new_key(self) -> str:
        key = secrets.token_hex(16)
        self._checked.add(key)
        return key

    def file(self, salt: Salt = secrets.token_bytes) -> list[Appended]:
        """Write every record and the projection of every case; must be inside a transaction. Returns what each act made."""
        unread = [request for request in self._requests if request.opens or request.key not in self._checked]
        if unread:
            self._log.load(unread)
        made = [self._log.add(request, salt) for request in self._requests]
        cases = self._cases.values()
        lists = written(
            [projected(c.case, c.parties, c.history) for c in cases],
            {c.person_id: c.institution for c in cases},
            self._listed,
        )
        make(connection, [*self._log.written(), *lists])
        self._requests = []
        return made


def _with(before: Opened, kind: RecordType, entry: Entry) -> Opened:
    history = History((*before.history.entries, entry))
    parties = parties_of(before.person_id, history, before.usual) if kind.id in NAMING else before.parties
    return Opened(before.case, before.person_id, before.institution, history, before.usual, parties, before.rows)


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


@lru_cache(maxsize=64)
def _law_version(day: date) -> str:
    return BOOK.version(day)


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
        law_version=_law_version(now.date()),
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
