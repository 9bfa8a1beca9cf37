"""RFC 9162: the tree against its definition, read literally, and proofs that cannot be bent."""

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poruka.cases.chain.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency,
    consistent,
    included,
    inclusion,
    leaf_hash,
    node_hash,
    root_of,
)

Entries = Sequence[bytes]


def k(size: int) -> int:
    """The largest power of two smaller than ``size``, found by trying."""
    power = 1
    while power * 2 < size:
        power *= 2
    return power


def mth(entries: Entries) -> bytes:
    """RFC 9162, 2.1.1, read literally."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    half = k(len(entries))
    return hashlib.sha256(b"\x01" + mth(entries[:half]) + mth(entries[half:])).digest()


def path(m: int, entries: Entries) -> list[bytes]:
    """RFC 9162, 2.1.3.1, read literally."""
    if len(entries) == 1:
        return []
    half = k(len(entries))
    if m < half:
        return [*path(m, entries[:half]), mth(entries[half:])]
    return [*path(m - half, entries[half:]), mth(entries[:half])]


def subproof(m: int, entries: Entries, whole: bool) -> list[bytes]:
    """RFC 9162, 2.1.4.1, read literally."""
    if m == len(entries):
        return [] if whole else [mth(entries)]
    half = k(len(entries))
    if m <= half:
        return [*subproof(m, entries[:half], whole), mth(entries[half:])]
    return [*subproof(m - half, entries[half:], False), mth(entries[:half])]


def grown(entries: Entries) -> Frontier:
    frontier = Frontier()
    for entry in entries:
        frontier.push(leaf_hash(entry))
    return frontier


entries = st.lists(st.binary(max_size=3), max_size=40)
some = st.lists(st.binary(max_size=3), min_size=1, max_size=40)

PUBLISHED = {
    # the tree over these entries, whose roots every log's test suite knows
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
KNOWN = [
    *(b"", b"\x00", b"\x10", bytes.fromhex("2021"), bytes.fromhex("3031"), bytes.fromhex("40414243")),
    *(bytes.fromhex("5051525354555657"), bytes.fromhex("606162636465666768696a6b6c6d6e6f")),
]


@pytest.mark.parametrize(("size", "root"), PUBLISHED.items())
def test_the_roots_are_those_that_other_logs_compute(size: int, root: str) -> None:
    assert grown(KNOWN[:size]).root().hex() == root


@given(entries)
def test_the_root_is_that_of_the_definition_at_every_size(entries: list[bytes]) -> None:
    frontier = Frontier()
    assert frontier.root() == EMPTY_ROOT
    for size, entry in enumerate(entries, start=1):
        frontier.push(leaf_hash(entry))
        assert frontier.root() == mth(entries[:size]) == root_of(map(leaf_hash, entries[:size]))


@given(entries)
def test_a_frontier_is_kept_in_few_bytes_and_grows_on_from_them(entries: list[bytes]) -> None:
    frontier = grown(entries)
    packed = frontier.packed()
    assert len(packed) == 32 * len(entries).bit_count()
    again = Frontier.unpacked(len(entries), packed)
    again.push(leaf_hash(b"more"))
    assert again.root() == mth([*entries, b"more"])
    for first, last, node in frontier.spans():
        assert node == mth(entries[first:last])
    with pytest.raises(ValueError, match="frontier"):
        Frontier.unpacked(len(entries), packed + b"x")
    with pytest.raises(ValueError, match="frontier"):
        Frontier.unpacked(len(entries), packed + bytes(32))


@given(some, st.data())
def test_a_proof_of_inclusion_is_that_of_the_definition_and_holds(entries: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(entries) - 1))
    proof = inclusion(index, len(entries), lambda low, high: mth(entries[low:high]))
    assert proof == path(index, entries)
    assert included(leaf_hash(entries[index]), index, len(entries), proof, mth(entries))


@given(some, st.data())
def test_a_proof_of_inclusion_holds_for_nothing_else(entries: list[bytes], data: st.DataObject) -> None:
    size = len(entries)
    index = data.draw(st.integers(0, size - 1))
    proof, root, leaf = path(index, entries), mth(entries), leaf_hash(entries[index])
    assert not included(leaf_hash(b"something else"), index, size, proof, root)
    assert not included(leaf, index, size, proof, bytes(32))
    assert not included(leaf, index, size, [*proof, bytes(32)], root)
    assert not included(leaf, size, size, proof, root)
    for place in range(len(proof)):
        assert not included(leaf, index, size, [*proof[:place], bytes(32), *proof[place + 1 :]], root)
        assert not included(leaf, index, size, proof[:place] + proof[place + 1 :], root)


@given(some, st.data())
def test_a_proof_of_consistency_is_that_of_the_definition_and_holds(entries: list[bytes], data: st.DataObject) -> None:
    new = len(entries)
    old = data.draw(st.integers(1, new))
    proof = consistency(old, new, lambda low, high: mth(entries[low:high]))
    assert proof == (subproof(old, entries, True) if old < new else [])
    assert consistent(old, new, mth(entries[:old]), mth(entries), proof)


@given(some, st.data())
def test_a_proof_of_consistency_holds_for_no_other_past(entries: list[bytes], data: st.DataObject) -> None:
    new = len(entries)
    old = data.draw(st.integers(1, new))
    proof = consistency(old, new, lambda low, high: mth(entries[low:high]))
    forged = [*entries[: old - 1], b"something else"]
    assert not consistent(old, new, mth(forged), mth(entries), proof)
    assert not consistent(old, new, mth(entries[:old]), bytes(32), proof)
    assert not consistent(old, new, mth(entries[:old]), mth(entries), [*proof, bytes(32)])
    for place in range(len(proof)):
        assert not consistent(old, new, mth(entries[:old]), mth(entries), proof[:place] + proof[place + 1 :])


def test_the_empty_log_is_the_beginning_of_every_log() -> None:
    assert consistent(0, 3, EMPTY_ROOT, mth([b"a", b"b", b"c"]), [])
    assert not consistent(0, 3, bytes(32), mth([b"a", b"b", b"c"]), [])
    assert not consistent(3, 2, mth([b"a", b"b", b"c"]), mth([b"a", b"b"]), [])


@pytest.mark.parametrize(("old", "new"), [(-1, 2), (3, 2)])
def test_what_cannot_be_proved_is_refused(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="cannot begin"):
        consistency(old, new, lambda low, high: b"")
    with pytest.raises(ValueError, match="no leaf"):
        inclusion(2, 2, lambda low, high: b"")


class TestTheExampleOfTheStandard:
    """RFC 9162, 2.1.5: seven entries, the nodes called a to l as there, and the proofs it spells out."""

    D = tuple(bytes([n]) for n in range(7))
    a, b, c, d, e, f, j = (leaf_hash(bytes([n])) for n in range(7))
    g, h, i = node_hash(a, b), node_hash(c, d), node_hash(e, f)
    k, l = node_hash(g, h), node_hash(i, j)  # noqa: E741 - the standard's own name
    hash = node_hash(k, l)

    def root(self, low: int, high: int) -> bytes:
        return mth(self.D[low:high])

    def test_the_tree(self) -> None:
        assert grown(self.D).root() == self.hash
        assert grown(self.D[:6]).nodes == [self.k, self.i]
        assert grown(self.D[:6]).root() == node_hash(self.k, self.i)

    def test_the_proofs_of_inclusion(self) -> None:
        for index, proof in {0: "bhl", 3: "cgl", 4: "fjk", 6: "ik"}.items():
            assert inclusion(index, 7, self.root) == [getattr(self, name) for name in proof]

    def test_the_proofs_of_consistency(self) -> None:
        for old, proof in {3: "cdgl", 4: "l", 6: "ijk"}.items():
            assert consistency(old, 7, self.root) == [getattr(self, name) for name in proof]
