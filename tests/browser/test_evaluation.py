"""The evaluation, as a service lead goes through it: announce, bring, ask, read; and what a bad table is told."""

import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import polars as pl
import pytest
from playwright.sync_api import Browser

from babyhubs.simulation.rollout import rollout
from babyhubs.simulation.rollout_cells import cells
from babyhubs.simulation.rollout_scenarios import SCENARIOS
from tests.browser.running import workbench
from tests.browser.test_hubs_and_releases import goes_to, in_a_new_programme, sends
from tests.browser.test_results import Reader
from tests.browser.test_workbench import Person

pytestmark = pytest.mark.browser

WAIT = 240  # seconds for the background work on the busiest machine


def waits(person: Person, text: str) -> None:
    """Looks again until the worker has come so far."""
    until = time.monotonic() + WAIT
    while not person.page.get_by_text(text).count():
        assert time.monotonic() < until, person.page.inner_text("main")
        person.page.wait_for_timeout(1_000)
        person.page.goto(f"{person.page.url.split('?')[0]}?still=1")
    person.looks()


def announces(lead: Person) -> None:
    """The protocol: written, and signed."""
    goes_to(lead, "Protocol")
    lead.writes("What is studied?", "Social model, first waves")
    lead.page.get_by_label("Attendance. Higher is better.").first.check()
    lead.page.get_by_label("Relative gap: the rate").check()
    lead.page.get_by_label("What will count as success?").fill("The lower 95% limit lies above 1.")
    lead.page.get_by_label("First month of the study").fill("01/03/2022")
    lead.page.get_by_label("Last month of the study").fill("31/12/2025")
    lead.presses("Keep the draft")
    assert lead.sees("Sign it before the figures come here")
    lead.presses("Sign it")
    assert lead.sees("It cannot be changed any more")


def brings(lead: Person, home: str, frame: pl.DataFrame) -> None:
    """Counts by hub and month."""
    lead.page.goto(f"{home}tables/new/cells/")
    sends(lead, "counts.csv", frame.write_csv().encode())
    lead.page.get_by_label("Month 0 of the table is").fill("01/03/2022")
    lead.presses("Bring it")


def test_she_announces_brings_asks_and_reads(browser: Browser, tmp_path: Path) -> None:
    counts = cells(rollout(SCENARIOS["narrows"], 3, hubs=24))
    with workbench(tmp_path / "data") as link:
        owner = in_a_new_programme(browser, link)
        programme = urlsplit(owner.page.url).path.split("/")[2]
        lead = Reader(browser, 1280)
        lead.page.context.add_cookies(owner.page.context.cookies())  # type: ignore[arg-type]
        lead.opens(owner.page.url)
        owner.close()
        subprocess.run(
            [sys.executable, "-m", "tests.workbench.evaluation.done", str(tmp_path / "data"), programme],
            capture_output=True, timeout=600, check=True,
        )  # fmt: skip
        goes_to(lead, "Evaluation")
        home = lead.page.url
        # Given a protocol that she wrote and signed,
        announces(lead)
        # when she brings counts without the infants they come from,
        brings(lead, home, counts.drop("infants"))
        # then she is told in a sentence why they cannot carry an answer, and what would mend it.
        waits(lead, "More visits could simply mean more births.")
        assert lead.sees("all infants living in the hub's catchment")
        # When she brings them whole and asks whether the change narrowed the gap,
        brings(lead, home, counts)
        waits(lead, "Ask whether the change narrowed the gap")
        lead.follows("Ask whether the change narrowed the gap")
        lead.page.get_by_label("The column start of the table").check()
        lead.presses("Ask")
        # then she reads one sentence, that it was announced, both gaps, and that levelling down cannot be excluded.
        waits(lead, "Announced beforehand.")
        assert lead.sees("narrowed, in relative and in absolute terms")
        assert lead.sees("Relative gap")
        assert lead.sees("Levelling down")
        answer = lead.page.url
        # When she goes on a phone to what changed, the charts of the hubs and the next hub,
        phone = Reader(browser, 390)
        phone.page.context.add_cookies(lead.page.context.cookies())  # type: ignore[arg-type]
        phone.opens(answer)
        phone.follows("Each changed hub's control chart")
        assert phone.sees("of the months since the change are news")
        phone.opens(f"{home}changes/")
        phone.opens(home)
        phone.page.get_by_role("main").get_by_role("link", name="The next hub", exact=True).click()
        phone.looks()
        # then a place is named that she can ring up.
        assert phone.sees("1 High Street, 0117 496 0001")
        phone.close()
        lead.close()
