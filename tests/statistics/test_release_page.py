"""The public page: open to everybody, the same for everybody, and nothing on it that is not in the release."""

import json
import re
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from poruka.statistics.models import Release
from poruka.statistics.public.open_data import canonical
from poruka.web.public.sections import in_order
from tests.statistics.releases import release
from tests.web.readers import signed_in

pytestmark = pytest.mark.django_db


def keep(document: dict[str, Any]) -> Release:
    text = canonical(document)
    return Release.objects.create(
        number=document["number"],
        as_of=date.fromisoformat(document["as_of"]),
        made_at=datetime(2026, 3, 1, tzinfo=UTC),
        sha256=sha256(text.encode()).hexdigest(),
        content=text,
    )


@pytest.fixture
def published(db: None) -> list[Release]:
    first = release()
    return [keep(first), keep(release(1, [first]))]


def text(address: str, client: Client | None = None, status: int = 200) -> str:
    answered = (client or Client()).get(address)
    assert answered.status_code == status
    return re.sub(r"\s+", " ", answered.content.decode())


def test_anyone_reads_it_in_both_languages(published: list[Release]) -> None:
    page = text("/public/")
    assert '<html lang="uk"' in page
    assert "Що приховано і чому" in page
    assert 'href="/public/en/"' in page
    english = text("/public/en/")
    assert '<html lang="en"' in english
    assert "What is hidden, and why" in english
    assert published[1].sha256 in english


def test_every_number_opens_its_definition_or_says_why_it_is_hidden(published: list[Release]) -> None:
    page = text("/public/en/?by=institution")
    linked = set(re.findall(r'<a href="#([\w-]+)">', page))
    assert {"hidden", "released"} <= linked
    assert linked <= set(re.findall(r'id="([\w-]+)"', page)) | {"main"}
    assert "People whom the institution released" in page
    assert "fewer than 8" in page


