"""Fifty motions in a morning: one form, every case its own number, all recorded or none."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from poruka.cases.models import Record
from tests.web.cases import story
from tests.web.cases.reading import form_of, main_of, read, text_of
from tests.web.cases.test_every_form import record

ADDRESS = "/tasks/batch/motion/"


@pytest.fixture
def ready(cases: dict[str, str], as_: Callable[[str], Client]) -> list[str]:
    """Three cases in which the head has decided to petition."""
    found = [
        story.told("institution-decision", person=person, days_ago=16) for person in ("P-NONE", "P-TEN", "P-ELEVEN")
    ]
    assert as_("head").get(ADDRESS).status_code == 200
    return found


def sent(cases: list[str], **more: Any) -> dict[str, Any]:
    """A batch of motions, numbered as they come."""
    numbers = {f"f-outgoing_number--{case}": f"1/{n}" for n, case in enumerate(cases, 501)}
    return {"case": cases, "f-court": "CRT-UA-53", "key": "morning", **numbers, **story.when(story.NOW), **more}


def motions(cases: list[str]) -> list[str]:
    """The numbers of the motions recorded."""
    rows = Record.objects.filter(case_id__in=cases, type="motion")
    return sorted(row.fields["outgoing_number"] for row in rows)


def test_all_that_are_ticked_are_recorded_at_once(ready: list[str], as_: Callable[[str], Client]) -> None:
    head = as_("head")
    assert 'href="/tasks/batch/motion/"' in head.get("/tasks/").content.decode()
    answered = head.post(ADDRESS, sent(ready))
    assert answered.status_code == 302
    assert motions(ready) == ["1/501", "1/502", "1/503"]
    page = read(head, answered["Location"])
    assert "Записано для 3 справ: Клопотання до суду" in page
    assert 'href="/tasks/batch/motion/"' not in head.get("/tasks/").content.decode()


def test_sent_twice_it_is_recorded_once(ready: list[str], as_: Callable[[str], Client]) -> None:
    head = as_("head")
    form = {**sent(ready), "key": form_of(head, ADDRESS)["key"]}
    assert [head.post(ADDRESS, form).status_code for _ in range(2)] == [302, 302]
    assert len(motions(ready)) == 3


def test_only_those_ticked_are_taken(ready: list[str], as_: Callable[[str], Client]) -> None:
    as_("head").post(ADDRESS, {**sent(ready), "case": ready[:2]})
    assert motions(ready) == ["1/501", "1/502"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"case": []}, "Позначте хоча б одну справу"),
        ({"f-court": ""}, "Заповніть поле «суд»"),
        ({"f-happened_at-day": "99"}, "такої дати немає"),
        ({"f-happened_at-year": "2030"}, "Подія не може бути в майбутньому"),
    ],
)
def test_what_is_wrong_with_all_is_told_once_and_nothing_is_recorded(
    change: dict[str, Any], said: str, ready: list[str], as_: Callable[[str], Client]
) -> None:
    answered = as_("head").post(ADDRESS, {**sent(ready), **change})
    assert answered.status_code == 422
    page = answered.content.decode()
    assert said in text_of(main_of(page))
    assert 'value="1/502"' in page
    assert motions(ready) == []


def test_what_is_wrong_with_one_is_told_at_that_one(ready: list[str], as_: Callable[[str], Client]) -> None:
    name = f"f-outgoing_number--{ready[1]}"
    page = as_("head").post(ADDRESS, {**sent(ready), name: ""}).content.decode()
    assert f'<a href="#{name}">' in page
    assert page.count('value="1/50') == 2
    assert motions(ready) == []


def test_a_case_overtaken_meanwhile_holds_up_the_rest_and_is_named(
    ready: list[str], as_: Callable[[str], Client]
) -> None:
    head = as_("head")
    record(as_("person-P-TEN"), ready[1], "withdrawal", story.when(story.NOW))
    answered = head.post(ADDRESS, sent(ready))
    assert answered.status_code == 422
    assert "Більше не чекають на цей запис: Левченко Остап" in text_of(main_of(answered.content.decode()))
    assert motions(ready) == []
    page = answered.content.decode()
    assert page.count('value="1/50') == 2
    assert head.post(ADDRESS, sent([ready[0], ready[2]])).status_code == 302
    assert motions(ready) == ["1/501", "1/502"]


def test_a_case_of_another_colony_is_not_taken_in(
    ready: list[str], cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    before = Record.objects.filter(case_id=cases["elsewhere"]).count()
    as_("head").post(ADDRESS, sent([*ready, cases["elsewhere"]]))
    assert Record.objects.filter(case_id=cases["elsewhere"]).count() == before


@pytest.mark.parametrize(
    "type_id", ["ruling", "institution-decision", "medical-conclusion", "commander-consent", "consent"]
)
def test_what_is_decided_of_a_person_is_decided_of_one_person(
    type_id: str, ready: list[str], as_: Callable[[str], Client]
) -> None:
    for who in ("head", "court", "board", "commander", "monitor"):
        assert as_(who).get(f"/tasks/batch/{type_id}/").status_code == 404


def test_an_office_that_all_the_cases_share_is_chosen_already(
    cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    page = as_("court").get("/tasks/batch/entry-into-force/").content.decode()
    assert re.search(r'value="TCC-UA-53" selected', page)


def test_with_nothing_waiting_it_says_so(cases: dict[str, str], as_: Callable[[str], Client]) -> None:
    assert "Зараз таких немає" in read(as_("head"), ADDRESS)
    assert as_("head").get("/tasks/batch/motion/made/")["Location"] == "/tasks/"


def test_a_visit_is_recorded_at_once_for_everybody_who_was_there(
    cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    officer = as_("officer")
    assert 'href="/tasks/batch/recruiter-visit/"' in officer.get("/calendar/").content.decode()
    assert 'href="/tasks/batch/recruiter-visit/"' not in as_("court").get("/calendar/").content.decode()
    form = officer.get("/tasks/batch/recruiter-visit/")
    assert {row.case for row in form.context["rows"]} == {cases[name] for name in ("opened", "applied", "referred")}
    assert " checked" not in form.content.decode()
    told = {
        **story.fields_for("recruiter-visit"),
        "f-speakers": "двоє",
        "key": "visit",
        "case": [cases["opened"], cases["applied"]],
    }
    assert officer.post("/tasks/batch/recruiter-visit/", told).status_code == 302
    assert "Записано в справах: 2" in read(officer, "/calendar/")
    assert as_("recruiter").get("/tasks/batch/recruiter-visit/").status_code == 404
