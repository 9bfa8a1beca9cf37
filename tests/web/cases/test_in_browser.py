"""The case file in a real browser: accessible, no wider than a phone, by keyboard alone, on paper, and a case walked whole."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Browser, BrowserContext, Page, expect

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.models import Record
from tests.web.cases import story
from tests.web.test_browser import complaints

SEEN = (
    ("officer-UVP-1", "/tasks/"),
    ("officer-UVP-1", "/cases/"),
    ("officer-UVP-1", "/cases/{referred}/"),
    ("officer-UVP-1", "/cases/{applied}/records/primary-examination/"),
    ("officer-UVP-1", "/cases/{opened}/records/motion/"),
    ("officer-UVP-1", "/cases/open/P-NONE/"),
    ("officer-UVP-1", "/people/P-FOURTH/"),
    ("officer-UVP-1", "/manifest/?day=2026-03-07"),
    ("officer-UVP-1", "/manifest/?day=2026-02-31"),
    ("court-UA-53", "/tasks/"),
    ("court-UA-53", "/calendar/"),
    ("court-UA-53", "/cases/{listed}/records/hearing/"),
    ("court-UA-53", "/tasks/batch/ruling-sent/?all=1"),
    ("monitor", "/tasks/"),
    ("monitor", "/cases/{lived}/"),
    ("commander-A9001", "/cases/{lived}/records/transfer/"),
    ("person-P-SECOND", "/my-case/"),
    ("person-P-SECOND", "/cases/{opened}/records/not-now/"),
    ("person-P-NONE", "/my-case/"),
    ("", "/check/"),
    ("", "/check/00000-00000"),
    ("", "/check/nonsense"),
    ("", "/procedure/"),
)
Reader = Callable[..., Page]


@pytest.fixture
def lives(transactional_db: None, story_time: time_machine.Traveller) -> dict[str, str]:
    """The country and its cases, in a database that the server reads too."""
    from django.core.cache import cache

    cache.clear()
    story.country()
    return story.lives()


@pytest.fixture
def reader(lives: dict[str, str], live_server: Any, browser: Browser) -> Iterator[Reader]:
    """A page of somebody signed in: ``reader("head-UVP-1", width=375, language="en")``."""
    from django.test import Client

    contexts: list[BrowserContext] = []

    def open_page(login: str, width: int = 1280, language: str = "uk", **more: Any) -> Page:
        size = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, locale="uk-UA", base_url=live_server.url, **more)
        contexts.append(context)
        if login:
            client = Client()
            client.post("/sign-in/as/", {"account": login})
            cookie = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"/language/{language}?next=/check/")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.slow
@pytest.mark.parametrize(("language", "examined"), [("uk", 375), ("en", 1280)])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    language: str, examined: int, lives: dict[str, str], reader: Reader
) -> None:
    """Axe looks at the narrow pages in Ukrainian and the wide ones in English, with every folded part open."""
    pages = {login: reader(login, language=language) for login, _ in SEEN}
    wrong = []
    for login, address in SEEN:
        page, named = pages[login], f"{login} {address}"
        page.goto(address.format(**lives))
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 900})
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            wrong += [f"{named} at {width}: {over} px too wide"] if over > 0 else []
            if width == examined:
                wrong += [f"{named} at {width}: {complaint}" for complaint in complaints(page)]
    assert wrong == []


@pytest.mark.parametrize("language", ["uk", "en"])
def test_a_form_full_of_mistakes_is_accessible_and_begins_at_its_errors(
    language: str, lives: dict[str, str], reader: Reader
) -> None:
    page = reader("officer-UVP-1", width=375, language=language)
    for type_id in ("information-given", "document"):
        page.goto(f"/cases/{lives['opened']}/records/{type_id}/")
        page.locator("form#form button").click()
        assert page.title().startswith({"uk": "Помилка: ", "en": "Error: "}[language])
        summary = page.locator(".govuk-error-summary")
        expect(summary).to_be_focused()
        assert complaints(page) == []
        link = summary.locator("a").first
        target = str(link.get_attribute("href"))
        link.click()
        expect(page.locator(target)).to_be_focused()


def test_by_keyboard_alone_a_person_applies_and_prints_the_receipt(lives: dict[str, str], reader: Reader) -> None:
    page = reader("person-P-SECOND")
    page.goto("/my-case/")

    def tab_to(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                shown = page.evaluate("getComputedStyle(document.activeElement).boxShadow !== 'none' || "
                                      "getComputedStyle(document.activeElement).outlineStyle !== 'none'")  # fmt: skip
                assert shown, f"{selector}: it cannot be seen where one is"
                return
        raise AssertionError(f"{selector} is not reached")

    tab_to("a[href$='/records/application/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/records/application/")
    tab_to("input[name=f-handed_in]")
    page.keyboard.press("Space")
    tab_to("form#form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/my-case/?made=*")
    expect(page.locator(".govuk-notification-banner--success")).to_be_focused()
    tab_to("a[href$='/receipt.pdf']")
    made = Record.objects.get(case_id=lives["opened"], type="application")
    assert (made.made_as, made.fields) == ("person", {"handed_in": "paper"})


def test_paper_has_the_case_and_its_number_and_neither_buttons_nor_navigation(
    lives: dict[str, str], reader: Reader
) -> None:
    page = reader("officer-UVP-1")
    for address in (f"/cases/{lives['referred']}/", "/manifest/?day=2026-03-07"):
        page.goto(address)
        page.emulate_media(media="print")
        assert page.locator("h1").is_visible()
        assert page.locator(".pk-paper").is_visible()
        for hidden in (".govuk-service-navigation", ".pk-footer", ".govuk-button", "form"):
            assert not any(found.is_visible() for found in page.locator(hidden).all()), hidden
    case = lives["referred"]
    page.goto(f"/cases/{case}/")
    assert f"{case[:4]}-{case[4:8]}-{case[8:]}" in page.locator(".pk-paper").inner_text()


def test_nothing_is_asked_of_another_machine_and_no_rule_of_the_page_is_broken(
    lives: dict[str, str], reader: Reader, live_server: Any
) -> None:
    asked, said = [], []
    for login in {login for login, _ in SEEN}:
        page = reader(login)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        for who, address in SEEN:
            if who == login and "check/" not in address and "motion" not in address and "02-31" not in address:
                page.goto(address.format(**lives))
    assert all(url.startswith(live_server.url) for url in asked)
    assert said == []


class Walk:
    """Somebody who goes through a case in the browser, as each party in turn, script switched off."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.codes: list[str] = []

    def sign_in(self, login: str, role: str) -> None:
        """Leave, and come in as somebody else through the front door."""
        self.page.goto("/account/")
        if self.page.locator("form[action$='/sign-out/'] button").count():
            self.page.locator("form[action$='/sign-out/'] button").first.click()
        self.page.goto("/sign-in/")
        form = self.page.locator(f"form:has(#account-{role}), form:has(input[name=account][value='{login}'])").first
        if form.locator("select").count():
            form.locator("select").select_option(login)
        form.locator("button").click()

    def find(self, family_name: str) -> None:
        """From the list of cases to the case."""
        self.page.locator(".govuk-service-navigation a[href='/cases/']").click()
        self.page.locator("tbody a", has_text=family_name).click()

    def take(self, type_id: str) -> None:
        """From the case to the form of a step that it offers."""
        self.page.locator(f"main a[href$='/records/{type_id}/']").first.click()
        self.page.wait_for_url(f"**/records/{type_id}/")

    def fill(self, type_id: str, sent: dict[str, Any]) -> None:
        """Fill in the form as a person does, and send it."""
        page = self.page
        for name, value in sent.items():
            for one in value if isinstance(value, list) else [value]:
                choice = page.locator(f"input:is([type=radio], [type=checkbox])[name='{name}'][value='{one}']")
                if choice.count():
                    page.locator(f"label[for='{choice.get_attribute('id')}']").click()
                elif page.locator(f"select[name='{name}']").count():
                    page.locator(f"select[name='{name}']").select_option(one)
                else:
                    page.locator(f"[name='{name}']").fill(str(one))
        page.locator("form#form button").click()
        banner = page.locator(".govuk-notification-banner--success")
        banner.or_(page.locator(".govuk-error-summary")).first.wait_for()
        assert banner.count(), f"{type_id}: {page.locator('main').inner_text()[:600]}"
        self.codes.append(page.url.partition("made=")[2])
        for link in banner.locator("a[href*='.pdf']").all():
            if "variant" not in str(link.get_attribute("href")):
                paper = page.request.get(str(link.get_attribute("href")))
                assert paper.body().startswith(b"%PDF-"), link.get_attribute("href")


