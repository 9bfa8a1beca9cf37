"""The small country of the case files, to be counted."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cases.world import World


@pytest.fixture
def world(db: None) -> "World":
    """People, institutions and offices; no case yet."""
    from tests.cases.world import build

    return build()


@pytest.fixture
def lived(world: "World") -> "World":
    """One released from the first institution, one in court from the second, one in the first who says "not now"."""
    world.lived("P-MAY", "enrolment")
    world.lived("P-MAY-2", "motion")
    case = world.opened("P-THIRD")
    world.say(case, "not-now", 1, "person", why=["family"])
    return world
