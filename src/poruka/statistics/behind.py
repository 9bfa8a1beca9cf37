"""The people behind a count: the same people that were counted, for whoever may see them. Pure but for the roles.

A count of what happened in cases is a door for those who read cases. Whoever reads the register alone finds people
only behind counts of the register, narrowed by nothing that a case says.
"""

from dataclasses import dataclass, fields

import numpy as np

from poruka.access.actors import Actor
from poruka.access.roles import ROLES
from poruka.statistics.coding import Bools
from poruka.statistics.dimensions import DIMENSIONS
from poruka.statistics.durations import Duration
from poruka.statistics.funnel import Question, Scene, people_counted
from poruka.statistics.limits import FATES, all_duties
from poruka.statistics.losses import people_who_left, ways
from poruka.statistics.measures import MEASURES, STEPS
from poruka.statistics.refusals import StatisticsRefused
from poruka.statistics.waiting import spans

CAME, ON, WAITING, LEFT = "came", "on", "waiting", "left"
MISSED = ("late", "overdue")


@dataclass(frozen=True, slots=True)
class Behind:
    """Which people are meant; one of the groups of words is given, the others are empty.

    ``measure`` and ``reason``: those a measure counts, those of whom a record gives the reason. ``step`` and ``fate``:
    those who came to a step of the main line, went on, wait or left, the last with ``stage`` and ``reason``. ``limit``,
    ``starts`` and ``kept``: those of whom a time limit was met, missed and so on. ``begun`` and ``awaited``: those who
    wait from one event to the other.
    """

    measure: str = ""
    reason: str = ""
    step: str = ""
    fate: str = ""
    stage: str = ""
    limit: str = ""
    starts: str = ""
    kept: str = ""
    begun: str = ""
    awaited: str = ""

    @property
    def words(self) -> dict[str, str]:
        """The words that were given, by name."""
        return {one.name: word for one in fields(self) if (word := getattr(self, one.name))}


def is_open(actor: Actor, question: Question, behind: Behind) -> bool:
    """Whether the actor may see the people behind a count of a question, and not the count alone."""
    role = ROLES[actor.role]
    return role.reads_register and (role.reads_cases or not _of_cases(question, behind))


def _of_cases(question: Question, behind: Behind) -> bool:
    """Whether who is meant tells of somebody's case."""
    of_register = behind.measure in MEASURES and MEASURES[behind.measure].kind == "register"
    narrowed = any(DIMENSIONS[name].of == "records" for name in question.only)
    return not of_register or narrowed or question.counted == "cohort"


def people_behind(found: Scene, behind: Behind) -> Bools:
    """The people meant, as a mask over the rows of the scene. Raises StatisticsRefused where no such count is."""
    known = found.question.measures
    if behind.measure in known:
        return people_counted(found, MEASURES[behind.measure], behind.reason)
    if behind.step in known and behind.step in STEPS:
        return _of_step(found, behind)
    if behind.limit:
        return _of_limit(found, behind)
    events = {id for id in known if MEASURES[id].kind == "passed"}
    if {behind.begun, behind.awaited} <= events and behind.begun != behind.awaited:
        cases, _, passed, out = spans(found, Duration(behind.begun, behind.awaited))
        return found.mask(found.known.log.person[cases[~passed & ~out]])
    raise _nothing(behind)


def _of_step(found: Scene, behind: Behind) -> Bools:
    way, place = ways(found), STEPS.index(behind.step)
    here: Bools = way.last == place
    if behind.fate == LEFT:
        return people_who_left(found, place, behind.stage, behind.reason)
    fates: dict[str, Bools] = {CAME: way.last >= place, ON: way.last > place, WAITING: here & ~way.out}
    if behind.fate not in fates:
        raise _nothing(behind)
    return fates[behind.fate]


def _of_limit(found: Scene, behind: Behind) -> Bools:
    wanted = MISSED if behind.kept == "missed" else (behind.kept,)
    for duties in all_duties(found):
        if (duties.clock.id, duties.starts) == (behind.limit, behind.starts) and set(wanted) <= set(FATES):
            those = np.isin(duties.fates, [FATES.index(fate) for fate in wanted])
            return found.mask(found.known.person[duties.records[those]])
    raise _nothing(behind)


def _nothing(behind: Behind) -> StatisticsRefused:
    said = ", ".join(behind.words.values())
    return StatisticsRefused(
        f"Такого числа («{said}») немає. Відкрийте список із сторінки чисел.",
        f"There is no such figure (“{said}”). Open the list from the page of figures.",
    )