@pytest.mark.slow
def test_a_case_is_taken_from_the_visit_to_the_unit_by_its_parties_in_turn(
    lives: dict[str, str], reader: Reader
) -> None:
    """Signing in as each party, through what the pages offer alone; every paper is printed and every code is checked."""
    began = story.NOW - timedelta(days=40)
    walk = Walk(reader("", java_script_enabled=False))
    people = story.cast(person="P-NONE")
    walk.sign_in("officer-UVP-1", "institution_officer")
    walk.page.goto("/people/?words=P-NONE")
    walk.page.locator("tbody a").first.click()
    walk.page.locator("a[href='/cases/open/P-NONE/']").click()
    walk.page.wait_for_url("**/cases/open/P-NONE/")
    informed = {**story.SHEET, "lawyer_offered": True, "lawyer_taken": "declined"}
    for name, value in story.sent("information-given", informed, began).items():
        choice = walk.page.locator(f"input[type=radio][name='{name}'][value='{value}']")
        if choice.count():
            walk.page.locator(f"label[for='{choice.get_attribute('id')}']").click()
        elif walk.page.locator(f"select[name='{name}']").count():
            walk.page.locator(f"select[name='{name}']").select_option(value)
        else:
            walk.page.locator(f"[name='{name}']").fill(value)
    walk.page.locator("form#form button").click()
    visit = story.Told(
        "officer", "recruiter-visit", 0.5, {"unit": "A9001", "speakers": "сержант", "sheet_version": "2026-02"}
    )
    signed_in = ""
    for step in (visit, *story.story()):
        actor = people[step.who]
        if signed_in != step.who:
            walk.sign_in(actor.name, actor.role)
            signed_in = step.who
        if step.who == "person":
            walk.page.locator(".govuk-service-navigation a[href='/my-case/']").click()
        else:
            walk.find("Безсправний")
        walk.take(step.type)
        walk.fill(step.type, story.sent(step.type, step.fields, began + timedelta(days=step.day)))
    walk.find("Безсправний")
    assert "Служить у частині" in walk.page.locator(".pk-stand").inner_text()
    with_papers = dict(zip(walk.codes, (visit, *story.story()), strict=True))
    walk.page.goto("/check/")
    for code, step in with_papers.items():
        if CATALOGUE[step.type].paper:
            walk.page.locator("#code").fill(code.lower())
            walk.page.locator("main form button").click()
            assert "За цим кодом є запис" in walk.page.locator("h1").inner_text(), step.type
            assert CATALOGUE[step.type].title.uk in walk.page.locator("main").inner_text()
