#!/usr/bin/env python3
"""Check a Poruka checkpoint, or a proof about it, without Poruka.

    python3 check_checkpoint.py signature   CHECKPOINT                  --key KEY
    python3 check_checkpoint.py consistency OLD NEW PROOF               --key KEY
    python3 check_checkpoint.py inclusion   RECORD.json PROOF           --key KEY

KEY is the log's public key, as text or as the name of a file; each of the others is the name of a file. Exit code: 0
what is claimed holds, 1 it does not, 2 a file is not what it should be. Needs Python 3.9 and ``cryptography``.

It shares no code with Poruka on purpose: it follows RFC 9162 (the tree), RFC 8785 (canonical JSON), RFC 8032 (Ed25519)
and the C2SP documents signed-note, tlog-checkpoint and tlog-proof.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Key = tuple[str, bytes, bytes]
Say = Callable[..., None]

HOLDS, FAILS, UNREADABLE = 0, 1, 2
DASH = "\u2014 "
INCLUSION = "c2sp.org/tlog-proof@v1"
CONSISTENCY = "poruka/consistency@v1"

WORDS = {
    "key": ("це не відкритий ключ журналу", "this is not a log's public key"),
    "note": ("це не контрольна точка", "this is not a checkpoint"),
    "proof": ("це не доказ", "this is not a proof"),
    "record": ("це не запис", "this is not a record"),
    "file": ("файл не вдалося прочитати", "the file cannot be read"),
    "signature": ("підпис не від цього ключа", "the signature is not of this key"),
    "signed": ("підпис справжній", "the signature is genuine"),
    "head": ("записів: {size}, час: {at}, корінь: {root}", "records: {size}, time: {at}, root: {root}"),
    "order": ("старішу контрольну точку називають першою", "the older checkpoint comes first"),
    "consistent": (
        "між двома точками нічого не змінено і не вилучено",
        "nothing was changed or dropped between the two",
    ),
    "inconsistent": ("журнал між двома точками переписано", "the log was rewritten between the two"),
    "included": ("запис є в журналі: місце {seq}", "the record is in the log: place {seq}"),
    "excluded": ("такого запису в журналі немає", "there is no such record in the log"),
}


class Unreadable(Exception):
    """A file is not what it should be; the arguments are a word of WORDS and the name of the file."""


class Fails(Exception):
    """What is claimed does not hold; the argument is a word of WORDS."""


def sha256(data: bytes) -> bytes:
    """The 32 bytes of a hash."""
    return hashlib.sha256(data).digest()


def read(name: str) -> str:
    """A file's text."""
    try:
        return Path(name).read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        raise Unreadable("file", name) from None


def decoded(text: str, kind: str, name: str, length: int | None = None) -> bytes:
    """What a Base64 text stands for, if it is of that length and written in the one way."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        raise Unreadable(kind, name) from None
    if base64.b64encode(raw).decode() != text or length not in (None, len(raw)):
        raise Unreadable(kind, name)
    return raw


def whole_number(text: str, kind: str, name: str) -> int:
    """A number, if it is written in the one way."""
    if not text.isascii() or not text.isdigit() or str(int(text)) != text:
        raise Unreadable(kind, name)
    return int(text)


def public_key(given: str) -> Key:
    """The name of the log, the key's id and its 32 bytes."""
    text = (read(given) if Path(given).is_file() else given).strip()
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    raw = decoded(encoded, "key", given, 33)
    expected = sha256(name.encode() + b"\n" + raw)[:4]
    if not name or raw[:1] != b"\x01" or expected.hex() != key_id:
        raise Unreadable("key", given)
    return name, expected, raw[1:]


def opened(note: str, key: Key, name: str) -> tuple[int, bytes, str]:
    """Size, root and moment of a checkpoint that the key has signed."""
    text, gap, rest = note.partition("\n\n")
    lines = text.split("\n")
    if not gap or len(lines) < 3 or not all(lines):
        raise Unreadable("note", name)
    log, key_id, raw = key
    size, root = whole_number(lines[1], "note", name), decoded(lines[2], "note", name, 32)
    start = f"{DASH}{log} "
    for line in rest.splitlines():
        if line.startswith(start) and lines[0] == log:
            signature = decoded(line[len(start) :], "note", name, 68)
            if signature[:4] == key_id and genuine(raw, signature[4:], text + "\n"):
                return size, root, " ".join(lines[3:])
    raise Fails("signature")


def genuine(raw: bytes, signature: bytes, text: str) -> bool:
    """Whether the signature is of the key."""
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, text.encode())
    except InvalidSignature:
        return False
    return True


def split(size: int) -> int:
    """The largest power of two smaller than size."""
    return 1 << ((size - 1).bit_length() - 1)


def node(left: bytes, right: bytes) -> bytes:
    """The hash of a node of the tree."""
    return sha256(b"\x01" + left + right)


