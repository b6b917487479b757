"""The whole thread, from an upload to a file that leaves, told once and done in four ways; and the demonstration around it.

Each way uploads, confirms, checks and audits a tiny service by itself. What leaves is the answer of the demonstration's
own audit, which all share.
"""

import fcntl
import os
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from babyhubs.simulation.service import Settings, simulate
from babyhubs.workbench.demonstration.export import NAMES, exported
from tests.browser.hands import WAYS, Examined, Hand
from tests.browser.running import demonstration
from tests.browser.test_workbench import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BIRTHS = 4  # a year, in the whole service: the records cannot carry an answer, and the thread is the same
AT_NIGHT = {"mouse", "390 px"}
WAIT = 800  # seconds for background work on a busy machine


@dataclass(frozen=True)
class Demo:
    """A demonstration that runs, and the cookies of its people once each used their link."""

    home: str
    lead: list[dict[str, Any]]
    checker: list[dict[str, Any]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demonstration, made once for all processes of the tests; or one that was kept (test_tutorial.py)."""
    if kept := os.environ.get("BABYHUBS_SCREENSHOTS"):
        return Path(kept)
    root = tmp_path_factory.getbasetemp()
    root = root.parent if root.name.startswith("popen-") else root
    folder = root / "demonstration"
    with (root / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "whole").exists():
            with demonstration(folder / "data", BIRTHS) as links:
                assert len(links) == 2
            (folder / "whole").touch()
    return folder / "data"


@pytest.fixture(scope="module")
def demo(made: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """It runs from a copy, and both people have signed in."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    shutil.copytree(made, folder)
    with demonstration(folder, BIRTHS) as links:
        cookies = [_signed_in(browser, link) for link in links]
        yield Demo(links[0].split("sign-in", maxsplit=1)[0], *cookies)


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files that are uploaded, by their kind."""
    folder = tmp_path_factory.mktemp("export")
    content = exported(simulate(Settings(births_per_year=BIRTHS)))
    for kind, name in NAMES.items():
        (folder / name).write_bytes(content[kind])
    return {kind: folder / name for kind, name in NAMES.items()}


def _signed_in(browser: Browser, link: str) -> list[dict[str, Any]]:
    person = Person(browser, 1280)
    person.opens(link)
    person.presses("Sign in")
    assert person.sees("Reaching every family")
    cookies: list[dict[str, Any]] = person.page.context.cookies()  # type: ignore[assignment]
    person.close()
    return cookies


def waits(hand: Hand, for_text: str) -> None:
    """Looks again by hand until the background work has come so far."""
    until = time.monotonic() + WAIT
    while not hand.page.get_by_text(for_text).count():
        assert time.monotonic() < until, hand.page.inner_text("main")
        hand.page.wait_for_timeout(1_500)
        hand.page.goto(f"{hand.page.url.split('?')[0]}?still=1")
    hand.looks()


# Two ways are at night: the journeys of each part go through their pages with a mouse and at 390 px every time.
@pytest.mark.parametrize(
    "way", [pytest.param(one, marks=pytest.mark.nightly) if one in AT_NIGHT else one for one in WAYS]
)
def test_from_an_upload_to_a_file_that_leaves(way: str, browser: Browser, demo: Demo, export: dict[str, Path]) -> None:
    lead, checker = WAYS[way](browser, demo.lead), WAYS[way](browser, demo.checker)
    page, main = lead.page, lead.page.get_by_role("main")
    # Given a programme whose audit is done, when its lead follows the step and uploads newer exports,
    lead.opens(demo.home)
    lead.does(main.get_by_role("link", name="Audit", exact=True).last)
    lead.does(main.get_by_role("button", name="Upload records"))
    for kind, path in export.items():
        lead.sends(page.locator(f"#id_{kind}"), path)
    lead.does(main.get_by_role("button", name="Upload", exact=True))
    # then the columns are shown, and when she confirms them, what became of every row.
    waits(lead, "What the columns and codes mean")
    lead.does(main.get_by_role("button", name="Confirm, and check the records"))
    waits(lead, "What became of every row")
    # When she runs the audit,
    lead.does(main.get_by_role("button", name="Run the audit"))
    # then she is told why these few records cannot carry an answer, and not a figure.
    waits(lead, "There is no answer, because it would mislead")
    # When she asks for the answer to leave,
    lead.does(main.get_by_role("link", name="Ask for them to be released"))
    lead.fills(page.get_by_label("What is it?"), f"Asked for with {way}")
    lead.fills(page.get_by_label("Who needs it, and for what?"), "The board, for its plan of next year.")
    lead.does(main.get_by_role("button", name="Ask for the release"))
    # then it waits, and she cannot decide on it herself.
    assert lead.sees("Waiting for a decision")
    assert main.get_by_role("button", name="Look at it and decide").count() == 0
    asked = page.url
    # When the output checker finds it, looks, and decides,
    checker.opens(demo.home)
    theirs = checker.page.get_by_role("main")
    checker.does(theirs.get_by_role("link", name="Evidence", exact=True).last)
    checker.does(theirs.get_by_role("link", name="Releases: what was asked for, and what may leave"))
    checker.does(theirs.get_by_role("link", name=f"Asked for with {way}"))
    checker.does(theirs.get_by_role("button", name="Look at it and decide"))
    assert checker.sees("What is in it")
    checker.ticks(checker.page.get_by_label("It may leave", exact=True))
    checker.fills(checker.page.get_by_label("What did you look at, and why do you decide so?"), "I read every table.")
    checker.does(theirs.get_by_role("button", name="Save the decision"))
    assert checker.sees("Released")
    # then it can leave, and what leaves is the protected answer alone.
    lead.opens(asked)
    with page.expect_download() as given:
        lead.presses_there(main.get_by_role("button", name="Download the released file"))
    assert given.value.suggested_filename.endswith(".zip")
    checker.close()
    lead.close()


def test_every_page_of_a_demonstration_says_that_nobody_is_real(browser: Browser, demo: Demo) -> None:
    person = Examined(browser, demo.lead)
    person.opens(demo.home)
    for where in (person.page.url, f"{demo.home}account/", f"{demo.home}account/stay/", f"{person.page.url}releases/"):
        person.opens(where)
        assert person.sees("Nobody in this workbench is real."), where
    person.close()
    nobody = Person(browser, 390)
    nobody.opens(f"{demo.home}sign-in/")
    assert nobody.sees("Nobody in this workbench is real.")
    nobody.close()


def test_data_cross_kinds_of_work_by_a_decision(browser: Browser, demo: Demo) -> None:
    lead = Examined(browser, demo.lead)
    # Given a programme whose panel may use what the audit found, when its lead withdraws that decision,
    lead.opens(demo.home)
    lead.follows("Data across kinds of work")
    use = "Audit, collected as clinical audit, used for panel of parents"
    lead.does(lead.page.get_by_role("link", name=re.compile(f"^Withdraw this decision.*{use}")))
    lead.writes("Why may they not be used so any more?", "The approval has ended.")
    lead.presses("Withdraw the decision")
    # then it waits for another one.
    assert lead.sees("Priya Nair: The approval has ended.")
    # When she decides again and forgets the approval,
    lead.does(lead.page.get_by_role("link", name=re.compile(f"^Decide.*{use}")))
    lead.writes("Why may they be used so?", "The seats follow from the groups that are missed.")
    lead.presses("Save the decision")
    # then she is told, and with it the decision holds.
    assert lead.sees("There is a problem")
    lead.writes("Under which approval?", "Involvement lead, 3 November 2026")
    lead.presses("Save the decision")
    assert lead.sees("Involvement lead, 3 November 2026")
    lead.close()


def test_a_newcomer_looks_as_another_of_the_people(browser: Browser, demo: Demo) -> None:
    # Given the lead, when she looks as the output checker,
    someone = Examined(browser, demo.lead)
    someone.opens(demo.home)
    someone.follows("Look as somebody else")
    assert someone.sees("You are looking as this person.")
    # Then what only the lead may do is gone, and what waits for the checker is there to be decided.
    someone.presses("Look as Grace Mensah")
    people = someone.page.get_by_role("link", name="People", exact=True, include_hidden=True)  # it may be under More
    assert people.count() == 0
    someone.follows("Releases")
    someone.follows("Which families do our baby hubs miss? The whole answer")
    assert someone.page.get_by_role("button", name="Look at it and decide").count() == 1
    # And she can go back.
    someone.follows("Look as somebody else")
    someone.presses("Look as Priya Nair")
    assert people.count() == 1
    demo.lead[:] = someone.page.context.cookies()  # the session of the other tests ended when she looked as another
    someone.close()


def test_somebody_is_warned_before_the_session_ends_and_stays(browser: Browser, demo: Demo) -> None:
    person = Examined(browser, demo.lead)
    person.page.clock.install()
    person.opens(demo.home)
    assert person.sees("If you open no other page, you are signed out at")
    # Given a page that has stood open, when only two minutes are left,
    person.page.clock.fast_forward("13:30")
    # then a warning opens, and one press keeps her signed in,
    assert person.sees("You are about to be signed out")
    person.looks()
    with person.page.expect_response("**/account/stay/"):
        person.page.get_by_role("button", name="Stay signed in").click()
    person.page.get_by_text("You are about to be signed out").wait_for(state="hidden")
    # so that the warning comes again only much later.
    person.page.clock.fast_forward("10:00")
    assert not person.sees("You are about to be signed out")
    person.page.clock.fast_forward("05:00")
    assert person.sees("You have been signed out")
    person.close()
