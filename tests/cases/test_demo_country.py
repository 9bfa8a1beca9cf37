"""The demo country: everybody in it went through the same desk as a real person would, and it comes out the same."""

from collections import Counter
from datetime import date, datetime, time

import pytest
from django.db import connection, transaction

from poruka.cases.chain.verify import verify
from poruka.cases.demo.country import bring_to_life
from poruka.cases.models import CaseState, CaseTask, Record
from poruka.law.calendar import KYIV
from poruka.register.importing import import_register
from poruka.register.models import Person
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


def test_the_two_people_who_are_told_about(people) -> None:
    bring_to_life(people[:2], seed=1, now=NINE)
    on_his_way, waits = (list(Record.objects.filter(case__person_id=id).order_by("number")) for id in people[:2])
    assert {"application", "consent", "medical-conclusion"} <= {record.type for record in on_his_way}
    assert [record.type for record in waits] == ["information-given", "not-now"]
    assert waits[-1].fields["why"] == ["no-home-leave", "sentence-ends-soon"]