def root_from_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root that the path leads to from the leaf (the definition in RFC 9162, 2.1.3, read backwards)."""
    if size == 1:
        if path:
            raise Fails("excluded")
        return leaf
    if not path:
        raise Fails("excluded")
    half = split(size)
    if index < half:
        return node(root_from_inclusion(leaf, index, half, path[:-1]), path[-1])
    return node(path[-1], root_from_inclusion(leaf, index - half, size - half, path[:-1]))


def roots_from_consistency(
    old: int, new: int, path: Sequence[bytes], old_root: bytes, *, whole: bool = True
) -> tuple[bytes, bytes]:
    """The older and the newer root that the path leads to (the definition in RFC 9162, 2.1.4, read backwards)."""
    if old == new:
        if whole:
            known, rest = old_root, path
        elif path:
            known, rest = path[-1], path[:-1]
        else:
            raise Fails("inconsistent")
        if rest:
            raise Fails("inconsistent")
        return known, known
    if not path:
        raise Fails("inconsistent")
    half = split(new)
    if old <= half:
        before, after = roots_from_consistency(old, half, path[:-1], old_root, whole=whole)
        return before, node(after, path[-1])
    before, after = roots_from_consistency(old - half, new - half, path[:-1], old_root, whole=False)
    return node(path[-1], before), node(path[-1], after)


def hashed(text: str, name: str) -> tuple[int, bytes]:
    """A record's place in the log and its hash, from its JSON in any form (RFC 8785; records hold no fractions)."""

    def refuse(_: str) -> None:
        raise Unreadable("record", name)

    try:
        record = json.loads(text, parse_float=refuse, parse_constant=refuse)
        written = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except ValueError:
        raise Unreadable("record", name) from None
    if not isinstance(record, dict) or not isinstance(record.get("seq"), int):
        raise Unreadable("record", name)
    return record["seq"], sha256(written)


def check_signature(arguments: argparse.Namespace, say: Say) -> None:
    """The checkpoint is signed by the key."""
    key = public_key(arguments.key)
    size, root, at = opened(read(arguments.checkpoint), key, arguments.checkpoint)
    say("signed")
    say("head", size=size, at=at, root=root.hex())


def check_consistency(arguments: argparse.Namespace, say: Say) -> None:
    """The newer checkpoint's log begins with the older one's."""
    key = public_key(arguments.key)
    old, old_root, _ = opened(read(arguments.old), key, arguments.old)
    new, new_root, _ = opened(read(arguments.new), key, arguments.new)
    if old > new:
        raise Fails("order")
    lines = read(arguments.proof).rstrip("\n").split("\n")
    if lines[:3] != [CONSISTENCY, f"old {old}", f"new {new}"]:
        raise Unreadable("proof", arguments.proof)
    path = [decoded(line, "proof", arguments.proof, 32) for line in lines[3:]]
    empty_before = old_root == sha256(b"") and not path
    holds = empty_before if old == 0 else roots_from_consistency(old, new, path, old_root) == (old_root, new_root)
    if not holds:
        raise Fails("inconsistent")
    say("consistent")


def check_inclusion(arguments: argparse.Namespace, say: Say) -> None:
    """The record is in the log that the checkpoint inside the proof describes."""
    key = public_key(arguments.key)
    head, gap, note = read(arguments.proof).partition("\n\n")
    lines = head.split("\n")
    if not gap or lines[0] != INCLUSION or len(lines) < 2 or not lines[1].startswith("index "):
        raise Unreadable("proof", arguments.proof)
    index = whole_number(lines[1][len("index ") :], "proof", arguments.proof)
    path = [decoded(line, "proof", arguments.proof, 32) for line in lines[2:]]
    size, root, _ = opened(note, key, arguments.proof)
    seq, entry = hashed(read(arguments.record), arguments.record)
    leaf = sha256(b"\x00" + entry)
    if index >= size or seq != index + 1 or root_from_inclusion(leaf, index, size, path) != root:
        raise Fails("excluded")
    say("included", seq=seq)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(
        description="Перевірка контрольної точки журналу Поруки. Check a checkpoint of Poruka's log."
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for name, check, files in (
        ("signature", check_signature, ("checkpoint",)),
        ("consistency", check_consistency, ("old", "new", "proof")),
        ("inclusion", check_inclusion, ("record", "proof")),
    ):
        command = commands.add_parser(name)
        for file in files:
            command.add_argument(file)
        command.add_argument("--key", required=True)
        command.add_argument("--lang", choices=("uk", "en"), default="uk")
        command.set_defaults(check=check)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Check what is asked and return the exit code."""
    arguments = parser().parse_args(argv)

    def say(word: str, **values: Any) -> None:
        print(WORDS[word][arguments.lang == "en"].format(**values))

    try:
        arguments.check(arguments, say)
    except Fails as fails:
        say(fails.args[0])
        return FAILS
    except Unreadable as unreadable:
        word, name = unreadable.args
        print(f"{name}: {WORDS[word][arguments.lang == 'en']}")
        return UNREADABLE
    return HOLDS


if __name__ == "__main__":
    sys.exit(main())
