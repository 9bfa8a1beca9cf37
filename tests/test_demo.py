"""``poruka demo`` as a stranger meets it: made, served, stopped, served again, cut off half-way."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
FEW = ("--persons", "400", "--lang", "en")


def command(folder: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "poruka.cli", "demo", "--dir", str(folder), *FEW, *more]


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("PORUKA", "DJANGO"))}


@contextmanager
def demo(folder: Path) -> Iterator[str]:
    """A demo being served; gives its address once it answers, and stops it as Ctrl+C would."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = subprocess.Popen(
        command(folder, "--port", str(port)), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        served.send_signal(signal.SIGINT)
        said, _ = served.communicate(timeout=30)
        sys.stdout.write(said.decode())


def page(address: str, seconds: float = 60) -> str:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return str(answer.read(), "utf-8")
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def test_the_country_is_made_and_served_with_its_logins_and_served_again(tmp_path, capfd) -> None:
    with demo(tmp_path) as address:
        first = page(address + "/sign-in/")
    assert "Порука" in first
    said = capfd.readouterr().out
    for word in (address, "poruka-demo", "analyst", "officer-UVP-301", "court-UA-05", "person-P0000001"):
        assert word in said
    assert all(file.name.startswith("demo.sqlite3") for file in tmp_path.iterdir())
    made = (tmp_path / "demo.sqlite3").stat().st_mtime
    with demo(tmp_path) as address:
        page(address + "/sign-in/", 20)
    assert (tmp_path / "demo.sqlite3").stat().st_mtime - made < 60
    assert "synthetic register" not in capfd.readouterr().out


def test_a_country_of_an_earlier_version_is_made_anew(tmp_path) -> None:
    database = tmp_path / "demo.sqlite3"

    def done() -> str:
        said = subprocess.run(command(tmp_path, "--no-serve"), env=environment(), capture_output=True, text=True)
        assert said.returncode == 0, said.stdout + said.stderr
        return said.stdout + said.stderr

    assert "Importing" in done()
    assert "Importing" not in done()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'statistics'")
    assert "Importing" in done()
    database.write_bytes(b"not a database")
    assert "Importing" in done()


def test_a_demo_cut_off_while_it_is_made_is_made_anew(tmp_path) -> None:
    cut = subprocess.Popen(command(tmp_path, "--no-serve"), env=environment(), stdout=subprocess.PIPE)
    assert cut.stdout
    while b"Importing" not in os.read(cut.stdout.fileno(), 4096):
        pass
    cut.kill()
    cut.wait()
    assert not (tmp_path / "demo.sqlite3").exists()
    done = subprocess.run(command(tmp_path, "--no-serve"), env=environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["demo.sqlite3"]
