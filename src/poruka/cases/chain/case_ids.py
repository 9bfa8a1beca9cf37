"""The number of a case: short enough to read out, too large to guess."""

import random

ALPHABET = "23456789DFGJLNQRSUVWZ"
"""Digits and Latin letters that nobody takes for a Cyrillic one, or for a digit."""
LENGTH = 12


def new_case_id(source: random.Random | None = None) -> str:
    """A number for a new case; from ``source`` where it must be reproducible (the demo), otherwise from the system."""
    choose = (source or random.SystemRandom()).choice
    return "".join(choose(ALPHABET) for _ in range(LENGTH))


def shown(case: str) -> str:
    """The number as people write it: ``7F3Q-9LNR-2SUD``."""
    return "-".join(case[start : start + 4] for start in range(0, len(case), 4))


def typed(text: str) -> str:
    """The number somebody typed, with or without dashes, in small letters or capitals."""
    return "".join(text.split()).replace("-", "").upper()
