"""Whose row is whose: sentences and convictions beside the persons they belong to.

A register lists rows in the order of its persons, nearly always, so the two are walked side by side: the first row of
each person is looked for where the next person stands, a little further on where somebody has no rows. Where rows come
in any other order they are joined and sorted, which takes longer and comes to the same. Numbers of people are compared
by their hashes, which is quicker, and once in full at the end.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

Places = NDArray[np.uint32]
Hashes = NDArray[np.uint64]
STRIDE = 1024
"""How many are compared at a time: about as many as stand between two people without rows."""


@dataclass(frozen=True)
class Runs:
    """Rows in the order of the persons. ``first[i]`` is the first row of a run, ``owner[i]`` the person it belongs to."""

    first: Places
    owner: Places
    height: int

    @cached_property
    def lengths(self) -> Places:
        return np.diff(self.first, append=np.uint32(self.height)).astype(np.uint32)

    def owner_of(self, rows: NDArray[np.integer]) -> Places:
        """The persons to whom these rows belong."""
        found: Places = self.owner[np.searchsorted(self.first, rows, side="right") - 1]
        return found


def in_order(rows: pl.DataFrame, ids: pl.Series) -> tuple[pl.DataFrame, Runs]:
    """The rows without ``person_id``, in the order of the persons in ``ids``; rows of nobody in it are left out."""
    named = rows["person_id"]
    hashes = named.hash().to_numpy()
    first = np.flatnonzero(np.diff(hashes, prepend=~hashes[:1])).astype(np.uint32)
    owner = _side_by_side(hashes[first], ids.hash().to_numpy())
    if owner is not None:
        runs = Runs(first, owner, rows.height)
        if (ids.gather(pl.Series(np.repeat(owner, runs.lengths))) == named).all():
            return rows.drop("person_id"), runs
    numbered = pl.DataFrame({"person_id": ids, "#": np.arange(len(ids), dtype=np.uint32)})
    joined = rows.join(numbered, on="person_id", maintain_order="left").sort("#", maintain_order=True)
    owners = joined["#"].to_numpy()
    first = np.flatnonzero(np.diff(owners, prepend=np.uint32(len(ids)))).astype(np.uint32)
    return joined.drop("person_id", "#"), Runs(first, owners[first], joined.height)


def _side_by_side(people: Hashes, everybody: Hashes) -> Places | None:
    """The place of each of ``people`` among ``everybody``, if they come in the same order with not too many passed over."""
    passed, most = 0, len(everybody) // 64 + STRIDE
    if len(people) > len(everybody):
        return None
    owner = np.arange(len(people), dtype=np.uint32)
    start = 0
    while start < len(people):
        there = everybody[start + passed : start + passed + STRIDE]
        here = people[start : start + len(there)]
        apart = np.flatnonzero(here != there[: len(here)])
        stop = start + (int(apart[0]) if apart.size else len(here))
        owner[start:stop] += np.uint32(passed)
        if apart.size:
            passed += 1
        if not len(here) or passed > most:
            return None
        start = stop
    return owner
