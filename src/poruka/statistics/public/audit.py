"""The last look before a release: everything it would say, and all that was said before, read at once. Pure.

``disclosure.protect`` has made each measure safe beside its earlier releases and beside what is part of it. Here all of
it is one web of numbers: each measure of each release with its sums; what is part of what; what only grows; errors that
are among the people of a measure; time limits, of which a reader may suppose that everybody had one duty. As long as a
small number, or a sure change, is left with too few sizes, one more number of the new release is hidden.

It looks at rounded numbers alone, as everything in the policy does.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from poruka.statistics.public.disclosure import (
    CHANGE,
    FAR,
    PASSES,
    POSSIBLE,
    STAYS,
    Hidden,
    Key,
    Numbers,
    Published,
    Shown,
    Span,
    Sum,
    falling,
    narrow,
    published_spans,
)

Name = Hashable
"""What a layer is: of which release and which measure, time limit or error."""
Place = tuple[Name, Key]
Pair = tuple[Name, Name]


@dataclass
class Web:
    """Layers of published numbers and what everybody knows of them.

    ``sums`` hold in every layer that has their numbers, ``supposed`` are sums of which most numbers are not published.
    ``within``: pairs of layers of which the first is part of the second. ``same``: pairs that a reader may suppose to
    have the same totals. ``grows``: pairs of the same measure, the earlier release first, with the divisions in which
    nothing follows from that. ``new``: the layers that are not published yet, in which more can be hidden.
    """

    sums: Sequence[Sum]
    supposed: Sequence[Sum] = ()
    layers: dict[Name, dict[Key, Shown]] = field(default_factory=dict)
    within: list[Pair] = field(default_factory=list)
    same: list[Pair] = field(default_factory=list)
    grows: dict[Pair, AbstractSet[str]] = field(default_factory=dict)
    new: list[Name] = field(default_factory=list)

    def add(self, name: Name, layer: Published) -> None:
        """A layer that is published already."""
        self.layers[name] = dict(layer)

    def add_new(self, name: Name, layer: Published) -> None:
        """A layer of the release that is being made."""
        self.add(name, layer)
        self.new.append(name)


@dataclass(frozen=True)
class Read:
    """What can be worked out: ``low`` and ``high`` by layer and key, then the changes of ``Web.grows``."""

    web: Web
    rows: Mapping[Name, int]
    columns: Mapping[Key, int]
    low: Numbers
    high: Numbers

    def span(self, name: Name, key: Key) -> Span:
        """What remains possible for a number."""
        row, column = self.rows[name], self.columns[key]
        return Span(int(self.low[row, column]), int(self.high[row, column]))


def settle(web: Web) -> None:
    """Leave out of the web what the numbers themselves contradict: an attacker cannot build on it.

    Somebody had two duties; people moved, grew older, were corrected. Hiding more later makes nothing contradict.
    """
    divisions = {key[0] for layer in web.layers.values() for key in layer}
    moves = (divisions - STAYS, divisions)
    web.same = [pair for pair in web.same if _true(Web(web.sums, web.supposed, _of(web, pair), same=[pair]))]
    for pair in web.grows:
        layers = _of(web, pair)
        tried = (falling([*layers.values()]), *moves)
        web.grows[pair] = next(
            (loose for loose in tried if _true(Web(web.sums, layers=layers, grows={pair: loose}))), divisions
        )
    less: list[dict[str, Any]] = [
        {"same": []},
        *({"grows": {pair: found | loose for pair, found in web.grows.items()}} for loose in moves),
        {"within": []},
        {"sums": ()},
    ]
    for known in less:
        if _true(web):
            return
        vars(web).update(known)


def _of(web: Web, pair: Pair) -> dict[Name, dict[Key, Shown]]:
    return {name: web.layers[name] for name in pair}


def _true(web: Web) -> bool:
    """Whether all of it can be true."""
    found = read(web)
    return bool((found.low <= found.high).all())


def read(web: Web) -> Read:
    """Everything that follows: spans are narrowed along sums, parts and growth until nothing narrows further."""
    columns = {key: at for at, key in enumerate(dict.fromkeys(key for layer in web.layers.values() for key in layer))}
    for one in web.supposed:
        for key in (one.whole, *one.parts):
            columns.setdefault(key, len(columns))
    rows = {name: at for at, name in enumerate(web.layers)}
    low = np.zeros((len(rows) + len(web.grows), len(columns)), np.int64)
    high = np.full_like(low, FAR)
    for name, layer in web.layers.items():
        for key, left in published_spans(layer, web.sums):
            low[rows[name], columns[key]], high[rows[name], columns[key]] = left.low, left.high
    steps = []
    for at, ((earlier, later), loose) in enumerate(web.grows.items(), len(rows)):
        low[at, [column for key, column in columns.items() if key[0] in loose]] = -FAR
        steps.append((rows[later], [rows[earlier], at]))
    sums = [one for one in web.sums if one.whole in columns and columns.keys() >= set(one.parts)]
    adding = [(columns[one.whole], [columns[part] for part in one.parts]) for one in (*sums, *web.supposed)]
    both = [pair for one, other in web.same for pair in ((one, other), (other, one))]
    inside = [(rows[part], rows[whole]) for part, whole in (*web.within, *both)]
    for _ in range(PASSES):
        seen = int(low.sum()) - int(high.sum())
        narrow(low.T, high.T, adding)
        narrow(low, high, steps)
        for part, whole in inside:
            np.maximum(low[whole], low[part], out=low[whole])
            np.minimum(high[part], high[whole], out=high[part])
        if (low > high).any() or int(low.sum()) - int(high.sum()) == seen:
            break
    return Read(web, rows, columns, low, high)


def leaks(found: Read) -> Iterator[Place]:
    """The small numbers, and the sure changes, of which too few sizes are left."""
    web = found.web
    for name, layer in web.layers.items():
        for key, number in layer.items():
            if number is Hidden.SMALL and found.span(name, key).possible < POSSIBLE:
                yield name, key
    for at, (_, later) in enumerate(web.grows, len(found.rows)):
        low, high = found.low[at], found.high[at]
        for key in web.layers[later]:
            column = found.columns[key]
            if low[column] > 0 and high[column] - low[column] + 1 < CHANGE:
                yield later, key


def close(web: Web) -> None:
    """Hide more in the new layers until nothing leaks but what was out before, or nothing there is shown any more."""
    settle(web)
    unsaid = {name: {} if name in web.new else layer for name, layer in web.layers.items()}
    out = set(leaks(read(replace(web, layers=unsaid))))
    while leaking := [place for place in leaks(read(web)) if place not in out]:
        if not _hide(web, leaking[0]):
            break


def _hide(web: Web, leaking: Place) -> bool:
    """Hide the number near a leak that does most against it. False where nothing is left to hide."""
    near = {leaking[0]}
    tried: dict[Place, Hidden] = {}
    while not tried:
        before = len(near)
        near |= {name for pair in (*web.within, *web.same, *web.grows) if not near.isdisjoint(pair) for name in pair}
        tried = {place: why for name in web.new if name in near for place, why in _near(web, name, leaking[1])}
        if len(near) == before and not tried:
            tried = {place: why for name in web.new for place, why in _near(web, name, leaking[1])}
            break
    if not tried:
        return False
    left = {place: _left(web, place, why) for place, why in tried.items()}
    best = min(
        tried, key=lambda one: (left[one], tried[one] is Hidden.WHOLE, _size(web, one), web.new.index(one[0]), one[1])
    )
    web.layers[best[0]][best[1]] = tried[best]
    return True


def _near(web: Web, name: Name, key: Key) -> Iterator[tuple[Place, Hidden]]:
    """The numbers of a layer that may be hidden against a leak: of each sum the smallest part, and the whole."""
    layer = web.layers[name]
    shown = {one: number for one, number in layer.items() if not isinstance(number, Hidden)}
    for one in (*web.sums, *web.supposed):
        parts = [part for part in one.parts if part in shown]
        if parts:
            yield (name, min(parts, key=lambda part: (shown[part], part))), Hidden.PARTNER
        if one.whole in shown:
            yield (name, one.whole), Hidden.WHOLE
    if key in shown:
        yield (name, key), Hidden.PARTNER


def _size(web: Web, place: Place) -> int:
    number = web.layers[place[0]][place[1]]
    return 0 if isinstance(number, Hidden) else number


def _left(web: Web, place: Place, why: Hidden) -> int:
    """How many leaks would be left."""
    name, key = place
    number = web.layers[name][key]
    web.layers[name][key] = why
    left = sum(1 for _ in leaks(read(web)))
    web.layers[name][key] = number
    return left
