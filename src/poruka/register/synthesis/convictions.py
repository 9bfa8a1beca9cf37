"""The convictions table: the offence being served for, further counts, and earlier records."""

from dataclasses import dataclass, fields

import numpy as np
import polars as pl

from poruka.law.facts import CONVICTIONS
from poruka.register.synthesis import rates
from poruka.register.synthesis.charges import RESTRICTION
from poruka.register.synthesis.days import dates, nullable, plus_months
from poruka.register.synthesis.draws import Draws, Flags, Ints
from poruka.register.synthesis.earlier import Earlier
from poruka.register.synthesis.frames import chosen, flags, identifiers, typed
from poruka.register.synthesis.offences import SEVERITIES, lines, part_of
from poruka.register.synthesis.people import OLD_CODE_BEFORE, REMAND, SERVING, People
from poruka.register.synthesis.sentences import CURRENT, FIRST_EARLIER, SECOND, Sentences

RECORDS = ("serving", "unexpunged", "expunged")
STILL_SERVING, UNEXPUNGED, EXPUNGED = range(3)
FIRST_EARLIER_COUNT = len(rates.FURTHER_COUNTS)
"""Counts of the present judgment come first; the last figure of a conviction number tells them apart."""
NO_SENTENCE = -1
ESPECIALLY_GRAVE = SEVERITIES.index("especially_grave")


@dataclass(frozen=True)
class Convictions:
    """Conviction rows, an array for each fact. ``sentence`` is the turn of the sentence row, or NO_SENTENCE."""

    person: Ints
    turn: Ints
    sentence: Ints
    offence: Ints
    committed: Ints
    record: Ints
    record_unknown: Flags
    expunges: Ints
    expunges_unknown: Flags


def make_convictions(draws: Draws, people: People, earlier: Earlier, sentences: Sentences) -> Convictions:
    """Every conviction row of the block, person by person."""
    on_file = sentences.on_file(people.size)
    parts = [_count(draws, people, on_file, turn) for turn in range(FIRST_EARLIER_COUNT)]
    parts.append(_earlier(earlier, on_file))
    joined = {f.name: np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Convictions)}
    order = np.lexsort((joined["turn"], joined["person"]))
    kept = order[~draws.chance("no conviction rows", people.size, rates.NO_CONVICTION_ROWS)[joined["person"][order]]]
    return Convictions(**{name: values[kept] for name, values in joined.items()})


def _count(draws: Draws, people: People, on_file: Flags, turn: int) -> Convictions:
    """The main offence (turn 0), or a further count of those who have one."""
    person = np.flatnonzero(people.charges.counts >= turn)
    size, main = len(person), people.offence[person]
    offence, committed = main, people.times.committed[person]
    if turn:
        again = draws.chance(f"count {turn} repeated", size, rates.REPEATED_MAIN_OFFENCE)
        again &= ~lines().under(main, "115", "348", "112", "379") & ~lines().old(main)
        offence = np.where(again, main, lines().pick(draws, f"count {turn} offence", size, "further"))
        offence = np.where(lines().old(main), main, offence)
        committed = _further_committed(draws, people, person, offence, turn)
    last = people.charges.counts[person] == turn
    on_second = on_file[person, SECOND] & last & (turn > 0)
    custody, charges = people.custody[person], people.charges
    years = np.where(charges.penalty[person] == RESTRICTION, 2, lines().expunged_after[offence])
    return Convictions(
        person,
        np.full(size, turn),
        np.where(on_second, SECOND, np.where(on_file[person, CURRENT], CURRENT, NO_SENTENCE)),
        offence,
        committed,
        np.where(custody == SERVING, STILL_SERVING, UNEXPUNGED),
        custody == REMAND,
        plus_months(people.times.ends[person], 12 * years),
        (custody == SERVING) | (custody == REMAND),
    )


def _further_committed(draws: Draws, people: People, person: Ints, offence: Ints, turn: int) -> Ints:
    """Counts of one judgment lie close together; none before its article, its Code or the age of responsibility."""
    main = people.times.committed[person]
    code = np.where(lines().old(offence), lines().since[offence], OLD_CODE_BEFORE)
    answerable = plus_months(people.birth[person], 12 * rates.YOUNGEST_OFFENDER)
    earliest = np.maximum(np.maximum(lines().since[offence], code), answerable)
    committed = np.maximum(main - draws.whole(f"count {turn} before", 0, 120, len(person)), earliest)
    return np.asarray(np.minimum(committed, np.maximum(main, earliest)))


