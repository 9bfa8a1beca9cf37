"""Whose row is whose, in every order an extract may come in."""

import polars as pl
import pytest

from poruka.screening.rows import STRIDE, in_order


def rows(*owners: str) -> pl.DataFrame:
    return pl.DataFrame(
        {"person_id": owners, "row": range(len(owners))}, schema={"person_id": pl.String, "row": pl.Int64}
    )


ABC = pl.Series("person_id", ["A", "B", "C"])
CASES = {
    "one each": (("A", "B", "C"), [0, 1, 2], [(0, 1), (1, 1), (2, 1)]),
    "several, and one without": (("A", "A", "C"), [0, 1, 2], [(0, 2), (2, 1)]),
    "the first without": (("B", "C", "C"), [0, 1, 2], [(1, 1), (2, 2)]),
    "out of order": (("C", "A", "C", "A"), [1, 3, 0, 2], [(0, 2), (2, 2)]),
    "in order, then one more of the first": (("A", "B", "A"), [0, 2, 1], [(0, 2), (1, 1)]),
    "of nobody": (("A", "X", "C"), [0, 2], [(0, 1), (2, 1)]),
    "of nobody but strangers": (("X", "Y"), [], []),
    "none": ((), [], []),
}


@pytest.mark.parametrize("name", CASES)
def test_each_row_stands_with_its_person(name: str) -> None:
    owners, order, runs = CASES[name]
    found, beside = in_order(rows(*owners), ABC)
    assert found["row"].to_list() == order
    assert list(zip(beside.owner.tolist(), beside.lengths.tolist(), strict=True)) == runs
    assert beside.owner_of(beside.first).tolist() == beside.owner.tolist()


def test_numbers_that_are_in_order_but_not_in_that_of_the_alphabet() -> None:
    """P9 before P10: as registers number their people."""
    everybody = [f"P{number}" for number in range(1, 3 * STRIDE)]
    with_rows = [each for number, each in enumerate(everybody) if number % 97]
    found, beside = in_order(rows(*with_rows), pl.Series("person_id", everybody))
    assert found.height == len(with_rows)
    assert [everybody[owner] for owner in beside.owner] == with_rows


def test_most_people_without_rows() -> None:
    """Too many are passed over to walk side by side; the answer is the same."""
    everybody = [f"P{number:06}" for number in range(60 * STRIDE)]
    with_rows = everybody[5::11]
    _, beside = in_order(rows(*with_rows), pl.Series("person_id", everybody))
    assert [everybody[owner] for owner in beside.owner] == with_rows


def test_different_numbers_of_the_same_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes only guide the walk: whoever they mistake for another is told apart in full."""
    monkeypatch.setattr(pl.Series, "hash", lambda numbers: numbers.str.len_bytes().cast(pl.UInt64))
    _, beside = in_order(rows("A", "B", "C"), ABC)
    assert list(zip(beside.owner.tolist(), beside.lengths.tolist(), strict=True)) == [(0, 1), (1, 1), (2, 1)]
    _, beside = in_order(rows("C"), ABC)
    assert beside.owner.tolist() == [2]
