"""The demo country: made, imported, screened and served on this machine, with progress shown."""

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from poruka.law.text import Text

OK = 0


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
        os.environ["PORUKA_DATABASE_URL"] = f"sqlite:///{database}"
        if serve:  # a new process, so that nothing still points at the file's old name
            os.execv(sys.executable, [sys.executable, "-m", "poruka.cli", *_again()])  # noqa: S606 - our own command
    if serve:
        _serve(port, language)
    return OK


def _again() -> list[str]:
    return [word for word in sys.argv[1:] if word != "--fresh"]


def _ready(database: Path) -> bool:
    """A country that was not finished is kept under another name, so a file of this name is whole."""
    return database.is_file()


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def _build(seed: int, persons: int, language: str) -> None:
    from poruka.commands import set_up

    set_up()
    from django.core.management import call_command

    from poruka.access.actors import Actor
    from poruka.access.demo import create_accounts
    from poruka.access.roles import ANALYST
    from poruka.register.importing import import_register
    from poruka.register.models import Institution
    from poruka.register.synthesis import make
    from poruka.screening.runs import record_run

    said = _Steps(language)
    today = datetime.now(UTC).astimezone().date()
    with said(Text("База даних", "Database")):
        call_command("migrate", verbosity=0)
    with TemporaryDirectory() as scratch:
        with said(Text(f"Вигаданий реєстр: {persons} осіб", f"A synthetic register of {persons} persons")):
            make(persons, seed, Path(scratch), format="parquet", today=today)
        with said(Text("Імпорт реєстру", "Importing the register")):
            import_register(Path(scratch), today=today)
    with said(Text("Закон над реєстром", "The law over the register")):
        record_run(Actor("demo", ANALYST), today)
    with said(Text("Облікові записи", "Accounts")):
        create_accounts(list(Institution.objects.order_by("institution_id").values_list("institution_id", flat=True)))


def _settled(database: Path) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA journal_mode=DELETE")
    connection.close()


class _Steps:
    """Says what is being done and how long it took."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, what: Text) -> "_Steps":
        self.what = what
        return self

    def __enter__(self) -> None:
        self.began = time.perf_counter()
        print(f"{self.what.of(self.language)} ... ", end="", flush=True)

    def __exit__(self, failed: object, *_: object) -> None:
        if failed is None:
            print(f"{time.perf_counter() - self.began:.1f} s", flush=True)


def _serve(port: int, language: str) -> None:
    from poruka.access.demo import PASSWORD

    say: Callable[[str, str], None] = lambda uk, en: print(Text(uk, en).of(language), flush=True)  # noqa: E731
    say(f"Відкрийте http://127.0.0.1:{port}", f"Open http://127.0.0.1:{port}")
    say(
        f"Вхід: analyst, monitor або officer-<номер установи>; пароль {PASSWORD}. Зупинити: Ctrl+C.",
        f"Sign in as analyst, monitor or officer-<institution number>; password {PASSWORD}. Stop with Ctrl+C.",
    )
    from granian.constants import Interfaces
    from granian.server import Server

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poruka.settings")
    Server(
        "poruka.web.wsgi:application", address="127.0.0.1", port=port, interface=Interfaces.WSGI, log_access=False
    ).serve()
