"""From files to a running audit, with what goes wrong on the way: a hostile file, a wrong one, a column that is missing.

Every page passes axe (WCAG 2.2 AA) at a desk and on a phone, the pages with an error too. The export is the tests' small one:
too little for an answer, which is what the new version of the rule is about.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.running import workbench
from tests.browser.test_audit import waits
from tests.browser.test_hubs_and_releases import goes_to, in_a_new_programme, sends
from tests.browser.test_workbench import Person
from tests.workbench.audits.export import children, contacts

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DIRECTORY = b"hub,name,latitude,longitude\nH01,Easton,51.463,-2.566\n"
# A formula, a script, an NHS number where a venue should be, a day that is none, and a code that is in no list.
ODD = """
C0001,27/02/2026,<script>alert(1)</script>,5,01
C0002,27/02/2026,943 476 5919,5,01
C0003,31/02/2026,Easton,5,01
C0004,27/02/2026,=1+1,came by mistake,01"""
NO_BIRTHS = "Patient ID,Postcode,Ethnic category\nC0001,BS5 6XX,A\nC0002,BS5 6XX,A"


def chooses_file(person: Person, kind: str, text: str) -> None:
    """A file for one kind."""
    file = {"name": f"{kind}.csv", "mimeType": "text/csv", "buffer": text.encode()}
    person.page.locator(f'input[name="{kind}"]').set_input_files(files=[file])


def uploads(person: Person) -> None:
    """The form sent."""
    person.page.get_by_role("button", name="Upload", exact=True).click()


def again_on_a_phone(browser: Browser, person: Person, where: list[str]) -> None:
    """The same pages at 390 px pass axe and are not wider than the screen."""
    phone = Person(browser, 390)
    phone.page.context.add_cookies(person.page.context.storage_state()["cookies"])
    for address in where:
        phone.opens(address)
    phone.close()


def test_from_files_to_a_running_audit(browser: Browser, tmp_path: Path) -> None:
    with workbench(tmp_path / "data") as link:
        lead, seen = in_a_new_programme(browser, link), []
        programme = lead.page.url
        # Given a programme that knows its hubs,
        goes_to(lead, "Hubs")
        lead.follows("Read hubs from a file")
        sends(lead, "hubs.csv", DIRECTORY)
        lead.page.locator("main button[type=submit]").click()
        assert lead.sees("Hubs added: 1")

        # when she uploads something hostile as the children, with a bomb's name,
        lead.opens(f"{programme}uploads/new/")
        chooses_file(lead, "children", "%PDF-1.7 \x00 ../../etc/passwd")
        chooses_file(lead, "contacts", contacts() + ODD)
        assert lead.page.locator("#id_again-hubs").input_value() == "directory"
        uploads(lead)
        # then she is told what is wrong with which file, and what to do.
        waits(lead, "There is a problem")
        assert lead.sees("children.csv")
        seen.append(lead.page.url)

        # When she replaces that file alone, by one without days of birth,
        lead.follows("Replace some of the files, and keep the others")
        seen.append(lead.page.url)
        chooses_file(lead, "children", NO_BIRTHS)
        uploads(lead)
        waits(lead, "What the columns and codes mean")
        # then she is asked for the column; and when there is none to name,
        assert lead.sees("Which column is: Date of birth?")
        lead.page.get_by_role("button", name="Confirm, and check the records").click()
        waits(lead, "There is a problem")
        # she is told that nobody can answer without it.
        assert lead.sees("Without ages nobody can say who could have come")

        # When she replaces it by the right one,
        lead.page.get_by_role("link", name="Replace some of the files").click()
        chooses_file(lead, "children", children())
        uploads(lead)
        waits(lead, "What the columns and codes mean")
        # then what is not certain is asked, and nothing in a file can run or name somebody.
        assert lead.page.get_by_text("came by mistake").count()
        assert "943 476" not in lead.page.content()
        columns = lead.page.url
        seen.append(columns)
        again_on_a_phone(browser, lead, seen)

        # On a phone without scripts she says what an odd code means, and confirms.
        phone = Person(browser, 390, scripts=False)
        phone.page.context.add_cookies(lead.page.context.storage_state()["cookies"])
        phone.opens(columns)
        phone.page.get_by_role("link", name="Whether the family attended").click()
        phone.page.get_by_label("came by mistake").select_option("attended")
        phone.presses("Keep these meanings")
        assert phone.sees("Corrected: 1.")
        phone.page.get_by_role("button", name="Confirm, and check the records").click()
        waits(phone, "What became of every row")
        quality = phone.page.url.split("?")[0]
        phone.close()

        # The rows that cannot be used are told one by one, and come as a sheet.
        lead.opens(quality)
        lead.follows("See the rows set aside, one by one")
        assert lead.page.get_by_role("cell", name="the date cannot be read as a date").count() == 1
        assert "31/02/2026" not in lead.page.content()
        with lead.page.expect_download() as downloaded:
            lead.page.get_by_role("link", name="Download the error sheet").click()
        assert downloaded.value.suggested_filename == "INTERNAL-error-sheet.xlsx"
        pages = [f"{quality}?by=month", lead.page.url]

        # When she corrects a venue now, she is sent to confirm it, and the records are checked anew.
        lead.opens(columns)
        lead.page.get_by_role("link", name="Venues").click()
        lead.looks()
        pages.append(lead.page.url)
        lead.page.get_by_label("<script>alert(1)</script>").select_option("H01")
        lead.presses("Keep these meanings")
        lead.page.get_by_role("button", name="Confirm, and check the records").click()
        waits(lead, "What became of every row")

        # The rule is read in plain words, and changed as a version that is tried first.
        lead.follows("read the rule")
        assert lead.sees("The question is who came to a hub by the age of 182 days.")
        pages.append(lead.page.url)
        lead.page.get_by_role("button", name="Propose another version").click()
        lead.page.get_by_label("The question is who came by this age").fill("400")
        lead.presses("Propose it, and see what moves")
        assert lead.sees("This age must lie between")
        pages.append(lead.page.url)
        lead.page.get_by_label("The question is who came by this age").fill("182")
        lead.page.get_by_label("Fewer babies than this came at all").fill("0")
        lead.writes("Why is the rule changed?", "One hub of a small town.")
        lead.page.get_by_role("button", name="Propose it, and see what moves").click()
        waits(lead, "By version 2")
        assert lead.sees("There is no answer:")
        lead.presses("Adopt this version")
        assert lead.page.get_by_text("Adopted", exact=True).count()
        pages.append(lead.page.url)

        # When she runs the audit, it follows the new version, and she sees how far it is.
        lead.opens(quality)
        assert lead.sees("It follows version 2 of the rule")
        lead.page.get_by_role("button", name="Run the audit").click()
        assert lead.page.get_by_text("Rule: version 2").count() or lead.page.get_by_text("Which families").count()
        pages.append(lead.page.url)
        waits(lead, "Which families do our baby hubs miss?")
        again_on_a_phone(browser, lead, pages)
        lead.close()
