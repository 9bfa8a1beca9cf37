"""A register prepared for screening and kept in one file: Arrow tables one after another, mapped into memory when read.

Reading a register takes longer than applying the law to it. A snapshot holds what has been made of the register by then:
facts as codes, rows beside their persons, who is alike before the law of the day. Nothing of it is read before it is
needed, so a screening starts at once, and a draft amendment costs what the draft changes. It holds no names.

The file: ``MAGIC``, the tables (each an Arrow IPC file at a multiple of 64 bytes), the index as JSON, its length and
CRC-32 in 16 bytes, ``MAGIC`` again. Every table has its CRC-32 in the index and is checked when it is first read.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl
import pyarrow as pa

from poruka.law.engine import LawError
from poruka.law.text import Text
from poruka.screening.alike import Grouping
from poruka.screening.population import Population, Table
from poruka.screening.rows import Runs

MAGIC = b"PORUKA/SNAPSHOT\n"
FORMAT = 1
ALIGNED = 64
LENGTHS = 16
Fetch = Callable[[], pl.DataFrame]


def save(people: Population, path: Path) -> None:
    """Write the population whole or not at all. Raises LawError where the folder is not there."""
    if not path.parent.is_dir():
        raise LawError(
            Text(f"Немає теки {path.parent}. Створіть її.", f"There is no folder {path.parent}. Make it first.")
        )
    half = path.with_name(f".{path.name}.part")
    try:
        with half.open("wb") as file:
            _written(people, file)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def load(path: Path) -> Population:
    """The population in the file. Raises LawError for a file that is not there, not a snapshot, of another version of
    Poruka, or damaged; damage inside a table shows when the table is first needed."""
    if not path.is_file():
        raise LawError(Text(f"Немає файлу знімка {path}.", f"There is no snapshot file {path}."))
    return _opened(path)


def _written(people: Population, file: BinaryIO) -> None:
    file.write(MAGIC)
    tables: dict[str, tuple[int, int, int]] = {}

    def put(name: str, frame: pl.DataFrame) -> str:
        file.write(bytes(-file.tell() % ALIGNED))
        start, counted, table = file.tell(), _Counted(file), frame.to_arrow(compat_level=pl.CompatLevel.newest())
        with pa.ipc.new_file(pa.PythonFile(counted, mode="w"), table.schema) as out:
            out.write_table(table)
        tables[name] = (start, counted.length, counted.crc)
        return name

    index = {
        "format": FORMAT,
        "made_by": _made_by(),
        "ids": put("ids", people.ids.to_frame()),
        "persons": _put_table("persons", people.persons, put),
        "rows": {name: _put_table(name, table, put) for name, table in people.rows.items()},
        "runs": {name: put(f"{name}.runs", _frame_of(runs)) for name, runs in people.runs.items()},
        "heights": {name: runs.height for name, runs in people.runs.items()},
        "answers": {name: put(f"answers.{name}", frame) for name, frame in people.answers.items()},
        "laid_out": people.laid_out,
        "tables": tables,
    }
    text = json.dumps(index, ensure_ascii=False).encode()
    file.write(text)
    file.write(len(text).to_bytes(8, "little") + zlib.crc32(text).to_bytes(8, "little") + MAGIC)


class _Counted:
    """A file that counts what is written to it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.length, self.crc = file, 0, 0

    closed = False

    def write(self, data: bytes) -> int:
        self.length += len(data)
        self.crc = zlib.crc32(data, self.crc)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()


def _put_table(name: str, table: Table, put: Callable[[str, pl.DataFrame], str]) -> dict[str, Any]:
    groupings = [
        {
            "columns": sorted(columns),
            "cases": put(f"{name}.{number}.cases", grouping.cases),
            "which": put(f"{name}.{number}.which", grouping.which.alias("which").to_frame()),
        }
        for number, (columns, grouping) in enumerate(sorted(table.groupings.items(), key=lambda one: sorted(one[0])))
    ]
    return {"columns": table.frame.columns, "frame": put(name, _fixed(table.frame)), "groupings": groupings}


