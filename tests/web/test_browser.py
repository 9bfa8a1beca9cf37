"""The pages in a real browser: accessible, usable by keyboard alone, no wider than a phone, alive without script."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.web.country import USUAL_PEOPLE, ruled
from tests.web.readers import signed_in

PAGES = (
    "/",
    "/people/?verdict=cannot_tell&fact=items",
    "/people/P-OLD-TREASON/",
    "/people/P-TWO-GAPS/",
    "/people/P-MAY/",
    "/institutions/",
    "/institutions/UVP-1/",
    "/what-if/",
    "/what-if/?draft=longer-age",
    "/law/",
    "/law/upper-age/",
    "/definitions/",
    "/account/",
    "/nowhere/",
)
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
WIDTHS = {"uk": (375, 1280), "en": (1280, 375)}
"""The first is looked at with every rule; colours, the slow part, are the same at the second."""


@pytest.fixture
def reader(transactional_db: None, live_server: Any, browser: Browser) -> Iterator[BrowserContext]:
    """An analyst on a phone-sized screen, script switched off, as on an old locked-down computer."""
    ruled(USUAL_PEOPLE)
    cookie = signed_in("analyst").cookies["sessionid"].value
    context = browser.new_context(viewport={"width": 375, "height": 800}, locale="uk-UA", base_url=live_server.url)
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    yield context
    context.close()


def speak(context: BrowserContext, language: str) -> None:
    """Choose the language as the link does."""
    page = context.new_page()
    page.goto(f"/language/{language}?next=/definitions/")
    assert page.locator("html").get_attribute("lang") == language
    page.close()


def complaints(page: Page, *, colours: bool = True) -> list[str]:
    """What axe has to say of a page."""
    rules = {"color-contrast": {"enabled": colours}}
    found = Axe().run(page, options=RULES | {"rules": rules}).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]


def examine(page: Page, address: str, language: str) -> list[str]:
    """What is wrong with a page on a telephone and on a desk, with every folded part open."""
    wrong = []
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    for width in WIDTHS[language]:
        page.set_viewport_size({"width": width, "height": 900})
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wrong += [f"{address} {width}: {over} px too wide"] if over > 0 else []
        wrong += [
            f"{address} {width}: {complaint}" for complaint in complaints(page, colours=width == WIDTHS[language][0])
        ]
    return wrong


@pytest.mark.parametrize("language", ["uk", "en"])
def test_axe_finds_nothing_and_no_page_is_wider_than_its_screen(reader: BrowserContext, language: str) -> None:
    speak(reader, language)
    page = reader.new_page()
    assert [complaint for address in PAGES for complaint in examine(page, address, language)] == []


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_first_pages_of_an_empty_system_are_as_good(
    transactional_db: None, live_server: Any, browser: Browser, language: str
) -> None:
    """Sign-in, a failed sign-in, and what an analyst sees before there is a register."""
    cookie = signed_in("analyst").cookies["sessionid"].value
    context = browser.new_context(locale="uk-UA", base_url=live_server.url)
    speak(context, language)
    page = context.new_page()
    assert examine(page, "/sign-in/", language) == []
    page.locator("#login").fill("nobody")
    page.locator("#password").fill("wrong")
    page.locator("form:has(#login) button").click()
    assert page.locator(".govuk-error-summary").is_visible()
    assert complaints(page) == []
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    assert examine(page, "/", language) == []
    context.close()


def test_sign_in_is_accessible_and_works_without_script(
    live_server: Any, transactional_db: None, browser: Browser
) -> None:
    """From nothing to the first number in two clicks, with script switched off."""
    ruled(USUAL_PEOPLE)
    signed_in("analyst")
    seeing = browser.new_context(viewport={"width": 375, "height": 800}, base_url=live_server.url)
    page = seeing.new_page()
    page.goto("/sign-in/")
    assert complaints(page) == []
    seeing.close()
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/sign-in/")
    page.locator("form:has(input[value=analyst]) button").click()
    assert "3\u00a0можуть подати заяву" in page.locator("h1").inner_text()
    page.locator("a:has(.pk-door__number)").first.click()
    assert page.locator("tbody tr").count() == 3
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("tbody tr").count() == 3
    context.close()


def test_the_keyboard_alone_leads_from_the_first_page_to_a_person(reader: BrowserContext) -> None:
    """The skip link comes first; every stop shows where it is; a search and a person open with Enter."""
    page = reader.new_page()
    page.goto("/people/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Перейти до основного вмісту"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    for _ in range(12):
        if page.evaluate("document.activeElement.id") == "words":
            break
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "words"
    page.keyboard.type("інший")
    page.keyboard.press("Enter")
    page.wait_for_url("**words=*")
    link = page.locator("tbody th a")
    assert link.count() == 1
    link.focus()
    shadow, outline = page.evaluate(
        "(() => { const s = getComputedStyle(document.activeElement); return [s.boxShadow, s.backgroundColor] })()"
    )
    assert shadow != "none"
    assert outline == "rgb(255, 221, 0)"
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/P-MAY-2/")
    assert "може подати заяву" in page.locator("h1").inner_text()


FOCUS = """() => {
    const at = document.activeElement, drawn = getComputedStyle(at);
    const near = at.labels && at.labels.length ? getComputedStyle(at.labels[0], '::before') : drawn;
    const lit = s => s.boxShadow !== 'none' || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2);
    const box = at.getBoundingClientRect();
    return [at.tagName, (at.textContent || at.name || '').trim().slice(0, 40), lit(drawn) || lit(near),
            box.width > 0 && box.bottom > 0 && box.top < innerHeight]
}"""


@pytest.mark.parametrize("address", ["/", "/people/P-TWO-GAPS/", "/what-if/", "/account/"])
def test_every_stop_of_the_tab_key_shows_where_it_is(reader: BrowserContext, address: str) -> None:
    """No stop is dark, off the screen, or a trap: the key walks through the whole page and out of it."""
    page = reader.new_page()
    page.goto(address)
    dark, stops = [], 0
    for _ in range(200):
        page.keyboard.press("Tab")
        tag, words, lit, seen = page.evaluate(FOCUS)
        if tag == "BODY":
            break
        stops += 1
        dark += [] if lit and seen else [f"{tag} {words}"]
    assert dark == []
    assert 10 < stops < 200


def test_paper_has_the_answer_and_the_short_code_and_no_navigation(reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto("/people/P-OLD/")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator(".pk-paper").is_visible()
    assert "P-OLD" in page.locator(".pk-paper").inner_text()
    for hidden in (".govuk-service-navigation", ".pk-header__side", ".pk-footer", "form"):
        assert not page.locator(hidden).first.is_visible()


def test_nothing_is_asked_of_another_machine_and_no_rule_of_the_page_is_broken(
    reader: BrowserContext, live_server: Any
) -> None:
    """Every request goes to our own server; the content policy stops nothing of ours."""
    page, asked, said = reader.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for address in PAGES[:-1]:
        page.goto(address)
    assert all(url.startswith(live_server.url) for url in asked)
    assert said == []
