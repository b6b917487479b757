"""SE6: a real browser, led over every kind of page that links lead to, asks nothing of anybody but the workbench."""

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.browser.running import workbench

pytestmark = pytest.mark.browser

NUMBER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
LEAST = 20  # kinds of page that a new programme with one hub has
MOST = 120


def filled(page: Page, home: str) -> None:
    """A programme with a hub in it, so that there is something to link to."""
    page.goto(urljoin(home, "programmes/new/"))
    page.get_by_label("Name of the programme", exact=True).fill("Reach")
    page.get_by_label("Purpose", exact=True).fill("Whom do we miss?")
    page.get_by_label("Service lead", exact=True).select_option(index=1)
    page.get_by_role("button", name="Open the programme", exact=True).click()
    page.get_by_role("link", name="Hubs", exact=True).first.click()
    page.goto(urljoin(page.url, "new/"))
    page.get_by_label("Identifier", exact=True).fill("H01")
    page.get_by_label("Name", exact=True).fill("Easton")
    page.locator("main form button").first.click()


def links(page: Page) -> list[str]:
    """Where a page leads, but for the way out."""
    found = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    return [one.split("#")[0] for one in found if "sign-out" not in one and "?" not in one]


def test_se6_no_page_asks_anything_of_another_origin(browser: Browser, tmp_path: Path) -> None:
    with workbench(tmp_path / "data") as link:
        context = browser.new_context()
        context.set_default_timeout(120_000)
        page = context.new_page()
        asked: list[str] = []
        told: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
        home = link.split("sign-in", maxsplit=1)[0]
        page.goto(link)
        page.get_by_role("button", name="Sign in", exact=True).click()
        filled(page, home)
        waiting, seen = [page.url, home, urljoin(home, "account/"), urljoin(home, "about/")], set()
        while waiting and len(seen) < MOST:
            where = waiting.pop(0)
            kind = re.sub(
                r"^/help/.+/.+", "/help/*", NUMBER.sub("*", urlsplit(where).path)
            )  # documents are of one kind
            if kind in seen or not where.startswith(home):
                continue
            seen.add(kind)
            try:
                answer = page.goto(where)
            except Error as error:
                if "Download is starting" in str(error):
                    continue
                raise
            assert answer is not None
            assert answer.status < 400, where
            waiting.extend(links(page))
        context.close()
    assert LEAST <= len(seen) < MOST, sorted(seen)
    own = urlsplit(home)
    assert {f"{urlsplit(one).scheme}://{urlsplit(one).netloc}" for one in asked} == {f"{own.scheme}://{own.netloc}"}
    assert told == []  # a page that asked for something the policy forbids would have said so here
