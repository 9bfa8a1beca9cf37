"""The rules of age, day and status are held word by word: whatever is moved in one, an example comes out differently.

The other rules are broken the same way by ``make mutants``; there a word may stand twice, and one of the two be spare.
"""

import pytest

from poruka.law.ukraine import BOOK
from tools.mutants_rules import counted

HELD = ("period", "serving", "citizenship", "lower-age", "upper-age", "corruption-trial")


@pytest.mark.parametrize("id", HELD)
def test_every_change_of_the_rule_is_noticed(id: str) -> None:
    tried, unseen = counted(BOOK.condition(id))
    assert tried > 0
    assert unseen == []
