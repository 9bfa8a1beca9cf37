"""Random walks through the procedure: legal steps only, by whoever may take them, wherever they lead."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import RecordType
from poruka.cases.catalogue.reevaluation import SYSTEM
from poruka.cases.diagram import main_line
from poruka.cases.history import Entry, History
from poruka.cases.policies import check_fields
from poruka.cases.procedure import steps
from tests.cases.told import at, usual

MAIN = main_line(CATALOGUE)


def chosen(history: History, now: datetime, draw: int) -> RecordType | None:
    """A step that is open: two times in three the next of the main line, else any."""
    open_ = [step.type for step in steps(history, CATALOGUE, now) if step.open and step.type.made_by != (SYSTEM,)]
    line = [type for type in open_ if type.id in MAIN and not history.last(type.id)]
    among = line if line and draw % 3 else open_
    return among[(draw // 3) % len(among)] if among else None


def said(type: RecordType, draw: int, now: datetime) -> dict[str, Any]:
    """Fields of a record: mostly the usual, sometimes another of the answers."""
    fields = usual(type.id)
    for place, field in enumerate(type.fields):
        twist = (draw >> place) % 7
        if field.kind == "choice" and not twist:
            fields[field.name] = field.choices[(draw >> place) // 7 % len(field.choices)].id
        elif field.kind == "yes_no" and not twist:
            fields[field.name] = False
        elif field.kind in ("text", "long_text") and field.needed_when:
            fields[field.name] = "слова"
        elif field.kind == "date" and field.name == "leaves_on":
            fields[field.name] = now.date().isoformat()
    return check_fields(type, fields)


def walk(draws: Sequence[int]) -> tuple[History, ...]:
    """The histories of one case, one record longer each; time passes between the steps as the draws say."""
    found, now = [History()], at(0)
    for draw in draws:
        now += timedelta(minutes=draw % (5 * 24 * 60))
        type = chosen(found[-1], now, draw)
        if type is None:
            continue
        maker = type.made_by[draw % len(type.made_by)]
        entry = Entry(len(found), type.id, said(type, draw, now), now, now, maker, maker)
        found.append(History((*found[-1].entries, entry)))
    return tuple(found)
