"""The ways in which people use a page: with a mouse, with the keyboard alone, on a narrow screen, without scripts.

A journey is told once (`Hand`), and each way carries it out as a person would: no way reaches a field or a button by
other means than the person has.
"""

from pathlib import Path

from playwright.sync_api import Browser, Locator

from tests.browser.test_workbench import Person

MOST_TABS = 250  # a page on which a target needs more is not usable with the keyboard


class Hand(Person):
    """With a mouse, at a desk. axe: whether it looks at every page on the way; the journeys of each part have it done."""

    width, scripts, axe = 1280, True, False

    def __init__(self, browser: Browser, cookies: list[dict[str, object]]) -> None:
        super().__init__(browser, self.width, self.scripts)
        self.page.context.add_cookies(cookies)  # type: ignore[arg-type]

    def looks(self) -> None:
        """Nothing is wider than the screen; with axe, all that it finds."""
        if self.axe:
            super().looks()
            return
        self.page.wait_for_load_state()
        if self.scripts:
            wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            assert not self.page.evaluate(wide), f"{self.page.url} is wider than the screen"

    def does(self, target: Locator) -> None:
        """Follows a link or presses a button."""
        target.click()
        self.looks()

    def fills(self, target: Locator, text: str) -> None:
        """Writes into a field."""
        target.click()
        target.fill(text)

    def ticks(self, target: Locator) -> None:
        """Chooses one of several."""
        target.check()

    def sends(self, target: Locator, path: Path) -> None:
        """Chooses a file in the window that opens."""
        with self.page.expect_file_chooser() as chosen:
            self.presses_there(target)
        chosen.value.set_files(path)

    def presses_there(self, target: Locator) -> None:
        """The press that opens the window for files, or that begins a download: the page stays."""
        target.click()


class Keyboard(Hand):
    """The keyboard alone: Tab to go on, Enter, Space and the arrows to act."""

    def does(self, target: Locator) -> None:
        """Tab to it, then Enter."""
        self.reaches(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.looks()

    def fills(self, target: Locator, text: str) -> None:
        """Tab to it, then type."""
        self.reaches(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def ticks(self, target: Locator) -> None:
        """Tab to the group, Space, then the arrows."""
        name = target.get_attribute("name")
        self.reaches(self.page.locator(f'input[name="{name}"]').first)
        self.page.keyboard.press("Space")
        for _ in range(10):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} cannot be chosen with the arrows")

    def presses_there(self, target: Locator) -> None:
        """Tab to it, then Enter."""
        self.reaches(target)
        self.page.keyboard.press("Enter")

    def reaches(self, target: Locator) -> None:
        """Tab until it has the focus."""
        element = target.element_handle()
        for _ in range(MOST_TABS):
            if element.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached with the Tab key on {self.page.url}")


class Phone(Hand):
    """A screen of 390 px."""

    width = 390


class WithoutScripts(Hand):
    """A browser that runs no scripts."""

    scripts = False


class Examined(Hand):
    """With a mouse, and axe looks at every page."""

    axe = True


WAYS = {"mouse": Hand, "keyboard": Keyboard, "390 px": Phone, "no scripts": WithoutScripts}
