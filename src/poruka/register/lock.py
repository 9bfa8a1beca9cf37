"""One import at a time: two would each compare with a register that the other is changing.

The lock belongs to the process: when that is killed, the system takes the lock off.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from poruka.register.problems import RegisterError, refuse

IMPORT_LOCK = 0x504F_5255_4B41
"""The number of the advisory lock in PostgreSQL: "PORUKA"."""


@contextmanager
def only_importer() -> Iterator[None]:
    """Inside, no other process imports into this database; RegisterError if another one is at it."""
    if connection.vendor == "postgresql":
        with _advisory_lock():
            yield
    else:
        with _file_lock(str(connection.settings_dict["NAME"])):
            yield


@contextmanager
def _advisory_lock() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [IMPORT_LOCK])
        if not cursor.fetchone()[0]:
            raise _busy()
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [IMPORT_LOCK])


@contextmanager
def _file_lock(database: str) -> Iterator[None]:
    import fcntl

    if database == ":memory:" or "mode=memory" in database:
        yield
        return
    with Path(f"{database}.import-lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _busy() from None
        yield


def _busy() -> RegisterError:
    return refuse(
        "register",
        "інший імпорт ще триває; дочекайтеся його завершення і повторіть",
        "another import is still running; wait until it has finished and try again",
    )
