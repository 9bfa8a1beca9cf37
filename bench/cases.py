"""A full case: 25 records, each chained to the one before it and on the disk before the next; and checking a million."""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from bench.measuring import BenchError, in_child
from bench.section import Options, Section, Table, Target, timed
from poruka.law.text import Text

PLACE = 60
STEPS = 25
TOGETHER = 100
"""How many cases go step by step together: a morning's batch."""
LOG = 1_000_000
FASTER = 3.0
VERIFY_WITHIN = 30.0
START = datetime(2026, 1, 12, 10, tzinfo=UTC)

SYSTEMS = {
    "desk": "Порука, повністю · Poruka, all of it",
    "chain": "Порука, лише ланцюг · Poruka, the chain alone",
    "eventsourcing": "eventsourcing",
    "eventsourcing-cached": "eventsourcing + AGGREGATE_CACHE",
    "spiff": "SpiffWorkflow",
}
RIVALS = ("eventsourcing", "spiff")
"""Those that begin each step with what is stored, as Poruka does; a cached aggregate is shown for comparison."""
DATABASES = {"sqlite": "SQLite, WAL, synchronous=FULL", "postgresql": "PostgreSQL, fsync=on, synchronous_commit=on"}

ABOUT = Text(
    f"Справа з {STEPS} записів від інформування до передання під охорону (життя вигаданих осіб із демонстрації)."
    " Кожен крок починається з того, що лежить у базі, і закінчується фіксацією на диску. «По одному»: одна фіксація"
    f" на запис, справа за справою. «По {TOGETHER}»: {TOGETHER} справ ідуть крок за кроком разом, одна фіксація на"
    " крок, в усіх однаково.\n\n"
    "Порука щоразу перевіряє, хто і коли може зробити запис, чіпляє його до ланцюга і до дерева над усіма справами,"
    " пам’ятає ключ дії та оновлює списки; «лише ланцюг» – те саме без перевірок і списків. eventsourcing зберігає"
    " подію з хешем попередньої; з AGGREGATE_CACHE воно не читає справи знову, тому стоїть лише для порівняння."
    " SpiffWorkflow веде процес BPMN і зберігає його цілим. Системи міряють по черзі, кілька кіл; наведено медіану;"
    " × – проти найшвидшої з двох інших. Диску по одному чекають усі, і жоден засіб не може бути швидшим за"
    f" {STEPS} фіксацій; скільки вони тривають, сказано нижче.",
    f"A case of {STEPS} records, from being informed to the hand-over (the lives of the demo's made-up people). Each"
    " step begins with what is in the database and ends on the disk. “One by one”: a commit a record, case after case."
    f" “{TOGETHER} together”: {TOGETHER} cases go step by step, a commit a step, the same for all.\n\n"
    "Poruka each time checks who may make the record and when, links it into the chain and into the tree over all"
    " cases, remembers the key of the act and brings the lists up to date; “the chain alone” is the same without the"
    " checks and lists. eventsourcing keeps the event with the hash of the one before; with AGGREGATE_CACHE it does"
    " not read the case again, so that row is for comparison only. SpiffWorkflow runs a BPMN process and keeps it"
    " whole. The systems take turns, several rounds; the figure is the median; × is against the faster of the other"
    f" two. One by one all wait for the disk, and nothing can be faster than {STEPS} commits; what those take is said"
    " below.",
)


def run(options: Options) -> Section:
    """Measure every system on both databases, and the verification of a long log."""
    rows, targets = [], []
    for database, settings in DATABASES.items():
        for together in (1, TOGETHER):
            speeds = _race(database, together, options.repeats)
            best = max(RIVALS, key=lambda name: speeds[name])
            rows += [
                (
                    settings,
                    "по одному · one by one" if together == 1 else f"по {together} · {together} together",
                    title,
                    f"{speeds[name]:,.1f}",
                    timed(1 / speeds[name]),
                    f"{speeds[name] / speeds[best]:.2f}",
                )
                for name, title in SYSTEMS.items()
            ]
            if together > 1:
                targets += [_target(database, best, name, speeds[name] / speeds[best]) for name in ("chain", "desk")]
    log = in_child("bench.cases", "make_log", str(options.folder.resolve()), LOG)
    checked = in_child("bench.cases", "verify_log", log["file"])
    targets.append(
        Target.below(Text(f"verify, {LOG:,} записів", f"verify, {LOG:,} records"), checked["seconds"], VERIFY_WITHIN)
    )
    disk = in_child("bench.cases", "wait_for_disk")["seconds"]
    head = ("база · database", "як · how", "система · system", "справ/с · cases/s", "справа · a case", "×")
    return Section(
        title=Text("Ведення справи", "Keeping a case"),
        about=ABOUT,
        tables=(
            Table(head, rows),
            Table(
                ("що · what", "час · time"),
                (
                    (f"диск: {STEPS} фіксацій по 4 КБ · the disk: {STEPS} commits of 4 kB", timed(disk * STEPS)),
                    (f"poruka verify: {LOG:,} записів · records (SQLite)", timed(checked["seconds"])),
                ),
            ),
        ),
        targets=tuple(targets),
    )


