"""Readers of the pages, signed in as in the demo."""

from django.test import Client

from poruka.access.demo import create_accounts
from tests.web.country import institutions


def signed_in(login: str) -> Client:
    """A reader who has signed in with one click."""
    institutions()
    create_accounts(["UVP-1", "UVP-2"])
    client = Client()
    client.post("/sign-in/as/", {"account": login})
    return client
