"""What a record says, field by field, in words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from poruka.cases.catalogue.kinds import Field, RecordType
from poruka.law.text import Text
from poruka.web.casework import clock
from poruka.web.casework.fields import capital

_YES_NO = {True: Text("так", "yes"), False: Text("ні", "no")}


@dataclass(frozen=True, slots=True)
class Fact:
    """A field and what it says."""

    label: Text
    value: Text


def facts(kind: RecordType, fields: Mapping[str, Any], names: Mapping[str, Text]) -> tuple[Fact, ...]:
    """The fields that are filled in, in the order of the catalogue."""
    return tuple(
        Fact(capital(field.label), words(field, fields[field.name], names))
        for field in kind.fields
        if fields.get(field.name) is not None
    )


def words(field: Field, value: Any, names: Mapping[str, Text]) -> Text:
    """A value in words; ``names`` are those of offices."""
    match field.kind:
        case "yes_no":
            return _YES_NO[bool(value)]
        case "choice":
            return _choice(field, value)
        case "choices":
            chosen = [_choice(field, item) for item in value]
            return Text("; ".join(t.uk for t in chosen), "; ".join(t.en for t in chosen))
        case "date":
            return _dated(date.fromisoformat(value))
        case "moment":
            return _dated(datetime.fromisoformat(value))
        case "office":
            return names.get(value, Text(str(value), str(value)))
        case _:
            return Text(str(value), str(value))


def _choice(field: Field, value: Any) -> Text:
    """An answer in words; one that the catalogue no longer has is shown as it was recorded."""
    return next((choice.text for choice in field.choices if choice.id == value), Text(str(value), str(value)))


def _dated(when: date | datetime) -> Text:
    return Text(clock.moment_words(when, "uk"), clock.moment_words(when, "en"))
