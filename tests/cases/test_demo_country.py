"""The demo country: everybody in it went through the same desk as a real person would, and it comes out the same."""

from collections import Counter
from datetime import date, datetime, time
from random import Random

import pytest
from django.db import connection, transaction

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.chain.verify import verify
from poruka.cases.demo.country import bring_to_life, told_at
from poruka.cases.demo.lives import life
from poruka.cases.demo.offices import cast
from poruka.cases.models import CaseState, CaseTask, Record
from poruka.law.calendar import KYIV
from poruka.register.importing import import_register
from poruka.register.models import Institution, Person
from poruka.register.synthesis import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = date(2026, 9, 1)
NINE = datetime.combine(TODAY, time(9), KYIV)


@pytest.fixture
def people(tmp_path) -> list[str]:
    make(tmp_path / "register", 600, 1, format="parquet", today=TODAY)
    import_register(tmp_path / "register", today=TODAY)
    return list(Person.objects.order_by("person_id").values_list("person_id", flat=True)[:250])


def test_the_same_seed_gives_the_same_chain_and_another_seed_another(people) -> None:
    def hashes(seed: int) -> list[str]:
        with transaction.atomic():
            bring_to_life(people[:40], seed=seed, now=NINE)
            found = sorted(Record.objects.values_list("hash", flat=True))
            transaction.set_rollback(True)
        return found

    first = hashes(1)
    assert first == hashes(1)
    assert first != hashes(2)


def test_a_country_has_every_turn_of_fate_deadlines_past_and_ahead_and_a_chain_that_verifies(people) -> None:
    made = bring_to_life(people, seed=1, now=NINE)
    assert made == Record.objects.count() > 2000
    phases = Counter(CaseState.objects.values_list("phase", flat=True))
    assert {"wish", "preparation", "service", "end"} <= set(phases)
    assert phases["service"] > 60
    assert CaseTask.objects.filter(due__lt=NINE).exists()
    assert CaseTask.objects.filter(due__gt=NINE).exists()
    assert verify(connection).broken is None


MADE_BY_THE_SYSTEM = {
    "answer-changed": "made when the open cases are worked out again, after the country has come to life",
    "answer-checked": "made by whoever looks into such a change: in the demo, the reader",
}
"""The record types that no life in the demo country makes, and why."""


def test_every_record_type_of_the_catalogue_is_made_in_some_life() -> None:
    began = datetime(2024, 6, 3, 10, tzinfo=KYIV)
    around = cast("P-1", Institution(institution_id="UVP-1", oblast="UA-53"), "A9001")
    made = {"information-given"}
    for number in range(4000):
        made |= {event.type for event in life(around, "A9001", began, Random(number))}
    assert made == set(CATALOGUE.types) - set(MADE_BY_THE_SYSTEM)


def test_as_many_begin_in_the_last_months_as_in_any_since_the_rush() -> None:
    """Else the forecast would rightly see a surge that nobody ever decided on."""
    chance = Random(1)
    now = datetime(2026, 9, 1, 9, tzinfo=KYIV)
    months = Counter(f"{told_at('P-1', chance, now):%Y-%m}" for _ in range(40_000))
    tail = [
        months[f"{year}-{month:02}"] for year in (2025, 2026) for month in range(1, 13) if months[f"{year}-{month:02}"]
    ]
    assert len(tail) == 20
    assert max(tail) < 1.25 * min(tail)
    assert months["2024-06"] > 4 * max(tail)


def test_the_two_people_who_are_told_about(people) -> None:
    bring_to_life(people[:2], seed=1, now=NINE)
    on_his_way, waits = (list(Record.objects.filter(case__person_id=id).order_by("number")) for id in people[:2])
    assert {"application", "consent", "medical-conclusion"} <= {record.type for record in on_his_way}
    assert [record.type for record in waits] == ["information-given", "not-now"]
    assert waits[-1].fields["why"] == ["no-home-leave", "sentence-ends-soon"]
