"""What each reader is not told: the medical part, "not now" and its reason, convictions, what comes after their own work."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from poruka.cases.models import Record
from tests.web.cases import story
from tests.web.cases.reading import form_of, main_of, read, text_of
from tests.web.cases.test_every_form import record

SEE_MEDICAL = {"board", "person"}
DECIDE = ("officer", "head", "recruiter", "board")
"""Those who decide about regime, work or ordinary parole, or recruit, and see the case of somebody just informed."""


def everything(client: Client, case: str, person: str) -> str:
    """Every page on which a case appears, as one text."""
    pages = []
    for address in (
        f"/cases/{case}/",
        f"/cases/{case}/procedure/",
        f"/cases/{case}/records/document/",
        f"/cases/{case}/records/primary-examination/",
        f"/cases/{case}/records/medical-conclusion/",
        "/cases/",
        f"/cases/?words={person}",
        "/tasks/",
        "/tasks/?view=possible",
        "/calendar/",
        "/manifest/?day=2026-03-07",
        "/my-case/",
        f"/people/{person}/",
    ):
        answered = client.get(address)
        pages.append(f"{answered.get('Location', '')} {answered.content.decode()}")
    return " ".join(pages)


@pytest.mark.parametrize("who", [who for who in story.cast() if who not in ("analyst", "administrator", "lawyer")])
def test_the_medical_part_is_seen_by_the_board_and_the_person_alone(
    who: str, cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    client = as_(who)
    shown = everything(client, cases["lived"], story.PERSON)
    assert (story.SECRET in shown) == (who in SEE_MEDICAL)
    for made in Record.objects.filter(case_id=cases["lived"], type__in=("primary-examination", "medical-conclusion")):
        corrected = client.get(f"/cases/{cases['lived']}/records/{made.type}/?corrects={_code(made)}")
        seen = story.SECRET in corrected.content.decode()
        assert seen == (who == "board" and made.type == "medical-conclusion")


def _code(row: Record) -> str:
    from poruka.cases.codes import code_of

    return code_of(row.hash)


@pytest.mark.parametrize("who", DECIDE)
def test_not_now_changes_nothing_that_those_who_decide_can_see(
    who: str, cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    """Not the stage, not the date, not the number of records, not a task, not the order of the list."""
    client, case = as_(who), cases["opened"]
    record(as_("person-P-THIRD"), cases["applied"], "withdrawal", story.when(story.NOW - timedelta(days=1)))

    def pages() -> list[str]:
        found = [
            client.get(a).content.decode() for a in ("/cases/", "/cases/?order=since", f"/cases/{case}/", "/tasks/")
        ]
        found.append(client.get(f"/cases/{case}/procedure/").content.decode())
        found += [client.get(f"/cases/?phase={phase}").content.decode() for phase in ("wish", "preparation")]
        return [text_of(main_of(page)) for page in found]

    before = pages()
    record(as_("person-P-SECOND"), case, "not-now", {"f-why": ["no-home-leave"], **story.when(story.NOW)})
    assert pages() == before


def test_not_now_and_its_reason_are_told_to_the_person_and_the_monitor(
    cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    case, person = cases["opened"], as_("person-P-SECOND")
    record(person, case, "not-now", {"f-why": ["no-home-leave", "family"], **story.when(story.NOW)})
    for client in (person, as_("monitor")):
        assert "немає відпустки додому; сім’я" in read(client, f"/cases/{case}/")
    assert "Не зараз" in read(person, "/my-case/")


@pytest.mark.parametrize("who", ["unit", "commander", "guard"])
def test_field_pages_hold_nothing_of_convictions(who: str, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
    """The facts of the conviction and the answer of the law are on the officer's page, and on no page of theirs."""
    address = f"/cases/{cases['lived']}/"
    assert "може подати заяву" in read(as_("officer"), address)
    client = as_(who)
    for page in (address, "/cases/", "/tasks/", "/calendar/"):
        text = read(client, page)
        assert "може подати заяву" not in text
        assert "реєстр" not in text.lower()
    assert client.get(f"/people/{story.PERSON}/").status_code in (302, 404)


def test_the_manifest_holds_a_name_a_birth_date_and_the_road_and_nothing_else(
    cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    context = as_("guard").get("/manifest/?day=2026-03-07").context
    assert len(context["going"]) == 2
    assert {field.name for field in dataclasses.fields(context["going"][0])} == {
        *("name", "birth_date", "origin", "destination", "vehicle", "guard", "received_by", "at", "case", "code")
    }


def test_an_escort_is_told_only_that_its_part_is_over(cases: dict[str, str], as_: Callable[[str], Client]) -> None:
    guard, case = as_("guard"), cases["lived"]
    before = [read(guard, address) for address in (f"/cases/{case}/", "/cases/")]
    assert "Супроводження завершено" in before[0]
    assert "Служить" not in before[0]
    record(as_("commander"), case, "hospital", story.when(story.NOW))
    assert [read(guard, address) for address in (f"/cases/{case}/", "/cases/")] == before


@pytest.mark.parametrize("who", ["court", "prosecutor", "officer", "head", "board"])
@pytest.mark.parametrize("event", ["captivity", "hospital", "death"])
def test_what_happens_in_service_is_told_to_nobody_whose_work_is_over(
    event: str, who: str, cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    """Neither the event, nor that the kin must be told of it, nor since when."""
    client, case = as_(who), cases["lived"]
    before = [read(client, address) for address in (f"/cases/{case}/", "/cases/", "/tasks/?view=possible")]
    assert "проходить службу" in before[1] or who == "board"
    record(as_("commander"), case, event, story.when(story.NOW))
    after = [read(client, address) for address in (f"/cases/{case}/", "/cases/", "/tasks/?view=possible")]
    if event != "death":
        assert after == before
    for page in after:
        for word in ("полон", "лікуван", "загинув", "рідн"):
            assert word not in page.lower()


class TestWhoLooked:
    """An institution is not shown its monitor; the person is not shown that somebody of the board typed a diagnosis."""

    def test_the_person_sees_who_looked_and_why(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        as_("officer").get(f"/cases/{cases['lived']}/")
        as_("commander").get(f"/cases/{cases['lived']}/")
        page = read(as_("person"), "/my-case/")
        assert "Крім вас, її переглядали: 2 рази" in page
        assert "Командир військової частини – робота зі справою" in page

    def test_a_form_that_was_only_opened_leaves_a_look(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        from poruka.access.models import Look

        form_of(as_("officer"), f"/cases/{cases['lived']}/records/document/")
        look = Look.objects.latest("id")
        assert (look.page, look.person_id) == ("record-form", story.PERSON)
