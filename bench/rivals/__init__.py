"""Other tools, given the same law and the same people.

The statute book is translated for each of them from the same terms (``translate``), so nobody's rules are written better
than another's; the exception is plain Python, which is the referee of the tests: the law read again by hand. A tool that
looks at one person at a time gets rows with the work done that it has no means for: dates moved by years, and whether an
article stands in the catalogue. All answer the same question: does each of the sixteen conditions hold on the day, yes,
no, or cannot be told. The kernel and Poruka give the spans of days as well.

Each module has ``measure(folder, persons)``, run in a process of its own. It returns ``total`` (seconds from Parquet to
answers in memory), ``rules`` (of which the rules) and ``answers`` (a digest of all the answers, to compare).
"""

import hashlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

Answers = NDArray[np.int8]
"""A row a person, a column a condition: 0 no, 1 yes, 2 cannot be told."""
NO, YES, OPEN = 0, 1, 2


def digest(answers: Answers) -> str:
    """A short name for all the answers together."""
    return hashlib.sha256(np.ascontiguousarray(answers).tobytes()).hexdigest()[:16]


def told(sure: Any, may: Any) -> Any:
    """The three-valued answer of arrays that say whether a condition surely, and perhaps, holds."""
    return np.where(sure, YES, np.where(may, OPEN, NO)).astype(np.int8)
