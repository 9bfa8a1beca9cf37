"""Reading the records and the register for the figures; what has been read is kept and only added to."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from threading import Lock
from typing import TYPE_CHECKING

import polars as pl
from django.db import DEFAULT_DB_ALIAS, connections

from poruka.cases.chain.reading import snapshot
from poruka.register.models import Conviction, Import, Person
from poruka.screening import queries
from poruka.screening.models import Determination, Run, Verdict
from poruka.statistics.columns import ASKED, frame_of, stretched
from poruka.statistics.dimensions import UNKNOWN, gravity, offence_group
from poruka.statistics.log import Growing, Log, Whose
from poruka.statistics.people import People, people_of

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper

STRETCH = 50_000
"""Records handed over as one row of texts."""
READERS = 2
"""Stretches read at once; the log only grows, so what stands in it reads the same to everybody."""
WHOSE = "SELECT c.id, c.person_id, c.ordinal FROM cases_case c"
OF_NEW = " WHERE c.id IN (SELECT r.case_id FROM cases_record r WHERE r.seq > %s AND r.seq <= %s)"


@dataclass
class _Read:
    """The log as far as it was read, and the hash of its last record: a sign that it is still the same log."""

    growing: Growing = field(default_factory=Growing)
    last_hash: str = ""


_kept: dict[str, _Read] = {}
_people: dict[tuple[object, ...], People] = {}
_lock = Lock()


def read_log(using: str = DEFAULT_DB_ALIAS) -> Log:
    """All records, those since the last reading read anew. A log that is not the one read before is read from its start."""
    connection = connections[using]
    with _lock, snapshot(connection), connection.cursor() as cursor:
        read = _kept.setdefault(using, _Read())
        if _hash_at(cursor, read.growing.last) != read.last_hash:
            read = _kept[using] = _Read()
        cursor.execute("SELECT MAX(seq) FROM cases_record")
        first, last = read.growing.last, int(cursor.fetchone()[0] or 0)
        if last > first:
            cursor.execute(WHOSE + (OF_NEW if first else ""), [first, last] if first else [])
            whose: Whose = cursor.fetchall()
            for frame in _frames(connection, first, last):
                read.growing.add(frame, whose)
                whose = ()
            read.last_hash = _hash_at(cursor, last)
        return read.growing.log


def _frames(connection: "BaseDatabaseWrapper", first: int, last: int) -> Iterator[pl.DataFrame]:
    """The records after ``first`` up to ``last``; where there are many, read by several at once.

    Inside a transaction others would not see what it has written, and one must do.
    """
    stretches = [(start, min(start + STRETCH, last)) for start in range(first, last, STRETCH)]
    if len(stretches) == 1 or connection.in_atomic_block:
        yield from (_frame(connection, *stretch) for stretch in stretches)
        return

    def read(stretch: tuple[int, int]) -> pl.DataFrame:
        own = connections[connection.alias]  # each thread has its own
        try:
            return _frame(own, *stretch)
        finally:
            own.close()

    with ThreadPoolExecutor(READERS) as readers:
        yield from readers.map(read, stretches)


def _frame(connection: "BaseDatabaseWrapper", first: int, last: int) -> pl.DataFrame:
    with connection.cursor() as cursor:
        cursor.execute(_query(connection.vendor), [first, last])
        return frame_of(stretched(first, cursor.fetchone()))


def _query(vendor: str) -> str:
    """One row for a stretch: every column of its records as one text, a line a record, all in the same order."""
    postgresql = vendor == "postgresql"
    together = "string_agg(({0})::text, chr(10) ORDER BY r.seq)" if postgresql else "group_concat({0}, char(10))"
    said = " ".join(_said(type, names, postgresql=postgresql) for type, names in ASKED.items())
    columns = (
        *("r.case_id", "r.number", "r.made_at", "r.happened_at"),
        f"CASE r.type {said} ELSE r.type END",
        "CASE WHEN r.supersedes IS NOT NULL THEN r.seq || ' ' || r.supersedes END",
    )
    texts = ", ".join(together.format(column) for column in columns)
    return f"SELECT {texts} FROM cases_record r WHERE r.seq > %s AND r.seq <= %s"  # noqa: S608 - our own names


def _said(type: str, names: tuple[str, ...], *, postgresql: bool) -> str:
    """What a record of a type says (``columns.said_of``), made by the database. SQLite makes a list of two or more."""
    if postgresql:
        answers = ", ".join(f"r.fields::json->'{name}'" for name in names)
        return f"WHEN '{type}' THEN r.type || json_build_array({answers})::text"
    paths = ", ".join(f"'$.{name}'" for name in (names if len(names) > 1 else names * 2))
    return f"WHEN '{type}' THEN r.type || json_extract(r.fields, {paths})"


def _hash_at(cursor: "CursorWrapper", seq: int) -> str:
    cursor.execute("SELECT hash FROM cases_record WHERE seq = %s", [seq])
    row = cursor.fetchone()
    return str(row[0]) if row else ""


def read_people() -> People:
    """Everybody in the register, with the span on which they could apply by the latest run; kept until either changes."""
    run = queries.latest_run()
    last = Import.objects.order_by("-id").values_list("id", "state").first()
    key = (run and (run.pk, run.started, run.output_hash), last)
    if last is None or last[1] == Import.State.RUNNING:
        return _people_now(run)
    with _lock:
        found = _people.get(key)
    if found is None:
        found = _people_now(run)
        with _lock:
            _people.clear()
            _people[key] = found
    return found


def _people_now(run: Run | None) -> People:
    rows = Person.objects.order_by("person_id").values_list(
        "person_id", "institution_id", "institution__oblast", "sex", "birth_date"
    )
    offences, able = _offences(), _able(run)
    never = (None, None)
    return people_of(
        (*row[:4], offences.get(str(row[0]), UNKNOWN), row[4], *able.get(str(row[0]), never)) for row in rows
    )


def _offences() -> dict[str, str]:
    """The offence group of the gravest conviction each person serves."""
    rows = Conviction.objects.filter(record="serving").order_by("conviction_id")
    found: dict[str, tuple[int, str]] = {}
    graveness: dict[tuple[object, ...], tuple[int, str]] = {}
    for person, article, part, severity, code in rows.values_list("person_id", "article", "part", "severity", "code"):
        one = graveness.get((article, part, severity, code))
        if one is None:
            one = gravity(article, part, severity), offence_group(article, code)
            graveness[article, part, severity, code] = one
        if str(person) not in found or one[0] > found[str(person)][0]:
            found[str(person)] = one
    return {person: group for person, (_, group) in found.items()}


def _able(run: Run | None) -> dict[str, tuple[date | None, date | None]]:
    """The span on which each person could apply, as the run answered.

    Where the answer of its day is sure and the span is not, the span is that day alone.
    """
    if run is None:
        return {}
    rows = (
        Determination.objects.filter(run=run)
        .order_by()
        .values_list("person_id", "verdict", "holds_from", "holds_until")
    )
    found: dict[str, tuple[date | None, date | None]] = {}
    for person, verdict, start, end in rows.iterator(chunk_size=10_000):
        if verdict == Verdict.MAY_APPLY:
            found[str(person)] = (start or run.as_of, end or run.as_of + timedelta(days=1))
        elif start and end:
            found[str(person)] = (start, end)
    return found
