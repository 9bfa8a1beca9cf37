"""docs/rights.md accounts for every requirement, and what it names is there."""

import re

import pytest

from poruka.cases.catalogue import CATALOGUE
from poruka.law.facts import TABLES
from poruka.law.ukraine.case_conditions import CASE_BOOK, CASE_FACTS
from tests.support.pages import ROOT, missing, named

PAGE = (ROOT / "docs/rights.md").read_text(encoding="utf-8")
ROWS = {
    cells[0]: cells[1:]
    for line in PAGE.splitlines()
    if re.match(r"\| R\d\d \|", line)
    for cells in [[cell.strip() for cell in line.strip("|").split("|")]]
}
NAMED = named(PAGE)


def test_every_requirement_has_its_row() -> None:
    assert list(ROWS) == [f"R{number:02}" for number in range(1, 51)]
    assert all(len(cells) == 4 for cells in ROWS.values())


@pytest.mark.parametrize("number", ROWS)
def test_what_is_done_names_a_test_and_what_is_not_says_why(number: str) -> None:
    _, state, where, tests = ROWS[number]
    assert state in ("done", "partly", "not yet")
    if state == "not yet":
        assert len(where) > 20
    else:
        assert "`src/" in where or "`docs/" in where
        assert "`tests/" in tests
    if state == "partly":
        assert re.sub(r"`[^`]*`", "", where).strip(" ,.:"), "what lacks is said"


@pytest.mark.parametrize("name", NAMED)
def test_what_the_page_names_exists(name: str) -> None:
    assert missing(name) == ""


def test_nothing_scores_or_ranks_a_person() -> None:
    """R18: no column of the register and no field of a record is a score, a rank or a risk."""
    columns = {column.name for table in TABLES.values() for column in table.columns} - {"rank_group"}
    fields = {field.name for kind in CATALOGUE for field in kind.fields}
    words = re.compile(r"score|rating|rank|risk|probab|predict|points|kassandra")
    assert not {name for name in columns | fields | set(CASE_FACTS) if words.search(name)}
    # The one whole number a record holds about a person is a count of days, months or the import.
    numbers = {field.name for kind in CATALOGUE for field in kind.fields if field.kind == "number"}
    assert numbers == {"training_days", "supervision_months", "days", "extract"}


def test_no_condition_reads_what_it_must_not() -> None:
    """R23: neither sex nor names nor health enter an answer; of health, only the board's conclusion."""
    read = {name for _, name in CASE_BOOK.facts}
    assert not read & {"sex", "family_name", "given_name", "patronymic", "trade", "institution_id"}
    sealed = {field.name for kind in CATALOGUE for field in kind.fields if field.sealed}
    assert not read & sealed
