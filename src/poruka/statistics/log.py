"""The records of all cases as columns, ready to be replayed to any day. Pure.

The log only grows, and so does this: reading on adds what is new and leaves the rest as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from poruka.cases.catalogue import CATALOGUE
from poruka.law.calendar import KYIV
from poruka.statistics.coding import OFFICE_FIELDS, SEPARATOR, Codes, Kind, coded_fields, kind_of

Ints = NDArray[np.int64]
DAY_LENGTH = len("2026-03-05")
NEVER = np.iinfo(np.int64).max
NAMES = ("person", "ordinal", "case", "seq", "number", "type", "made_at", "happened_at", "fields", "supersedes")
READ: dict[str, Any] = {
    **dict.fromkeys(NAMES, pl.String),
    **dict.fromkeys(("ordinal", "seq", "number", "supersedes"), pl.Int64),
}
"""The columns of a record as read: texts as the table ``cases_record`` has them, ``fields`` its JSON."""
WITH_FIELDS = frozenset(type.id for type in CATALOGUE if coded_fields(type.id)) | frozenset[str]().union(
    *OFFICE_FIELDS.values()
)
"""The types whose fields figures need at all."""


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
        self.frame = pl.DataFrame(schema=dict.fromkeys(("seq", "case", "number", "supersedes", *_COLUMNS), pl.Int64))
        self.kinds, self.cases, self.people, self.units, self.courts = (Codes() for _ in range(5))
        self.person: list[int] = []
        self.ordinal: list[int] = []
        self.last = 0
        self._log: Log | None = None

    def add(self, rows: "Sequence[Sequence[Any]] | pl.DataFrame") -> None:
        """More records, with the columns of ``READ``, after those already there."""
        read = rows if isinstance(rows, pl.DataFrame) else pl.DataFrame(rows, schema=READ, orient="row")
        if read.is_empty():
            return
        cases = self._coded(read["case"], self.cases)
        self._new_cases(read)
        decoded = read.select(
            "seq",
            cases.alias("case"),
            "number",
            "supersedes",
            self._coded(_kinds(read), self.kinds).alias("kind"),
            _moment(read["happened_at"]).alias("happened"),
            _moment(read["made_at"]).alias("made"),
            *(
                self._coded(_office(read, name, types), codes, none=True).alias(name)
                for (name, types), codes in zip(OFFICE_FIELDS.items(), (self.units, self.courts), strict=True)
            ),
        )
        self.frame = pl.concat(
            [self.frame, decoded.with_columns(_day(decoded["happened"]).alias("day"))], how="diagonal"
        )
        self.last = int(self.frame["seq"].max() or 0)  # type: ignore[arg-type]
        self._log = None

    @property
    def log(self) -> Log:
        """Everything read so far."""
        if self._log is None:
            ordered = _ordered(self.frame)
            columns = {name: ordered[name].to_numpy() for name in (*_COLUMNS, "case", "replaced")}
            self._log = Log(
                **columns,
                person=np.array(self.person, np.int64),
                ordinal=np.array(self.ordinal, np.int64),
                kinds=tuple(map(kind_of, self.kinds.names)),
                people=tuple(self.people.names),
                units=tuple(self.units.names),
                courts=tuple(self.courts.names),
            )
        return self._log

    def _coded(self, texts: pl.Series, codes: Codes, *, none: bool = False) -> pl.Series:
        """The numbers of texts; -1 for no text where there may be none."""
        new = texts.unique(maintain_order=True).drop_nulls()
        numbers = [codes.code(name) for name in new]
        if none:
            return texts.replace_strict(new, numbers, default=-1, return_dtype=pl.Int64)
        return texts.replace_strict(new, numbers, return_dtype=pl.Int64)

    def _new_cases(self, read: pl.DataFrame) -> None:
        """Whose each case is, for the cases met for the first time; they were numbered in this order."""
        seen = read.unique("case", keep="first", maintain_order=True).select("case", "person", "ordinal")
        for case, person, ordinal in seen.iter_rows():
            if self.cases.places[case] == len(self.person):
                self.person.append(self.people.code(person))
                self.ordinal.append(ordinal)


_COLUMNS = ("kind", "happened", "made", "day", "unit", "court")


def log_of(rows: "Sequence[Sequence[Any]] | pl.DataFrame") -> Log:
    """A log from all its records."""
    growing = Growing()
    growing.add(rows)
    return growing.log


def _kinds(read: pl.DataFrame) -> pl.Series:
    """Each record's kind as one text."""
    parts = []
    for type in read["type"].unique():
        names = coded_fields(type)
        part = read.with_row_index("row").filter(pl.col("type") == type)
        answers = [pl.col("fields").str.json_path_match(f"$.{name}").fill_null("") for name in names]
        parts.append(part.select("row", pl.concat_str("type", *answers, separator=SEPARATOR).alias("kind")))
    return pl.concat(parts).sort("row")["kind"]


def _office(read: pl.DataFrame, name: str, types: frozenset[str]) -> pl.Series:
    """The office that a record names, where it is one that says where the case has come to."""
    named = pl.when(pl.col("type").is_in(list(types))).then(pl.col("fields")).otherwise(None)
    return read.select(named.str.json_path_match(f"$.{name}").alias(name))[name]


def _moment(texts: pl.Series) -> pl.Series:
    """Microseconds since 1970 UTC; of a day, those of its noon in Kyiv, as the procedure reads it."""
    whole = pl.col("t").str.to_datetime("%Y-%m-%dT%H:%M:%S%.6fZ", time_unit="us", strict=False)
    noon = pl.col("t").str.to_datetime("%Y-%m-%d", time_unit="us", strict=False).dt.offset_by("12h")
    utc = noon.dt.replace_time_zone(KYIV.key).dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    day = pl.col("t").str.len_bytes() == DAY_LENGTH
    return pl.DataFrame({"t": texts}).select(pl.when(day).then(utc).otherwise(whole).to_physical().alias("t"))["t"]


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
