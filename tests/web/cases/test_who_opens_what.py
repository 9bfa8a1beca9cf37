"""Every page of the case file for every role, in both languages: who it opens to, and what is in it for nobody."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from poruka.access import roles
from poruka.access.models import Look
from tests.web.cases import story
from tests.web.cases.reading import main_of, text_of

STAFF = frozenset(
    {"officer", "head", "recruiter", "board", "unit", "commander", "court", "prosecutor", "guard", "lawyer", "monitor"}
)
READERS = STAFF | {"person"}
EVERYBODY = READERS | {"analyst", "administrator"}
OPENS = {
    "/tasks/": STAFF,
    "/tasks/?view=possible&when=overdue&page=2": STAFF,
    "/tasks/batch/motion/": {"head"},
    "/tasks/batch/hand-over/?all=1": {"officer", "head"},
    "/tasks/batch/arrival/": {"recruiter"},
    "/tasks/batch/ruling/": frozenset(),
    "/tasks/batch/nonsense/": frozenset(),
    "/cases/": STAFF,
    "/cases/?phase=service&words=Зразок&order=name&page=9": STAFF,
    "/cases/{lived}/": READERS - {"lawyer"},
    "/cases/{lived}/procedure/": READERS - {"lawyer"},
    "/cases/{lived}/records/nonsense/": frozenset(),
    "/calendar/": STAFF,
    "/calendar/?month=2026-02": STAFF,
    "/manifest/": {"officer", "head", "recruiter", "guard", "monitor"},
    "/manifest/?day=2026-03-07": {"officer", "head", "recruiter", "guard", "monitor"},
    "/alarms/": {"analyst", "monitor"},
    "/alarms/?page=7": {"analyst", "monitor"},
    "/my-case/": {"person"},
    "/check/": EVERYBODY | {"stranger"},
    "/procedure/": EVERYBODY | {"stranger"},
}
"""The addresses and the readers of each; a lawyer reads a case only where one is named in it, and here none is."""
LISTS = ("/tasks/", "/cases/?", "/calendar/", "/manifest/")
"""Pages of lists send the person to their own page."""
CYRILLIC = re.compile(r"[а-яіїєґА-ЯІЇЄҐ]+")


@pytest.mark.parametrize("who", [*story.cast(), "stranger"])
def test_each_page_opens_to_its_readers_and_is_not_there_for_others(
    who: str, cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    client = Client() if who == "stranger" else as_(who)
    wrong = []
    for address, readers in OPENS.items():
        for language in ("uk", "en"):
            client.cookies["django_language"] = language
            answered = client.get(address.format(**cases))
            expected = 200 if who in readers else 302 if who == "stranger" else 404
            if who == "person" and (address.startswith(LISTS) or address == "/cases/"):
                expected = 302
            if answered.status_code != expected:
                wrong.append(f"{address} {language}: {answered.status_code}, not {expected}")
            if answered.status_code == 200 and f'lang="{language}"' not in answered.content.decode():
                wrong.append(f"{address}: not in {language}")
    assert wrong == []


@pytest.mark.parametrize("who", sorted(STAFF))
def test_an_english_page_says_in_ukrainian_only_what_was_typed_in_ukrainian(
    who: str, cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    client = as_(who)
    client.cookies["django_language"] = "en"
    typed = {word for one in story.PEOPLE for word in CYRILLIC.findall(" ".join(map(str, one.person.values())))}
    typed |= {word for step in story.story() for word in CYRILLIC.findall(str(step.fields))}
    pages = [address.format(**cases) for address, readers in OPENS.items() if who in readers]
    pages += [f"/cases/{cases[name]}/" for name in ("opened", "referred", "listed", "granted") if who != "lawyer"]
    strange = set()
    for address in pages:
        answered = client.get(address)
        if answered.status_code == 200:
            text = text_of(main_of(answered.content.decode()))
            strange |= {(address, word) for word in CYRILLIC.findall(text) if word not in typed | {"К", "Іванович"}}
    assert strange == set()


def test_every_page_about_people_leaves_a_look_with_its_purpose(
    cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    client = as_("officer")
    about = [
        address
        for address, readers in OPENS.items()
        if "officer" in readers and address not in {"/check/", "/procedure/"}
    ]
    for address in about:
        before = Look.objects.count()
        client.get(address.format(**cases))
        look = Look.objects.order_by("-id").first()
        assert Look.objects.count() == before + 1, address
        assert look is not None
        assert look.actor_name == "officer-UVP-1"
        assert look.purpose == roles.ROLES[roles.OFFICER].purposes[0]
        assert look.person_id == (story.PERSON if "{lived}" in address else "")


def test_a_page_that_is_refused_leaves_no_look_at_the_person(
    cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    client = as_("officer")
    client.get(f"/cases/{cases['elsewhere']}/")
    assert not Look.objects.filter(person_id=story.OTHER).exists()
