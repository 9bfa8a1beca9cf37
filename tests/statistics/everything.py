"""Everything that releases say, set up as one system of equations: what an attacker does who forgets nothing.

Written apart from the policy, from the documents alone: their figures, reasons, months, time limits and errors, what is
part of what, and what only grows. Of time limits the attacker even supposes what nobody says: one duty for each person.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from poruka.statistics.public.disclosure import CHANGE, POSSIBLE, Hidden, Key, Shown, Sum
from tests.statistics.attacker import UNKNOWN, Attacker, could_be
from tests.statistics.countries import TOTAL

Layer = Mapping[Key, Shown | None]
"""Numbers as published; None for one that nobody publishes but the equations speak of."""
INSIDE = {"released": "granted", "granted": "heard", "refused": "heard"}
"""What the definitions say is part of what."""
MET, MISSED, OTHERS = ("duty", "met"), ("duty", "missed"), ("duty", "others")


@dataclass
class Notes:
    """Layers of numbers, as published; which of them grow into which."""

    layers: list[Layer] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    grows: list[tuple[int, int]] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)

    def add(self, name: str, layer: Layer) -> int:
        self.layers.append(layer)
        self.names.append(name)
        return len(self.layers) - 1

    def attacker(self) -> Attacker:
        return Attacker([dict(_bounds(layer, self.sums)) for layer in self.layers], self.sums, self.grows)


def _bounds(layer: Layer, sums: Sequence[Sum]) -> Iterator[tuple[Key, tuple[float, float]]]:
    said = {key: number for key, number in layer.items() if number is not None}
    told = could_be(said, [one for one in sums if said.keys() >= {one.whole, *one.parts}])
    for key in layer:
        yield key, told.get(key, UNKNOWN)


def notes(documents: Sequence[Mapping[str, Any]], places: Mapping[str, str]) -> Notes:
    """What can be written down from releases, earliest first. ``places``: the oblast of each institution."""
    found = Notes()
    made: list[dict[str, int]] = []
    for document in documents:
        layers: dict[str, dict[Key, Shown]] = {}
        for row in document["figures"]:
            layers.setdefault(row["measure"], {})[_key(row)] = _number(row)
        for row in document["reasons"]:
            layers[row["measure"]][f"why {row['measure']}", row["reason"]] = _number(row)
        here = {measure: found.add(f"{document['as_of']} {measure}", layer) for measure, layer in layers.items()}
        found.grows += [(here[part], here[whole]) for part, whole in INSIDE.items()]
        if made:
            found.grows += [(earlier, here[measure]) for measure, earlier in made[-1].items()]
        made.append(here)
        _duties(found, document, here)
        _errors(found, document, here)
    found.sums += _sums(found.layers, places)
    _months(found, documents, made)
    return found


def _key(row: Mapping[str, Any]) -> Key:
    return (row["division"], row["group"]) if row["division"] else TOTAL


def _number(row: Mapping[str, Any], name: str = "people", hidden: str = "hidden") -> Shown:
    return Hidden(row[hidden]) if row[hidden] else int(row[name])


def _sums(layers: Sequence[Layer], places: Mapping[str, str]) -> Iterator[Sum]:
    keys = sorted({key for layer in layers for key in layer})
    divisions = sorted({key[0] for key in keys} - {"total", "institution", "duty"})
    for division in divisions:
        yield Sum(TOTAL, tuple(key for key in keys if key[0] == division))
    for oblast in sorted(set(places.values())):
        inside = tuple(("institution", place) for place, where in sorted(places.items()) if where == oblast)
        yield Sum(("oblast", oblast), inside)
    yield Sum(TOTAL, (MET, MISSED, OTHERS))


def _duties(found: Notes, document: Mapping[str, Any], here: Mapping[str, int]) -> None:
    row = next(one for one in document["limits"] if one["limit"] == "ruling-sent")
    met, missed = _number(row, "met", "met_hidden"), _number(row, "missed", "missed_hidden")
    layer: Layer = {TOTAL: None, MET: met, MISSED: missed, OTHERS: None}
    duty = found.add(f"{document['as_of']} duties", layer)
    found.grows += [(duty, here["heard"]), (here["heard"], duty)]


def _errors(found: Notes, document: Mapping[str, Any], here: Mapping[str, int]) -> None:
    row = next(one for one in document["errors"] if one["error"] == "grant-reversed")
    error = found.add(f"{document['as_of']} reversed", {("why refused", "appeal-result"): _number(row, "records")})
    found.grows.append((error, here["refused"]))


def _months(found: Notes, documents: Sequence[Mapping[str, Any]], made: Sequence[Mapping[str, int]]) -> None:
    """Each month's number between the release before it and the one after it, and after the month before."""
    ends = [document["as_of"] for document in documents]
    for measure in sorted({row["measure"] for row in documents[-1]["series"]}):
        last = None
        for row in documents[-1]["series"]:
            if row["measure"] == measure:
                at = found.add(f"{row['until']} {measure} by month", {TOTAL: _number(row)})
                after = next(n for n, end in enumerate(ends) if row["until"] <= end)
                same = [(made[after][measure], at)] if row["until"] == ends[after] else []
                before = [(made[after - 1][measure], at)] if after else []
                found.grows += [(at, made[after][measure]), *same, *before, *([(last, at)] if last is not None else [])]
                last = at


def worked_out(found: Notes) -> list[str]:
    """Every small number, and every sure change, of which the releases together leave too few possible sizes."""
    attacker, told = found.attacker(), []
    for at, layer in enumerate(found.layers):
        for key, number in layer.items():
            if number is Hidden.SMALL and attacker.narrowed_number(at, key, POSSIBLE):
                told.append(f"{found.names[at]} {key}: {attacker.number(at, key)}")
    for earlier, later in found.grows:
        kind = found.names[earlier].partition(" ")[2], found.names[later].partition(" ")[2]
        if kind[0].removesuffix(" by month") == kind[1].removesuffix(" by month"):
            told += [
                f"{found.names[earlier]} to {found.names[later]} {key}: {attacker.change(key, (earlier, later))}"
                for key in found.layers[earlier]
                if key in found.layers[later] and attacker.told_change(key, (earlier, later), CHANGE)
            ]
    return told
