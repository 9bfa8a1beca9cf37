"""Moments and days as records keep them: text of one form, so that the bytes stored are the bytes hashed.

A moment is UTC in RFC 3339 with microseconds, ``2026-03-05T08:00:00.000000Z``; a day is ``2026-03-05``. Such texts sort
by time. People see Kyiv time.
"""

import re
from datetime import UTC, date, datetime

from poruka.cases.chain.errors import BadRecord
from poruka.law.calendar import KYIV
from poruka.law.text import Text

DAY_LENGTH = len("2026-03-05")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


def instant_text(moment: datetime) -> str:
    """The moment in UTC, to the microsecond. Raises BadRecord for one without a time zone."""
    if moment.utcoffset() is None:
        raise BadRecord(
            Text(
                "Запис не збережено: час без часового поясу.",
                "The record was not kept: a moment without a time zone.",
            )
        )
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def instant_of(text: str) -> datetime:
    """The moment a text of that form names, in UTC. Raises ValueError for another form."""
    if not INSTANT.fullmatch(text):
        raise ValueError(f"{text!r} is not a moment in UTC with microseconds")
    return datetime.fromisoformat(text)


def happened_text(when: date | datetime) -> str:
    """A moment or, where only the day is known, a day."""
    return instant_text(when) if isinstance(when, datetime) else when.isoformat()


def happened_of(text: str) -> date | datetime:
    """The day, or the moment in Kyiv time, that a text of those forms names. Raises ValueError for another form."""
    if len(text) == DAY_LENGTH:
        return date.fromisoformat(text)
    return instant_of(text).astimezone(KYIV)


def day_of(when: date | datetime) -> date:
    """The day in Kyiv on which it happened."""
    return when.astimezone(KYIV).date() if isinstance(when, datetime) else when
