"""What ``poruka register import`` and ``poruka register export`` do, apart from reading their arguments."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TextIO

from poruka.law.text import Text

ALL_IN, NOTHING_READ, SOME_REJECTED = 0, 2, 3


def import_command(
    path: "Path | str",
    dry_run: bool,
    out: TextIO,
    *,
    lang: str = "uk",
    today: "date | None" = None,
    report_to: "Path | None" = None,
) -> int:
    """Import an extract and print what happened, in one language.

    Returns 0 if every row is in (or would be), 3 if some were rejected and the report is written, 2 if nothing
    could be read. Django must be set up. A database that has no tables yet gets them, except on a dry run.
    """
    from poruka.register.importing import import_register

    def run() -> int:
        if not dry_run:
            prepare_database()
        report = import_register(
            path,
            today=today or _today(),
            dry_run=dry_run,
            progress=Bar(out, lang),
            report_to=report_to,
        )
        for text in report.texts():
            print(text.of(lang), file=out)
        return SOME_REJECTED if report.rejected else ALL_IN

    return _told(run, out, lang)


def export_command(path: "Path | str", form: "str | None", out: TextIO, *, lang: str = "uk") -> int:
    """Write the register of the database to ``path`` in format 1; returns 0, or 2 if it cannot be written."""
    from poruka.register.exporting import export_register
    from poruka.register.tables import from_database

    def run() -> int:
        register = from_database()
        export_register(register, path, form)  # type: ignore[arg-type]
        done = Text(
            f"Вивантажено осіб: {register.persons.height}, у {path}.",
            f"Exported {register.persons.height} persons to {path}.",
        )
        print(done.of(lang), file=out)
        return ALL_IN

    return _told(run, out, lang)


def _told(run: "Callable[[], int]", out: TextIO, lang: str) -> int:
    """Run, and tell every failure that is not a mistake of ours as a sentence."""
    from django.db import DatabaseError

    from poruka.register.problems import RegisterError

    try:
        return run()
    except RegisterError as error:
        print(error.of(lang), file=out)
    except DatabaseError as error:
        print(
            Text(
                f"База даних не відповідає як слід ({_first_line(error)}). Записане для цілих осіб збережено; "
                "усуньте причину і запустіть те саме ще раз.",
                f"The database does not answer as it should ({_first_line(error)}). What was written for whole persons "
                "is kept; "
                "remove the cause and run the same again.",
            ).of(lang),
            file=out,
        )
    except OSError as error:
        print(
            Text(
                f"Не вдалося прочитати або записати файл: {error.strerror or error} "
                f"({error.filename or _not_named(lang)}).",
                f"A file could not be read or written: {error.strerror or error} "
                f"({error.filename or _not_named(lang)}).",
            ).of(lang),
            file=out,
        )
    return NOTHING_READ


def _today() -> date:
    """The day it is in Kyiv."""
    from django.utils import timezone

    return timezone.localdate()


def _not_named(lang: str) -> str:
    return Text("файл не названо", "the file is not named").of(lang)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def prepare_database() -> None:
    """Make the tables that are not there yet."""
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "sqlite" and "memory" not in str(connection.settings_dict["NAME"]):
        Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    from poruka.register.importing import register_exists

    if not register_exists():
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)


class Bar:
    """Progress on one line of a terminal; elsewhere a line for each stage."""

    def __init__(self, out: TextIO, lang: str) -> None:
        self._out, self._lang = out, lang
        self._stage = ""
        self._live = out.isatty()

    def __call__(self, stage: Text, done: int, total: int) -> None:
        words = stage.of(self._lang)
        if self._live:
            share = f" {done} / {total}" if total else f" {done}" if done else ""
            line = f"{words}{share}"
            print(f"\r{line:<70}", end="" if not total or done < total else "\n", file=self._out, flush=True)
        elif words != self._stage:
            print(f"{words} …", file=self._out, flush=True)
        self._stage = words
