"""Names of people who do not exist: common given names, patronymics and family names, joined at random.

No name is taken from a list of people. With parts this common some combination will be somebody's name all the same,
as it would in any novel; nothing else about the person is theirs. Family names that a reader would take for a
well-known person are left out.
"""

from collections.abc import Sequence
from importlib import resources


def _listed(name: str) -> Sequence[str]:
    """The lines of one list in ``data/``."""
    return tuple(resources.files(__package__).joinpath(f"data/{name}.txt").read_text("utf-8").splitlines())


MEN, WOMEN = _listed("men"), _listed("women")
FAMILY = _listed("family_names")
"""As a man bears them."""
PATRONYMICS: Sequence[tuple[str, ...]] = tuple(tuple(line.split()) for line in _listed("patronymics"))
"""A son's form and a daughter's form."""
MEN_TRADES, WOMEN_TRADES = _listed("trades_of_men"), _listed("trades_of_women")

_ADJECTIVES = ("ський", "цький", "ний", "вий", "лий", "дий", "гий", "хий", "рий", "кий", "тий", "ній")
_POSSESSIVES = ("ов", "ев", "єв", "ин", "ін", "їн")
_NOT_POSSESSIVE = frozenset({"Литвин", "Волошин"})


def borne_by_a_woman(family: str) -> str:
    """The same family name as a woman bears it: adjectives and -ов/-ин take the feminine, others do not change."""
    if family.endswith(_ADJECTIVES):
        return family[:-2] + ("я" if family.endswith("ній") else "а")
    if family.endswith(_POSSESSIVES) and family not in _NOT_POSSESSIVE:
        return family + "а"
    return family
