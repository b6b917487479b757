"""The results of an audit, as a service lead looks at them: at a desk, then on a phone without scripts. Every page passes axe."""

import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.running import workbench
from tests.browser.test_workbench import TAGS, Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = (
    "Group by group", "Map", "Reach by age", "Gaps", "Visits", "Data quality", "Method", "Findings", "Compare", "The answer",
)  # fmt: skip


class Reader(Person):
    """Somebody at a page of long tables and drawings."""

    def looks(self) -> None:
        """Rows of a table are alike and the inside of a drawing is one image: a few rows and the drawing itself are looked at."""
        self.page.wait_for_load_state()
        assert {urlsplit(address).hostname for address in self.asked} == {"localhost"}
        if not self._scripts:
            return
        context = {"exclude": [["tbody tr:nth-child(n+3)"], ["svg > g"], ["option:nth-child(n+3)"]]}
        found = Axe().run(self.page, context=context, options={"runOnly": TAGS})
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not self.page.evaluate(wide), f"{self.page.url} is wider than the screen"


@pytest.fixture(scope="module")
def lead(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Reader, str]]:
    """The lead of a programme with two audits, signed in at a desk; and the address of the later one."""
    folder = tmp_path_factory.mktemp("workbench") / "data"
    with workbench(folder) as link:
        made = subprocess.run(
            [sys.executable, "-m", "tests.workbench.audits.done", str(folder)],
            capture_output=True, text=True, timeout=600, check=True,
        )  # fmt: skip
        one = Reader(browser, 1280)
        one.opens(link)
        one.presses("Sign in")
        parts = urlsplit(link)
        yield one, f"{parts.scheme}://{parts.netloc}{made.stdout.strip()}"
        one.close()


def test_the_lead_reads_the_answer_and_follows_it_to_a_finding(lead: tuple[Reader, str]) -> None:
    one, results = lead
    # Given an audit that is done, when she opens it,
    one.opens(results)
    # then she reads the answer, and that a verdict changed since the month before.
    assert one.sees("came to a baby hub by six months")
    assert one.sees("1 verdict changed.")
    assert one.sees("Internal")
    # When she goes from page to page,
    for name in PAGES:
        one.page.get_by_role("navigation", name="Results of this audit").get_by_role(
            "link", name=name, exact=True
        ).click()
        one.looks()
        # then each is there, and says which it is.
        here = one.page.locator('nav[aria-label="Results of this audit"] [aria-current="page"]')
        assert here.inner_text() == name
    # When she chooses a group and a hub,
    one.follows("Gaps")
    one.page.get_by_text("Choose a group, a hub or a period").click()
    one.page.get_by_label("Group", exact=True).select_option(label="Black")
    one.page.get_by_label("Hub", exact=True).select_option(index=1)
    one.presses("Show")
    # then she sees both, each for itself, and is told why not the one within the other;
    assert one.sees("Groups are not counted hub by hub")
    assert one.page.get_by_role("row").filter(has_text="Black").first.is_visible()
    # and the map says why it does not follow.
    one.follows("Map")
    assert one.sees("It is not filtered.")
    # When she looks for the finding behind the first verdict,
    one.opens(f"{results}findings/?verdict=under-served")
    one.page.get_by_role("row").nth(1).get_by_role("link").click()
    one.looks()
    # then it says what it stands on, and that nothing was changed.
    assert one.sees("Checked just now")
    one.page.get_by_role("heading", name="Findings that it rests on").locator("xpath=following::a[1]").click()
    one.looks()
    # When she chooses the period before,
    one.opens(f"{results}gaps/")
    one.page.get_by_text("Choose a group, a hub or a period").click()
    one.page.get_by_label("Period", exact=True).select_option(index=1)
    one.presses("Show")
    # then she is on the same page of the audit before.
    assert one.sees("1 August 2025 to 31 July 2026")
    assert one.page.url.split("?")[0].endswith("/gaps/")


def test_it_reads_on_a_phone_and_without_scripts(lead: tuple[Reader, str], browser: Browser) -> None:
    one, results = lead
    cookies = one.page.context.storage_state()["cookies"]
    narrow = Reader(browser, 390)
    narrow.page.context.add_cookies(cookies)
    narrow.opens(results)
    for name in PAGES:
        narrow.page.get_by_role("navigation", name="Results of this audit").get_by_role(
            "link", name=name, exact=True
        ).click()
        narrow.looks()
        smallest = narrow.page.evaluate(
            """Math.min(99, ...[...document.querySelectorAll('.babyhubs-chart svg text')].map(text => {
                const svg = text.ownerSVGElement;
                return parseFloat(getComputedStyle(text).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
            }))"""
        )
        assert smallest >= 8.5, name
    narrow.opens(f"{results}groups/?group=ethnic_group&hub=nowhere")
    narrow.close()

    phone = Reader(browser, 390, scripts=False)
    phone.page.context.add_cookies(cookies)
    phone.opens(f"{results}reach/")
    phone.page.get_by_text("Choose a group, a hub or a period").click()
    phone.page.get_by_label("Hub", exact=True).select_option(index=2)
    phone.presses("Show")
    assert phone.sees("No curves are drawn for nearest hub")
    phone.close()


def test_the_files_of_an_upload_are_removed(lead: tuple[Reader, str]) -> None:
    one, results = lead
    # Given an upload that was audited, when its date is reached and she opens it,
    one.opens(results.rsplit("/audits/", maxsplit=1)[0] + "/audits/")
    one.page.get_by_role("link", name="(upload of").first.click()
    one.looks()
    # then she cannot remove its files by one careless press,
    one.presses("Remove the files")
    assert one.sees("There is a problem")
    # and once she says that she means it they are gone, and the results stay.
    one.page.get_by_label("I have what I need of these files. Remove them for good.").check()
    one.presses("Remove the files")
    assert one.sees("no longer in the data folder")
    one.opens(results)
    assert one.sees("came to a baby hub by six months")
