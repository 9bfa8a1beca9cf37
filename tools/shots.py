"""Take pictures of the pages, to be looked at: both languages, a wide screen and a phone, and paper.

    .venv/bin/python -m tools.shots http://127.0.0.1:8000 OUT [PAGE ...]

Signs in to a running demo as its analyst. PAGE is a name of ``PAGES``; none means all.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.support import browser as browsers

PAGES = {
    "sign-in": "/sign-in/",
    "country": "/",
    "people": "/people/",
    "people-missing": "/people/?verdict=cannot_tell",
    "people-nobody": "/people/?words=xyzzy",
    "institutions": "/institutions/",
    "institution": "/institutions/UVP-301/",
    "whatif": "/what-if/",
    "whatif-result": "/what-if/?draft=exclude-drug-sales",
    "law": "/law/",
    "condition": "/law/upper-age/",
    "definitions": "/definitions/",
    "account": "/account/",
    "error": "/nowhere/",
}
FOUND = {
    "person-may": "/people/?verdict=may_apply",
    "person-barred": "/people/?ground=upper-age",
    "person-untold": "/people/?verdict=cannot_tell",
    "person-nearly": "/people/?nearly=1",
}
"""Pages of a person: the first of a list."""
SIZES = {"wide": (1280, 900), "phone": (375, 800)}


def sign_in(page: Page, base: str) -> None:
    """Become the demo's analyst with one click."""
    page.goto(f"{base}/sign-in/")
    page.locator("form:has(input[value=analyst]) button").click()


def address(page: Page, base: str, name: str) -> str:
    """The address of a page; for a person, the first link of their list."""
    if name in PAGES:
        return base + PAGES[name]
    page.goto(base + FOUND[name])
    link = page.locator("tbody th a").first.get_attribute("href")
    return f"{base}{link}"


def shoot(browser: Browser, base: str, out: Path, names: list[str]) -> list[str]:
    """Picture each page; returns what is wrong: a page that scrolls sideways."""
    wrong = []
    for size, (width, height) in SIZES.items():
        context = browser.new_context(viewport={"width": width, "height": height}, locale="uk-UA")
        page = context.new_page()
        for language in ("uk", "en"):
            page.goto(f"{base}/language/{language}?next=/sign-in/")
            if "sign-in" in names and language == "uk":
                for spoken in ("en", "uk"):
                    page.goto(f"{base}/language/{spoken}?next=/sign-in/")
                    page.screenshot(path=out / f"sign-in-{spoken}-{size}.png", full_page=True)
            sign_in(page, base)
            for name in names:
                if name == "sign-in":
                    continue
                page.goto(address(page, base, name))
                page.screenshot(path=out / f"{name}-{language}-{size}.png", full_page=True)
                over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                if over > 0:
                    wrong.append(f"{name} {language} {size}: {over} px too wide")
        context.close()
    return wrong


def main(base: str, out: Path, names: list[str]) -> int:
    """Picture the pages and print what is wrong."""
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(browsers.find()), args=list(browsers.ARGUMENTS))
        wrong = shoot(browser, base, out, names or [*PAGES, *FOUND])
        browser.close()
    print("\n".join(wrong) or "no page is too wide")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1].rstrip("/"), Path(sys.argv[2]), sys.argv[3:]))
