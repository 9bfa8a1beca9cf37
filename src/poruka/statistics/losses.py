"""Where people are lost: of those who passed a step, who went on, who still waits, who left and why. Pure."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from poruka.statistics.coding import Bools
from poruka.statistics.funnel import Scene
from poruka.statistics.log import Ints
from poruka.statistics.measures import STEPS
from poruka.statistics.replay import IS_EXIT, STAGES, furthest, stage_of_people

REASON_OF_STAGE = {"not-now": "why", "discharged": "ground", "evaded": "whose_fault"}
"""The coded field that says more of why a case stands where it does."""


@dataclass(frozen=True, slots=True)
class Exit:
    """People who left after a step: the stage of their case, the coded reason if there is one, how many."""

    stage: str
    reason: str
    people: int


@dataclass(frozen=True, slots=True)
class Losses:
    """Those whose latest case passed a step: ``entered`` = ``went_on`` + ``waiting`` + everybody in ``exits``."""

    step: str
    entered: int
    went_on: int
    waiting: int
    exits: tuple[Exit, ...]

    @property
    def left(self) -> int:
        return sum(one.people for one in self.exits)


@dataclass(frozen=True)
class Ways:
    """By row of the scene: the last step passed (-1: none), the stage (-1: no case), and whether that is an exit."""

    last: Ints
    stage: Ints
    out: Bools


def ways(found: Scene) -> Ways:
    """How far everybody asked about has come, and whether they are still on the way."""
    last = np.where(found.asked, found.of_people(furthest(found.known), -1), -1)
    stage = np.where(found.asked, found.of_people(stage_of_people(found.known), -1), -1)
    return Ways(last, stage, np.append(IS_EXIT, False)[stage])


def losses(found: Scene) -> tuple[Losses, ...]:
    """Every step of the main line with what became of those who passed it; everybody is counted once.

    Of the last step nobody goes on: those who serve are ``waiting`` for nothing, they are still there.
    """
    way, known, cause = ways(found), found.known, causes(found)
    made = []
    for place, step in enumerate(STEPS):
        here = way.last == place
        gone = here & way.out
        frame = pl.DataFrame({"stage": way.stage[gone], "cause": cause[gone]}).group_by("stage", "cause").len()
        exits: dict[tuple[str, str], int] = {}
        for stage, why, people in frame.iter_rows():
            key = (STAGES[stage], _reason(STAGES[stage], known.log.kinds[why].reasons(_field(STAGES[stage]))))
            exits[key] = exits.get(key, 0) + people
        made.append(
            Losses(
                step,
                int((way.last >= place).sum()),
                int((way.last > place).sum()),
                int((here & ~way.out).sum()),
                tuple(Exit(*key, people) for key, people in sorted(exits.items(), key=lambda one: (-one[1], one[0]))),
            )
        )
    return tuple(made)


def causes(found: Scene) -> Ints:
    """By row of the scene, the kind of the record that brought the person's case where it stands; -1 for none."""
    known = found.known
    return found.of_people(np.where(known.latest >= 0, known.cause[known.latest], -1), -1)


def people_who_left(found: Scene, place: int, stage: str = "", reason: str = "") -> Bools:
    """Those who left after a step, as a mask over the rows; those of one stage and reason where these are given."""
    way, cause = ways(found), causes(found)
    gone: Bools = (way.last == place) & way.out
    if stage:
        here = np.array([one == stage for one in (*STAGES, "")])
        kinds = found.known.log.kinds
        saying = np.array(
            [*(not reason or _reason(stage, kind.reasons(_field(stage))) == reason for kind in kinds), False]
        )
        gone &= here[way.stage] & saying[cause]
    return gone


def _field(stage: str) -> str:
    return REASON_OF_STAGE.get(stage, "")


def _reason(stage: str, said: tuple[str, ...]) -> str:
    """The one reason under which a person is counted; who gave several is counted under "several"."""
    if not _field(stage):
        return ""
    return said[0] if len(said) == 1 else "several"