def _target(database: str, rival: str, system: str, ratio: float) -> Target:
    uk, en = SYSTEMS[system].split(" · ")
    what = Text(
        f"{uk}: справ за секунду проти {rival}, {database}, по {TOGETHER}",
        f"{en}: cases a second against {rival}, {database}, {TOGETHER} together",
    )
    return Target(what, f"≥ {FASTER:g} ×", f"{ratio:.2f} ×", ratio >= FASTER)


def _race(database: str, together: int, rounds: int) -> dict[str, float]:
    """Cases a second of each system: the median over rounds in which they take turns."""
    cases = max(together, 20)
    found: dict[str, list[float]] = {name: [] for name in SYSTEMS}
    for _ in range(rounds):
        for name in SYSTEMS:
            with _empty(database) as url:
                done = in_child("bench.cases", "worked", name, url, cases, together)
            found[name].append(cases / done["seconds"])
    return {name: statistics.median(speeds) for name, speeds in found.items()}


@contextmanager
def _empty(database: str) -> Iterator[str]:
    """The address of an empty database on this machine's disk."""
    if database == "sqlite":
        with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
            yield f"sqlite:///{folder}/cases.sqlite3"
    else:
        from tests.support.postgres import running_server

        with running_server(durable=True) as server:
            yield server.create("cases")


def worked(system: str, url: str, cases: int, together: int) -> dict[str, float]:
    """In a process of its own: work one batch to warm up, then the cases, and say how long those took."""
    lives = _lives(url, cases + together)
    work, check = _system(system, url)
    work(lives[:together])
    start, begun = time.perf_counter(), time.process_time()
    for first in range(together, together + cases, together):
        work(lives[first : first + together])
    taken, worked_ = time.perf_counter() - start, time.process_time() - begun
    check(lives)
    return {"seconds": taken, "processor": worked_}


def _system(name: str, url: str) -> tuple[Callable[[Sequence[Any]], None], Callable[[Sequence[Any]], None]]:
    if name == "desk":
        return _at_the_desk, _checked
    if name == "chain":
        return _in_the_chain, _checked
    from bench.rivals.case_files import Eventsourced, Spiff

    rival = Spiff(_beside(url), STEPS) if name == "spiff" else Eventsourced(_beside(url), cached="cached" in name)
    told = lambda lives: [[_told(life, place) for place in range(STEPS)] for life in lives]  # noqa: E731
    return lambda lives: rival.work(told(lives)), lambda lives: rival.check(told(lives)[-1:])


def _beside(url: str) -> str:
    """A rival's own file beside ours; on PostgreSQL its tables stand in the same database."""
    return url.replace(".sqlite3", ".rival.sqlite3")


def _told(life: Any, place: int) -> dict[str, Any]:
    """A step as the rivals are told it: plain texts."""
    person, events = life
    event = events[place]
    return {
        "type": event.type,
        "fields": event.fields,
        "made_by": event.actor.name,
        "made_as": event.actor.role,
        "happened_at": event.at.isoformat(),
        "key": f"{person}-{place}",
    }


def _lives(url: str, many: int) -> list[tuple[str, list[Any]]]:
    """People in the register, and the first 25 events of each of their cases; the same ones for every system."""
    _django(url)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from poruka.cases.demo.offices import make_offices
    from poruka.register.models import Import, Institution, Person

    make_offices()
    home = Institution.objects.create(institution_id="UVP-1", oblast="UA-53")
    extract = Import.objects.create(sha256="0" * 64, source="bench", today=START.date())
    lives = [(f"P-{number}", _life(f"P-{number}", home)) for number in range(many)]
    Person.objects.bulk_create(
        Person(person_id=id, institution_id="UVP-1", imported_in=extract, imported_row=row, fingerprint=row)
        for row, (id, _) in enumerate(lives, start=2)
    )
    return lives


