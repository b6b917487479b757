"""Coding as a clinician does it who has never coded: from the first file to the first coded passage, by the tutorial of one page.

The keyboard alone; with a mouse; with a finger on a phone; without scripts; in Arabic and in Somali. axe looks at every page on the way.
With BABYHUBS_SCREENSHOTS set the pictures of the tutorial are made anew.
"""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.hands import Hand, Keyboard, Phone, WithoutScripts
from tests.browser.running import workbench
from tests.browser.test_workbench import TAGS, Person

pytestmark = pytest.mark.browser

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "coding-discussions.md"
IMAGES = TUTORIAL.parent / "coding"
MAKE = bool(os.environ.get("BABYHUBS_SCREENSHOTS"))
ENGLISH = (
    "Interviewer: How was it?\n"
    "Mother: The bus is four pounds each way, so I walk with the pram 👶 when it is dry. Nobody told us that it moved.\n"
    "Interviewer: And the staff?\n"
    "Mother: She listened to me, that is why I went back.\n"
)
ARABIC = "توقفت عن الذهاب لأن الحافلة غالية. لا أحد يتكلم لغتي."
SOMALI = "Waan joojiyay sababtoo ah basku waa qaali. Cidna afkayga kuma hadlo."


@pytest.fixture(scope="module")
def begun(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """A workbench with a programme: the address of its page, and the cookies of its lead."""
    with workbench(tmp_path_factory.mktemp("coding") / "data") as link:
        lead = Person(browser, 1280)
        lead.page.goto(link)
        lead.page.get_by_role("button", name="Sign in").click()
        lead.page.get_by_role("button", name="Open a programme").click()
        lead.writes("Name of the programme", "Reaching every family")
        lead.writes("Purpose", "Whom do we miss, and why?")
        lead.page.get_by_label("Service lead", exact=True).select_option(index=1)
        lead.page.get_by_role("button", name="Open the programme").click()
        lead.page.wait_for_url("**/programmes/*-*/")
        cookies = lead.page.context.cookies()
        yield lead.page.url, cookies  # type: ignore[misc]
        lead.close()


@pytest.fixture(scope="module")
def talk(browser: Browser, begun: tuple[str, list[dict[str, object]]], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The journey of the tutorial with the keyboard alone; gives the address of the text that was coded."""
    hand = Keyboard(browser, begun[1])
    page = hand.page
    page.set_viewport_size({"width": 1280, "height": 760})
    main = page.get_by_role("main")
    page.set_default_timeout(120_000)
    page.goto(begun[0])
    hand.does(page.get_by_role("link", name="Discussions", exact=True).first)
    hand.does(main.get_by_role("button", name="Begin the discussions"))
    pictured(page, "overview")
    hand.does(main.get_by_role("link", name="Texts and names"))
    hand.does(main.get_by_role("link", name="Take in files").or_(main.get_by_role("button", name="Take in files")))
    looks(page)
    file = tmp_path_factory.mktemp("files") / "talk.txt"
    file.write_text(ENGLISH.replace("👶 ", "") if MAKE else ENGLISH, encoding="utf-8")  # not every system draws it
    hand.sends(page.locator("#id_files"), file)
    begins = time.monotonic()
    hand.does(main.get_by_role("button", name="Take them in"))
    hand.does(main.get_by_role("link", name="Go on to the names in them"))
    hand.does(main.get_by_role("link", name="Text 1", exact=True))
    pictured(page, "names")
    if main.get_by_role("button", name="I read them all").count():
        hand.does(main.get_by_role("button", name="I read them all"))
    hand.does(main.get_by_role("button", name="Pass it"))
    hand.does(main.get_by_role("link", name=re.compile("Code it.*Text 1")))
    looks(page)

    hand.reaches(page.locator("#s1"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    assert page.inner_text("#chosen").startswith("The bus is four pounds")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.keyboard.type("afford barrier")
    pictured(page, "code")
    page.keyboard.press("Enter")
    page.get_by_text("Coded: “The bus is").wait_for()
    seconds = time.monotonic() - begins
    print(f"from the first file to the first coded passage: {seconds:.1f} s")  # noqa: T201 - told, never judged
    looks(page)

    page.keyboard.press("u")  # the focus is in the text again
    page.get_by_text("Undone: the code is off again.").wait_for()
    assert not page.locator(".babyhubs-put").count()
    page.keyboard.press("Enter")
    page.keyboard.type("afford barrier")
    page.keyboard.press("Enter")
    page.get_by_text("Coded: “The bus is").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("m")
    page.keyboard.type("Who tells them?")
    hand.reaches(page.get_by_role("button", name="Code", exact=True))
    page.keyboard.press("Enter")
    page.get_by_text("Memo written").wait_for()
    pictured(page, "coded")
    address = page.url
    hand.close()
    return address


def pictured(page: Page, name: str) -> None:
    """A picture of the tutorial, if asked."""
    if MAKE:
        IMAGES.mkdir(exist_ok=True)
        page.locator("h1").evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 12)")
        page.screenshot(
            path=IMAGES / f"{name}.png", animations="disabled", caret="hide", clip={"x": 80, "y": 0, "width": 1120, "height": 620}
        )  # fmt: skip


def looks(page: Page) -> None:
    """Nothing that axe finds, nothing from elsewhere."""
    page.wait_for_load_state()
    found = Axe().run(page, options={"runOnly": TAGS})
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def quotes(page: Page) -> list[str]:
    return [one.strip("“”") for one in page.locator(".babyhubs-marks q").all_inner_texts()]


def test_the_keyboard_alone_leads_to_a_coded_passage(talk: str) -> None:
    assert "/discussions/coding/" in talk


@pytest.mark.nightly
@pytest.mark.skipif(MAKE, reason="the pictures are made without the sign that this looks for")
def test_with_a_mouse_words_are_drawn_over_and_a_code_is_pressed(
    browser: Browser, begun: tuple[str, list[dict[str, object]]], talk: str
) -> None:
    hand = Hand(browser, begun[1])
    page = hand.page
    page.goto(talk)
    page.set_default_timeout(120_000)
    piece = page.locator("[data-at]", has_text="👶")
    where = piece.evaluate(
        """(one) => {
          const range = document.createRange(), text = one.firstChild, words = text.data
          range.setStart(text, words.indexOf('am 👶') - 2)
          range.setEnd(text, words.indexOf('👶') + 2 + ' when'.length)
          const box = range.getBoundingClientRect()
          return [box.left + 1, box.right - 1, box.top + box.height / 2]
        }"""
    )
    page.mouse.move(where[0], where[2])
    page.mouse.down()
    page.mouse.move(where[1], where[2], steps=4)
    page.mouse.up()
    page.locator(".babyhubs-chosen").wait_for()
    page.locator("#code-search").fill("reach")
    page.get_by_role("option", name="Ability to reach: facilitator").click()
    page.get_by_text(re.compile("Coded: “pram 👶")).wait_for()
    looks(page)
    assert "pram 👶 when" in quotes(page)
    page.get_by_role("button", name=re.compile("Take back.*Ability to reach")).click()
    page.get_by_text("Taken back").wait_for()
    hand.close()


def test_with_a_finger_on_a_phone_in_arabic_and_somali(
    browser: Browser, begun: tuple[str, list[dict[str, object]]], talk: str, tmp_path: Path
) -> None:
    hand = Phone(browser, begun[1])
    page = hand.page
    for number, (language, words) in enumerate((("Arabic", ARABIC), ("Somali", SOMALI)), 2):
        page.goto(begun[0] + "discussions/texts/upload/")
        file = tmp_path / f"{language}.txt"
        file.write_text(words, encoding="utf-8")
        hand.sends(page.locator("#id_files"), file)
        page.get_by_label("In which language?").select_option(label=language)
        page.get_by_role("button", name="Take them in").click()
        page.get_by_role("link", name="Go on to the names in them").click()
        page.get_by_role("link", name=f"Text {number}", exact=True).click()
        if page.get_by_role("button", name="I read them all").count():
            page.get_by_role("button", name="I read them all").click()
        page.get_by_role("button", name="Pass it").click()
        page.get_by_role("link", name=re.compile(f"Code it.*Text {number}")).click()
        page.locator("#s1").click()
        page.get_by_role("button", name="One sentence more").click()
        page.locator("#code-search").fill("affordability barrier")
        page.get_by_role("option").first.click()
        page.get_by_text("Coded: “").wait_for()
        assert quotes(page) == [words]
        assert page.locator(".babyhubs-words").first.evaluate("one => getComputedStyle(one).direction") == (
            "rtl" if language == "Arabic" else "ltr"
        )
        hand.looks()
        looks(page)
    hand.close()


@pytest.mark.nightly
def test_without_scripts_a_form_takes_the_numbers_of_sentences(
    browser: Browser, begun: tuple[str, list[dict[str, object]]], talk: str
) -> None:
    hand = WithoutScripts(browser, begun[1])
    page = hand.page
    page.goto(talk)
    page.get_by_label("From sentence").fill("5")
    page.get_by_label("Code", exact=True).select_option(label="Acceptability: facilitator")
    page.get_by_role("button", name="Code", exact=True).click()
    page.get_by_text("Coded: “She listened to me").wait_for()
    assert "She listened to me, that is why I went back." in quotes(page)
    assert {urlsplit(address).hostname for address in hand.asked} == {"localhost"}
    hand.close()


def test_the_tutorial_shows_every_picture() -> None:
    named = set(re.findall(r"coding/([\w-]+\.png)", TUTORIAL.read_text(encoding="utf-8")))
    there = {path.name: path.stat().st_size for path in IMAGES.glob("*.png")}
    assert named == set(there)
    assert {name: size for name, size in there.items() if size >= 100_000} == {}
