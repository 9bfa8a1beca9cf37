"""What stands around every page: sign-in, language, headers, errors."""

import re

import pytest
from django.test import Client

from poruka.access.models import Appointment
from poruka.screening.models import Run
from poruka.web.security import HEADERS
from tests.web.readers import signed_in

pytestmark = pytest.mark.django_db

CLOSED = (
    "/", "/people/", "/people/download.csv", "/people/P-MAY/", "/institutions/", "/institutions/UVP-1/",
    "/what-if/", "/what-if/download.csv?draft=longer-age", "/download/grounds.csv", "/account/",
)  # fmt: skip
OPEN = ("/sign-in/", "/law/", "/law/upper-age/", "/definitions/")
MANY = re.compile(r"<(script|iframe|object|embed)\b|\son\w+=|\sstyle=|javascript:", re.IGNORECASE)


class TestSignIn:
    """Pages about people ask who is there."""

    @pytest.mark.parametrize("address", CLOSED)
    def test_a_stranger_is_asked_to_sign_in_and_brought_back(self, client: Client, country: Run, address: str) -> None:
        answered = client.get(address)
        assert answered.status_code == 302
        assert answered["Location"].startswith("/sign-in/?next=")

    @pytest.mark.parametrize("address", OPEN)
    def test_the_law_is_open_to_everyone(self, client: Client, country: Run, address: str) -> None:
        page = client.get(address)
        assert page.status_code == 200
        assert "/people/?ground" not in page.content.decode()

    def test_one_click_signs_in(self, analyst: Client, country: Run) -> None:
        assert analyst.get("/").status_code == 200

    def test_a_password_signs_in(self, country: Run) -> None:
        signed_in("analyst")
        client = Client()
        answered = client.post("/sign-in/", {"login": "monitor", "password": "poruka-demo", "next": "/people/"})
        assert answered["Location"] == "/people/"
        assert client.get("/people/").status_code == 200

    @pytest.mark.parametrize(("login", "password"), [("analyst", "wrong"), ("nobody", "poruka-demo"), ("", "")])
    def test_a_wrong_password_says_so_and_keeps_the_login(self, country: Run, login: str, password: str) -> None:
        signed_in("analyst")
        page = Client().post("/sign-in/", {"login": login, "password": password})
        assert page.status_code == 422
        text = page.content.decode()
        assert "Увійти не вдалося" in text
        assert f'value="{login}"' in text
        assert password == "" or password == "poruka-demo" or password not in text

    def test_a_user_without_an_appointment_is_nobody(self, country: Run) -> None:
        signed_in("analyst")
        Appointment.objects.filter(user__username="monitor").delete()
        client = Client()
        assert client.post("/sign-in/", {"login": "monitor", "password": "poruka-demo"}).status_code == 422
        client.post("/sign-in/as/", {"account": "monitor"})
        assert client.get("/people/").status_code == 302

    def test_production_has_no_one_click_sign_in(self, country: Run, settings: pytest.FixtureRequest) -> None:
        signed_in("analyst")
        settings.MODE = "production"  # type: ignore[attr-defined]
        client = Client()
        assert client.post("/sign-in/as/", {"account": "analyst"}).status_code == 404
        page = client.get("/sign-in/").content.decode()
        assert "poruka-demo" not in page
        assert "sign-in/as" not in page
        assert "вигадані" not in page

    def test_an_unknown_account_stays_outside(self, country: Run) -> None:
        client = signed_in("nobody-at-all")
        assert client.get("/people/").status_code == 302

    def test_signing_out_ends_it(self, analyst: Client, country: Run) -> None:
        assert analyst.get("/sign-out/").status_code == 405
        analyst.post("/sign-out/")
        assert analyst.get("/").status_code == 302

    @pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/x", "javascript:alert(1)"])
    def test_sign_in_never_leads_elsewhere(self, country: Run, elsewhere: str) -> None:
        signed_in("analyst")
        answered = Client().post("/sign-in/as/", {"account": "analyst", "next": elsewhere})
        assert answered["Location"] == "/"

    def test_the_purpose_is_one_of_the_role(self, officer: Client, country: Run) -> None:
        officer.post("/account/", {"purpose": "missing-facts"})
        assert "пошук відсутніх відомостей" in officer.get("/people/P-MAY/").content.decode()
        officer.post("/account/", {"purpose": "oversight"})
        assert "пошук відсутніх відомостей" in officer.get("/people/P-MAY/").content.decode()


