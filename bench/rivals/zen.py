"""zen-engine: the law as an expression of the ZEN language, evaluated in Rust, one person at a time."""

from typing import Any

import zen

from bench.people import AS_OF
from bench.rivals.expressions import Evaluate, Expressions, measured


class Zen(Expressions):
    """ZEN: ``some(list, test of #)``; a row is ``#``."""

    row = "#.{}"

    def contains(self, text: str, part: str) -> str:
        return f"contains({text}, '{part}')"

    def rows_that(self, table: str, passes: str, at_least: int) -> str:
        return f"some({table}, {passes})" if at_least == 1 else f"(count({table}, {passes}) >= {at_least})"


def compiled(expression: str) -> Evaluate:
    """The expression, compiled once."""
    ready = zen.compile_expression(expression)
    return lambda person: list(ready.evaluate(person))


def measure(folder: str, persons: int) -> dict[str, Any]:
    """Parquet to answers in memory."""
    return measured(folder, persons, Zen(AS_OF), compiled)
