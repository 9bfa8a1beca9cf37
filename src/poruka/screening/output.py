"""The answers of a screening as files: CSV, JSON lines, Parquet (interfaces.md, 4) or Arrow.

Millions of people are written block by block. An Arrow file says each distinct answer once and names it for each person
(dictionary encoding), which is how the answers were found: it is the quickest to write.
"""

import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from poruka.law.engine import LawError
from poruka.law.text import Text
from poruka.screening.engine import COLUMNS, LISTS

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    import pyarrow as pa
    from numpy.typing import NDArray

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

    source = register_io_source(blocks, schema=_first(answers).schema, is_pure=True)
    source.sink_parquet(path, statistics=False)


def _arrow(answers: "pl.DataFrame | Outcome", path: Path) -> None:
    import polars as pl
    import pyarrow as pa

    if isinstance(answers, pl.DataFrame):
        answers.write_ipc(path, compression="lz4")
        return
    coded = _coded(answers)
    tables = _ahead(lambda start: _dictionaries(answers, coded, start), _starts(answers))
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


def _first(answers: "pl.DataFrame | Outcome") -> "pl.DataFrame":
    import polars as pl

    return answers.head(1) if isinstance(answers, pl.DataFrame) else answers.frame(0, 1)


@dataclass(frozen=True)
class _Coded:
    """A column: its distinct values, and for each case which of them it has. ``which`` is the case of each person."""

    values: "pa.Array"
    numbers: "NDArray[np.signedinteger]"
    which: "pl.Series"


def _coded(found: "Outcome") -> dict[str, _Coded]:
    """Every column that is the same for people of the same case; the numbers are as short as they can be."""
    import numpy as np
    import polars as pl

    from poruka.screening.alike import Grouping, alike

    everybody = pl.zeros(found.height, pl.UInt32, eager=True)
    cases = pl.int_range(found.words.cases.height, dtype=pl.UInt32, eager=True)
    columns = {name: (Grouping(found.words.cases, cases), found.words.which) for name in found.words.cases.columns}
    columns |= {name: (alike(each.cases), each.which) for name, each in found.spans.items()}
    for name, value in (("as_of", found.as_of), ("law_version", found.book.version(found.as_of))):
        columns[name] = (Grouping(pl.DataFrame({name: [value]}), cases.head(1)), everybody)
    return {
        name: _Coded(
            group.cases[name].to_arrow(compat_level=pl.CompatLevel.oldest()),
            group.which.to_numpy().astype(np.min_scalar_type(-max(group.cases.height, 1))),
            which,
        )
        for name, (group, which) in columns.items()
    }


def _dictionaries(found: "Outcome", coded: "Mapping[str, _Coded]", start: int) -> "pa.Table":
    """A block of people: for each column the distinct answers, and which of them each person has."""
    import numpy as np
    import polars as pl
    import pyarrow as pa

    whole = [found.ids.slice(start, BLOCK), *found.overall(start, BLOCK)]
    columns = {column.name: column.to_arrow(compat_level=pl.CompatLevel.oldest()) for column in whole}
    places: dict[int, NDArray[np.intp]] = {}
    for name, column in coded.items():
        if id(column.which) not in places:
            places[id(column.which)] = column.which.slice(start, BLOCK).to_numpy().astype(np.intp)
        numbers = pl.Series(column.numbers[places[id(column.which)]]).to_arrow()
        columns[name] = pa.DictionaryArray.from_arrays(numbers, column.values)
    return pa.table({name: columns[name] for name in (*COLUMNS, *found.spans)})


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
