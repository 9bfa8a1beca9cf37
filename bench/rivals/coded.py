"""A register as NumPy arrays, the quickest way there is: dictionaries as Parquet has them, ids walked side by side.

Columns of few values are numbers into ``values``, -1 where nothing is on file; booleans are 0, 1 or -1; dates are days
since 1970, ``NEVER`` where nothing is on file. ``starts[table][i]`` is the first row of person ``i``, the last entry the
number of rows. Rows must come in the order of the persons.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numba
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from bench.measuring import BenchError
from poruka.law.engine import Book
from poruka.law.facts import TABLES

NEVER = np.iinfo(np.int32).min
DEFAULTS = {column.name: column.default for table in TABLES.values() for column in table.columns if column.default}


@dataclass
class Coded:
    """The arrays of a register."""

    ids: pa.Array
    columns: dict[tuple[str, str], NDArray[Any]] = field(default_factory=dict)
    values: dict[tuple[str, str], list[Any]] = field(default_factory=dict)
    starts: dict[str, NDArray[np.int64]] = field(default_factory=dict)

    @property
    def persons(self) -> int:
        return len(self.ids)


def read(folder: Path, book: Book) -> Coded:
    """The columns the book reads."""
    tables = {}
    for name in TABLES:
        columns = [column for table, column in book.facts if table == name]
        texts = [c for c in columns if TABLES[name].column(c).kind in ("text", "code", "items")]
        path = folder / f"{name}.parquet"
        tables[name] = pq.read_table(path, columns=["person_id", *columns], read_dictionary=texts)
    ids = tables["persons"]["person_id"].combine_chunks()
    found = Coded(ids)
    for name, table in tables.items():
        for column in table.column_names[1:]:
            _put(found, (name, column), table[column])
        if name != "persons":
            owners = _walked(*_bytes_of(ids), *_bytes_of(table["person_id"].combine_chunks()))
            if owners[-1] != table.num_rows:
                raise BenchError(f"{name}: rows do not come in the order of the persons")
            found.starts[name] = owners
    return found


def _put(found: Coded, key: tuple[str, str], column: pa.ChunkedArray) -> None:
    if pa.types.is_dictionary(column.type):
        whole = column.unify_dictionaries().combine_chunks()
        values = whole.dictionary.to_pylist()
        codes = whole.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int16)
        if key[1] in DEFAULTS:
            codes[codes < 0] = values.index(DEFAULTS[key[1]])
        found.columns[key], found.values[key] = codes, values
        return
    whole = column.combine_chunks()
    if pa.types.is_date(whole.type):
        found.columns[key] = whole.view(pa.int32()).fill_null(int(NEVER)).to_numpy()
    elif pa.types.is_boolean(whole.type):
        found.columns[key] = whole.cast(pa.int8()).fill_null(-1).to_numpy()
        found.values[key] = [False, True]
    else:
        numbers = whole.fill_null(-1).to_numpy().astype(np.int16)
        found.columns[key], found.values[key] = numbers, list(range(int(numbers.max(initial=0)) + 1))


def _bytes_of(ids: pa.Array) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    _, offsets, content = ids.cast(pa.string()).buffers()
    return np.frombuffer(offsets, np.int32)[: len(ids) + 1], np.frombuffer(content, np.uint8)


def walk_once() -> None:
    """Have the compiler done with its work before anything is timed."""
    _walked(*_bytes_of(pa.array(["a"])), *_bytes_of(pa.array(["a"])))


@numba.njit
def _walked(at, ids, row_at, row_ids):  # type: ignore[no-untyped-def]
    """The first row of each person."""
    persons, rows = len(at) - 1, len(row_at) - 1
    starts = np.zeros(persons + 1, np.int64)
    row = 0
    for person in range(persons):
        starts[person] = row
        length = at[person + 1] - at[person]
        while row < rows and row_at[row + 1] - row_at[row] == length:
            same = True
            for i in range(length):
                if ids[at[person] + i] != row_ids[row_at[row] + i]:
                    same = False
                    break
            if not same:
                break
            row += 1
    starts[persons] = row
    return starts


def lookup_of(found: Coded, key: tuple[str, str], test: Any) -> NDArray[np.bool_]:
    """Whether each value of a column passes; the place before the first stands for nothing on file."""
    return np.array([False, *(bool(test(value)) for value in found.values[key])])
