"""Pages under load: twenty people at once over the whole demo country, on the server that the demo runs."""

import http.client
import json
import os
import random
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from bench.measuring import BenchError
from bench.section import Options, Section, Table, Target, timed
from poruka.law.text import Text

PLACE = 60
USERS = 20
SECONDS = 30.0
PAUSE = (0.5, 1.5)
"""How long somebody reads before the next page, in seconds: far less than people do."""
LIMIT = 0.150
ROUNDS: Mapping[str, Sequence[str]] = {
    "analyst": ("/", "/people/?verdict=may_apply", "/institutions/", "/what-if/", "/law/"),
    "monitor": ("/", "/tasks/", "/cases/"),
    "officer-UVP-301": ("/tasks/", "/cases/", "{case}", "/calendar/", "/manifest/", "/institutions/UVP-301/"),
    "head-UVP-302": ("/tasks/", "/cases/", "{case}", "/tasks/batch/motion/"),
    "recruiter-UA-05": ("/tasks/", "/cases/", "{case}", "/calendar/"),
    "court-UA-05": ("/tasks/", "/cases/", "{case}", "/calendar/"),
    "commander-A9001": ("/tasks/", "/cases/", "{case}"),
    "person-P0000001": ("/my-case/",),
}
"""Who goes round which pages. ``{case}`` is a case from their own list."""


def run(options: Options) -> Section:
    """How long twenty people wait for pages, one bad moment in twenty left out."""
    with _served(options.folder / "country") as port:
        quiet = _measured(port, 1, SECONDS / 3)
        busy = _measured(port, USERS, SECONDS)
    waits = sorted(wait for found in busy.values() for wait in found)
    rows = [
        (f"`{page}`", str(len(busy[page])), timed(_at(quiet.get(page, busy[page]), 0.5)), timed(_at(busy[page], 0.95)))
        for page in sorted(busy)
    ]
    return Section(
        title=Text("Сторінки", "Pages"),
        about=Text(
            f"{USERS} людей протягом {SECONDS:.0f} с над усією демонстраційною країною; кожна людина читає сторінку від "
            f"{PAUSE[0]} до {PAUSE[1]} с. Клієнт працює на тих самих двох ядрах.",
            f"{USERS} people for {SECONDS:.0f} s over the whole demo country, each reading a page for {PAUSE[0]} to "
            f"{PAUSE[1]} s. The client runs on the same two cores.",
        ),
        tables=(Table(("сторінка · page", "n", "1: p50", f"{USERS}: p95"), rows),),
        targets=(
            Target.below(
                Text(f"p95 усіх сторінок, {USERS} людей", f"p95 of all pages, {USERS} people"), _at(waits, 0.95), LIMIT
            ),
        ),
    )


def _at(waits: Sequence[float], share: float) -> float:
    ordered = sorted(waits)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


@contextmanager
def _served(folder: Path) -> Iterator[int]:
    """The demo country on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "poruka.cli", "demo", "--dir", str(folder)]
    subprocess.run([*command, "--no-serve"], check=True, capture_output=True)
    server = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _await(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise BenchError("the demo did not begin to serve within ten seconds")


def _measured(port: int, users: int, seconds: float) -> dict[str, list[float]]:
    """Waits by page, as ``users`` of a child process saw them."""
    call = json.dumps([port, users, seconds])
    done = subprocess.run([sys.executable, "-m", "bench.pages", call], capture_output=True, text=True)
    if done.returncode:
        raise BenchError(done.stderr.strip()[-2000:])
    found: dict[str, list[float]] = json.loads(done.stdout)
    return found


class Visitor(threading.Thread):
    """Somebody who signs in and goes round the pages of their role until the time is over."""

    def __init__(self, port: int, number: int, until: float, waits: dict[str, list[float]]) -> None:
        super().__init__()
        self.login = list(ROUNDS)[number % len(ROUNDS)]
        self.chance = random.Random(number)
        self.port, self.until, self.waits, self.cookies = port, until, waits, dict[str, str]()
        self.failed: str = ""

    def run(self) -> None:
        try:
            self._sign_in()
            case = self._case()
            time.sleep(self.chance.uniform(*PAUSE))
            while time.perf_counter() < self.until:
                page = self.chance.choice(ROUNDS[self.login])
                start = time.perf_counter()
                self._asked("GET", case if page == "{case}" else page)
                self.waits.setdefault("/cases/…/" if page == "{case}" else page, []).append(time.perf_counter() - start)
                time.sleep(self.chance.uniform(*PAUSE))
        except (OSError, http.client.HTTPException, BenchError) as failed:
            self.failed = f"{self.login}: {failed}"

    def _sign_in(self) -> None:
        form = self._asked("GET", "/sign-in/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
        if token is None:
            raise BenchError("the sign-in form has no token")
        fields = {"csrfmiddlewaretoken": token[1], "login": self.login, "password": "poruka-demo"}
        self._asked("POST", "/sign-in/", urlencode(fields), expected=302)

    def _case(self) -> str:
        if "{case}" not in ROUNDS[self.login]:
            return ""
        found = re.findall(r'href="(/cases/[A-Z0-9]+/)"', self._asked("GET", "/cases/"))
        if not found:
            raise BenchError("no case in the list")
        return str(self.chance.choice(found))

    def _asked(self, method: str, path: str, body: str = "", expected: int = 200) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Referer": f"http://127.0.0.1:{self.port}/"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        connection.close()
        if answer.status != expected:
            raise BenchError(f"{method} {path}: {answer.status}")
        return text


def visit(port: int, users: int, seconds: float) -> dict[str, list[float]]:
    """The waits by page that ``users`` people see within ``seconds``. Raises BenchError where a page failed."""
    waits: dict[str, list[float]] = {}
    until = time.perf_counter() + seconds
    visitors = [Visitor(port, number, until, waits) for number in range(users)]
    for visitor in visitors:
        visitor.start()
        time.sleep(0.05)
    for visitor in visitors:
        visitor.join()
    failed = [visitor.failed for visitor in visitors if visitor.failed]
    if failed:
        raise BenchError("; ".join(failed))
    return waits


if __name__ == "__main__":
    print(json.dumps(visit(*json.loads(sys.argv[1]))), flush=True)
    os._exit(0)
