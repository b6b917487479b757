"""Journeys through the workbench, as a clinician would tell them. Every page passes axe (WCAG 2.2 AA) on the way."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.running import workbench

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def link(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The link that a workbench just started prints."""
    with workbench(tmp_path_factory.mktemp("workbench") / "data") as one:
        yield one


class Person:
    """Somebody at a screen."""

    def __init__(self, browser: Browser, width: int, scripts: bool = True) -> None:
        self._context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
        self._context.set_default_timeout(120_000)
        self.page: Page = self._context.new_page()
        self.asked: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self._scripts = scripts

    def close(self) -> None:
        """Gone."""
        self._context.close()

    def opens(self, address: str) -> None:
        """A page by its address."""
        self.page.goto(address)
        self.looks()

    def presses(self, name: str) -> None:
        """A button."""
        self.page.get_by_role("button", name=name, exact=True).click()
        self.looks()

    def follows(self, name: str) -> None:
        """A link; one of the menu that has no room on the screen is under More."""
        link, more = self.page.get_by_role("link", name=name), self.page.get_by_role("button", name="More")
        if not link.count() and more.count():
            more.click()
        link.first.click()
        self.looks()

    def writes(self, label: str, text: str) -> None:
        """Into a field."""
        self.page.get_by_label(label, exact=True).fill(text)

    def chooses(self, label: str, option: str) -> None:
        """From a list."""
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def leads_a_new_programme(self, link: str) -> None:
        """As the owner of a workbench that was just started."""
        self.opens(link)
        self.presses("Sign in")
        self.presses("Open a programme")
        self.writes("Name of the programme", "Reach")
        self.writes("Purpose", "Whom do we miss?")
        self.page.get_by_label("Service lead", exact=True).select_option(index=1)
        self.presses("Open the programme")

    def coordinates_it(self) -> None:
        """Gives themselves the role, in the programme that they lead."""
        self.follows("People")
        self.page.get_by_label("Person", exact=True).select_option(index=1)
        self.page.get_by_label("Involvement coordinator", exact=True).check()
        self.presses("Give the role")

    def sees(self, text: str) -> bool:
        """Whether a text is on the page."""
        return self.page.get_by_text(text).first.is_visible()

    def looks(self) -> None:
        """No violation, nothing wider than the screen, nothing from elsewhere."""
        self.page.wait_for_load_state()
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        if self._scripts:
            found = Axe().run(self.page, options={"runOnly": TAGS})
            assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
            assert not self.page.evaluate(wide), f"{self.page.url} is wider than the screen"
        assert {urlsplit(address).hostname for address in self.asked} == {"localhost"}


@pytest.fixture(params=[1280, 390])
def person(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Person]:
    """A person at a desk, and one with a phone."""
    one = Person(browser, request.param)
    yield one
    one.close()


