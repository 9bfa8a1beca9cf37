"""The country of the story, at ten in the morning of 16 March 2026, and readers signed in to it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client


@pytest.fixture(scope="module")
def story_time() -> Iterator[time_machine.Traveller]:
    """The clock stands at the moment of the story and goes on from there."""
    from tests.web.cases import story

    with time_machine.travel(story.NOW, tick=True) as coordinates:
        yield coordinates


@pytest.fixture(scope="module")
def country_once(django_db_setup: None, django_db_blocker: Any, story_time: time_machine.Traveller) -> Iterator[None]:
    """People, offices and accounts, written once for a module and taken back after it; each test takes back its own."""
    from django.db import transaction

    from tests.web.cases import story

    with django_db_blocker.unblock(), transaction.atomic():
        story.country()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def lives_once(country_once: None) -> dict[str, str]:
    """Cases that have come to different points, by name (``story.LIVES``)."""
    from tests.web.cases import story

    return story.lives()


@pytest.fixture
def land(country_once: None, db: None) -> None:
    """People, offices and accounts; no case yet."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def cases(lives_once: dict[str, str], land: None) -> dict[str, str]:
    """The same cases, for a test that may change them: what it does is taken back."""
    return lives_once


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
