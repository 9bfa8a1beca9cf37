"""What acts are held against before they are done: the ends of their cases, the acts done before, the people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from poruka.cases.chain.errors import AlreadyOpen, UnknownCase, UnknownPerson
from poruka.cases.chain.moments import instant_text
from poruka.cases.chain.reading import Question
from poruka.cases.chain.record import NAMES, Row, genesis
from poruka.cases.chain.requests import Append, Opening

ENDS = (
    "SELECT case_id, number, hash, made_at FROM cases_record r WHERE case_id IN ({0})"
    " AND number = (SELECT max(number) FROM cases_record WHERE case_id = r.case_id)"
)
DONE = f'SELECT {NAMES} FROM cases_record WHERE "key" IN ({{0}})'  # noqa: S608 - our own names
PEOPLE = "SELECT person_id FROM register_person WHERE person_id IN ({0})"
OPENED = "SELECT person_id, ordinal, id FROM cases_case WHERE person_id IN ({0})"


def questions(requests: Iterable[Append]) -> tuple[Question, ...]:
    """Everything the requests need to know, in few queries however many they are."""
    requests = tuple(requests)
    going_on = {request.case for request in requests if request.opens is None}
    keys = {key for request in requests for key in (*request.keys, request.next_key)}
    people = {request.opens.person for request in requests if request.opens}
    return (ENDS, going_on), (DONE, keys), (PEOPLE, people), (OPENED, people)


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

    def learn(self, ends: Iterable[Row], done: Iterable[Row], people: Iterable[Row], opened: Iterable[Row]) -> None:
        """Take in the answers to ``questions``."""
        self.tails |= {case: Tail(*rest) for case, *rest in ends}
        self.done |= {row[13]: row for row in done}
        self.people |= {person for (person,) in people}
        self.cases |= {(person, ordinal): case for person, ordinal, case in opened}

    def end(self, row: Row) -> None:
        """Take in the last record of a case."""
        self.tails[row[1]] = Tail(row[2], row[15], row[7])

    def keep(self, request: Append, rows: Sequence[Row]) -> None:
        """Remember what a request has become."""
        self.done |= {row[13]: row for row in rows}
        self.end(rows[-1])
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
