"""The answers of a screening as files: CSV, JSON lines, Parquet (interfaces.md, 4) or Arrow.

Millions of people are written block by block. An Arrow file says each distinct answer once and numbers it for each person
(dictionary encoding), which is how the answers were found: it is the quickest to write.
"""

import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from poruka.law.engine import LawError
from poruka.law.text import Text
from poruka.screening.engine import LISTS

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

    from poruka.screening.outcome import Outcome

KINDS = ("csv", "jsonl", "parquet", "arrow")
BLOCK = 200_000
AHEAD = 3
"""How many people are spelled out at a time, and how many blocks of them ahead of the writing."""


def kind_of(path: Path) -> str:
    """The format a file name asks for; LawError for any other."""
    kind = path.suffix.lstrip(".").lower()
    if kind not in KINDS:
        raise LawError(
            Text(
                f"Невідомий формат файлу «{path.name}». Назвіть файл із закінченням .csv, .jsonl, .parquet або .arrow.",
                f"Unknown file format “{path.name}”. Give a file name that ends in .csv, .jsonl, .parquet or .arrow.",
            )
        )
    return kind


def write(answers: "pl.DataFrame | Outcome", path: Path) -> None:
    """Write the answers whole or not at all: a half-written file is never left under the name."""
    kind = kind_of(path)
    if not path.parent.is_dir():
        raise LawError(
            Text(f"Немає теки {path.parent}. Створіть її.", f"There is no folder {path.parent}. Make it first.")
        )
    half = path.with_name(f".{path.name}.part")
    try:
        _WRITERS[kind](answers, half)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def _csv(answers: "pl.DataFrame | Outcome", path: Path) -> None:
    import polars as pl

    with path.open("wb") as file:
        for number, rows in enumerate(_in_blocks(answers)):
            lists = (pl.col(name).list.join(";") for name in LISTS)
            rows.with_columns(*lists, _without_formula(pl.col("person_id"))).write_csv(file, include_header=not number)


def _jsonl(answers: "pl.DataFrame | Outcome", path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for rows in _in_blocks(answers):
            file.writelines(f"{line}\n" for line in lines(rows))


def _parquet(answers: "pl.DataFrame | Outcome", path: Path) -> None:
    """Blocks are spelled out while the one before is being encoded."""
    import polars as pl
    from polars.io.plugins import register_io_source

    def blocks(columns: list[str] | None, *_: object) -> "Iterator[pl.DataFrame]":
        return (rows.select(columns or pl.all()) for rows in _in_blocks(answers))

    form = answers.head(1) if isinstance(answers, pl.DataFrame) else answers.frame(0, 1)
    register_io_source(blocks, schema=form.schema, is_pure=True).sink_parquet(path, statistics=False)


def _arrow(answers: "pl.DataFrame | Outcome", path: Path) -> None:
    import polars as pl
    import pyarrow as pa

    if isinstance(answers, pl.DataFrame):
        answers.write_ipc(path, compression="lz4")
        return
    from poruka.screening.coded import as_arrow, coded, rows

    known = coded(answers)
    values = {name: as_arrow(column.values) for name, column in known.items()}

    def made(start: int) -> pa.Table:
        found = rows(answers, known, start, BLOCK)
        cells = {name: as_arrow(each) for name, each in found.items() if name not in values}
        cells |= {n: pa.DictionaryArray.from_arrays(as_arrow(found[n]), each) for n, each in values.items()}
        return pa.table({name: cells[name] for name in found})

    tables = _ahead(made, _starts(answers))
    first = next(tables)
    with pa.ipc.new_file(path, first.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as file:
        file.write_table(first)
        for table in tables:
            file.write_table(table)


_WRITERS = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet, "arrow": _arrow}


def _starts(answers: "pl.DataFrame | Outcome") -> range:
    return range(0, max(answers.height, 1), BLOCK)


def _ahead(made: "Callable[[int], pa.Table]", starts: range) -> "Iterator[pa.Table]":
    """Each block in its turn, while the next few are being made."""
    with ThreadPoolExecutor(2) as pool:
        waiting = deque(pool.submit(made, start) for start in starts[:AHEAD])
        for start in starts[AHEAD:]:
            yield waiting.popleft().result()
            waiting.append(pool.submit(made, start))
        while waiting:
            yield waiting.popleft().result()


def _in_blocks(answers: "pl.DataFrame | Outcome") -> "Iterator[pl.DataFrame]":
    import polars as pl

    for start in _starts(answers):
        yield answers.slice(start, BLOCK) if isinstance(answers, pl.DataFrame) else answers.frame(start, BLOCK)


def _without_formula(column: "pl.Expr") -> "pl.Expr":
    """A spreadsheet must not run what a register wrote: such a cell gets an apostrophe in front."""
    import polars as pl

    return pl.when(column.str.contains(r"^[=+\-@\t\r]")).then(pl.lit("'") + column).otherwise(column).alias("person_id")


def lines(answers: "pl.DataFrame") -> Iterator[str]:
    """One JSON object a person, keys in a fixed order: the form that is hashed."""
    for row in answers.iter_rows(named=True):
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=str)


def digest(answers: "pl.DataFrame") -> str:
    """The SHA-256 of the answers, the same on every engine and machine."""
    found = hashlib.sha256()
    for line in lines(answers):
        found.update(line.encode())
        found.update(b"\n")
    return found.hexdigest()
