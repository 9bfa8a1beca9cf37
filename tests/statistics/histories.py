"""Histories of several people put side by side as a log, and the people of a register to go with them."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from poruka.cases.chain.moments import instant_text
from poruka.cases.history import History
from poruka.statistics.columns import Stretch, said_of, stretch_of
from poruka.statistics.log import Growing, Log, Whose, log_of
from poruka.statistics.people import COLUMNS, People, people_of

Rows = list[tuple[Any, ...]]
BORN = date(1990, 5, 5)


def rows(cases: Mapping[str, History] | Iterable[tuple[str, str, int, History]]) -> Rows:
    """The records as the log is read: by person, or as (case, person, ordinal, history)."""
    told = [(f"C-{p}", p, 1, h) for p, h in cases.items()] if isinstance(cases, Mapping) else list(cases)
    found: Rows = []
    entries = [
        (entry.made_at, case, person, ordinal, entry) for case, person, ordinal, h in told for entry in h.entries
    ]
    for seq, (made, case, person, ordinal, entry) in enumerate(
        sorted(entries, key=lambda e: (e[0], e[1], e[4].number)), 1
    ):
        fields = json.dumps(dict(entry.fields), ensure_ascii=False, separators=(",", ":"))
        times = instant_text(made), instant_text(entry.happened_at)
        found.append((person, ordinal, case, seq, entry.number, entry.type, *times, fields, entry.supersedes))
    return found


def log(cases: Mapping[str, History] | Iterable[tuple[str, str, int, History]]) -> Log:
    return log_of(*parts_of(rows(cases)))


def grown(parts: Iterable[Rows]) -> Log:
    """The same read in several parts."""
    growing = Growing()
    for part in parts:
        if part:
            growing.add(*parts_of(part))
    return growing.log


def parts_of(found: Rows) -> tuple[Stretch, Whose]:
    """The rows as the log takes them: the records, and whose each case is."""
    records = [
        (case, seq, number, made, happened, supersedes, said_of(type, json.loads(fields)))
        for _, _, case, seq, number, type, made, happened, fields, supersedes in found
    ]
    return stretch_of(records), dict.fromkeys((case, person, ordinal) for person, ordinal, case, *_ in found)


def people(*ids: str, **said: Mapping[str, Any]) -> People:
    """People of the usual kind; ``said`` gives, by column, the value of some of them."""
    usual = {"institution": "UVP-1", "oblast": "UA-53", "sex": "M", "offence_group": "property", "born": BORN}
    span = {"able_from": date(2024, 5, 18), "able_until": date(2040, 1, 1)}
    columns = [name for name in COLUMNS if name != "person"]
    return people_of((id, *(said.get(name, {}).get(id, {**usual, **span}[name]) for name in columns)) for id in ids)
