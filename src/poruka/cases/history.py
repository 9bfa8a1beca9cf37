"""A case as the procedure sees it: its records in order, with the corrected ones set aside. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a case. ``happened_at`` is when the event happened, ``made_at`` when it was written down."""

    number: int
    type: str
    fields: Mapping[str, Any]
    happened_at: datetime
    made_at: datetime
    made_by: str
    made_as: str
    office: str = ""
    supersedes: int | None = None

    def says(self, field: str, values: tuple[Any, ...]) -> bool:
        """Whether the field has one of the values; without a field, always."""
        return not field or self.fields.get(field) in values


@dataclass(frozen=True)
class History:
    """The records of one case, oldest first.

    A correction takes the place of the record it corrects: an application corrected after it was withdrawn stays
    withdrawn, and a ruling corrected after it was sent need not be sent again.
    """

    entries: tuple[Entry, ...] = ()

    @cached_property
    def standing(self) -> tuple[Entry, ...]:
        """The records that no later record supersedes, each in its place."""
        if not self._corrected:
            return self.entries
        gone = {entry.supersedes for entry in self.entries}
        left = (entry for entry in self.entries if entry.number not in gone)
        return tuple(sorted(left, key=self.place))

    @cached_property
    def _corrected(self) -> dict[int, int]:
        """By the number of a correction: the number of the record that it corrects in the end."""
        places: dict[int, int] = {}
        for entry in self.entries:
            if entry.supersedes is not None:
                places[entry.number] = places.get(entry.supersedes, entry.supersedes)
        return places

    @cached_property
    def _last(self) -> dict[str, Entry]:
        return {entry.type: entry for entry in self.standing}

    def place(self, entry: Entry) -> int:
        """The number of the record that an entry corrects in the end; its own where it corrects none."""
        return self._corrected.get(entry.number, entry.number)

    def without(self, entry: Entry) -> "History":
        """The history as if the record, and those it corrects, had not been made."""
        place = self.place(entry)
        return History(tuple(other for other in self.entries if self.place(other) != place))

    def last(self, *types: str) -> Entry | None:
        """The newest standing record of any of the types."""
        if len(types) == 1:
            return self._last.get(types[0])
        found = [entry for type in types if (entry := self._last.get(type))]
        return max(found, key=self.place, default=None)

    def all(self, type: str) -> tuple[Entry, ...]:
        """Every standing record of a type, oldest first."""
        if type not in self._last:
            return ()
        return tuple(entry for entry in self.standing if entry.type == type)

    def newer(self, entry: Entry, types: tuple[str, ...]) -> bool:
        """Whether a standing record of any of the types was made after the entry."""
        place = self.place(entry)
        for type in types:
            later = self._last.get(type)
            if later is not None and self.place(later) > place:
                return True
        return False
