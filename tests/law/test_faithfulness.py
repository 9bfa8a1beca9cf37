"""The written check of faithfulness names every row of the law file, and only files and names that exist."""

import pytest

from poruka.law.ukraine import BOOK
from tests.support.pages import ROOT, missing, named

PAGE = (ROOT / "docs/faithfulness.md").read_text(encoding="utf-8")
NAMED = named(PAGE)
FIRST_CELLS = [line.split("|")[1].strip() for line in PAGE.splitlines() if line.startswith("| ")]

SECTIONS_1_AND_2 = [
    *(f"C-{number:02}" for number in range(1, 25)),
    *(f"EX-NS-{article}" for article in ("109", "110", "110-2", "111", "111-1", "111-2", "112", "113", "114")),
    *("EX-NS-114-1", "EX-NS-114-2", "EX-MUR-2", "EX-MUR-CRUEL", "EX-MUR-SEX"),
    *(f"EX-SEX-{article}" for article in ("152", "153", "154", "155", "156", "156-1")),
    *(f"EX-TER-{article}" for article in ("258", "258-1", "258-2", "258-3", "258-4", "258-5", "258-6")),
    *("EX-DUI-286-1", "EX-LEO-348", "EX-COR", "EX-OFF", "EX-LIFE", "EX-SVC-PRIOR", "EX-SVC-PEND"),
    *(f"2.3 {row}" for row in ("191(5)", "262(3)", "308(3)", "312(3)", "313(3)", "410(3)", "410(4)", "368(4)")),
    *("2.3 note to 45", "2.3 the rest", "2.3 caution", "2.4 the posts", "2.4 not among them"),
    *("2.5 the list", "2.5 the press", "2.5 discretion"),
    *("2.6 one of several counts", "2.6 earlier, not expunged", "2.6 expunged"),
    *("2.6 recidivism, earlier parole", "2.6 attempt, complicity"),
]
SECTIONS_7_AND_9 = [
    *(f"7-{number:02}" for number in range(1, 25)),
    *("9.1 discretion", "9.1 row 1", "9.1 row 2", "9.1 row 3", "9.1 severity", "9.1 catalogue"),
    *("9.1 what it does not say", "9.2 custody credit", "9.2 conversion", "9.2 parole period"),
    *("9.3 hours", "9.3 days", "9.3 months", "9.3 custody", "9.3 restoration", "9.3 holidays", "9.4"),
]


@pytest.mark.parametrize("name", NAMED)
def test_what_the_page_names_exists(name: str) -> None:
    assert missing(name) == ""


@pytest.mark.parametrize("row", SECTIONS_1_AND_2 + SECTIONS_7_AND_9)
def test_every_row_of_the_law_file_is_accounted_for(row: str) -> None:
    assert row in FIRST_CELLS


def test_every_condition_and_every_wired_question_is_accounted_for() -> None:
    for condition in BOOK.conditions:
        assert f"tests/law/spec/{condition.id}.toml" in PAGE
    for question in BOOK.questions:
        assert question.number in FIRST_CELLS
