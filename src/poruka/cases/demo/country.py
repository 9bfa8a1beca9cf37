"""Bringing the demo country to life: who starts when, and every case filed through the desk."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from poruka.cases.chain.case_ids import new_case_id
from poruka.cases.demo.lives import SHEET, STORIES, life
from poruka.cases.demo.offices import UNITS, cast, make_offices
from poruka.cases.desk import Act, Desk
from poruka.cases.places import Places
from poruka.law.calendar import KYIV
from poruka.register.models import Institution, Person

FIRST_DAY = datetime(2024, 5, 20, 10, tzinfo=KYIV)
CHUNK = 100
RUSH, RUSH_WEEKS = 0.32, 10
"""The share of cases that began in the first weeks: a rush, then a long tail that goes on to this day at one pace.

Every stage has somebody in it because stages last, not because more people began lately.
"""
FORGOTTEN = 0.0006
"""How often the next step never comes, whenever that was: a file lies in a drawer until somebody asks."""
NEVER_FORGOTTEN = frozenset({"ruling-for-execution", "release-checklist", "hand-over", "arrival", "kin-told"})
"""What somebody would ask about the same week: it comes late, but it comes."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """A case to be: whose, and when they were informed."""

    person_id: str
    institution: Institution
    at: datetime


def bring_to_life(
    people: Sequence[str], *, seed: int, now: datetime, progress: Callable[[int, int], None] | None = None
) -> int:
    """Open and live through a case for each of the people; the same seed and day give the same chain.

    Returns the number of records made. Runs in one transaction a hundred cases.
    """
    make_offices()
    places = Places.load()
    institutions = {i.institution_id: i for i in Institution.objects.all()}
    homes = dict(Person.objects.filter(person_id__in=people[:900]).values_list("person_id", "institution_id"))
    for start in range(900, len(people), 900):
        homes |= dict(
            Person.objects.filter(person_id__in=people[start : start + 900]).values_list("person_id", "institution_id")
        )
    beginnings = list(_beginnings(people, homes, institutions, seed, now))
    made = 0
    for start in range(0, len(beginnings), CHUNK):
        with transaction.atomic():
            desk = Desk(places)
            for beginning in beginnings[start : start + CHUNK]:
                _live(desk, beginning, seed, now)
            made += len(desk.file(salt=_chance("salts", seed, start).randbytes))
        if progress:
            progress(min(start + CHUNK, len(beginnings)), len(beginnings))
    return made


def _chance(*what: object) -> random.Random:
    """Chance that follows from the seed: the demo must come out the same; real cases use the system's own."""
    return random.Random(" ".join(map(str, what)))  # noqa: S311 - a story, not a secret


def _beginnings(
    people: Sequence[str],
    homes: Mapping[str | None, str | None],
    institutions: dict[str, Institution],
    seed: int,
    now: datetime,
) -> Iterator[Beginning]:
    chance = _chance("beginnings", seed)
    for person_id in people:
        at = told_at(person_id, chance, now)
        home = homes.get(person_id)
        if home is not None and institutions[home].oblast:
            yield Beginning(person_id, institutions[home], at)


def told_at(person_id: str, chance: random.Random, now: datetime) -> datetime:
    """When somebody is informed, at some minute of a working day: in the rush, or on any day since the first."""
    days = max(1, (now - FIRST_DAY).days)
    day = chance.uniform(0, min(7 * RUSH_WEEKS, days) if chance.random() < RUSH else days)
    if person_id in STORIES:
        day = days - 70
    return (FIRST_DAY + timedelta(days=int(day))).replace(hour=chance.randrange(9, 17), minute=chance.randrange(60))


def _live(desk: Desk, beginning: Beginning, seed: int, now: datetime) -> None:
    chance = _chance("life", seed, beginning.person_id)
    unit = chance.choice(UNITS)
    around = cast(beginning.person_id, beginning.institution, unit)
    case = desk.open_case(
        around.officer,
        beginning.person_id,
        {
            "sheet_version": SHEET,
            "language": "uk",
            "lawyer_offered": True,
            "lawyer_taken": chance.choice(("taken", "declined")),
        },
        happened_at=beginning.at,
        now=beginning.at,
        institution=beginning.institution.institution_id,
        case=new_case_id(_chance("case", seed, beginning.person_id)),
    )
    story = STORIES.get(beginning.person_id, life)
    fate = _chance("fate", seed, beginning.person_id)
    for number, event in enumerate(story(around, unit, beginning.at, chance), 2):
        forgotten = story is life and fate.random() < FORGOTTEN and event.type not in NEVER_FORGOTTEN
        if event.at > now or forgotten:
            return
        made_at = min(event.at + timedelta(minutes=chance.randrange(1, 240)), now)
        act = Act(case, event.type, event.fields, event.at, key=f"demo-{beginning.person_id}-{number}")
        desk.act(event.actor, act, now=made_at)
