"""From which day the other ways out are open, and what is said of it (КК 81, 82)."""

from datetime import date

import pytest

from tests.law.route_cases import (
    BURGLARY,
    END,
    FOUR_YEARS,
    HALF,
    RELEASES,
    THEFT,
    TWO_THIRDS,
    Row,
    ask,
    dates,
    facts,
    noted,
)

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
