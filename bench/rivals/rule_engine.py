"""rule-engine: the law as an expression of its Python-like language, evaluated in Python, one person at a time."""

from typing import Any

import rule_engine

from bench.people import AS_OF
from bench.rivals.expressions import Evaluate, Expressions, measured


class Rules(Expressions):
    """rule-engine: ``$any([test for row in list])``; a row is ``row``, missing fields are null."""

    row = "row['{}']"

    def contains(self, text: str, part: str) -> str:
        return f"{text} =~~ '{part}'"

    def rows_that(self, table: str, passes: str, at_least: int) -> str:
        if at_least == 1:
            return f"$any([{passes} for row in {table}])"
        return f"([1 for row in {table} if {passes}].length >= {at_least})"


def compiled(expression: str) -> Evaluate:
    """The expression, parsed once."""
    context = rule_engine.Context(resolver=rule_engine.resolve_item, default_value=None)
    ready = rule_engine.Rule(expression, context=context)
    return lambda person: list(ready.evaluate(person))


def measure(folder: str, persons: int) -> dict[str, Any]:
    """Parquet to answers in memory."""
    return measured(folder, persons, Rules(AS_OF), compiled)
