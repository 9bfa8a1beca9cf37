"""Plain Python: the referee of the tests, the law read again by hand with ifs, one person at a time."""

import time
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from bench.people import AS_OF
from bench.rivals import NO, OPEN, YES, digest
from bench.rivals.records import facts
from tests.law import referee

CODES = {"no": NO, "yes": YES, "cannot_tell": OPEN}


def measure(folder: str, persons: int) -> dict[str, Any]:
    """Parquet to answers in memory, for the first so many people."""
    start = time.perf_counter()
    people = list(islice(facts(Path(folder)), persons))
    begun = time.perf_counter()
    found = [[referee.answer(each, condition, AS_OF) for condition in referee.CONDITIONS] for each in people]
    done = time.perf_counter()
    answers = np.array([[CODES[answer] for answer in row] for row in found], dtype=np.int8)
    return {"total": done - start, "rules": done - begun, "answers": digest(answers)}
