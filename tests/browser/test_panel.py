"""From an empty register to a seated panel and its GRIPP2 draft, by a coordinator, without the shell. axe looks at every kind of page once."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.running import workbench
from tests.browser.test_workbench import Person

pytestmark = pytest.mark.browser

TODAY = datetime.now(tz=UTC).date()
PICTURES = os.environ.get("BABYHUBS_PICTURES", "")  # a folder for pictures, for who looks at the pages
NUMBER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Coordinator(Person):
    """Somebody at a screen; axe looks at each kind of page the first time."""

    def __init__(self, browser: Browser) -> None:
        super().__init__(browser, 1280)
        self.seen: set[str] = set()

    def looks(self) -> None:
        """Every kind of page once."""
        self.page.wait_for_load_state()
        kind = NUMBER.sub("", self.page.url).partition("?")[0]
        if "/panel/" in kind and kind not in self.seen:
            self.seen.add(kind)
            super().looks()
            if PICTURES:
                name = kind.rpartition("/panel/")[2].replace("/", "-") or "panel"
                for width in (390, 1280):
                    self.page.set_viewport_size({"width": width, "height": 900})
                    self.page.screenshot(path=f"{PICTURES}/{name}{width}.png", full_page=True)

    def adds(self, called: str, number: int, language: str) -> None:
        """A parent comes into the register and says what they speak."""
        group = self.page.get_by_role
        self.presses("Add a person")
        self.writes("A name to call them by", called)
        self.page.get_by_label("A text message", exact=True).check()
        self.writes("Phone number", f"07700 90030{number}")
        self.page.get_by_label("Face to face", exact=True).check()
        for purpose in ("Hold my details", "Contact me about shaping the hubs", "Use what I said about myself"):
            group("group", name=purpose).get_by_label("Yes", exact=True).check()
        self.presses("Add this person")
        self.follows("What they need, and what they say about themselves")
        group("group", name="Which language").get_by_label(language, exact=True).check()
        self.presses("Save")
        self.follows("Parents")


@pytest.fixture
def coordinator(browser: Browser, tmp_path: Path) -> Iterator[Coordinator]:
    """Somebody who opened a programme and coordinates the involvement of parents in it."""
    with workbench(tmp_path / "data") as link:
        one = Coordinator(browser)
        one.leads_a_new_programme(link)
        one.coordinates_it()
        yield one
        one.close()


def test_from_an_empty_register_to_a_panel_and_its_draft(coordinator: Coordinator) -> None:
    page = coordinator.page
    # Given three parents who came to a session and agreed to a fair draw,
    coordinator.follows("Parents")
    for number, (called, language) in enumerate((("Hodan", "Somali"), ("Beth", "English"), ("Carys", "English"))):
        coordinator.adds(called, number, language)

    # when she agrees two seats, of which one at least is for somebody who speaks Somali,
    coordinator.follows("Panel")
    coordinator.follows("agree the seats")
    coordinator.follows("Propose seats from the audit")
    assert coordinator.sees("There is no audit yet.")
    coordinator.follows("Add seats for a group by hand")
    coordinator.chooses("Seats for people who answer", "Which language do you speak most at home? – Somali")
    coordinator.writes("At least", "2")
    coordinator.writes("At most", "2")
    coordinator.writes("Why?", "Nobody who speaks Somali comes to the hubs.")
    coordinator.presses("Add")
    coordinator.follows("Change the number")
    coordinator.writes("How many seats?", "2")
    coordinator.presses("Save")
    coordinator.presses("Go to the draw")
    coordinator.presses("Make the lottery")
    # then she is told why there is no panel, and chooses a way out.
    assert coordinator.sees("No panel from the register keeps all seats")
    page.get_by_role("link", name=re.compile("Choose this.*Loosen quotas")).click()
    coordinator.looks()
    coordinator.writes("Why this way?", "We begin with one, and look for more.")
    coordinator.presses("Change the seats")

    # When she makes the lottery, publishes its digest and writes down the number that the dice gave,
    coordinator.presses("Make the lottery")
    assert coordinator.sees("keep every rule")
    coordinator.follows("Publish the digest of the tickets")
    coordinator.writes("Where was it published?", "The notice board in Easton")
    coordinator.presses("It is published")
    coordinator.follows("Write down the number that was drawn")
    coordinator.writes("Number", "417")
    coordinator.writes("How was it drawn?", "Three dice, in front of four parents")
    coordinator.presses("Seat the panel")
    # then Hodan has her seat.
    assert coordinator.sees("Hodan")
    assert coordinator.sees("To be invited")

    # When she invites both and they accept,
    for name in (page.locator("tbody th a").nth(place).inner_text() for place in (0, 1)):
        coordinator.follows(name)
        coordinator.follows("Invitation to the panel")
        assert f"Hello {name}" in page.get_by_label("Words to copy, or to say").input_value()
        by = TODAY + timedelta(days=7)
        coordinator.writes("Answer by", f"{by:%d/%m/%Y}")
        coordinator.presses("I sent it")
        coordinator.follows("They answered the invitation")
        page.get_by_label("Accepted", exact=True).check()
        coordinator.presses("Write it down")
    assert page.get_by_text("Accepted", exact=True).count() == 2

    # when they have met, and she writes down what was asked, said and done,
    coordinator.follows("Panel")
    coordinator.follows("Meetings")
    coordinator.presses("Plan a meeting")
    coordinator.writes("What is it about?", "The room")
    coordinator.writes("On which day?", f"{TODAY:%d/%m/%Y}")
    page.get_by_label(re.compile("About two hours")).check()
    coordinator.presses("Save")
    coordinator.follows("Write down who came")
    page.get_by_label(re.compile("Hodan")).check()
    coordinator.presses("Save")
    for link, label, text in (
        ("Write down what was asked", "What was asked?", "How should the room be arranged?"),
        ("What did parents say?", "What did parents say?", "Hodan is afraid of the queue."),
        ("What changed because of it?", "What changed because of it?", "The scales stand by the door."),
        ("Who told the parents?", "How did parents hear of it?", "The coordinator, by text message."),
    ):
        page.get_by_role("link", name=link).or_(page.get_by_role("button", name=link)).first.click()
        coordinator.looks()
        coordinator.writes(label, text)
        coordinator.presses("Write it down")
        if "Hodan" in text:  # then she is told that nobody is named in the log,
            assert coordinator.sees("is what somebody in the register is called")
            coordinator.writes(label, "The queue frightens me.")
            coordinator.presses("Write it down")
    # and has the page for the notice board and the drafts for the bid, which name nobody.
    coordinator.follows("Panel")
    coordinator.follows("You said, we did")
    assert coordinator.sees("You said: The queue frightens me.")
    coordinator.follows("Back")
    coordinator.follows("Drafts for the bid")
    assert coordinator.sees("GRIPP2 short form")
    assert coordinator.sees("Changed: The scales stand by the door.")
    assert not page.get_by_text("Hodan").count()
    with page.expect_download() as draft:
        page.get_by_role("button", name="Download all drafts").click()
    assert "The scales stand by the door." in Path(draft.value.path()).read_text(encoding="utf-8")
