"""The records of all cases as columns, ready to be replayed to any day. Pure.

The log only grows, and so does this: reading on adds what is new and leaves the rest as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from poruka.law.calendar import KYIV
from poruka.statistics.coding import Codes, Kind
from poruka.statistics.columns import Said, Stretch, frame_of, understood

Ints = NDArray[np.int64]
NEVER = np.iinfo(np.int64).max
Whose = Iterable[tuple[str, str, int]]
"""Cases: the number, whose it is, and the how-manieth of that person."""


@dataclass(frozen=True)
class Log:
    """Records by case and, within a case, in the order in which the procedure reads them.

    Each array has one entry a record: ``case``, ``kind``, ``unit``, ``court`` are places in the lists of names (-1:
    none), ``happened``, ``made`` are microseconds since 1970 UTC, ``day`` the Kyiv day since 1970. ``replaced`` is when
    a record that corrects this one was made (``NEVER`` where none was). ``person`` and ``ordinal`` go by case.
    """

    case: Ints
    kind: Ints
    happened: Ints
    made: Ints
    day: Ints
    replaced: Ints
    unit: Ints
    court: Ints
    person: Ints
    ordinal: Ints
    kinds: tuple[Kind, ...]
    people: tuple[str, ...]
    units: tuple[str, ...]
    courts: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.case)


class Growing:
    """What has been read of a log so far; ``log`` is all of it, in order."""

    def __init__(self) -> None:
        self.frame = pl.DataFrame(schema=dict.fromkeys((*_KEYS, *_COLUMNS), pl.Int64))
        self.said, self.cases, self.people, self.units, self.courts = (Codes() for _ in range(5))
        self.kinds: list[Kind] = []
        self.places: dict[Kind, int] = {}
        self.meanings: list[tuple[int, int, int]] = []
        self.whose: dict[str, tuple[str, int]] = {}
        self.last = 0
        self._log: Log | None = None

    def add(self, stretch: Stretch | pl.DataFrame, whose: Whose) -> None:
        """More records, after those already there, and the cases among them that are new."""
        read = frame_of(stretch) if isinstance(stretch, Stretch) else stretch
        self.whose.update((case, (person, ordinal)) for case, person, ordinal in whose)
        said = _coded(read["said"], self.said).to_numpy()
        for text in self.said.names[len(self.meanings) :]:
            self.meanings.append(self._meaning(understood(text)))
        kind, unit, court = np.array(self.meanings, np.int64)[said].T
        decoded = read.select(
            "seq", "number", "supersedes", "made", "happened", case=_coded(read["case"], self.cases)
        ).with_columns(kind=kind, unit=unit, court=court, day=_day(read["happened"]))
        self.frame = pl.concat([self.frame, decoded.select(self.frame.columns)], rechunk=False)
        self.last = int(read["seq"].max() or 0)  # type: ignore[arg-type]
        self._log = None

    def _meaning(self, said: Said) -> tuple[int, int, int]:
        """The places of a kind, a unit and a court in the lists of names; -1 for none."""
        place = self.places.setdefault(said.kind, len(self.kinds))
        if place == len(self.kinds):
            self.kinds.append(said.kind)
        unit = self.units.code(said.unit) if said.unit else -1
        return place, unit, self.courts.code(said.court) if said.court else -1

    @property
    def log(self) -> Log:
        """Everything read so far."""
        if self._log is None:
            ordered = _ordered(self.frame)
            columns = {name: ordered[name].to_numpy() for name in (*_COLUMNS, "case", "replaced")}
            whose = [self.whose[case] for case in self.cases.names]
            self._log = Log(
                **columns,
                person=np.array([self.people.code(person) for person, _ in whose], np.int64),
                ordinal=np.array([ordinal for _, ordinal in whose], np.int64),
                kinds=tuple(self.kinds),
                people=tuple(self.people.names),
                units=tuple(self.units.names),
                courts=tuple(self.courts.names),
            )
        return self._log


_KEYS = ("seq", "case", "number", "supersedes")
_COLUMNS = ("kind", "happened", "made", "day", "unit", "court")


def log_of(stretch: Stretch | pl.DataFrame, whose: Whose) -> Log:
    """A log from all its records."""
    growing = Growing()
    growing.add(stretch, whose)
    return growing.log


def _coded(texts: pl.Series, codes: Codes) -> pl.Series:
    """The numbers of texts."""
    new = texts.unique(maintain_order=True)
    return texts.replace_strict(new, [codes.code(name) for name in new], return_dtype=pl.Int64)


def _day(moments: pl.Series) -> pl.Series:
    """Days since 1970, in Kyiv."""
    zoned = moments.cast(pl.Datetime("us")).dt.replace_time_zone("UTC").dt.convert_time_zone(KYIV.key)
    return zoned.dt.date().to_physical().cast(pl.Int64)


def _ordered(frame: pl.DataFrame) -> pl.DataFrame:
    """By case, each record in the place of the one it corrects in the end (``history.History.place``)."""
    frame = frame.with_columns(pl.lit(NEVER, pl.Int64).alias("replaced"), pl.col("number").alias("place"))
    correcting = frame.filter(pl.col("supersedes").is_not_null())
    if len(correcting):
        places: dict[tuple[int, int], int] = {}
        for case, number, corrected in correcting.sort("seq").select("case", "number", "supersedes").iter_rows():
            places[case, number] = places.get((case, corrected), corrected)
        moved = pl.DataFrame(
            [(case, number, place) for (case, number), place in places.items()],
            schema=dict.fromkeys(("case", "number", "moved"), pl.Int64),
            orient="row",
        )
        gone = correcting.group_by("case", number=pl.col("supersedes")).agg(pl.col("made").min().alias("gone"))
        frame = (
            frame.join(moved, on=("case", "number"), how="left", maintain_order="left")
            .join(gone, on=("case", "number"), how="left", maintain_order="left")
            .with_columns(
                pl.coalesce("gone", "replaced").alias("replaced"), pl.coalesce("moved", "place").alias("place")
            )
        )
    return frame.sort("case", "place", "seq")
