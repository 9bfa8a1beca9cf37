"""The section of the case page on the law's conditions: what holds, what is missing and who can supply it."""

from typing import Any

import pytest

from poruka.cases.shown import case_shown
from poruka.web.casework.lawful import Lawful, lawful
from tests.cases.told import at
from tests.cases.world import World

pytestmark = pytest.mark.django_db


def section(world: World, who: str, case: str) -> Lawful | None:
    actor = world.actor(who)
    return lawful(actor, case_shown(actor, case, now=world.now), world.now)


@pytest.mark.parametrize(
    ("until", "but", "mark"),
    [
        ("commander-consent", {}, "yes"),
        ("unit-offer", {}, "cannot_tell"),
        ("commander-consent", {"commander_consent": {"consents": False, "reason": "немає посади"}}, "no"),
    ],
)
def test_the_answer_comes_first(until: str, but: dict[str, Any], mark: str, world: World) -> None:
    found = section(world, "officer", world.lived("P-MAY", until, **but))
    assert found is not None
    assert found.answer == mark
    assert found.words is not None
    assert len(found.lines) == 6


def test_what_is_missing_names_who_can_supply_it(world: World) -> None:
    found = section(world, "officer", world.lived("P-MAY", "unit-offer"))
    assert found is not None
    [line] = [line for line in found.lines if line.holds == "cannot_tell"]
    assert [text.en for text in line.missing] == ["day of the commander’s written consent – the unit commander"]


def test_what_will_hold_later_says_from_when(world: World) -> None:
    case = world.lived("P-MAY", "ruling", ruling={"outcome": "refused", "reason": "бажання не підтверджено"})
    found = section(world, "head", case)
    assert found is not None
    assert {line.opens for line in found.lines} == {None, at(113).date()}


def test_a_unit_is_told_what_its_records_answer_and_no_verdict(world: World) -> None:
    found = section(world, "unit", world.lived("P-MAY", "unit-offer"))
    assert found is not None
    assert (found.answer, found.words) == (None, None)
    assert len(found.lines) == 4


def test_nothing_once_the_ruling_is_in_force_or_where_nothing_may_be_seen(world: World) -> None:
    case = world.lived("P-MAY", "hand-over")
    assert section(world, "officer", case) is None
    assert section(world, "guard", case) is None
