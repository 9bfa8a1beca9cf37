"""The report: what was measured, on what machine, with which versions, and how it stands against the targets."""

import os
import platform
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.section import Section, Table, Target

PACKAGES = (
    "poruka",
    "polars",
    "pyarrow",
    "narwhals",
    "duckdb",
    "numpy",
    "numba",
    "openfisca-core",
    "zen-engine",
    "rule-engine",
    "django",
    "cryptography",
)
INTRODUCTION = """# Вимірювання · Benchmarks

**Українською.** Скільки часу й пам’яті потрібно, поруч з іншими засобами: ті самі правила, ті самі люди, і перед
вимірюванням перевірено, що відповіді однакові. Цей файл пише `make bench`; рукою його не правлять. Люди вигадані
([як саме](synthetic-country.md)). Час на спільній машині коливається, тому порівнюйте відношення в межах одного запуску.

**In English.** How much time and memory it takes, beside other tools: the same rules, the same people, and the answers
checked to be equal before anything is timed. `make bench` writes this file; it is not edited by hand. The people are
made up ([how](synthetic-country.md)). Times on a shared machine waver, so compare the ratios within one run.
"""


def rendered(sections: Sequence[Section], arguments: Sequence[str]) -> str:
    """The whole report as Markdown."""
    parts = [INTRODUCTION, *_about_the_run(arguments)]
    targets = [target for section in sections for target in section.targets]
    if targets:
        parts += ["## Цілі · Targets\n", _rendered(_targets(targets))]
    for section in sections:
        parts.append(f"## {section.title.uk} · {section.title.en}\n")
        parts.append(f"{section.about.uk}\n\n{section.about.en}\n")
        parts += [_rendered(table) for table in section.tables]
    return "\n".join(parts)


def _about_the_run(arguments: Sequence[str]) -> Iterator[str]:
    yield "## Машина й версії · The machine and the versions\n"
    rows = [
        ("коли · when", datetime.now(UTC).date().isoformat()),
        ("процесор · processor", _processor()),
        ("ядра · cores", str(_cores())),
        ("пам’ять · memory", f"{_memory() / 2**30:.0f} GiB"),
        ("система · system", f"{platform.system()} {platform.release().split('-')[0]}, {platform.machine()}"),
        ("Python", platform.python_version()),
        *((name, found) for name in PACKAGES if (found := _version(name))),
        ("команда · command", f"`make bench{_quoted(arguments)}`"),
    ]
    yield _rendered(Table(("", ""), rows))


def _quoted(arguments: Sequence[str]) -> str:
    return f' ARGS="{" ".join(arguments)}"' if arguments else ""


def _targets(targets: Sequence[Target]) -> Table:
    rows = [
        (
            f"{one.what.uk} · {one.what.en}",
            one.wanted,
            one.found,
            "досягнуто · met" if one.is_met else "**не досягнуто · not met**",
        )
        for one in targets
    ]
    return Table(("що · what", "ціль · target", "виміряно · measured", ""), rows)


def _rendered(table: Table) -> str:
    lines = [table.head, ["---"] * len(table.head), *table.rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _processor() -> str:
    for line in _lines("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def _memory() -> int:
    for line in _lines("/proc/meminfo"):
        if line.startswith("MemTotal"):
            return int(line.split()[1]) * 1024
    return 0


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _lines(path: str) -> list[str]:
    place = Path(path)
    return place.read_text(encoding="utf-8").splitlines() if place.exists() else []
