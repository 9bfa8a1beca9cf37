"""What Poruka is measured doing; each function runs in a process of its own."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.people import AS_OF

Found = dict[str, Any]


def _imported() -> None:
    """Load what is needed before the clock starts; loading is measured with the command line."""
    import poruka.screening.output
    import poruka.screening.ruling
    import poruka.screening.snapshot  # noqa: F401


def _columns() -> dict[str, list[str]]:
    from poruka.law.ukraine import BOOK

    return {t: [name for table, name in BOOK.facts if table == t] for t in ("persons", "sentences", "convictions")}


def again(folder: str, out: str, repeats: int) -> Found:
    """The same over and over in one process, where the law has been compiled: the best time."""
    screened(folder, out)
    return min((screened(folder, out) for _ in range(repeats)), key=lambda one: float(one["seconds"]))


def screened(folder: str, out: str, engine: str = "polars") -> Found:
    """A register in Parquet to a written result, all conditions with spans."""
    _imported()
    from poruka.register.tables import load
    from poruka.screening.engine import outcome
    from poruka.screening.output import write

    start, busy = time.perf_counter(), time.process_time()
    register = load(folder, _columns())
    loaded = time.perf_counter()
    answers = outcome(register, AS_OF, engine=engine, spans=True)
    del register
    ruled = time.perf_counter()
    write(answers, Path(out))
    done = time.perf_counter()
    steps = {"load": loaded - start, "rule": ruled - loaded, "write": done - ruled}
    return {"seconds": done - start, "cpu": time.process_time() - busy, **steps}


def kept(folder: str, path: str) -> Found:
    """The register prepared and written as a snapshot."""
    _imported()
    from poruka.register.tables import load
    from poruka.screening import snapshot
    from poruka.screening.ruling import COLUMNS_READ, prepared

    start = time.perf_counter()
    snapshot.save(prepared(load(folder, COLUMNS_READ)), Path(path))
    return {"seconds": time.perf_counter() - start, "bytes": Path(path).stat().st_size}


def from_snapshot(path: str, out: str) -> Found:
    """A snapshot to a written result, all conditions with spans; ``ruled`` is how long the answers themselves took."""
    _imported()
    from poruka.screening import snapshot
    from poruka.screening.engine import outcome
    from poruka.screening.output import write

    start, busy = time.perf_counter(), time.process_time()
    answers = outcome(snapshot.load(Path(path)), AS_OF, spans=True)
    counted = answers.verdicts
    ruled = time.perf_counter()
    write(answers, Path(out))
    done = time.perf_counter()
    return {"seconds": done - start, "cpu": time.process_time() - busy, "ruled": ruled - start, "verdicts": counted}


def answers(folder: str, counts: list[int]) -> Found:
    """Digests of all the answers of the first so many people, to hold the others to."""
    import numpy as np
    import polars as pl

    from bench.rivals import NO, OPEN, YES, digest
    from poruka.law.ukraine import BOOK
    from poruka.register.tables import load
    from poruka.screening.engine import outcome

    found = outcome(load(folder, _columns()), AS_OF)
    which, cases = found.words.which.to_numpy(), found.words.cases
    columns = []
    for condition in BOOK.conditions:
        failed, unknown = (pl.col(name).list.contains(condition.id) for name in ("failed", "unknown"))
        told = cases.select(pl.when(failed).then(NO).when(unknown).then(OPEN).otherwise(YES)).to_series().to_numpy()
        columns.append(told.astype(np.int8)[which])
    matrix = np.column_stack(columns)
    return {str(count): digest(matrix[:count]) for count in counts}


def rules(folder: str, persons: int) -> Found:
    """Parquet to answers in memory, and of that everything after the decoding."""
    _imported()
    from poruka.register.tables import load
    from poruka.screening.engine import outcome

    warm = load(folder, _columns()) if persons < 100_000 else None
    if warm is not None:
        _ = outcome(warm, AS_OF).verdicts
    start = time.perf_counter()
    register = load(folder, _columns())
    begun = time.perf_counter()
    _ = outcome(register, AS_OF).verdicts
    done = time.perf_counter()
    return {"total": done - start, "rules": done - begun}


def whatif(path: str, repeats: int) -> Found:
    """Each shipped draft over a snapshot: the first time in this process, and the median of the times after that.

    Every time the snapshot is opened anew and today's law has been answered, as it has on the page.
    """
    _imported()
    from statistics import median

    from poruka.law.ukraine import BOOK
    from poruka.screening import snapshot
    from poruka.screening.engine import outcome
    from poruka.screening.whatif import compare, shipped

    BOOK.adopt({})

    def asked(id: str) -> float:
        people = snapshot.load(Path(path))
        _ = outcome(people, AS_OF).verdicts
        return _timed(lambda: compare(people, shipped()[id], AS_OF))

    return {id: {"first": asked(id), "again": median(asked(id) for _ in range(repeats))} for id in shipped()}


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def explained(folder: str, people: int, repeats: int) -> Found:
    """One person in full: the facts are in memory; the determination, and the same as JSON data."""
    from statistics import mean, median

    from poruka.register.tables import facts_of, load
    from poruka.screening.explain import as_data, explain

    register = load(folder)
    found = [
        facts_of(register, id) for id in register.persons["person_id"].gather_every(register.persons.height // people)
    ]
    each = [facts for facts in found if facts is not None]
    for facts in each:
        explain(facts, AS_OF)
    alone = [[_timed(lambda f=facts: explain(f, AS_OF)) for _ in range(repeats)] for facts in each]  # type: ignore[misc]
    data = [[_timed(lambda f=facts: as_data(explain(f, AS_OF))) for _ in range(repeats)] for facts in each]  # type: ignore[misc]
    return {
        "people": len(each),
        "median": median(median(times) for times in alone),
        "worst": max(median(times) for times in alone),
        "mean": mean(median(times) for times in alone),
        "as_data": median(median(times) for times in data),
    }
