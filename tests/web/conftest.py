"""A country with people in it, and readers signed in to it.

This file is read before Django is ready, so what needs Django is imported inside the fixtures.
"""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from poruka.screening.models import Run


@pytest.fixture
def country(db: None) -> "Run":
    """The usual people, screened."""
    from tests.web.country import USUAL_PEOPLE, ruled

    return ruled(USUAL_PEOPLE)


@pytest.fixture
def analyst(db: None) -> "Client":
    """The ministry's analyst: sees everyone."""
    from tests.web.readers import signed_in

    return signed_in("analyst")


@pytest.fixture
def officer(db: None) -> "Client":
    """An officer of the first colony."""
    from tests.web.readers import signed_in

    return signed_in("officer-UVP-1")


@pytest.fixture
def monitor(db: None) -> "Client":
    """The independent monitor: sees everyone."""
    from tests.web.readers import signed_in

    return signed_in("monitor")
