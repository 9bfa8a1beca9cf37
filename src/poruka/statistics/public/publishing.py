"""From exact counts to published numbers: each measure by itself, then all of them together. Pure."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from poruka.statistics import exits
from poruka.statistics.measures import MEASURES, STEPS
from poruka.statistics.public import audit, disclosure, duties
from poruka.statistics.public.audit import Web
from poruka.statistics.public.disclosure import Key, Shown, Sum, shown
from poruka.statistics.public.duties import Kept, ShownKept

TOTAL: Key = ("total",)
Layers = Mapping[str, Mapping[Key, Shown]]
"""Published numbers of people by measure."""


def reason_key(measure: str, reason: str) -> Key:
    """The number of those who left for a reason; each measure has reasons of its own."""
    return (f"reason of {measure}", reason)


def duties_of(clock: str) -> tuple[Key, Key, Key]:
    """The duties under a time limit: met, missed, and those of which nothing is published."""
    return (f"limit {clock}", "met"), (f"limit {clock}", "missed"), (f"limit {clock}", "others")


AMONG: Mapping[str, tuple[str, Key]] = {"grant-reversed": ("refused", reason_key("refused", "appeal-result"))}
"""Errors that are surely among the people of another number: its measure, and which it is."""


class Public(NamedTuple):
    """What may be published: people by measure, time limits, errors."""

    people: dict[str, dict[Key, Shown]]
    kept: dict[str, ShownKept]
    wrong: dict[str, Shown]


def publish(
    counts: Mapping[str, Mapping[Key, int]],
    sums: Sequence[Sum],
    reasons: exits.Reasons,
    kept: Mapping[str, Kept],
    wrong: Mapping[str, int],
    earlier: Sequence[Layers],
) -> Public:
    """The public form of everything counted, in view of all earlier releases (earliest first)."""
    whole = {
        id: {**counts[id], **{reason_key(id, reason): people for reason, people in reasons.get(id, {}).items()}}
        for id in counts
    }
    why = {
        id: Sum(TOTAL, tuple(reason_key(id, reason) for reason in found))
        for id, found in reasons.items()
        if id in whole
    }
    errors = {id: shown(records) for id, records in wrong.items()}
    people = _each(whole, sums, why, earlier)
    return _together(
        people, [*sums, *why.values()], {id: duties.rounded(one) for id, one in kept.items()}, errors, earlier
    )


def _each(
    counts: Mapping[str, Mapping[Key, int]], sums: Sequence[Sum], why: Mapping[str, Sum], earlier: Sequence[Layers]
) -> dict[str, dict[Key, Shown]]:
    """Every measure in view of its earlier releases and of the measures that are part of it, these first."""
    public: dict[str, dict[Key, Shown]] = {}
    for id in sorted(counts, key=lambda id: (id in STEPS, -_depth(id))):
        chains: list[list[Mapping[Key, Shown]]] = [
            [layer] for other, layer in public.items() if MEASURES[other].base == id and other not in STEPS
        ]
        if id in STEPS:
            chains.append([public[step] for step in reversed(STEPS) if step in public])
        if MEASURES[id].kind == "passed":
            chains.append([one[id] for one in earlier if id in one])
        adding = [*sums, why[id]] if id in why else sums
        public[id] = disclosure.protect(counts[id], adding, [chain for chain in chains if chain])
    return {id: public[id] for id in counts}


def _depth(measure: str) -> int:
    """How many measures this one is a part of, each within the next."""
    base = MEASURES[measure].base
    return 1 + _depth(base) if base else 0


def _together(
    people: Mapping[str, Mapping[Key, Shown]],
    sums: Sequence[Sum],
    kept: Mapping[str, ShownKept],
    wrong: Mapping[str, Shown],
    earlier: Sequence[Layers],
) -> Public:
    started = {clock: [id for id in duties.STARTED_BY[clock] if id in people] for clock in kept}
    web = Web(sums, [Sum(TOTAL, duties_of(clock)) for clock in kept if started[clock]])
    for number, release in enumerate(earlier):
        for id, layer in release.items():
            web.add((number, id), layer)
    now = len(earlier)
    for id, layer in people.items():
        web.add_new((now, id), layer)
    for number in range(now + 1):
        web.within += [
            ((number, id), (number, measure.base))
            for id, measure in MEASURES.items()
            if (number, id) in web.layers and (number, measure.base) in web.layers
        ]
    for id in people:
        told = [number for number in range(now + 1) if (number, id) in web.layers]
        if MEASURES[id].kind == "passed":
            web.grows |= {((first, id), (then, id)): frozenset() for first, then in pairwise(told)}
    for clock, one in kept.items():
        met, missed, _ = duties_of(clock)
        for measure in started[clock]:
            web.add_new(("limit", clock), {met: one.met, missed: one.missed})
            web.same.append((("limit", clock), (now, measure)))
    for error, (measure, key) in AMONG.items():
        if error in wrong and key in people.get(measure, {}):
            web.add_new(("error", error), {key: wrong[error]})
            web.within.append((("error", error), (now, measure)))
    audit.close(web)
    limits = {id: _limit(web, id, one) for id, one in kept.items()}
    errors = {
        id: web.layers["error", id][AMONG[id][1]] if ("error", id) in web.layers else number
        for id, number in wrong.items()
    }
    return Public({id: web.layers[now, id] for id in people}, limits, errors)


def _limit(web: Web, clock: str, kept: ShownKept) -> ShownKept:
    met, missed, _ = duties_of(clock)
    layer = web.layers.get(("limit", clock), {})
    return ShownKept(layer.get(met, kept.met), layer.get(missed, kept.missed))
