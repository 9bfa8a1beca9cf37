"""Plans made once: the law's expressions are compiled for a frame of given columns, and run on one frame after another.

Compiling takes longer than running, a thousand small expressions against a few hundred rows.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Any

import narwhals as nw
import polars as pl

Compile = Callable[[nw.LazyFrame[Any]], nw.LazyFrame[Any]]
Schema = tuple[tuple[str, pl.DataType], ...]


class Plan:
    """A compiled plan over a source that is empty until the plan is run."""

    def __init__(self, compile: Compile, schema: Schema) -> None:  # noqa: A002 - what it does
        self._lock = Lock()
        self._source = pl.DataFrame()
        source = pl.defer(lambda: self._source, schema=dict(schema), validate_schema=False)
        self._plan: pl.LazyFrame = compile(nw.from_native(source)).to_native()

    def run(self, frame: pl.DataFrame) -> pl.DataFrame:
        with self._lock:
            self._source = frame
            try:
                return self._plan.collect(optimizations=pl.QueryOptFlags.none())
            finally:
                self._source = pl.DataFrame()


@dataclass(frozen=True)
class _Purpose:
    """What a plan is for; equal names mean equal plans."""

    name: str
    compile: Compile = field(compare=False)


@lru_cache(maxsize=512)
def _made(purpose: _Purpose, schema: Schema) -> Plan:
    return Plan(purpose.compile, schema)


def planned(name: str, compile: Compile, frame: pl.DataFrame) -> pl.DataFrame:  # noqa: A002
    """``compile`` applied to the frame. ``name`` must say all that ``compile`` does: it is compiled once for the name."""
    return _made(_Purpose(name, compile), tuple(frame.schema.items())).run(frame)
