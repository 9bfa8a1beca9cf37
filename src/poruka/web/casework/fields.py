"""One field of a record on a page: drawn from the catalogue, read from what was typed, with its error in words. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

from poruka.cases.catalogue.kinds import Field
from poruka.law.text import Text
from poruka.web.casework import moments

SEALED = "sealed-"
"""How the names of sealed fields begin, so that they are never kept anywhere but in the compartment."""
OPEN = "f-"
YES, NO = "yes", "no"
YES_NO = ((YES, Text("Так", "Yes")), (NO, Text("Ні", "No")))
LONGEST_NUMBER = 5


class Data(Protocol):
    """What was sent with a form."""

    def getlist(self, key: str, /) -> list[Any]: ...


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose."""

    value: str
    text: Text
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Widget:
    """A field as it is put on the page.

    ``parts`` are what was typed: under "" for one input, or by part of a date. ``needed`` says when the field must be
    filled in, if not always.
    """

    name: str
    kind: str
    label: Text
    required: bool
    hint: Text | None = None
    parts: Mapping[str, str] | None = None
    options: tuple[Option, ...] = ()
    error: Text | None = None
    twice: bool = False
    sealed: bool = False
    needed: Text | None = None

    @property
    def text(self) -> str:
        return (self.parts or {}).get("", "")

    @property
    def first_input(self) -> str:
        """The id of the input that an error leads to."""
        return f"{self.name}-day" if self.kind in ("date", "moment") else self.name

    @property
    def dated(self) -> tuple[tuple[tuple[str, str, Text, int], ...], ...]:
        """The inputs of a date or a moment, the day and the time apart: part, what is typed, label, width."""
        groups = (moments.DAY_PARTS,) if self.kind == "date" else (moments.DAY_PARTS, moments.TIME_PARTS)
        return tuple(
            tuple((part, (self.parts or {}).get(part, ""), PARTS[part], 4 if part == "year" else 2) for part in group)
            for group in groups
        )

    @property
    def fold(self) -> str:
        return (self.parts or {}).get(moments.FOLD, "")


PARTS: Mapping[str, Text] = {
    "day": Text("День", "Day"),
    "month": Text("Місяць", "Month"),
    "year": Text("Рік", "Year"),
    "hour": Text("Години", "Hour"),
    "minute": Text("Хвилини", "Minutes"),
}


def capital(text: Text) -> Text:
    """The text with a capital first letter: labels of the catalogue are written as in the middle of a sentence."""
    return Text(text.uk[:1].upper() + text.uk[1:], text.en[:1].upper() + text.en[1:])


def name_of(field: Field) -> str:
    """The name and id of a field's input."""
    return (SEALED if field.sealed else OPEN) + field.name


def widget(field: Field, offices: Mapping[str, tuple[Option, ...]], needed: Text | None = None) -> Widget:
    """The field, empty. ``needed`` says when a field must be filled in that usually need not be."""
    return Widget(
        name=name_of(field),
        kind=field.kind,
        label=capital(field.label),
        required=field.required,
        hint=field.help or _HINTS.get(field.kind),
        needed=needed,
        parts={},
        options=_options(field, offices),
        sealed=field.sealed,
    )


_HINTS: Mapping[str, Text] = {
    "date": Text("Наприклад, 27\u00a03\u00a02026", "For example, 27\u00a03\u00a02026"),
    "moment": Text(
        "За київським часом. Наприклад, 27\u00a03\u00a02026, 14\u00a030",
        "Kyiv time. For example, 27\u00a03\u00a02026, 14\u00a030",
    ),
    "choices": Text("Можна позначити кілька", "More than one can be ticked"),
    "long_text": Text("Не більше 4000 знаків", "4000 characters at most"),
}


def _options(field: Field, offices: Mapping[str, tuple[Option, ...]]) -> tuple[Option, ...]:
    if field.kind == "yes_no":
        return tuple(Option(id, text) for id, text in YES_NO)
    if field.kind == "office":
        return offices.get(field.office or "", ())
    return tuple(Option(choice.id, capital(choice.text)) for choice in field.choices)


def filled(empty: Widget, data: Data) -> Widget:
    """The field with what was typed into it."""
    if empty.kind in ("date", "moment"):
        wanted = (*moments.MOMENT_PARTS, moments.FOLD)
        parts = {part: _last(data, f"{empty.name}-{part}") for part in wanted}
        return replace(empty, parts=parts)
    given = {str(value) for value in data.getlist(empty.name)}
    options = tuple(replace(option, chosen=option.value in given) for option in empty.options)
    return replace(empty, parts={"": _last(data, empty.name)}, options=options)


def _last(data: Data, name: str) -> str:
    values = data.getlist(name)
    return str(values[-1]).strip() if values else ""


def holding(empty: Widget, value: Any) -> Widget:
    """The field with a recorded value in it."""
    if value is None:
        return empty
    if empty.kind in ("date", "moment"):
        read: Callable[[str], date] = datetime.fromisoformat if empty.kind == "moment" else date.fromisoformat
        return replace(empty, parts=moments.parts_of(read(value) if isinstance(value, str) else value))
    words = {True: YES, False: NO}.get(value, value) if isinstance(value, bool) else value
    given = {str(item) for item in words} if isinstance(words, list) else {str(words)}
    options = tuple(replace(option, chosen=option.value in given) for option in empty.options)
    return replace(empty, parts={"": "" if isinstance(words, list) else str(words)}, options=options)


def read(shown: Widget) -> tuple[Any, Widget]:
    """The value a field holds, None where it is empty or wrong, and the field with its error if it is wrong."""
    if shown.kind in ("date", "moment"):
        found = (moments.read_day if shown.kind == "date" else moments.read_moment)(shown.parts or {})
        value = found.value.isoformat() if found.value else None
        return value, _with(replace(shown, twice=found.twice), found.problem)
    if shown.kind in ("choice", "yes_no", "office", "select"):
        return _chosen(shown)
    if shown.kind == "choices":
        return [option.value for option in shown.options if option.chosen] or None, shown
    if shown.kind == "number" and shown.text:
        digits = shown.text.isascii() and shown.text.isdigit() and len(shown.text) <= LONGEST_NUMBER
        problem = None if digits else Text("вкажіть ціле число цифрами", "give a whole number in figures")
        return int(shown.text) if digits else None, _with(shown, problem)
    return shown.text or None, shown


def _chosen(shown: Widget) -> tuple[Any, Widget]:
    chosen = next((option.value for option in shown.options if option.chosen), None)
    if chosen is None and shown.text:
        return None, _with(shown, Text("оберіть відповідь з переліку", "choose an answer from the list"))
    return chosen == YES if shown.kind == "yes_no" and chosen else chosen, shown


def _with(shown: Widget, problem: Text | None) -> Widget:
    if problem is None:
        return shown
    label = shown.label
    return replace(shown, error=Text(f"«{label.uk}»: {problem.uk}.", f"“{label.en}”: {problem.en}."))
