"""The funnel over the demo country and over two million records: how long a figure takes, by any group, on any day."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measuring import in_child, seconds
from bench.section import Options, Section, Table, Target, sized, timed
from poruka.law.text import Text

if TYPE_CHECKING:
    from poruka.statistics.funnel import Question
    from poruka.statistics.log import Log
    from poruka.statistics.people import People

PLACE = 70
RECORDS = 2_000_000
DEMO_LIMIT, LIMIT = 0.3, 5.0
BEGINNING = date(2024, 5, 18)
GROUPS: tuple[tuple[str, ...], ...] = (
    (),
    ("oblast",),
    ("institution",),
    ("court",),
    ("unit",),
    ("offence_group",),
    ("sex", "age_band"),
)
COPIED = (
    ("register_person", "person_id IN (SELECT person_id FROM cases_case)", {"person_id": "person_id || {copy}"}),
    ("cases_case", "1", {"id": "id || {copy}", "person_id": "person_id || {copy}"}),
    (
        "cases_record",
        "1",
        {"seq": "seq + {records} * {turn}", "case_id": "case_id || {copy}", "key": "key || {copy}"},
    ),
    (
        "screening_determination",
        "person_id IN (SELECT person_id FROM cases_case)",
        {"id": "NULL", "person_id": "person_id || {copy}"},
    ),
    (
        "register_conviction",
        "person_id IN (SELECT person_id FROM cases_case)",
        {"conviction_id": "conviction_id || {copy}", "person_id": "person_id || {copy}", "sentence_id": "NULL"},
    ),
)
"""The tables that figures are read from, whose rows are copied, and what is new in a copy."""


def run(options: Options) -> Section:
    """Every split of the funnel, on today and on a day in the past; the slowest is held to the target."""
    small = options.folder / "country" / "demo.sqlite3"
    making = [sys.executable, "-m", "poruka.cli", "demo", "--dir", str(small.parent), "--no-serve"]
    subprocess.run(making, check=True, capture_output=True)
    large = options.folder / "country" / "many-times.sqlite3"
    multiply(small, large)
    demo, many = (in_child("bench.statistics", "measured", str(path)) for path in (small, large))
    large.unlink()
    rows = [
        (
            name,
            f"{found['records']:,}",
            timed(found["log"]),
            timed(found["people"]),
            timed(found["funnel"]),
            timed(found["slowest"]),
            timed(found["waiting"]),
            timed(found["page"]),
            sized(found["peak"]),
        )
        for name, found in (("demo", demo), ("demo × 18", many))
    ]
    head = (
        "",
        "записів · records",
        "перше читання записів · first reading of records",
        "перше читання реєстру · first reading of the register",
        "без поділу · no split",
        "найповільніший поділ · slowest split",
        "строки й тривалість · limits and waiting",
        "уся сторінка · whole page",
        "пам’ять · memory",
    )
    return Section(
        title=Text("Числа", "Figures"),
        about=Text(
            "Усі показники разом, відтворені з записів у базі SQLite: без поділу і за кожним поділом, на останній день і на"
            " день у минулому; медіана трьох. Записи і реєстр читають один раз після запуску, далі дочитують лише нові:"
            " перше читання стоїть окремо. Велика база – показова країна, повторена 18 разів.",
            "Every measure at once, replayed from the records of an SQLite database: with no split and by each dimension, as"
            " of the last day and of a day in the past; the median of three. Records and register are read once after a"
            " start, then only what is new: the first reading stands apart. The large database is the demo country 18 times"
            " over.",
        ),
        tables=(Table(head, rows),),
        targets=(
            Target.below(
                Text("будь-яка лійка над демо", "any funnel over the demo country"), demo["slowest"], DEMO_LIMIT
            ),
            Target.below(
                Text(f"будь-яка лійка над {RECORDS:,} записів", f"any funnel over {RECORDS:,} records"),
                many["slowest"],
                LIMIT,
            ),
            Target.below(
                Text("те саме разом із першим читанням", "the same with the first reading"),
                many["log"] + many["people"] + many["slowest"],
                LIMIT,
            ),
        ),
    )


def multiply(small: Path, large: Path) -> None:
    """A database with the cases of another so many times over that there are enough records; the chain is not kept up."""
    shutil.copy(small, large)
    with closing(sqlite3.connect(large)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("DROP INDEX record_by_hash")
        records = database.execute("SELECT MAX(seq) FROM cases_record").fetchone()[0]
        for table, which, new in COPIED:
            for command in _copies(database, table, which, new, records):
                database.execute(command)
        database.commit()


def _copies(database: sqlite3.Connection, table: str, which: str, new: dict[str, str], records: int) -> Iterator[str]:
    columns = [row[1] for row in database.execute(f"PRAGMA table_xinfo({table})") if not row[6]]
    database.execute(f"CREATE TEMP TABLE once_{table} AS SELECT * FROM {table} WHERE {which}")
    names = ", ".join(f'"{column}"' for column in columns)
    for turn in range(1, -(-RECORDS // records)):
        values = (
            new.get(column, f'"{column}"').format(copy=f"'~{turn}'", turn=turn, records=records) for column in columns
        )
        yield f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM once_{table}"


def measured(database: str) -> dict[str, float]:
    """The country of a database: first what is read once, then what is asked again and again."""
    os.environ |= {"PORUKA_DATABASE_URL": f"sqlite:///{Path(database).resolve()}", "PORUKA_MODE": "demo"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poruka.settings")
    import django

    django.setup()
    from poruka.statistics.reading import read_log, read_people

    log = seconds(read_log, 1, warm=0)
    people = seconds(read_people, 1, warm=0)
    return {"log": log, "people": people, "page": seconds(_page(), 3), **_asked(read_log(), read_people())}


def _page() -> Callable[[], object]:
    """The page of figures as the ministry sees it, by oblast, with every section on it."""
    from django.test import RequestFactory

    from poruka.access.actors import Actor
    from poruka.access.roles import ANALYST
    from poruka.web.views import statistics

    request = RequestFactory(HTTP_HOST="localhost").get("/figures/", {"by": "oblast"})
    request.actor, request.purpose, request.session = Actor("bench", ANALYST), "policy-analysis", {}
    return lambda: statistics.show(request)


def _asked(log: "Log", people: "People") -> dict[str, float]:
    from poruka.statistics.durations import DURATIONS
    from poruka.statistics.funnel import Question, funnel, scene
    from poruka.statistics.limits import limits
    from poruka.statistics.tables import Period
    from poruka.statistics.waiting import waiting

    last = date.fromordinal(date(1970, 1, 1).toordinal() + int(log.day.max()))

    def asked(as_of: date, by: tuple[str, ...] = ()) -> "Question":
        return Question(as_of, Period(BEGINNING, as_of), by)

    splits = [
        seconds(lambda as_of=as_of, by=by: funnel(asked(as_of, by), log, people), 3)  # type: ignore[misc]
        for as_of in (last, date(2025, 3, 1))
        for by in GROUPS
    ]
    whole = scene(asked(last), log, people)
    return {
        "records": len(log),
        "funnel": splits[0],
        "slowest": max(splits),
        "waiting": seconds(lambda: ([waiting(whole, one) for one in DURATIONS], limits(whole)), 3),
    }
