"""The Ukrainian alphabet in a database that does not know it."""

from functools import reduce
from typing import Any

from django.db.models import Case, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Replace

STAND_INS = (
    ("Ґ", "Гӿ"),
    ("Є", "Еӿ"),
    ("І", "Иӿ"),
    ("Ї", "Иӿӿ"),
    ("ґ", "гӿ"),
    ("є", "еӿ"),
    ("і", "иӿ"),
    ("ї", "иӿӿ"),
)
"""Letters that databases without a Ukrainian collation put before А or after Я, and what sorts where they belong."""


def alphabetical(*columns: str) -> Any:
    """Text of the columns that sorts by the Ukrainian alphabet; null where the first is null."""
    first, *rest = columns
    whole: Any = Cast(first, TextField())
    for column in rest:
        whole = Concat(whole, _text(" "), Coalesce(Cast(column, TextField()), _text("")), output_field=TextField())
    sortable = reduce(lambda text, pair: Replace(text, _text(pair[0]), _text(pair[1])), STAND_INS, whole)
    return Case(When(**{f"{first}__isnull": False}, then=sortable), output_field=TextField())


def _text(letters: str) -> Value:
    return Value(letters, TextField())
