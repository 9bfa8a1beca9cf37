"""R10 on the pages: what a unit told is set beside what came, for the person, the lawyer and the monitor."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from poruka.cases.usecases import Act, make_record
from tests.web.cases import story
from tests.web.cases.reading import read


@pytest.fixture
def case(cases: dict[str, str]) -> str:
    """The case of somebody who was promised 30 days of training and got 14."""
    commander, begun = story.cast()["commander"], story.NOW - timedelta(days=6)
    for state, days in (("begun", None), ("finished", 14)):
        fields = {"state": state} | ({"days": days} if days else {})
        make_record(commander, Act(cases["lived"], "training", fields, begun), now=story.NOW)
    make_record(
        story.cast()["officer"],
        Act(cases["lived"], "lawyer", {"lawyer": "LAW-UA-53", "basis": "free"}, begun),
        now=story.NOW,
    )
    return cases["lived"]


@pytest.mark.parametrize("who", ["monitor", "lawyer", "person"])
def test_those_it_is_for_read_the_difference_in_words(who: str, case: str, as_: Callable[[str], Client]) -> None:
    page = read(as_(who), f"/cases/{case}/")
    assert "Що обіцяла частина і як вийшло: 1 розбіжність" in page
    assert "Підготовка, днів 30 14 Підготовка" in page
    assert "інакше, ніж сказано" in page
    english = read(as_(who), f"/cases/{case}/", "en")
    assert "What the unit told, and what came: 1 difference" in english
    assert "not as told" in english


def test_the_person_reads_it_in_plain_words_on_their_own_page(case: str, as_: Callable[[str], Client]) -> None:
    page = read(as_("person"), "/my-case/")
    assert "Відрізняється: 1." in page
    assert "Сказано: 30 Підготовка, 10 березня 2026 р.: 14" in page
    assert "Інакше, ніж сказано" in page
    assert "Щорічної відпустки немає" in page


@pytest.mark.parametrize("who", ["officer", "head", "recruiter", "commander", "unit", "court"])
def test_nobody_else_is_shown_the_comparison(who: str, case: str, as_: Callable[[str], Client]) -> None:
    assert "Що обіцяла частина" not in read(as_(who), f"/cases/{case}/")


def test_before_an_offer_there_is_no_such_section(cases: dict[str, str], as_: Callable[[str], Client]) -> None:
    assert "Що обіцяла частина" not in read(as_("monitor"), f"/cases/{cases['referred']}/")
