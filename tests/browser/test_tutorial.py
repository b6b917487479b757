"""The pages that the tutorial of the workbench shows are there, with the titles that it names; its pictures are made here.

With BABYHUBS_SCREENSHOTS=FOLDER the pictures are made anew, from a demonstration of the full size that was kept there
(`babyhubs demo --folder FOLDER`).
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.hands import Hand, Phone
from tests.browser.test_whole_thread import Demo, demo, made  # noqa: F401 - fixtures

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "the-workbench.md"
IMAGES = TUTORIAL.parent / "images"
MAKE = bool(os.environ.get("BABYHUBS_SCREENSHOTS"))
# Where a picture begins, and how high it is: where the content does, unless it stands here.
BEGINS = {"marks": "body", "phone": "body", "programme": ".nhsuk-inset-text"}
HEIGHTS = {"marks": 270, "programme": 660}
HEIGHT = 620
LARGEST = 100_000  # bytes of a picture


def _follow(*names: str) -> Callable[[Hand], None]:
    """From the programme page, by links and buttons that lead on; of several alike the last, which is the oldest."""

    def go(hand: Hand) -> None:
        main = hand.page.get_by_role("main")
        for name in names:
            whole = name in {"Audit", "Evidence"}
            link, button = (main.get_by_role(role, name=name, exact=whole) for role in ("link", "button"))
            link.or_(button).last.click()
            hand.page.wait_for_load_state()

    return go


LEAVING = "Releases: what was asked for, and what may leave"

# picture -> who looks, how they go there from the programme page, and the title that the tutorial names
LEAD: dict[str, tuple[Callable[[Hand], None], str]] = {
    "marks": (_follow(), "Reaching every family"),
    "programme": (_follow(), "Reaching every family"),
    "upload": (_follow("Audit", "Upload records"), "Upload records"),
    "columns": (
        _follow("Audit", "Upload 2", "See the columns and correct them"),
        "What the columns and codes mean",
    ),
    "quality": (_follow("Audit", "Upload 2"), "What the records can carry"),
    "answer": (_follow("Audit", "1 September 2025 to 31 August 2026"), "Which families do our baby hubs miss?"),
    "releases": (_follow("Evidence", LEAVING), "Releases"),
    "kinds-of-work": (_follow("Data across kinds of work"), "Data across kinds of work"),
}
CHECKER = {
    "decision": (
        _follow("Evidence", LEAVING, "The whole answer", "Look at it and decide"),
        "May it leave? Which families do our baby hubs miss? The whole answer",
    ),
}


def pictured(hand: Hand, name: str) -> None:
    """Makes the picture, if asked."""
    if MAKE:
        IMAGES.mkdir(exist_ok=True)
        view, box = hand.page.viewport_size, hand.page.locator(BEGINS.get(name, "main")).bounding_box()
        assert view is not None
        assert box is not None
        hand.page.screenshot(
            path=IMAGES / f"{name}.png",
            animations="disabled",
            caret="hide",
            full_page=True,
            clip={"x": 0, "y": box["y"], "width": view["width"], "height": HEIGHTS.get(name, HEIGHT)},
        )


def looks_at(hand: Hand, home: str, pages: dict[str, tuple[Callable[[Hand], None], str]]) -> None:
    """Each page, with its title."""
    text = TUTORIAL.read_text(encoding="utf-8")
    for name, (go, title) in pages.items():
        hand.page.goto(home)
        go(hand)
        assert hand.page.inner_text("h1") == title
        assert f"images/{name}.png" in text, name
        pictured(hand, name)


def test_the_pages_that_the_tutorial_names_are_there(browser: Browser, demo: Demo) -> None:  # noqa: F811
    lead, checker = Hand(browser, demo.lead), Hand(browser, demo.checker)
    for hand in (lead, checker):
        hand.page.set_viewport_size({"width": 960, "height": 900})
    looks_at(lead, demo.home, LEAD)
    looks_at(checker, demo.home, CHECKER)
    phone = Phone(browser, demo.lead)
    phone.page.set_viewport_size({"width": 390, "height": 640})
    looks_at(phone, demo.home, {"phone": LEAD["programme"]})
    for hand in (lead, checker, phone):
        hand.close()


def test_the_tutorial_shows_every_picture_and_each_is_small() -> None:
    named = set(re.findall(r"images/([\w-]+\.png)", TUTORIAL.read_text(encoding="utf-8")))
    there = {path.name: path.stat().st_size for path in IMAGES.glob("*.png")}
    assert named == set(there)
    assert {name: size for name, size in there.items() if size >= LARGEST} == {}