class TestTheOwner:
    """A service lead starts the workbench on her own machine."""

    def test_from_the_link_to_a_programme_and_a_colleague(self, browser: Browser, link: str) -> None:
        lead = Person(browser, 1280)
        home = link.split("sign-in", maxsplit=1)[0]

        # Given a workbench that was just started, when she opens the link it printed and presses the button,
        lead.opens(link)
        lead.presses("Sign in")
        # then she is in, and there is no programme yet.
        assert lead.sees("You have no role in a programme yet.")

        # When she opens a programme but forgets its purpose,
        lead.presses("Open a programme")
        lead.writes("Name of the programme", "Reaching every family")
        lead.presses("Open the programme")
        # then she is told what is missing, at the top and at the field.
        assert lead.sees("There is a problem")

        # When she fills in the rest,
        lead.writes("Place", "Bristol")
        lead.writes("Purpose", "Find out which families our hubs miss, and why.")
        lead.page.get_by_label("Service lead", exact=True).select_option(index=1)
        lead.presses("Open the programme")
        # then she sees the six steps, the first of which says what to do.
        assert lead.sees("Reaching every family")
        assert lead.sees("Upload two exports of routine records.")
        assert lead.page.get_by_text("Not started").count() == 6
        assert lead.sees("Internal")

        # When she registers the audit,
        lead.page.get_by_role("link", name="Change the kind of work of audit").click()
        lead.looks()
        lead.writes("Registration", "CA-2026-17")
        lead.presses("Save")
        # then the programme page says so.
        assert lead.sees("clinical audit, CA-2026-17")

        # When she invites a colleague and gives him a role,
        lead.opens(f"{home}accounts/")
        lead.presses("Invite somebody")
        lead.writes("Full name", "Sam Analyst")
        lead.writes("Work e-mail address", "sam@example.nhs.uk")
        lead.presses("Make the invitation link")
        invitation = lead.page.locator("#link").inner_text()
        lead.opens(home)
        lead.follows("Reaching every family")
        lead.follows("People")
        lead.chooses("Person", "Sam Analyst")
        lead.page.get_by_label("Analyst", exact=True).check()
        lead.presses("Give the role")
        assert lead.sees("Sam Analyst")

        # then the record tells all of it, and is whole.
        lead.opens(f"{home}record/")
        assert lead.sees("gave somebody a role")
        lead.follows("Check that it is whole")
        assert lead.sees("No entry was changed, moved or removed from the middle.")
        lead.close()

        # And Sam, with a phone and without scripts?
        sam = Person(browser, 390, scripts=False)
        # Given the invitation, when Sam opens it and chooses a password,
        sam.opens(invitation)
        sam.presses("Sign in")
        sam.page.locator("#id_password1").fill("three words nobody guesses")
        sam.page.locator("#id_password2").fill("three words nobody guesses")
        sam.presses("Save password")
        # then he sees the programme, and no menu for what is not his.
        sam.opens(invitation.split("sign-in", maxsplit=1)[0])
        assert sam.sees("Reaching every family")
        assert sam.page.get_by_role("link", name="Accounts").count() == 0
        # And when he signs out, nothing of it is left.
        sam.presses("Sign out")
        sam.page.go_back()
        assert not sam.sees("Find out which families our hubs miss")
        sam.close()


def test_pages_that_need_no_account(person: Person, link: str) -> None:
    home = link.split("sign-in", maxsplit=1)[0]
    for where in ("sign-in/", "about/", "sign-in/link/spent/"):
        person.opens(home + where)
    person.opens(home + "sign-in/")
    person.presses("Sign in")
    assert person.sees("There is a problem")


def test_the_keyboard_alone_reaches_the_content(browser: Browser, link: str) -> None:
    someone = Person(browser, 1280)
    someone.opens(link.split("sign-in", maxsplit=1)[0] + "sign-in/")
    someone.page.keyboard.press("Tab")
    assert someone.page.evaluate("document.activeElement.textContent.trim()") == "Skip to main content"
    someone.page.keyboard.press("Enter")
    assert someone.page.evaluate("document.activeElement.id") == "maincontent"
    someone.close()


def test_a_passkey_is_added_and_signs_in(browser: Browser, tmp_path: Path) -> None:
    with workbench(tmp_path / "data") as link:
        # Given a machine with a fingerprint reader (a pretended one),
        owner = Person(browser, 1280)
        session = owner.page.context.new_cdp_session(owner.page)
        session.send("WebAuthn.enable")
        session.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        # when the owner adds a passkey,
        owner.opens(link)
        owner.presses("Sign in")
        owner.opens(link.split("sign-in")[0] + "account/passkeys/add/")
        owner.page.locator("#id_name").fill("Laptop")
        owner.page.locator("#id_passwordless").check()
        owner.page.get_by_role("button", name="Add", exact=True).click()
        owner.page.wait_for_url("**/account/recovery/")
        # then it opens the door next time, without a password.
        owner.presses("Sign out")
        owner.page.get_by_role("button", name="Sign in with a passkey").click()
        owner.page.wait_for_url(link.split("sign-in")[0])
        assert owner.sees("Your programmes")
        owner.close()
