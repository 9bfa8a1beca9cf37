"""The people behind a count: for those who may see them, the very people counted; for everybody else, no door."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from poruka.access.models import Look
from poruka.cases.shown import cases_seen
from poruka.statistics import asking, reading
from poruka.statistics.behind import Behind, is_open, people_behind
from poruka.statistics.durations import DURATIONS
from poruka.statistics.funnel import counted
from poruka.statistics.limits import FATES, limits
from poruka.statistics.losses import losses
from poruka.statistics.waiting import waiting
from tests.cases.told import at
from tests.cases.world import World, actor
from tests.web.readers import signed_in

ON = at(45).date().isoformat()


def listed(client: Client, **query: Any) -> tuple[int, set[str]]:
    """The status of the list and the people on it."""
    answer = client.get("/figures/people/", {"as_of": ON, **query})
    text = answer.content.decode()
    return answer.status_code, {part.split("/")[0] for part in text.split('href="/people/')[1:] if part[0] == "P"}


def doors(client: Client, **query: Any) -> list[str]:
    """Every address of a list of people on the page of figures."""
    text = client.get("/figures/", {"as_of": ON, **query}).content.decode().replace("&amp;", "&")
    return [part.split('"')[0] for part in text.split('href="/figures/people/')[1:]]


def test_the_monitor_sees_who_was_counted(lived: World) -> None:
    monitor = signed_in("monitor")
    assert listed(monitor, measure="informed") == (200, {"P-MAY", "P-MAY-2", "P-THIRD"})
    assert listed(monitor, measure="released") == (200, {"P-MAY"})
    assert listed(monitor, measure="not-now", reason="family") == (200, {"P-THIRD"})
    assert listed(monitor, measure="informed", **{"only-institution": "UVP-2"}) == (200, {"P-MAY-2"})
    assert listed(monitor, step="petitioned", fate="waiting") == (200, {"P-MAY-2"})
    assert listed(monitor, step="informed", fate="left", stage="not-now") == (200, {"P-THIRD"})
    assert listed(monitor, begun="petitioned", awaited="heard") == (200, {"P-MAY-2"})


def test_every_door_opens_on_as_many_people_as_it_says(lived: World) -> None:
    client, seen = signed_in("monitor"), 0
    for by in ("", "institution"):
        text = client.get("/figures/", {"as_of": ON, "by": by}).content.decode().replace("&amp;", "&")
        limits_start = text.index('<h2 id="limits">')
        limits_end = text.index('<h2 id="every">')
        for piece in (text[:limits_start], text[limits_end:]):  # of duties one person may have several
            for part in piece.split('href="/figures/people/')[1:]:
                address, _, rest = part.partition('">')
                people = listed(client, **dict(one.split("=") for one in address.lstrip("?").split("&")))[1]
                assert str(len(people)) == rest.split("</a>")[0].removeprefix("<b>").split("<")[0], address
                seen += 1
    assert seen > 60


def test_people_behind_are_the_people_counted(lived: World) -> None:
    """For every measure, fate of a step, time limit and waiting time: as many behind it as the count says."""
    monitor = actor("monitor")
    found = asking.seen(asking.understood(asking.Asked(as_of=ON), monitor, at(45).date()), monitor)

    def behind(**words: str) -> int:
        return int(people_behind(found, Behind(**words)).sum())

    table = counted(found)
    assert {id: behind(measure=id) for id in table.measures} == {id: table.count(id) for id in table.measures}
    for one in losses(found):
        fates = {fate: behind(step=one.step, fate=fate) for fate in ("came", "on", "waiting", "left")}
        assert fates == {"came": one.entered, "on": one.went_on, "waiting": one.waiting, "left": one.left}
        for way in one.exits:
            assert behind(step=one.step, fate="left", stage=way.stage, reason=way.reason) == way.people
    for duty in limits(found):
        for fate in FATES:
            people = behind(limit=duty.clock.id, starts=duty.starts, kept=fate)
            assert bool(people) == bool(getattr(duty, fate))
            assert people <= getattr(duty, fate)
    for duration in DURATIONS:
        assert behind(begun=duration.start, awaited=duration.end) == waiting(found, duration).open


def test_an_officer_sees_those_of_the_own_institution_whose_cases_are_there(lived: World) -> None:
    officer = signed_in("officer-UVP-1")
    assert listed(officer, measure="informed") == (200, {"P-MAY", "P-THIRD"})
    assert listed(officer, measure="petitioned") == (200, {"P-MAY"})
    assert listed(signed_in("officer-UVP-2"), measure="informed") == (200, {"P-MAY-2"})


@pytest.mark.parametrize(
    "query",
    [
        {"measure": "not-now"},
        {"measure": "not-now", "reason": "family"},
        {"measure": "assigned"},
        {"measure": "serving"},
        {"step": "assigned", "fate": "came"},
        {"step": "contracted", "fate": "on"},
        {"begun": "contracted", "awaited": "assigned"},
        {"limit": "enrolment", "starts": "contract", "kept": "met"},
        {"step": "informed", "fate": "left", "stage": "not-now"},
    ],
)
def test_what_is_kept_from_an_officer_has_no_list_either(lived: World, query: dict[str, str]) -> None:
    """Neither "not now" (R06) nor service (R44), by no address that can be typed."""
    assert listed(signed_in("officer-UVP-1"), **query)[1] == set()


def test_somebody_whose_case_is_elsewhere_is_counted_and_not_named(lived: World) -> None:
    """The register says that the person is here now; the case is still another institution's."""
    from poruka.cases.models import CaseOffice

    CaseOffice.objects.filter(case__person_id="P-MAY", kind="institution").delete()
    officer = actor("officer")
    assert "P-MAY" not in set(cases_seen(officer).values_list("person_id", flat=True))
    client = signed_in("officer-UVP-1")
    assert listed(client, measure="informed") == (200, {"P-THIRD"})
    text = client.get("/figures/people/", {"as_of": ON, "measure": "informed"}).content.decode()
    assert "Справи решти ведуть не у вас, тож у списку їх немає: 1" in text


