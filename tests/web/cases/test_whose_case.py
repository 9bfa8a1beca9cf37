"""A case that is not the reader's does not exist for them: numbers guessed, codes swapped, files asked for."""

from collections.abc import Callable

import pytest
from django.test import Client

from poruka.access.models import Look
from poruka.cases.codes import code_of
from poruka.cases.models import Record
from tests.web.cases import story

HERE = {"officer", "head", "recruiter", "board", "unit", "commander", "court", "prosecutor", "guard"}
"""Those of the first colony and the offices around it."""
INSIDE = (
    "",
    "procedure/",
    "records/application/",
    "records/withdrawal/",
    "records/motion/",
    "papers/{code}/consent.pdf",
)
"""What there is behind the number of a case."""


def code(case: str, type_id: str) -> str:
    """The code of a record of a type."""
    return code_of(Record.objects.filter(case_id=case, type=type_id).values_list("hash", flat=True)[0])


@pytest.mark.parametrize("who", sorted(HERE | {"lawyer", "person", "analyst", "administrator"}))
def test_a_case_of_another_colony_is_not_found_under_any_address(
    who: str, cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    client, other = as_(who), cases["elsewhere"]
    theirs = code(other, "consent")
    before = Record.objects.count()
    for page in INSIDE:
        address = f"/cases/{other}/" + page.format(code=theirs)
        answered = client.get(address)
        assert answered.status_code == 404, address
        assert "Інший" not in answered.content.decode()
        if "records" in page:
            sent = client.post(address, story.fields_for(page.split("/")[1]))
            assert sent.status_code == 404, address
    assert Record.objects.count() == before
    assert not Look.objects.filter(person_id=story.OTHER).exists()


@pytest.mark.parametrize("who", sorted(HERE))
def test_a_paper_of_another_case_is_not_handed_out_under_ones_own(
    who: str, cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    client = as_(who)
    for type_id in ("consent", "information-given", "primary-examination"):
        theirs = code(cases["elsewhere"], type_id)
        assert client.get(f"/cases/{cases['lived']}/papers/{theirs}/{type_id}.pdf").status_code == 404


@pytest.mark.parametrize("number", ["AAAAAAAAAAAA", "7", "%00", "7F3Q-9LNR-2SUD", "' OR 1=1", "..", "😀", "9" * 300])
def test_a_guessed_number_tells_nothing(number: str, as_: Callable[[str], Client]) -> None:
    for page in ("", "procedure/", "records/application/"):
        assert as_("monitor").get(f"/cases/{number}/{page}").status_code == 404


def test_the_number_may_be_typed_as_it_is_printed(cases: dict[str, str], as_: Callable[[str], Client]) -> None:
    number = cases["lived"]
    printed = f"{number[:4]}-{number[4:8]}-{number[8:]}".lower()
    assert as_("officer").get(f"/cases/{printed}/").status_code == 200


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("officer", set(story.LIVES) - {"elsewhere"}),
        ("officer-UVP-2", {"elsewhere"}),
        ("unit", {"lived", "listed", "granted", "arrived"}),
        ("unit-A9002", {"elsewhere"}),
        ("monitor", set(story.LIVES)),
        ("lawyer", set()),
    ],
)
def test_a_list_holds_the_cases_of_ones_own_office_and_no_others(
    who: str, names: set[str], cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    client = as_(who)
    listed = {row.state.case_id for row in client.get("/cases/").context["rows"]}
    assert listed == {cases[name] for name in names}
    tasks = client.get("/tasks/?view=possible").context["groups"]
    assert {line.task.case for group in tasks for line in group.lines} <= listed


def test_a_search_by_the_number_of_somebody_elses_case_finds_nothing(
    cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    for words in (cases["elsewhere"], story.OTHER, "Інший"):
        assert as_("officer").get("/cases/", {"words": words}).context["rows"] == []


def test_a_unit_sees_a_person_only_once_the_person_agreed(cases: dict[str, str], as_: Callable[[str], Client]) -> None:
    """Being named in the review is not enough."""
    case = cases["referred"]
    assert as_("unit").get(f"/cases/{case}/").status_code == 404
    answered = as_("person-P-FOURTH").post(
        f"/cases/{case}/records/unit-may-see/", {"f-unit": "A9001", **story.when(story.NOW), "key": "k"}
    )
    assert answered.status_code == 302
    assert as_("unit").get(f"/cases/{case}/").status_code == 200
    assert as_("unit-A9002").get(f"/cases/{case}/").status_code == 404


def test_a_lawyer_sees_a_case_once_named_in_it_and_not_its_medical_part(
    cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    case, lawyer = cases["referred"], as_("lawyer")
    assert lawyer.get(f"/cases/{case}/").status_code == 404
    named = {"f-lawyer": "LAW-UA-53", "f-basis": "free", **story.when(story.NOW), "key": "k"}
    assert as_("person-P-FOURTH").post(f"/cases/{case}/records/lawyer/", named).status_code == 302
    page = lawyer.get(f"/cases/{case}/")
    assert page.status_code == 200
    assert story.SECRET not in page.content.decode()
    assert [row.state.case_id for row in lawyer.get("/cases/").context["rows"]] == [case]
