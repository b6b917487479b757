"""From two exports to the groups that are missed, with a mouse, then on a phone without scripts. Every page passes axe."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from babyhubs.simulation import files
from babyhubs.simulation.service import Settings, simulate
from tests.browser.running import workbench
from tests.browser.test_workbench import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KINDS = ("children", "contacts", "hubs", "head_counts")


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of a small service, as one of the record systems writes it."""
    folder = tmp_path_factory.mktemp("service")
    files.write(simulate(Settings(seed=1, births_per_year=800)), folder, "recoverable", 1)
    return folder / "systmone"


@pytest.fixture(scope="module")
def link(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The link that a workbench just started prints."""
    with workbench(tmp_path_factory.mktemp("workbench") / "data") as one:
        yield one


def waits(person: Person, for_text: str) -> None:
    """Looks again by hand until the background work has come so far."""
    until = time.monotonic() + 800
    while not person.page.get_by_text(for_text).count():
        assert time.monotonic() < until, person.page.inner_text("main")
        person.page.wait_for_timeout(2_000)
        person.page.goto(f"{person.page.url.split('?')[0]}?still=1")
    person.looks()


def test_from_two_exports_to_the_groups_that_are_missed(browser: Browser, link: str, export: Path) -> None:
    lead = Person(browser, 1280)
    home = link.split("sign-in", maxsplit=1)[0]
    lead.opens(link)
    lead.presses("Sign in")
    lead.presses("Open a programme")
    lead.writes("Name of the programme", "Reaching every family")
    lead.writes("Purpose", "Find out which families our hubs miss, and why.")
    lead.page.get_by_label("Service lead", exact=True).select_option(index=1)
    lead.presses("Open the programme")

    # Given a programme, when she follows its first step and uploads nothing,
    lead.page.get_by_role("main").get_by_role("link", name="Audit", exact=True).first.click()
    lead.looks()
    lead.page.get_by_role("button", name="Upload records").click()
    lead.looks()
    lead.presses("Upload")
    # then she is told which files are missing.
    assert lead.sees("Choose the file: children.")

    # When she uploads the exports,
    for name in KINDS:
        lead.page.locator(f'input[name="{name}"]').set_input_files(next(export.glob(f"{name}.*")))
    lead.page.get_by_role("button", name="Upload", exact=True).click()
    # then she sees what was recognised, with examples,
    waits(lead, "What the columns and codes mean")
    assert lead.sees("Column in the file")
    # and when she confirms it, what became of every row, and how good the records are.
    lead.page.get_by_role("button", name="Confirm, and check the records").click()
    waits(lead, "What became of every row")
    assert lead.sees("Quality of the records used")
    with lead.page.expect_download() as downloaded:
        lead.page.get_by_role("link", name="Download the rows set aside").click()
    assert downloaded.value.suggested_filename == "INTERNAL-rows-set-aside.csv"

    # When she runs the audit,
    lead.page.get_by_role("button", name="Run the audit").click()
    waits(lead, "Group by group")
    # then she reads the answer, and the whole report in its sandbox.
    assert lead.sees("came to a baby hub by six months")
    assert lead.sees("Internal")
    results = lead.page.url
    lead.page.get_by_role("link", name="Read the whole report").click()
    lead.page.wait_for_load_state()
    assert "Which families do our baby hubs miss?" in lead.page.inner_text("h1")
    assert lead.page.evaluate("document.querySelector('h1').getBoundingClientRect().width > 0")
    # And the programme page says that the step is done.
    lead.opens(home)
    lead.follows("Reaching every family")
    assert lead.sees("Done")
    state = lead.page.context.storage_state()
    lead.close()

    # And on a phone without scripts the same pages serve.
    phone = Person(browser, 390, scripts=False)
    phone.page.context.add_cookies(state["cookies"])
    for where in (results, results.rsplit("/audits/", maxsplit=1)[0] + "/audits/"):
        phone.opens(where)
    phone.page.get_by_role("row").filter(has_text="Upload").get_by_role("link").first.click()
    assert phone.sees("What became of every row")
    phone.page.get_by_role("link", name="See the columns and correct them").click()
    phone.page.get_by_role("button", name="Confirm, and check the records").click()
    waits(phone, "What became of every row")
    phone.page.get_by_role("button", name="Run the audit").click()
    assert phone.sees("The audit is running")
    phone.page.get_by_role("button", name="Stop the audit").click()
    waits(phone, "The audit has stopped")
    stopped = phone.page.url
    phone.close()

    # And nothing on a narrow screen is wider than it, or breaks a rule of accessibility.
    narrow = Person(browser, 390)
    narrow.page.context.add_cookies(state["cookies"])
    for where in (results, results.rsplit("/audits/", maxsplit=1)[0] + "/audits/"):
        narrow.opens(where)
    narrow.page.get_by_role("row").filter(has_text="Upload").get_by_role("link").first.click()
    narrow.looks()
    narrow.follows("See the columns and correct them")
    narrow.opens(stopped)
    # A file that is no table is told in words.
    narrow.opens(results.rsplit("/audits/", maxsplit=1)[0] + "/uploads/new/")
    for name in KINDS[:3]:
        broken = {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": b"%PDF-1.7 no table"}
        narrow.page.locator(f'input[name="{name}"]').set_input_files(files=[broken])
    narrow.page.get_by_role("button", name="Upload", exact=True).click()
    waits(narrow, "There is a problem")
    # And the answer is asked for, for somebody else to decide on.
    narrow.opens(results)
    narrow.follows("Ask for them to be released")
    narrow.writes("Who needs it, and for what?", "The board, for its plan of next year.")
    narrow.presses("Ask for the release")
    assert narrow.sees("The board, for its plan of next year.")
    narrow.close()
