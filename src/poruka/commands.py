"""What the command line does, once the words have been understood."""

import json
import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from poruka.law.engine import LawError
from poruka.law.text import Text

if TYPE_CHECKING:
    from poruka.law.engine import Determination
    from poruka.law.facts import Facts
    from poruka.register.tables import Register
    from poruka.screening.population import Population

OK = 0


def set_up() -> None:
    """Make Django and the database ready."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poruka.settings")
    django.setup()


def readings_of(pairs: Sequence[str]) -> dict[str, str]:
    """``QUESTION=READING`` as given on the command line."""
    for pair in pairs:
        if "=" not in pair:
            raise LawError(
                Text(
                    f"Тлумачення «{pair}» записано неправильно. Пишіть ПИТАННЯ=ТЛУМАЧЕННЯ; перелік дає poruka law.",
                    f"The reading “{pair}” is not understood. Write QUESTION=READING; poruka law lists them.",
                )
            )
    return {question: reading for question, _, reading in (pair.partition("=") for pair in pairs)}


def _register(path: Path | None, columns: Mapping[str, Sequence[str]] | None = None) -> "Register":
    if path is not None:
        from poruka.register.tables import load

        return load(path, columns)
    set_up()
    from poruka.register.tables import from_database

    return from_database(columns=columns)


def _columns_read() -> dict[str, list[str]]:
    """Only what the law reads is decoded from the files."""
    from poruka.law.ukraine import BOOK

    return {t: [name for table, name in BOOK.facts if table == t] for t in ("persons", "sentences", "convictions")}


def _prepared(path: Path | None) -> "Population | None":
    if path is None:
        return None
    from poruka.screening.snapshot import load

    return load(path)


def register_snapshot(register: Path | None, out: Path, language: str) -> int:
    """Prepare the register for screening and write it to a file."""
    from poruka.screening.ruling import COLUMNS_READ, prepared
    from poruka.screening.snapshot import save

    people = prepared(_register(register, COLUMNS_READ))
    save(people, out)
    size = f"{out.stat().st_size / 1e6:.1f}"
    print(
        Text(
            f"Знімок реєстру записано в {out}: осіб – {len(people.ids)}, розмір – {size.replace('.', ',')} МБ.",
            f"A snapshot of the register was written to {out}: {len(people.ids)} persons, {size} MB.",
        ).of(language)
    )
    return OK


def screen(
    register: Path | None,
    snapshot: Path | None,
    as_of: date,
    engine: str,
    readings: Sequence[str],
    out: Path,
    language: str,
    *,
    spans: bool = False,
) -> int:
    """Apply the law to everybody and write one row a person."""
    from poruka.law.ukraine import BOOK
    from poruka.screening.engine import checked, outcome
    from poruka.screening.output import kind_of, write

    kind_of(out)
    adopted = readings_of(readings)
    BOOK.adopt(adopted).version(as_of)
    checked(engine)
    people = _prepared(snapshot) or _register(register, _columns_read())
    answers = outcome(people, as_of, engine=engine, readings=adopted, spans=spans)
    write(answers, out)
    may, barred, untold = (answers.verdicts[v] for v in ("may_apply", "barred", "cannot_tell"))
    print(
        Text(
            f"Усього: {answers.height}. Можуть подати заяву: {may}, не можуть: {barred}, не можна сказати: {untold}. Записано в {out}.",
            f"Persons: {answers.height}. May apply: {may}, barred: {barred}, cannot tell: {untold}. Written to {out}.",
        ).of(language)
    )
    return OK


def explain(
    person_id: str, register: Path | None, as_of: date, readings: Sequence[str], *, json_: bool, language: str
) -> int:
    """Print why one person may or may not apply; where they have an open case, with the conditions of the case."""
    from poruka.screening.explain import as_data, as_sentences
    from poruka.screening.explain import explain as answer

    facts, adopted = _facts(person_id, register), readings_of(readings)
    found = (_answer_of_case(facts, as_of, adopted) if register is None else None) or answer(facts, as_of, adopted)
    print(
        json.dumps(as_data(found, language), ensure_ascii=False, indent=2) if json_ else as_sentences(found, language)
    )
    return OK


def _answer_of_case(facts: "Facts", as_of: date, readings: Mapping[str, str]) -> "Determination | None":
    from poruka.cases.standing import answer_of_open_case

    return answer_of_open_case(facts, as_of, readings)


def _facts(person_id: str, path: Path | None) -> "Facts":
    from poruka.register.tables import facts_of

    facts = facts_of(_register(path), person_id)
    if facts is None:
        raise LawError(
            Text(f"У реєстрі немає особи «{person_id}».", f"There is no person “{person_id}” in the register.")
        )
    return facts


def whatif(
    draft: str,
    register: Path | None,
    snapshot: Path | None,
    as_of: date,
    readings: Sequence[str],
    *,
    json_: bool,
    language: str,
) -> int:
    """Print who gains and who loses under a draft amendment."""
    from poruka.screening.ruling import COLUMNS_READ
    from poruka.screening.whatif import as_data, compare, find

    found = find(draft)
    people = _prepared(snapshot) or _register(register, COLUMNS_READ)
    comparison = compare(people, found, as_of, readings_of(readings))
    data = as_data(comparison, {} if snapshot else _oblasts(register))
    if json_:
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return OK
    print(found.title.of(language))
    print(
        Text(
            f"Станом на {as_of:%d.%m.%Y}: подати заяву зможуть ще {comparison.gain}, не зможуть {comparison.lose}"
            f" (разом {comparison.gain - comparison.lose:+d} із {comparison.total}).",
            f"As of {as_of:%d.%m.%Y}: {comparison.gain} gain, {comparison.lose} lose"
            f" (net {comparison.gain - comparison.lose:+d} of {comparison.total}).",
        ).of(language)
    )
    for ground, gain, lose in comparison.by_ground():
        print(f"  {ground}: +{gain} -{lose}")
    return OK


def _oblasts(register: Path | None) -> dict[str, str]:
    """The oblast of each institution, where the register says it."""
    from poruka.register.places import oblasts_in

    return oblasts_in(register)


def law(*, json_: bool, language: str) -> int:
    """Print the conditions and the open questions with their readings."""
    from poruka.law.ukraine import BOOK

    if json_:
        data = {
            "conditions": [
                {
                    "id": c.id,
                    "text": c.text.of(language),
                    "cites": c.cites,
                    "in_force": c.in_force.isoformat(),
                    "mark": c.mark,
                }
                for c in BOOK.conditions
            ],
            "questions": [
                {
                    "id": q.id,
                    "number": q.number,
                    "text": q.text.of(language),
                    "status": q.status,
                    "default": q.default,
                    "readings": [r.id for r in q.readings],
                }
                for q in BOOK.questions
            ],
        }
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return OK
    for condition in BOOK.conditions:
        print(f"{condition.id}: {condition.text.of(language)} ({condition.cites})")
    print()
    for question in BOOK.questions:
        if question.readings:
            ids = ", ".join(reading.id for reading in question.readings)
            print(f"{question.id} [{question.default}]: {question.text.of(language)} {ids}, open")
    return OK


def cases_reevaluate(language: str) -> int:
    """Work the answers of all open cases out again, and say in how many they changed."""
    set_up()
    _reevaluate(language)
    return OK


def cases_lists(language: str) -> int:
    """Make the lists of cases, offices and tasks anew from the records, and say of how many cases."""
    set_up()
    from django.db import transaction

    from poruka.cases.projection import rebuild

    with transaction.atomic():
        done = rebuild()
    print(Text(f"Списки складено наново. Справ: {done}.", f"The lists are made anew. Cases: {done}.").of(language))
    return OK


def _reevaluate(language: str) -> None:
    from django.utils import timezone

    from poruka.cases.reevaluation import reevaluate
    from poruka.law.calendar import KYIV

    done = reevaluate(timezone.now().astimezone(KYIV))
    print(
        Text(
            f"Відкритих справ: {done.checked}. Відповідь змінилася у {done.changed}: хто веде справу, має завдання."
            f" Перейшли до іншої установи: {done.moved}.",
            f"Open cases: {done.checked}. The answer changed in {done.changed}: whoever has the file has a task."
            f" Moved to another institution: {done.moved}.",
        ).of(language)
    )


def reevaluate_if_any(language: str) -> None:
    """The same after an import or a run; without cases nothing is said."""
    from poruka.cases.models import Case

    if Case.objects.exists():
        _reevaluate(language)


def run_make(as_of: date, readings: Sequence[str], language: str) -> int:
    """Screen the register in the database and keep the answers."""
    set_up()
    from poruka.access.actors import Actor
    from poruka.access.roles import ANALYST
    from poruka.screening.runs import record_run

    run = record_run(Actor("command line", ANALYST), as_of, readings=readings_of(readings))
    print(
        Text(f"Запуск {run.pk} збережено: {run.output_hash}", f"Run {run.pk} is stored: {run.output_hash}").of(language)
    )
    reevaluate_if_any(language)
    return OK


def run_repeat(number: int, out: Path) -> int:
    """Work a stored run out again and write its answers."""
    set_up()
    from poruka.screening.models import Run
    from poruka.screening.output import write
    from poruka.screening.runs import repeat

    run = Run.objects.filter(pk=number).first()
    if run is None:
        raise LawError(Text(f"Немає запуску {number}.", f"There is no run {number}."))
    write(repeat(run), out)
    print(run.output_hash)
    return OK
