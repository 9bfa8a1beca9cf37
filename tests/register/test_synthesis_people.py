"""The first four people, and what must be true of everybody: ages, terms, places, names."""

from datetime import date, timedelta

import polars as pl
import pytest

from poruka.law.calendar import add_years
from poruka.law.engine import determine
from poruka.law.sentence import sentence_end
from poruka.law.ukraine import BOOK
from poruka.register.synthesis import institutions, names, rates, tables
from poruka.register.synthesis.places import KINDS, OBLASTS, of_kind
from poruka.register.tables import Register, facts_of

TODAY = date(2026, 1, 15)
DAYS = (rates.EARLIEST_DAY, date(2024, 12, 31), TODAY, date(2028, 2, 29), date(2031, 3, 1))


@pytest.fixture(scope="module")
def country() -> Register:
    return tables(15_000, 2, today=TODAY)


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize(
    ("person_id", "offence", "verdict", "failed", "missing"),
    [
        ("P0000001", ("186", 1, None), "may_apply", (), ()),
        ("P0000002", ("185", 3, None), "may_apply", (), ()),
        ("P0000003", ("115", 2, (1,)), "barred", ("qualified-murder",), ()),
        ("P0000004", ("115", 2, None), "cannot_tell", (), ("items",)),
    ],
    ids=["robbery", "theft", "murder of two", "murder, items not on file"],
)
def test_the_first_four_get_the_answers_they_are_there_for(
    today: date,
    person_id: str,
    offence: tuple[str, int, "tuple[int, ...] | None"],
    verdict: str,
    failed: tuple[str, ...],
    missing: tuple[str, ...],
) -> None:
    facts = facts_of(tables(4, 9, today=today), person_id)
    assert facts is not None
    (conviction,) = facts.convictions
    assert (conviction["article"], conviction["part"], conviction["items"]) == offence
    answer = determine(BOOK, facts, today)
    assert (answer.verdict, answer.failed, answer.missing_facts) == (verdict, failed, missing)


@pytest.mark.parametrize("today", DAYS)
def test_the_first_two_are_a_man_of_27_with_two_years_and_one_who_leaves_within_a_year(today: date) -> None:
    made = tables(2, 1, today=today)
    young, (first, second) = made.persons.row(0, named=True), made.sentences.iter_rows(named=True)
    assert young["sex"] == "M"
    assert add_years(young["birth_date"], 27) <= today < add_years(young["birth_date"], 28)
    assert (first["term_years"], first["term_months"], first["term_days"]) == (2, 0, 0)
    assert today < second["ends_on"] < add_years(today, 1)


def test_the_first_four_are_the_same_whatever_the_seed() -> None:
    one, two = tables(10, 1, today=TODAY), tables(10, 2, today=TODAY)
    for name in ("persons", "sentences", "convictions"):
        ours = pl.col("person_id") <= "P0000004"
        assert one.table(name).filter(ours).equals(two.table(name).filter(ours))


def test_the_end_follows_from_the_term_but_for_a_few(country: Register) -> None:
    parts = ["starts_on", "term_years", "term_months", "term_days", "credited_days"]
    told = country.sentences.drop_nulls([*parts, "ends_on"])
    wrong = [sentence_end(*row) != end for *row, end in told.select([*parts, "ends_on"]).iter_rows()]
    assert told.height > 13_000
    assert 0.010 < sum(wrong) / len(wrong) < 0.020


def test_a_sentence_being_served_has_begun_and_has_not_ended(country: Register) -> None:
    serving = country.sentences.filter("serving")
    assert not (serving["starts_on"] > TODAY).any()
    over = serving.filter(pl.col("ends_on") < TODAY).height
    # Only an end that was reckoned wrongly can have passed.
    assert over < serving.height * rates.WRONG_ENDS_ON / 4


def test_a_life_sentence_has_no_term_and_no_end(country: Register) -> None:
    life = country.sentences.filter(pl.col("penalty") == "life_imprisonment")
    assert life.height > 500
    for column in ("term_years", "term_months", "term_days", "ends_on", "credited_days"):
        assert life[column].null_count() == life.height


@pytest.mark.parametrize(
    ("penalty", "least", "most"),
    [
        ("fixed_term_imprisonment", 12, 180),
        ("restriction_of_liberty", 12, 60),
        ("arrest", 1, 6),
        ("disciplinary_battalion", 6, 24),
    ],
)
def test_terms_are_such_as_the_code_allows(country: Register, penalty: str, least: int, most: int) -> None:
    months = (
        country.sentences.filter(pl.col("penalty") == penalty)
        .select(months=pl.col("term_years") * 12 + pl.col("term_months"))
        .drop_nulls()["months"]
    )
    assert months.len() > 10
    assert least <= months.min() <= months.max() <= most


