"""People one at a time, as tools that look at one record want them: plain dictionaries, rows in lists."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from poruka.law.calendar import add_years
from poruka.law.engine import Book, terms
from poruka.law.facts import Facts

Record = dict[str, Any]


def facts(folder: Path) -> Iterator[Facts]:
    """Everybody's facts, in the order of the register."""
    from poruka.register.tables import facts_from_rows, load

    register = load(folder)
    rows: dict[str, dict[str, list[Any]]] = {}
    for table in ("sentences", "convictions"):
        mine = rows[table] = {}
        for row in register.table(table).iter_rows(named=True):
            mine.setdefault(row["person_id"], []).append(row)
    for person in register.persons.iter_rows(named=True):
        who = person["person_id"]
        yield facts_from_rows(person, rows["sentences"].get(who, ()), rows["convictions"].get(who, ()))


def records(folder: Path, book: Book, persons: int) -> list[Record]:
    """For the first so many people the facts the book reads, catalogue look-ups and moved dates worked out."""
    reads = {table: [n for t, n in book.facts if t == table] for table in ("persons", "sentences", "convictions")}
    every = [term for condition in book.conditions for term in terms.walk(condition.rule)]
    lookups = {listed_name(t.lookup): t for t in every if isinstance(t, terms.Listed)}
    moved = {moved_name(t.fact, t.years, t.days): t for t in every if isinstance(t, terms.DateOf | terms.Latest)}

    def made(table: str, row: Any) -> Record:
        record = {name: row[name] for name in reads[table]}
        if "items" in record:
            record["items"] = row["items"] and ";".join(["", *map(str, row["items"]), ""])
        for name, term in lookups.items():
            if table == "convictions":
                record[name] = term.lookup.key(*(row[fact] for fact in term.facts)) in term.lookup.keys
        for name, when in moved.items():
            if when.fact in row:
                record[name] = number_of(row[when.fact], when.years, when.days)
        return {name: value for name, value in record.items() if not isinstance(value, date)}

    return [
        {
            **made("persons", each.person),
            "sentences": [made("sentences", row) for row in each.sentences],
            "convictions": [made("convictions", row) for row in each.convictions],
        }
        for each in islice(facts(folder), persons)
    ]


def listed_name(lookup: terms.Lookup) -> str:
    """The field that says whether a row stands in a catalogue."""
    return f"listed_{lookup.digest}"


def moved_name(fact: str, years: int, days: int) -> str:
    """The field with a moved date."""
    return f"{fact}_{years}_{days}"


def number_of(day: date | None, years: int = 0, days: int = 0) -> int | None:
    """A date, moved, as a whole number: 20260115."""
    if day is None:
        return None
    later = add_years(day, years) + timedelta(days=days)
    return later.year * 10000 + later.month * 100 + later.day
