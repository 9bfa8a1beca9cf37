"""Database columns and constraints made from the declaration of format 1, so that the two cannot drift apart."""

from collections.abc import Iterator
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db import models

from poruka.law.facts import Column, Table
from poruka.register.layout import BOUNDS, LONGEST_ITEMS, longest

LONGEST_CODE = 32


def text(table: Table, name: str, **options: Any) -> "models.CharField[str | None, str | None]":
    """A column of text, a code, or items; null means not known."""
    column = table.column(name)
    length = {"code": LONGEST_CODE, "items": LONGEST_ITEMS}.get(column.kind) or longest(name)
    return models.CharField(max_length=length, **_common(column), **options)


def day(table: Table, name: str) -> "models.DateField[date | None, date | None]":
    """A calendar day; null means not known."""
    return models.DateField(**_common(table.column(name)))


def yes_no(table: Table, name: str) -> "models.BooleanField[bool | None, bool | None]":
    """Yes, no, or null: not known."""
    return models.BooleanField(**_common(table.column(name)))


def whole(table: Table, name: str) -> "models.IntegerField[int | None, int | None]":
    """A whole number; null means not known."""
    return models.IntegerField(**_common(table.column(name)))


def _common(column: Column) -> dict[str, Any]:
    may_be_unknown = not column.required and column.default is None
    return {"null": may_be_unknown, "blank": may_be_unknown, "verbose_name": column.label.uk}


def constraints(table: Table) -> Iterator[models.CheckConstraint]:
    """What format 1 says of single cells: codes are listed ones, numbers within bounds, required texts not empty."""
    for column in table.columns:
        name, label = f"{table.name}_{column.name}", column.label
        if column.kind == "code":
            yield models.CheckConstraint(
                name=f"{name}_listed",
                # Not "in": SQLite builds a table for the list again at every row, which doubles the time of an import.
                condition=reduce(or_, (models.Q(**{column.name: value}) for value in column.values)),
                violation_error_message=(
                    f"{label.uk}: можливі лише значення {', '.join(column.values)}. / "
                    f"{label.en}: only {', '.join(column.values)} are possible."
                ),
            )
        elif column.kind == "int":
            lowest, highest = BOUNDS[column.name]
            yield models.CheckConstraint(
                name=f"{name}_bounds",
                condition=models.Q(**{f"{column.name}__gte": lowest, f"{column.name}__lte": highest}),
                violation_error_message=(
                    f"{label.uk}: число має бути від {lowest} до {highest}. / "
                    f"{label.en}: the number must be between {lowest} and {highest}."
                ),
            )
        elif column.required:
            yield models.CheckConstraint(
                name=f"{name}_filled",
                condition=~models.Q(**{column.name: ""}),
                violation_error_message=f"{label.uk}: заповніть це поле. / {label.en}: fill this in.",
            )


def not_before(table: Table, name: str, after: str) -> models.CheckConstraint:
    """Two days of one row in their natural order."""
    later, earlier = table.column(name).label, table.column(after).label
    return models.CheckConstraint(
        name=f"{table.name}_{name}_not_before_{after}"[:63],
        condition=models.Q(**{f"{name}__gte": models.F(after)}),
        violation_error_message=(
            f"{later.uk} не може бути раніше, ніж {earlier.uk}. / The {later.en} cannot be before the {earlier.en}."
        ),
    )
