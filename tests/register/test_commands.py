"""The command: what it prints, in which language, and with which exit code."""

import io
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.db import OperationalError

from poruka.law.text import Text
from poruka.register import commands, importing
from poruka.register.commands import Bar, export_command, import_command
from poruka.register.models import Person
from tests.register.extracts import PERSONS, extract, files, folder, with_cell

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 15)
CYRILLIC = re.compile("[а-яіїєґ]")


def run(path: Path, *, dry_run: bool = False, lang: str = "uk") -> tuple[int, str]:
    out = io.StringIO()
    code = import_command(path, dry_run, out, lang=lang, today=TODAY)
    return code, out.getvalue()


class TestExitCodes:
    def test_0_when_every_row_is_in(self, tmp_path) -> None:
        code, said = run(extract(tmp_path / "e"))
        assert code == 0
        assert "Імпорт завершено." in said
        assert "persons: прочитано 2, додано 2, змінено 0, без змін 0, відхилено 0." in said

    def test_3_when_some_were_rejected(self, tmp_path) -> None:
        code, said = run(extract(tmp_path / "e", with_cell(PERSONS, 0, sex="?")))
        assert code == 3
        assert f"у папці {tmp_path / 'e-rejected'}" in said
        assert "persons.csv, рядок 2, колонка sex, значення «?»" in said

    def test_3_on_a_dry_run_too(self, tmp_path) -> None:
        code, _ = run(extract(tmp_path / "e", with_cell(PERSONS, 0, sex="?")), dry_run=True)
        assert code == 3
        assert not Person.objects.exists()

    def test_2_when_nothing_could_be_read(self, tmp_path) -> None:
        code, said = run(folder(tmp_path / "e", {**files(), "persons.csv": ""}))
        assert code == 2
        assert said == "persons.csv: файл порожній або не має заголовка; перший рядок має містити назви колонок\n"

    def test_2_when_the_database_fails(self, tmp_path, monkeypatch) -> None:
        def locked(*_: object, **__: object) -> None:
            raise OperationalError("database is locked")

        monkeypatch.setattr(importing, "_begun", locked)
        code, said = run(extract(tmp_path / "e"), lang="en")
        assert code == 2
        assert "The database does not answer as it should (database is locked)" in said

    def test_2_when_the_disk_is_full(self, tmp_path, monkeypatch) -> None:
        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device", "rejected.csv")

        monkeypatch.setattr(importing, "write_report", full)
        code, said = run(extract(tmp_path / "e", with_cell(PERSONS, 0, sex="?")), lang="en")
        assert code == 2
        assert "No space left on device (rejected.csv)" in said


class TestWords:
    def test_english_has_no_ukrainian_in_it(self, tmp_path) -> None:
        path = folder(
            tmp_path / "e", {name: text.replace("P1", "P9", 1).replace(",", ";") for name, text in files().items()}
        )
        _, said = run(path, lang="en")
        assert not CYRILLIC.search(said.replace("Коваль", "").replace("Мельник", ""))

    def test_ukrainian_is_the_rule(self, tmp_path) -> None:
        out = io.StringIO()
        import_command(extract(tmp_path / "e"), False, out, today=TODAY)
        assert all(CYRILLIC.search(line) for line in out.getvalue().splitlines())

    def test_each_stage_is_told_once_where_there_is_no_terminal(self, tmp_path) -> None:
        _, said = run(extract(tmp_path / "e"), lang="en")
        assert said.splitlines()[:5] == [
            "reading persons.csv …",
            "reading sentences.csv …",
            "reading convictions.csv …",
            "checking …",
            "writing persons …",
        ]

    def test_on_a_terminal_one_line_moves(self) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        out = Terminal()
        bar = Bar(out, "uk")
        for done in (1, 2):
            bar(Text("записую осіб", "writing persons"), done, 2)
        assert out.getvalue().rstrip(" \n").split("\r")[1:] == [f"{'записую осіб 1 / 2':<70}", "записую осіб 2 / 2"]
        assert out.getvalue().endswith("\n")


class TestExport:
    def test_what_was_imported_comes_out(self, tmp_path) -> None:
        run(extract(tmp_path / "e"))
        out = io.StringIO()
        assert export_command(tmp_path / "out.zip", None, out, lang="en") == 0
        assert "Exported 2 persons" in out.getvalue()
        assert run(tmp_path / "out.zip")[1].count("Змін у реєстрі немає.") == 1

    def test_2_when_the_place_is_taken(self, tmp_path) -> None:
        out = io.StringIO()
        assert export_command(extract(tmp_path / "e"), "csv", out, lang="en") == 2
        assert "there is something here already" in out.getvalue()


def test_an_exit_code_has_one_meaning() -> None:
    assert (commands.ALL_IN, commands.NOTHING_READ, commands.SOME_REJECTED) == (0, 2, 3)


STANDING_ALONE = """
import sys
from pathlib import Path
import django
django.setup()
from poruka.register.commands import import_command
sys.exit(import_command(Path(sys.argv[1]), sys.argv[2] == "dry", sys.stdout, lang="en"))
"""


def test_a_dry_run_needs_no_database_and_an_import_makes_one(tmp_path, database_url) -> None:
    """A stranger's first command, before there is anything."""
    environment = {**os.environ, "PORUKA_DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "poruka.settings"}

    def alone(how: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-c", STANDING_ALONE, str(extract(tmp_path / "e")), how]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)

    dry = alone("dry")
    assert (dry.returncode, dry.stderr) == (0, "")
    assert "persons: read 2, added 2" in dry.stdout
    assert not (tmp_path / "register.sqlite3").exists()
    for added in (2, 0):
        done = alone("import")
        assert (done.returncode, done.stderr) == (0, "")
        assert f"persons: read 2, added {added}" in done.stdout
