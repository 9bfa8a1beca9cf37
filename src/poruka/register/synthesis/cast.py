"""The first four people of every country: the same for every seed, for guides, demonstrations and tests.

========  ============================================================  ============================================
P0000001  a man of 27, two years for robbery (186(1))                   may apply
P0000002  a man of 41, theft (185(3)), the sentence ends within a year  may apply; waiting is the other way out
P0000003  a man of 38, murder of two people (115(2) item 1)             barred
P0000004  a man of 45, murder (115(2)), the items not on file           cannot tell
========  ============================================================  ============================================
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from poruka.law.calendar import add_years
from poruka.law.facts import CONVICTIONS, PERSONS, SENTENCES, Table
from poruka.law.sentence import sentence_end
from poruka.register.parsing import schema_of
from poruka.register.synthesis.places import COURTS, of_kind

RELEASABLE = ("P0000001", "P0000002")
BARRED = "P0000003"
UNTOLD = "P0000004"


@dataclass(frozen=True, slots=True)
class Role:
    """One of the four. ``age`` in whole years today; ``served`` is how many days ago the term began."""

    family_name: str
    given_name: str
    patronymic: str
    age: int
    served: int
    years: int
    article: str
    part: int
    severity: str
    items: str | None = None
    rank_group: str = "none"
    trade: str | None = None
    earlier_imprisonment: bool = False
    credited: int = 0


ROLES: Sequence[Role] = (
    Role(
        "Явір",
        "Остап",
        "Матвійович",
        age=27,
        served=190,
        years=2,
        article="186",
        part=1,
        severity="minor",
        trade="водій",
    ),
    Role(
        "Пасічник",
        "Нестор",
        "Орестович",
        age=41,
        served=1180,
        years=4,
        article="185",
        part=3,
        severity="grave",
        rank_group="private",
        trade="зварник",
        earlier_imprisonment=True,
    ),
    Role(
        "Криничний",
        "Зіновій",
        "Тимофійович",
        age=38,
        served=1900,
        years=14,
        article="115",
        part=2,
        severity="especially_grave",
        items="1",
        credited=240,
    ),
    Role(
        "Вернигора",
        "Любомир",
        "Назарович",
        age=45,
        served=2400,
        years=13,
        article="115",
        part=2,
        severity="especially_grave",
        credited=310,
    ),
)


def cast(size: int, today: date) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Persons, sentences and convictions of the first four people, or of as many as there are to be."""
    rows = [_rows(number, role, today) for number, role in enumerate(ROLES[:size], start=1)]
    persons, sentences, convictions = ([row[place] for row in rows] for place in range(3))
    return _frame(PERSONS, persons), _frame(SENTENCES, sentences), _frame(CONVICTIONS, convictions)


def _rows(number: int, role: Role, today: date) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    person_id = f"P{number:07}"
    starts = today - timedelta(days=role.served)
    colonies = of_kind("correctional_colony")
    person = {
        "person_id": person_id,
        "family_name": role.family_name,
        "given_name": role.given_name,
        "patronymic": role.patronymic,
        # Some months past the birthday, so that a demonstration does not turn on the day it is given.
        "birth_date": add_years(today, -role.age) - timedelta(days=100),
        "sex": "M",
        "citizenship": "UKR",
        "institution_id": colonies[number % len(colonies)].institution_id,
        "custody": "serving",
        "rank_group": role.rank_group,
        "responsible_office": False,
        "corruption_trial": False,
        "earlier_imprisonment": role.earlier_imprisonment,
        "earlier_parole": False,
        "trade": role.trade,
    }
    sentence = {
        "sentence_id": f"S{number:07}-1",
        "person_id": person_id,
        "penalty": "fixed_term_imprisonment",
        "term_years": role.years,
        "term_months": 0,
        "term_days": 0,
        "starts_on": starts,
        "credited_days": role.credited,
        "ends_on": sentence_end(starts, role.years, 0, 0, role.credited),
        "in_force_on": starts,
        "serving": True,
        "court": COURTS[number],
        "case_number": f"СК-{number + 1:03}/{number}/{starts.year % 100:02}",
    }
    conviction = {
        "conviction_id": f"C{number:07}-1",
        "person_id": person_id,
        "sentence_id": sentence["sentence_id"],
        "code": "UA2001",
        "article": role.article,
        "part": role.part,
        "items": role.items,
        "stage": "completed",
        "participation": "perpetrator",
        "committed_on": starts - timedelta(days=role.credited + 60),
        "record": "serving",
        "intentional": True,
        "especially_grave": role.severity == "especially_grave",
        "severity": role.severity,
    }
    return person, sentence, conviction


def _frame(table: Table, rows: list[dict[str, Any]]) -> pl.DataFrame:
    schema = schema_of(table)
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)
