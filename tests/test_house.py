"""The house rules that no other tool watches: size, finished words, arrows, records, links, locks and start-up."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("src", "tests", "tools", "bench", "docs", ".ci")
TEXTS = {".py", ".md", ".toml", ".html", ".css", ".csv", ".txt", ".lock", ".json", ".mjs", ""}
LONGEST_MODULE = 400
# The brackets keep this file from finding itself.
UNFINISHED = re.compile(r"\b(T[O]DO|F[I]XME|X[X]X|raise NotImplemented[E]rror|lorem [i]psum)\b")
NOT_OURS_TO_NAME = re.compile(r"/(w[o]rk|r[o]ot)/|sub[a]gent|pypi\.[o]rg|python[h]osted|npm[j]s\.(org|com)")
HEAVY = ("django", "polars", "duckdb", "pyarrow", "numpy", "pandas", "pyspark", "altair", "vl_convert", "narwhals")


def files() -> Iterator[Path]:
    """Every text that a clone holds."""
    places = [ROOT.glob("*"), *((ROOT / folder).rglob("*") for folder in FOLDERS)]
    for path in sorted(path for place in places for path in place):
        if path.is_file() and path.suffix in TEXTS and not {"__pycache__", "node_modules"} & set(path.parts):
            yield path


def name(path: Path) -> str:
    """The path as a person in the repository writes it."""
    return str(path.relative_to(ROOT))


MODULES = [path for path in files() if path.suffix == ".py" and "migrations" not in path.parts]
PAGES = [path for path in files() if path.suffix == ".md"]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
LOCKS = sorted(ROOT.glob("requirements*.lock"))


def imported_by(code: str) -> set[str]:
    """The top names of all modules that a fresh Python loads to run ``code``."""
    told = subprocess.run([sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True)
    assert told.returncode == 0, told.stderr[-2000:]
    lines = re.findall(r"^import time:.*\|\s*([\w.]+)$", told.stderr, re.MULTILINE)
    return {line.split(".")[0] for line in lines}


def test_a_module_stays_readable() -> None:
    long = {name(path): lines for path in MODULES if (lines := len(path.read_text().splitlines())) > LONGEST_MODULE}
    assert not long


@pytest.mark.parametrize("words", [UNFINISHED, NOT_OURS_TO_NAME], ids=["unfinished", "not ours to name"])
def test_no_text_holds(words: re.Pattern[str]) -> None:
    found = [
        f"{name(path)}:{number}: {line.strip()[:100]}"
        for path in files()
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if words.search(line)
    ]
    assert not found


def test_arrows_point_down_only() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run([tool], cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout


class TestStartUp:
    """What the machine loads before it can answer."""

    def test_help_loads_nothing_heavy(self) -> None:
        code = "import sys, poruka.cli; sys.argv = ['poruka', '--help']; poruka.cli.main()"
        assert not imported_by(code) & set(HEAVY)

    def test_the_law_loads_nothing_heavy(self) -> None:
        assert not imported_by("import poruka.law.ukraine") & set(HEAVY)


class TestRecords:
    """Decision records and the pages that lead to them."""

    def test_decisions_are_numbered_without_gaps(self) -> None:
        assert [path.name[:4] for path in DECISIONS] == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]

    @pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
    def test_a_decision_says_its_status_and_its_date(self, path: Path) -> None:
        text = path.read_text()
        assert re.search(r"^Status: (accepted|superseded by \d{4}|withdrawn)$", text, re.MULTILINE)
        assert re.search(r"^Date: \d{4}-\d{2}-\d{2}$", text, re.MULTILINE)
        assert path.name in (ROOT / "docs" / "README.md").read_text()

    @pytest.mark.parametrize("path", PAGES, ids=name)
    def test_links_lead_somewhere(self, path: Path) -> None:
        links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text())
        near = [link for link in links if not re.match(r"[a-z]+:", link)]
        assert [link for link in near if not (path.parent / link).exists()] == []

    def test_every_command_in_the_pages_is_there(self) -> None:
        targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
        named = {word for path in PAGES for word in re.findall(r"\bmake ([a-z]+)`", path.read_text())}
        assert named <= targets


class TestLocks:
    """What is installed is fixed, vouched for, and the same everywhere."""

    @staticmethod
    def pins(path: Path) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for package, version in re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==([^\s;]+)", path.read_text(), re.MULTILINE):
            found.setdefault(package, set()).add(version)
        return found

    @pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
    def test_a_lock_names_no_address(self, path: Path) -> None:
        assert not re.search(r"https?://|--index|--find-links", path.read_text())

    @pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
    def test_every_environment_runs_the_product_at_the_same_versions(self, path: Path) -> None:
        pins, runtime = self.pins(path), self.pins(ROOT / "requirements.lock")
        assert {package: pins.get(package) for package in runtime} == runtime

    def test_everything_asked_for_is_locked(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text())
        asked = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["spark"]]
        asked += project["dependency-groups"]["dev"]
        names = {re.split(r"[\[<>=]", line)[0].strip() for line in asked}
        assert names <= set(self.pins(ROOT / "requirements-dev.lock"))
