"""Columns that keep exactly the text that was hashed, and give the programmer typed values."""

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db import models

from poruka.cases.chain.canonical import canonical
from poruka.cases.chain.moments import happened_of, happened_text, instant_of, instant_text

if TYPE_CHECKING:
    WholeColumn: TypeAlias = models.BigIntegerField[int, int]
    InstantColumn: TypeAlias = models.CharField[datetime, datetime]
    HappenedColumn: TypeAlias = models.CharField[date | datetime, date | datetime]
    JSONColumn: TypeAlias = models.TextField[Any, Any]
else:
    WholeColumn, JSONColumn = models.BigIntegerField, models.TextField
    InstantColumn = HappenedColumn = models.CharField

HASH = 64
INSTANT = len("2026-03-05T08:00:00.000000Z")


class Position(WholeColumn):
    """A place in the log. On SQLite it is the row's own number, so that walking the log is walking the table."""

    def db_type(self, connection: Any) -> str:
        return "integer" if connection.vendor == "sqlite" else "bigint"


class Instant(InstantColumn):
    """A moment in UTC, as RFC 3339 text; it compares and sorts by time."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": INSTANT, **options})

    def from_db_value(self, value: str | None, *_: object) -> datetime | None:
        return None if value is None else instant_of(value)

    def get_prep_value(self, value: Any) -> Any:
        return instant_text(value) if isinstance(value, datetime) else value


class Happened(HappenedColumn):
    """A moment or a day, as text; of moments and days it sorts each kind by time."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": INSTANT, **options})

    def from_db_value(self, value: str | None, *_: object) -> date | datetime | None:
        return None if value is None else happened_of(value)

    def get_prep_value(self, value: Any) -> Any:
        return happened_text(value) if isinstance(value, date) else value


class CanonicalJSON(JSONColumn):
    """A JSON object, as RFC 8785 writes it."""

    def from_db_value(self, value: str | None, *_: object) -> Any:
        return None if value is None else json.loads(value)

    def get_prep_value(self, value: Any) -> Any:
        return value if value is None else canonical(value)
