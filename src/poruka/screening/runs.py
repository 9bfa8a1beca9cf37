"""Runs that are kept: made once, stored with everything needed to repeat them, repeated to the same bytes."""

import hashlib
import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from poruka.access.actors import Actor
from poruka.law.engine import Book, LawError
from poruka.law.text import Text
from poruka.law.ukraine import BOOK
from poruka.register.tables import Register, from_database
from poruka.screening.engine import screen
from poruka.screening.models import Determination, Run
from poruka.screening.output import digest

if TYPE_CHECKING:
    import polars as pl

Progress = Callable[[str, int, int], None]
BATCH = 2000
KEYS = {"persons": "person_id", "sentences": "sentence_id", "convictions": "conviction_id"}


def record_run(
    actor: Actor,
    as_of: date,
    *,
    readings: Mapping[str, str] | None = None,
    engine: str = "polars",
    progress: Progress | None = None,
) -> Run:
    """Apply the law to everybody in the register and keep the answers, in one transaction.

    Raises LawError for an unknown reading or engine, for a day before the law, and for an empty register.
    """
    started = timezone.now()
    register = from_database()
    if register.persons.is_empty():
        raise LawError(
            Text("Реєстр порожній. Спочатку імпортуйте реєстр.", "The register is empty. Import a register first.")
        )
    book = BOOK.adopt(readings or {})
    answers = screen(register, as_of, engine=engine, readings=readings)
    input_ = _without_names(register, book)
    masks = _Masks(book)
    with transaction.atomic():
        run = Run.objects.create(
            as_of=as_of,
            engine=engine,
            law_version=book.version(as_of),
            rules_digest=book.digest,
            readings=dict(book.readings),
            input=_packed(input_),
            input_hash=_hash(input_),
            output_hash=digest(answers),
            counts=counts(answers),
            conditions=list(masks.conditions),
            facts=list(masks.facts),
            questions=list(masks.questions),
            asked_by=actor.name,
            started=started,
            finished=started,
        )
        _store(run, answers, masks, progress)
        run.finished = timezone.now()
        run.save(update_fields=["finished"])
    return run


def repeat(run: Run) -> "pl.DataFrame":
    """The answers of a stored run, worked out again from its own input.

    Raises LawError if the rules in this version of the book differ from those the run used, or if the answers come out
    differently: then either the input was touched or the engine has a defect.
    """
    book = BOOK.adopt(run.readings)
    if book.digest != run.rules_digest:
        raise LawError(
            Text(
                f"Запуск {run.pk} зроблено за іншою редакцією правил ({run.rules_digest}); тут є {book.digest}.",
                f"Run {run.pk} was made under other rules ({run.rules_digest}); this version has {book.digest}.",
            )
        )
    register = _unpacked(bytes(run.input))
    answers = screen(register, run.as_of, engine=run.engine, readings=run.readings)
    if _hash(register) != run.input_hash or digest(answers) != run.output_hash:
        raise LawError(
            Text(
                f"Запуск {run.pk} не повторюється: відповіді відрізняються від записаних.",
                f"Run {run.pk} does not repeat: the answers differ from those on record.",
            )
        )
    return answers


def counts(answers: "pl.DataFrame") -> dict[str, dict[str, int]]:
    """Persons by verdict, by failed condition, by condition that cannot be told, by missing fact and open question."""
    found = {"verdict": Counter(answers["verdict"].to_list())}
    for name in ("failed", "unknown", "missing_facts", "open_questions"):
        listed = answers[name].explode().drop_nulls()
        found[name] = Counter(listed.to_list())
    return {name: dict(sorted(counter.items())) for name, counter in found.items()}


class _Masks:
    """Lists of ids as bits, in the order of the book."""

    def __init__(self, book: Book) -> None:
        self.conditions = tuple(c.id for c in book.conditions)
        self.facts = book.fact_names
        self.questions = book.question_ids

    @staticmethod
    def mask(ids: list[str], order: tuple[str, ...]) -> int:
        return sum(1 << order.index(id) for id in ids)


def _store(run: Run, answers: "pl.DataFrame", masks: _Masks, progress: Progress | None) -> None:
    total = answers.height
    for start in range(0, total, BATCH):
        rows = answers.slice(start, BATCH).iter_rows(named=True)
        Determination.objects.bulk_create(list(_determinations(run, rows, masks)))
        if progress:
            progress("screening", min(start + BATCH, total), total)


def _determinations(run: Run, rows: Iterator[dict[str, Any]], masks: _Masks) -> Iterator[Determination]:
    for row in rows:
        yield Determination(
            run=run,
            person_id=row["person_id"],
            verdict=row["verdict"],
            failed_mask=masks.mask(row["failed"], masks.conditions),
            unknown_mask=masks.mask(row["unknown"], masks.conditions),
            missing_mask=masks.mask(row["missing_facts"], masks.facts),
            question_mask=masks.mask(row["open_questions"], masks.questions),
            holds_from=row["holds_from"],
            holds_until=row["holds_until"],
        )


def _without_names(register: Register, book: Book) -> Register:
    """Only the facts the book reads: a run needs nobody's name."""
    return Register(
        *(
            register.table(table).select(
                list(dict.fromkeys([key, "person_id", *(name for t, name in book.facts if t == table)]))
            )
            for table, key in KEYS.items()
        )
    )


def _hash(register: Register) -> str:
    found = hashlib.sha256()
    for table in KEYS:
        found.update(register.table(table).write_csv().encode())
    return found.hexdigest()


def _packed(register: Register) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for table in KEYS:
            parquet = io.BytesIO()
            register.table(table).write_parquet(parquet)
            archive.writestr(f"{table}.parquet", parquet.getvalue())
    return packed.getvalue()


def _unpacked(packed: bytes) -> Register:
    import polars as pl

    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return Register(*(pl.read_parquet(io.BytesIO(archive.read(f"{table}.parquet"))) for table in KEYS))
