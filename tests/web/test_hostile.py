"""Addresses nobody meant to be typed: hostile words, huge numbers, other people's ids, other people's pages."""

import re
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern

from poruka.access import roles
from poruka.access.models import Appointment, Look
from poruka.access.roles import ROLES
from poruka.screening.models import Run
from poruka.web import views
from poruka.web.urls import urlpatterns
from tests.web.country import institutions
from tests.web.test_pages import table
from tests.web.test_whatif import OLDER

EVIL = {
    "quote": "' OR 1=1 --",
    "markup": "<script>alert(1)</script>",
    "attribute": '" onmouseover="x',
    "null": "\x00",
    "path": "../../../etc/passwd",
    "elsewhere": "//example.org/%2e%2e",
    "long": "я" * 5_000,
    "template": "{{ 7|add:7 }}{% debug %}",
    "digits": "٢٠٢٦-٠١",
    "newline": "a\r\nSet-Cookie: x=1",
    "wide": "\ud7ff\U0010ffff\u202e",
}
QUERIES = (
    ("/", "scope"), ("/people/", "words"), ("/people/", "verdict"), ("/people/", "ground"), ("/people/", "untold"),
    ("/people/", "fact"), ("/people/", "question"), ("/people/", "month"), ("/people/", "ending"), ("/people/", "alone"),
    ("/people/", "institution"), ("/people/", "oblast"), ("/people/", "order"), ("/people/", "page"),
    ("/people/P-MAY/", "on"), ("/download/grounds.csv", "institution"), ("/people/download.csv", "institution"),
    ("/law/upper-age/", "x"), ("/sign-in/", "next"), ("/account/", "next"), ("/language/en", "next"),
)  # fmt: skip


@pytest.mark.django_db
class TestHostileWords:
    """Whatever is typed, the page is whole, and what was typed stays text."""

    @pytest.mark.parametrize("value", EVIL.values(), ids=list(EVIL))
    def test_in_any_query(self, analyst: Client, country: Run, value: str) -> None:
        for address, name in QUERIES:
            answered = analyst.get(address, {name: value})
            assert answered.status_code in (200, 302), (address, name)
            if answered.status_code == 302:
                assert answered["Location"] == "/"
            elif not answered.streaming:
                page = answered.content.decode()
                assert "<script" not in page, (address, name)
                assert 'onmouseover="x"' not in page
                assert "Set-Cookie" not in answered.headers

    @pytest.mark.parametrize("value", EVIL.values(), ids=list(EVIL))
    def test_in_any_form(self, analyst: Client, country: Run, value: str) -> None:
        assert Client().post("/sign-in/", {"login": value, "password": value}).status_code == 422
        assert Client().post("/sign-in/as/", {"account": value}).status_code == 302
        assert analyst.post("/account/", {"purpose": value}).status_code == 200
        assert analyst.post("/what-if/", {"text": value, "action": "show"}).status_code == 422

    @pytest.mark.parametrize("value", ["%00", "P-MAY%00", "..%2f..%2fetc%2fpasswd", "%27", "%F0%9F%92%A3", "x" * 3_000])
    @pytest.mark.parametrize("folder", ["/people/", "/institutions/", "/law/"])
    def test_as_a_number_in_the_address(self, analyst: Client, country: Run, folder: str, value: str) -> None:
        assert analyst.get(f"{folder}{value}/").status_code == 404
        assert not Look.objects.exists()

    @pytest.mark.parametrize("number", ["0", "-1", "2", "999999999999999999999999999999", "1e9", "1.5", "", "١"])
    def test_a_page_number_out_of_range_is_a_page_that_exists(self, analyst: Client, country: Run, number: str) -> None:
        assert len(analyst.get("/people/", {"page": number}).context["people"]) == 11

    @pytest.mark.parametrize("on", ["9999-12-31", "2101-01-01", "0001-01-01", "2026-02-30", "2026-W03-4x", "0", "-"])
    def test_a_day_nobody_lives_is_answered_with_a_sentence(self, analyst: Client, country: Run, on: str) -> None:
        page = analyst.get("/people/P-MAY/", {"on": on})
        assert page.status_code == 200
        assert page.context["complaint"] is not None
        assert page.context["answer"].as_of == country.as_of

    @pytest.mark.parametrize("on", ["2100-12-31", "2001-09-01", "20260115"])
    def test_the_farthest_days_are_answered(self, analyst: Client, country: Run, on: str) -> None:
        for person in ("P-MAY", "P-NO-DATE", "P-FOREIGN"):
            page = analyst.get(f"/people/{person}/", {"on": on})
            assert (page.status_code, page.context["complaint"]) == (200, None)

    def test_a_page_is_read_not_written(self, analyst: Client, country: Run) -> None:
        for address in ("/", "/people/", "/people/P-MAY/", "/institutions/", "/law/", "/definitions/"):
            assert analyst.post(address).status_code == 405
            assert analyst.delete(address).status_code == 405


