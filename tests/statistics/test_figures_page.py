"""The page of figures: exact for those entitled, one's own institution for its staff, nothing for anybody else."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from poruka.cases.models import CaseState
from poruka.statistics import asking
from poruka.statistics.funnel import counted
from poruka.statistics.reading import read_log
from poruka.statistics.refusals import StatisticsRefused
from tests.cases.told import at
from tests.cases.world import World, actor
from tests.web.readers import signed_in

ON = at(45).date().isoformat()


def page(client: Client, language: str = "uk", **query: Any) -> tuple[int, str]:
    client.cookies["django_language"] = language
    answer = client.get("/figures/", {"as_of": ON, **query})
    return answer.status_code, answer.content.decode()


def table(client: Client, **query: Any) -> list[dict[str, str]]:
    answer: Any = client.get("/figures/download.csv", {"as_of": ON, **query})
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_the_analyst_counts_the_country(lived: World) -> None:
    (row,) = table(signed_in("analyst"))
    assert (row["informed"], row["wished"], row["petitioned"], row["assigned"], row["not-now"]) == (
        "3",
        "2",
        "2",
        "1",
        "1",
    )
    by = {row["institution"]: row["informed"] for row in table(signed_in("monitor"), by="institution")}
    assert {id: n for id, n in by.items() if n != "0"} == {"UVP-1": "2", "UVP-2": "1"}


def test_an_officer_counts_the_own_institution_and_nothing_that_is_kept_from_them(lived: World) -> None:
    """No count of "not now" (R06) and none of service (R44): a count of one would tell of whom."""
    (row,) = table(signed_in("officer-UVP-1"))
    assert (row["informed"], row["petitioned"], row["contracted"]) == ("2", "1", "1")
    assert not {"not-now", "assigned", "wounded", "died", "serving", "captive"} & set(row)
    status, text = page(signed_in("officer-UVP-1"))
    assert status == 200
    assert "сім’я" not in text
    (other,) = table(signed_in("head-UVP-2"))
    assert (other["informed"], other["released"]) == ("1", "0")
    everywhere = table(signed_in("officer-UVP-1"), by="institution")
    assert {row["institution"] for row in everywhere} == {"UVP-1"}


def test_for_an_officer_not_now_is_somebody_still_thinking(lived: World) -> None:
    officer = actor("officer")
    found = asking.seen(asking.understood(asking.Asked(as_of=ON), officer, at(45).date()), officer)
    assert "not-now" not in counted(found).measures
    assert {stage.stage for stage in CaseState.objects.filter(person_id="P-THIRD")} == {"informed"}


@pytest.mark.parametrize("login", ["administrator"])
def test_there_is_no_such_page_without_the_right(world: World, login: str) -> None:
    client = signed_in(login)
    assert page(client)[0] == 404
    assert client.get("/figures/download.csv").status_code == 404


@pytest.mark.parametrize("who", ["recruiter", "board", "unit", "court", "guard", "lawyer", "person"])
def test_nor_are_figures_given_in_any_other_way(lived: World, who: str) -> None:
    somebody = actor(who)
    with pytest.raises(StatisticsRefused):
        asking.seen(asking.understood(asking.Asked(as_of=ON), somebody, at(45).date()), somebody)


def test_a_stranger_signs_in_first_but_may_read_the_definitions(world: World) -> None:
    assert Client().get("/figures/").status_code == 302
    text = Client().get("/figures/definitions/").content.decode()
    assert 'id="released"' in text
    assert 'id="durations"' in text


def test_each_figure_opens_its_definition(lived: World) -> None:
    status, text = page(signed_in("analyst"), by="sex")
    assert status == 200
    definitions = Client().get("/figures/definitions/").content.decode()
    wanted = {part.split('"')[0] for part in text.split("/figures/definitions/#")[1:]}
    assert {"could-apply", "released", "serving", "not-now", "durations"} <= wanted
    assert all(f'id="{one}"' in definitions for one in wanted)


def test_the_answer_comes_first_in_both_languages(lived: World) -> None:
    client = signed_in("analyst")
    assert "Звільнено 1\u00a0особу, зараховано до частин 1" in page(client)[1]
    english = page(client, "en")[1]
    assert "1\u00a0person released, 1 assigned to units" in english
    assert "<svg" in english


def test_a_day_in_the_past_is_replayed(lived: World) -> None:
    early = signed_in("analyst")
    (row,) = table(early, as_of=at(5).date().isoformat())
    assert (row["informed"], row["wished"], row["petitioned"]) == ("3", "2", "0")


@pytest.mark.parametrize(
    ("asked", "uk", "en"),
    [
        ({"as_of": "2023-12-31"}, "закон діє від 18 травня 2024", "in force since 18 May 2024"),
        ({"as_of": "2024-13-01"}, "не дата", "is not a date"),
        ({"by": "shoe-size"}, "Поділу «shoe-size» немає", "no dimension “shoe-size”"),
        ({"start": "2026-02-01", "end": "2026-01-01"}, "раніше, ніж починається", "before it begins"),
        ({"start": "2026-02-01", "end": "2099-01-01"}, "пізніше, ніж день", "later than the day"),
        ({"only-sex": "X"}, "немає значення «X»", "no value “X”"),
        ({"from": "wished", "to": "nowhere"}, "Події «nowhere» немає", "no event “nowhere”"),
        ({"from": "wished", "to": "wished"}, "дві різні події", "two different events"),
        ({"from": "wished"}, "Події «» немає", "no event “”"),
        ({"as_of": "завтра' OR 1=1 --"}, "не дата", "is not a date"),
        ({"as_of": "x" * 5000}, "«" + "x" * 40 + "…» – не дата", "is not a date"),
        ({"start": "31.02.2026"}, "не дата", "is not a date"),
        ({"only-institution": "UVP-999"}, "немає значення «UVP-999»", "no value “UVP-999”"),
        ({"only-court": "<script>"}, "немає значення «&lt;script&gt;»", "no value “&lt;script&gt;”"),
        ({"only-oblast": "Київ"}, "немає значення «Київ»", "no value “Київ”"),
        ({"by": "sex", "measure": "shoe-size"}, "Показника «shoe-size» немає", "no measure “shoe-size”"),
        ({"by": "sex", "step": "leap"}, "Кроку «leap» немає", "no step “leap”"),
        ({"by": ["sex", "oblast", "court"]}, "за двома поділами", "split by two dimensions"),
        ({"by": ["sex", "oblast", "court", "unit"]}, "за двома поділами", "split by two dimensions"),
    ],
)
def test_what_cannot_be_answered_is_said(lived: World, asked: dict[str, Any], uk: str, en: str) -> None:
    client = signed_in("analyst")
    for language, sentence in (("uk", uk), ("en", en)):
        status, text = page(client, language, **asked)
        assert status == 400
        assert sentence in text.replace("\u00a0", " ")


def test_a_day_to_come_is_for_the_forecast(lived: World) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert "ще не настав" in page(signed_in("analyst"), as_of=tomorrow)[1]


def test_an_empty_history_says_so(world: World) -> None:
    status, text = page(signed_in("analyst"))
    assert status == 400
    assert "Справ ще немає" in text


def test_a_new_record_is_counted_at_once(lived: World) -> None:
    before = len(read_log())
    lived.opened("P-FOURTH")
    assert len(read_log()) == before + 2, "the information, and the lawyer"
    assert table(signed_in("analyst"))[0]["informed"] == "4"


def test_a_group_of_nobody_is_an_answer(lived: World) -> None:
    status, _ = page(signed_in("analyst"), **{"only-sex": "F"})
    assert status == 200
    (row,) = table(signed_in("analyst"), **{"only-sex": "F"})
    assert row["informed"] == "0"


def test_a_difference_of_nothing_has_no_sign(lived: World) -> None:
    """And steps after which nobody left are not compared at all."""
    text = page(signed_in("analyst"), by="institution")[1]
    assert "+0" not in text
    assert "−0" not in text
    compared = text.split('<h2 id="compare">')[1].split("<h2")[0]
    assert "після кроку" in compared.lower()
    assert "поінформовано" in compared
    assert "дали згоду" not in compared


@pytest.mark.parametrize(
    "query",
    [
        {"start": "0001-01-01"},
        {"as_of": at(45).date().strftime("%d.%m.%Y")},
        {"only-oblast": "UA-14"},
        {"only-sex": "F", "counted": "cohort"},
        {"only-unit": "none-yet"},
        {"only-court": "not-known"},
        {"by": ["sex", "sex"]},
        {"by": ["", "sex", "\x00"]},
        {"page": "nine", "measure": "released", "unknown": "x"},
        {"only-sex": "M\x00"},
    ],
)
def test_odd_questions_have_answers(lived: World, query: dict[str, Any]) -> None:
    """The beginning of time, people who are nobody, the same dimension twice, words that mean nothing here."""
    assert page(signed_in("analyst"), **query)[0] == 200
    assert page(signed_in("officer-UVP-1"), **query)[0] == 200
    assert len(table(signed_in("analyst"), **query)) >= bool(not query.get("by"))


def test_few_people_are_told_with_a_word_of_caution(lived: World) -> None:
    client = signed_in("analyst")
    assert "не підпадає ніхто" in page(client, **{"only-oblast": "UA-14"})[1]
    assert "лише" in page(client, **{"only-institution": "UVP-2"})[1]
    assert "a person could be recognised" in page(client, "en", **{"only-institution": "UVP-2"})[1]
    assert "could be recognised" not in page(client, "en")[1], "unasked, of the whole country"


def test_another_s_institution_is_no_institution_of_an_officer_s(lived: World) -> None:
    """The same words for one that is there and one that is not."""
    client = signed_in("officer-UVP-1")
    there, nowhere = (page(client, **{"only-institution": place}) for place in ("UVP-2", "UVP-9"))
    assert there[0] == nowhere[0] == 400
    assert "немає значення «UVP-2»" in there[1]
    assert "немає значення «UVP-9»" in nowhere[1]


def test_a_limit_met_by_what_an_officer_is_not_shown_is_not_called_missed(lived: World) -> None:
    """Whoever signs is to be enrolled in three days; the institution is not told of the enrolment (R44)."""
    whole, own = (page(signed_in(login))[1] for login in ("analyst", "officer-UVP-1"))
    assert "Зарахувати до частини" in whole
    assert "Зарахувати до частини" not in own


def test_one_measure_by_two_dimensions(lived: World) -> None:
    status, text = page(signed_in("analyst"), "en", by=["institution", "sex"], measure="informed")
    assert status == 200
    split = text.split('<h2 id="split">')[1].split("<h2")[0]
    cells = [part.split("</td>")[0] for part in split.split("<td ")[1:]]
    numbers = [int("".join(c for c in cell.split(">", 1)[1] if c.isdigit()) or -1) for cell in cells]
    assert numbers[:2] == [3, 3], "all rows together: men, and the sum"
    assert sorted(numbers[2:]) == [1, 1, 2, 2], "UVP-1 and UVP-2"
    rows = table(signed_in("analyst"), by=["institution", "sex"])
    assert {(r["institution"], r["sex"]): r["informed"] for r in rows if r["informed"] != "0"} == {
        ("UVP-1", "M"): "2",
        ("UVP-2", "M"): "1",
    }
