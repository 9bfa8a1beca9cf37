"""What is odd is accepted and flagged, with a sentence that says what was found and what was to be expected."""

from datetime import date
from pathlib import Path

import pytest

from poruka.law.facts import TABLES
from poruka.register.flagging import flags_of
from poruka.register.flags import FLAGS
from poruka.register.reading import read
from tests.register.extracts import CONVICTIONS, PERSONS, SENTENCES, extract, with_cell

TODAY = date(2026, 1, 15)


def flags(path: Path) -> list[tuple[str, str, str, str]]:
    found = flags_of({name: read(path).tables[name].frame for name in TABLES}, TODAY)
    return found.select("row_key", "kind", "value", "expected").rows()


def test_nothing_odd(tmp_path) -> None:
    assert flags(extract(tmp_path)) == []


@pytest.mark.parametrize(
    ("table", "cells", "flag"),
    [
        # the offence
        ("convictions", {"article": "999"}, ("C1", "offence-not-listed", "999(3)", "")),
        ("convictions", {"article": "185", "part": "9"}, ("C1", "offence-not-listed", "185(9)", "")),
        ("convictions", {"article": "ст. 185", "part": ""}, ("C1", "offence-not-listed", "ст. 185", "")),
        ("convictions", {"article": "185", "part": ""}, None),
        ("convictions", {"article": "999", "code": "UA1960"}, None),
        # the end of the term: five years from 10 January 2023 end on 9 January 2028
        ("sentences", {"ends_on": "2028-01-10"}, ("S1", "sentence-end-differs", "2028-01-10", "2028-01-09")),
        ("sentences", {"credited_days": "9"}, ("S1", "sentence-end-differs", "2028-01-09", "2027-12-31")),
        ("sentences", {"credited_days": ""}, None),
        ("sentences", {"starts_on": ""}, None),
        ("sentences", {"ends_on": ""}, None),
        ("sentences", {"penalty": "life_imprisonment", "ends_on": "2030-01-01"}, None),
        # over, or not begun, and yet being served
        (
            "sentences",
            {"starts_on": "2021-01-15", "ends_on": "2026-01-14"},
            ("S1", "ended-but-serving", "2026-01-14", ""),
        ),
        ("sentences", {"starts_on": "2021-01-16", "ends_on": "2026-01-15"}, None),
        ("sentences", {"starts_on": "2026-01-16", "ends_on": "2031-01-15"}, ("S1", "starts-later", "2026-01-16", "")),
        ("sentences", {"starts_on": "2026-01-15", "ends_on": "2031-01-14"}, None),
        ("sentences", {"starts_on": "2021-01-15", "ends_on": "2026-01-14", "serving": "false"}, None),
        ("sentences", {"starts_on": "2021-01-15", "ends_on": "2026-01-14", "serving": ""}, None),
        # the day before the fourteenth birthday, and the birthday
        ("convictions", {"committed_on": "2004-04-30"}, ("C1", "under-age-at-offence", "2004-04-30", "")),
        ("convictions", {"committed_on": "2004-05-01"}, None),
    ],
)
def test_one_oddity(table, cells, flag, tmp_path) -> None:
    tables = {"persons": PERSONS, "sentences": SENTENCES, "convictions": CONVICTIONS}
    tables[table] = with_cell(tables[table], 0, **cells)
    assert flags(extract(tmp_path, **tables)) == ([flag] if flag else [])


@pytest.mark.parametrize("kind", FLAGS)
def test_every_flag_says_what_was_found(kind) -> None:
    said = FLAGS[kind].sentence("ЩО-ЗАПИСАНО", "ЧОГО-ЧЕКАЛИ")
    assert said.uk != said.en
    assert "{" not in said.uk + said.en
    assert ("ЩО-ЗАПИСАНО" in said.uk) == ("ЩО-ЗАПИСАНО" in said.en)
    assert ("ЧОГО-ЧЕКАЛИ" in said.uk) == ("ЧОГО-ЧЕКАЛИ" in said.en)
