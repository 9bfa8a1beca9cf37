"""R32: an arrival that was not confirmed in time is an alarm, and the ministry is told without reading the case."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from poruka.access.models import Look
from poruka.cases.alarms import alarms_told
from poruka.cases.chain.case_ids import shown as case_number
from poruka.cases.usecases import Act, make_record
from tests.web.cases import story
from tests.web.cases.reading import main_of, read, text_of


@pytest.fixture
def late(cases: dict[str, str]) -> str:
    """A case in which the hand-over was days ago and nobody has confirmed the arrival."""
    return story.told("hand-over", person="P-TEN")


@pytest.fixture
def wounded(cases: dict[str, str]) -> str:
    """A case in which somebody was wounded two days ago and the kin have not been told."""
    at = story.NOW - timedelta(days=2)
    make_record(story.cast()["commander"], Act(cases["lived"], "wound", {}, at), now=at)
    return cases["lived"]


def test_the_ministry_is_told_which_case_what_and_where(late: str, wounded: str, as_: Callable[[str], Client]) -> None:
    page = read(as_("analyst"), "/alarms/")
    assert "2 тривоги: строк минув, події не підтверджено" in page
    assert "Доставити особу до центру комплектування: 1" in page
    assert "Повідомити рідних: 1" in page
    for words in (case_number(late), "Конвой UA-53", "Перша виправна колонія", "КК 81-1(2)"):
        assert words in page
    english = read(as_("analyst"), "/alarms/", "en")
    assert "2 alarms: the limit has passed and nothing was confirmed" in english


def test_and_of_nobody_and_no_record_of_theirs(late: str, wounded: str, as_: Callable[[str], Client]) -> None:
    whole = as_("analyst").get("/alarms/").content.decode()
    page = text_of(main_of(whole))
    assert not [word for word in ("Левченко", "Остап", "Зразок", "P-TEN", "оранен", "стрілець") if word in page]
    assert f"/cases/{late}/" not in whole
    assert as_("analyst").get(f"/cases/{late}/").status_code == 404


def test_the_monitor_opens_the_case_from_it(late: str, as_: Callable[[str], Client]) -> None:
    assert f'href="/cases/{late}/"' in as_("monitor").get("/alarms/").content.decode()


def test_once_it_is_confirmed_there_is_no_alarm(late: str, as_: Callable[[str], Client]) -> None:
    recruiter = story.cast()["recruiter"]
    fields = {"recruitment_centre": "TCC-UA-53", "brought_by": "конвой"}
    make_record(recruiter, Act(late, "arrival", fields, story.NOW), now=story.NOW)
    assert "Тривог немає" in read(as_("analyst"), "/alarms/")


def test_a_limit_that_still_runs_is_no_alarm(late: str) -> None:
    analyst = story.cast()["analyst"]
    due = alarms_told(analyst, story.NOW).get().due
    assert due is not None
    assert not alarms_told(analyst, due - timedelta(minutes=1)).exists()


@pytest.mark.parametrize("who", ["officer", "head", "recruiter", "guard", "commander", "court", "administrator"])
def test_nobody_else_is_told(who: str, late: str, as_: Callable[[str], Client]) -> None:
    assert not alarms_told(story.cast()[who], story.NOW).exists()
    assert as_(who).get("/alarms/").status_code == 404


def test_the_look_is_written_down_with_its_purpose(late: str, as_: Callable[[str], Client]) -> None:
    as_("analyst").get("/alarms/")
    look = Look.objects.latest("id")
    assert (look.page, look.purpose, look.detail) == ("alarms", "policy-analysis", "[1/1]")


def test_the_way_there_is_in_the_ministrys_navigation_alone(
    cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    assert 'href="/alarms/"' in as_("analyst").get("/alarms/").content.decode()
    assert 'href="/alarms/"' not in as_("officer").get("/tasks/").content.decode()
