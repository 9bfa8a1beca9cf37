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

LATELY_BEGUN = timedelta(weeks=13)
FIRST_DAY = datetime(2024, 5, 20, 10, tzinfo=KYIV)
CHUNK = 100
RUSH = 0.42
"""The share of cases that began in the first ten weeks: a rush, then a long tail."""
LATELY = 0.1
"""The share that began in the last thirteen weeks, so that every stage has somebody in it."""
STALLED = 0.012
"""How often the next step does not come, in a case begun lately: then somebody's time runs out."""


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
    weeks = max(1, (now - FIRST_DAY).days // 7)
    for person_id in people:
        week = _week(person_id, chance, weeks)
        at = min(
            FIRST_DAY + timedelta(weeks=week, minutes=chance.randrange(360)),
            now - timedelta(hours=chance.uniform(1, 30)),
        )
        home = homes.get(person_id)
        if home is not None and institutions[home].oblast:
            yield Beginning(person_id, institutions[home], at)


def _week(person_id: str, chance: random.Random, weeks: int) -> float:
    """How many weeks after the first day somebody is informed: a rush, a long tail, and enough of them just now."""
    if person_id in STORIES:
        return weeks - 10
    when = chance.random()
    if when < RUSH:
        return chance.uniform(0, 10)
    return chance.uniform(weeks - 12, weeks + 1) if when > 1 - LATELY else chance.uniform(0, weeks)


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
    stalls = STALLED if story is life and now - beginning.at < LATELY_BEGUN else 0
    fate = _chance("fate", seed, beginning.person_id)
    for number, event in enumerate(story(around, unit, beginning.at, chance), 2):
        if event.at > now or fate.random() < stalls:
            return
        made_at = min(event.at + timedelta(minutes=chance.randrange(1, 240)), now)
        act = Act(case, event.type, event.fields, event.at, key=f"demo-{beginning.person_id}-{number}")
        desk.act(event.actor, act, now=made_at)
