"""Every record, every link, the tree and every checkpoint are worked out again and compared with what is stored.

A record changed, dropped, added, moved or swapped behind the application's back is found. Somebody who rewrites the
whole database so that it agrees with itself is found by a checkpoint; whoever rewrites those too, by one kept outside.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError

from poruka.cases.chain import findings, guards
from poruka.cases.chain.checkpoint import Signed, signed_heads
from poruka.cases.chain.findings import Broken, Report
from poruka.cases.chain.merkle import Frontier
from poruka.cases.chain.note import PublicKey
from poruka.cases.chain.reading import log_rows, snapshot
from poruka.cases.chain.record import Row
from poruka.cases.chain.sealed import first_broken_seal
from poruka.cases.chain.walk import CHECKPOINT, Found, Walk
from poruka.law.text import Text

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

Progress = Callable[[int, int], None]
"""Told from time to time how many records of how many have been checked."""

HEAD = Text("голова журналу", "the head of the log")


def verify(
    connection: "BaseDatabaseWrapper", keys: Sequence[PublicKey] = (), progress: Progress | None = None
) -> Report:
    """Check the chain in a database as it stands at this moment; others go on working meanwhile.

    ``keys`` are the public keys that checkpoints must be signed with; without them each is checked with the key stored
    beside it, and the report says so.
    """
    walk, signed, broken = Walk({}), list[Signed](), None
    notices: tuple[Text, ...] = ()
    try:
        with snapshot(connection):
            signed = signed_heads(connection, keys)
            walk = Walk(_openings(connection))
            broken = _first_broken(connection, walk, signed, progress)
            notices = () if broken else tuple(_notices(connection, signed, keys))
    except DatabaseError:
        broken = findings.unreadable_database()
    return Report(walk.frontier.size, len(walk.tails), len(signed), walk.frontier.root().hex(), broken, notices)


def _first_broken(
    connection: "BaseDatabaseWrapper", walk: Walk, signed: Sequence[Signed], progress: Progress | None
) -> Broken | None:
    heads = [checkpoint.head for checkpoint in signed if checkpoint.head]
    chunks = _told(_chunks(connection), _size(connection), progress) if progress else _chunks(connection)
    try:
        beyond = walk.along(chunks, [(head.size, head.root) for head in heads])
    except Found as found:
        return _named(connection, found.broken)
    return (
        _head_broken(connection, walk)
        or (findings.cut_off(walk.frontier.size, beyond[0], CHECKPOINT) if beyond else None)
        or next((checkpoint.broken for checkpoint in signed if checkpoint.broken), None)
        or next((findings.empty_case(case) for case in walk.openings if case not in walk.tails), None)
        or first_broken_seal(connection, walk.sealed)
    )


def _told(chunks: Iterator[Sequence[Row]], total: int, progress: Progress) -> Iterator[Sequence[Row]]:
    done = 0
    try:
        for rows in chunks:
            yield rows
            done += len(rows)
            progress(done, total)
    finally:
        progress(total, total)


def _size(connection: "BaseDatabaseWrapper") -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(seq) FROM cases_record")
        return cursor.fetchone()[0] or 0


def _openings(connection: "BaseDatabaseWrapper") -> dict[str, Sequence[Any]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, person_id, ordinal, opened_at FROM cases_case ORDER BY id")
        return {case: opening for case, *opening in cursor.fetchall()}


def _chunks(connection: "BaseDatabaseWrapper") -> Iterator[Sequence[Row]]:
    """The rows of the log; where some cannot be read, one by one up to the first that cannot."""
    last = 0
    try:
        for rows in log_rows(connection):
            yield rows
            last = rows[-1][0]
    except DatabaseError:
        yield from _one_by_one(connection, last)


def _one_by_one(connection: "BaseDatabaseWrapper", last: int) -> Iterator[Sequence[Row]]:
    while True:
        try:
            rows = next(log_rows(connection, last, 1), ())
        except DatabaseError:
            raise Found(findings.unreadable(last + 1)) from None
        if not rows:
            return
        yield rows
        last = rows[0][0]


HOLE = (
    "SELECT case_id, number - 1 FROM cases_record r WHERE seq > %s AND number > 1 AND NOT EXISTS (SELECT 1 FROM"
    " cases_record p WHERE p.case_id = r.case_id AND p.number = r.number - 1) ORDER BY seq LIMIT 1"
)
SHORT = (
    "SELECT s.case_id, coalesce(max(r.number), 0) + 1 FROM cases_casestate s LEFT JOIN cases_record r"
    " ON r.case_id = s.case_id GROUP BY s.case_id, s.records HAVING s.records > count(r.seq) LIMIT 2"
)


def _named(connection: "BaseDatabaseWrapper", broken: Broken) -> Broken:
    """A dropped record, named by the hole it left in its case, or by the one case that is shorter than lists show it."""
    if broken.kind != "missing" or broken.seq is None:
        return broken
    with connection.cursor() as cursor:
        cursor.execute(HOLE, [broken.seq])
        named = cursor.fetchall()
        if not named:
            cursor.execute(SHORT)
            named = cursor.fetchall()
    return findings.missing(broken.seq, *named[0]) if len(named) == 1 else broken


def _head_broken(connection: "BaseDatabaseWrapper", walk: Walk) -> Broken | None:
    """The log against its head: as many records, the same tree, the same last record."""
    found = walk.frontier
    with connection.cursor() as cursor:
        cursor.execute("SELECT size, frontier, last_case, last_number FROM cases_loghead WHERE id = 1")
        row = cursor.fetchone()
    if row is None:
        return findings.no_head() if found.size else None
    size, packed, case, number = row
    if found.size < size:
        return findings.cut_off(found.size, size, HEAD, case, number)
    try:
        head = Frontier.unpacked(size, bytes(packed))
    except (ValueError, TypeError):
        return findings.no_head()
    if found.size > size:
        return findings.added(size + 1)
    for (first, last, node), kept in zip(found.spans(), head.nodes, strict=True):
        if node != kept:
            return findings.other_root(first + 1, last, HEAD)
    same = not size or (case in walk.tails and walk.tails[case][0] == number)
    return None if same else findings.no_head()


def _notices(connection: "BaseDatabaseWrapper", signed: Sequence[Signed], keys: Sequence[PublicKey]) -> Iterator[Text]:
    """What does not break the chain, and should be known."""
    gone = guards.expected(connection.vendor) - guards.installed(connection)
    if gone:
        names = ", ".join(sorted(gone))
        yield Text(
            f"Увага: у базі даних немає захисту від змін ({names}). З’ясуйте, хто його зняв.",
            f"Note: the database lacks guards against changes ({names}). Find out who took them away.",
        )
    if signed and not keys:
        yield Text(
            "Увага: підписи звірено з ключами з тієї самої бази даних. Назвіть свій ключ, щоб звірити з ним.",
            "Note: signatures were checked with keys from the same database. Name your own key to check with it.",
        )
