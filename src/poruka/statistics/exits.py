"""Why people left, as the records say it, so that everybody who left is counted once: the parts make up the whole. Pure.

Officials see each reason by itself (``funnel.reasons``), and somebody with three of them under each. What is published
must add up, or a reader could subtract what does not: here each person has one reason, that of the latest such record.
Whoever gave several in it stands under "several". Nobody asks why somebody withdrew; it is told how far they had come.
"""

from collections.abc import Mapping

import numpy as np

from poruka.cases.catalogue import CATALOGUE
from poruka.law.text import Text
from poruka.statistics.coding import NOT_SAID, Kind
from poruka.statistics.funnel import Scene
from poruka.statistics.log import Ints
from poruka.statistics.measures import MEASURES, STEPS
from poruka.statistics.replay import kinds_of

WITHDREW = "withdrew"
SEVERAL = "several"
REASONED = ("not-now", WITHDREW, "unfit", "refused", "not-contracted", "discharged")
"""The measures of people who left that the records say more of."""
COUNTED_ONCE = {"not-now": Text("Особи, які сказали «не зараз».", "People who said “not now”.")}
"""What a measure counts, where its own definition speaks of reasons of which somebody may have several."""
BEFORE_WITHDRAWAL = STEPS[STEPS.index("wished") : STEPS.index("granted") + 1]
"""The steps after which an application can be withdrawn."""
UNCLEAR = {
    NOT_SAID: Text("причини не названо", "no reason given"),
    SEVERAL: Text("кілька причин", "several reasons"),
}
SAID_BY_TYPE = {
    "ruling": Text("суд першої інстанції", "the court of first instance"),
    "appeal-result": Text("апеляційний суд", "the appeal court"),
    "unfit-at-arrival": Text("непридатний після прибуття", "unfit after arrival"),
}
"""Where the kind of record alone says why."""
Reasons = Mapping[str, Mapping[str, int]]
"""By measure, then by reason: people, each once."""


def reasons_of(measure: str) -> dict[str, Text]:
    """Every reason that there can be, with its words; also those nobody has given."""
    if measure == WITHDREW:
        return {step: _after(step) for step in BEFORE_WITHDRAWAL}
    asked, found, unclear = MEASURES[measure], {}, False
    for said in asked.sources:
        entry = CATALOGUE[said.type]
        field = next((one for one in entry.fields if one.name == asked.reason), None)
        if field is None:
            found[said.type] = SAID_BY_TYPE.get(said.type, entry.title)
        else:
            told = said.values if said.field == field.name else ()
            found |= {one.id: one.text for one in field.choices if not told or one.id in told}
            unclear |= not field.required
    return found | (UNCLEAR if unclear else {})


def _after(step: str) -> Text:
    name = MEASURES[step].name
    return Text(f"після кроку «{name.uk}»", f"after “{name.en}”")


def why_left(found: Scene) -> dict[str, dict[str, int]]:
    """Of everybody asked about who left, why, by the last record of it in the period; the parts make up the measure."""
    return {measure: _counted(found, measure) for measure in REASONED}


def _counted(found: Scene, measure: str) -> dict[str, int]:
    known = found.known
    names = tuple(reasons_of(measure))
    here = np.flatnonzero(known.of(MEASURES[measure], found.question.window))
    # Records stand by case and in order, so that the last one of a person is the one that stays.
    last = np.full(len(known.log.people), -1, np.int64)
    last[known.person[here]] = here
    persons = np.flatnonzero(last >= 0)
    rows = found.row[persons]
    asked = (rows >= 0) & found.asked[rows]
    records = last[persons[asked]]
    if measure == WITHDREW:
        said = _how_far(found, records)
    else:
        kinds = known.log.kinds
        said = np.array([_place(names, kind, measure) for kind in kinds], np.int64)[known.kind[records]]
    counts = np.bincount(said[said >= 0], minlength=len(names))
    return {name: int(people) for name, people in zip(names, counts, strict=True)}


def _place(names: tuple[str, ...], kind: Kind, measure: str) -> int:
    """Which of the reasons a kind of record gives; -1 for a kind that gives none of this measure's."""
    if kind.type not in MEASURES[measure].types:
        return -1
    field = MEASURES[measure].reason
    if not any(one.name == field for one in CATALOGUE[kind.type].fields):
        return names.index(kind.type)
    said = kind.reasons(field)
    one = said[0] if len(said) == 1 else SEVERAL
    return names.index(one) if one in names else -1


def _how_far(found: Scene, records: Ints) -> Ints:
    """The furthest step that each case had passed before the record, counted from the application."""
    known = found.known
    step_of = np.zeros(len(known.log.kinds), np.int64)
    for place, id in enumerate(BEFORE_WITHDRAWAL):
        step_of[kinds_of(known.log.kinds, MEASURES[id])] = place
    firsts = np.searchsorted(known.case, known.case[records])
    steps = step_of[known.kind]
    return np.array([steps[a:b].max(initial=0) for a, b in zip(firsts, records, strict=True)], np.int64)
