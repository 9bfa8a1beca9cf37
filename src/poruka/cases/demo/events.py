"""What makes up one life in the demo country: events, and the clock they happen by."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from poruka.access.actors import Actor


@dataclass(frozen=True, slots=True)
class Event:
    """A record to be made: who makes it, when it happened, what it says."""

    actor: Actor
    type: str
    at: datetime
    fields: dict[str, Any] = field(default_factory=dict)


class Clock:
    """The time in one life. Steps are taken in working hours."""

    def __init__(self, start: datetime, chance: random.Random) -> None:
        self.now, self.chance = start, chance

    def days(self, least: float, most: float) -> datetime:
        """So many days later, at some minute between nine and five."""
        later = self.now + timedelta(days=self.chance.uniform(least, most))
        self.now = max(
            later.replace(hour=self.chance.randrange(9, 17), minute=self.chance.randrange(60), second=0),
            self.now + timedelta(minutes=11),
        )
        return self.now

    def hours(self, least: float, most: float) -> datetime:
        """So many hours later."""
        self.now += timedelta(hours=self.chance.uniform(least, most))
        return self.now