@pytest.fixture
def able(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two people of the register could apply."""
    span = (date(2024, 5, 18), date(2040, 1, 1))
    monkeypatch.setattr(reading, "_able", lambda run: {"P-MAY": span, "P-THIRD": span})
    reading._people.clear()
    yield
    reading._people.clear()


def test_the_analyst_reads_the_register_and_no_case(lived: World, able: None) -> None:
    """A door behind the one count of the register; behind counts of cases, or people narrowed by a case, none."""
    analyst = signed_in("analyst")
    found = doors(analyst, by="sex")
    assert found
    assert all("measure=could-apply" in one for one in found)
    assert listed(analyst, measure="could-apply") == (200, {"P-MAY", "P-THIRD"})
    assert listed(analyst, measure="could-apply", **{"only-sex": "F"}) == (200, set())
    for query in (
        {"measure": "informed"},
        {"measure": "could-apply", "only-court": "CRT-UA-53"},
        {"measure": "could-apply", "only-unit": "none-yet"},
        {"measure": "could-apply", "counted": "cohort"},
        {"measure": "could-apply", "step": "wished", "fate": "came", "only-unit": "A9001"},
        {"step": "informed", "fate": "came"},
        {"limit": "motion", "starts": "institution-decision", "kept": "met"},
    ):
        assert listed(analyst, **query) == (404, set()), query


def test_for_the_administrator_there_is_no_such_page(lived: World) -> None:
    assert listed(signed_in("administrator"), measure="could-apply")[0] == 404


def test_a_stranger_signs_in_first(lived: World) -> None:
    assert Client().get("/figures/people/", {"measure": "could-apply"}).status_code == 302


@pytest.mark.parametrize("who", ["recruiter", "board", "unit", "court", "guard", "lawyer", "person"])
def test_no_role_without_the_register_has_a_door(lived: World, who: str) -> None:
    monitor = actor("monitor")
    question = asking.understood(asking.Asked(as_of=ON), monitor, at(45).date())
    assert not is_open(actor(who), question, Behind(measure="could-apply"))


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"measure": "shoe-size"},
        {"measure": "<script>"},
        {"step": "wished", "fate": "flew"},
        {"step": "refused", "fate": "came"},
        {"limit": "motion", "starts": "motion", "kept": "met"},
        {"limit": "motion", "starts": "institution-decision", "kept": "eaten"},
        {"begun": "wished", "awaited": "wished"},
        {"begun": "wished", "awaited": "serving"},
        {"measure": "informed", "as_of": "2020-01-01"},
    ],
)
def test_a_list_that_there_is_not_says_so(lived: World, query: dict[str, str]) -> None:
    client = signed_in("monitor")
    answer = client.get("/figures/people/", {"as_of": ON, **query})
    assert answer.status_code == 400
    assert "<script>" not in answer.content.decode()


def test_every_list_leaves_a_look_with_its_purpose(lived: World) -> None:
    listed(signed_in("officer-UVP-1"), measure="informed")
    look = Look.objects.filter(page="figures-people").get()
    assert (look.role, look.purpose) == ("institution_officer", "petition")
    assert "measure=informed" in look.detail
    assert "[2/2]" in look.detail


def test_names_are_not_on_the_list(lived: World) -> None:
    from poruka.register.models import Person

    text = signed_in("monitor").get("/figures/people/", {"as_of": ON, "measure": "informed"}).content.decode()
    for person in Person.objects.exclude(family_name=None):
        assert str(person.family_name) not in text
