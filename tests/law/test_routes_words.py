"""What is said of each route, with its article, where there is a date and where there is none."""

from datetime import date

import pytest

from poruka.law.text import Text
from tests.law.route_cases import FOUR_YEARS, RELEASES, THEFT, Row, ask, facts, noted

LIFE: Row = {"penalty": "life_imprisonment", "serving": True}


def test_with_nothing_on_file_it_is_said_that_it_cannot_be_told() -> None:
    told = ask(facts([], [THEFT]))
    assert told["end-of-sentence"].text == Text(
        "Не можна сказати, коли закінчується строк покарання: бракує відомостей про строк.",
        "It cannot be told when the sentence ends: facts about the term are missing.",
    )
    assert told["article-81"].text == Text(
        "Не можна сказати, коли умовно-дострокове звільнення стане можливим: бракує відомостей про строк.",
        "It cannot be told when ordinary parole becomes possible: facts about the term are missing.",
    )
    assert told["article-82"].text.en == (
        "It cannot be told when replacement by a milder penalty becomes possible: facts about the term are missing."
    )
    for id in RELEASES:
        assert noted(told[id]) == {"court-decides"}


def test_each_route_names_its_article() -> None:
    told = ask(facts([FOUR_YEARS], [THEFT]))
    assert {id: route.cites for id, route in told.items()} == {
        "end-of-sentence": ("КК 72",),
        "article-81": ("КК 81(3)(1)",),
        "article-82": ("КК 82(4)(1)",),
    }
    assert ask(facts([], []))["end-of-sentence"].cites == ("КК 72",)


def test_a_life_term_has_no_end_and_is_spoken_of_in_its_own_words() -> None:
    told = ask(facts([LIFE], [THEFT]))
    end = told["end-of-sentence"]
    assert (end.possible, end.earliest, end.latest, end.cites) == ("no", None, None, ("КК 64",))
    assert end.text == Text("Довічне позбавлення волі не має кінця строку.", "Life imprisonment has no end of term.")
    assert told["article-81"].cites == ("КК 64", "КК 81(3)(3)", "КК 82(5)")
    assert told["article-82"].cites == ("КК 64", "КК 82(5)")


def test_whoever_serves_nothing_has_no_way_out_to_wait_for() -> None:
    for route in ask(facts([FOUR_YEARS | {"serving": False}], [THEFT])).values():
        assert route.possible == "no"
        assert route.text.en == "By the register no sentence is being served now, so this route does not apply."


MISSING = [
    # change of the ordinary sentence                             what is missing for ordinary parole
    ({"credited_days": None, "penalty": None}, ("credited_days", "penalty")),
    ({"credited_days": None, "serving": None}, ("serving", "credited_days")),
    ({"term_years": None, "penalty": None}, ("term_years", "penalty")),
    ({"penalty": None}, ("penalty",)),
]


@pytest.mark.parametrize(("change", "missing"), MISSING)
def test_every_fact_that_is_missing_is_named(change: Row, missing: tuple[str, ...]) -> None:
    assert set(ask(facts([FOUR_YEARS | change], [THEFT]))["article-81"].missing_facts) == set(missing)


@pytest.mark.parametrize(
    ("years", "missing"), [(1, {"penalty"}), (9, {"penalty", "serving", "credited_days"})], ids=["sooner", "later"]
)
def test_a_second_sentence_of_unknown_kind_adds_what_it_lacks(years: int, missing: set[str]) -> None:
    """One that is over sooner than the ordinary sentence cannot move the date; one that is over later can."""
    other = {"penalty": None, "serving": None, "starts_on": date(2024, 1, 1), "term_years": years}
    route = ask(facts([FOUR_YEARS, other], [THEFT]))["article-81"]
    assert (route.possible, set(route.missing_facts)) == ("cannot_tell", missing)


SEVERITY = [
    # the offence                                                       missing for its part of the term
    (THEFT | {"part": 1}, ("severity",)),
    (THEFT | {"article": "187", "part": None}, ("part",)),
    (THEFT | {"article": "777", "part": 1}, ("severity", "article")),
]


@pytest.mark.parametrize(("offence", "missing"), SEVERITY)
def test_the_fact_that_would_tell_the_severity_is_named(offence: Row, missing: tuple[str, ...]) -> None:
    route = ask(facts([FOUR_YEARS], [offence]))["article-81"]
    assert len(route.parts) > 1
    assert set(route.missing_facts) == set(missing)