class TestLanguage:
    """Ukrainian until the reader chooses English."""

    def test_ukrainian_comes_first_whatever_the_browser_wants(self, client: Client) -> None:
        page = client.get("/sign-in/", headers={"accept-language": "en-GB"})
        assert '<html lang="uk"' in page.content.decode()
        assert page["Content-Language"] == "uk"

    def test_the_switch_is_a_link_that_comes_back(self, analyst: Client, country: Run) -> None:
        people = analyst.get("/people/?verdict=barred").content.decode()
        assert "/language/en?next=%2Fpeople%2F%3Fverdict%3Dbarred" in people
        answered = analyst.get("/language/en?next=%2Fpeople%2F%3Fverdict%3Dbarred")
        assert answered["Location"] == "/people/?verdict=barred"
        page = analyst.get("/people/?verdict=barred")
        assert '<html lang="en"' in page.content.decode()
        assert page["Content-Language"] == "en"

    @pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "http:///example.org"])
    def test_the_switch_never_leads_elsewhere(self, client: Client, elsewhere: str) -> None:
        assert client.get("/language/en", {"next": elsewhere})["Location"] == "/"

    def test_there_are_two_languages(self, client: Client) -> None:
        assert client.get("/language/ru").status_code == 404
        client.cookies["django_language"] = "ru"
        assert '<html lang="uk"' in client.get("/sign-in/").content.decode()


class TestHeaders:
    """A page keeps to itself."""

    @pytest.mark.parametrize("address", ["/sign-in/", "/law/", "/nowhere/", "/"])
    def test_every_page_carries_them(self, client: Client, country: Run, address: str) -> None:
        page = client.get(address)
        for name, value in HEADERS.items():
            assert page[name] == value
        assert page["X-Content-Type-Options"] == "nosniff"
        assert page["X-Frame-Options"] == "DENY"
        assert page["Referrer-Policy"] == "same-origin"

    def test_no_script_is_allowed_at_all(self) -> None:
        policy = HEADERS["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert "unsafe" not in policy
        assert "http" not in policy

    @pytest.mark.parametrize(
        "address",
        [
            "/",
            "/people/",
            "/people/P-ITEMS/",
            "/institutions/",
            "/institutions/UVP-1/",
            "/what-if/?draft=longer-age",
            "/law/",
            "/law/penalty/",
            "/account/",
        ],
    )
    def test_no_page_needs_one(self, analyst: Client, country: Run, address: str) -> None:
        """Nor an inline style, nor anything from another machine."""
        text = analyst.get(address).content.decode()
        assert not MANY.search(text)
        assert not re.search(r'(src|href|action)="(https?:)?//', text)


class TestErrors:
    """An error says what happened and what to do."""

    def test_a_missing_page(self, analyst: Client) -> None:
        page = analyst.get("/nowhere/")
        assert page.status_code == 404
        assert "Такої сторінки немає" in page.content.decode()

    def test_in_english_too(self, analyst: Client) -> None:
        analyst.get("/language/en")
        assert "There is no such page" in analyst.get("/nowhere/").content.decode()

    def test_a_forged_form(self) -> None:
        client = Client(enforce_csrf_checks=True)
        page = client.post("/sign-in/", {"login": "x", "password": "y"})
        assert page.status_code == 403
        assert "Нічого не змінено" in page.content.decode()

    def test_a_failure_tells_nothing_of_the_inside(self, analyst: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object) -> None:
            raise RuntimeError("secret detail")

        monkeypatch.setattr("poruka.screening.queries.latest_run", fail)
        analyst.raise_request_exception = False
        page = analyst.get("/")
        assert page.status_code == 500
        assert "Сталася помилка системи" in page.content.decode()
        assert "secret detail" not in page.content.decode()
