"""No page asks the database more often because it has more to show."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from poruka.screening.remembered import forget
from tests.web.country import Someone, ruled

pytestmark = pytest.mark.django_db

PAGES = (
    "/",
    "/people/",
    "/people/?verdict=cannot_tell",
    "/institutions/",
    "/institutions/UVP-1/",
    "/law/",
    "/law/penalty/",
    "/people/P-0/",
    "/what-if/?draft=longer-age",
    "/definitions/",
    "/account/",
)


@pytest.fixture(params=[1, 100], ids=["one person", "a hundred"])
def asked(request: pytest.FixtureRequest, analyst: Client) -> dict[str, int]:
    """How often each page asks."""
    ruled(
        Someone(f"P-{i}", institution=f"UVP-{1 + i % 2}", conviction={} if i % 3 else {"article": "115", "part": 2})
        for i in range(request.param)
    )
    counts = {}
    for address in PAGES:
        forget()
        with CaptureQueriesContext(connection) as captured:
            assert analyst.get(address).status_code == 200
        counts[address] = len(captured)
    return counts


def test_the_number_is_fixed(asked: dict[str, int]) -> None:
    session_and_actor = 3
    assert {address: n - session_and_actor for address, n in asked.items()} == {
        "/": 5,
        "/people/": 5,
        "/people/?verdict=cannot_tell": 5,
        "/institutions/": 3,
        "/institutions/UVP-1/": 6,
        "/law/": 2,
        "/law/penalty/": 2,
        "/people/P-0/": 9,
        "/what-if/?draft=longer-age": 6,
        "/definitions/": 1,
        "/account/": 0,
    }
