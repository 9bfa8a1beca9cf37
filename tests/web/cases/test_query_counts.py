"""No page of the case file asks the database more often because it has more to show."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.cases import story
from tests.web.country import Someone, settle

POINTS = ("application", "institution-decision", "hearing", "ruling", "hand-over", "enrolment")
PAGES = (
    ("officer", "/tasks/"),
    ("officer", "/tasks/?view=possible"),
    ("officer", "/cases/"),
    ("officer", "/cases/?order=name&phase=court"),
    ("recruiter", "/cases/"),
    ("monitor", "/cases/"),
    ("monitor", "/tasks/"),
    ("analyst", "/alarms/"),
    ("court", "/tasks/"),
    ("court", "/calendar/"),
    ("court", "/calendar/?month=2026-03"),
    ("guard", "/manifest/?day=2026-03-07"),
    ("head", "/manifest/?day=2026-03-07"),
    ("head", "/manifest/"),
    ("head", "/tasks/batch/motion/"),
    ("court", "/tasks/batch/ruling-sent/"),
    ("officer", "/people/P-SIXTH/"),
)


def asked(client: Client, address: str) -> int:
    """How often a page asks."""
    client.get(address)  # what is remembered between requests is remembered now
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    return len(captured)


def test_the_number_of_questions_does_not_grow_with_the_rows(
    cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    clients = {who: as_(who) for who in {who for who, _ in PAGES}}
    more(1)
    before = {page: asked(clients[page[0]], page[1]) for page in PAGES}
    more(3)
    assert {page: asked(clients[page[0]], page[1]) for page in PAGES} == before
    assert max(before.values()) <= 20


def more(times: int) -> None:
    """So many more people at each of several points of the way."""
    people = [Someone(f"P-{times}-{n}", person={"family_name": f"Ще{n}"}) for n in range(times * len(POINTS))]
    settle(people)
    for n, one in enumerate(people):
        story.told(POINTS[n % len(POINTS)], person=one.id)


@pytest.mark.parametrize("life", ["opened", "lived"])
def test_a_case_asks_no_more_often_for_having_lived_long(
    life: str, cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    monitor = as_("monitor")
    counts = [asked(monitor, f"/cases/{cases[life]}/{page}") for page in ("", "procedure/")]
    assert counts == [asked(monitor, f"/cases/{cases['referred']}/{page}") for page in ("", "procedure/")]
    assert max(counts) <= 20
