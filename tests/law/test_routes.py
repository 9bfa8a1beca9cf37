"""Other ways out, case by case: end of sentence, ordinary parole (КК 81), replacement by a milder penalty (КК 82).

The ordinary case: four years of imprisonment from 1 January 2024 (1461 days), nothing credited, asked about on
15 January 2026. Then:
  end 2027-12-31 · a third 2025-05-02 · half 2026-01-01 · two thirds 2026-09-01 · three quarters 2027-01-01
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from poruka.law.facts import Facts
from poruka.law.routes import Route, routes

ON = date(2026, 1, 15)
END, THIRD, HALF, TWO_THIRDS, THREE_QUARTERS = "2027-12-31", "2025-05-02", "2026-01-01", "2026-09-01", "2027-01-01"
CLEAN = {"earlier_imprisonment": False, "earlier_parole": False}
FOUR_YEARS = {
    "penalty": "fixed_term_imprisonment",
    "term_years": 4,
    "starts_on": date(2024, 1, 1),
    "credited_days": 0,
    "serving": True,
}
THEFT = {"article": "185", "part": 2, "intentional": True, "record": "serving"}
BURGLARY = THEFT | {"part": 3}
DEADLY_BEATING = THEFT | {"article": "121", "part": 2}
MURDER = THEFT | {"article": "115", "part": 1}
NEGLIGENT_DEATHS = THEFT | {"article": "119", "part": 2, "intentional": False}

Row = Mapping[str, Any]
RELEASES = ("article-81", "article-82")


def facts(sentences: list[Row], convictions: list[Row], person: Row = CLEAN) -> Facts:
    return Facts.of(
        {"person_id": "P1", **person},
        [{"sentence_id": f"S{i}", "person_id": "P1", **row} for i, row in enumerate(sentences, start=1)],
        [{"conviction_id": f"C{i}", "person_id": "P1", **row} for i, row in enumerate(convictions, start=1)],
    )


def ask(known: Facts, on: date = ON) -> dict[str, Route]:
    return {route.id: route for route in routes(known, on)}


def dates(route: Route) -> tuple[str | None, str | None]:
    return (
        route.earliest.isoformat() if route.earliest else None,
        route.latest.isoformat() if route.latest else None,
    )


# --- which part of the term: the table of law.md 9.1, case by case -------------------------------------------------


@dataclass(frozen=True)
class Part:
    """Facts of the offence and the person, and the parts they ask for under 81 and 82 ("1/2 2/3": one of the two)."""

    title: str
    article_81: str
    article_82: str
    conviction: Row
    person: Row = field(default_factory=dict)
    sentence: Row = field(default_factory=dict)
    missing: str = ""


CORRUPT = {"abuse_of_office": True}
PARTS = [
    # A misdemeanour or minor crime; a negligent grave crime
    Part("repeated theft, a minor crime", "1/2", "1/3", THEFT),
    Part("a misdemeanour by the judgment", "1/2", "1/3", THEFT | {"severity": "misdemeanour"}),
    Part("a minor negligent crime", "1/2", "1/3", THEFT | {"article": "119", "part": 1, "intentional": False}),
    Part("a minor crime, intent not on file: it does not matter", "1/2", "1/3", THEFT | {"intentional": None}),
    Part("death of two by negligence, a grave crime", "1/2", "1/3", NEGLIGENT_DEATHS),
    Part(
        "a negligent grave corruption crime: the table names only minor ones",
        "1/2",
        "1/3",
        THEFT | {"article": "364", "part": 2, "intentional": False},
    ),
    # A minor corruption crime, drunk driving, an intentional grave and a negligent especially grave crime
    Part("burglary, an intentional grave crime", "2/3", "1/2", BURGLARY),
    Part("a beating that killed, ten years at most: grave", "2/3", "1/2", DEADLY_BEATING),
    Part("abuse of office, a minor corruption crime", "2/3", "1/2", THEFT | {"article": "364", "part": 1}),
    Part("embezzlement by abuse of office", "2/3", "1/2", THEFT | {"article": "191", "part": 2} | CORRUPT),
    Part("embezzlement, no office", "1/2", "1/3", THEFT | {"article": "191", "part": 2, "abuse_of_office": False}),
    Part(
        "a corruption misdemeanour is kept out of the first line too",
        "2/3",
        "1/2",
        THEFT | {"article": "354", "part": 1, "severity": "misdemeanour"},
    ),
    Part("drunk driving, a minor crime", "2/3", "1/2", THEFT | {"article": "286-1", "part": 1, "intentional": False}),
    Part(
        "drunk driving, negligent and grave",
        "2/3",
        "1/2",
        THEFT | {"article": "286-1", "part": 2, "intentional": False},
    ),
    Part(
        "drunk driving, several deaths: negligent especially grave",
        "2/3",
        "1/2",
        THEFT | {"article": "286-1", "part": 4, "intentional": False},
    ),
    Part("sober driving with the same harm", "1/2", "1/3", THEFT | {"article": "286", "part": 2, "intentional": False}),
    Part(
        "an intentional offence after earlier imprisonment for one",
        "2/3",
        "1/2",
        THEFT,
        {"earlier_imprisonment": True},
    ),
    Part(
        "a negligent offence after earlier imprisonment",
        "1/2",
        "1/3",
        NEGLIGENT_DEATHS,
        {"earlier_imprisonment": True},
    ),
    Part(
        "earlier imprisonment, now restriction of liberty: not punished by imprisonment again",
        "1/2",
        "1/3",
        THEFT,
        {"earlier_imprisonment": True},
        {"penalty": "restriction_of_liberty"},
    ),
    # An intentional especially grave crime; breach of an earlier parole
    Part("a burglary on a very large scale, intentional especially grave", "3/4", "2/3", THEFT | {"part": 5}),
    Part("murder", "3/4", "2/3", MURDER),
    Part("especially grave by the judgment", "3/4", "2/3", THEFT | {"especially_grave": True}),
    Part("new intentional theft while on parole", "3/4", "2/3", THEFT, {"earlier_parole": True}),
    Part("new negligent offence while on parole", "1/2", "1/3", NEGLIGENT_DEATHS, {"earlier_parole": True}),
    Part(
        "both earlier imprisonment and earlier parole: the stricter",
        "3/4",
        "2/3",
        THEFT,
        {"earlier_imprisonment": True, "earlier_parole": True},
    ),
    Part(
        "drunk driving treated as intentional and especially grave",
        "3/4",
        "2/3",
        THEFT | {"article": "286-1", "part": 4, "intentional": True},
    ),
    # The judgment before the catalogue
    Part("the judgment says minor, the Code now says grave", "1/2", "1/3", BURGLARY | {"severity": "minor"}),
    Part("the judgment says grave, the Code now says minor", "2/3", "1/2", THEFT | {"severity": "grave"}),
    Part(
        "the judgment's label outweighs its severity column",
        "3/4",
        "2/3",
        THEFT | {"severity": "grave", "especially_grave": True},
    ),
    Part(
        "not especially grave by the judgment, and grave",
        "2/3",
        "1/2",
        MURDER | {"especially_grave": False, "severity": "grave"},
    ),
    Part("not especially grave, and grave by the Code", "2/3", "1/2", BURGLARY | {"especially_grave": False}),
    # Facts not on file: every value that is possible
    Part(
        "a grave crime, intent not on file",
        "1/2 2/3",
        "1/3 1/2",
        BURGLARY | {"intentional": None},
        missing="intentional",
    ),
    Part(
        "an especially grave crime, intent not on file",
        "2/3 3/4",
        "1/2 2/3",
        MURDER | {"intentional": None},
        missing="intentional",
    ),
    Part(
        "embezzlement, office not on file",
        "1/2 2/3",
        "1/3 1/2",
        THEFT | {"article": "191", "part": 2},
        missing="abuse_of_office",
    ),
    Part(
        "grave embezzlement, office not on file: it does not matter",
        "2/3",
        "1/2",
        THEFT | {"article": "191", "part": 3},
    ),
    Part(
        "earlier imprisonment not on file",
        "1/2 2/3",
        "1/3 1/2",
        THEFT,
        {"earlier_imprisonment": None},
        missing="earlier_imprisonment",
    ),
    Part(
        "earlier imprisonment not on file, burglary: it does not matter",
        "2/3",
        "1/2",
        BURGLARY,
        {"earlier_imprisonment": None},
    ),
    Part(
        "earlier imprisonment not on file, negligent: it does not matter",
        "1/2",
        "1/3",
        NEGLIGENT_DEATHS,
        {"earlier_imprisonment": None, "earlier_parole": None},
    ),
    Part("earlier parole not on file", "1/2 3/4", "1/3 2/3", THEFT, {"earlier_parole": None}, missing="earlier_parole"),
    Part("earlier parole not on file, murder: it does not matter", "3/4", "2/3", MURDER, {"earlier_parole": None}),
    Part(
        "earlier imprisonment, a minor crime, intent not on file",
        "1/2 2/3",
        "1/3 1/2",
        THEFT | {"intentional": None},
        {"earlier_imprisonment": True},
        missing="intentional",
    ),
    Part(
        "neither earlier fact nor intent on file",
        "1/2 2/3 3/4",
        "1/3 1/2 2/3",
        THEFT | {"intentional": None},
        {"earlier_imprisonment": None, "earlier_parole": None},
        missing="intentional earlier_imprisonment earlier_parole",
    ),
    Part(
        "the part of the article is not on file: minor or worse",
        "1/2 2/3 3/4",
        "1/3 1/2 2/3",
        THEFT | {"part": None},
        missing="part",
    ),
    Part(
        "part not on file, every part minor",
        "1/2",
        "1/3",
        THEFT | {"article": "320", "part": None, "abuse_of_office": False},
    ),
    Part(
        "part not on file, but not especially grave by the judgment",
        "1/2 2/3",
        "1/3 1/2",
        THEFT | {"part": None, "especially_grave": False},
        missing="part",
    ),
    Part(
        "part not on file, one part has no severity on file",
        "1/2 2/3 3/4",
        "1/3 1/2 2/3",
        THEFT | {"article": "366", "part": None},
        missing="part",
    ),
    Part(
        "part not on file, the one severity on file denied by the judgment",
        "1/2 2/3",
        "1/3 1/2",
        THEFT | {"article": "115", "part": None, "especially_grave": False},
        missing="part",
    ),
    Part(
        "especially grave by the Code, not so by the judgment: what then is not on file",
        "1/2 2/3",
        "1/3 1/2",
        MURDER | {"especially_grave": False},
        missing="severity",
    ),
    Part(
        "the judgment contradicts itself: not especially grave, severity especially grave",
        "1/2 2/3",
        "1/3 1/2",
        THEFT | {"especially_grave": False, "severity": "especially_grave"},
        missing="severity",
    ),
    Part("part not on file, every part grave", "2/3", "1/2", THEFT | {"article": "121", "part": None}),
    Part(
        "part not on file, negligent: minor and grave ask for the same",
        "1/2",
        "1/3",
        THEFT | {"article": "119", "part": None, "intentional": False},
    ),
    Part("an article of one part, no part given", "1/2", "1/3", THEFT | {"article": "116", "part": None}),
    Part(
        "no imprisonment found in the sanction: severity not on file",
        "1/2 2/3 3/4",
        "1/3 1/2 2/3",
        THEFT | {"article": "366", "part": 1},
        missing="severity",
    ),
    Part("a part that is not in the Code", "1/2 2/3 3/4", "1/3 1/2 2/3", THEFT | {"part": 99}, missing="severity"),
    Part(
        "an article that is not in the Code may be anything",
        "1/2 2/3 3/4",
        "1/3 1/2 2/3",
        THEFT | {"article": "999"},
        missing="severity article",
    ),
    Part(
        "an unknown article, grave by the judgment",
        "2/3",
        "1/2",
        THEFT | {"article": "999", "severity": "grave"},
    ),
    Part(
        "the 1960 Code: no concordance on file",
        "1/2 2/3 3/4",
        "1/3 1/2 2/3",
        THEFT | {"code": "UA1960", "article": "140"},
        missing="severity article",
    ),
    Part(
        "the 1960 Code, especially grave by the judgment",
        "3/4",
        "2/3",
        THEFT | {"code": "UA1960", "article": "93", "severity": "especially_grave"},
    ),
    Part(
        "false declaration: whether it is corruption-related is not on file",
        "1/2 2/3",
        "1/3 1/2",
        THEFT | {"article": "366-2", "part": 2},
    ),
]


@pytest.mark.parametrize("case", PARTS, ids=lambda case: case.title)
def test_part_of_the_term(case: Part) -> None:
    told = ask(facts([FOUR_YEARS | case.sentence], [case.conviction], CLEAN | case.person))
    for route, parts in zip(RELEASES, (case.article_81, case.article_82), strict=True):
        assert told[route].parts == tuple(Fraction(part) for part in parts.split())
        assert set(told[route].missing_facts) == set(case.missing.split())
        assert told[route].fraction == (Fraction(parts) if " " not in parts else None)
    opens = {"1/3": THIRD, "1/2": HALF, "2/3": TWO_THIRDS, "3/4": THREE_QUARTERS}
    assert dates(told["article-81"]) == (opens[case.article_81.split()[0]], opens[case.article_81.split()[-1]])
    assert dates(told["article-82"]) == (opens[case.article_82.split()[0]], opens[case.article_82.split()[-1]])


def test_the_grounds_are_named_with_their_article() -> None:
    told = ask(facts([FOUR_YEARS], [BURGLARY]))
    assert [ground.id for ground in told["article-81"].grounds] == ["intentional-grave"]
    assert told["article-81"].cites == ("КК 81(3)(2)",)
    assert told["article-82"].cites == ("КК 82(4)(2)",)
    open_ = ask(facts([FOUR_YEARS], [BURGLARY | {"intentional": None}]))
    assert [ground.id for ground in open_["article-81"].grounds] == ["negligent-grave", "intentional-grave"]
    assert open_["article-81"].cites == ("КК 81(3)(1)", "КК 81(3)(2)")


def test_the_list_that_is_not_on_file_is_said_to_be_missing() -> None:
    told = ask(facts([FOUR_YEARS], [THEFT | {"article": "366-2", "part": 2}]))
    note = next(note for note in told["article-81"].notes if note.id == "corruption-related-list")
    assert note.mark == "not_on_file"
    assert told["article-81"].missing_facts == ()
    assert "corruption-related-list" not in noted(ask(facts([FOUR_YEARS], [BURGLARY]))["article-81"])


# --- several convictions ----------------------------------------------------------------------------------------

SEVERAL = [
    # convictions                                     81         missing  why
    ([THEFT, BURGLARY], "2/3", "", "the strictest of several counts governs"),
    ([BURGLARY, THEFT], "2/3", "", "in whatever order"),
    ([THEFT, BURGLARY, MURDER], "3/4", "", "of three as well"),
    ([THEFT, MURDER | {"record": "unexpunged"}], "1/2", "", "an earlier, unexpunged conviction is not being served"),
    ([THEFT, MURDER | {"record": "expunged"}], "1/2", "", "nor is an expunged one"),
    ([THEFT, MURDER | {"record": None}], "1/2 3/4", "record", "a conviction whose state is not on file may count"),
    ([MURDER, THEFT | {"record": None}], "3/4", "", "it does not matter beside a stricter one"),
    ([THEFT, THEFT | {"record": None}], "1/2", "", "nor beside an equal one"),
    ([MURDER, BURGLARY | {"intentional": None}], "3/4", "", "an unknown fact behind a stricter count does not matter"),
    ([BURGLARY, MURDER | {"intentional": None}], "2/3 3/4", "intentional", "it does where it could be stricter"),
    ([BURGLARY, BURGLARY | {"intentional": None}], "2/3", "", "nor where it could only be milder"),
    (
        [THEFT | {"record": None}],
        "1/2 2/3 3/4",
        "record",
        "the only conviction may be an old one: anything is possible",
    ),
    ([THEFT | {"record": "unexpunged"}], "1/2 2/3 3/4", "article", "nothing on file of what is being served"),
    ([], "1/2 2/3 3/4", "article", "no conviction on file"),
]


@pytest.mark.parametrize(("convictions", "parts", "missing", "why"), SEVERAL, ids=[row[3] for row in SEVERAL])
def test_several_convictions(convictions: list[Row], parts: str, missing: str, why: str) -> None:
    route = ask(facts([FOUR_YEARS], convictions))["article-81"]
    assert route.parts == tuple(Fraction(part) for part in parts.split()), why
    assert route.missing_facts == tuple(missing.split()), why
    assert ("strictest-of-several" in noted(route)) == (
        sum(row["record"] in ("serving", None) for row in convictions) > 1
        and any(row["record"] == "serving" for row in convictions)
    )


def noted(route: Route) -> set[str]:
    return {note.id for note in route.notes}


# --- the dates ---------------------------------------------------------------------------------------------------

DATES = [
    # change of the ordinary sentence                  end                      81 (half)                 missing 81
    ({}, (END, END), (HALF, HALF), ""),
    ({"term_months": 6}, ("2028-06-30",) * 2, ("2026-04-02",) * 2, ""),
    ({"credited_days": 100}, ("2027-09-22",) * 2, ("2025-09-23",) * 2, ""),
    ({"credited_days": 1400}, ("2024-03-01",) * 2, ("2024-01-01",) * 2, ""),
    ({"credited_days": None}, ("2024-01-01", END), ("2024-01-01", HALF), "credited_days"),
    ({"credited_days": None, "ends_on": date(2027, 9, 22)}, ("2027-09-22",) * 2, ("2025-09-23",) * 2, ""),
    ({"term_years": None}, ("2024-01-01", None), ("2024-01-01", None), "term_years"),
    ({"term_years": None, "ends_on": date(2027, 12, 31)}, (END, END), (HALF, HALF), ""),
    ({"starts_on": None}, (None, None), (None, None), "starts_on"),
    ({"starts_on": None, "ends_on": date(2027, 12, 31)}, (END, END), (HALF, "2026-01-01"), ""),
    (
        {"starts_on": None, "term_years": None, "ends_on": date(2027, 12, 31)},
        (END, END),
        (None, END),
        "starts_on term_years",
    ),
    ({"ends_on": date(2028, 1, 1)}, (END, "2028-01-01"), (HALF, "2026-01-01"), ""),
    ({"penalty": "restriction_of_liberty"}, (END, END), (HALF, HALF), ""),
]


@pytest.mark.parametrize(("change", "end", "half", "missing"), DATES)
def test_dates(change: Row, end: tuple[str, str], half: tuple[str, str], missing: str) -> None:
    told = ask(facts([FOUR_YEARS | change], [THEFT]))
    assert dates(told["end-of-sentence"]) == end
    assert dates(told["article-81"]) == half
    assert told["article-81"].missing_facts == tuple(missing.split())
    assert told["end-of-sentence"].missing_facts == (() if end[0] == end[1] and end[0] else tuple(missing.split()))


ON_A_DAY = [
    # asked on      end    81     82     why
    ("2025-05-01", "no", "no", "no", "the day before a third is served"),
    ("2025-05-02", "no", "no", "yes", "a third is served: replacement is possible"),
    ("2025-12-31", "no", "no", "yes", "the last day before half is served"),
    ("2026-01-01", "no", "yes", "yes", "half is served: parole is possible"),
    ("2027-12-30", "no", "yes", "yes", "the last day but one"),
    ("2027-12-31", "yes", "yes", "yes", "the last day: the sentence ends, and still runs"),
    ("2028-01-01", "yes", "no", "no", "the sentence is over: nothing left to release from"),
]


@pytest.mark.parametrize(("on", "end", "parole", "replacement", "why"), ON_A_DAY, ids=[row[4] for row in ON_A_DAY])
def test_answers_change_on_their_day(on: str, end: str, parole: str, replacement: str, why: str) -> None:
    told = ask(facts([FOUR_YEARS], [THEFT]), date.fromisoformat(on))
    answers = tuple(told[route].possible for route in ("end-of-sentence", *RELEASES))
    assert answers == (end, parole, replacement), why


IN_A_RANGE = [
    # asked on      81            why
    ("2025-12-31", "no", "not even half is served"),
    ("2026-01-01", "cannot_tell", "half is enough only if the crime was negligent"),
    ("2026-08-31", "cannot_tell", "the day before two thirds are served"),
    ("2026-09-01", "yes", "two thirds are enough either way"),
]


@pytest.mark.parametrize(("on", "parole", "why"), IN_A_RANGE, ids=[row[2] for row in IN_A_RANGE])
def test_between_the_earliest_and_the_latest_day_it_cannot_be_told(on: str, parole: str, why: str) -> None:
    """Burglary; whether it was intentional is not on file."""
    route = ask(facts([FOUR_YEARS], [BURGLARY | {"intentional": None}]), date.fromisoformat(on))["article-81"]
    assert route.possible == parole, why
    assert dates(route) == (HALF, TWO_THIRDS)
    assert route.missing_facts == ("intentional",)
    assert route.opens_on is None


def test_now_or_in_a_year_both_can_be_seen() -> None:
    """A year is left. Parole has been possible for a year, the sentence ends on a day that is named."""
    told = ask(facts([FOUR_YEARS], [THEFT]), date(2027, 1, 1))
    assert told["article-81"].opens_on == date(2026, 1, 1)
    assert told["end-of-sentence"].opens_on == date(2027, 12, 31)


def test_where_the_end_is_in_doubt_so_are_the_days_after_its_earliest() -> None:
    """The register says 30 June 2027, counting gives 31 December: between them neither route can be told."""
    known = facts([FOUR_YEARS | {"ends_on": date(2027, 6, 30)}], [THEFT])
    assert [ask(known, date(2027, 6, 30))[route].possible for route in RELEASES] == ["yes", "yes"]
    assert [ask(known, date(2027, 7, 1))[route].possible for route in RELEASES] == ["cannot_tell"] * 2
    assert [ask(known, date(2028, 1, 1))[route].possible for route in RELEASES] == ["no", "no"]
    ends = [
        ask(known, date(2027, month, day))["end-of-sentence"].possible for month, day in ((6, 29), (6, 30), (12, 31))
    ]
    assert ends == ["no", "cannot_tell", "yes"]
    assert "end-disagrees" in noted(ask(known)["end-of-sentence"])
    assert ask(known)["end-of-sentence"].missing_facts == ()


# --- which penalty -----------------------------------------------------------------------------------------------


def test_life_has_no_end_and_no_parole_before_it_is_commuted() -> None:
    told = ask(facts([{"penalty": "life_imprisonment", "serving": True, "starts_on": date(2010, 1, 1)}], [MURDER]))
    end, parole, replacement = told["end-of-sentence"], told["article-81"], told["article-82"]
    assert (end.possible, dates(end), end.cites) == ("no", (None, None), ("КК 64",))
    assert (parole.possible, dates(parole), parole.cites) == ("no", (None, None), ("КК 64", "КК 81(3)(3)", "КК 82(5)"))
    assert (replacement.possible, dates(replacement)) == ("cannot_tell", (None, None))
    assert replacement.cites == ("КК 64", "КК 82(5)")
    assert "15 to 20 years" in replacement.text.en
    assert (end.missing_facts, parole.missing_facts, replacement.missing_facts) == ((), (), ())


def test_a_life_term_whose_state_is_not_on_file_gives_the_same_answers() -> None:
    """Either it is being served, or nothing is: parole is not open in either case."""
    told = ask(facts([{"penalty": "life_imprisonment"}], [MURDER]))
    assert told["article-81"].possible == "no"
    assert told["article-82"].possible == "cannot_tell"
    assert told["end-of-sentence"].possible == "no"


COMMUTED = FOUR_YEARS | {"term_years": 20, "starts_on": date(2015, 1, 1)}
OLD_LIFE = {"penalty": "life_imprisonment", "serving": False}


def test_life_commuted_to_a_fixed_term_asks_for_three_quarters_under_81_only() -> None:
    told = ask(facts([OLD_LIFE, COMMUTED], [NEGLIGENT_DEATHS]))
    assert told["article-81"].fraction == Fraction(3, 4)
    assert [ground.id for ground in told["article-81"].grounds] == ["life-commuted"]
    assert told["article-82"].fraction == Fraction(1, 3)
    assert "life-commuted" in noted(told["article-81"])
    assert "life-commuted" not in noted(told["article-82"])


def test_a_life_term_that_may_still_be_served_leaves_everything_open() -> None:
    told = ask(facts([OLD_LIFE | {"serving": None}, COMMUTED], [NEGLIGENT_DEATHS]), date(2040, 1, 1))
    for route in told.values():
        assert route.possible == "cannot_tell"
        assert "serving" in route.missing_facts
    assert dates(told["end-of-sentence"]) == ("2034-12-31", None)
    assert told["article-81"].parts == (Fraction(1, 2), Fraction(3, 4))
    assert told["article-82"].parts == (Fraction(1, 3),)


def test_an_earlier_sentence_of_unknown_kind_may_have_been_a_life_term() -> None:
    told = ask(facts([{"serving": False}, COMMUTED], [NEGLIGENT_DEATHS | {"sentence_id": "S2"}]))
    assert told["article-81"].parts == (Fraction(1, 2), Fraction(3, 4))
    assert told["article-81"].missing_facts == ("penalty",)
    assert told["article-82"].missing_facts == ()


@pytest.mark.parametrize("penalty", ["arrest", "disciplinary_battalion", "other"])
def test_rules_for_other_penalties_are_not_on_file(penalty: str) -> None:
    told = ask(facts([FOUR_YEARS | {"penalty": penalty}], [THEFT]))
    for route, article in zip(RELEASES, ("КК 81", "КК 82"), strict=True):
        assert told[route].possible == "cannot_tell"
        assert dates(told[route]) == (None, None)
        assert told[route].missing_facts == ()
        assert told[route].parts == ()
        assert told[route].cites == (article,)
        assert "not on file" in told[route].text.en
    assert dates(told["end-of-sentence"]) == (END, END)


def test_another_penalty_beside_imprisonment_leaves_the_routes_open() -> None:
    told = ask(facts([FOUR_YEARS, FOUR_YEARS | {"penalty": "arrest"}], [THEFT]))
    assert told["article-81"].possible == "cannot_tell"
    assert dates(told["article-81"]) == (None, None)


def test_an_arrest_that_may_be_being_served() -> None:
    alone = ask(facts([FOUR_YEARS | {"penalty": "arrest", "serving": None}], [THEFT]))
    assert alone["article-81"].missing_facts == ("serving",)
    assert alone["article-81"].possible == "cannot_tell"
    beside = ask(facts([FOUR_YEARS, FOUR_YEARS | {"penalty": "arrest", "serving": None}], [THEFT]))
    assert beside["article-81"].missing_facts == ("serving",)
    assert (beside["article-81"].possible, dates(beside["article-81"])) == ("cannot_tell", (HALF, HALF))


def test_a_penalty_that_is_not_on_file_gives_dates_but_no_answer() -> None:
    told = ask(facts([FOUR_YEARS | {"penalty": None}], [THEFT]))
    assert told["article-81"].possible == "cannot_tell"
    assert dates(told["article-81"]) == (HALF, HALF)
    assert told["article-81"].missing_facts == ("penalty",)
    assert "if-penalty-fits" in noted(told["article-81"])
    assert told["end-of-sentence"].possible == "no"
    assert told["end-of-sentence"].missing_facts == ()
    assert "if-penalty-fits" not in noted(told["end-of-sentence"])
    over = ask(facts([FOUR_YEARS | {"penalty": None}], [THEFT]), date(2030, 1, 1))
    assert over["article-81"].possible == "cannot_tell"


def test_earlier_imprisonment_and_a_penalty_that_is_not_on_file() -> None:
    told = ask(facts([FOUR_YEARS | {"penalty": None}], [THEFT], CLEAN | {"earlier_imprisonment": True}))
    assert told["article-81"].parts == (Fraction(1, 2), Fraction(2, 3))
    assert told["article-81"].missing_facts == ("penalty",)


def test_the_penalty_of_an_offence_is_that_of_its_own_sentence() -> None:
    """Two sentences on file; the theft was punished by restriction of liberty, whatever the other was."""
    both: list[Row] = [FOUR_YEARS | {"penalty": "restriction_of_liberty"}, FOUR_YEARS | {"serving": False}]
    earlier = CLEAN | {"earlier_imprisonment": True}
    own = ask(facts(both, [THEFT | {"sentence_id": "S1"}], earlier))["article-81"]
    assert own.fraction == Fraction(1, 2)
    unlinked = ask(facts(both, [THEFT], earlier))["article-81"]
    assert unlinked.parts == (Fraction(1, 2), Fraction(2, 3))
    assert unlinked.missing_facts == ("penalty",)


# --- which sentence ----------------------------------------------------------------------------------------------


def test_no_sentence_on_file() -> None:
    told = ask(facts([], [THEFT]))
    for route in told.values():
        assert (route.possible, dates(route)) == ("cannot_tell", (None, None))
        assert route.missing_facts[:4] == ("penalty", "starts_on", "term_years", "credited_days")
    bare = ask(facts([], []))
    assert bare["article-81"].missing_facts == ("penalty", "starts_on", "term_years", "credited_days", "article")
    assert bare["article-81"].parts == (Fraction(1, 2), Fraction(2, 3), Fraction(3, 4))


def test_no_sentence_is_being_served() -> None:
    told = ask(facts([FOUR_YEARS | {"serving": False}], [THEFT]))
    for route in told.values():
        assert (route.possible, dates(route)) == ("no", (None, None))
        assert route.missing_facts == ()
        assert "no sentence is being served" in route.text.en


def test_a_sentence_that_may_be_being_served() -> None:
    told = ask(facts([FOUR_YEARS | {"serving": None}], [THEFT]))
    assert [route.possible for route in told.values()] == ["no", "cannot_tell", "cannot_tell"]
    assert [route.missing_facts for route in told.values()] == [("serving",)] * 3
    assert dates(told["article-81"]) == (HALF, HALF)
    assert all("if-serving" in noted(route) for route in told.values())
    over = ask(facts([FOUR_YEARS | {"serving": None}], [THEFT]), date(2030, 1, 1))
    assert [route.possible for route in over.values()] == ["cannot_tell", "no", "no"]


def test_of_several_sentences_the_latest_governs() -> None:
    shorter = FOUR_YEARS | {"term_years": 2}
    told = ask(facts([shorter, FOUR_YEARS], [THEFT]))
    assert dates(told["end-of-sentence"]) == (END, END)
    assert dates(told["article-81"]) == (HALF, HALF)
    assert "latest-of-several" in noted(told["article-81"])
    assert "latest-of-several" not in noted(ask(facts([FOUR_YEARS], [THEFT]))["article-81"])


def test_a_shorter_sentence_that_may_be_being_served_does_not_matter() -> None:
    shorter = FOUR_YEARS | {"term_years": 2, "serving": None}
    told = ask(facts([FOUR_YEARS, shorter], [THEFT]))
    assert told["end-of-sentence"].missing_facts == ()
    assert told["article-81"].missing_facts == ()
    assert told["article-81"].possible == "yes"


def test_a_longer_sentence_that_may_be_being_served_does() -> None:
    longer = FOUR_YEARS | {"term_years": 8, "serving": None}
    told = ask(facts([FOUR_YEARS, longer], [THEFT]))
    assert dates(told["end-of-sentence"]) == (END, "2031-12-31")
    assert told["end-of-sentence"].missing_facts == ("serving",)
    assert dates(told["article-81"]) == (HALF, "2028-01-01")
    assert told["article-81"].possible == "cannot_tell"


def test_of_two_sentences_that_may_be_being_served_either_may_be_the_one() -> None:
    longer = FOUR_YEARS | {"term_years": 8, "serving": None}
    told = ask(facts([FOUR_YEARS | {"serving": None}, longer], [THEFT]))
    assert dates(told["end-of-sentence"]) == (END, "2031-12-31")
    assert dates(told["article-81"]) == (HALF, "2028-01-01")


def test_facts_missing_from_a_sentence_that_cannot_govern_are_not_asked_for() -> None:
    """Two years from 2020 at most, credit not known, beside four years from 2024: only the second matters."""
    old = FOUR_YEARS | {"term_years": 2, "starts_on": date(2020, 1, 1), "credited_days": None}
    told = ask(facts([old, FOUR_YEARS], [THEFT]))
    assert dates(told["article-81"]) == (HALF, HALF)
    assert told["article-81"].missing_facts == ()
    open_ended = FOUR_YEARS | {"term_years": None}
    beside = ask(facts([FOUR_YEARS, open_ended], [THEFT]))
    assert dates(beside["end-of-sentence"]) == (END, None)
    assert beside["end-of-sentence"].missing_facts == ("term_years",)
    of_two = ask(facts([FOUR_YEARS | {"credited_days": None}, old], [THEFT]))
    assert of_two["end-of-sentence"].missing_facts == ("credited_days",)
    no_earliest = FOUR_YEARS | {
        "starts_on": None,
        "term_years": None,
        "credited_days": 7,
        "ends_on": date(2027, 12, 31),
    }
    told = ask(facts([no_earliest], [THEFT]))
    assert told["article-81"].missing_facts == ("starts_on", "term_years")


def test_a_sentence_that_ends_no_later_than_the_earliest_day_is_not_asked_about() -> None:
    """One surely ends on 31 December 2027, its start not on file; the other begins that day, its credit not on file."""
    sure = FOUR_YEARS | {"starts_on": None, "ends_on": date(2027, 12, 31)}
    later = FOUR_YEARS | {"starts_on": date(2027, 12, 31), "credited_days": None}
    told = ask(facts([sure, later], [THEFT]))
    assert dates(told["end-of-sentence"]) == (END, "2031-12-30")
    assert told["end-of-sentence"].missing_facts == ("credited_days",)


def test_of_sentences_with_and_without_a_start_the_known_one_gives_the_earliest_day() -> None:
    unknown = FOUR_YEARS | {"starts_on": None}
    told = ask(facts([FOUR_YEARS, unknown], [THEFT]))
    assert dates(told["end-of-sentence"]) == (END, None)
    maybe = ask(facts([FOUR_YEARS | {"serving": None}, unknown | {"serving": None}], [THEFT]))
    assert dates(maybe["end-of-sentence"]) == (None, None)
    assert maybe["end-of-sentence"].missing_facts == ("serving", "starts_on")


def test_facts_that_cannot_move_the_date_are_not_asked_for() -> None:
    """Everything is already credited but the last day: half or two thirds makes no difference."""
    told = ask(facts([FOUR_YEARS | {"credited_days": 1460}], [BURGLARY | {"intentional": None}]))
    assert dates(told["article-81"]) == ("2024-01-01", "2024-01-01")
    assert told["article-81"].missing_facts == ()
    assert told["article-81"].fraction is None


# --- what is said ------------------------------------------------------------------------------------------------


def test_words_of_a_known_day() -> None:
    told = ask(facts([FOUR_YEARS], [THEFT]))
    assert told["end-of-sentence"].text.uk == "Останній день строку покарання – 31 грудня 2027 р."
    assert told["end-of-sentence"].text.en == "The last day of the sentence is 31 December 2027."
    assert told["article-81"].text.uk == (
        "Умовно-дострокове звільнення можливе з 1 січня 2026 р.: на цей день відбуто щонайменше половину строку."
    )
    assert told["article-81"].text.en == (
        "Ordinary parole is possible from 1 January 2026: by then at least one half of the term has been served."
    )
    assert told["article-82"].text.uk == (
        "Заміна невідбутої частини покарання більш м’яким можлива з 2 травня 2025 р.:"
        " на цей день відбуто щонайменше третину строку."
    )
    assert told["article-82"].text.en == (
        "Replacement by a milder penalty is possible from 2 May 2025: by then at least one third of the term has been"
        " served."
    )


def test_words_of_a_range() -> None:
    route = ask(facts([FOUR_YEARS], [BURGLARY | {"intentional": None}]))["article-81"]
    assert route.text.uk == (
        "Умовно-дострокове звільнення стає можливим не раніше 1 січня 2026 р. і не пізніше 1 вересня 2026 р."
        " Точнішої дати за наявними відомостями не встановити."
    )
    assert route.text.en == (
        "Ordinary parole becomes possible no earlier than 1 January 2026 and no later than 1 September 2026."
        " The facts on file tell no more exactly."
    )


def test_words_of_an_open_range() -> None:
    no_term = ask(facts([FOUR_YEARS | {"term_years": None}], [THEFT]))["end-of-sentence"]
    assert no_term.text.uk == (
        "Строк покарання закінчується не раніше 1 січня 2024 р. Коли саме, за наявними відомостями не встановити."
    )
    assert no_term.text.en == (
        "The sentence ends no earlier than 1 January 2024. The facts on file tell no more exactly."
    )
    only_end = FOUR_YEARS | {"starts_on": None, "term_years": None, "ends_on": date(2027, 12, 31)}
    latest = ask(facts([only_end], [THEFT]))["article-82"]
    assert latest.text.uk == (
        "Заміна невідбутої частини покарання більш м’яким стає можливою не пізніше 31 грудня 2027 р."
        " Коли саме, за наявними відомостями не встановити."
    )
    assert latest.text.en == (
        "Replacement by a milder penalty becomes possible no later than 31 December 2027."
        " The facts on file tell no more exactly."
    )
    nothing = ask(facts([FOUR_YEARS | {"starts_on": None}], [THEFT]))["article-81"]
    assert nothing.text.uk == (
        "Не можна сказати, коли умовно-дострокове звільнення стане можливим: бракує відомостей про строк."
    )
    assert nothing.text.en == (
        "It cannot be told when ordinary parole becomes possible: facts about the term are missing."
    )


def test_words_of_a_day_that_is_known_whatever_the_part() -> None:
    known = facts([FOUR_YEARS | {"credited_days": 1460}], [BURGLARY | {"intentional": None}])
    route = ask(known, date(2024, 1, 1))["article-81"]
    assert route.text.uk == "Умовно-дострокове звільнення можливе з 1 січня 2024 р."
    assert route.text.en == "Ordinary parole is possible from 1 January 2024."


def test_words_of_a_sentence_that_is_over() -> None:
    route = ask(facts([FOUR_YEARS], [THEFT]), date(2028, 1, 1))["article-81"]
    assert route.text.uk == (
        "За обліком останній день строку був не пізніше 31 грудня 2027 р. Цей шлях уже не застосовується."
    )
    assert route.text.en == (
        "By the register the last day of the sentence was no later than 31 December 2027. This route no longer applies."
    )


def test_words_of_an_end_that_disagrees() -> None:
    route = ask(facts([FOUR_YEARS | {"ends_on": date(2028, 1, 1)}], [THEFT]))["end-of-sentence"]
    note = next(note for note in route.notes if note.id == "end-disagrees")
    assert note.text.uk == (
        "Кінець строку за реєстром – 1 січня 2028 р., за підрахунком – 31 грудня 2027 р. Звірте дані з вироком."
    )
    assert note.text.en == (
        "The register says the term ends on 1 January 2028; counting gives 31 December 2027."
        " Check against the judgment."
    )
    assert (note.cites, note.mark) == ("КК 72", "our_reading")


def test_notes_say_what_is_read_and_what_is_our_reading() -> None:
    told = ask(facts([FOUR_YEARS | {"credited_days": 10}], [THEFT]))
    notes = {note.id: note for note in told["article-81"].notes}
    assert set(notes) == {"court-decides", "part-in-days", "credit-from-judgment"}
    assert (notes["court-decides"].cites, notes["court-decides"].mark) == ("КК 81(2)", "read")
    assert notes["part-in-days"].mark == "our_reading"
    decision = next(note for note in told["article-82"].notes if note.id == "court-decides")
    assert (decision.cites, decision.mark) == ("КК 82(3)", "read")
    assert noted(told["end-of-sentence"]) == {"credit-from-judgment"}
    assert noted(ask(facts([FOUR_YEARS], [THEFT]))["article-81"]) == {"court-decides", "part-in-days"}


def test_a_credit_read_off_the_register_s_end_is_said_to_be() -> None:
    derived = FOUR_YEARS | {"credited_days": None, "ends_on": date(2027, 9, 22)}
    assert "credit-derived" in noted(ask(facts([derived], [THEFT]))["article-81"])
    assert "credit-derived" not in noted(ask(facts([FOUR_YEARS], [THEFT]))["article-81"])


def test_without_any_date_the_way_of_counting_is_not_explained() -> None:
    assert "part-in-days" not in noted(ask(facts([FOUR_YEARS | {"starts_on": None}], [THEFT]))["article-81"])
