"""The guard rails hold: each of these mistakes fails a test instead of passing unseen."""

import socket
from datetime import datetime

import pytest
from django.contrib.auth.models import User
from django.core.paginator import Paginator, UnorderedObjectListWarning
from django.template import engines

from tests.support.guards import NetworkRefused


def test_another_machine_cannot_be_reached() -> None:
    """Neither by name nor by number."""
    with pytest.raises(NetworkRefused):
        socket.getaddrinfo("example.org", 443)
    with socket.socket() as probe, pytest.raises(NetworkRefused):
        probe.connect(("192.0.2.1", 80))
    with socket.socket() as probe, pytest.raises(NetworkRefused):
        probe.connect_ex(("192.0.2.1", 80))


def test_this_machine_can() -> None:
    """A server of the test's own is reachable."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()


def test_a_template_variable_that_nobody_set_fails() -> None:
    """Django would print nothing in its place."""
    with pytest.raises(pytest.fail.Exception, match="Undefined template variable 'nobody_set_this'"):
        engines["django"].from_string("{{ nobody_set_this }}").render({})


@pytest.mark.django_db
def test_pages_of_a_list_without_an_order_fail() -> None:
    """A person could appear on two pages, or on none."""
    with pytest.raises(UnorderedObjectListWarning):
        Paginator(User.objects.all(), 10).page(1)


@pytest.mark.django_db
def test_a_moment_without_a_time_zone_fails() -> None:
    """A day could silently become another day."""
    with pytest.raises(RuntimeWarning, match="received a naive datetime"):
        User(username="officer", date_joined=datetime(2026, 1, 15, 9)).save()  # noqa: DTZ001
