"""The pictures in the README, from a demo country made and served for it; with ``--all``, every page to look through.

    .venv/bin/python -m tools.picture [--all]

The demo and the pages' pictures stay in ``build/shots``; ``--all`` ends with exit code 1 if a page is too wide.
"""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.support import ROOT, browser
from tests.support.postgres import free_port
from tools import shots

FOLDER = ROOT / "build" / "shots"
PICTURES = ROOT / "docs" / "images"
PATIENCE = 180.0


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a demo of our own, kept in ``folder`` and stopped afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "poruka.cli", "demo", "--dir", str(folder), "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if name != "PORUKA_DATABASE_URL"}
    process = subprocess.Popen(command, env=environment)
    try:
        yield _answering(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(30)


def _answering(address: str, process: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.3)
        else:
            return address
    raise SystemExit("The demo did not begin to serve its pages.")


def first_sight(address: str) -> None:
    """What everybody and what an analyst sees first, as high as a screen shows."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(browser.find()), args=list(browser.ARGUMENTS))
        page = started.new_page(viewport={"width": 1200, "height": 900}, locale="uk-UA")
        page.goto(f"{address}/public/")
        page.screenshot(path=PICTURES / "public.png")
        shots.sign_in(page, address)
        page.wait_for_url(f"{address}/")
        page.screenshot(path=PICTURES / "country.png")
        started.close()


def main() -> int:
    """Make the demo, take the README's pictures and, if asked, all the others."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served(FOLDER) as address:
        first_sight(address)
        return shots.main(address, FOLDER, []) if "--all" in sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
