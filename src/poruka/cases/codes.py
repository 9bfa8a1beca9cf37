"""The short code on a paper: ten characters of the record's hash, easy to read aloud and to type."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U."""
LENGTH = 10
MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


def code_of(hash_: str) -> str:
    """The code of a record, as ``7K3QW-0ZB4M``: the first 50 bits of its SHA-256."""
    bits = int(hash_, 16) >> (256 - 5 * LENGTH)
    digits = "".join(ALPHABET[bits >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return f"{digits[:5]}-{digits[5:]}"


def prefix_of(code: str) -> str | None:
    """The hexadecimal beginning of the hashes that a code stands for (48 of its 50 bits); None if it is not a code.

    Letters that are easily misread, spaces and small letters are forgiven.
    """
    plain = code.strip().upper().translate(MISREAD)
    if len(plain) != LENGTH or any(character not in ALPHABET for character in plain):
        return None
    bits = 0
    for character in plain:
        bits = bits << 5 | ALPHABET.index(character)
    return f"{bits >> 2:012x}"


def same(code: str, hash_: str) -> bool:
    """Whether the code, however it was typed, is that of the record."""
    return code_of(hash_).replace("-", "") == code.strip().upper().translate(MISREAD)
