"""Whole registers, made up by Hypothesis: ordinary people, awkward people, and nonsense.

The generators aim at the places where a reading of the law goes wrong: empty cells everywhere, birthdays of
29 February, ages and expungement dates a day either side of the limit, neighbours of every article range,
parts and items that do not exist, many counts, several sentences, the Code of 1960.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from poruka.law.facts import CONVICTIONS, PERSONS, Facts

EDGE_DAYS = [
    date(2024, 5, 17),
    date(2024, 5, 18),
    date(2024, 5, 19),
    date(2025, 6, 16),
    date(2025, 6, 17),
    date(2025, 6, 18),
    date(2024, 2, 29),
    date(2025, 2, 28),
    date(2025, 3, 1),
    date(2028, 2, 29),
    date(2001, 9, 1),
    date(2022, 2, 24),
]

EXCLUDED = (
    *("109", "110", "110-2", "111", "111-1", "111-2", "112", "113", "114", "114-1", "114-2"),
    *("115", "152", "153", "154", "155", "156", "156-1", "286-1", "348"),
    *("258", "258-1", "258-2", "258-3", "258-4", "258-5", "258-6"),
)
CORRUPTION = (
    *("191", "262", "308", "312", "313", "320", "357", "410"),
    *("210", "354", "364", "364-1", "365-2", "368", "368-3", "368-4", "368-5", "369", "369-2"),
)
NEIGHBOURS = (
    *(
        "108",
        "110-1",
        "114-3",
        "116",
        "151-2",
        "156-2",
        "157",
        "255",
        "257",
        "259",
        "286",
        "287",
        "347",
        "348-1",
        "349",
    ),
    *("190", "192", "263", "309", "314", "321", "358", "361", "363", "365", "366", "368-2", "369-3", "409", "411"),
)
ORDINARY = ("121", "122", "185", "186", "187", "189", "305", "307", "379", "400", "407", "408", "436-2", "443")
NONSENSE = ("0", "999", "115-99", "2581", "115.2", "ст. 115", "abc", " 109", "11")

articles = st.one_of(
    st.sampled_from(EXCLUDED),
    st.sampled_from(CORRUPTION),
    st.sampled_from(NEIGHBOURS),
    st.sampled_from(ORDINARY),
    st.sampled_from(NONSENSE),
)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value, or *not known* in about a quarter of the cases."""
    return st.one_of(values, values, values, st.none())


def one_of_the_values(table: Any, column: str) -> st.SearchStrategy[Any]:
    return st.sampled_from(table.column(column).values)


days_asked = st.one_of(
    st.sampled_from(EDGE_DAYS),
    st.dates(date(2023, 1, 1), date(2027, 12, 31)),
    st.dates(date(2001, 9, 1), date(2070, 12, 31)),
)


@st.composite
def births(draw: st.DrawFn, asked: date) -> date:
    """A birth date near an age limit on the day asked, on a leap day, or anywhere."""
    kind = draw(st.sampled_from(["limit", "limit", "leap", "anywhere"]))
    if kind == "limit":
        age = draw(st.sampled_from([18, 57, 60, 62, 65]))
        return _years_before(asked, age) + timedelta(days=draw(st.integers(-2, 2)))
    if kind == "leap":
        return date(draw(st.sampled_from(range(1904, 2017, 4))), 2, 29)
    return draw(st.dates(date(1900, 1, 1), date(2035, 12, 31)))


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


@st.composite
def persons(draw: st.DrawFn, asked: date, person_id: str) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "birth_date": draw(maybe(births(asked))),
        "sex": draw(maybe(st.sampled_from(["F", "M"]))),
        "citizenship": draw(maybe(st.sampled_from(["UKR", "UKR", "UKR", "MDA", "GEO", "XXA"]))),
        "custody": draw(maybe(st.sampled_from(["serving", "serving", "serving", "remand", "released"]))),
        "rank_group": draw(maybe(one_of_the_values(PERSONS, "rank_group"))),
        "responsible_office": draw(maybe(st.sampled_from([False, False, False, True]))),
        "corruption_trial": draw(maybe(st.sampled_from([False, False, False, True]))),
        "earlier_imprisonment": draw(maybe(st.booleans())),
        "earlier_parole": draw(maybe(st.booleans())),
    }


PENALTIES = (
    *("fixed_term_imprisonment", "fixed_term_imprisonment", "restriction_of_liberty"),
    *("life_imprisonment", "arrest", "disciplinary_battalion", "other"),
)


@st.composite
def sentences(draw: st.DrawFn, person_id: str, sentence_id: str) -> dict[str, Any]:
    return {
        "sentence_id": sentence_id,
        "person_id": person_id,
        "penalty": draw(maybe(st.sampled_from(PENALTIES))),
        "serving": draw(maybe(st.sampled_from([True, True, False]))),
    }


items = st.lists(st.sampled_from([1, 2, 4, 6, 9, 10, 12, 13, 14, 99]), min_size=1, max_size=4, unique=True)


