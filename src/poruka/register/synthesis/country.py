"""The country, block by block: bounded memory, and the same people whatever the size of the register."""

from collections.abc import Iterator
from datetime import date

import polars as pl

from poruka.law.facts import TABLES
from poruka.register.problems import refuse
from poruka.register.synthesis import rates
from poruka.register.synthesis.cast import cast
from poruka.register.synthesis.convictions import convictions_table, make_convictions
from poruka.register.synthesis.days import day
from poruka.register.synthesis.draws import Draws
from poruka.register.synthesis.earlier import make_earlier
from poruka.register.synthesis.people import make_people
from poruka.register.synthesis.persons import persons_table
from poruka.register.synthesis.sentences import make_sentences, sentences_table
from poruka.register.tables import Register

BLOCK = 100_000
"""People made at a time. Changing it changes who they are, from the second block on."""


def blocks(persons: int, seed: int, today: date) -> Iterator[Register]:
    """The country in blocks of at most BLOCK people; at least one block, though it may be empty.

    Raises RegisterError for a negative number of persons or seed, and for a day before Article 81-1.
    """
    _check(persons, seed, today)
    return _blocks(persons, seed, today)


def tables(persons: int, seed: int, today: date) -> Register:
    """The whole country in memory."""
    found = list(blocks(persons, seed, today))
    return Register(*(pl.concat([block.table(name) for block in found], rechunk=True) for name in TABLES))


def _check(persons: int, seed: int, today: date) -> None:
    here = "poruka register make"
    if persons < 0:
        raise refuse(
            here,
            "кількість осіб не може бути від’ємною; вкажіть 0 або більше",
            "the number of persons cannot be negative; give 0 or more",
            column="--persons",
            value=str(persons),
        )
    if seed < 0:
        raise refuse(
            here,
            "зерно не може бути від’ємним; вкажіть 0 або більше",
            "the seed cannot be negative; give 0 or more",
            column="--seed",
            value=str(seed),
        )
    if today < rates.EARLIEST_DAY:
        raise refuse(
            here,
            "вигадана країна існує від 18 травня 2024 р. (стаття 81-1 чинна); вкажіть цей день або пізніший",
            "the synthetic country exists from 18 May 2024 (Article 81-1 in force); give that day or a later one",
            column="today",
            value=today.isoformat(),
        )


def _blocks(persons: int, seed: int, today: date) -> Iterator[Register]:
    for number, first in enumerate(range(0, max(persons, 1), BLOCK)):
        block = _block(Draws(seed, number), min(BLOCK, persons - first), first, today)
        yield _with_the_cast(block, persons, today) if first == 0 else block


def _block(draws: Draws, size: int, first: int, today: date) -> Register:
    people = make_people(draws, size, day(today))
    earlier = make_earlier(draws, people)
    sentences = make_sentences(draws, people, earlier)
    convictions = make_convictions(draws, people, earlier, sentences)
    return Register(
        persons_table(draws, people, earlier, first),
        sentences_table(draws, sentences, first),
        convictions_table(draws, convictions, first),
    )


def _with_the_cast(block: Register, persons: int, today: date) -> Register:
    fixed = Register(*cast(persons, today))
    taken = fixed.persons["person_id"].implode()

    drawn = pl.col("person_id").is_in(taken).not_()
    return Register(*(pl.concat([fixed.table(name), block.table(name).filter(drawn)]) for name in TABLES))
