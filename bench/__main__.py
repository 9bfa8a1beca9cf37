"""Find the benches, run them one after another, and write what they found to docs/benchmarks.md."""

import argparse
import importlib
import pkgutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import bench
from bench.measuring import BenchError
from bench.report import rendered
from bench.section import SIZES, Options, Section

REPORT = Path("docs/benchmarks.md")
Bench = Callable[[Options], Section]


def main(argv: Sequence[str] | None = None) -> int:
    """Run all benches and write the report; a part of them, or other sizes, or a run in which one broke is only printed."""
    found = dict(benches())
    arguments = _parser(found).parse_args(argv)
    chosen = [name for name in found if not arguments.only or name in arguments.only]
    sizes = tuple(name for name in SIZES if not arguments.size or name in arguments.size)
    options = Options(sizes, arguments.repeats)
    options.folder.mkdir(parents=True, exist_ok=True)
    sections = []
    broken = False
    for name in chosen:
        start = time.perf_counter()
        print(f"{name} ...", file=sys.stderr, flush=True)
        try:
            sections.append(found[name](options))
        except BenchError as failed:
            print(failed, file=sys.stderr)
            broken = True
        print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    report = rendered(sections, argv if argv is not None else sys.argv[1:])
    if not arguments.only and not arguments.size and not broken:
        REPORT.write_text(report, encoding="utf-8")
        print(f"{REPORT}", file=sys.stderr)
    else:
        print(report)
    if broken:
        return 1
    return 0 if all(target.is_met for section in sections for target in section.targets) else 3


def benches() -> Iterator[tuple[str, Bench]]:
    """Every module here that has ``run``, by name, in the order of their places."""
    names = [one.name for one in pkgutil.iter_modules(bench.__path__) if one.name != "__main__"]
    modules = [(name, importlib.import_module(f"bench.{name}")) for name in names]
    found = [(getattr(module, "PLACE", 100), name, module.run) for name, module in modules if hasattr(module, "run")]
    yield from ((name, run) for _, name, run in sorted(found, key=lambda one: one[:2]))


def _parser(found: dict[str, Bench]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=main.__doc__)
    parser.add_argument("--only", action="append", choices=sorted(found), help="one bench; may be repeated")
    parser.add_argument("--size", action="append", choices=sorted(SIZES), help="one size; may be repeated")
    parser.add_argument("--repeats", type=int, default=3, help="how often a long measurement is made (default: 3)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
