"""The ladders against law.md 9.1 read by hand, and what must hold of the routes whatever the facts."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poruka.law.facts import Facts
from poruka.law.ladder import EITHER, NO, SEVERITIES, YES, Case, Ladder, Profile, assess, deciding, possible, required
from poruka.law.routes import Route, routes
from poruka.law.sentence import Term
from poruka.law.ukraine import article_81, article_82

LADDERS = {"81": article_81.LADDER, "82": article_82.LADDER}


def by_hand(case: Case, article: str) -> Fraction:
    """The table of law.md 9.1, row by row from the strictest, written out again with plain ifs."""
    rows = {"81": ("1/2", "2/3", "3/4"), "82": ("1/3", "1/2", "2/3")}[article]
    mild, middle, strict = (Fraction(part) for part in rows)
    if case.commuted and article == "81":
        return strict
    if case.intentional and (case.severity == "especially_grave" or case.earlier_parole):
        return strict
    if case.drunk_driving or case.severity == "especially_grave":
        return middle
    if case.severity == "grave":
        return middle if case.intentional else mild
    if case.corruption:
        return middle
    if case.intentional and case.imprisonment and case.earlier_imprisonment:
        return middle
    return mild


@pytest.mark.parametrize("article", LADDERS)
def test_every_case_stands_on_the_rung_the_table_names(article: str) -> None:
    ladder = LADDERS[article]
    for case in Profile().cases():
        part, grounds = required(ladder, case)
        assert part == by_hand(case, article), case
        assert grounds
        assert all(ground.covers(case) for ground in grounds)


@pytest.mark.parametrize("ladder", LADDERS.values(), ids=LADDERS)
def test_every_ladder_is_complete(ladder: Ladder) -> None:
    parts = [rung.part for rung in ladder]
    assert parts == sorted(parts)
    assert len(set(parts)) == 3
    for rung in ladder:
        assert rung.cites.startswith("КК 8")
        assert rung.grounds
        assert all(ground.id and ground.text for ground in rung.grounds)


def test_each_article_cites_its_own_items() -> None:
    assert [rung.cites for rung in article_81.LADDER] == ["КК 81(3)(1)", "КК 81(3)(2)", "КК 81(3)(3)"]
    assert [rung.cites for rung in article_82.LADDER] == ["КК 82(4)(1)", "КК 82(4)(2)", "КК 82(4)(3)"]


def test_a_ladder_with_a_gap_says_so() -> None:
    case = Case("minor", True, False, False, False, False, False, False)
    with pytest.raises(ValueError, match="no ground of the ladder covers"):
        required(article_81.LADDER[1:], case)


def test_values_a_fact_can_have() -> None:
    assert (possible(None), possible(True), possible(False)) == (EITHER, YES, NO)


OPEN = st.sampled_from([YES, NO, EITHER])
PROFILES = st.builds(
    Profile,
    severity=st.sets(st.sampled_from(sorted(SEVERITIES)), min_size=1).map(frozenset),
    **{name: OPEN for name in Case._fields if name != "severity"},
)
FLOORS = st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(2, 3), Fraction(3, 4)])


@given(PROFILES, st.sampled_from(sorted(LADDERS)))
def test_the_fractions_that_can_come_out_are_those_of_some_case(profile: Profile, article: str) -> None:
    told = assess(LADDERS[article], profile)
    assert set(told.parts) == {by_hand(case, article) for case in profile.cases()}
    assert list(told.parts) == sorted(told.parts)
    assert len(told.grounds) == len(set(told.grounds)) > 0


@given(PROFILES, st.sampled_from(sorted(LADDERS)), FLOORS)
def test_a_fact_is_missing_exactly_when_knowing_it_could_matter(
    profile: Profile, article: str, floor: Fraction
) -> None:
    ladder = LADDERS[article]
    named = deciding(ladder, profile, floor)
    outcomes = {max(floor, by_hand(case, article)) for case in profile.cases()}
    assert bool(named) == (len(outcomes) > 1)
    for name in named:
        assert len(getattr(profile, name)) > 1, "a known fact is never asked for"


# --- whole persons ----------------------------------------------------------------------------------------------

OFFENCES = [
    *(("185", 2, "minor"), ("185", 3, "grave"), ("185", 5, "especially_grave"), ("121", 2, "grave")),
    *(("115", 1, "especially_grave"), ("119", 2, "grave"), ("191", 2, "minor"), ("364", 1, "minor")),
    *(("286-1", 1, "minor"), ("286-1", 4, "especially_grave"), ("366-2", 2, "minor"), ("116", None, "minor")),
]
PENALTIES = ["fixed_term_imprisonment"] * 4 + ["restriction_of_liberty"] * 2 + ["life_imprisonment", "arrest"]


@st.composite
def convictions(draw: st.DrawFn, number: int) -> dict[str, Any]:
    article, part, severity = draw(st.sampled_from(OFFENCES))
    return {
        "conviction_id": f"C{number}",
        "person_id": "P",
        "sentence_id": "S0",
        "article": article,
        "part": part,
        "intentional": draw(st.booleans()),
        "abuse_of_office": draw(st.booleans()),
        "especially_grave": draw(st.sampled_from([None, severity == "especially_grave"])),
        "severity": draw(st.sampled_from([None, severity])),
        "record": draw(st.sampled_from(["serving", "serving", "unexpunged", "expunged"])),
    }


@st.composite
def sentences(draw: st.DrawFn, number: int) -> dict[str, Any]:
    penalty = draw(st.sampled_from(PENALTIES))
    starts_on = draw(st.dates(date(2015, 1, 1), date(2026, 1, 1)))
    row = {
        "sentence_id": f"S{number}",
        "person_id": "P",
        "penalty": penalty,
        "starts_on": starts_on,
        "serving": draw(st.sampled_from([True, True, False])),
    }
    if penalty == "life_imprisonment":
        return row
    term = Term(draw(st.integers(0, 15)), draw(st.integers(0, 11)), draw(st.integers(1, 30)))
    credit = draw(st.integers(0, min(900, (term.last_day(starts_on) - starts_on).days)))
    return row | {
        "term_years": term.years,
        "term_months": term.months,
        "term_days": term.days,
        "credited_days": credit,
        "ends_on": term.last_day(starts_on) - timedelta(days=credit),
    }


@st.composite
def persons(draw: st.DrawFn) -> Facts:
    """A person of whom everything is on file, without contradictions."""
    person = {"person_id": "P", "earlier_imprisonment": draw(st.booleans()), "earlier_parole": draw(st.booleans())}
    return Facts.of(
        person,
        [draw(sentences(number)) for number in range(draw(st.integers(1, 3)))],
        [draw(convictions(number)) for number in range(draw(st.integers(1, 3)))],
    )


STRIKABLE = {
    "persons": ["earlier_imprisonment", "earlier_parole"],
    "sentences": ["penalty", "starts_on", "term", "credited_days", "ends_on", "serving"],
    "convictions": ["sentence_id", "part", "intentional", "abuse_of_office", "severity", "record", "especially_grave"],
}


def holes(facts: Facts) -> list[tuple[str, int, str]]:
    """Every place where a fact can be struck out: table, row, column."""
    rows = {"persons": 1, "sentences": len(facts.sentences), "convictions": len(facts.convictions)}
    return [(table, row, name) for table in rows for row in range(rows[table]) for name in STRIKABLE[table]]


def strike(facts: Facts, struck: set[tuple[str, int, str]]) -> Facts:
    def row_of(table: str, number: int, row: Any) -> Any:
        gone = [name for other, place, name in struck if (other, place) == (table, number)]
        return {column: None if any(column.startswith(name) for name in gone) else row[column] for column in row}

    return Facts(
        row_of("persons", 0, facts.person),
        tuple(row_of("sentences", number, row) for number, row in enumerate(facts.sentences)),
        tuple(row_of("convictions", number, row) for number, row in enumerate(facts.convictions)),
    )


DAYS = st.dates(date(2014, 1, 1), date(2045, 1, 1))


def within(narrow: Route, wide: Route) -> bool:
    earliest = wide.earliest is None or (narrow.earliest is not None and wide.earliest <= narrow.earliest)
    return earliest and (wide.latest is None or (narrow.latest is not None and wide.latest >= narrow.latest))


@settings(deadline=None)
@given(st.data(), persons(), DAYS)
def test_a_gap_never_makes_an_answer_and_a_fact_never_widens_a_range(
    data: st.DataObject, full: Facts, on: date
) -> None:
    """Strike some facts, then more: what is still certain was certain before, and the dates only come apart."""
    places = data.draw(st.permutations(holes(full)))
    many = data.draw(st.integers(0, len(places)))
    few = data.draw(st.integers(0, many))
    before = routes(strike(full, set(places[:few])), on)
    after = routes(strike(full, set(places[:many])), on)
    for known, less in zip(before, after, strict=True):
        if less.possible != "cannot_tell":
            assert less.possible == known.possible
        assert set(known.parts) <= set(less.parts) or not known.parts or not less.parts
        if known.earliest or known.latest:
            assert within(known, less)
        if less.parts and less.earliest and less.earliest == less.latest and known.earliest:
            assert known.earliest == less.earliest == known.latest


@settings(deadline=None)
@given(st.data(), persons(), DAYS)
def test_what_is_said_of_a_route_agrees_with_itself(data: st.DataObject, full: Facts, on: date) -> None:
    facts = strike(full, set(data.draw(st.lists(st.sampled_from(holes(full))))))
    end, parole, replacement = routes(facts, on)
    for route in (end, parole, replacement):
        if route.earliest and route.latest:
            assert route.earliest <= route.latest
        if route.possible == "yes":
            assert route.latest
            assert on >= route.latest
        assert list(route.parts) == sorted(route.parts)
        assert route.text.uk != route.text.en
        assert all(note.cites for note in route.notes)
        assert route.cites
        assert len(set(route.missing_facts)) == len(route.missing_facts)
        if route.earliest != route.latest:
            assert route.missing_facts or any(note.mark == "not_on_file" for note in route.notes)
    if parole.earliest and replacement.earliest:
        assert replacement.earliest <= parole.earliest, "replacement is never later than parole"
    if parole.latest and end.latest:
        assert parole.latest <= end.latest, "nor parole later than the end"


@settings(deadline=None)
@given(persons(), DAYS)
def test_with_everything_on_file_only_what_the_law_leaves_open_cannot_be_told(full: Facts, on: date) -> None:
    served = [row for row in full.sentences if row["serving"]]
    counted = [row for row in full.convictions if row["record"] == "serving"]
    open_law = {row["penalty"] for row in served} & {"life_imprisonment", "arrest"}
    if open_law or not counted or any(row["article"] == "366-2" for row in counted):
        return
    for route in routes(full, on):
        assert route.possible != "cannot_tell"
        assert route.missing_facts == ()
        assert route.earliest == route.latest
        assert (route.earliest is None) == (not served)


@settings(deadline=None)
@given(persons(), DAYS)
def test_the_same_facts_give_the_same_answer(full: Facts, on: date) -> None:
    assert routes(full, on) == routes(Facts(dict(full.person), full.sentences, full.convictions), on)


NONSENSE_DATES = st.none() | st.dates()
NONSENSE_NUMBERS = st.none() | st.integers(-10_000, 10_000_000)


@settings(deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "sentence_id": st.just("S"),
                "person_id": st.just("P"),
                "penalty": st.sampled_from([None, *PENALTIES]),
                "serving": st.sampled_from([None, True, False]),
                "starts_on": NONSENSE_DATES,
                "ends_on": NONSENSE_DATES,
                "term_years": NONSENSE_NUMBERS,
                "term_months": NONSENSE_NUMBERS,
                "term_days": NONSENSE_NUMBERS,
                "credited_days": NONSENSE_NUMBERS,
            }
        ),
        max_size=3,
    ),
    DAYS,
)
def test_nonsense_is_answered_all_the_same(rows: list[dict[str, Any]], on: date) -> None:
    offence = {"conviction_id": "C", "person_id": "P", "article": "185", "part": 3, "record": "serving"}
    for route in routes(Facts.of({"person_id": "P"}, rows, [offence]), on):
        assert route.possible in ("yes", "no", "cannot_tell")
        if route.earliest and route.latest:
            assert route.earliest <= route.latest
