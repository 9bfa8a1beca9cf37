"""The header decides: every column must be a known one, every required one must be there, none twice."""

from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches

from poruka.law.facts import Table
from poruka.law.text import Text
from poruka.register.problems import Problem, RegisterError, shortened

UNNAMED = "\x00unnamed"
"""Prefix given to a column whose header cell is empty; such a column may be there as long as it holds nothing."""
MOST_SHOWN = 5


def checked_header(table: Table, file: str, names: Sequence[str]) -> list[str]:
    """The column names, in file order, once they fit ``table``; else a RegisterError saying what to mend."""
    clean = [name.strip().removeprefix("\ufeff").strip() for name in names]
    known = [column.name for column in table.columns]
    problems = [
        *_unknown(table, file, [name for name in clean if name and name not in known]),
        *_repeated(file, [name for name, times in Counter(name for name in clean if name).items() if times > 1]),
        *_missing(file, [column.name for column in table.columns if column.required and column.name not in clean]),
    ]
    if problems:
        raise RegisterError(problems)
    return [name or f"{UNNAMED}{position}" for position, name in enumerate(clean, start=1)]


def _unknown(table: Table, file: str, unknown: Sequence[str]) -> list[Problem]:
    known = [column.name for column in table.columns]
    problems = []
    for name in unknown[:MOST_SHOWN]:
        near = get_close_matches(name.casefold()[:100], known, n=1, cutoff=0.5)
        uk = f"невідома колонка; найближча відома назва — {near[0]}" if near else "невідома колонка; вилучіть її"
        en = f"an unknown column; the nearest known name is {near[0]}" if near else "an unknown column; remove it"
        problems.append(Problem(file, 1, shortened(name, 40), None, Text(uk, en)))
    if len(unknown) > MOST_SHOWN:
        rest = len(unknown) - MOST_SHOWN
        problems.append(
            Problem(
                file,
                1,
                None,
                None,
                Text(
                    f"і ще невідомих колонок: {rest}; таблиця {table.name} має лише {len(known)} колонок: "
                    f"{', '.join(known)}",
                    f"and {rest} more unknown columns; the table {table.name} has only {len(known)} columns: "
                    f"{', '.join(known)}",
                ),
            )
        )
    return problems


def _repeated(file: str, names: Sequence[str]) -> list[Problem]:
    reason = Text("ця колонка трапляється двічі; залиште одну", "this column occurs twice; leave one of them")
    return [Problem(file, 1, name, None, reason) for name in names[:MOST_SHOWN]]


def _missing(file: str, names: Sequence[str]) -> list[Problem]:
    reason = Text(
        "бракує обов’язкової колонки; додайте її до заголовка", "a required column is missing; add it to the header"
    )
    return [Problem(file, 1, name, None, reason) for name in names]
