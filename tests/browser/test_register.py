"""The register of parents, as a coordinator uses it: at a desk and with a phone, every page checked by axe on the way."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.running import workbench
from tests.browser.test_workbench import Person

pytestmark = pytest.mark.browser

PICTURES = os.environ.get("BABYHUBS_PICTURES", "")  # a folder for pictures, for who looks at the pages


@pytest.fixture
def coordinator(browser: Browser, tmp_path: Path) -> Iterator[Person]:
    """Somebody who opened a programme and coordinates the involvement of parents in it, at a desk."""
    with workbench(tmp_path / "data") as link:
        one = Person(browser, 1280)
        one.leads_a_new_programme(link)
        one.coordinates_it()
        yield one
        one.close()


def pictured(person: Person, name: str) -> None:
    """The page as it is, where somebody asked for pictures."""
    if PICTURES:
        person.page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def test_a_parent_comes_is_reached_and_leaves(coordinator: Person) -> None:
    page = coordinator.page
    # Given an empty register, when the coordinator adds somebody and forgets to ask whether their details may be kept,
    coordinator.follows("Parents")
    coordinator.presses("Add a person")
    coordinator.writes("A name to call them by", "Amina")
    page.get_by_label("A text message", exact=True).check()
    coordinator.writes("Phone number", "07700 900777")
    coordinator.writes("Interpreter for", "Somali")
    page.get_by_label("Childcare during meetings").check()
    page.get_by_label("Face to face", exact=True).check()
    pictured(coordinator, "add-1280")
    coordinator.presses("Add this person")
    # then she is asked for it, and nothing is kept.
    assert coordinator.sees("There is a problem")

    # When she has asked,
    for purpose in ("Hold my details", "Use what I said about myself for a fair draw"):
        page.get_by_role("group", name=purpose).get_by_label("Yes", exact=True).check()
    coordinator.presses("Add this person")
    # then Amina is there, and how to reach her is on a page of its own that says that it was looked at.
    assert coordinator.sees("Amina")
    assert not page.get_by_text("900777").count()
    page.set_viewport_size({"width": 390, "height": 844})
    coordinator.looks()
    coordinator.follows("See how to reach them")
    assert coordinator.sees("07700 900777")
    pictured(coordinator, "contact-390")
    coordinator.follows("Back")
    assert coordinator.sees("looked at how to reach a person")

    # When she asks Amina about herself, writes down whom to speak to first and what she is due,
    coordinator.follows("What they need, and what they say about themselves")
    page.get_by_role("group", name="Which language").get_by_label("Somali", exact=True).check()
    pictured(coordinator, "answers-390")
    coordinator.presses("Save")
    coordinator.follows("Whom to speak to first")
    coordinator.writes("Named lead to speak to first", "Ros Dean, named nurse")
    coordinator.presses("Save")
    coordinator.follows("Write down what they are due")
    page.get_by_label("A call back").check()
    coordinator.writes("By which day?", "01/11/2026")
    coordinator.presses("Write it down")
    pictured(coordinator, "person-390")
    # then the list shows both.
    coordinator.follows("Back")
    assert coordinator.sees("to Ros Dean, named nurse")
    pictured(coordinator, "register-390")
    page.set_viewport_size({"width": 1280, "height": 900})
    coordinator.looks()
    pictured(coordinator, "register-1280")
    page.get_by_role("button", name="They had it").click()
    coordinator.looks()

    # When Amina takes back the draw and then leaves,
    coordinator.follows("Amina")
    pictured(coordinator, "person-1280")
    page.get_by_role("link", name=re.compile(r"New answer.*fair draw")).click()
    coordinator.looks()
    page.get_by_label("No", exact=True).check()
    page.get_by_label("By telephone").check()
    coordinator.presses("Write it down")
    coordinator.follows("They leave: erase them")
    coordinator.presses("Erase")
    assert coordinator.sees("There is a problem")
    page.get_by_label("They asked to leave").check()
    page.get_by_label("Erase this person now. Nobody can undo it.").check()
    pictured(coordinator, "erase-1280")
    coordinator.presses("Erase")
    # then nothing of her is there.
    assert coordinator.sees("There is nobody in the register yet.")
    assert not page.get_by_text("Amina").count()
