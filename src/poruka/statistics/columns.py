"""Records as the database hands them over for figures: a stretch of the log as a few long texts, not a row a record. Pure.

Two million rows fetched one by one are fourteen million values made one by one. So the database itself puts a stretch of
each column into one text (an aggregate function does that), and here the texts become columns of numbers.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from poruka.cases.catalogue import CATALOGUE
from poruka.law.calendar import KYIV
from poruka.statistics.coding import OFFICE_FIELDS, Kind, coded_fields

Ints = NDArray[np.int64]
MOMENT, DAY_LENGTH = len("2026-03-05T08:00:00.000000Z"), len("2026-03-05")
FIRST_YEAR, LAST_YEAR = 1900, 2200
NOTHING = -1
BETWEEN = "\n"
"""Between the values of a stretch; no value has it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The records of the log after the place ``after``, column by column, each the values of its records one to a line.

    ``said`` is what a record says as far as figures ask (``said_of``); ``corrections`` has a line for each record that
    corrects another: its place in the log and the number of the record it corrects.
    """

    after: int
    case: str
    number: str
    made_at: str
    happened_at: str
    said: str
    corrections: str


def asked_of(type: str) -> tuple[str, ...]:
    """The fields of a record type that figures ask about at all."""
    return (*coded_fields(type), *(name for name, types in OFFICE_FIELDS.items() if type in types))


ASKED: Mapping[str, tuple[str, ...]] = {type.id: fields for type in CATALOGUE if (fields := asked_of(type.id))}
"""By record type, where any are."""


def said_of(type: str, fields: Mapping[str, object]) -> str:
    """What a record says as one text: its type, and a list of the answers to ``ASKED`` as JSON."""
    asked = ASKED.get(type)
    return type + json.dumps([fields.get(name) for name in asked], ensure_ascii=False) if asked else type


@dataclass(frozen=True, slots=True)
class Said:
    """What such a text says: the kind of record, and the offices it names, empty where it names none."""

    kind: Kind
    unit: str
    court: str


def understood(text: str) -> Said:
    """The text of ``said_of`` read back. Databases may repeat the answers; the first ones count."""
    type, bracket, rest = text.partition("[")
    told = dict(zip(ASKED.get(type, ()), json.loads(bracket + rest) if bracket else (), strict=False))
    answers = tuple(_text(told.get(name)) for name in coded_fields(type))
    return Said(Kind(type, answers), *(_text(told.get(name)) for name in ("unit", "court")))


def _text(value: object) -> str:
    """An answer as ``Kind`` keeps it."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def frame_of(stretch: Stretch) -> pl.DataFrame:
    """The stretch as a table: numbers, texts, and the moments in microseconds since 1970 UTC."""
    number = _lines(stretch.number).cast(pl.Int64)
    corrects = np.full(len(number), NOTHING, np.int64)
    for line in stretch.corrections.split(BETWEEN) if stretch.corrections else ():
        seq, corrected = map(int, line.split())
        corrects[seq - stretch.after - 1] = corrected
    return pl.DataFrame(
        {
            "seq": np.arange(stretch.after + 1, stretch.after + 1 + len(number)),
            "case": _lines(stretch.case),
            "number": number,
            "supersedes": pl.Series(corrects).replace(NOTHING, None),
            "said": _lines(stretch.said),
            "made": moments(stretch.made_at),
            "happened": moments(stretch.happened_at),
        }
    )


def stretch_of(rows: Sequence[tuple[str, int, int, str, str, int | None, str]]) -> Stretch:
    """Records one by one as a stretch: (case, seq, number, made at, happened at, what it corrects, what it says)."""
    case, seq, number, made_at, happened_at, supersedes, said = (list(column) for column in zip(*rows, strict=True))
    texts = [BETWEEN.join(map(str, column)) for column in (case, number, made_at, happened_at, said)]
    corrections = [f"{one} {other}" for one, other in zip(seq, supersedes, strict=True) if other is not None]
    return stretched(seq[0] - 1, (*texts, BETWEEN.join(corrections)))


def stretched(after: int, texts: Sequence[str | None]) -> Stretch:
    """The texts of a stretch in their order; a database gives nothing for no corrections."""
    case, number, made_at, happened_at, said, corrections = (text or "" for text in texts)
    return Stretch(after, case, number, made_at, happened_at, said, corrections)


def _lines(text: str) -> pl.Series:
    return pl.Series([text]).str.split(BETWEEN).explode()


def moments(text: str) -> Ints:
    """Moments in microseconds since 1970 UTC, from lines of RFC 3339 in UTC; of a day, its noon in Kyiv."""
    raw = text.encode("ascii")
    if raw.count(b"T") != raw.count(b"\n") + 1:
        raw = BETWEEN.join(line.ljust(MOMENT) for line in text.split(BETWEEN)).encode("ascii")
    letters = np.frombuffer(raw + b"\n", np.uint8).reshape(-1, MOMENT + 1)

    def number(start: int, end: int) -> Ints:
        found = np.zeros(len(letters), np.int64)
        for place in range(start, end):
            found = found * 10 + (letters[:, place] - ord("0"))
        return found

    days = _DAYS[((number(0, 4) - FIRST_YEAR) * 12 + number(5, 7) - 1) * 31 + number(8, 10) - 1]
    whole = letters[:, DAY_LENGTH] == ord("T")
    seconds = days * 86_400 + number(11, 13) * 3600 + number(14, 16) * 60 + number(17, 19)
    found: Ints = seconds * 1_000_000 + number(20, 26)
    if not whole.all():
        found[~whole] = _noons(days[~whole])
    return found


def _noons(days: Ints) -> Ints:
    """Noon in Kyiv of days since 1970."""
    noon = (pl.Series(days * 86_400_000_000).cast(pl.Datetime("us"))).dt.offset_by("12h")
    zoned = noon.dt.replace_time_zone(KYIV.key).dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    return zoned.to_physical().to_numpy()


def _calendar() -> Ints:
    """Days since 1970 of every year, month and day of a table of twelve months of thirty-one days."""
    months = np.arange(f"{FIRST_YEAR}-01", f"{LAST_YEAR}-01", dtype="datetime64[M]").astype("datetime64[D]")
    days: Ints = (months[:, None] + np.arange(31)).astype(np.int64).ravel()
    return days


_DAYS = _calendar()
