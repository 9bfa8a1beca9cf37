"""What an operator does with the chain: check it, make a key, sign a checkpoint, give out a proof.

Each function prints its outcome and returns an exit code; a mistake is a ChainError with a sentence.
"""

import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from poruka.cases.chain.case_ids import typed
from poruka.cases.chain.errors import ChainError
from poruka.cases.chain.note import Head, PublicKey, SigningKey
from poruka.law.text import Text

OK, BROKEN = 0, 1
EVERY = 0.2
"""Seconds between two words of progress."""


def verify_command(database_url: str | None, lang: str, keys: Sequence[str] = ()) -> int:
    """Check every chain. 0: whole; 1: broken, and the first broken record is named.

    ``keys`` are public keys that checkpoints must be signed with, as text or as names of files that hold one. Raises
    ChainError where there is nothing to check.
    """
    from poruka.cases.chain.connecting import connect
    from poruka.cases.chain.verify import verify

    trusted = [PublicKey.of(_read(Path(key)) if Path(key).is_file() else key) for key in keys]
    report = verify(connect(database_url), trusted, _progress(lang))
    for text in (report.text, *report.notices):
        print(text.of(lang))
    return OK if report.whole else BROKEN


def key_command(name: str, path: Path, lang: str) -> int:
    """Make a signing key for the log called ``name`` and print its public part, which is to be published.

    Raises ChainError where the file is there already or the name cannot be used.
    """
    key = SigningKey.made(name)
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise ChainError(
            Text(f"Файл {path} уже є; ключ не створено.", f"The file {path} is there already; no key was made.")
        ) from None
    except OSError as wrong:
        raise _cannot_write(path, wrong) from None
    with os.fdopen(file, "w", encoding="utf-8") as out:
        out.write(key.text + "\n")
    print(
        Text(f"Ключ записано в {path}. Нікому його не давайте.", f"The key is in {path}. Give it to nobody.").of(lang)
    )
    print(Text("Відкритий ключ, який треба оприлюднити:", "The public key, to be published:").of(lang))
    print(key.public.text)
    return OK


def sign_command(key_file: Path, lang: str, out: Path | None = None) -> int:
    """Check the chain, sign it as it stands, keep the checkpoint in the database and print it (or write it to ``out``).

    1 where the chain is broken: what does not verify is not signed. Raises ChainError.
    """
    from poruka.cases.chain.checkpoint import make_checkpoint
    from poruka.cases.chain.connecting import connect
    from poruka.cases.chain.verify import verify

    key = SigningKey.of(_read(key_file))
    report = verify(connect(None), progress=_progress(lang))
    if not report.whole:
        print(report.text.of(lang))
        print(Text("Контрольну точку не підписано.", "No checkpoint was signed.").of(lang))
        return BROKEN
    _give(make_checkpoint(key, datetime.now(UTC)).note, out)
    return OK


def prove_command(case: str, number: int, record_out: Path, proof_out: Path | None = None) -> int:
    """Write a record's JSON to ``record_out``; print the proof that it is in the log, or write it to ``proof_out``.

    Raises ChainError for a record that is not there or that no checkpoint covers yet.
    """
    from poruka.cases.chain.checkpoint import inclusion_proof
    from poruka.cases.chain.connecting import connect
    from poruka.cases.chain.store import records_of
    from poruka.cases.models import Checkpoint

    connection = connect(None)
    record = next((record for record in records_of(typed(case)) if record.number == number), None)
    if record is None:
        raise ChainError(Text(f"У справі {case} немає запису {number}.", f"Case {case} has no record {number}."))
    checkpoint = Checkpoint.objects.filter(size__gte=record.seq).order_by("id").last()
    if checkpoint is None:
        raise ChainError(
            Text(
                "Після цього запису ще не було контрольної точки. Спершу підпишіть її.",
                "No checkpoint was signed since this record. Sign one first.",
            )
        )
    _give(record.json, record_out)
    _give(inclusion_proof(connection, record.seq, checkpoint.size, checkpoint.note), proof_out)
    return OK


def compare_command(old: Path, new: Path, out: Path | None = None) -> int:
    """Print the proof that nothing was changed or dropped between two checkpoints (or write it to ``out``).

    Raises ChainError where a file is no checkpoint, the second is the older, or the log has fewer records by now.
    """
    from poruka.cases.chain.checkpoint import consistency_proof, log_head
    from poruka.cases.chain.connecting import connect

    first, second = (Head.of(_read(path).partition("\n\n")[0] + "\n") for path in (old, new))
    if first.size > second.size:
        raise ChainError(Text("Спершу назвіть старішу контрольну точку.", "Name the older checkpoint first."))
    connection, there = connect(None), log_head().size
    if second.size > there:
        raise ChainError(
            Text(
                f"У контрольній точці записів {second.size}, а в базі лише {there}. Запустіть poruka verify.",
                f"The checkpoint has {second.size} records, the database only {there}. Run poruka verify.",
            )
        )
    _give(consistency_proof(connection, first.size, second.size), out)
    return OK


def _progress(lang: str) -> Callable[[int, int], None] | None:
    """What tells somebody at a terminal how far it has come, on one line that is wiped in the end."""
    if not sys.stderr.isatty():
        return None
    last = monotonic()

    def say(done: int, total: int) -> None:
        nonlocal last
        if done >= total:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
        elif monotonic() - last > EVERY:
            last = monotonic()
            words = Text(f"Перевірено {done} із {total}", f"Checked {done} of {total}").of(lang)
            print(f"\r{words}", end="", file=sys.stderr, flush=True)

    return say


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ChainError(Text(f"Файл {path} не вдалося прочитати.", f"The file {path} cannot be read.")) from None


def _give(text: str, out: Path | None) -> None:
    if out is None:
        print(text, end="" if text.endswith("\n") else "\n")
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as wrong:
        raise _cannot_write(out, wrong) from None


def _cannot_write(path: Path, wrong: OSError) -> ChainError:
    return ChainError(
        Text(
            f"Файл {path} не вдалося записати: {wrong.strerror}.",
            f"The file {path} cannot be written: {wrong.strerror}.",
        )
    )
