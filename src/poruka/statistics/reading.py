"""Reading the records and the register for the figures; what has been read is kept and only added to."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from threading import Lock

from django.db import DEFAULT_DB_ALIAS, connections

from poruka.cases.chain.reading import every_row, snapshot
from poruka.register.models import Conviction, Import, Person
from poruka.screening import queries
from poruka.screening.models import Determination, Run, Verdict
from poruka.statistics.dimensions import UNKNOWN, gravity, offence_group
from poruka.statistics.log import WITH_FIELDS, Growing, Log
from poruka.statistics.people import People, people_of

RECORDS = (
    "SELECT c.person_id, c.ordinal, r.case_id, r.seq, r.number, r.type, r.made_at, r.happened_at,"
    " CASE WHEN r.type IN ({types}) THEN r.fields ELSE '{{}}' END, r.supersedes"
    " FROM cases_record r JOIN cases_case c ON c.id = r.case_id WHERE r.seq > %s ORDER BY r.seq"
)
CHUNK = 200_000


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
        types = sorted(WITH_FIELDS)
        query = RECORDS.format(types=", ".join(["%s"] * len(types)))
        for rows in every_row(connection, query, [*types, read.growing.last], CHUNK):
            read.growing.add(rows)
        read.last_hash = _hash_at(cursor, read.growing.last)
        return read.growing.log


def _hash_at(cursor: "object", seq: int) -> str:
    cursor.execute("SELECT hash FROM cases_record WHERE seq = %s", [seq])  # type: ignore[attr-defined]
    row = cursor.fetchone()  # type: ignore[attr-defined]
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
