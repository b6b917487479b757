"""A Chromium that is already there, for tests that look at pages as a reader does.

Playwright talks to its own driver over pipes, and to the browser over pipes as well: no test needs a network, and a page
that asks for one fails its test. Without a Chromium the tests are skipped, and in continuous integration they fail.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _chromium() -> str:
    named = os.environ.get("BABYHUBS_CHROMIUM")
    found = named or next((path for path in map(shutil.which, NAMES) if path), None)
    if found and Path(found).exists():
        return found
    message = "no Chromium: put chromium or google-chrome on the path, or its place in BABYHUBS_CHROMIUM"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process."""
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
        yield one
        one.close()


@pytest.fixture
def asked() -> list[str]:
    """The addresses that the page asked for."""
    return []


@pytest.fixture
def visit(browser: Browser, asked: list[str]) -> Iterator["Visit"]:
    """Opens a file at a width, and closes it afterwards."""
    one = Visit(browser, asked)
    yield one
    one.close()


class Visit:
    """A reader with a screen of some width."""

    def __init__(self, browser: Browser, asked: list[str]) -> None:
        self._browser, self._asked = browser, asked
        self._pages: list[Page] = []

    def __call__(self, file: Path, width: int, height: int = 900) -> Page:
        """The page, opened."""
        page = self._browser.new_page(viewport={"width": width, "height": height})
        page.on("request", lambda request: self._asked.append(request.url))
        page.goto(file.as_uri())
        self._pages.append(page)
        return page

    def close(self) -> None:
        """Every page closed."""
        for page in self._pages:
            page.close()
