"""Measuring: repeated calls in this process, or one call in a process of its own, with the memory it took."""

import gc
import importlib
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any


class BenchError(RuntimeError):
    """A measurement could not be made, or the answers that were to be equal are not."""


def seconds(call: Callable[[], object], repeats: int, *, warm: int = 1) -> float:
    """The median time of one call, after ``warm`` calls that do not count. Garbage is collected outside the clock."""
    for _ in range(warm):
        call()
    times = []
    gc.collect()
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def in_child(module: str, function: str, *arguments: Any) -> dict[str, Any]:
    """Call a function of a module in a fresh process: arguments and result are JSON; ``peak`` is added, in bytes."""
    call = json.dumps([module, function, arguments])
    done = subprocess.run([sys.executable, "-m", "bench.measuring", call], capture_output=True, text=True)
    if done.returncode:
        raise BenchError(f"{module}.{function}{arguments}: {done.stderr.strip()[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _called(call: str) -> None:
    module, function, arguments = json.loads(call)
    found = getattr(importlib.import_module(module), function)(*arguments) or {}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps({**found, "peak": peak}), flush=True)
    os._exit(0)  # some engines take their time to say goodbye


if __name__ == "__main__":
    _called(sys.argv[1])
