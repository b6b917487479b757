"""The demonstration in its full size, as a newcomer meets it: an answer with figures, marked as simulated to the last file."""

import io
import json
import re
import tomllib
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from babyhubs import __version__
from babyhubs.evidence.verification import verify
from babyhubs.workbench import demonstration as demonstration_app
from babyhubs.workbench.demonstration.parents import PARENTS
from tests.browser.running import demonstration
from tests.browser.test_workbench import Person

pytestmark = [pytest.mark.browser, pytest.mark.nightly]

CHILD = re.compile(rb"\bC\d{7}\b")  # as the simulated records number children


def canaries_in(pack: dict[str, bytes]) -> list[str]:
    """What must never leave: ways to reach a parent, numbers of children, and lines of a talk that are no quote that was let go."""
    everything = b"\n".join(pack.values())
    quotes = " ".join(one["words"] for one in json.loads(pack["exhibits.json"]))
    talks = tomllib.loads(files(demonstration_app).joinpath("discussions.toml").read_text("utf-8"))["talk"]
    lines = [line.strip() for talk in talks for line in talk["text"].splitlines() if len(line) > 30]
    ways = [way for one in PARENTS for way in (one.contact.phone, one.contact.email) if way]
    found = [one for one in ways if one.encode() in everything]
    found += [one.decode() for one in CHILD.findall(everything)]
    return found + [line for line in lines if line.encode() in everything and line not in quotes]


def test_a_newcomer_reads_an_answer_and_lets_it_leave(browser: Browser, tmp_path: Path) -> None:
    with demonstration(tmp_path / "data", 10_000) as links:
        # Given the demonstration, when a newcomer opens the first link,
        newcomer = Person(browser, 1280)
        newcomer.opens(links[0])
        newcomer.presses("Sign in")
        # then the audit is done, and its answer says whom the hubs miss.
        programme = newcomer.page.url
        newcomer.page.get_by_role("main").get_by_role("link", name="Audit", exact=True).click()
        newcomer.page.get_by_role("link", name="1 September 2025 to 31 August 2026").last.click()
        newcomer.looks()
        assert newcomer.sees("came to a baby hub by six months")
        assert newcomer.sees("Under-served groups")
        # and the bid rests on forty claims and more, all of which hold,
        newcomer.opens(f"{programme}evidence/")
        held = re.search(r"Holds\s*</strong>\s*(\d+)", newcomer.page.content())
        assert held
        assert int(held[1]) >= 40
        assert not newcomer.sees("Does not hold")
        # When she looks as the output checker and lets the answer go,
        newcomer.follows("Look as somebody else")
        newcomer.presses("Look as Grace Mensah")
        newcomer.follows("Releases")
        newcomer.follows("Which families do our baby hubs miss? The whole answer")
        newcomer.presses("Look at it and decide")
        newcomer.page.get_by_label("It may leave", exact=True).check()
        newcomer.page.get_by_label("What did you look at, and why do you decide so?").fill("I read every table.")
        newcomer.presses("Save the decision")
        # then what leaves says itself that nobody in it is real, and the record tells who did what.
        with newcomer.page.expect_download() as given:
            newcomer.page.get_by_role("button", name="Download the released file").click()
        with zipfile.ZipFile(io.BytesIO(given.value.path().read_bytes())) as packed:
            assert json.loads(packed.read("provenance.json"))["simulated"] is True
        # And the pack of evidence, which was let go, is what it was, and nobody's words or numbers are in it that were not let go.
        newcomer.opens(f"{programme}releases/")
        newcomer.follows("Pack of evidence: Reaching every family")
        with newcomer.page.expect_download() as given:
            newcomer.page.get_by_role("button", name="Download the released file").click()
        with zipfile.ZipFile(io.BytesIO(given.value.path().read_bytes())) as packed:
            pack = {name.removeprefix("pack/"): packed.read(name) for name in packed.namelist()}
        found = verify(pack, f"babyhubs {__version__}")
        assert (found.problems, found.amber) == ((), 0)
        assert found.claims >= 40
        assert canaries_in(pack) == []
        newcomer.opens(f"{programme}record/")
        assert newcomer.sees("Grace Mensah")
        newcomer.close()
