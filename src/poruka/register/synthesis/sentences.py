"""The sentences table: the one being served, a second not joined to it yet, and earlier ones."""

from dataclasses import dataclass, fields

import numpy as np
import polars as pl

from poruka.law.facts import SENTENCES
from poruka.register.synthesis import rates
from poruka.register.synthesis.charges import FIXED, LIFE, OTHER, PENALTIES
from poruka.register.synthesis.days import EPOCH, dates, last_day, nullable
from poruka.register.synthesis.draws import Draws, Flags, Ints
from poruka.register.synthesis.earlier import Earlier
from poruka.register.synthesis.frames import chosen, flags, identifiers, typed, whole
from poruka.register.synthesis.people import REMAND, SERVING, People
from poruka.register.synthesis.places import COURTS

CURRENT, SECOND, FIRST_EARLIER = 0, 1, 2
"""What the last figure of a sentence number says, less one."""
TURNS = FIRST_EARLIER + len(rates.EARLIER_RECORDS) - 1
SECOND_MONTHS = (12, 48)


@dataclass(frozen=True)
class Sentences:
    """Sentence rows, an array for each fact; ``turn`` is CURRENT, SECOND, or FIRST_EARLIER and on."""

    person: Ints
    turn: Ints
    penalty: Ints
    months: Ints
    days: Ints
    credited: Ints
    starts: Ints
    ends: Ints
    judged: Ints
    in_force: Flags
    serving: Flags

    def on_file(self, size: int) -> Flags:
        """Whether there is a row, by person (``size`` of them) and turn."""
        rows = np.zeros((size, TURNS), dtype=bool)
        rows[self.person, self.turn] = True
        return rows


def make_sentences(draws: Draws, people: People, earlier: Earlier) -> Sentences:
    """Every sentence row of the block, person by person."""
    parts = [_current(draws, people), _second(draws, people), _earlier(draws, earlier)]
    joined = {f.name: np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Sentences)}
    order = np.lexsort((joined["turn"], joined["person"]))
    return Sentences(**{name: values[order] for name, values in joined.items()})


def _current(draws: Draws, people: People) -> Sentences:
    kept = np.flatnonzero(~draws.chance("no sentence rows", people.size, rates.NO_SENTENCE_ROWS))
    charges, times = people.charges, people.times
    return Sentences(
        kept,
        np.full(len(kept), CURRENT),
        charges.penalty[kept],
        charges.months[kept],
        charges.days[kept],
        people.credited[kept],
        times.starts[kept],
        times.ends[kept],
        times.judged[kept],
        people.custody[kept] != REMAND,
        people.custody[kept] == SERVING,
    )


def has_second(draws: Draws, people: People) -> Flags:
    """Who serves a second sentence beside the first: people with a further count, who are serving."""
    able = (people.charges.counts > 0) & (people.custody == SERVING) & (people.charges.penalty == FIXED)
    share = float(np.sum(rates.FURTHER_COUNTS[1:]))
    return np.asarray(able & draws.chance("second sentence", people.size, rates.SECOND_SENTENCE / share))


def _second(draws: Draws, people: People) -> Sentences:
    person = np.flatnonzero(has_second(draws, people))
    size = len(person)
    months = draws.whole("second term", *SECOND_MONTHS, size)
    none = np.zeros(size, dtype=np.int64)
    starts = people.today - draws.whole("second start", 0, 300, size)
    return Sentences(
        person,
        np.full(size, SECOND),
        np.full(size, FIXED),
        months,
        none,
        none,
        starts,
        last_day(starts, months // 12, months % 12, none, none),
        starts,
        np.ones(size, dtype=bool),
        np.ones(size, dtype=bool),
    )


def _earlier(draws: Draws, earlier: Earlier) -> Sentences:
    kept = np.flatnonzero(~draws.chance("earlier without row", len(earlier.person), rates.EARLIER_WITHOUT_SENTENCE_ROW))
    none = np.zeros(len(kept), dtype=np.int64)
    return Sentences(
        earlier.person[kept],
        FIRST_EARLIER + earlier.turn[kept],
        earlier.penalty[kept],
        earlier.months[kept],
        none,
        none,
        earlier.times.starts[kept],
        earlier.times.ends[kept],
        earlier.times.judged[kept],
        np.ones(len(kept), dtype=bool),
        np.zeros(len(kept), dtype=bool),
    )


def sentences_table(draws: Draws, rows: Sentences, first: int) -> pl.DataFrame:
    """One row a sentence, with the gaps and the mistakes of a real extract."""
    size = len(rows.person)

    def gap(column: str) -> Flags:
        return draws.chance(f"no sentence {column}", size, rates.MISSING[column])

    termless = (rows.penalty == LIFE) | (rows.penalty == OTHER)
    no_term = termless | gap("term")
    court = draws.whole("court", 0, len(COURTS) - 1, size)
    numbers = first + rows.person
    return typed(
        SENTENCES,
        {
            "sentence_id": identifiers("S", numbers, rows.turn),
            "person_id": identifiers("P", numbers),
            "penalty": nullable(chosen(PENALTIES, rows.penalty), gap("penalty")),
            "term_years": nullable(whole(rows.months // 12), no_term),
            "term_months": nullable(whole(rows.months % 12), no_term),
            "term_days": nullable(whole(rows.days), no_term),
            "starts_on": dates(rows.starts, gap("starts_on")),
            "credited_days": nullable(whole(rows.credited), (rows.penalty == LIFE) | gap("credited_days")),
            "ends_on": dates(_as_registered(draws, rows), termless | gap("ends_on")),
            "in_force_on": dates(rows.judged, ~rows.in_force | gap("in_force_on")),
            "serving": nullable(flags(rows.serving), gap("serving")),
            "court": nullable(chosen(COURTS, court), gap("court")),
            "case_number": nullable(_case_numbers(draws, rows, court), gap("case_number")),
        },
    )


def _as_registered(draws: Draws, rows: Sentences) -> Ints:
    """The end as the register has it: a few were reckoned wrongly (the credit forgotten, a year or a month slipped)."""
    size = len(rows.person)
    wrong = draws.chance("wrong end", size, rates.WRONG_ENDS_ON)
    slip = np.array([365, -365, 30, 31, -30, 1, -1])[draws.pick("slip", size, (2, 1, 2, 1, 2, 1, 1))]
    forgotten = (rows.credited > 0) & draws.chance("credit forgotten", size, 0.4)
    slipped = rows.ends + np.where(forgotten, rows.credited, slip)
    # An end before the start would be refused on import, not flagged.
    slipped = np.where(slipped < rows.starts, rows.ends + 1, slipped)
    return np.asarray(np.where(wrong, slipped, rows.ends))


def _case_numbers(draws: Draws, rows: Sentences, court: Ints) -> pl.Series:
    # No court numbers its cases with letters in front: these can be nobody's.
    serial = draws.whole("case serial", 1, 99_999, len(rows.person))
    year = (np.datetime64(EPOCH) + rows.judged).astype("datetime64[Y]").astype(np.int64) % 100 + 70
    return (
        "СК-"
        + pl.Series(court + 1).cast(pl.String).str.zfill(3)
        + "/"
        + pl.Series(serial).cast(pl.String)
        + "/"
        + pl.Series(year % 100).cast(pl.String).str.zfill(2)
    )
