"""Hubs and releases, as the people who keep and release them would tell it. Every page passes axe (WCAG 2.2 AA) on the way."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.running import workbench
from tests.browser.test_workbench import Person

pytestmark = pytest.mark.browser

HUBS = b"hub,name,weekdays,model\nH02,Knowle,Mon,traditional\n"
TABLE = b"ward,babies\nEaston,25\nKnowle,3\n"


def goes_to(person: Person, name: str) -> None:
    """A link by its whole name: "Hubs" is also a part of the service's own."""
    link, more = person.page.get_by_role("link", name=name, exact=True), person.page.get_by_role("button", name="More")
    if not link.count() and more.count():  # the menu had no room for it
        more.click()
    link.first.click()
    person.looks()


def sends(person: Person, name: str, content: bytes) -> None:
    """A file, chosen in a form; with scripts a button stands before the field."""
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    person.page.locator("input[type=file]").set_input_files(file)


def in_a_new_programme(browser: Browser, link: str) -> Person:
    """The owner of a workbench that was just started."""
    lead = Person(browser, 1280)
    lead.opens(link)
    lead.presses("Sign in")
    lead.presses("Open a programme")
    lead.writes("Name of the programme", "Reach")
    lead.writes("Purpose", "Find out which families our hubs miss.")
    lead.page.get_by_label("Service lead", exact=True).select_option(index=1)
    lead.presses("Open the programme")
    return lead


def with_a_checker(lead: Person, browser: Browser, home: str) -> Person:
    """A colleague with a phone and without scripts, who checks outputs."""
    programme = lead.page.url.split("/releases/", maxsplit=1)[0]
    lead.opens(f"{home}accounts/")
    lead.presses("Invite somebody")
    lead.writes("Full name", "Sam Checker")
    lead.writes("Work e-mail address", "sam@example.nhs.uk")
    lead.presses("Make the invitation link")
    invitation = lead.page.locator("#link").inner_text()
    lead.opens(f"{programme}/people/")
    lead.chooses("Person", "Sam Checker")
    lead.page.get_by_label("Output checker", exact=True).check()
    lead.presses("Give the role")
    sam = Person(browser, 390, scripts=False)
    sam.opens(invitation)
    sam.presses("Sign in")
    sam.page.locator("#id_password1").fill("three words nobody guesses")
    sam.page.locator("#id_password2").fill("three words nobody guesses")
    sam.presses("Save password")
    return sam


def test_a_directory_of_hubs_and_what_changed(browser: Browser, tmp_path: Path) -> None:
    with workbench(tmp_path / "data") as link:
        # Given a new programme, when its lead adds a hub and forgets its name,
        lead = in_a_new_programme(browser, link)
        goes_to(lead, "Hubs")
        lead.presses("Add a hub")
        lead.writes("Identifier", "H01")
        lead.presses("Add the hub")
        # then she is told.
        assert lead.sees("There is a problem")
        # When she gives it, with when it meets,
        lead.writes("Name", "Easton")
        lead.writes("Postcode", "BS10 5AA")
        lead.page.get_by_label("Traditional", exact=True).check()
        lead.presses("Add the hub")
        lead.writes("Tuesday", "9:30 to 11:30")
        lead.writes("Thursday", "mornings")
        lead.presses("Save")
        assert lead.sees("is no opening time")
        lead.writes("Thursday", "open")
        lead.presses("Save")
        # then the hub is on the map and in the week.
        assert lead.sees("51.49135, -2.59483")
        assert lead.sees("09:30 to 11:30")
        # When she writes down what changed, and corrects the day,
        hub = lead.page.url
        goes_to(lead, "Model")
        lead.page.get_by_label("Social", exact=True).check()
        lead.writes("Day from which it holds", "2/3/2026")
        lead.presses("Write it down")
        assert lead.sees("Social, since 2 March 2026")
        lead.page.get_by_role("link", name="Correct entry 2").click()
        lead.looks()
        lead.writes("Day from which it holds", "9/3/2026")
        lead.writes("Reason for the correction", "By the diary.")
        lead.presses("Save the correction")
        # then both stand there, and the later one holds.
        assert lead.sees("Social, since 9 March 2026")
        assert lead.sees("Takes the place of entry 2.")
        # When she reads more hubs from a file,
        goes_to(lead, "Hubs")
        lead.follows("Read hubs from a file")
        sends(lead, "hubs.csv", HUBS)
        lead.presses("Read the file")
        # then they are in the list, and the list is the hubs file of the audit.
        assert lead.sees("Hubs added: 1.")
        with lead.page.expect_download() as given:
            lead.page.get_by_role("link", name="Download the hubs file").click()
        assert given.value.suggested_filename == "hubs.csv"
        assert "H01,Easton" in given.value.path().read_text(encoding="utf-8")
        # And it reads on a phone.
        lead.page.set_viewport_size({"width": 390, "height": 900})
        for where in (f"{hub}../", hub, f"{hub}hours/", f"{hub}description/", f"{hub}log/circle/"):
            lead.opens(where)
        lead.close()


def test_a_file_leaves_after_a_second_person_looked(browser: Browser, tmp_path: Path) -> None:
    with workbench(tmp_path / "data") as link:
        home = link.split("sign-in", maxsplit=1)[0]
        # Given a programme, when its lead asks for a release,
        lead = in_a_new_programme(browser, link)
        goes_to(lead, "Releases")
        lead.presses("Ask for a release")
        lead.presses("Ask for the release")
        assert lead.sees("There is a problem")
        lead.writes("What is it?", "Reach by ward")
        sends(lead, "reach by ward.csv", TABLE)
        lead.chooses("Which step does it come from?", "Audit")
        lead.writes("Who needs it, and for what?", "The board, for its meeting in May.")
        lead.presses("Ask for the release")
        # then it waits, and the program says what it saw.
        assert lead.sees("Waiting for a decision")
        assert lead.sees("Column 'babies': 1 whole number from 1 to 7.")
        asked = lead.page.url
        # When a colleague looks, with a phone and without scripts,
        sam = with_a_checker(lead, browser, home)
        sam.opens(asked)
        sam.presses("Look at it and decide")
        # then he sees what is in the file, and decides with a reason.
        assert sam.sees("Knowle")
        sam.page.get_by_label("It may leave", exact=True).check()
        sam.page.get_by_role("textbox").fill("The board's own wards; three is a number of wards.")
        sam.presses("Save the decision")
        assert sam.sees("Released")
        # Then the lead downloads it.
        lead.opens(asked)
        with lead.page.expect_download() as given:
            lead.page.get_by_role("button", name="Download the released file").click()
        assert given.value.suggested_filename == "reach-by-ward.csv"
        assert given.value.path().read_bytes() == TABLE
        # And it reads on a phone.
        lead.page.set_viewport_size({"width": 390, "height": 900})
        for where in (asked, f"{asked}../", f"{asked}../new/"):
            lead.opens(where)
        lead.close()
        sam.close()
