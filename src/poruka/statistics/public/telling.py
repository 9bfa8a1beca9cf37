"""How a published number stands in a document: a number, or nothing and the reason why. Pure."""

from collections.abc import Mapping
from typing import Any

from poruka.law.text import Text
from poruka.statistics.public.disclosure import Hidden, Shown


def told(number: Shown, name: str = "people") -> dict[str, Any]:
    """A number under its name, and ``hidden`` beside it: empty, or why there is none."""
    hidden = isinstance(number, Hidden)
    return {name: None if hidden else number, "hidden": str(number) if hidden else ""}


def number_of(row: Mapping[str, Any], name: str = "people") -> Shown:
    """The number of a row of a document."""
    return Hidden(row["hidden"]) if row["hidden"] else int(row[name])


def both(text: Text) -> dict[str, str]:
    """A text in both languages."""
    return {"uk": text.uk, "en": text.en}
