"""Figures and lists of a stored run: they add up, they find who they say, and they ask the database a
fixed number of times.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from poruka.access.actors import Actor
from poruka.access.roles import ANALYST, OFFICER
from poruka.screening import queries
from poruka.screening.models import Run
from poruka.screening.queries import Filters, Scope
from poruka.screening.summary import Profile, bit, named, single, summed
from tests.web.country import USUAL_PEOPLE, Someone, ruled

ALL = Actor("analyst", ANALYST)
FIRST = Actor("officer-UVP-1", OFFICER, "UVP-1")

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Run:
    return ruled(USUAL_PEOPLE)


def ids(run: Run, actor: Actor = ALL, **filters: Any) -> set[str]:
    return {answer.person_id for answer in queries.people(run, actor, Filters(**filters))}


def test_before_the_first_run_there_is_none() -> None:
    assert queries.latest_run() is None


def test_the_latest_run_comes_without_its_bulky_input(run: Run) -> None:
    latest = queries.latest_run()
    assert latest == run
    assert "input" in latest.get_deferred_fields()


def test_the_summary_adds_up(run: Run) -> None:
    """Every person has one answer; a person stopped by two conditions counts under both and is "only" under neither."""
    summary = queries.summary(run, ALL)
    assert summary.total == len(USUAL_PEOPLE)
    assert (summary.may_apply, summary.barred, summary.cannot_tell) == (3, 4, 4)
    assert summary.answered == 7
    age, treason = summary.conditions["upper-age"], summary.conditions["national-security"]
    assert (age.failed, age.only) == (2, 1)
    assert (treason.failed, treason.only) == (2, 1)
    assert (summary.facts["items"].alone, summary.facts["items"].together) == (1, 1)
    assert (summary.facts["birth_date"].alone, summary.facts["birth_date"].together) == (1, 1)
    assert summary.questions["citizenship"] == 1


def test_the_summary_agrees_with_what_the_run_counted(run: Run) -> None:
    summary = queries.summary(run, ALL)
    assert {"may_apply": summary.may_apply, "barred": summary.barred, "cannot_tell": summary.cannot_tell} == run.counts[
        "verdict"
    ]
    failed = {id: touched.failed for id, touched in summary.conditions.items() if touched.failed}
    assert failed == run.counts["failed"]


def test_every_number_leads_to_its_people(run: Run) -> None:
    """The list behind a number of the summary has exactly so many people."""
    summary = queries.summary(run, ALL)
    for verdict in ("may_apply", "barred", "cannot_tell"):
        assert len(ids(run, verdict=verdict)) == getattr(summary, verdict)
    for id, touched in summary.conditions.items():
        assert len(ids(run, ground=id)) == touched.failed
        assert len(ids(run, untold=id)) == touched.unknown
    for name, held in summary.facts.items():
        assert len(ids(run, fact=name, alone=True)) == held.alone
        assert len(ids(run, fact=name)) == held.alone + held.together
    for id, waiting in summary.questions.items():
        assert len(ids(run, question=id)) == waiting
    assert len(ids(run, nearly=True)) == sum(queries.opening_months(run, ALL).values())
    assert len(ids(run, closing=True)) == sum(queries.closing_months(run, ALL).values())


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"verdict": "may_apply"}, {"P-MAY", "P-MAY-2", "P-SOON-OLD"}),
        ({"ground": "upper-age"}, {"P-OLD", "P-OLD-TREASON"}),
        ({"ground": "no-such-condition"}, set()),
        ({"untold": "qualified-murder"}, {"P-ITEMS", "P-TWO-GAPS"}),
        ({"fact": "items"}, {"P-ITEMS", "P-TWO-GAPS"}),
        ({"fact": "items", "alone": True}, {"P-ITEMS"}),
        ({"question": "citizenship"}, {"P-FOREIGN"}),
        ({"nearly": True}, {"P-YOUNG"}),
        ({"month": date(2026, 3, 1)}, {"P-YOUNG"}),
        ({"month": date(2026, 4, 1)}, set()),
        ({"closing": True}, {"P-SOON-OLD"}),
        ({"ending": date(2026, 6, 1)}, {"P-SOON-OLD"}),
        ({"ending": date(2026, 7, 1)}, set()),
        ({"institution": "UVP-2"}, {"P-MAY-2", "P-TREASON"}),
        ({"oblast": "UA-46"}, {"P-MAY-2", "P-TREASON"}),
        ({"verdict": "barred", "institution": "UVP-2"}, {"P-TREASON"}),
    ],
)
def test_a_filter_finds_its_people(run: Run, filters: dict[str, Any], found: set[str]) -> None:
    assert ids(run, **filters) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Інший", {"P-MAY-2"}),
        ("інший", {"P-MAY-2"}),
        ("ІНШИЙ", {"P-MAY-2"}),
        ("Інш", {"P-MAY-2"}),
        ("іван інший", {"P-MAY-2"}),
        ("інший степан", set()),
        ("P-OLD", {"P-OLD"}),
        ("p-old", {"P-OLD"}),
        ("ший", set()),
        ("%", set()),
    ],
)
def test_a_search_takes_names_and_numbers_in_any_case(run: Run, words: str, found: set[str]) -> None:
    assert ids(run, words=words) == found


def test_an_officer_sees_the_people_of_one_institution(run: Run) -> None:
    """Neither a filter nor a search leads past it; a person of no institution is not theirs."""
    own = {one.id for one in USUAL_PEOPLE if one.institution == "UVP-1"}
    assert ids(run, FIRST) == own
    assert ids(run, FIRST, institution="UVP-2") == set()
    assert ids(run, FIRST, words="Інший") == set()
    assert queries.summary(run, FIRST).total == len(own)
    assert [place.id for place in queries.institutions(run, FIRST)] == ["UVP-1"]
    assert ids(run, Actor("nobody", OFFICER, None)) == set()


def test_names_stand_in_the_order_of_the_ukrainian_alphabet() -> None:
    """Ґ after Г, Є after Е, І and Ї after И; an unknown name last."""
    names = ["Їжак", "Гак", "Ґанок", "Євшан", "Ель", "Яр", "Ирій", "Іва", "Жук", "Абрикос", None]
    run = ruled(Someone(f"P-{i}", person={"family_name": name}) for i, name in enumerate(names))
    ordered = [answer.person.family_name for answer in queries.people(run, ALL, Filters())]
    assert ordered == ["Абрикос", "Гак", "Ґанок", "Ель", "Євшан", "Жук", "Ирій", "Іва", "Їжак", "Яр", None]


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("number", "P-FOREIGN", "P-YOUNG"),
        ("birth", "P-OLD", "P-TWO-GAPS"),
        ("ends", "P-SOON-OLD", None),
        ("changes", "P-MAY", None),
    ],
)
def test_a_list_can_be_ordered(run: Run, order: str, first: str | None, last: str | None) -> None:
    listed = [answer.person_id for answer in queries.people(run, ALL, Filters(order=order))]
    assert len(listed) == len(USUAL_PEOPLE)
    assert first is None or listed[0] == first
    assert last is None or listed[-1] == last


def test_places_add_up_to_the_country(run: Run) -> None:
    by_institution = {place.id: place.total for place in queries.institutions(run, ALL)}
    assert by_institution == {"UVP-1": 8, "UVP-2": 2, "": 1}
    assert {place.id: place.may_apply for place in queries.oblasts(run, ALL)} == {"UA-53": 2, "UA-46": 1, "": 0}


def test_a_scope_narrows_the_figures(run: Run) -> None:
    assert queries.summary(run, ALL, Scope(institution="UVP-2")).total == 2
    assert queries.summary(run, ALL, Scope(oblast="UA-46")).total == 2


def test_soon_ends_with_the_month_a_year_ahead() -> None:
    assert queries.window_end(date(2026, 1, 15)) == date(2027, 1, 1)
    assert queries.window_end(date(2026, 12, 31)) == date(2027, 12, 1)


QUESTIONS: tuple[Callable[[Run], object], ...] = (
    lambda run: queries.summary(run, ALL),
    lambda run: queries.opening_months(run, ALL),
    lambda run: queries.closing_months(run, ALL),
    lambda run: queries.institutions(run, ALL),
    lambda run: queries.oblasts(run, ALL),
    lambda run: [
        (a.person.full_name, a.person.institution.name if a.person.institution else None)
        for a in queries.people(run, ALL, Filters(fact="items"))
    ],
)


@pytest.mark.parametrize("people", [1, 100])
def test_every_question_is_one_query_however_many_people(people: int) -> None:
    run = ruled(Someone(f"P-{i}", conviction={"article": "115", "part": 2}) for i in range(people))
    for question in QUESTIONS:
        with CaptureQueriesContext(connection) as asked:
            question(run)
        assert len(asked) == 1, [query["sql"] for query in asked]


def test_masks_are_read_in_the_order_of_the_run() -> None:
    names = ["a", "b", "c"]
    assert [bit(names, name) for name in names] == [1, 2, 4]
    assert bit(names, "unknown") == 0
    assert named(names, 0b101) == ("a", "c")
    assert [single(mask) for mask in (0, 1, 2, 3, 4)] == [False, True, True, False, True]


def test_a_gap_of_somebody_who_is_barred_holds_nothing_up() -> None:
    """Their answer is known already: filling the gap would change nothing."""
    profiles = [Profile("barred", 1, 2, 1, 0, 7), Profile("cannot_tell", 0, 2, 1, 0, 5)]
    assert summed(profiles, ["x", "y"], ["f"], []).facts["f"].alone == 5


def test_a_gap_beside_an_open_question_is_not_the_only_one() -> None:
    summary = summed([Profile("cannot_tell", 0, 2, 1, 1, 3)], ["x", "y"], ["f"], ["q"])
    assert (summary.facts["f"].alone, summary.facts["f"].together, summary.questions["q"]) == (0, 3, 3)
