"""One walk along the log: every record is hashed again, follows the one before it, and grows the tree anew. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from poruka.cases.chain import findings
from poruka.cases.chain.findings import Broken
from poruka.cases.chain.merkle import Frontier, leaf_hash
from poruka.cases.chain.record import Row, genesis, hash_of
from poruka.law.text import Text

CHECKPOINT = Text("підписана контрольна точка", "a signed checkpoint")


class Found(Exception):
    """The walk has come to a place that is not as it was written."""

    def __init__(self, broken: Broken) -> None:
        super().__init__(broken.text.en)
        self.broken = broken


@dataclass(slots=True)
class Walk:
    """What a walk knows: how each case was opened, the tree so far, each case's end, the commitments it has met.

    ``openings`` gives the person, the ordinal and the moment of a case. ``tails`` holds a number, a hash and a moment.
    ``sealed`` maps a place in the log to the case, the number and the commitment of the record there.
    """

    openings: Mapping[str, Sequence[Any]]
    frontier: Frontier = field(default_factory=Frontier)
    tails: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    sealed: dict[int, tuple[str, int, str]] = field(default_factory=dict)

    def along(self, chunks: Iterable[Iterable[Row]], roots: Iterable[tuple[int, bytes]] = ()) -> list[int]:
        """Go through the rows; at each size in ``roots`` the tree must have that root.

        Returns the sizes that the log never came to. Raises Found at the first broken place.
        """
        due = [(size, {root for _, root in same}) for size, same in groupby(sorted(roots), key=lambda pair: pair[0])]
        due.reverse()
        met = 0
        for chunk in chunks:
            for row in chunk:
                self._step(row)
                if due and self.frontier.size == due[-1][0]:
                    size, wanted = due.pop()
                    if wanted != {self.frontier.root()}:
                        raise Found(findings.other_root(met + 1, size, CHECKPOINT))
                    met = size
        return [size for size, _ in due if size]

    def _step(self, row: Row) -> None:
        seq, case, number, made_at, sealed, previous, kept = row[0], row[1], row[2], row[7], row[10], row[14], row[15]
        place = self.frontier.size + 1
        if seq != place:
            raise Found(findings.missing(place))
        try:
            hashed = hash_of(row)
        except TypeError:
            hashed = ""
        if hashed != kept:
            raise Found(findings.changed(str(case), number, seq))
        tail = self.tails.get(case) or self._opened(row)
        if number != tail[0] + 1:
            raise Found(findings.misnumbered(case, number, seq, tail[0] + 1))
        if previous != tail[1]:
            raise Found(findings.unlinked(case, number, seq))
        if made_at < tail[2]:
            raise Found(findings.backwards(case, number, seq))
        self.tails[case] = (number, kept, made_at)
        if sealed:
            self.sealed[seq] = (case, number, sealed)
        self.frontier.push(leaf_hash(bytes.fromhex(kept)))

    def _opened(self, row: Row) -> tuple[int, str, str]:
        opening = self.openings.get(row[1])
        if opening is None:
            raise Found(findings.stray(row[1], row[2], row[0]))
        person, ordinal, at = opening
        return 0, genesis(row[1], person, ordinal, at), at
