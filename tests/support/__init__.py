"""What the tests stand on: a PostgreSQL of our own, a browser, a Java for Spark, and guard rails."""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def uv() -> list[str]:
    """The command that starts uv: the one ``make`` set up, else the machine's or the environment's."""
    own = ROOT / ".tools" / "uv" / "bin" / "uv"
    found = str(own) if own.exists() else shutil.which("uv")
    return [*([found] if found else [sys.executable, "-m", "uv"]), "--system-certs"]
