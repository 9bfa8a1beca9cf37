"""Somebody who writes to the chain in a process of their own, and may be killed at it.

    python -m tests.support.chain_writer make  ""            make the tables and a case of one record; prints its number
    python -m tests.support.chain_writer race  CASE MANY     add so many records, trying again whenever overtaken
    python -m tests.support.chain_writer write CASE          add records until killed, printing each when it is safe
    python -m tests.support.chain_writer dying CASE          die before every single step of an act in turn

The database is that of ``PORUKA_DATABASE_URL``.
"""

import itertools
import os
import signal
import sys
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import django


def make() -> None:
    """The tables, and a case of one record."""
    from django.core.management import call_command

    from poruka.cases.chain.store import open_case
    from tests.support.chain import at, draft, people

    call_command("migrate", verbosity=0)
    people("P-1")
    print(open_case("P-1", draft(), key="open", at=at(0)).case)


def race(case: str, many: int) -> None:
    """Make ``many`` records on top of whatever is there."""
    from poruka.cases.chain.errors import Overtaken
    from poruka.cases.chain.store import append
    from tests.support.chain import at, draft

    seen = 1
    for step in range(many):
        key = uuid4().hex
        while True:
            try:
                said = draft(fields={"by": os.getpid(), "step": step})
                seen = append(case, said, expected=seen, key=key, at=at(step)).records[-1].number
                break
            except Overtaken as overtaken:
                seen = overtaken.added[-1].number


def write(case: str) -> None:
    """Three records an act, one of them with a sealed part; an act is printed once it has been committed."""
    from poruka.cases.chain.store import append, records_of
    from tests.support.chain import at, draft

    number = len(records_of(case))
    for step in itertools.count():
        act = (draft(fields={"step": step}), draft(sealed={"diagnosis": "x" * 5000}), draft())
        done = append(case, *act, expected=number, key=uuid4().hex, at=at(step))
        number = done.records[-1].number
        print(*(record.hash for record in done.records), flush=True)


def dying(case: str) -> None:
    """An act is begun again and again, and its process dies one step later each time, until it lives through it.

    A step is a statement sent to the database or the commit. Prints how many records there are after each death, and
    whether they verify.
    """
    from django.db import connection

    from poruka.cases.chain.verify import verify

    for life in itertools.count(1):
        connection.close()
        child = os.fork()
        if not child:
            _die_at(life, case)
        _, status = os.waitpid(child, 0)
        report = verify(connection)
        print(report.records, report.whole, os.WIFSIGNALED(status), flush=True)
        if os.WIFEXITED(status):
            return


def _die_at(last: int, case: str) -> None:
    from django.db import connection

    from poruka.cases.chain.store import append
    from tests.support.chain import at, draft

    steps = itertools.count(1)

    def step() -> None:
        if next(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def wrapper(execute: Callable[..., Any], *query: Any) -> Any:
        step()
        return execute(*query)

    commit = connection._commit  # type: ignore[attr-defined]

    def committing() -> None:
        step()
        commit()
        step()

    connection._commit = committing  # type: ignore[attr-defined]
    with connection.execute_wrapper(wrapper):
        act = (draft(happened_at=at(1)), draft(sealed={"diagnosis": "x"}, happened_at=at(1)))
        append(case, *act, expected=1, key="the act", at=at(1))
    os._exit(0)


def main(command: str, case: str, *rest: str) -> None:
    """Do what is asked."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "poruka.settings"
    django.setup()
    {
        "make": make,
        "race": lambda: race(case, int(rest[0])),
        "write": lambda: write(case),
        "dying": lambda: dying(case),
    }[command]()


if __name__ == "__main__":
    main(*sys.argv[1:])
