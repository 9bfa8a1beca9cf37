"""The figures split: the steps by one dimension, or one measure by two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from poruka.law.text import Text
from poruka.statistics.defining import Measure
from poruka.statistics.dimensions import DIMENSIONS
from poruka.statistics.measures import MEASURES
from poruka.statistics.tables import Table
from poruka.web import charts
from poruka.web.counting.doors import Count, Doors
from poruka.web.counting.names import Names
from poruka.web.oblasts import OBLASTS, Tile

SHOWN = ("could-apply", "informed", "wished", "fit", "petitioned", "granted", "released", "assigned")
"""The measures of the table of a split: the chief steps, so that it can be read; the CSV has all."""
FIRST_ROWS, COLUMNS = 12, 8
"""Rows that stand open, and columns beyond which the smaller ones are put together."""
MAPPED = "released"


@dataclass(frozen=True, slots=True)
class Cell:
    """A count and what its column is called."""

    head: Text
    count: Count


@dataclass(frozen=True, slots=True)
class Line:
    """A group and its counts."""

    name: Text
    cells: Sequence[Cell]


OTHERS = Text("решта", "the others")
WHOLE = Text("разом", "together")


def by_one(table: Table, dimension: str, doors: Doors) -> dict[str, Any]:
    """The steps by group: a row a group."""
    names, measures = Names(dimension), [id for id in SHOWN if id in table.measures]
    cells = {(cell.group[dimension], cell.measure): cell.count for cell in table.rows}
    groups = names.in_order({group for group, _ in cells})
    lines = [
        Line(
            names(group),
            [Cell(MEASURES[id].name, doors.count(cells[group, id], {dimension: group}, measure=id)) for id in measures],
        )
        for group in groups
    ]
    return {
        "dimension": DIMENSIONS[dimension],
        "measures": [MEASURES[id] for id in measures],
        "first": lines[:FIRST_ROWS],
        "rest": lines[FIRST_ROWS:],
        "tiles": _tiles(cells, doors) if dimension == "oblast" else [],
    }


@dataclass(frozen=True, slots=True)
class OblastTile:
    """A square of the map and how many were released from there."""

    place: Tile
    count: Count
    shade: int


def _tiles(cells: Mapping[tuple[str, str], int], doors: Doors) -> list[OblastTile]:
    people = {code: cells.get((code, MAPPED), 0) for code in OBLASTS}
    most = max(people.values(), default=0)
    return [
        OblastTile(tile, doors.count(people[code], {"oblast": code}, measure=MAPPED), charts.shade(people[code], most))
        for code, tile in OBLASTS.items()
    ]


def by_two(table: Table, measure: Measure, doors: Doors) -> dict[str, Any]:
    """One measure by two dimensions: a row a value of the first, a column a value of the second, and the sums.

    Everybody has one value of each, so that rows and columns add up. Of many columns the smaller are put together.
    """
    down, across = table.dimensions
    cells: dict[tuple[str, str], int] = {}
    for cell in table.rows:
        if cell.measure == measure.id and cell.count:
            cells[cell.group[down], cell.group[across]] = cell.count
    rows, columns = Names(down), Names(across)
    sums: dict[str, int] = {}
    for (_, column), people in cells.items():
        sums[column] = sums.get(column, 0) + people
    largest = sorted(sums, key=lambda one: (-sums[one], one))
    kept = columns.in_order(largest[:COLUMNS] if len(largest) > COLUMNS + 1 else largest)
    together = [one for one in sums if one not in kept]
    heads = [*(columns(one) for one in kept), *([OTHERS] if together else []), WHOLE]

    def line(name: Text, cells: Mapping[str, int], group: Mapping[str, str]) -> Line:
        counts = [_of(doors, measure, cells.get(one, 0), {**group, across: one}) for one in kept]
        if together:
            counts.append(Count(sum(cells.get(one, 0) for one in together)))
        counts.append(_of(doors, measure, sum(cells.values()), group))
        return Line(name, [Cell(head, count) for head, count in zip(heads, counts, strict=True)])

    lines = [
        line(rows(row), {column: n for (one, column), n in cells.items() if one == row}, {down: row})
        for row in rows.in_order({row for row, _ in cells})
    ]
    return {
        "down": DIMENSIONS[down],
        "across": DIMENSIONS[across],
        "measure": measure,
        "heads": heads,
        "first": lines[:FIRST_ROWS],
        "rest": lines[FIRST_ROWS:],
        "totals": line(WHOLE, sums, {}).cells,
    }


def _of(doors: Doors, measure: Measure, people: int, only: Mapping[str, str]) -> Count:
    return doors.count(people, only, measure=measure.id)
