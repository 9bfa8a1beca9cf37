"""Figures and open data in a real browser: no page wider than a telephone, and nothing for axe to find."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.cases.told import at
from tests.cases.world import build
from tests.statistics.releases import release
from tests.statistics.test_release_page import keep
from tests.web.readers import signed_in
from tests.web.test_browser import complaints, examine, speak


@pytest.mark.parametrize("address", ["/public/", "/public/en/"])
def test_the_public_page_fits_a_phone(transactional_db: None, live_server: Any, browser: Browser, address: str) -> None:
    keep(release())
    page = browser.new_page(viewport={"width": 375, "height": 800}, base_url=live_server.url)
    page.goto(address)
    assert page.locator("table").count() > 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert complaints(page) == []
    page.close()


ON = at(45).date().isoformat()
FIGURES = (
    f"/figures/?as_of={ON}",
    f"/figures/?as_of={ON}&by=institution",
    f"/figures/?as_of={ON}&by=oblast&by=age_band&measure=informed&only-sex=M",
    f"/figures/people/?as_of={ON}&measure=informed",
    "/figures/?as_of=1999-01-01",
    "/figures/definitions/",
)


@pytest.fixture
def monitor(transactional_db: None, live_server: Any, browser: Browser) -> Iterator[BrowserContext]:
    """A monitor with a few cases to count: some granted, some refused, one who said "not now"."""
    world = build()
    world.lived("P-MAY", "enrolment")
    world.lived("P-MAY-2", "ruling", ruling={"outcome": "refused", "reason": "слова"})
    world.say(world.opened("P-THIRD"), "not-now", 1, "person", why=["family"])
    cookie = signed_in("monitor").cookies["sessionid"].value
    context = browser.new_context(viewport={"width": 375, "height": 800}, locale="uk-UA", base_url=live_server.url)
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    yield context
    context.close()


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_figures_fit_a_phone_and_a_desk(monitor: BrowserContext, language: str) -> None:
    speak(monitor, language)
    page = monitor.new_page()
    assert [complaint for address in FIGURES for complaint in examine(page, address, language)] == []
