"""The demo country: made, imported, screened and served on this machine, with progress shown."""

import os
import random
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from poruka.law.calendar import KYIV, add_months
from poruka.law.text import Text

OK = 0
REMANDED = 200
"""Of so many people with an open case, one is remanded in the newer extract."""
LOGINS = (
    ("analyst", "аналітик міністерства: уся країна", "a ministry analyst: the whole country"),
    ("monitor", "спостерігач", "a monitor"),
    (
        "officer-UVP-301",
        "працівник установи (так само head-UVP-301)",
        "an officer of an institution (also head-UVP-301)",
    ),
    ("recruiter-UA-05", "центр комплектування (за кодом області)", "a recruitment centre (by oblast)"),
    ("board-UA-05", "секретар ВЛК", "the secretary of a medical board"),
    ("unit-A9001", "представник частини (так само commander-A9001)", "a unit's representative (also commander-A9001)"),
    ("court-UA-05", "секретар суду (так само prosecutor-UA-05)", "a court clerk (also prosecutor-UA-05)"),
    ("guard-UA-05", "конвой Національної гвардії", "a National Guard escort"),
    ("person-P0000001", "сама особа; так само для кожного, у кого є справа", "the person; so for everyone with a case"),
    ("administrator", "адміністратор: справ не бачить", "an administrator: sees no case"),
)
"""One login of each kind, printed when the demo begins to serve."""


def demo(folder: Path, *, seed: int, persons: int, port: int, serve: bool, fresh: bool, language: str) -> int:
    """Make the demo country in ``folder`` if it is not there, and serve it on 127.0.0.1."""
    database = (folder / "demo.sqlite3").resolve()
    os.environ["PORUKA_DATABASE_URL"] = f"sqlite:///{database}"
    os.environ["PORUKA_MODE"] = "demo"
    folder.mkdir(parents=True, exist_ok=True)
    if fresh or not _ready(database):
        _remove(database)
        building = database.with_suffix(".building")
        _remove(building)
        os.environ["PORUKA_DATABASE_URL"] = f"sqlite:///{building}"
        _build(seed, persons, language)
        _settled(building)
        building.replace(database)
        _remove(building)
        os.environ["PORUKA_DATABASE_URL"] = f"sqlite:///{database}"
        if serve:  # a new process, so that nothing still points at the file's old name
            os.execv(sys.executable, [sys.executable, "-m", "poruka.cli", *_again()])  # noqa: S606 - our own command
    if serve:
        _serve(port, language)
    return OK


def _again() -> list[str]:
    return [word for word in sys.argv[1:] if word != "--fresh"]


def _ready(database: Path) -> bool:
    """Whether the country is there, and as today's pages expect it: one of an earlier version is made anew.

    A country that was not finished is kept under another name, so a file of this name is whole.
    """
    if not database.is_file():
        return False
    wanted = {(path.parts[-3], path.stem) for path in Path(__file__).parent.glob("*/migrations/0*.py")}
    try:
        with closing(sqlite3.connect(database)) as connection:
            return wanted <= set(connection.execute("SELECT app, name FROM django_migrations"))
    except sqlite3.DatabaseError:
        return False


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm", ".import-lock"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def _build(seed: int, persons: int, language: str) -> None:
    from poruka.commands import set_up

    set_up()
    from django.core.management import call_command

    from poruka.access.actors import Actor
    from poruka.access.demo import create_accounts
    from poruka.access.roles import ANALYST
    from poruka.cases.projected import CaseState, Office
    from poruka.register.importing import import_register
    from poruka.register.models import Institution
    from poruka.register.synthesis import make
    from poruka.screening.runs import record_run

    said = _Steps(language)
    today = datetime.now(UTC).astimezone().date()
    with said(Text("База даних", "Database")):
        call_command("migrate", verbosity=0)
        _unhurried_disk()
    with TemporaryDirectory() as scratch:
        extract = Path(scratch) / f"register-{today}"  # the pages name it as the source of every fact
        with said(Text(f"Вигаданий реєстр: {persons} осіб", f"A synthetic register of {persons} persons")):
            make(extract, persons, seed, format="parquet", today=today)
        with said(Text("Імпорт реєстру", "Importing the register")):
            import_register(extract, today=today)
        with said(Text("Справи: від бажання до служби", "Cases: from the wish to service")):
            released = _lives(seed, persons, today)
        with said(Text(f"Новий витяг реєстру: звільнено {released}", f"A newer extract: {released} released")):
            _newer_extract(Path(scratch), today)
    with said(Text("Закон над реєстром", "The law over the register")):
        record_run(Actor("demo", ANALYST), today)
    with said(Text("Відкриті дані: два останні квартали", "Open data: the last two quarters")):
        _releases(today)
    with said(Text("Облікові записи", "Accounts")):
        create_accounts(
            Institution.objects.order_by("institution_id").values_list("institution_id", flat=True),
            Office.objects.order_by("id").values_list("id", "kind"),
            [state.person_id or "" for state in CaseState.objects.order_by("person_id")],
        )


