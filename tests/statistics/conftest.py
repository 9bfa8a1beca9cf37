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
