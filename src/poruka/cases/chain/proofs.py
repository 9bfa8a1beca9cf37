"""Proofs for outsiders: that a record is in the log, and that a later log still begins with an earlier one.

A proof of inclusion is a text of C2SP's tlog-proof form, with the checkpoint inside; one of consistency is like it.
``tools/check_checkpoint.py`` checks both without this system.
"""

import base64
from collections.abc import Iterable
from typing import TYPE_CHECKING

from poruka.cases.chain.merkle import consistency, inclusion, leaf_hash, root_of
from poruka.cases.chain.reading import every_row

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

INCLUSION = "c2sp.org/tlog-proof@v1"
CONSISTENCY = "poruka/consistency@v1"


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
