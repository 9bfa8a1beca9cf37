"""A small synthetic country on disk, and the same prepared for screening."""

from datetime import date
from pathlib import Path

import pytest

from poruka.register.synthesis import make
from poruka.register.tables import Register, load
from poruka.screening import snapshot
from poruka.screening.ruling import prepared

TODAY = date(2026, 1, 15)
PERSONS = 1500


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of 1,500 people who do not exist, in Parquet."""
    place = tmp_path_factory.mktemp("country")
    make(place, PERSONS, seed=7, today=TODAY, format="parquet")
    return place


@pytest.fixture(scope="session")
def country(folder: Path) -> Register:
    return load(folder)


@pytest.fixture(scope="session")
def kept(country: Register, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The country prepared, in a snapshot file."""
    path = tmp_path_factory.mktemp("kept") / "country.snapshot"
    snapshot.save(prepared(country), path)
    return path
