"""Break the law on purpose: each small change of a rule, and of the code of ``src/poruka/law``, must make a test fail.

``python -m tools.mutants [PATTERN ...]`` runs all changes, or those of the code whose names match, and fails below the
bound. ``python -m tools.mutants rules`` breaks the rules alone, in half a minute.
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
    """Break the rules, then the code; a pattern is of the code only."""
    if patterns == ["rules"]:
        return rules()
    return (rules() if not patterns else 0) or code(patterns)


def rules() -> int:
    """Break each rule of the book a word at a time, and say whether enough was noticed of each."""
    from poruka.law.ukraine import BOOK
    from tools.mutants_rules import counted

    tried = missed = 0
    enough = True
    for condition in BOOK.conditions:
        number, unseen = counted(condition)
        tried, missed = tried + number, missed + len(unseen)
        enough = enough and 100 * len(unseen) <= (100 - BOUND) * number
        print(f"{number:5} changes of the rule, {len(unseen):3} unnoticed  {condition.id}")
    print(f"Rules: {100 - 100 * missed / tried:.1f} % of {tried} noticed (of each at least {BOUND:.0f} % is asked).")
    return 0 if enough else 1


def code(patterns: list[str]) -> int:
    """Run the changes of the code, list what nobody noticed, and say whether enough was noticed."""
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
    print(f"Code: {reached:.1f} % noticed (at least {BOUND:.0f} % is asked). Look at one with: mutmut show NAME")
    return 0 if reached >= BOUND else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
