"""What outsiders are given: signed checkpoints of the log, and short proofs (RFC 9162) that hold against them.

A proof of inclusion is a text of C2SP's tlog-proof form, with the checkpoint inside; one of consistency is like it.
``tools/check_checkpoint.py`` checks all of them without this system.
"""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import DEFAULT_DB_ALIAS, transaction

from poruka.cases.chain.errors import ChainError
from poruka.cases.chain.findings import Broken
from poruka.cases.chain.merkle import Frontier, consistency, inclusion, leaf_hash, root_of
from poruka.cases.chain.moments import instant_text
from poruka.cases.chain.note import BadKey, BadNote, Head, PublicKey, SigningKey, opened
from poruka.cases.chain.reading import every_row
from poruka.cases.models import Checkpoint, LogHead
from poruka.law.text import Text

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

INCLUSION = "c2sp.org/tlog-proof@v1"
CONSISTENCY = "poruka/consistency@v1"


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint as stored: what it says, or why it cannot be believed."""

    size: int
    head: Head | None
    broken: Broken | None


def log_head(using: str = DEFAULT_DB_ALIAS) -> Frontier:
    """The frontier of the log as it stands; empty before the first record."""
    head = LogHead.objects.using(using).first()
    return Frontier.unpacked(head.size, bytes(head.frontier)) if head else Frontier()


def make_checkpoint(key: SigningKey, at: datetime, using: str = DEFAULT_DB_ALIAS) -> Checkpoint:
    """Sign the log as it stands and keep the checkpoint. Raises ChainError where the log is shorter than one signed
    before: something was dropped, and a signature would hide it.
    """
    with transaction.atomic(using=using):
        frontier, last = log_head(using), Checkpoint.objects.using(using).order_by("size").last()
        if last and last.size > frontier.size:
            raise ChainError(
                Text(
                    f"Не підписано: записів {frontier.size}, а підписано вже {last.size}. Запустіть poruka verify.",
                    f"Not signed: {frontier.size} records are left of {last.size} once signed. Run poruka verify.",
                )
            )
        head = Head(key.name, frontier.size, frontier.root(), at.astimezone(UTC))
        return Checkpoint.objects.using(using).create(
            size=head.size,
            root=head.root.hex(),
            made_at=head.at,
            key_id=key.public.id.hex(),
            public_key=key.public.text,
            note=key.sign(head.text),
        )


def signed_heads(connection: "BaseDatabaseWrapper", keys: Sequence[PublicKey]) -> list[Signed]:
    """Every stored checkpoint, its signature checked with ``keys``, or where there are none with the key beside it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, size, root, made_at, key_id, public_key, note FROM cases_checkpoint ORDER BY id")
        return [_signed(keys, *row) for row in cursor.fetchall()]


def _signed(
    keys: Sequence[PublicKey], id: int, size: int, root: str, made_at: str, key_id: str, public_key: str, note: str
) -> Signed:
    try:
        beside = PublicKey.of(public_key)
        head = opened(note, keys or (beside,))
    except (BadKey, BadNote) as bad:
        return Signed(size, None, _broken(id, bad.text))
    if (head.size, head.root.hex(), instant_text(head.at), beside.id.hex()) != (size, root, made_at, key_id):
        return Signed(size, None, _broken(id, Text("Підписано інше.", "Something else was signed.")))
    return Signed(size, head, None)


def _broken(id: int, why: Text) -> Broken:
    return Broken("checkpoint", Text(f"Контрольна точка {id}: {why.uk}", f"Checkpoint {id}: {why.en}"))


def range_root(connection: "BaseDatabaseWrapper", low: int, high: int) -> bytes:
    """The root of the tree over the records from place ``low + 1`` to place ``high`` of the log."""
    hashes = every_row(
        connection, 'SELECT "hash" FROM cases_record WHERE "seq" > %s AND "seq" <= %s ORDER BY "seq"', [low, high]
    )
    return root_of(leaf_hash(bytes.fromhex(row[0])) for rows in hashes for row in rows)


def inclusion_proof(connection: "BaseDatabaseWrapper", seq: int, size: int, note: str) -> str:
    """The proof that the record at place ``seq`` is under the checkpoint ``note``, which has ``size`` records.

    Raises ValueError for a record that is not.
    """
    path = inclusion(seq - 1, size, lambda low, high: range_root(connection, low, high))
    return "\n".join([INCLUSION, f"index {seq - 1}", *_lines(path), "", note])


def consistency_proof(connection: "BaseDatabaseWrapper", old: int, new: int) -> str:
    """The proof that the log of ``new`` records begins with that of ``old``. Raises ValueError unless old <= new."""
    path = consistency(old, new, lambda low, high: range_root(connection, low, high))
    return "\n".join([CONSISTENCY, f"old {old}", f"new {new}", *_lines(path), ""])


def _lines(path: Iterable[bytes]) -> list[str]:
    return [base64.b64encode(node).decode() for node in path]
