"""The country is what docs/synthetic-country.md says it is: each measure within bounds, and as printed there."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from poruka.register.flagging import flags_of
from poruka.register.flags import OFFENCE_NOT_LISTED, SENTENCE_END_DIFFERS
from poruka.register.synthesis import NATIONAL_REGISTER, tables
from poruka.register.tables import Register
from poruka.screening.engine import screen

TODAY = date(2026, 1, 15)
PAGE = Path(__file__).parents[2] / "docs" / "synthetic-country.md"
DRUGS = [str(article) for article in range(305, 321)]
NATIONAL_SECURITY = ["109", "110", "110-2", "111", "111-1", "111-2", "112", "113", "114", "114-1", "114-2"]
SEXUAL = ["152", "153", "154", "155", "156", "156-1"]
MILITARY = [str(article) for article in range(401, 436)]


@pytest.fixture(scope="module")
def country() -> Register:
    return tables(NATIONAL_REGISTER, 1, today=TODAY)


def share(column: str, value: object, table: str = "persons") -> Callable[[Register], float]:
    """How many rows of a table have the value, of all rows, in percent."""

    def measured(country: Register) -> float:
        cells = country.table(table)[column]
        found = cells.null_count() if value is None else int((cells == value).sum())
        return 100 * found / cells.len()

    return measured


def punished_by(penalty: str) -> Callable[[Register], float]:
    """How many people have a sentence of that kind on file, of all people, in percent."""

    def measured(country: Register) -> float:
        rows = country.sentences.filter(pl.col("penalty") == penalty)
        return 100 * rows["person_id"].n_unique() / country.persons.height

    return measured


def main_offence(*articles: str) -> Callable[[Register], float]:
    """How many people serve mainly for one of the articles, of all people, in percent."""

    def measured(country: Register) -> float:
        main = country.convictions.filter(pl.col("conviction_id").str.ends_with("-1") & (pl.col("code") == "UA2001"))
        return 100 * int(main["article"].is_in(articles).sum()) / country.persons.height

    return measured


def verdict(name: str) -> Callable[[Register], float]:
    def measured(country: Register) -> float:
        return 100 * int((screen(country, TODAY)["verdict"] == name).sum()) / country.persons.height

    return measured


def flagged(kind: str, table: str) -> Callable[[Register], float]:
    def measured(country: Register) -> float:
        frames = {"persons": country.persons, "sentences": country.sentences, "convictions": country.convictions}
        return 100 * int((flags_of(frames, TODAY)["kind"] == kind).sum()) / frames[table].height

    return measured


def over(age: int) -> Callable[[Register], float]:
    def measured(country: Register) -> float:
        birthday = pl.col("birth_date").dt.offset_by(f"{age}y")
        return 100 * country.persons.filter(birthday < TODAY).height / country.persons.height

    return measured


def median_age(country: Register) -> float:
    years = country.persons.select((pl.lit(TODAY) - pl.col("birth_date")).dt.total_days() / 365.25).to_series().median()
    assert isinstance(years, float)
    return years


def rows_a_person(country: Register) -> float:
    return country.convictions.height / country.persons.height


def items_missing(country: Register) -> float:
    murders = country.convictions.filter((pl.col("article") == "115") & (pl.col("part") == 2))
    return 100 * murders["items"].null_count() / murders.height


MEASURES: dict[str, tuple[float, float, Callable[[Register], float]]] = {
    "women": (4, 6, share("sex", "F")),
    "median age": (36, 40, median_age),
    "past the 57th birthday": (5, 10, over(57)),
    "citizens of Ukraine": (97, 99, share("citizenship", "UKR")),
    "life sentences": (5, 6, punished_by("life_imprisonment")),
    "restriction of liberty, now or earlier": (3, 5, punished_by("restriction_of_liberty")),
    "remand": (0.6, 1.2, share("custody", "remand")),
    "released": (0.4, 1.1, share("custody", "released")),
    "conviction rows a person": (1.3, 1.4, rows_a_person),
    "theft (185)": (15, 25, main_offence("185")),
    "robbery (186, 187)": (13, 20, main_offence("186", "187")),
    "murder (115)": (14, 20, main_offence("115")),
    "grievous bodily harm (121)": (7, 11, main_offence("121")),
    "drugs (305–320)": (10.5, 11.5, main_offence(*DRUGS)),
    "sexual offences (152–156-1)": (3, 6, main_offence(*SEXUAL)),
    "national security (109–114-2)": (2, 5, main_offence(*NATIONAL_SECURITY)),
    "military offences (401–435)": (4, 7, main_offence(*MILITARY)),
    "attempt": (2, 4, share("stage", "attempt", "convictions")),
    "complicity": (2, 5, lambda country: 100 - share("participation", "perpetrator", "convictions")(country)),
    "Code of 1960": (0.5, 1.5, share("code", "UA1960", "convictions")),
    "offence not in the catalogue": (0.15, 0.6, flagged(OFFENCE_NOT_LISTED, "convictions")),
    "end does not add up": (1.0, 2.0, flagged(SENTENCE_END_DIFFERS, "sentences")),
    "unexpunged records": (5, 9, share("record", "unexpunged", "convictions")),
    "items of 115(2) missing": (30, 50, items_missing),
    "rank group missing": (12, 16, share("rank_group", None)),
    "corruption trial missing": (1.5, 3, share("corruption_trial", None)),
    "may apply": (55, 75, verdict("may_apply")),
    "barred": (20, 30, verdict("barred")),
    "cannot tell": (8, 15, verdict("cannot_tell")),
}


def printed() -> dict[str, str]:
    """The last column of the page's table, by the first."""
    rows = re.findall(r"^\| ([^|]+?) \|.*\| ([\d.]+) ?%? \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return {name.split(" · ")[-1]: value for name, value in rows}


@pytest.mark.parametrize("measure", MEASURES)
def test_each_measure_is_within_its_bounds(country: Register, measure: str) -> None:
    least, most, measured = MEASURES[measure]
    assert least <= measured(country) <= most


def test_the_page_prints_what_is_measured(country: Register) -> None:
    assert {name: f"{measured(country):.1f}" for name, (_, _, measured) in MEASURES.items()} == printed()


def test_another_seed_is_within_the_same_bounds() -> None:
    other = tables(NATIONAL_REGISTER, 77, today=date(2024, 5, 18))
    for name, (least, most, measured) in MEASURES.items():
        if measured.__qualname__.startswith(("verdict", "over", "flagged")):
            continue
        assert least * 0.9 <= measured(other) <= most * 1.1, name


def test_every_ground_of_exclusion_has_somebody(country: Register) -> None:
    screened = screen(country, TODAY)
    grounds = set(screened["failed"].explode().drop_nulls())
    assert grounds == {
        "serving",
        "penalty",
        "upper-age",
        "national-security",
        "qualified-murder",
        "sexual-offence",
        "terrorism",
        "drunk-driving-deaths",
        "life-of-officer",
        "grave-corruption",
        "responsible-office",
        "earlier-record",
        "corruption-trial",
    }
    missing = set(screened["missing_facts"].explode().drop_nulls())
    assert {
        "items",
        "birth_date",
        "rank_group",
        "custody",
        "penalty",
        "citizenship",
        "record",
        "expunges_on",
    } <= missing
    questions = set(screened["open_questions"].explode().drop_nulls())
    assert {"citizenship", "stage-of-offence", "code-1960"} <= questions
