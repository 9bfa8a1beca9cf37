"""The log of all records, held by one transaction: records take their places in memory, then are written together."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from poruka.cases.chain.canonical import canonical
from poruka.cases.chain.errors import BadRecord, ChainError, KeyReused, Overtaken
from poruka.cases.chain.known import Known, Tail, questions
from poruka.cases.chain.merkle import Frontier, leaf_hash
from poruka.cases.chain.moments import happened_text, instant_text
from poruka.cases.chain.reading import Question, ask, ask_all
from poruka.cases.chain.record import COLUMNS, NAMES, Record, Row, hash_of
from poruka.cases.chain.requests import Append, Draft
from poruka.cases.chain.sealed import SALT_LENGTH, commitment
from poruka.cases.chain.writing import Change, Rows, make
from poruka.law.text import Text

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

OF_CASES = f'SELECT {NAMES} FROM cases_record WHERE "case_id" IN ({{0}})'  # noqa: S608
"""In no order: a database takes longer to sort by case than ``in_order`` does for each case."""
HEAD = "SELECT size, frontier FROM cases_loghead WHERE id IN ({0})"
SALT = "SELECT salt FROM cases_sealed WHERE record_id IN ({0})"
FIRST_HEAD = (
    "INSERT INTO cases_loghead (id, size, frontier, last_case, last_number)"
    " SELECT 1, 0, {0}, '', 0 WHERE NOT EXISTS (SELECT 1 FROM cases_record) ON CONFLICT DO NOTHING"
)
NEXT_HEAD = "UPDATE cases_loghead SET (size, frontier, last_case, last_number) = {0} WHERE id = 1"
NUMBER = itemgetter(COLUMNS.index("number"))
Salt = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Appended:
    """The records an act made. ``repeated``: the act had been done before, and these are its records of then."""

    case: str
    rows: tuple[Row, ...]
    repeated: bool = False

    @property
    def records(self) -> tuple[Record, ...]:
        """The records made, in order."""
        return tuple(map(Record.of, self.rows))


class Log:
    """The log, locked until the transaction ends; must be used inside one, and locked before anything is added.

    Raises ChainError where the head of the log is damaged.
    """

    def __init__(self, connection: "BaseDatabaseWrapper") -> None:
        self._connection = connection
        self._frontier = Frontier()
        self._known = Known()
        self._openings: list[Row] = []
        self._rows: list[Row] = []
        self._sealed: dict[int, tuple[bytes, str]] = {}

    def lock(self, *questions: Question) -> list[list[Row]]:
        """Hold the log, so that nobody else adds to it until the transaction ends, then ask: so it is, and so it stays.

        On PostgreSQL the head's row is locked; on SQLite an IMMEDIATE transaction is the lock.
        """
        head = HEAD + (" FOR UPDATE" if self._connection.vendor == "postgresql" else "")
        (found, *answers) = ask_all(self._connection, (head, [1]), *questions)
        if not found:
            make(self._connection, [Change(FIRST_HEAD, [(b"",)])])
            (found, *answers) = ask_all(self._connection, (head, [1]), *questions)
        try:
            ((size, packed),) = found
            self._frontier = Frontier.unpacked(size, bytes(packed))
        except (TypeError, ValueError):
            raise _damaged() from None
        return answers

    def load(self, requests: Sequence[Append]) -> None:
        """Lock the log and read what the requests must be held against."""
        self._known.learn(*self.lock(*questions(requests)))

    def read(self, cases: Iterable[Sequence[Row]], done: Iterable[Row]) -> None:
        """The same for whoever has read whole cases since the log was locked, and ``DONE`` for the acts to come."""
        self._known.learn((), done, (), ())
        for rows in cases:
            if rows:
                self._known.end(rows[-1])

    def add(self, request: Append, salt: Salt = secrets.token_bytes) -> Appended:
        """Give the request's records their places; ``salt`` gives so many random bytes.

        Raises a ChainError, and then nothing of the request is kept.
        """
        if done := self._done_before(request):
            return done
        tail = self._known.opened(request, request.opens) if request.opens else self._followed(request)
        rows: list[Row] = []
        sealed = {}
        for draft, key in zip(request.drafts, request.keys, strict=True):
            row = self._row(request, draft, key, tail, self._frontier.size + len(rows) + 1)
            if draft.sealed is not None:
                row, sealed[row[0]] = _sealed(row, draft, salt)
            rows.append((*row, hash_of((*row, ""))))
            tail = Tail(row[2], rows[-1][15], row[7])
        self._keep(request, rows)
        self._sealed |= sealed
        return Appended(request.case, tuple(rows))

    def _keep(self, request: Append, rows: Sequence[Row]) -> None:
        self._known.keep(request, rows)
        self._rows += rows
        for row in rows:
            self._frontier.push(leaf_hash(bytes.fromhex(row[15])))
        if request.opens:
            opening = (request.case, request.opens.person, request.opens.ordinal, instant_text(request.at))
            self._openings.append(opening)

    def _done_before(self, request: Append) -> Appended | None:
        used = [key for key in (*request.keys, request.next_key) if key in self._known.done]
        if not used:
            return None
        found = [self._known.done[key] for key in used]
        same = tuple(used) == request.keys and all(
            draft.says_the_same_as(row) and self._seals_the_same(draft, row)
            for draft, row in zip(request.drafts, found, strict=True)
        )
        if not same or {row[1] for row in found} != {self._known.case_of(request)}:
            raise KeyReused
        return Appended(found[0][1], tuple(found), repeated=True)

    def _seals_the_same(self, draft: Draft, row: Row) -> bool:
        if draft.sealed is None:
            return True
        if row[0] in self._sealed:
            salt: bytes | None = self._sealed[row[0]][0]
        else:
            (salt,) = next(ask(self._connection, SALT, [row[0]]), (None,))
        # Of a part erased since, nobody can say what it was: the act is taken at its word.
        return salt is None or bool(commitment(canonical(draft.sealed), bytes(salt)) == row[10])

    def _followed(self, request: Append) -> Tail:
        tail = self._known.end_of(request.case)
        if tail.number < request.expected:
            raise _not_so_many(tail.number)
        if tail.number > request.expected:
            rows = (*in_order(ask(self._connection, OF_CASES, [request.case])), *self._rows)
            added = [row for row in rows if row[1] == request.case and row[2] > request.expected]
            raise Overtaken(request.case, tuple(Record.of(row) for row in added))
        return tail

    def _row(self, request: Append, draft: Draft, key: str, tail: Tail, seq: int) -> Row:
        number = tail.number + 1
        if draft.supersedes is not None and not 0 < draft.supersedes < number:
            raise _nothing_to_supersede(draft.supersedes)
        # A clock put back must not make a case run backwards: the record takes the moment of the one before it.
        at = max(instant_text(request.at), tail.made_at)
        happened = at if draft.happened_at is None else happened_text(draft.happened_at)
        return (
            *(seq, request.case, number, draft.type, draft.made_by, draft.made_as, draft.office, at, happened),
            *(canonical(draft.fields), "", draft.supersedes, draft.law_version, key, tail.hash),
        )

    def written(self) -> list[Rows | Change]:
        """The changes that put everything added into the database; they must be made, and the transaction committed."""
        if not self._rows:
            return []
        sealed = [(seq, salt, content) for seq, (salt, content) in self._sealed.items()]
        head = (self._frontier.size, self._frontier.packed(), *self._rows[-1][1:3])
        changes: list[Rows | Change] = [
            Rows("cases_case", ("id", "person_id", "ordinal", "opened_at"), self._openings),
            Rows("cases_record", COLUMNS, self._rows),
            Rows("cases_sealed", ("record_id", "salt", "content"), sealed),
            Change(NEXT_HEAD, [head]),
        ]
        self._openings, self._rows, self._sealed = [], [], {}
        return changes


def _sealed(row: Row, draft: Draft, salt: Salt) -> tuple[Row, tuple[bytes, str]]:
    bytes_, content = salt(SALT_LENGTH), canonical(draft.sealed)
    return (*row[:10], commitment(content, bytes_), *row[11:]), (bytes_, content)


def in_order(rows: Iterable[Row]) -> list[Row]:
    """The records of a case by their numbers."""
    return sorted(rows, key=NUMBER)


def _damaged() -> ChainError:
    return ChainError(
        Text(
            "Нічого не записано: голову журналу пошкоджено. Запустіть poruka verify.",
            "Nothing was recorded: the head of the log is damaged. Run poruka verify.",
        )
    )


def _not_so_many(number: int) -> BadRecord:
    return BadRecord(
        Text(
            f"Запис не збережено: у справі лише {number} записів. Відкрийте сторінку справи наново.",
            f"The record was not kept: the case has only {number} records. Open the page of the case again.",
        )
    )


def _nothing_to_supersede(number: int) -> BadRecord:
    return BadRecord(
        Text(
            f"Запис не збережено: у справі немає запису {number}, який він мав би виправити.",
            f"The record was not kept: the case has no record {number} for it to correct.",
        )
    )
