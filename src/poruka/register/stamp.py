"""The stamp on a set of Parquet files that Poruka wrote from a checked register, so that they need no second check.

Other tools drop it when they write a file anew, and files of different sets carry different stamps.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import polars as pl

STAMP = "poruka.register.format-1"


def stamp_of(frames: Mapping[str, pl.DataFrame]) -> str:
    """One stamp for a set of tables; other keys, or another number of rows, give another stamp."""
    digest = hashlib.sha256()
    for name, frame in frames.items():
        digest.update(f"{name}:{frame.height}:{frame.to_series(0).hash(seed=1).sum()}\n".encode())
    return digest.hexdigest()


def write_stamped(frames: Mapping[str, pl.DataFrame], folder: Path) -> None:
    """Write each frame as ``folder/NAME.parquet`` with the stamp of the set. The frames must have been checked."""
    folder.mkdir(parents=True, exist_ok=True)
    metadata = {STAMP: stamp_of(frames)}
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet", metadata=metadata)


def stamp_in(path: Path) -> str | None:
    """The stamp a Parquet file carries, if any."""
    return None if path.is_dir() else pl.read_parquet_metadata(path).get(STAMP)