def test_no_cookie_is_set_and_caches_may_keep_it(published: list[Release]) -> None:
    answered = Client().get("/public/")
    assert not answered.cookies
    assert "public" in answered["Cache-Control"]
    assert "Cookie" not in answered.get("Vary", "")
    again = Client().get("/public/", headers={"if-none-match": answered["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().get("/public/en/")["ETag"] != answered["ETag"]


def test_an_official_gets_the_very_same_page(published: list[Release]) -> None:
    """A cache that kept an official's page would tell others who looked."""
    officer = signed_in("officer-UVP-1")
    officer.cookies["django_language"] = "en"
    answered = officer.get("/public/")
    assert answered.content == Client().get("/public/").content
    assert "Cookie" not in answered.get("Vary", "")
    assert not answered.cookies


def test_a_division_shows_what_is_published_of_it(published: list[Release]) -> None:
    page = text("/public/en/?measure=released&by=institution")
    assert "Second colony" in page
    assert page.count('href="#hidden"') >= 1
    one = text("/public/en/?by=institution&group=UVP-1")
    shown = one[one.index('id="split"') : one.index('id="hidden"')]
    assert "fewer than 8" in shown
    assert not re.search(r'<a href="#(released|granted)">\d', shown)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("by=unit&by=institution", "unit × institution"),
        ("by=unit", "never published"),
        ("by=sex&by=age_band", "age_band × sex"),
        ("by=court", "no such division"),
        ("by=%00&measure=released", "not divided like this"),
        ("by=sex&group=X", "no such group"),
        ("measure=salaries", "no such figure"),
        ("by=<script>alert(1)</script>", "not divided like this"),
    ],
)
def test_what_is_not_published_is_refused_in_words(published: list[Release], query: str, said: str) -> None:
    page = text(f"/public/en/?{query}", status=400)
    assert said in page
    assert "<script" not in page
    assert 'id="hidden"' in page


@pytest.mark.parametrize("address", ["/public/9/", "/public/9/en/", "/public/9/json", "/public/99999999999999999999/"])
def test_an_unknown_release_is_no_page(published: list[Release], address: str) -> None:
    assert Client().get(address).status_code == 404


def test_before_the_first_release_the_page_says_so(db: None) -> None:
    assert "Жодного випуску ще не опубліковано" in text("/public/")
    assert "No release has been published yet" in text("/public/en/")


def test_older_releases_stay_where_they_were(published: list[Release]) -> None:
    assert published[0].sha256 in text("/public/1/en/")
    assert 'href="/public/1/en/"' in text("/public/en/")


@pytest.mark.parametrize("address", ["/public/en/", "/public/en/?by=sex", "/public/en/?by=oblast&measure=granted"])
def test_every_door_leads_somewhere(published: list[Release], address: str) -> None:
    page = text(address)
    here = set(re.findall(r'href="#([\w-]+)"', page))
    assert here <= set(re.findall(r'id="([\w-]+)"', page))
    for door in sorted(set(re.findall(r'href="(/public/[^"]*)"', page))):
        assert Client().get(door.replace("&amp;", "&")).status_code == 200, door


def test_each_section_says_what_it_found(published: list[Release]) -> None:
    page = text("/public/en/")
    for said in (
        "The way through the programme",
        "Missed most often: “Bring the person to the recruitment centre”",
        "Month by month",
        "“released”: most in Lviv oblast, about 75 people",
    ):
        assert said in page, said
    assert re.search(r"held past the end of the sentence</a></th><td[^>]*>not on file<", page)
    assert re.search(
        r"Released later than the law requires</a></th><td[^>]*>15<", page.replace(">released", ">Released")
    )


def test_what_as_of_means_is_said_once_for_each_kind(published: list[Release]) -> None:
    page = text("/public/en/")
    kinds = {one["as_of"]["en"] for one in published[1].document["measures"]}
    assert len(kinds) == 2
    assert all(page.count(kind) == 1 for kind in kinds)


def test_ages_stand_from_the_youngest() -> None:
    assert in_order("age_band", ["25-34", "55-plus", "not-known", "under-25"]) == [
        "under-25",
        "25-34",
        "55-plus",
        "not-known",
    ]
    assert in_order("institution", ["UVP-2", "UVP-1"]) == ["UVP-2", "UVP-1"]


def test_groups_are_compared_only_where_their_numbers_are_published(published: list[Release]) -> None:
    assert "Whether all come to the next step alike" in text("/public/en/?by=sex")
    assert "Whether all come to the next step alike" not in text("/public/en/")


def test_a_release_from_before_there_were_months_reasons_and_limits_still_opens(db: None) -> None:
    new = ("about", "reasons", "limits", "errors", "series")
    keep({name: part for name, part in release().items() if name not in new})
    page = text("/public/1/en/")
    assert "The way through the programme" in page
    assert "Month by month" not in page
    assert "Errors and delays" not in page
    assert Client().get("/public/1/series").status_code == 200


class TestDownloads:
    """What is taken away."""

    def test_the_json_is_the_release_to_the_byte(self, published: list[Release]) -> None:
        answered = Client().get("/public/2/json")
        assert sha256(answered.content).hexdigest() == published[1].sha256
        assert json.loads(answered.content)["previous"] == published[0].sha256
        assert "immutable" in answered["Cache-Control"]
        assert answered["Access-Control-Allow-Origin"] == "*"
        assert not answered.cookies

    @pytest.mark.parametrize(
        ("form", "head"),
        [
            ("csv", "as_of,measure"),
            ("definitions", "id,name_uk"),
            ("series", "as_of,measure"),
            ("reasons", "as_of,measure"),
            ("limits", "as_of,limit"),
            ("errors", "as_of,error"),
            ("disparity", "as_of,division"),
        ],
    )
    def test_the_tables_open_in_a_spreadsheet(self, published: list[Release], form: str, head: str) -> None:
        answered = Client().get(f"/public/2/{form}")
        assert answered.content.decode("utf-8-sig").startswith(head)
        assert "attachment" in answered["Content-Disposition"]

    def test_another_form_is_no_page(self, published: list[Release]) -> None:
        assert Client().get("/public/2/xml").status_code == 404
