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


HELD_UP = 0.05
"""How often a step comes days late: somebody is ill, a paper is lost, there is no car. Then somebody's time runs out."""
MORNING, EVENING, FRIDAY = 8, 18, 4


class Clock:
    """The time in one life. Steps are taken in working hours; every so often one is held up."""

    def __init__(self, start: datetime, chance: random.Random) -> None:
        self.now, self.chance = start, chance

    def days(self, least: float, most: float) -> datetime:
        """So many days later, or the next working day, at some minute between nine and five."""
        later = self.now + timedelta(days=self.chance.uniform(least, most) + self._held_up())
        later += timedelta(days=7 - later.weekday() if later.weekday() > FRIDAY else 0)
        self.now = max(
            later.replace(hour=self.chance.randrange(9, 17), minute=self.chance.randrange(60), second=0),
            self.now + timedelta(minutes=11),
        )
        return self.now

    def hours(self, least: float, most: float) -> datetime:
        """So many hours later, on whatever day; what would come in the night comes in the morning."""
        later = self.now + timedelta(hours=self.chance.uniform(least, most), days=self._held_up())
        if not MORNING <= later.hour < EVENING:
            next_day = later + timedelta(days=later.hour >= EVENING)
            later = next_day.replace(hour=MORNING, minute=self.chance.randrange(60), second=0)
        self.now = max(later, self.now + timedelta(minutes=11))
        return self.now

    def _held_up(self) -> float:
        return self.chance.uniform(1, 20) if self.chance.random() < HELD_UP else 0
