"""An import killed at any moment leaves whole persons behind, and the same import, started again, finishes the work."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.register.extracts import extract

PEOPLE = 300
PORTION = 20

SET_UP = """
import sys
from datetime import date
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from poruka.register import importing, writing
from poruka.register.models import Change, Conviction, Import, Person, Sentence
call_command("migrate", verbosity=0, skip_checks=True)
writing.PORTION = {portion}
"""

KILLED_AFTER = """
import os, signal
def die(stage, done, total):
    if done >= {after} and total:
        os.kill(os.getpid(), signal.SIGKILL)
importing.import_register(sys.argv[1], today=date(2026, 1, 15), progress=die)
"""

KILLED_INSIDE_A_TRANSACTION = """
import os, signal
from poruka.register import bulk
upsert, calls = bulk.upsert, []
def deadly(model, frame):
    upsert(model, frame)
    calls.append(model)
    # The persons and sentences of the third portion are in the open transaction, their convictions are not.
    if len([name for name in calls if name is Sentence]) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
writing.upsert = deadly
importing.import_register(sys.argv[1], today=date(2026, 1, 15))
"""

TO_THE_END = """
report = importing.import_register(sys.argv[1], today=date(2026, 1, 15))
print(report.counts["persons"]["added"], report.counts["persons"]["unchanged"])
"""

LOOK = """
def state():
    for person in Person.objects.order_by("pk"):
        assert (person.sentences.count(), person.convictions.count()) == (1, 2), person
    states = list(Import.objects.order_by("pk").values_list("state", flat=True))
    return Person.objects.count(), states, Change.objects.count()
print(state())
"""

HOLD = """
from poruka.register.lock import only_importer
with only_importer():
    print("held", flush=True)
    sys.stdin.read()
"""


def process(code: str, path: Path) -> list[str]:
    script = SET_UP.format(portion=PORTION) + textwrap.dedent(code)
    return [sys.executable, "-c", script, str(path)]


def environment(database_url: str) -> Mapping[str, str]:
    return {**os.environ, "PORUKA_DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "poruka.settings"}


def run(code: str, path: Path, database_url: str) -> "subprocess.CompletedProcess[str]":
    command = process(code, path)
    return subprocess.run(command, env=environment(database_url), capture_output=True, text=True, timeout=300)


def look(path: Path, database_url: str) -> str:
    told = run(LOOK, path, database_url)
    assert told.returncode == 0, told.stderr
    return told.stdout.strip()


@pytest.fixture
def country(tmp_path: Path) -> Path:
    persons = [{"person_id": f"P{number:04}", "custody": "serving"} for number in range(PEOPLE)]
    sentences = [{"sentence_id": f"S{number:04}", "person_id": f"P{number:04}"} for number in range(PEOPLE)]
    convictions = [
        {
            "conviction_id": f"C{number:04}-{count}",
            "person_id": f"P{number:04}",
            "sentence_id": f"S{number:04}",
            "article": "185",
        }
        for number in range(PEOPLE)
        for count in (1, 2)
    ]
    return extract(tmp_path / "country", persons, sentences, convictions)


@pytest.mark.parametrize(
    ("code", "left"),
    [(KILLED_AFTER.format(after=100), 100), (KILLED_AFTER.format(after=1), 20), (KILLED_INSIDE_A_TRANSACTION, 40)],
    ids=["after 100 persons", "after the first portion", "inside a transaction"],
)
def test_killed_and_started_again(code, left, country, database_url) -> None:
    killed = run(code, country, database_url)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert look(country, database_url) == f"({left}, ['running'], 0)"
    again = run(TO_THE_END, country, database_url)
    assert again.returncode == 0, again.stderr
    assert again.stdout.split() == [str(PEOPLE - left), str(left)]
    assert look(country, database_url) == f"({PEOPLE}, ['interrupted', 'done'], 0)"


def test_while_one_imports_another_is_told_to_wait(country, database_url) -> None:
    command = process(HOLD, country)
    with subprocess.Popen(
        command, env=environment(database_url), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline().strip() == "held"
        told = run(TO_THE_END, country, database_url)
        assert told.returncode == 1
        assert "another import is still running" in told.stderr
        first.kill()
    # The system took the lock off together with the process.
    assert run(TO_THE_END, country, database_url).returncode == 0
