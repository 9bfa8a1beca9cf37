"""Chance, repeatable: one named stream of numbers for each fact that is drawn.

A stream depends on the seed, the block and its own name alone. Adding a column therefore leaves every other column as
it was, and the first thousand people of a register are the same whether a thousand or a million are made. Only
``random()`` of the generator is used: its bits are fixed by NumPy's own promise, its other distributions are not.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Draws:
    """The streams of one block of people."""

    def __init__(self, seed: int, block: int) -> None:
        self._seed, self._block = seed, block
        self._used: set[int] = set()

    def uniform(self, name: str, size: int) -> Floats:
        """``size`` numbers in [0, 1). A name may be used once: two facts on one stream would move together."""
        key = crc32(name.encode())
        if key in self._used:
            raise KeyError(f"the stream {name} has been drawn already")
        self._used.add(key)
        source = np.random.PCG64(np.random.SeedSequence((self._seed, self._block, key)))
        return np.random.Generator(source).random(size)

    def chance(self, name: str, size: int, rate: "float | Floats") -> Flags:
        """True with the given probability, one for all or one each."""
        return np.asarray(self.uniform(name, size) < rate)

    def whole(self, name: str, low: "int | Ints", high: "int | Ints", size: int) -> Ints:
        """Whole numbers from ``low`` to ``high``, both included."""
        width = np.maximum(np.asarray(high) - np.asarray(low) + 1, 1)
        return np.asarray(low + np.floor(self.uniform(name, size) * width), dtype=np.int64)

    def pick(self, name: str, size: int, weights: "Sequence[float] | Mapping[Any, float]") -> Ints:
        """Positions in ``weights``, each with its weight."""
        values = list(weights.values()) if isinstance(weights, Mapping) else list(weights)
        steps = np.cumsum(values)
        found = np.searchsorted(steps / steps[-1], self.uniform(name, size), side="right")
        # Rounding may leave the last step a hair under one.
        return np.minimum(found, len(values) - 1).astype(np.int64)