@st.composite
def convictions(draw: st.DrawFn, asked: date, person_id: str, conviction_id: str) -> dict[str, Any]:
    article = draw(articles)
    part = draw(maybe(st.one_of(st.integers(1, 5), st.sampled_from([0, 6, 8, 99]))))
    if article in ("115", "286-1", "368", "191", "410"):
        part = draw(maybe(st.sampled_from([1, 2, 2, 3, 4, 4, 5])))
    near = st.integers(-2, 2).map(lambda offset: asked + timedelta(days=offset))
    return {
        "conviction_id": conviction_id,
        "person_id": person_id,
        "code": draw(st.sampled_from(["UA2001"] * 9 + ["UA1960"])),
        "article": article,
        "part": part,
        "items": draw(maybe(items.map(lambda found: tuple(sorted(found))))),
        "stage": draw(st.sampled_from(["completed"] * 4 + ["attempt", "preparation"])),
        "participation": draw(st.sampled_from(["perpetrator"] * 5 + ["organiser", "instigator", "abettor"])),
        "abuse_of_office": draw(maybe(st.booleans())),
        "especially_grave": draw(st.sampled_from([None, None, None, True, False])),
        "record": draw(maybe(st.sampled_from(["serving", "serving", "unexpunged", "unexpunged", "expunged"]))),
        "expunges_on": draw(maybe(st.one_of(near, st.dates(date(2000, 1, 1), date(2045, 12, 31))))),
        "intentional": draw(maybe(st.booleans())),
        "severity": draw(st.one_of(st.none(), st.none(), one_of_the_values(CONVICTIONS, "severity"))),
    }


@st.composite
def facts(draw: st.DrawFn, asked: date, person_id: str = "P1") -> Facts:
    """One person with up to three sentences and up to six counts; sometimes with none."""
    wanted = draw(st.sampled_from([0, 1, 1, 1, 2, 2, 3, 6]))
    terms = draw(st.sampled_from([0, 1, 1, 1, 2, 3]))
    return Facts.of(
        draw(persons(asked, person_id)),
        [draw(sentences(person_id, f"{person_id}-S{i}")) for i in range(terms)],
        [draw(convictions(asked, person_id, f"{person_id}-C{i}")) for i in range(wanted)],
    )


@st.composite
def ordinary_facts(draw: st.DrawFn, asked: date, person_id: str = "P1") -> Facts:
    """A person nothing stands against, with one or two things changed: so that "may apply" is met often as well."""
    person: dict[str, Any] = {
        "person_id": person_id,
        "birth_date": _years_before(asked, 30),
        "citizenship": "UKR",
        "custody": "serving",
        "rank_group": "private",
        "responsible_office": False,
        "corruption_trial": False,
    }
    other = draw(persons(asked, person_id))
    for column in draw(st.lists(st.sampled_from(sorted(set(person) - {"person_id"})), max_size=2)):
        person[column] = other[column]
    counts: list[Any] = [
        {"conviction_id": f"{person_id}-C0", "person_id": person_id, "article": "185", "part": 3, "record": "serving"}
    ]
    counts += [draw(convictions(asked, person_id, f"{person_id}-C1")) for _ in range(draw(st.integers(0, 1)))]
    sentence = {
        "sentence_id": f"{person_id}-S0",
        "person_id": person_id,
        "penalty": "fixed_term_imprisonment",
        "serving": True,
    }
    return Facts.of(person, [sentence], counts)


@st.composite
def people(draw: st.DrawFn) -> tuple[date, Facts]:
    """A day and a person to be asked about on it."""
    asked = draw(days_asked)
    return asked, draw(st.one_of(facts(asked), ordinary_facts(asked)))


@st.composite
def registers(draw: st.DrawFn, size: int) -> tuple[date, Sequence[Facts]]:
    """A day and a register of about ``size`` people.

    A Hypothesis draw is slow and bounded, so a few dozen people are drawn and the rest are their recombinations:
    the person of one, the sentences of another, the convictions of a third.
    """
    asked = draw(days_asked)
    drawn = [draw(st.one_of(facts(asked), ordinary_facts(asked))) for _ in range(min(size, 12))]
    mix = draw(st.randoms(use_true_random=False))
    everybody = []
    for number in range(size):
        person_id = f"P{number}"
        everybody.append(
            Facts.of(
                {**mix.choice(drawn).person, "person_id": person_id},
                _renamed(mix.choice(drawn).sentences, "sentence_id", person_id),
                _renamed(mix.choice(drawn).convictions, "conviction_id", person_id),
            )
        )
    return asked, everybody


def _renamed(rows: Sequence[Any], key: str, person_id: str) -> list[Any]:
    return [{**row, "person_id": person_id, key: f"{person_id}-{i}"} for i, row in enumerate(rows)]


READINGS = {
    "stage-of-offence": ["open", "covered", "not-covered"],
    "citizenship": ["open", "citizens-only", "anyone"],
    "code-1960": ["open", "covered", "not-covered"],
    "two-murders": ["open", "item-1-only", "any-two-victims"],
    "responsible-office": ["open", "any-offence", "corruption-only"],
}
"""Every reading the book offers; a test checks that none is forgotten here."""

readings: st.SearchStrategy[dict[str, str]] = st.one_of(
    st.just({}),
    st.just({}),
    st.fixed_dictionaries({}, optional={question: st.sampled_from(given) for question, given in READINGS.items()}),
)


def examples(number: int) -> settings:
    """So many examples in an ordinary run, or as many as the profile asks for where it asks for more (a soak)."""
    profile = settings()
    return settings(profile, max_examples=number if profile.derandomize else max(number, profile.max_examples))
