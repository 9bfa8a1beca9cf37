"""Whoever is alike is asked once: the distinct rows, and for each row which of them it is."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from poruka.screening.alike import alike

VALUES: dict[str, tuple[Any, st.SearchStrategy[Any]]] = {
    "text": (pl.String, st.sampled_from(["a", "b", "", "довге слово, довше за дванадцять"])),
    "flag": (pl.Boolean, st.booleans()),
    "day": (pl.Date, st.dates(date(1800, 1, 1), date(9999, 12, 31))),
    "small": (pl.Int32, st.integers(-3, 3)),
    "wide": (pl.Int64, st.integers(-(2**62), 2**62)),
    "word": (pl.UInt64, st.integers(0, 2**64 - 1)),
}
frames = st.lists(st.tuples(*(st.none() | values for _, values in VALUES.values())), max_size=40).map(
    lambda rows: pl.DataFrame(rows, schema={name: kind for name, (kind, _) in VALUES.items()}, orient="row")
)


@given(frames)
def test_each_row_is_the_case_it_is_said_to_be(frame: pl.DataFrame) -> None:
    found = alike(frame)
    assert_frame_equal(found.cases[found.which], frame)
    assert found.cases.is_unique().all()
    assert found.cases.height == frame.unique().height


@given(frames, st.integers(1, 60))
def test_however_often_a_row_is_repeated(frame: pl.DataFrame, times: int) -> None:
    """Long columns take the other ways through: a table of numerals, and columns that are nearly empty."""
    long = pl.concat([frame.head(8)] * times + [frame.clear()])
    nearly_empty = long.with_columns(pl.when(pl.int_range(pl.len()) % 9 == 0).then("day").alias("day"))
    found = alike(nearly_empty)
    assert_frame_equal(found.cases[found.which], nearly_empty)
    assert found.cases.height == nearly_empty.unique().height


@pytest.mark.parametrize("values", [20, 3_000])
def test_more_combinations_than_a_table_could_hold(values: int) -> None:
    count = 20_000
    frame = pl.select(
        *(((pl.int_range(count) * step) % values).cast(pl.Int32).alias(str(step)) for step in (1, 7, 11, 13, 17, 19))
    )
    found = alike(frame)
    assert_frame_equal(found.cases[found.which], frame)
    assert found.cases.height == frame.unique().height
