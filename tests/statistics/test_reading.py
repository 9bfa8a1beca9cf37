"""The log is the same log, whether read at once, in stretches by several readers, or bit by bit as it grows."""

from collections.abc import Iterator

import numpy as np
import pytest

from poruka.statistics import reading
from poruka.statistics.log import Log
from poruka.statistics.reading import read_log
from tests.cases.world import World, build

COLUMNS = ("case", "happened", "made", "day", "replaced", "unit", "court", "person", "ordinal")


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    reading._kept.clear()
    yield
    reading._kept.clear()


def lived(world: World) -> World:
    world.lived("P-MAY", "enrolment")
    world.lived("P-MAY-2", "ruling", ruling={"outcome": "refused", "reason": "слова\nу два рядки, \"'%"})
    case = world.opened("P-THIRD")
    world.say(case, "not-now", 1, "person", why=["family", "health"])
    return world


def same(one: Log, other: Log) -> bool:
    """Records, people and places alike, whatever numbers they go by."""
    assert [one.kinds[kind] for kind in one.kind] == [other.kinds[kind] for kind in other.kind]
    assert [one.people[person] for person in one.person] == [other.people[person] for person in other.person]
    assert (one.units, one.courts) == (other.units, other.courts)
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in COLUMNS)


def test_a_log_read_in_stretches_is_the_log_read_at_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    lived(world)
    whole = read_log()
    assert len(whole) > 40
    for stretch in (1, 7, len(whole) - 1):
        reading._kept.clear()
        monkeypatch.setattr(reading, "STRETCH", stretch)
        assert same(read_log(), whole)


def test_several_readers_read_the_same(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside a transaction each reader has a connection of its own."""
    lived(build())
    whole = read_log()
    reading._kept.clear()
    monkeypatch.setattr(reading, "STRETCH", 5)
    assert same(read_log(), whole)


def test_what_is_added_is_read_on(world: World) -> None:
    lived(world)
    before = read_log()
    world.opened("P-FOURTH")
    after = read_log()
    assert len(after) > len(before)
    reading._kept.clear()
    assert same(read_log(), after)