def _django(url: str) -> None:
    os.environ |= {"PORUKA_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "poruka.settings"}
    import django

    django.setup()
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")


def _life(person: str, home: Any) -> list[Any]:
    """The first 25 events of a life in which nothing ends before."""
    from poruka.cases.demo.events import Event
    from poruka.cases.demo.lives import SHEET, life
    from poruka.cases.demo.offices import UNITS, cast

    informed = {"sheet_version": SHEET, "language": "uk", "lawyer_offered": True, "lawyer_taken": "declined"}
    for attempt in range(10_000):
        around = cast(person, home, UNITS[0])
        chance = random.Random(f"{person} {attempt}")
        events = list(islice(life(around, UNITS[0], START, chance), STEPS - 1))
        if len(events) == STEPS - 1:
            return [Event(around.officer, "information-given", START, informed), *events]
    raise BenchError("no life is long enough")


_numbers: dict[str, str] = {}
"""The number of each person's case, by person."""


def _at_the_desk(lives: Sequence[Any]) -> None:
    """Everything Poruka does when somebody makes a record; a batch goes through the same desk."""
    from django.db import transaction

    from poruka.cases.desk import Act, Desk
    from poruka.cases.usecases import make_record, open_case

    if len(lives) == 1:
        ((person, (first, *events)),) = lives
        case = _numbers[person] = open_case(first.actor, person, first.fields, happened_at=first.at, now=first.at)
        for number, event in enumerate(events, start=1):
            act = Act(case, event.type, event.fields, event.at, number, key=f"{person}-{number}")
            make_record(event.actor, act, now=event.at)
        return
    for place in range(STEPS):
        with transaction.atomic():
            desk, happening = Desk(), [(person, events[place]) for person, events in lives]
            if place:
                acts = [
                    Act(_numbers[person], event.type, event.fields, event.at, place, key=f"{person}-{place}")
                    for person, event in happening
                ]
                desk.take(acts)
                for act, (_, event) in zip(acts, happening, strict=True):
                    desk.act(event.actor, act, now=event.at)
            else:
                for person, event in happening:
                    _numbers[person] = desk.open_case(
                        event.actor, person, event.fields, happened_at=event.at, now=event.at
                    )
            desk.file()


def _in_the_chain(lives: Sequence[Any]) -> None:
    """The records alone: chained, in the tree, each act once, in the order its maker saw."""
    from poruka.cases.chain.case_ids import new_case_id
    from poruka.cases.chain.requests import Append, Opening
    from poruka.cases.chain.store import append_many

    for place in range(STEPS):
        requests = []
        for person, events in lives:
            if not place:
                _numbers[person] = new_case_id()
            opens, case, event = None if place else Opening(person), _numbers[person], events[place]
            requests.append(Append(case, (_draft(event),), place, f"{person}-{place}", event.at, opens))
        append_many(requests)


def _draft(event: Any) -> Any:
    from poruka.cases.catalogue import CATALOGUE
    from poruka.cases.chain.requests import Draft

    secret = {field.name for field in CATALOGUE[event.type].fields if field.sealed}
    return Draft(
        type=event.type,
        made_by=event.actor.name,
        made_as=event.actor.role,
        law_version="2026-02-21",
        office=event.actor.office or event.actor.institution_id or "",
        happened_at=event.at,
        fields={name: value for name, value in event.fields.items() if name not in secret},
        sealed={name: value for name, value in event.fields.items() if name in secret} or None,
    )


def _checked(lives: Sequence[Any]) -> None:
    from django.db import connection

    from poruka.cases.chain.verify import verify

    report = verify(connection)
    if not report.whole or report.records != STEPS * len(lives):
        raise BenchError(f"{report.records} records: {report.text.en}")


def make_log(folder: str, records: int) -> dict[str, str]:
    """A log of so many records, made once and kept; it gets its name when it is whole."""
    whole = Path(folder) / f"log-{records}.sqlite3"
    if not whole.is_file():
        part = whole.with_suffix(".part")
        for suffix in ("", "-wal", "-shm"):
            part.with_name(part.name + suffix).unlink(missing_ok=True)
        lives = _lives(f"sqlite:///{part}", records // STEPS)
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
        for first in range(0, len(lives), TOGETHER):
            _in_the_chain(lives[first : first + TOGETHER])
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        part.replace(whole)
    return {"file": str(whole)}


def verify_log(file: str) -> dict[str, float]:
    """How long it takes to check every record of a log."""
    _django(f"sqlite:///{file}")
    from django.db import connection

    from poruka.cases.chain.verify import verify

    start = time.perf_counter()
    report = verify(connection)
    taken = time.perf_counter() - start
    if not report.whole:
        raise BenchError(report.text.en)
    return {"seconds": taken, "records": report.records}


def wait_for_disk() -> dict[str, float]:
    """How long the disk takes to say that 4 kB are safe: what every commit costs whoever makes it."""
    times = []
    with tempfile.NamedTemporaryFile(dir=Path.cwd()) as file:
        for _ in range(100):
            start = time.perf_counter()
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - start)
    return {"seconds": statistics.median(times)}
