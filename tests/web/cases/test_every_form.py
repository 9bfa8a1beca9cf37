"""Every record type has a form that its maker can fill in, and that nobody else can send."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from poruka.access import roles
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.models import Record
from tests.web.cases import story
from tests.web.cases.reading import form_of, main_of, read, text_of

STORY = {step.type for step in story.story()}
OTHERS = {
    "recruiter-visit": ("opened", "officer"),
    "information-given": ("lived", "officer"),
    "lawyer": ("opened", "person-P-SECOND"),
    "answer-checked": ("applied", "officer"),
    "not-now": ("opened", "person-P-SECOND"),
    "reflection-waived": ("opened", "person-P-SECOND"),
    "withdrawal": ("applied", "person-P-THIRD"),
    "signature-refused": ("applied", "officer"),
    "signature-answer": ("applied", "person-P-THIRD"),
    "hearing-choice": ("listed", "person-P-FIFTH"),
    "postponement": ("listed", "court"),
    "full-text": ("listed", "court"),
    "appeal": ("granted", "person-P-SIXTH"),
    "appeal-result": ("granted", "court"),
    "evasion": ("arrived", "recruiter"),
    "unfit-at-arrival": ("arrived", "recruiter"),
    "leave-request": ("lived", "person"),
    "breach-account": ("lived", "person"),
    "breach-appeal": ("lived", "person"),
}
"""The record types outside the story: the case they are made in, and by whom; of the rest the commander is the maker."""
BEFORE = {
    "signature-answer": (
        ("officer", "signature-refused", {"paper": "letter", "witness": "перший", "second_witness": "другий"}),
    ),
    "full-text": (("court", "ruling", {"outcome": "granted", "judge": "Суддя", "full_text": False}),),
    "appeal-result": (("prosecutor", "appeal", {"by": "prosecutor"}),),
    "transfer-arrival": (
        ("commander", "transfer", {"from_unit": "A9001", "unit": "A9001", "order": "7", "leaves_on": "2026-03-15"}),
    ),
    "leave-answer": (("person", "leave-request", {"ground": "family", "days": 5}),),
    "request-answer": (("commander", "pregnancy-child-care", {}),),
    "breach-account": (("commander", "breach-allegation", {"kind": "absence", "what": "не з’явився"}),),
    "breach-evidence": (("commander", "breach-allegation", {"kind": "absence", "what": "не з’явився"}),),
    "breach-decision": (
        ("commander", "breach-allegation", {"kind": "absence", "what": "не з’явився"}),
        ("person", "breach-account", {"account": "був у лікарні"}),
    ),
    "breach-appeal": (
        ("commander", "breach-allegation", {"kind": "absence", "what": "не з’явився"}),
        ("person", "breach-account", {"account": "був у лікарні"}),
        ("commander", "breach-decision", {"outcome": "found", "reason": "так"}),
    ),
}
"""What is recorded first, so that the step is open."""
BY_THE_SYSTEM = {kind.id for kind in CATALOGUE if not set(kind.made_by) & set(roles.ROLES)}
AS_IT_WAS = {"f-by": "person", "f-number": "1", "f-second_witness": "другий свідок"}


def record(client: Client, case: str, type_id: str, sent: dict[str, object]) -> str:
    """Open the form of a record type, fill it in and send it; the address one is taken to."""
    address = f"/cases/{case}/records/{type_id}/"
    answered = client.post(address, {**form_of(client, address), **sent})
    assert answered.status_code == 302, f"{type_id}: {text_of(main_of(answered.content.decode()))[:600]}"
    return str(answered["Location"])


@pytest.mark.parametrize("type_id", [kind.id for kind in CATALOGUE if kind.id not in STORY | BY_THE_SYSTEM])
def test_a_step_beside_the_story_is_recorded_through_its_form(
    type_id: str, cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    life, who = OTHERS.get(type_id, ("lived", "commander"))
    case = cases[life]
    for maker, earlier, fields in BEFORE.get(type_id, ()):
        record(as_(maker), case, earlier, story.sent(earlier, fields, story.NOW))
    if type_id == "answer-checked":
        story.told_by_system(case)
    client = as_(who)
    taken_to = record(client, case, type_id, {**story.fields_for(type_id), **AS_IT_WAS})
    made = Record.objects.filter(case_id=case).latest("number")
    assert (made.type, made.happened_at) == (type_id, story.NOW)
    for language in ("uk", "en"):
        page = read(client, taken_to, language)
        assert CATALOGUE[type_id].title.of(language) in page
        assert {"uk": "Записано", "en": "Recorded"}[language] in page


def test_a_whole_case_is_walked_through_its_forms_by_its_parties_in_turn(
    cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    """From the register to the unit: every step by its own party, through its own form, with nothing but the forms."""
    opened = story.NOW - timedelta(days=40)
    first = {"lawyer_offered": True, "lawyer_taken": "declined", **story.SHEET}
    address = "/cases/open/P-NONE/"
    officer = as_("officer")
    assert address in officer.get("/people/P-NONE/").content.decode()
    taken = officer.post(address, {**form_of(officer, address), **story.sent("information-given", first, opened)})
    case = taken["Location"].split("/")[2]
    clients: dict[str, Client] = {}
    for step in story.story():
        who = "person-P-NONE" if step.who == "person" else step.who
        client = clients.setdefault(step.who, as_(who))
        record(client, case, step.type, story.sent(step.type, step.fields, opened + timedelta(days=step.day)))
    made = list(Record.objects.filter(case_id=case).order_by("number").values_list("type", flat=True))
    assert made == ["information-given", *(step.type for step in story.story())]
    assert "Ви служите в частині" in read(clients["person"], "/my-case/")


@pytest.mark.parametrize(
    "who", ["officer", "head", "recruiter", "board", "commander", "unit", "court", "prosecutor", "guard"]
)
def test_a_form_that_is_not_ones_own_is_neither_shown_nor_taken(
    who: str, cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    client, role = as_(who), story.cast()[who].role
    before = Record.objects.count()
    for kind in CATALOGUE:
        if role not in kind.made_by:
            answered = client.post(f"/cases/{cases['lived']}/records/{kind.id}/", story.fields_for(kind.id))
            assert answered.status_code == (404 if kind.id in BY_THE_SYSTEM else 403), kind.id
            assert '<form method="post"' not in answered.content.decode()
    assert Record.objects.count() == before


def test_the_analyst_and_the_administrator_have_no_form_at_all(
    cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    for client in (as_("analyst"), as_("administrator")):
        for kind in CATALOGUE:
            assert client.get(f"/cases/{cases['lived']}/records/{kind.id}/").status_code == 404


def test_every_field_of_every_type_is_on_its_form_in_both_languages(
    cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    """Drawn from the catalogue: a field added there is on the page without another line of code."""
    from poruka.web.casework import fields, form

    for kind in CATALOGUE:
        drawn = form.empty(kind, {}, seen="", now=story.NOW)
        assert [shown.name for shown in drawn.widgets] == [*map(fields.name_of, kind.fields), "f-happened_at"]
    page = as_("officer").get(f"/cases/{cases['opened']}/records/application/").content.decode()
    for field in CATALOGUE["application"].fields:
        assert re.search(rf'name="f-{field.name}"', page)


def test_nothing_is_ticked_before_the_reader_ticks_it(cases: dict[str, str], as_: Callable[[str], Client]) -> None:
    for life, who, type_id in (("opened", "person-P-SECOND", "application"), ("opened", "person-P-SECOND", "not-now")):
        page = as_(who).get(f"/cases/{cases[life]}/records/{type_id}/").content.decode()
        assert " checked" not in page
    assert roles.PERSON in CATALOGUE["not-now"].made_by
