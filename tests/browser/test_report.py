"""The report as a reader meets it: on a desk, on a phone, enlarged, by keyboard, on paper."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from babyhubs.reports.html import page
from tests.browser.conftest import Visit
from tests.reports.audits import provenance, quality, refused, shown

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESK, PHONE, ENLARGED = 1280, 390, 320  # 1280 px enlarged to 400% leave 320


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(shown(), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def refusal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("refusal") / "report.html"
    path.write_text(page(refused("all"), quality(), (), provenance()), encoding="utf-8")
    return path


def _violations(one: Page) -> list[str]:
    # rows of a table are alike and the inside of a drawing is one image: a few rows and the drawing itself are looked at
    context = {"exclude": [["tbody tr:nth-child(n+3)"], ["svg > g"]]}
    found = Axe().run(one, context=context, options={"runOnly": RULES})
    return [f"{item['id']}: {item['nodes'][0]['html'][:200]}" for item in found.response["violations"]]


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_nothing_on_it_keeps_anybody_out(visit: Visit, report: Path, width: int) -> None:
    # given the report with every part of it opened
    one = visit(report, width)
    one.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    # when it is checked against WCAG 2.2 AA, then nothing is found
    assert _violations(one) == []


def test_a_refusal_keeps_nobody_out_either(visit: Visit, refusal: Path) -> None:
    assert _violations(visit(refusal, PHONE)) == []


@pytest.mark.parametrize("width", [DESK, PHONE, ENLARGED])
def test_the_page_never_scrolls_sideways(visit: Visit, report: Path, width: int) -> None:
    # given a screen of this width, when every part is opened
    one = visit(report, width)
    one.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    # then the page is as wide as the screen: wide tables scroll in their own boxes
    assert one.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [PHONE, ENLARGED])
def test_charts_stay_readable_on_a_phone(visit: Visit, report: Path, width: int) -> None:
    one = visit(report, width)
    smallest = one.evaluate(
        """Math.min(...[...document.querySelectorAll('.chart svg text')].map(text => {
            const svg = text.ownerSVGElement;
            return parseFloat(getComputedStyle(text).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
        }))"""
    )
    assert smallest >= (9.0 if width == PHONE else 7.5)


def test_nothing_is_asked_of_any_network_and_nothing_is_blocked(visit: Visit, report: Path, asked: list[str]) -> None:
    # given a reader who watches what the page asks for
    complaints: list[str] = []
    one = visit(report, DESK)
    one.on("console", lambda message: complaints.append(message.text))
    # when the page is read to its end
    one.reload()
    one.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    # then it asked for itself and its empty icon, and the policy had nothing to stop
    assert {address for address in asked if not address.startswith("data:")} == {report.as_uri()}
    assert complaints == []


def test_the_first_key_leads_to_the_answer_and_focus_can_be_seen(visit: Visit, report: Path) -> None:
    one = visit(report, DESK)
    one.keyboard.press("Tab")
    assert one.evaluate("document.activeElement.textContent") == "Skip to the answer"
    assert one.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    assert one.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    one.keyboard.press("Enter")
    assert one.evaluate("document.activeElement.id") == "main"


def test_it_prints_on_a_sane_number_of_sheets_with_every_part_opened(visit: Visit, report: Path) -> None:
    # given the report as it opens, with its parts closed
    one = visit(report, DESK)
    one.emulate_media(media="print")
    # then what is folded away on the screen is there on paper
    heights = one.evaluate(
        "[...document.querySelectorAll('details table')].map(table => table.getBoundingClientRect().height)"
    )
    assert heights
    assert min(heights) > 0
    # and no table is wider than the paper, nor are there too many sheets
    sheet = one.pdf(prefer_css_page_size=True)
    assert 8 <= len(re.findall(rb"/Type\s*/Page\b", sheet)) <= 40
    one.set_viewport_size({"width": 695, "height": 900})  # A4 less its margins, at 96 px to the inch
    wide = one.evaluate(
        """[...document.querySelectorAll('table')].filter(table => table.getBoundingClientRect().right > innerWidth + 1)
            .map(table => table.caption.textContent)"""
    )
    assert wide == []
