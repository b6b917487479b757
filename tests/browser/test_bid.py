"""A summary is written from a claim, as its writer would tell it. Every page passes axe (WCAG 2.2 AA) on the way."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.running import workbench
from tests.browser.test_hubs_and_releases import goes_to, in_a_new_programme

pytestmark = pytest.mark.browser


@pytest.mark.nightly
def test_from_a_sentence_to_a_file_that_waits_for_a_second_person(browser: Browser, tmp_path: Path) -> None:
    with workbench(tmp_path / "data") as link:
        # Given a new programme, when its lead writes a sentence that rests on nothing,
        lead = in_a_new_programme(browser, link)
        goes_to(lead, "Evidence")
        goes_to(lead, "The register")
        goes_to(lead, "Write a claim")
        lead.writes("Name", "few-come")
        lead.writes("Sentence", "Few families come.")
        lead.page.get_by_label("Weak", exact=True).check()
        lead.writes("What can the sources not show?", "Nobody counted.")
        lead.presses("Save the claim")
        # then the register says so.
        assert lead.sees("No source")

        # When she begins a summary for parents and cites it, beside a number of her own,
        goes_to(lead, "Evidence")
        lead.presses("Begin a document")
        lead.page.get_by_label("Summary for parents", exact=True).check()
        lead.writes("Title", "Who comes?")
        lead.presses("Begin")
        goes_to(lead, "What did we find?")
        lead.writes("Text", "[[few-come]] We asked 12 families.")
        lead.presses("Save and count")
        # then the words are counted with the claim's, and the number has no source.
        assert lead.sees("7 of 180 words")
        assert lead.sees("No source: We asked 12 families.")
        assert lead.sees("“few-come” rests on nothing.")

        # When she reads it as a whole and asks for a page that may leave,
        goes_to(lead, "Back")
        goes_to(lead, "Read it as a whole")
        assert lead.sees("Few families come. We asked 12 families.")
        goes_to(lead, "Back")
        lead.presses("Ask for a file to be released")
        lead.page.get_by_label("Web page in one file", exact=True).check()
        lead.writes("Who needs it, and for what?", "Parents, at the hubs.")
        lead.presses("Make the file and ask")
        # then it waits for a second person.
        assert lead.sees("parents-summary.html")
        lead.close()
