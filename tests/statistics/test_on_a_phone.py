"""The open data in a real browser: no page wider than a telephone, and nothing for axe to find."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.statistics.releases import release
from tests.statistics.test_release_page import keep
from tests.web.test_browser import complaints


@pytest.mark.parametrize("address", ["/public/", "/public/en/"])
def test_the_public_page_fits_a_phone(transactional_db: None, live_server: Any, browser: Browser, address: str) -> None:
    keep(release())
    page = browser.new_page(viewport={"width": 375, "height": 800}, base_url=live_server.url)
    page.goto(address)
    assert page.locator("table").count() > 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert complaints(page) == []
    page.close()
