"""The small country of these tests, on SQLite or PostgreSQL."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cases.world import World


@pytest.fixture
def world(db: None) -> "World":
    """People, institutions and offices; no case yet."""
    from tests.cases.world import build

    return build()
