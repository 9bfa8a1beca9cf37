"""Break the law on purpose: each small change of ``src/poruka/law`` must make a test fail.

``python -m tools.mutants [PATTERN ...]`` runs all changes, or those whose names match, and fails below the bound.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

BOUND = 90.0
FOLDER = Path(__file__).resolve().parents[1] / "mutants"
NOTICED = ("killed", "timeout", "segfault")
PASSED_OVER = ("survived", "no_tests", "suspicious")


def score(counts: dict[str, int]) -> float:
    """The noticed changes among those tried, in percent; 0 if none was tried."""
    noticed = sum(counts[name] for name in NOTICED)
    tried = noticed + sum(counts[name] for name in PASSED_OVER)
    return 100 * noticed / tried if tried else 0.0


def main(patterns: list[str]) -> int:
    """Run the changes, list what nobody noticed, and say whether enough was noticed."""
    mutmut = [sys.executable, "-m", "mutmut"]
    run = subprocess.run([*mutmut, "run", *patterns])
    if run.returncode:
        return run.returncode
    subprocess.run([*mutmut, "export-cicd-stats"], check=True, capture_output=True)
    told = subprocess.run([*mutmut, "results"], check=True, capture_output=True, text=True).stdout
    unseen = [line.split(":")[0].strip() for line in told.splitlines() if line.endswith((": survived", ": no tests"))]
    modules = Counter(name.split(".x")[0] for name in unseen)
    for name in unseen:
        print(name)
    for module, number in modules.most_common():
        print(f"{number:5}  {module}")
    reached = score(json.loads((FOLDER / "mutmut-cicd-stats.json").read_text()))
    print(f"Noticed: {reached:.1f} % (at least {BOUND:.0f} % is asked). Look at one with: mutmut show NAME")
    return 0 if reached >= BOUND else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
