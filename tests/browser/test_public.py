"""The pages for parents, as a parent uses them: an old telephone of 360 px, a slow line, English and Arabic, no scripts needed."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.running import workbench
from tests.browser.test_workbench import Person
from tests.workbench.configured import SERVER

pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(SERVER), reason="a folder of SQLite databases")]

ROOT = Path(__file__).parents[2]
PICTURES = os.environ.get("BABYHUBS_PICTURES", "")  # a folder for pictures, for who looks at the pages
FIRST_LOAD = 150 * 1000  # bytes of a page and everything that it loads
NAMES = {"en": "Amina", "ar": "أمينة"}


@pytest.fixture(scope="module")
def parents(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the pages for parents of a workbench with two hubs and all languages."""
    folder = tmp_path_factory.mktemp("public") / "data"
    fill = [sys.executable, "-m", "tests.workbench.public.filled", str(folder)]
    subprocess.run(fill, cwd=ROOT, check=True, timeout=300)
    with workbench(folder) as link:
        yield f"{link.split('sign-in', maxsplit=1)[0]}for-parents/reach/"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Person]:
    """A telephone of 360 px."""
    one = Person(browser, 360)
    yield one
    one.close()


def pictured(page: Page, name: str) -> None:
    """The page as it is, where somebody asked for pictures."""
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def on(phone: Person) -> None:
    """The green button."""
    phone.page.locator("main button").first.click()
    phone.looks()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_parent_finds_a_hub_signs_up_changes_their_mind_and_leaves(
    language: str, phone: Person, parents: str
) -> None:
    page = phone.page
    # Given a parent with a telephone in her language, when she looks for a hub near her,
    phone.opens(f"{parents}{language}/")
    page.locator("#near").fill("BS5 0AA")
    on(phone)
    pictured(page, f"find-{language}")
    # then the nearest comes first, and its page says how it is.
    page.get_by_role("link", name="Easton hub").click()
    phone.looks()
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert page.get_by_text("11am" if language == "en" else "09:30–11:00").count()
    pictured(page, f"hub-{language}")

    # When she offers to help, forgets her name, goes back once and skips what she does not want to say,
    phone.opens(f"{parents}{language}/get-involved/")
    pictured(page, f"join-{language}")
    page.locator("main a.button").click()
    page.get_by_role("radio").first.check()
    on(phone)
    on(phone)
    assert page.locator(".bad").is_visible()
    page.locator("#called").fill(NAMES[language])
    on(phone)
    page.locator(".back a").click()
    assert page.locator("#called").input_value() == NAMES[language]
    on(phone)
    page.get_by_role("radio").nth(1).check()
    on(phone)
    page.locator("#phone").fill("07700 900123")
    on(phone)
    pictured(page, f"question-{language}")
    while "/questions/" in page.url:
        page.locator("button[name=skip]").click()
    phone.looks()
    pictured(page, f"check-{language}")
    on(phone)
    # then she has a code, and the link beside it opens what she said.
    code = page.locator("#code").inner_text()
    assert re.fullmatch(r"(\w{4}-){2}\w{4}", code)
    pictured(page, f"thanks-{language}")
    phone.opens(page.locator("#link").inner_text())
    on(phone)
    assert page.get_by_text("07700 900123").is_visible()

    # When she wants to be called something else,
    page.locator(".rows a").first.click()
    page.locator("#called").fill("Z")
    on(phone)
    on(phone)
    assert page.get_by_role("status").is_visible()
    pictured(page, f"mine-{language}")
    # and then leaves,
    page.locator("main p a").last.click()
    phone.looks()
    on(phone)
    # then her code opens nothing any more.
    phone.opens(f"{parents}{language}/my-choices/")
    page.locator("#code").fill(code)
    on(phone)
    assert page.get_by_role("alert").is_visible()


@pytest.mark.parametrize(
    "where", ["", "hubs/h01/", "hubs/h01/poster/", "get-involved/", "get-involved/questions/needs/"]
)
def test_a_first_page_with_all_that_it_loads_is_small_and_comes_from_here(
    where: str, browser: Browser, parents: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    counted = context.new_cdp_session(page)
    counted.send("Network.enable")
    sizes: list[float] = []
    counted.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    for language in ("en", "ar", "ur"):
        sizes.clear()
        page.goto(f"{parents}{language}/{where}", wait_until="networkidle")
        assert 0 < sum(sizes) < FIRST_LOAD, (language, sum(sizes))
        assert page.locator("script").count() == 0
    context.close()


@pytest.mark.nightly
def test_at_400_per_cent_nothing_is_cut_off_and_everything_is_reached_with_the_keyboard(
    browser: Browser, parents: str
) -> None:
    """A screen of 1280 px at 400% is 320 px wide (WCAG 1.4.10). The way is Tab, Space and Enter alone."""
    person = Person(browser, 320)
    page = person.page
    for language in ("en", "ar"):
        for where in ("", "get-involved/questions/purposes/", "get-involved/paper/"):
            person.opens(f"{parents}{language}/{where}")
    person.opens(f"{parents}en/get-involved/questions/hold/")
    for key in ("Tab", "Enter", "Tab", "Tab", "Space"):  # past the link that jumps to the content, into the answers
        page.keyboard.press(key)
    for _ in range(5):
        if page.locator("input:checked").count():
            break
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/called/"))
    person.close()


def test_it_works_without_scripts_and_without_a_style(browser: Browser, parents: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{parents}ur/get-involved/questions/hold/")
    page.locator("input[type=radio]").first.check()
    page.locator("main button").first.click()
    page.wait_for_url("**/called/")
    context.close()


@pytest.mark.nightly
@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("hub", ["h01", "h02"])
def test_a_poster_is_one_sheet_of_a4(language: str, hub: str, browser: Browser, parents: str, tmp_path: Path) -> None:
    """Also for a hub that is open on seven days, and in the language whose lines are the highest."""
    page = browser.new_page()
    page.goto(f"{parents}{language}/hubs/{hub}/poster/")
    path = tmp_path / "poster.pdf"
    page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    page.close()
    (sheet,) = pypdf.PdfReader(path).pages
    assert (round(sheet.mediabox.width / 72 * 25.4), round(sheet.mediabox.height / 72 * 25.4)) == (210, 297)
    if language == "en":  # letters that join are glyphs in the file
        told = sheet.extract_text()
        assert f"/for-parents/reach/en/hubs/{hub}/" in told.replace("\n", "")
        assert "0117" in told
        assert "Get involved" not in told
