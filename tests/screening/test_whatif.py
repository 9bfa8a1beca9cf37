"""What a draft would change, held to the answers for one person at a time."""

from collections import Counter
from pathlib import Path

import pytest

from poruka.law.engine import LawError, determine
from poruka.law.ukraine import BOOK
from poruka.law.ukraine.amendments import Draft, amend, read
from poruka.law.ukraine.sections import section_of
from poruka.register.tables import Register, facts_of
from poruka.screening.whatif import Comparison, as_data, compare, find, grouped, shipped
from tests.screening.conftest import PERSONS, TODAY

FEW = 250


@pytest.fixture(scope="module")
def few(country: Register) -> Register:
    return Register(country.persons.head(FEW), country.sentences, country.convictions)


@pytest.mark.parametrize("id", shipped())
def test_it_counts_whoever_the_draft_answers_otherwise(few: Register, id: str) -> None:
    """Everybody asked twice, one by one, of today's law and of the draft."""
    draft = shipped()[id]
    drafted, changed, gains, losses = amend(BOOK, draft), [], Counter[str](), Counter[str]()
    for person in few.persons["person_id"]:
        facts = facts_of(few, person)
        assert facts is not None
        before, after = determine(BOOK, facts, TODAY), determine(drafted, facts, TODAY)
        if before.verdict != after.verdict:
            changed.append((person, before.verdict, after.verdict))
            gains.update(before.failed if after.verdict == "may_apply" else ())
            losses.update(after.failed if before.verdict == "may_apply" else ())
    found = compare(few, draft, TODAY)
    assert found.people.select("person_id", "before", "after").rows() == changed
    assert found.gain == sum(after == "may_apply" for _, _, after in changed)
    assert found.lose == sum(before == "may_apply" for _, before, _ in changed)
    assert {ground: (gain, lose) for ground, gain, lose in found.by_ground()} == {
        ground: (gains[ground], losses[ground]) for ground in {*gains, *losses}
    }


def test_each_is_named_with_their_institution_and_the_group_of_their_offence(few: Register) -> None:
    """The first conviction being served that the register lists; without one, the first of all."""
    found = compare(few, shipped()["three-years-left"], TODAY)
    assert found.people.height > 20
    for row in found.people.iter_rows(named=True):
        facts = facts_of(few, row["person_id"])
        assert facts is not None
        served = sorted(facts.convictions, key=lambda each: each["record"] != "serving")
        first = served[0] if served else None
        listed = first is not None and first["code"] == "UA2001"
        expected = section_of(first["article"]).id if first and listed else "other" if first else None
        assert (row["person_id"], row["section"]) == (row["person_id"], expected)
        assert row["institution_id"] == facts.person["institution_id"]


@pytest.fixture(scope="module")
def lifted(country: Register) -> Comparison:
    return compare(country, shipped()["exclude-drug-sales"], TODAY)


def test_the_figures_add_up(lifted: Comparison) -> None:
    assert lifted.total == sum(lifted.before.values()) == sum(lifted.after.values()) == PERSONS
    assert lifted.after["may_apply"] - lifted.before["may_apply"] == lifted.gain - lifted.lose
    for column in ("institution_id", "section"):
        rows = lifted.by(column)
        assert sum(lose for _, _, lose in rows) == lifted.lose
        assert [gain + lose for _, gain, lose in rows] == sorted((gain + lose for _, gain, lose in rows), reverse=True)


def test_as_data(lifted: Comparison) -> None:
    data = as_data(lifted, {"UVP-301": "UA-30"})
    assert data["net"] == data["gain"] - data["lose"] < 0
    assert data["law_version"] in data["draft_version"]
    assert data["draft_version"] != data["law_version"]
    assert len(data["people"]) == lifted.people.height
    assert sum(row["lose"] for row in data["by_oblast"]) == lifted.lose


def test_a_draft_that_changes_nothing(country: Register) -> None:
    """The age limit that is the law already."""
    draft = read('id = "same"\ntitle = { uk = "Те саме", en = "The same" }\n\n[[change]]\nage_limit = 60\n')
    found = compare(country, draft, TODAY)
    assert (found.gain, found.lose, found.people.height) == (0, 0, 0)
    assert found.by_ground() == found.by("section") == []


def test_readings_hold_for_both_sides(country: Register) -> None:
    """Foreigners for whom nothing else fails gain by an age limit only where the reading lets them."""
    draft = shipped()["longer-age"]
    open_, anyone = (compare(country, draft, TODAY, {"citizenship": reading}) for reading in ("open", "anyone"))
    assert anyone.before["may_apply"] > open_.before["may_apply"]
    assert anyone.gain >= open_.gain > 0


def test_a_reading_that_is_not_there(country: Register) -> None:
    with pytest.raises(LawError, match="anyone"):
        compare(country, shipped()["longer-age"], TODAY, {"citizenship": "nobody"})


def test_institutions_without_an_oblast_are_kept_apart() -> None:
    rows = [("A", 3, 1), ("B", 1, 0), ("C", 0, 2)]
    assert grouped(rows, {"A": "UA-05", "B": "UA-05"}) == [("UA-05", 4, 1), ("", 0, 2)]


def test_finding_a_draft(tmp_path: Path) -> None:
    assert isinstance(find("longer-age"), Draft)
    with pytest.raises(LawError, match="longer-age"):
        find("longer-ago")
    (tmp_path / "a.toml").write_bytes("id = 'п'".encode("cp1251"))
    with pytest.raises(LawError, match="not in UTF-8"):
        find(str(tmp_path / "a.toml"))