def _fixed(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with its texts numbered in the order of the alphabet: the same register gives the same file."""
    texts = frame.select(pl.col(pl.Categorical))
    return frame.with_columns(c.cast(pl.Enum(c.unique().drop_nulls().cast(pl.String).sort())) for c in texts)


def _frame_of(runs: Runs) -> pl.DataFrame:
    return pl.DataFrame({"first": runs.first, "owner": runs.owner}, schema={"first": pl.UInt32, "owner": pl.UInt32})


def _opened(path: Path) -> Population:
    mapped = pa.memory_map(str(path))
    index = _index_of(path, mapped)
    fetch = cache(partial(_fetched, path, mapped, index["tables"]))

    def table(found: Mapping[str, Any]) -> Table:
        groupings = {
            frozenset(g["columns"]): Grouping(fetch(g["cases"]), fetch(g["which"])["which"]) for g in found["groupings"]
        }
        return Table(lambda: fetch(found["frame"]), found["columns"], groupings)

    return Population(
        fetch(index["ids"]).to_series(),
        table(index["persons"]),
        {name: table(found) for name, found in index["rows"].items()},
        {name: _runs_of(fetch(found), index["heights"][name]) for name, found in index["runs"].items()},
        {name: fetch(found) for name, found in index["answers"].items()},
        index["laid_out"],
    )


def _runs_of(frame: pl.DataFrame, height: int) -> Runs:
    return Runs(frame["first"].to_numpy(), frame["owner"].to_numpy(), height)


def _index_of(path: Path, mapped: pa.MemoryMappedFile) -> dict[str, Any]:
    tail, size = LENGTHS + len(MAGIC), mapped.size()
    if size < len(MAGIC) or mapped.read_at(len(MAGIC), 0) != MAGIC:
        raise LawError(
            Text(
                f"Файл {path.name} – не знімок реєстру. Знімок робить poruka register snapshot.",
                f"The file {path.name} is not a snapshot of a register. Make one with poruka register snapshot.",
            )
        )
    end = mapped.read_at(tail, max(size - tail, 0))
    length = int.from_bytes(end[:8], "little")
    if end[LENGTHS:] != MAGIC or length > size - tail:
        raise _damaged(path)
    text = mapped.read_at(length, size - tail - length)
    if zlib.crc32(text) != int.from_bytes(end[8:LENGTHS], "little"):
        raise _damaged(path)
    index: dict[str, Any] = json.loads(text)
    if (index["format"], index["made_by"]) != (FORMAT, _made_by()):
        raise LawError(
            Text(
                f"Знімок {path.name} зроблено іншою версією Poruka ({index['made_by']}). Зробіть його заново: poruka"
                " register snapshot.",
                f"The snapshot {path.name} was made by another version of Poruka ({index['made_by']}). Make it again:"
                " poruka register snapshot.",
            )
        )
    return index


def _fetched(path: Path, mapped: pa.MemoryMappedFile, tables: Mapping[str, Iterable[int]], name: str) -> pl.DataFrame:
    """A table of the file, without a copy."""
    start, length, crc = tables[name]
    mapped.seek(start)
    buffer = mapped.read_buffer(length)
    if zlib.crc32(buffer) != crc:
        raise _damaged(path)
    return pl.DataFrame(pl.from_arrow(pa.ipc.open_file(buffer).read_all(), rechunk=False))


def _damaged(path: Path) -> LawError:
    return LawError(
        Text(
            f"Знімок {path.name} пошкоджено або не дописано. Зробіть його заново: poruka register snapshot.",
            f"The snapshot {path.name} is damaged or cut short. Make it again: poruka register snapshot.",
        )
    )


def _made_by() -> str:
    return version("poruka")
