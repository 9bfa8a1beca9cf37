"""A checkpoint: what the log was at a moment, signed, as a few lines of text that an outsider keeps.

The form is that of transparency logs elsewhere (C2SP signed-note and tlog-checkpoint, Ed25519), so their tools read it:
origin, size, root in Base64, a line with the moment, an empty line, and a signature.
"""

import base64
import binascii
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from poruka.cases.chain.errors import ChainError
from poruka.cases.chain.moments import instant_of, instant_text
from poruka.law.text import Text

ED25519 = b"\x01"
KEY_LENGTH = 32
ID_LENGTH = 4
DASH = "\u2014 "
PRIVATE = "PRIVATE+KEY+"


class BadNote(ChainError):
    """A text is not a checkpoint, or not one that the key at hand has signed."""


class BadKey(ChainError):
    """A text is not a key, or its name cannot be the name of a log."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What a checkpoint is checked with: the log's name and 32 bytes. ``text`` is what is published."""

    name: str
    raw: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys apart."""
        return _key_id(self.name, self.raw)

    @property
    def text(self) -> str:
        """``name+id+key``, as other logs publish theirs."""
        return f"{self.name}+{self.id.hex()}+{_base64(ED25519 + self.raw)}"

    @classmethod
    def of(cls, text: str) -> "PublicKey":
        """The key a text names. Raises BadKey."""
        name, key_id, raw = _parts(text)
        key = cls(name, raw)
        if key.id.hex() != key_id:
            raise _bad_key()
        return key


@dataclass(frozen=True, slots=True)
class SigningKey:
    """What a checkpoint is signed with. ``text`` is the content of the key file, which nobody else may read."""

    name: str
    seed: bytes

    @classmethod
    def made(cls, name: str) -> "SigningKey":
        """A new key for the log of that name. Raises BadKey for a name with spaces or a plus sign."""
        if not name or "+" in name or len(name) > 200 or any(c.isspace() or not c.isprintable() for c in name):
            raise _bad_key()
        return cls(name, os.urandom(KEY_LENGTH))

    @property
    def public(self) -> PublicKey:
        """The key to be published."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return PublicKey(self.name, Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw())

    @property
    def text(self) -> str:
        """``PRIVATE+KEY+name+id+key``, as other logs keep theirs."""
        return f"{PRIVATE}{self.name}+{self.public.id.hex()}+{_base64(ED25519 + self.seed)}"

    @classmethod
    def of(cls, text: str) -> "SigningKey":
        """The key in a key file. Raises BadKey."""
        if not text.startswith(PRIVATE):
            raise _bad_key()
        name, key_id, seed = _parts(text.removeprefix(PRIVATE))
        key = cls(name, seed)
        if key.public.id.hex() != key_id:
            raise _bad_key()
        return key

    def sign(self, text: str) -> str:
        """The text, which ends with a line's end, and the signature under it."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())
        return f"{text}\n{DASH}{self.name} {_base64(self.public.id + signature)}\n"


@dataclass(frozen=True, slots=True)
class Head:
    """What the log was: ``size`` records, the ``root`` of the tree over them, at the moment ``at`` (UTC)."""

    origin: str
    size: int
    root: bytes
    at: datetime

    @property
    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n{instant_text(self.at)}\n"

    @classmethod
    def of(cls, text: str) -> "Head":
        """The head a text describes. Raises BadNote where the text has another form."""
        try:
            origin, size, root, at = text.removesuffix("\n").split("\n")
            head = cls(origin, int(size), base64.b64decode(root, validate=True), instant_of(at))
        except (ValueError, binascii.Error):
            raise _bad_note() from None
        if head.text != text or len(head.root) != KEY_LENGTH:
            raise _bad_note()
        return head


def opened(note: str, keys: Iterable[PublicKey]) -> Head:
    """The head in a signed note. Raises BadNote unless one of the keys has signed it for the log of its name."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    text, gap, signatures = note.partition("\n\n" + DASH)
    head = Head.of(text + "\n")
    for key in keys:
        for line in (DASH + signatures).removesuffix("\n").split("\n") if gap else ():
            id_, signature = _signature(line, key.name)
            if id_ == key.id and key.name == head.origin:
                try:
                    Ed25519PublicKey.from_public_bytes(key.raw).verify(signature, head.text.encode())
                except InvalidSignature:
                    continue
                return head
    raise BadNote(
        Text(
            "Контрольну точку не підписано жодним із відомих ключів.",
            "The checkpoint is not signed by any of the known keys.",
        )
    )


def _signature(line: str, name: str) -> tuple[bytes, bytes]:
    """The key's id and the signature in a line, both empty where the line is another key's."""
    start = f"{DASH}{name} "
    try:
        raw = base64.b64decode(line.removeprefix(start), validate=True) if line.startswith(start) else b""
    except ValueError:
        raw = b""
    # Base64 has spare bits: what is not written in the one way is no signature (RFC 4648, 3.5).
    written = line == start + _base64(raw)
    return (raw[:ID_LENGTH], raw[ID_LENGTH:]) if written else (b"", b"")


def _key_id(name: str, raw: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + raw).digest()[:ID_LENGTH]


def _parts(text: str) -> tuple[str, str, bytes]:
    try:
        name, key_id, encoded = text.strip().split("+", 2)
        raw = base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error):
        raise _bad_key() from None
    if raw[:1] != ED25519 or len(raw) != KEY_LENGTH + 1 or not name:
        raise _bad_key()
    return name, key_id, raw[1:]


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bad_key() -> BadKey:
    return BadKey(
        Text(
            "Це не ключ. Ключ – це один рядок: назва журналу без пробілів і знака «+», номер і сам ключ.",
            "This is not a key. A key is one line: the log's name without spaces or “+”, a number and the key itself.",
        )
    )


def _bad_note() -> BadNote:
    return BadNote(
        Text(
            "Це не контрольна точка: рядки мають бути такими, як у docs/chain.md.",
            "This is not a checkpoint: its lines must be as docs/chain.md says.",
        )
    )
