"""A project of BORIS on a phone's screen: uploaded, told what it means, looked at, taken in. Every page passes axe on the way."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.at_the_workbench import Server
from tests.browser.test_workbench import Person
from tests.workbench.observations.boris_project import BORIS

pytestmark = [pytest.mark.browser, pytest.mark.nightly]


def test_a_project_of_boris_on_a_small_screen(browser: Browser, tmp_path: Path) -> None:
    server = Server(tmp_path / "data")
    try:
        # Given an observer at 390 pixels,
        observer = Person(browser, 390)
        observer.opens(server.link)
        observer.presses("Sign in")
        observer.opens(server.observations)
        # when a file is uploaded that is no file of a program,
        observer.follows("Take in a file of another program")
        file = {"name": "notes.csv", "mimeType": "text/csv", "buffer": b"one,two\n1,2\n"}
        observer.page.locator("input[type=file]").set_input_files(file)
        observer.presses("Upload the file")
        # then it is said what is wrong with it.
        assert observer.sees("The table has no column for code")
        # When a project of BORIS is,
        file = {"name": "tuesday.boris", "mimeType": "application/json", "buffer": BORIS}
        observer.page.locator("input[type=file]").set_input_files(file)
        observer.presses("Upload the file")
        # then the page says what it holds, and takes nothing in before it is told where it was,
        assert observer.sees("HUB01 Tuesday")
        observer.presses("Look at what comes of it")
        assert observer.sees("Say who observed, as a code.")
        observer.writes("Observer", "O1")
        observer.chooses("goes", "Somebody goes")
        observer.chooses("Anna", "Family")
        observer.chooses("Bea", "Family")
        observer.presses("Look at what comes of it")
        assert observer.sees("What would be taken in")
        observer.page.screenshot(path=tmp_path / "meanings.png", full_page=True)
        # and takes it in, with where it came from.
        observer.presses("Take it in")
        assert observer.sees("SHA-256 of the file")
        observer.page.get_by_role("link", name="HUB01 2026-03-03").click()
        observer.looks()
        assert observer.sees("From another program")
        assert not [one for one in observer.asked if not one.startswith(server.site)]
    finally:
        server.killed()