def _lives(seed: int, persons: int, today: date) -> int:
    """A case for a fifth of the people, chosen among those who may apply; returns how many have been released."""
    from poruka.cases.demo.country import bring_to_life
    from poruka.cases.projected import CaseState
    from poruka.register.tables import from_database
    from poruka.screening.engine import screen

    answers = screen(from_database(), today)
    may = [id for id, verdict in zip(answers["person_id"], answers["verdict"], strict=True) if verdict == "may_apply"]
    now = datetime.combine(today, time(9), KYIV)
    bring_to_life(_chosen(may, persons // 5, seed), seed=seed, now=now, progress=_dots)
    return CaseState.objects.filter(phase__in=("service", "end")).count()


def _chosen(people: list[str], many: int, seed: int) -> list[str]:
    """The first people of the register, who have stories of their own, and others by chance."""
    told, rest = people[:2], people[2:]
    chance = random.Random(f"chosen {seed}")  # noqa: S311 - a story, not a secret
    return told + sorted(chance.sample(rest, min(many, len(rest))))


def _dots(done: int, total: int) -> None:
    if done % 1000 == 0 or done == total:
        print(f"{done}/{total} ", end="", flush=True)


def _newer_extract(folder: Path, today: date) -> None:
    """The register as it is after the hand-overs: those people are no longer in custody.

    A few whose cases are open have been remanded over something else: whoever has their file is told.
    """
    import polars as pl

    from poruka.cases.models import CaseState, Record
    from poruka.cases.reevaluation import reevaluate
    from poruka.cases.standing import OPEN_PHASES
    from poruka.register.exporting import export_register
    from poruka.register.importing import import_register
    from poruka.register.tables import Register, from_database

    gone = list(Record.objects.filter(type="hand-over").values_list("case__person_id", flat=True))
    open_cases = CaseState.objects.filter(phase__in=OPEN_PHASES).exclude(stage="not-now").order_by("person_id")
    remanded = [state.person_id for state in open_cases[REMANDED::REMANDED]]
    register = from_database()
    custody = (
        pl.when(pl.col("person_id").is_in(gone))
        .then(pl.lit("released"))
        .when(pl.col("person_id").is_in(remanded))
        .then(pl.lit("remand"))
        .otherwise("custody")
    )
    persons = register.persons.with_columns(custody.alias("custody"))
    newer = folder / f"register-{today}-2"
    export_register(Register(persons, register.sentences, register.convictions), newer, "parquet")
    import_register(newer, today=today)
    reevaluate(datetime.combine(today, time(9), KYIV))


def _releases(today: date) -> None:
    """What the public sees without signing in, as of the ends of the last two quarters."""
    from poruka.statistics.public.release import make as release

    quarter = date(today.year, today.month - (today.month - 1) % 3, 1)
    for day in (add_months(quarter, -3), quarter):
        release(day - timedelta(days=1), now=datetime.combine(today, time(9), KYIV))


def _unhurried_disk() -> None:
    """Nothing waits for the disk while the country is built: what is cut off half-way is made anew, never mended."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")


def _settled(database: Path) -> None:
    """Put everything written into the one file, and the file on the disk."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    with database.open("rb") as whole:
        os.fsync(whole)  # on the disk before it gets the name that says it is whole


class _Steps:
    """Says what is being done and how long it took."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, what: Text) -> "_Steps":
        self.what = what
        return self

    def __enter__(self) -> None:
        self.began = perf_counter()
        print(f"{self.what.of(self.language)} ... ", end="", flush=True)

    def __exit__(self, failed: object, *_: object) -> None:
        if failed is None:
            print(f"{perf_counter() - self.began:.1f} s", flush=True)


def _serve(port: int, language: str) -> None:
    from poruka.commands import set_up

    set_up()
    from poruka.access.demo import PASSWORD

    say: Callable[[str, str], None] = lambda uk, en: print(Text(uk, en).of(language), flush=True)  # noqa: E731
    say(f"Відкрийте http://127.0.0.1:{port}", f"Open http://127.0.0.1:{port}")
    say(f"Пароль усіх облікових записів: {PASSWORD}", f"The password of every account: {PASSWORD}")
    for login, uk, en in LOGINS:
        say(f"  {login:<18} {uk}", f"  {login:<18} {en}")
    say("Зупинити: Ctrl+C.", "Stop with Ctrl+C.")
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "poruka.web.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        websockets=False,
        workers=min(2, os.cpu_count() or 1),  # a country for one visitor or a roomful, on the smallest machine
        blocking_threads=4,
        backpressure=64,
        workers_kill_timeout=3,  # seconds; one that was still starting does not hear that it should stop
        log_level=LogLevels.warning,
    ).serve()
