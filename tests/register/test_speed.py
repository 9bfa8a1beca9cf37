"""How long the national register takes: measured, with room for a busy machine."""

import time
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from poruka.register.importing import import_register
from poruka.register.models import Conviction, Person
from poruka.register.tables import load
from tests.register.extracts import extract

PEOPLE = 30_000
TODAY = date(2026, 1, 15)


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    numbers = [f"{number:06}" for number in range(PEOPLE)]
    persons = [
        {
            "person_id": f"P{it}",
            "family_name": f"Коваль-{it}",
            "birth_date": "1990-05-01",
            "citizenship": "UKR",
            "custody": "serving",
            "institution_id": f"UVP-{301 + int(it) % 90}",
            "sex": "M",
            "rank_group": "private",
            "responsible_office": "false",
        }
        for it in numbers
    ]
    sentences = [
        {
            "sentence_id": f"S{it}",
            "person_id": f"P{it}",
            "penalty": "fixed_term_imprisonment",
            "term_years": "5",
            "starts_on": "2023-01-10",
            "credited_days": str(int(it) % 300),
            "ends_on": "2027-06-01",
            "court": "Районний суд",
            "serving": "true",
        }
        for it in numbers
    ]
    convictions = [
        {
            "conviction_id": f"C{it}-{count}",
            "person_id": f"P{it}",
            "sentence_id": f"S{it}",
            "article": "185",
            "part": str(1 + int(it) % 4),
            "record": "serving",
            "committed_on": "2022-03-01",
        }
        for it in numbers
        for count in ("1", "2")
    ]
    return extract(tmp_path_factory.mktemp("country"), persons, sentences, convictions)


@pytest.mark.slow
@pytest.mark.django_db
def test_thirty_thousand_persons_are_in_within_fifteen_seconds(country) -> None:
    start = time.perf_counter()
    report = import_register(country, today=TODAY)
    took = time.perf_counter() - start
    assert (Person.objects.count(), Conviction.objects.count(), report.rejected) == (PEOPLE, 2 * PEOPLE, 0)
    if connection.vendor == "sqlite":
        assert took < 15, f"{took:.1f} s"


def test_reading_the_files_takes_the_processor_less_than_two_seconds(country) -> None:
    load(country)
    start = time.process_time()
    load(country)
    assert time.process_time() - start < 2