def test_everybody_is_an_adult_of_at_most_eighty_and_was_sixteen_when_it_happened(country: Register) -> None:
    birth = country.persons["birth_date"].drop_nulls()
    assert birth.max() <= add_years(TODAY, -18)
    assert birth.min() > add_years(TODAY, -81)
    ages = country.convictions.join(country.persons, on="person_id").drop_nulls(["birth_date", "committed_on"])
    sixteenth = pl.col("birth_date").dt.offset_by("16y")
    assert ages.filter(pl.col("committed_on") < sixteenth - pl.duration(days=1)).is_empty()


def test_the_code_of_1960_stands_with_offences_of_its_time(country: Register) -> None:
    dated = country.convictions.drop_nulls("committed_on")
    old = dated["code"] == "UA1960"
    assert old.sum() > 50
    assert ((dated["committed_on"] < rates.OLD_CODE_BEFORE) == old).all()


def test_records_agree_with_their_dates(country: Register) -> None:
    records = country.convictions.drop_nulls(["record", "expunges_on"])
    expunged, unexpunged = (records.filter(pl.col("record") == value) for value in ("expunged", "unexpunged"))
    assert expunged.height > 100
    assert unexpunged.height > 100
    assert (expunged["expunges_on"] < TODAY).all()
    assert (unexpunged["expunges_on"] > TODAY).all()
    assert (unexpunged["expunges_on"] < TODAY + timedelta(days=5 * 365)).sum() > 50
    assert country.convictions.filter((pl.col("record") == "serving") & pl.col("expunges_on").is_not_null()).is_empty()


def test_people_are_where_their_penalty_puts_them(country: Register) -> None:
    main = country.sentences.filter(pl.col("sentence_id").str.ends_with("-1")).drop_nulls("penalty")
    placed = country.persons.join(main, on="person_id").drop_nulls(["institution_id", "sex", "custody"])
    kinds = {place.institution_id: place.kind for place in institutions()}
    placed = placed.with_columns(kind=pl.col("institution_id").replace_strict(kinds))
    held = placed.filter(pl.col("kind") != "sizo")
    assert (placed.filter(pl.col("custody") == "remand")["kind"] == "sizo").all()
    assert ((held["kind"] == "correctional_centre") == (held["penalty"] == "restriction_of_liberty")).all()
    colonies = held.filter(pl.col("kind") != "correctional_centre")
    assert ((colonies["kind"] == "womens_colony") == (colonies["sex"] == "F")).all()


def test_names_agree_with_sex(country: Register) -> None:
    named = country.persons.drop_nulls(["sex", "patronymic", "family_name"])
    for sex, given, form, other in (("M", names.MEN, 0, 1), ("F", names.WOMEN, 1, 0)):
        people = named.filter(pl.col("sex") == sex)
        assert people.height > 400
        assert people["given_name"].is_in(given).all()
        assert people["patronymic"].is_in([pair[form] for pair in names.PATRONYMICS]).all()
        assert not people["patronymic"].is_in([pair[other] for pair in names.PATRONYMICS]).any()
    women = named.filter(pl.col("sex") == "F")["family_name"]
    assert women.is_in([names.borne_by_a_woman(family) for family in names.FAMILY]).all()


@pytest.mark.parametrize(
    ("man", "woman"),
    [
        ("Яворський", "Яворська"),
        ("Рудницький", "Рудницька"),
        ("Чорний", "Чорна"),
        ("Завгородній", "Завгородня"),
        ("Гаврилов", "Гаврилова"),
        ("Ільїн", "Ільїна"),
        ("Кузьмин", "Кузьмина"),
        ("Коваленко", "Коваленко"),
        ("Ткачук", "Ткачук"),
        ("Федорів", "Федорів"),
        ("Литвин", "Литвин"),
        ("Палій", "Палій"),
        ("Гайдай", "Гайдай"),
    ],
)
def test_a_family_name_takes_the_form_of_its_bearer(man: str, woman: str) -> None:
    assert man in names.FAMILY
    assert names.borne_by_a_woman(man) == woman


def test_the_lists_of_names_hold_nothing_twice() -> None:
    for listed in (names.MEN, names.WOMEN, names.FAMILY, names.PATRONYMICS, names.MEN_TRADES, names.WOMEN_TRADES):
        assert len(set(listed)) == len(listed)
        assert all(listed)


def test_institutions_are_invented_and_cover_the_oblasts() -> None:
    places = institutions()
    assert [place.number for place in places] == list(range(301, 301 + len(places)))
    assert {place.oblast for place in places} == {oblast.code for oblast in OBLASTS}
    assert len({place.name.uk for place in places}) == len(places)
    for kind in KINDS:
        assert len(of_kind(kind)) >= 5
    for place in places:
        assert str(place.number) in place.name.uk
        assert str(place.number) in place.name.en
        assert not set(place.name.en) & set("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя")
