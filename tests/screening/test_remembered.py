"""Figures of a run come from memory only while nothing behind them has changed, and only to those entitled."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from poruka.access.actors import Actor
from poruka.access.roles import ANALYST, OFFICER
from poruka.register.importing import import_register
from poruka.register.models import Import, Person
from poruka.register.synthesis import make
from poruka.screening import queries
from poruka.screening.runs import record_run

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 15)
COUNTRY = Actor("analyst", ANALYST)


@pytest.fixture
def run(tmp_path):
    make(tmp_path / "register", 300, 1, format="parquet", today=TODAY)
    import_register(tmp_path / "register", today=TODAY)
    record_run(COUNTRY, TODAY)


def asked(actor=COUNTRY) -> tuple[list[queries.Place], int]:
    run = queries.latest_run()
    with CaptureQueriesContext(connection) as made:
        found = queries.institutions(run, actor)
    return found, len(made)


@pytest.mark.usefixtures("run")
def test_the_second_time_nothing_is_asked_of_the_database() -> None:
    first, _ = asked()
    assert asked() == (first, 0)


@pytest.mark.usefixtures("run")
def test_an_officer_is_never_given_what_an_analyst_was() -> None:
    country, _ = asked()
    own = next(place for place in country if place.id)
    assert asked(Actor("o", OFFICER, own.id))[0] == [own]
    assert asked(Actor("o", OFFICER, "UVP-0"))[0] == []


@pytest.mark.usefixtures("run")
def test_after_an_import_the_figures_are_counted_again() -> None:
    before, _ = asked()
    mover = Person.objects.filter(institution_id=before[1].id).first()
    assert mover
    Person.objects.filter(pk=mover.pk).update(institution_id=before[2].id)
    assert asked()[0] == before
    last = Import.objects.latest("id")
    Import.objects.create(sha256="0" * 64, source="newer", today=TODAY, state="done", finished_at=last.finished_at)
    after = {place.id: place.total for place in asked()[0]}
    assert after[before[1].id] == before[1].total - 1
    assert after[before[2].id] == before[2].total + 1


@pytest.mark.usefixtures("run")
def test_while_an_import_is_under_way_nothing_is_kept() -> None:
    Import.objects.create(sha256="0" * 64, source="newer", today=TODAY)
    first, _ = asked()
    again, many = asked()
    assert again == first
    assert many == 1
