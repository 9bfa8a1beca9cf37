"""The country of the story, at ten in the morning of 16 March 2026, and readers signed in to it."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The clock stands at the moment of the story and goes on from there."""
    from tests.web.cases import story

    with time_machine.travel(story.NOW, tick=True) as coordinates:
        yield coordinates


@pytest.fixture
def land(db: None, clock: time_machine.Traveller) -> None:
    """People, offices and accounts; no case yet."""
    from django.core.cache import cache

    from tests.web.cases import story

    cache.clear()
    story.country()


@pytest.fixture
def as_(land: None) -> Callable[[str], Client]:
    """A reader signed in as somebody of the cast, or by login: ``as_("head")``, ``as_("unit-A9002")``."""
    from tests.web.cases import story

    people = story.cast()

    def sign_in(who: str) -> Client:
        client = Client()
        login = people[who].name if who in people else who
        answered = client.post("/sign-in/as/", {"account": login})
        assert "sign-in" not in answered["Location"], login
        return client

    return sign_in
