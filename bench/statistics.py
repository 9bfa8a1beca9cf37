"""The funnel over the demo country and over two million records: how long a figure takes, by any group, on any day."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
AS_OF = date(2026, 11, 1)
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
CORRECTED = 0.01
"""The share of records that a later one corrects."""


def run(options: Options) -> Section:
    """Every split of the funnel, on today and on a day in the past; the slowest is held to the target."""
    folder = options.folder / "country"
    subprocess.run(
        [sys.executable, "-m", "poruka.cli", "demo", "--dir", str(folder), "--no-serve"],
        check=True,
        capture_output=True,
    )
    demo = in_child("bench.statistics", "country", str(folder / "demo.sqlite3"))
    large = in_child("bench.statistics", "synthetic", RECORDS)
    rows = [
        (
            name,
            f"{found['records']:,}",
            timed(found["reading"]),
            timed(found["funnel"]),
            timed(found["slowest"]),
            timed(found["waiting"]),
            sized(found["peak"]),
        )
        for name, found in (("demo", demo), ("synthetic", large))
    ]
    head = (
        "",
        "записів · records",
        "перше читання · first reading",
        "без поділу · no split",
        "найповільніший поділ · slowest split",
        "строки й тривалість · limits and waiting",
        "пам’ять · memory",
    )
    return Section(
        title=Text("Числа", "Figures"),
        about=Text(
            "Усі показники разом, відтворені з записів: без поділу і за кожним поділом, на нині й на день у минулому; медіана"
            " трьох. Записи читають один раз, далі дочитують лише нові: час першого читання стоїть окремо.",
            "Every measure at once, replayed from the records: with no split and by each dimension, as of now and of a day in"
            " the past; the median of three. Records are read once, then only new ones: the first reading stands apart.",
        ),
        tables=(Table(head, rows),),
        targets=(
            Target.below(
                Text("будь-яка лійка над демо", "any funnel over the demo country"), demo["slowest"], DEMO_LIMIT
            ),
            Target.below(
                Text(f"будь-яка лійка над {RECORDS:,} записів", f"any funnel over {RECORDS:,} records"),
                large["slowest"],
                LIMIT,
            ),
        ),
    )


def country(database: str) -> dict[str, float]:
    """The demo country from its database."""
    os.environ |= {"PORUKA_DATABASE_URL": f"sqlite:///{Path(database).resolve()}", "PORUKA_MODE": "demo"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poruka.settings")
    import django

    django.setup()
    from poruka.statistics.reading import read_log, read_people

    taken = seconds(lambda: (read_log(), read_people()), 1, warm=0)
    return _measured(read_log(), read_people(), taken)


def synthetic(records: int) -> dict[str, float]:
    """Cases along the usual way, each as far as chance has it, read from columns of text as the database keeps them."""
    import polars as pl

    from poruka.statistics.log import log_of

    frame, people = _drawn(records)
    found: list[Log] = []
    taken = seconds(lambda: found.append(log_of(frame)), 1, warm=0)
    assert isinstance(frame, pl.DataFrame)
    return _measured(found[0], people, taken)


def _measured(log: "Log", people: "People", reading: float) -> dict[str, float]:
    from poruka.statistics.funnel import Question, funnel, scene
    from poruka.statistics.limits import limits
    from poruka.statistics.measures import DURATIONS
    from poruka.statistics.tables import Period
    from poruka.statistics.waiting import waiting

    def asked(as_of: date, by: tuple[str, ...] = ()) -> "Question":
        return Question(as_of, Period(BEGINNING, as_of), by)

    def times(call: Callable[[], object]) -> float:
        return seconds(call, 3)

    splits = [
        times(lambda as_of=as_of, by=by: funnel(asked(as_of, by), log, people))  # type: ignore[misc]
        for as_of in (AS_OF, date(2025, 3, 1))
        for by in GROUPS
    ]
    whole = scene(asked(AS_OF), log, people)
    return {
        "records": len(log),
        "reading": reading,
        "funnel": splits[0],
        "slowest": max(splits),
        "waiting": times(lambda: ([waiting(whole, one) for one in DURATIONS], limits(whole))),
    }


def _drawn(records: int) -> tuple[Any, "People"]:
    """A log and its people, drawn with a fixed seed."""
    import numpy as np
    import polars as pl

    from poruka.law.calendar import KYIV
    from poruka.statistics.dimensions import OFFENCE_GROUPS
    from poruka.statistics.log import READ
    from poruka.statistics.people import COLUMNS, People

    chance = np.random.Generator(np.random.PCG64(1))
    steps = _way()
    cases = int(records / (0.62 * len(steps)))
    length = np.minimum(chance.geometric(0.025, cases), len(steps))
    case = np.repeat(np.arange(cases), length)
    number = np.arange(len(case)) - np.repeat(np.cumsum(length) - length, length)
    start = datetime(2024, 5, 20, tzinfo=KYIV).timestamp()
    begun = start + chance.uniform(0, 860 * 86_400, cases)
    day = np.array([when for _, when, _ in steps])
    happened = ((begun[case] + day[number] * 86_400 + chance.uniform(0, 40_000, len(case))) * 1e6).astype(np.int64)
    corrects = (chance.random(len(case)) < CORRECTED) & (number > 0)
    form = "%Y-%m-%dT%H:%M:%S%.6fZ"
    order = pl.Series(happened).arg_sort()
    frame = pl.DataFrame(
        {
            "person": pl.Series(case).cast(pl.String),
            "ordinal": np.ones(len(case), np.int64),
            "case": "C" + pl.Series(case).cast(pl.String),
            "number": number + 1,
            "type": pl.Series(np.array([type for type, *_ in steps])[number]),
            "made_at": pl.Series(happened + 3_600_000_000).cast(pl.Datetime("us")).dt.strftime(form),
            "happened_at": pl.Series(happened).cast(pl.Datetime("us")).dt.strftime(form),
            "fields": pl.Series(np.array([fields for *_, fields in steps])[number]),
            "supersedes": pl.Series(np.where(corrects, number, -1)).replace(-1, None),
        }
    )[order].with_columns(seq=pl.int_range(1, pl.len() + 1))
    groups = np.array([id for id, *_ in OFFENCE_GROUPS])
    place = chance.integers(0, 90, cases)
    people = pl.DataFrame(
        {
            "person": pl.Series(np.arange(cases)).cast(pl.String),
            "institution": "UVP-" + pl.Series(place).cast(pl.String),
            "oblast": "UA-" + pl.Series(place % 25).cast(pl.String),
            "sex": np.where(chance.random(cases) < 0.05, "F", "M"),
            "offence_group": groups[chance.integers(0, len(groups), cases)],
            "born": [date(1970, 1, 1) + timedelta(days=int(n)) for n in chance.integers(0, 12_000, cases)],
            "able_from": [BEGINNING] * cases,
            "able_until": [date(2030, 1, 1)] * cases,
        }
    )
    return frame.select(*READ), People(people.select(*COLUMNS))


def _way() -> list[tuple[str, float, str]]:
    """The usual way of a case: type, day, fields, with the answers by which it goes on."""
    import json

    from poruka.cases.catalogue import CATALOGUE

    found = []
    for place, type in enumerate(t for t in CATALOGUE if t.phase in ("wish", "preparation", "court", "release")):
        good = {"result": ("positive", "supported"), "outcome": ("fit", "granted"), "decision": ("present",)}
        fields: dict[str, object] = {}
        for field in type.fields:
            ids = [choice.id for choice in field.choices]
            if ids:
                fields[field.name] = next((one for one in good.get(field.name, ()) if one in ids), ids[0])
            elif field.kind == "yes_no":
                fields[field.name] = True
            elif field.kind == "office":
                fields[field.name] = f"A{9001 + place % 12}"
        found.append((type.id, 1.2 * place, json.dumps(fields, separators=(",", ":"))))
    return found
