"""The fixtures themselves: a real server, a real browser, and nothing left behind."""

import os
import subprocess
import sys
from pathlib import Path

import dj_database_url
import psycopg
import pytest
from playwright.sync_api import Page

from tests.support.postgres import Server, running_server


def test_each_test_gets_an_empty_database_of_its_own(postgres: Server, postgres_url: str) -> None:
    """It sorts and stores Ukrainian text, and answers with the version that the product needs."""
    with psycopg.connect(postgres_url) as connection:
        assert connection.info.server_version >= 150000
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        assert connection.execute(tables).fetchone() == (0,)
        assert connection.execute("SELECT upper('порука')").fetchone() == ("ПОРУКА",)


def test_a_server_is_gone_after_a_failure() -> None:
    """The process and its folder go, whatever the test did."""
    seen: list[Path] = []

    def a_test_that_fails(server: Server) -> None:
        with psycopg.connect(server.url("postgres")) as connection:
            told = connection.execute("SELECT current_setting('data_directory')").fetchone() or ("",)
        seen.append(Path(told[0]).parent)
        assert seen[0].is_dir()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), running_server() as server:
        a_test_that_fails(server)
    assert not seen[0].exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url("postgres"), connect_timeout=2)


def test_a_command_finds_the_server_in_its_environment() -> None:
    """``python -m tests.support.postgres COMMAND`` passes the address on and the exit code back."""
    probe = "import os, psycopg; psycopg.connect(os.environ['PORUKA_DATABASE_URL']); raise SystemExit(7)"
    wrapped = [sys.executable, "-m", "tests.support.postgres", sys.executable, "-c", probe]
    root = Path(__file__).parents[1]
    assert subprocess.run(wrapped, cwd=root, env=os.environ).returncode == 7


def test_a_database_of_each_kind(database_url: str) -> None:
    """Both addresses are of the form that the settings read."""
    assert dj_database_url.parse(database_url)["ENGINE"].rsplit(".")[-1] in {"sqlite3", "postgresql"}


def test_the_browser_reads_as_a_person_in_ukraine(page: Page) -> None:
    """Language and clock are Ukrainian, and no other machine is reachable."""
    page.set_content("<h1>Порука</h1>")
    assert page.locator("h1").inner_text() == "Порука"
    assert page.evaluate("navigator.language") == "uk-UA"
    assert page.evaluate("new Date(2026, 6, 1).getTimezoneOffset()") == -180
    asked = "fetch('https://example.org/').then(() => 'reached', () => 'refused')"
    assert page.evaluate(asked) == "refused"
