"""Reading a page as its reader does: its words, in a language, with ordinary spaces."""

import html
import re

from django.test import Client

from poruka.web import words

_TAGS = re.compile(r"<[^>]+>")
_HEAD = re.compile(r"<(head|svg|style)\b.*?</\1>", re.DOTALL)
_BEFORE_STOP = re.compile(r" ([,.;:)])")
_MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)


def text_of(page: str) -> str:
    """The words of a piece of a page."""
    text = html.unescape(_TAGS.sub(" ", _HEAD.sub(" ", page)))
    spaced = " ".join(text.replace(words.THIN, " ").replace(words.HARD, " ").split())
    return _BEFORE_STOP.sub(r"\1", spaced)


def main_of(page: str) -> str:
    """The part of a page between its frame."""
    found = _MAIN.search(page)
    assert found, "no main part"
    return found[0]


def read(client: Client, address: str, language: str = "uk", status: int = 200) -> str:
    """The words of the main part of a page."""
    client.cookies["django_language"] = language
    answered = client.get(address)
    assert answered.status_code == status, f"{address}: {answered.status_code}"
    return text_of(main_of(answered.content.decode()))


def form_of(client: Client, address: str) -> dict[str, str]:
    """The hidden fields of the form on a page, as a browser sends them back."""
    answered = client.get(address)
    assert answered.status_code == 200, f"{address}: {answered.status_code}"
    return hidden_of(answered.content.decode())


def hidden_of(page: str) -> dict[str, str]:
    """The hidden fields on a page, but for the one against other sites."""
    inputs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in inputs if name != "csrfmiddlewaretoken"}
