"""What of the exact figures everybody may be told: no small number, and nothing from which one could be worked out.

The policy, whole (docs/disclosure.md says it in words):

1.  A number is rounded to the nearest five. One that rounds to less than ten is hidden, zero with it.
2.  In a sum no part is hidden alone: the smallest shown one is hidden with it, as its *partner*. Only those of whom the
    register does not know it may be: their number tells of the register, and the next step holds for it too.
3.  Whatever is about to be published is first read as an attacker would read it, together with everything published
    before: each number as the span of counts that round to it, each total as the sum of its parts, each later count of
    what only grows as at least the earlier one, each step of the funnel as at most the one before. Until at least
    ``POSSIBLE`` counts remain for every small number, and ``CHANGE`` for every change that surely took place, one more
    number is hidden: the one that helps most.
4.  One dimension at a time. Units not at all.
5.  A median speaks for enough people, or not at all.

Steps 2 and 3 look at rounded numbers alone, never at exact ones. So two countries that round alike are published alike,
and knowing the policy by heart does not help to tell them apart. Pure. The ideas are old: complementary suppression by
Cox (1980), auditing by linear bounds by Duncan, Fienberg and others (2001); the rounding and the test are ours to answer for.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from poruka.statistics.dimensions import UNKNOWN
from poruka.statistics.refusals import StatisticsRefused

BASE = 5
SMALLEST_SHOWN = 10
POSSIBLE, SPARE = 4, 2
"""Counts that must remain possible for a small number, for ever; and how many more a release by itself leaves, for later."""
CHANGE = 3
"""Sizes that must remain possible for a change that surely took place."""
MEDIAN_OF, NINETIETH_OF = 20, 100
"""The fewest people whose median, and whose ninetieth percentile, is published: ten on the thinner side."""
LARGEST_SMALL = SMALLEST_SHOWN - BASE // 2 - 1
FAR = 10**9
PASSES = 1000
"""A few are enough; only numbers that contradict each other without bound would take more."""

PUBLIC = ("oblast", "institution", "court", "offence_group", "sex", "age_band")
STAYS = frozenset({"total", "sex", "offence_group"})
"""What a person does not leave as time goes by; one grows older, and is moved from place to place."""
NESTED = {"institution": "oblast"}
"""A dimension inside another: the two together are still one tree."""


class Hidden(StrEnum):
    """Why a number is not shown: it is small; or a small one beside it, or within it, could be worked out from it."""

    SMALL = "small"
    PARTNER = "partner"
    WHOLE = "whole"


Key: TypeAlias = tuple[str, ...]
"""What a number is of: a dimension, then a value of it; ``("total",)`` for everybody."""
Shown: TypeAlias = int | Hidden
Published: TypeAlias = Mapping[Key, Shown]
Chains: TypeAlias = Sequence[Sequence[Published]]
Numbers: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.int64]]"


@dataclass(frozen=True, slots=True)
class Sum:
    """A number that everybody knows to be the sum of others: a country of its oblasts, an oblast of its institutions."""

    whole: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """The counts that remain possible, from ``low`` to ``high``, both included."""

    low: int
    high: int

    @property
    def possible(self) -> int:
        """How many counts remain."""
        return self.high - self.low + 1


def shown(count: int) -> Shown:
    """A count as it may stand in public, if nothing else were published."""
    rounded = (count + BASE // 2) // BASE * BASE
    return rounded if rounded >= SMALLEST_SHOWN else Hidden.SMALL


def span(number: Shown) -> Span:
    """All counts that would have been published as this."""
    if number is Hidden.SMALL:
        return Span(0, LARGEST_SMALL)
    if isinstance(number, Hidden):
        return Span(LARGEST_SMALL + 1, FAR)
    return Span(number - BASE // 2, number + BASE // 2)


def protect(exact: Mapping[Key, int], sums: Sequence[Sum], chains: Chains = ()) -> dict[Key, Shown]:
    """The public form of the counts of one measure.

    ``chains``: what was published before and is known to be at most this, smallest first in each chain: the earlier
    releases of a measure that only grows; the later steps of the funnel. Raises StatisticsRefused where a whole is not
    the sum of its parts: then the table is not one table.
    """
    for one in sums:
        if exact[one.whole] != sum(exact[part] for part in one.parts):
            raise StatisticsRefused(
                f"Частини не дають разом цілого: {' '.join(one.whole)}. Таблицю не опубліковано.",
                f"The parts do not make up the whole: {' '.join(one.whole)}. The table was not published.",
            )
    public: dict[Key, Shown] = {key: shown(count) for key, count in exact.items()}
    _never_alone(public, sums)
    while leaking := leaks(public, sums, chains):
        if not _hide_for(leaking[0], public, sums, chains):
            # Nothing is shown any more: what can still be worked out was out before.
            break
        _never_alone(public, sums)
    return public


def _never_alone(public: dict[Key, Shown], sums: Sequence[Sum]) -> None:
    """Give every number that is hidden alone in its sum a partner, until none is alone."""
    while alone := [smallest for one in sums if _lonely(public, one) and (smallest := _smallest(public, one))]:
        public[alone[0]] = Hidden.PARTNER


def _lonely(public: Published, one: Sum) -> bool:
    alone = [part for part in one.parts if _hidden(public, part)]
    return not _hidden(public, one.whole) and len(alone) == 1 and alone[0][-1] != UNKNOWN


def _hidden(public: Published, key: Key) -> bool:
    return isinstance(public[key], Hidden)


def _smallest(public: Published, one: Sum) -> Key | None:
    parts = [part for part in one.parts if not _hidden(public, part)]
    return min(parts, key=lambda part: (public[part], part), default=None)


def _hide_for(leaking: Key, public: dict[Key, Shown], sums: Sequence[Sum], chains: Chains) -> bool:
    """Hide the number near a leak that does most against it: the smallest part of a sum, or a whole.

    The number of everybody goes last. False where nothing is left to hide.
    """
    parts = {part for one in sums for part in one.parts}
    reached, before = {leaking}, 0
    while len(reached) > before:
        before = len(reached)
        near = [one for one in sums if not reached.isdisjoint((one.whole, *one.parts))]
        found = {part: Hidden.PARTNER for one in near if (part := _smallest(public, one))}
        found |= {
            one.whole: Hidden.WHOLE
            for one in near
            if one.whole in parts and one.whole not in found and not _hidden(public, one.whole)
        }
        if found:
            left = {key: len(leaks({**public, key: why}, sums, chains)) for key, why in found.items()}
            best = min(found, key=lambda key: (left[key], found[key] is Hidden.WHOLE, public[key], key))
            public[best] = found[best]
            return True
        reached.update(*((one.whole, *one.parts) for one in near))
    last = {key: Hidden.WHOLE for key in public if not _hidden(public, key)}
    public.update(last)
    return bool(last)


def leaks(public: Published, sums: Sequence[Sum], chains: Chains = ()) -> list[Key]:
    """The numbers of which, or of whose change, too few possible counts would be left."""
    found: dict[Key, None] = {}
    for chain, enough in (((), POSSIBLE + SPARE), *((chain, POSSIBLE) for chain in chains)):
        layers = (*chain, public)
        # Where people moved too much for all of it to be true, an attacker falls back on what never moves.
        known = worked_out(layers, sums) or worked_out(layers, sums, STAYS)
        if known is None:
            # It was corrected downwards, and an attacker cannot build on it.
            continue
        for layer, left in zip(layers, known.numbers, strict=True):
            small = (key for key, number in layer.items() if number is Hidden.SMALL and key in left)
            found |= dict.fromkeys(key for key in small if left[key].possible < enough)
        for change in known.changes:
            found |= dict.fromkeys(key for key, by in change.items() if by.low > 0 and by.possible < CHANGE)
    return list(found)


@dataclass(frozen=True, slots=True)
class Known:
    """What can be worked out: of each number of each publication, and of each change from one to the next."""

    numbers: tuple[Mapping[Key, Span], ...]
    changes: tuple[Mapping[Key, Span], ...]


def worked_out(chain: Sequence[Published], sums: Sequence[Sum], growing: Collection[str] | None = None) -> Known | None:
    """Everything that follows from a chain of publications, smallest first; None where they cannot all be true.

    Spans are narrowed along sums and along the chain until nothing narrows further. Where the sums form a tree, as
    those of one measure do, no attacker can do better. A key that an older release does not have is unknown there.
    ``growing``: the divisions in which no number falls; by default all of which none was seen to fall.
    """
    keys = tuple(chain[-1])
    column = {key: at for at, key in enumerate(keys)}
    moving = falling(chain) if growing is None else {key[0] for key in keys} - set(growing)
    steady = [column[key] for key in keys if key[0] not in moving]
    releases = len(chain)
    low = np.zeros((2 * releases - 1, len(keys)), np.int64)
    low[releases:] = -FAR
    low[releases:, steady] = 0
    high = np.full_like(low, FAR)
    for row, layer in enumerate(chain):
        for key, left in published_spans(layer, sums):
            if key in column:
                low[row, column[key]], high[row, column[key]] = left.low, left.high
    adding = [(column[one.whole], [column[part] for part in one.parts]) for one in sums]
    steps = [(later, [earlier, releases + earlier]) for earlier, later in pairwise(range(releases))]
    for _ in range(PASSES):
        seen = int(low.sum()) - int(high.sum())
        narrow(low.T, high.T, adding)
        narrow(low, high, steps)
        if (low > high).any():
            return None
        if int(low.sum()) - int(high.sum()) == seen:
            break
    rows = [{key: Span(int(low[row, at]), int(high[row, at])) for key, at in column.items()} for row in range(len(low))]
    return Known(tuple(rows[:releases]), tuple(rows[releases:]))


def falling(chain: Sequence[Published]) -> set[str]:
    """Dimensions in which a number was seen to fall: people move between places and grow older, so nothing follows there."""
    return {
        key[0]
        for earlier, later in pairwise(chain)
        for key, number in later.items()
        if key in earlier and span(number).high < span(earlier[key]).low
    }


def published_spans(layer: Published, sums: Sequence[Sum]) -> Iterator[tuple[Key, Span]]:
    """What each number says for itself; of a partner also that it is not larger than the smallest one shown beside it."""
    ceilings: dict[Key, int] = {}
    for one in sums:
        beside = [span(layer[part]).high for part in one.parts if part in layer and not _hidden(layer, part)]
        ceilings |= dict.fromkeys(one.parts, min(beside, default=FAR))
    for key, number in layer.items():
        said = span(number)
        yield key, Span(said.low, min(said.high, ceilings.get(key, FAR))) if number is Hidden.PARTNER else said


def narrow(low: Numbers, high: Numbers, adding: Collection[tuple[int, list[int]]]) -> None:
    """Narrow each whole by its parts and each part by its whole and the others; all other axes at once."""
    for whole, parts in adding:
        least, most = low[parts].sum(0), high[parts].sum(0)
        low[whole] = np.maximum(low[whole], least)
        high[whole] = np.minimum(high[whole], most)
        lower = low[whole] - (most - high[parts])
        upper = high[whole] - (least - low[parts])
        low[parts], high[parts] = np.maximum(low[parts], lower), np.minimum(high[parts], upper)


def check_dimensions(dimensions: Sequence[str]) -> None:
    """Refuse, by name, what is never published: units, and two dimensions at once unless one lies inside the other."""
    asked = set(dimensions)
    if "unit" in asked:
        with_place = " × institution" if "institution" in asked else ""
        raise StatisticsRefused(
            "Числа за військовими частинами не публікують"
            + (", а тим паче за частинами й установами разом." if with_place else ".")
            + " Скільки де людей – відомості про оборону й про самих людей.",
            f"Figures by unit{with_place} are never published: they tell of the country’s defence and of the people.",
        )
    if unknown := sorted(asked - set(PUBLIC)):
        raise StatisticsRefused(
            f"Такого поділу відкритих чисел немає: {', '.join(unknown)}. Є такі: {', '.join(PUBLIC)}.",
            f"Public figures are not divided like this: {', '.join(unknown)}. They are by: {', '.join(PUBLIC)}.",
        )
    outermost = asked - {outer for inner, outer in NESTED.items() if inner in asked}
    if len(outermost) > 1:
        named = " × ".join(sorted(outermost))
        raise StatisticsRefused(
            f"Публікують лише один поділ за раз, не {named}: разом вони лишають по кілька людей. "
            "Точні числа бачать посадові особи з таким правом.",
            f"One division at a time is published, not {named}: together they leave groups of a few people. "
            "Officials entitled to exact figures see them.",
        )


def percentile_shown(days: float | None, of_people: int, percent: int) -> int | None:
    """A median (50) or ninetieth percentile (90) of waiting days as published: whole days, or None over too few people."""
    least = MEDIAN_OF if percent == 50 else NINETIETH_OF
    return None if days is None or of_people < least else round(days)
