"""openfisca-core: the law as formulas over NumPy arrays. Rows are OpenFisca's persons, a convict is a group of rows."""

import time
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core import periods
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.people import AS_OF
from bench.rivals import digest, told
from bench.rivals.coded import NEVER, Coded, lookup_of, read, walk_once
from bench.rivals.translate import Language, Pair, told_in
from poruka.law.engine import terms
from poruka.law.ukraine import BOOK

DAY = AS_OF.isoformat()
Row = build_entity(key="row", plural="rows", label="A sentence or a conviction", is_person=True)
Convict = build_entity(key="convict", plural="convicts", label="A convict", roles=[{"key": "own", "plural": "owns"}])


class Formulas(Language[str]):
    """Each word is the name of a variable; its formula is made of those it stands on."""

    def __init__(self, found: Coded, day: date) -> None:
        super().__init__(day)
        self.found = found
        self.system = TaxBenefitSystem([Row, Convict])
        self.inputs: dict[str, Any] = {}
        self._names: dict[tuple[Any, ...], str] = {}

    def constant(self, value: bool) -> str:
        return self._made((value,), lambda entity, period: np.full(entity.count, value))

    def fact(self, name: str) -> Pair[str]:
        cell = self._input(name)
        return (
            self._made((name, 1), lambda entity, period: entity(cell, period) == 1),
            self._made((name, 0), lambda entity, period: entity(cell, period) != 0),
        )

    def one_of(self, name: str, values: tuple[Any, ...]) -> Pair[str]:
        return self._looked_up(name, values, lambda value: value in values)

    def overlaps(self, name: str, values: tuple[int, ...]) -> Pair[str]:
        return self._looked_up(name, values, lambda text: bool(set(map(int, text.split(";"))) & set(values)))

    def listed(self, names: tuple[str, ...], lookup: terms.Lookup) -> str:
        axes = [[None, *self.found.values[self.rows, name]] for name in names]
        table = np.zeros([len(axis) for axis in axes], np.bool_)
        for place in np.ndindex(table.shape):
            table[place] = lookup.key(*(axis[i] for axis, i in zip(axes, place, strict=True))) in lookup.keys
        cells = [self._input(name) for name in names]
        return self._made(
            (lookup.digest,), lambda entity, period: table[tuple(entity(cell, period) + 1 for cell in cells)]
        )

    def after_today(self, name: str, years: int, days: int) -> Pair[str]:
        cell = self._input(name)
        today = np.datetime64(self.day)

        def ahead(entity: Any, period: Any) -> Any:
            return _moved(entity(cell, period), years, days) > today

        empty = self._made((name, "empty"), lambda entity, period: entity(cell, period) == NEVER)
        later = self._made((name, years, days), ahead)
        return self.every([later, self.negated(empty)]), self.some([later, empty])

    def every(self, parts: list[str]) -> str:
        return self._made(("and", *parts), lambda entity, period: np.all([entity(p, period) for p in parts], axis=0))

    def some(self, parts: list[str]) -> str:
        return self._made(("or", *parts), lambda entity, period: np.any([entity(p, period) for p in parts], axis=0))

    def negated(self, part: str) -> str:
        return self._made(("not", part), lambda entity, period: ~entity(part, period))

    def rows_that(self, table: str, passes: str, at_least: int) -> str:
        of_table = self._of_table(table)

        def count(convicts: Any, period: Any) -> Any:
            found = convicts.sum(convicts.members(passes, period) & convicts.members(of_table, period))
            # Its sum stops at the last convict who has a row at all.
            return np.pad(found, (0, convicts.count - len(found))) >= at_least

        return self._made(("rows", table, passes, at_least), count)

    def _looked_up(self, name: str, values: tuple[Any, ...], test: Any) -> Pair[str]:
        cell, table = self._input(name), lookup_of(self.found, (self.rows, name), test)
        sure = self._made((name, *values), lambda entity, period: table[entity(cell, period) + 1])
        empty = self._made((name, "empty"), lambda entity, period: entity(cell, period) < 0)
        return sure, self.some([sure, empty])

    def _of_table(self, table: str) -> str:
        name = f"of_{table}"
        if name not in self.inputs:
            lengths = [len(owners_of(self.found, each)) for each in self.found.starts]
            which = np.repeat(list(self.found.starts), lengths)
            self._declare(name, Row, bool, None)
            self.inputs[name] = which == table
        return name

    def _input(self, name: str) -> str:
        variable = f"{self.rows}_{name}"
        if variable not in self.inputs:
            own = self.found.columns[self.rows, name].astype(np.int32)
            self.inputs[variable] = own if self.rows == "persons" else self._among_all_rows(own)
            self._declare(variable, Convict if self.rows == "persons" else Row, int, None)
        return variable

    def _among_all_rows(self, own: Any) -> Any:
        lengths = {table: len(owners_of(self.found, table)) for table in self.found.starts}
        parts = [own if table == self.rows else np.full(length, -1, np.int32) for table, length in lengths.items()]
        return np.concatenate(parts)

    def _made(self, key: tuple[Any, ...], formula: Any) -> str:
        whole = (self.rows, *key)
        if whole not in self._names:
            self._names[whole] = f"v{len(self._names)}"
            self._declare(self._names[whole], Convict if self.rows == "persons" else Row, bool, formula)
        return self._names[whole]

    def _declare(self, name: str, entity: Any, kind: type, formula: Any) -> None:
        body: dict[str, Any] = {"value_type": kind, "entity": entity, "definition_period": DateUnit.DAY, "label": name}
        if formula is not None:
            body["formula"] = lambda entity, period, parameters: formula(entity, period)
        self.system.add_variable(type(name, (Variable,), body))


def _moved(days: Any, years: int, more: int) -> Any:
    """Whole years later; 29 February becomes the 28th."""
    dates = np.where(days == NEVER, 0, days).astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    target = months + np.timedelta64(12 * years, "M")
    last = (target + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    return np.minimum(target.astype("datetime64[D]") + (dates - months), last) + np.timedelta64(more, "D")


def owners_of(found: Coded, table: str) -> Any:
    """The person of each row."""
    return np.repeat(np.arange(found.persons), np.diff(found.starts[table]))


def measure(folder: str, persons: int) -> dict[str, Any]:
    """Parquet to answers in memory."""
    book = BOOK.adopt({})
    walk_once()
    start = time.perf_counter()
    found = read(Path(folder), book)
    law = Formulas(found, AS_OF)
    wanted = told_in(law, book)
    builder = SimulationBuilder()
    owners = np.concatenate([owners_of(found, table) for table in found.starts])
    builder.create_entities(law.system)
    builder.declare_person_entity("row", np.arange(len(owners)))
    convicts = builder.declare_entity("convict", np.arange(found.persons))
    builder.join_with_persons(convicts, owners, np.full(len(owners), "own"))
    convicts.members_entity_id = owners  # the builder numbers only convicts who have a row
    simulation = builder.build(law.system)
    for name, values in law.inputs.items():
        simulation.set_input(name, DAY, values)
    begun = time.perf_counter()
    period = periods.period(DAY)
    columns = [told(*(simulation.calculate(word, period) for word in pair)) for pair in wanted]
    done = time.perf_counter()
    return {"total": done - start, "rules": done - begun, "answers": digest(np.column_stack(columns))}