def _earlier(earlier: Earlier, on_file: Flags) -> Convictions:
    turn = FIRST_EARLIER + earlier.turn
    return Convictions(
        earlier.person,
        FIRST_EARLIER_COUNT + earlier.turn,
        np.where(on_file[earlier.person, turn], turn, NO_SENTENCE),
        earlier.offence,
        earlier.times.committed,
        np.where(earlier.expunged, EXPUNGED, UNEXPUNGED),
        np.zeros(len(turn), dtype=bool),
        earlier.expunges,
        earlier.expunges_unknown,
    )


def convictions_table(draws: Draws, rows: Convictions, first: int) -> pl.DataFrame:
    """One row an offence, with the gaps and the mistakes of a real extract."""
    size, book = len(rows.person), lines()

    def gap(column: str) -> Flags:
        return draws.chance(f"no conviction {column}", size, rates.MISSING[column])

    old = book.old(rows.offence)
    mistaken = draws.chance("unlisted", size, rates.UNLISTED) & ~old
    offence = np.where(mistaken, book.pick(draws, "unlisted offence", size, "unlisted"), rows.offence)
    severity = np.where(mistaken, -1, book.severity[offence])
    numbers = first + rows.person
    stage, participation = _indirect(draws, offence, old)
    return typed(
        CONVICTIONS,
        {
            "conviction_id": identifiers("C", numbers, rows.turn),
            "person_id": identifiers("P", numbers),
            "sentence_id": nullable(
                identifiers("S", numbers, rows.sentence), (rows.sentence == NO_SENTENCE) | gap("sentence_id")
            ),
            "code": chosen(("UA2001", "UA1960"), old.astype(np.int64)),
            "article": book.article.gather(offence),
            "part": part_of(offence, gap("part") & ~mistaken),
            "items": _items(draws, offence),
            "stage": stage,
            "participation": participation,
            "committed_on": dates(rows.committed, gap("committed_on")),
            "abuse_of_office": _abuse_of_office(draws, offence),
            "especially_grave": nullable(
                flags(severity == ESPECIALLY_GRAVE),
                (severity < 0) | draws.chance("no especially_grave", size, rates.MISSING_ESPECIALLY_GRAVE),
            ),
            "record": nullable(chosen(RECORDS, rows.record), rows.record_unknown | gap("record")),
            "expunges_on": dates(
                rows.expunges, rows.expunges_unknown | (rows.record == STILL_SERVING) | gap("expunges_on")
            ),
            "intentional": nullable(flags(~book.under(offence, *rates.CARELESS)), gap("intentional")),
            "severity": nullable(chosen(SEVERITIES, np.maximum(severity, 0)), (severity < 0) | gap("severity")),
        },
    )


def _indirect(draws: Draws, offence: Ints, old: Flags) -> tuple[pl.Series, pl.Series]:
    """Stage and participation; an attempt, preparation or complicity is the exception."""
    size, tried = len(offence), lines().attempts[offence]
    attempt = draws.chance("attempt", size, tried)
    preparation = draws.chance("preparation", size, rates.PREPARATION) & (tried > 0) & ~attempt
    part = draws.pick("participation", size, (1 - sum(rates.ACCOMPLICES.values()), *rates.ACCOMPLICES.values()))
    part = np.where(lines().under(offence, *rates.CARELESS) | old, 0, part)
    stage = chosen(("completed", "attempt", "preparation"), attempt.astype(np.int64) + 2 * preparation)
    return stage, chosen(("perpetrator", *rates.ACCOMPLICES), part)


def _items(draws: Draws, offence: Ints) -> pl.Series:
    """The items of 115(2), one or two; they are often not on file."""
    size, numbers = len(offence), [item for item, _ in rates.MURDER_ITEMS]
    weights = [share for _, share in rates.MURDER_ITEMS]
    one, two = draws.pick("item", size, weights), draws.pick("second item", size, weights)
    two = np.where(draws.chance("has second item", size, rates.SECOND_MURDER_ITEM), two, one)
    texts = [";".join(str(n) for n in sorted({a, b})) for a in numbers for b in numbers]
    murder = lines().under(offence, "115") & (lines().part.fill_null(0).to_numpy()[offence] == 2)
    absent = ~murder | draws.chance("no items", size, rates.MISSING_MURDER_ITEMS)
    return nullable(chosen(texts, one * len(numbers) + two), absent)


def _abuse_of_office(draws: Draws, offence: Ints) -> pl.Series:
    size, drawn = len(offence), draws.uniform("abuse of office", len(offence))
    yes, known = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    for article, (share_yes, share_no) in rates.ABUSE_OF_OFFICE.items():
        under = lines().under(offence, article)
        yes |= under & (drawn < share_yes)
        known |= under & (drawn < share_yes + share_no)
    return nullable(flags(yes), ~known)
