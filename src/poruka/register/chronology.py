"""Days that cannot be: born after today, sentenced before birth, ended before it began."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from poruka.law.text import Text
from poruka.register.parsing import ROW, no_problems


@dataclass(frozen=True, slots=True)
class Order:
    """``column`` may not be earlier than ``after``: a column of the same row, or ``birth_date`` of its person."""

    table: str
    column: str
    after: str
    reason: Text


ORDERS = (
    Order(
        "sentences",
        "starts_on",
        "birth_date",
        Text(
            "строк починається до народження особи; перевірте обидві дати",
            "the term starts before the person was born; check both dates",
        ),
    ),
    Order(
        "sentences",
        "in_force_on",
        "birth_date",
        Text(
            "вирок набрав сили до народження особи; перевірте обидві дати",
            "the judgment entered into force before the person was born; check both dates",
        ),
    ),
    Order(
        "sentences",
        "ends_on",
        "starts_on",
        Text(
            "строк закінчується до свого початку; перевірте обидві дати",
            "the term ends before it starts; check both dates",
        ),
    ),
    Order(
        "convictions",
        "committed_on",
        "birth_date",
        Text(
            "вчинено до народження особи; перевірте обидві дати",
            "committed before the person was born; check both dates",
        ),
    ),
    Order(
        "convictions",
        "expunges_on",
        "committed_on",
        Text(
            "судимість погашається до дня вчинення; перевірте обидві дати",
            "the record is expunged before the offence was committed; check both dates",
        ),
    ),
)
NOT_YET = (
    (
        "persons",
        "birth_date",
        Text("дата народження в майбутньому; перевірте її", "the date of birth is in the future; check it"),
    ),
    (
        "convictions",
        "committed_on",
        Text("дата вчинення в майбутньому; перевірте її", "the date of the offence is in the future; check it"),
    ),
)
"""Columns whose day may not be later than today."""


def date_problems(frames: Mapping[str, pl.DataFrame], today: date) -> pl.DataFrame:
    """Every row whose days contradict each other or today; a day that is not known contradicts nothing."""
    births = frames["persons"].select("person_id", "birth_date").drop_nulls().unique("person_id", keep="none")
    found = [no_problems()]
    for table, column, reason in NOT_YET:
        found.append(_problems(table, column, frames[table].filter(pl.col(column) > today), reason))
    for order in ORDERS:
        frame = frames[order.table]
        if order.after == "birth_date":
            frame = frame.select(ROW, "person_id", order.column).join(
                births, on="person_id", how="inner", maintain_order="left"
            )
        found.append(
            _problems(order.table, order.column, frame.filter(pl.col(order.column) < pl.col(order.after)), order.reason)
        )
    return pl.concat(found)


def _problems(table: str, column: str, rows: pl.DataFrame, reason: Text) -> pl.DataFrame:
    return rows.select(
        pl.lit(table).alias("table"),
        pl.col(ROW).cast(pl.Int64()),
        pl.lit(column).alias("column"),
        pl.col(column).cast(pl.String()).alias("value"),
        pl.lit(reason.uk).alias("reason_uk"),
        pl.lit(reason.en).alias("reason_en"),
    )
