"""What acts are held against before they are done: the ends of their cases, the acts done before, the people."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from poruka.cases.chain.errors import AlreadyOpen, UnknownCase, UnknownPerson
from poruka.cases.chain.moments import instant_text
from poruka.cases.chain.reading import ask
from poruka.cases.chain.record import NAMES, Row, genesis
from poruka.cases.chain.requests import Append, Opening

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

ENDS = (
    "SELECT case_id, number, hash, made_at FROM cases_record r WHERE case_id IN ({0})"
    " AND number = (SELECT max(number) FROM cases_record WHERE case_id = r.case_id)"
)
DONE = f'SELECT {NAMES} FROM cases_record WHERE "key" IN ({{0}})'  # noqa: S608 - our own names
PEOPLE = "SELECT person_id FROM register_person WHERE person_id IN ({0})"
OPENED = "SELECT person_id, ordinal, id FROM cases_case WHERE person_id IN ({0})"


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of a case: the number, the hash and the moment that its next record follows."""

    number: int
    hash: str
    made_at: str


@dataclass(slots=True)
class Known:
    """``tails`` by case, ``done`` by key, ``cases`` by person and ordinal, and the ``people`` there are."""

    tails: dict[str, Tail] = field(default_factory=dict)
    done: dict[str, Row] = field(default_factory=dict)
    cases: dict[tuple[str, int], str] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)

    def load(self, connection: "BaseDatabaseWrapper", requests: Sequence[Append]) -> None:
        """Read everything the requests need, in few queries however many they are."""
        going_on = {request.case for request in requests if request.opens is None}
        self.tails |= {case: Tail(*rest) for case, *rest in ask(connection, ENDS, going_on)}
        keys = {key for request in requests for key in (*request.keys, request.next_key)}
        self.done |= {row[13]: row for row in ask(connection, DONE, keys)}
        people = {request.opens.person for request in requests if request.opens}
        self.people |= {person for (person,) in ask(connection, PEOPLE, people)}
        self.cases |= {(person, ordinal): case for person, ordinal, case in ask(connection, OPENED, people)}

    def keep(self, request: Append, rows: Sequence[Row]) -> None:
        """Remember what a request has become."""
        self.done |= {row[13]: row for row in rows}
        self.tails[request.case] = Tail(rows[-1][2], rows[-1][15], rows[-1][7])
        if request.opens:
            self.cases[request.opens.person, request.opens.ordinal] = request.case

    def case_of(self, request: Append) -> str | None:
        """The case a request is about; of an opening, the one that the person has."""
        opens = request.opens
        return self.cases.get((opens.person, opens.ordinal)) if opens else request.case

    def end_of(self, case: str) -> Tail:
        """Where the case stands. Raises UnknownCase."""
        if case not in self.tails:
            raise UnknownCase(case)
        return self.tails[case]

    def opened(self, request: Append, opens: Opening) -> Tail:
        """What the first record of a new case follows. Raises UnknownPerson, AlreadyOpen."""
        if opens.person not in self.people:
            raise UnknownPerson(opens.person)
        if case := self.case_of(request):
            raise AlreadyOpen(opens.person, case)
        at = instant_text(request.at)
        return Tail(0, genesis(request.case, opens.person, opens.ordinal, at), at)
