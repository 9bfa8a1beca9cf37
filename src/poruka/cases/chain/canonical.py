"""A JSON value has one way of being written down (RFC 8785), so that its hash is the same wherever it is computed.

Records know no fractions (an amount is a whole number or a text) and no keys beyond the basic plane of Unicode. Within
those bounds Python's own encoder writes what RFC 8785 asks, twenty times faster than a separate library; a property
test holds it to the library ``rfc8785``.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from poruka.cases.chain.errors import BadRecord
from poruka.law.text import Text

JSON: TypeAlias = "Mapping[str, JSON] | Sequence[JSON] | str | int | bool | None"

LARGEST = 2**53 - 1
"""RFC 8785 takes numbers as IEEE 754 doubles: whole ones are exact up to here."""
DEEPEST = 16
LONGEST = 100_000
"""Characters of one record's fields: a file belongs beside the chain, with its digest in it."""

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode


def canonical(value: JSON) -> str:
    """The value as RFC 8785 writes it.

    Raises BadRecord for what a record cannot hold: a fraction, a whole number beyond ``LARGEST``, half a surrogate
    pair, a key that is no text or lies beyond the basic plane, more than ``DEEPEST`` levels or ``LONGEST`` characters.
    """
    _check(value, DEEPEST)
    text = _encode(value)
    if len(text) > LONGEST:
        raise _refused("запис задовгий; великий текст додайте файлом", "it is too long; attach a long text as a file")
    return text


def _check(value: object, levels: int) -> None:
    if levels < 0:
        raise _refused("забагато вкладених частин", "its parts are nested too deep")
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, Mapping):
        for key, part in value.items():
            _check_key(key)
            _check(part, levels - 1)
    elif isinstance(value, list | tuple):
        for part in value:
            _check(part, levels - 1)
    elif isinstance(value, int):
        if not -LARGEST <= value <= LARGEST:
            raise _refused("число завелике", "a number is too large")
    elif value is not None:
        raise _refused(f"{type(value).__name__} не можна записати", f"{type(value).__name__} cannot be recorded")


def _check_key(key: object) -> None:
    if not isinstance(key, str):
        raise _refused("назва поля має бути текстом", "the name of a field must be a text")
    _check_text(key)
    if any(character > "\uffff" for character in key):
        raise _refused("недозволений знак у назві поля", "a character is not allowed in the name of a field")


def _check_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise _refused("текст пошкоджено; введіть його ще раз", "a text is damaged; type it again") from None


def _refused(uk: str, en: str) -> BadRecord:
    return BadRecord(Text(f"Запис не збережено: {uk}.", f"The record was not kept: {en}."))
