"""Which sentence governs the other ways out: life, other penalties, several at once, unknown ones (КК 81, 82)."""

from datetime import date
from fractions import Fraction

import pytest

from tests.law.route_cases import (
    BURGLARY,
    CLEAN,
    END,
    FOUR_YEARS,
    HALF,
    MURDER,
    NEGLIGENT_DEATHS,
    RELEASES,
    THEFT,
    Row,
    ask,
    dates,
    facts,
    noted,
)

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