@pytest.mark.django_db
class TestGuessedIds:
    """What is somebody else's is not there, and a guess tells nothing: the page is that of a number nobody has."""

    def test_the_page_of_a_stranger_is_that_of_nobody(self, officer: Client, country: Run) -> None:
        for there, nowhere in (
            ("/people/P-TREASON/", "/people/P-XXXXXXX/"),
            ("/institutions/UVP-2/", "/institutions/UVP-X/"),
        ):
            found, missing = officer.get(there), officer.get(nowhere)
            assert (found.status_code, missing.status_code) == (404, 404)
            plain = [
                page.content.decode().replace(address, "") for page, address in ((found, there), (missing, nowhere))
            ]
            addressed = [re.sub(r"next=[^\"]*", "", text) for text in plain]
            assert addressed[0] == addressed[1]
        assert not Look.objects.exists()

    def test_filters_never_widen_what_is_seen(self, officer: Client, country: Run) -> None:
        for query in ("institution=UVP-2", "oblast=UA-46", "words=P-TREASON", "words=Інший", "institution="):
            page = officer.get(f"/people/?{query}")
            assert all(row.institution_id == "UVP-1" for row in page.context["people"]), query
            listed = table(officer, f"/people/download.csv?{query}")
            assert {row["institution_id"] for row in listed} <= {"UVP-1"}, query

    def test_figures_of_another_place_are_nothing(self, officer: Client, country: Run) -> None:
        assert table(officer, "/download/grounds.csv?institution=UVP-2") == []
        assert {row["oblast"] for row in table(officer, "/download/oblasts.csv")} == {"UA-53"}

    def test_a_draft_is_compared_over_the_own_people_only(self, officer: Client, country: Run) -> None:
        """Under a limit of 70 nobody of the second colony is named, and the page counts only the first."""
        draft = {"text": OLDER, "action": "show"}
        page = officer.post("/what-if/", draft)
        assert (page.context["result"].total, [row["id"] for row in page.context["people"]]) == (8, ["P-OLD"])
        answered = officer.post("/what-if/", draft | {"action": "download"})
        listed = b"".join(answered.streaming_content).decode()  # type: ignore[attr-defined]
        assert "P-OLD," in listed
        assert "UVP-2" not in listed


REGISTER = (
    "/people/", "/people/download.csv", "/people/P-MAY/", "/institutions/", "/institutions/UVP-1/", "/what-if/",
    "/what-if/?draft=longer-age", "/what-if/download.csv?draft=longer-age", "/download/grounds.csv",
)  # fmt: skip
OUTSIDE = [role for role in ROLES.values() if not role.reads_register]


@pytest.fixture(params=OUTSIDE, ids=[role.id for role in OUTSIDE])
def outsider(request: pytest.FixtureRequest, country: Run) -> Client:
    """Somebody whose role has nothing to do with the register."""
    institutions()
    user = get_user_model().objects.create_user("somebody")
    role = request.param
    Appointment.objects.create(
        user=user,
        role=role.id,
        office="TCC-UA-53" if role.scope == "office" else "",
        person_id="P-MAY" if role.scope == "person" else "",
    )
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.django_db
class TestWrongRole:
    """A role that does not read the register has no such pages: not even its own row in them."""

    def test_no_page_of_the_register_is_there(self, outsider: Client) -> None:
        assert {address: outsider.get(address).status_code for address in REGISTER} == dict.fromkeys(REGISTER, 404)
        assert not Look.objects.exists()

    def test_the_start_leads_to_a_page_that_is(self, outsider: Client) -> None:
        answered = outsider.get("/")
        assert answered.status_code == 302
        assert answered["Location"] not in ("/", *REGISTER)

    def test_the_law_is_for_everyone_and_its_numbers_are_not(self, outsider: Client) -> None:
        for address in ("/law/", "/law/upper-age/", "/definitions/", "/account/"):
            page = outsider.get(address)
            assert page.status_code == 200
            assert "/people/" not in page.content.decode(), address


def test_every_role_is_either_a_reader_of_the_register_or_tried_as_an_outsider() -> None:
    readers = {role.id for role in ROLES.values()} - {role.id for role in OUTSIDE}
    assert readers == {roles.ANALYST, roles.MONITOR, roles.OFFICER, roles.HEAD}


ABOUT_PEOPLE = re.compile(r"\b(Person|Sentence|Conviction|Flag|Change|Rejection)\.objects\b(?!\s*\.seen_by\()")


@pytest.mark.parametrize("path", sorted(Path(views.__file__).parent.glob("*.py")), ids=lambda path: path.stem)
def test_every_read_about_people_takes_the_actor(path: Path) -> None:
    assert ABOUT_PEOPLE.findall(path.read_text()) == []


@pytest.mark.django_db
def test_every_address_without_a_gap_answers_a_stranger_with_a_page_or_the_sign_in(client: Client) -> None:
    """No view forgets to ask who is there."""
    plain = [
        str(found.pattern) for found in urlpatterns if isinstance(found, URLPattern) and "<" not in str(found.pattern)
    ]
    assert len(plain) > 8
    for address in plain:
        answered = client.get(f"/{address}")
        open_to_all = address in ("sign-in/", "law/", "definitions/", "figures/definitions/", "public/", "public/en/")
        assert answered.status_code == (
            200 if open_to_all else 405 if address in ("sign-in/as/", "sign-out/") else 302
        ), address
