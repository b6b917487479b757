"""Talking with parents: a row of the frame, a talk in the room, a parent's own phone in English and Arabic, names out.

Every page passes axe; a phone of 360 px without scripts and with the keyboard alone comes to its code.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.running import workbench
from tests.browser.test_workbench import Person
from tests.workbench.configured import SERVER

pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(SERVER), reason="a folder of SQLite databases")]


class Lead(Person):
    """At a desk. examines: from when on axe looks at the pages; those of other parts have their own journeys."""

    examines = False

    def looks(self) -> None:
        """What everybody looks at, once it is about the discussions."""
        if self.examines:
            super().looks()
        else:
            self.page.wait_for_load_state()


@pytest.fixture
def lead(browser: Browser, tmp_path: Path) -> Iterator[Lead]:
    """Somebody who opened a programme and leads it, at a desk."""
    with workbench(tmp_path / "data") as link:
        one = Lead(browser, 1280)
        one.leads_a_new_programme(link)
        yield one
        one.close()


def test_from_whom_to_ask_to_a_text_without_names_and_a_parent_who_takes_it_back(lead: Lead, browser: Browser) -> None:
    page = lead.page
    # Given discussions that were just begun, when she adds families whom the audit cannot know,
    lead.examines = True
    lead.follows("Discussions")
    lead.presses("Begin the discussions")
    lead.follows("Whom to ask")
    lead.follows("Add families whom the audit cannot know")
    lead.writes("Which families?", "Families in temporary housing")
    lead.presses("Add the row")
    # then there is a request to the care team, and no list of people.
    lead.follows("The requests to the care team, to print")
    assert lead.sees("Please invite families who have never come to a baby hub (Families in temporary housing).")

    # When she writes down a talk on a tablet, forgets the consent, and asks for it,
    lead.follows("Discussions")
    page.set_viewport_size({"width": 390, "height": 844})
    lead.follows("Write down a talk")
    page.locator("#id_row").select_option(index=1)
    page.locator("#id_reach").fill("Two buses. Her friend Donna drove her once.")
    lead.presses("Read it back to the parent")
    assert lead.sees("There is a problem")
    for group in page.get_by_role("group").filter(has=page.get_by_label("Yes", exact=True)).all():
        group.get_by_label("Yes", exact=True).check()
    lead.presses("Read it back to the parent")
    # then nothing is kept before it was read back, and the parent gets a code.
    assert lead.sees("Nothing has been kept yet.")
    lead.presses("They heard it and agree: keep it")
    assert re.fullmatch(r"(\w{4}-){2}\w{4}", page.locator("code").inner_text())

    # When she looks at the names, then Donna leaves the text before anybody codes it.
    lead.follows("Go on to texts and names")
    lead.follows("Text 1")
    page.get_by_role("group", name="Donna").get_by_label("A person", exact=True).check()
    lead.presses("Save what I decided")
    assert not page.get_by_text("Donna").count()
    lead.presses("Pass it")
    assert lead.sees("Passed")

    # When she makes a link and hands its sheet out,
    lead.follows("Discussions")
    lead.follows("Links for parents")
    lead.presses("Make a link")
    page.locator("#id_row").select_option(index=0)
    page.get_by_label("العربية (draft)").check()
    lead.presses("Make the link")
    address = page.locator("main a[href*='/tell/']").inner_text()  # whole, as it is printed
    # then a parent sends her words, in Arabic too, and takes them back with the code alone.
    _on_a_phone(browser, f"{address}en/")
    phone = Person(browser, 360)
    phone.opens(f"{address}ar/")
    assert phone.page.locator("html").get_attribute("dir") == "rtl"
    phone.page.locator("main button").click()
    phone.looks()
    phone.page.locator("#words").fill("الحافلة غالية")
    phone.page.locator("#agree").check()
    phone.page.locator("main button").click()
    phone.looks()
    code = phone.page.locator(".code").inner_text()
    phone.page.locator("main a").click()
    phone.page.locator("#code").fill(code)
    phone.looks()
    phone.page.locator("main button").click()
    phone.looks()
    phone.close()
    # Then one link brought two, and the words of one of them are gone.
    lead.follows("Back")
    assert page.locator("tbody tr").first.get_by_text("2", exact=True).is_visible()
    lead.follows("Discussions")
    lead.follows("Texts and names")
    lead.follows("Text 3")
    assert lead.sees("[withdrawn]")


def _on_a_phone(browser: Browser, address: str) -> None:
    """English, without scripts, with the keyboard alone: from the first tile to the code."""
    phone = Person(browser, 360, scripts=False)
    phone.opens(address)
    phone.page.locator("input[name=hard]").first.focus()
    phone.page.keyboard.press("Space")
    for _ in range(80):
        phone.page.keyboard.press("Tab")
        if phone.page.evaluate("document.activeElement.id") == "agree":
            phone.page.keyboard.press("Space")
        if phone.page.evaluate("document.activeElement.tagName") == "BUTTON":
            break
    phone.page.keyboard.press("Enter")
    phone.page.locator(".code").wait_for()
    phone.looks()
    phone.close()
