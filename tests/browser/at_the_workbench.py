"""A phone whose page for observing comes from a workbench, and the workbench, which can be killed and started again."""

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Route

from tests.browser.phone import Phone
from tests.browser.running import LINK, LONGEST, SERVE

ALL_SENT = "The workbench has all of it"


class Server:
    """A workbench in its own process and data folder. Started again, it has the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._port = folder, 0
        self.link = self.starts()
        parts = urlsplit(self.link)
        self.site, self._port = f"{parts.scheme}://{parts.netloc}", parts.port or 0
        try:
            self.observations = f"{self.site}{self._programme()}"
        except BaseException:
            self.killed()
            raise

    def _programme(self) -> str:
        made = subprocess.run(
            [sys.executable, "-m", "tests.workbench.observations.opened", str(self.folder)],
            capture_output=True, text=True, timeout=600, check=True,
        )  # fmt: skip
        return made.stdout.strip()

    def starts(self) -> str:
        """Runs; gives the link that it prints."""
        command = [sys.executable, "-u", "-c", SERVE, "--data", str(self.folder), "--port", str(self._port)]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
        too_long = threading.Timer(LONGEST, self._process.kill)
        too_long.start()
        said = ""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said += line
            if "Ctrl and C" in line:
                break
        too_long.cancel()
        found = LINK.search(said)
        assert found, said
        return found[0]

    def killed(self) -> None:
        """SIGKILL for it and every process that it started."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate(timeout=30)

    def stopped(self) -> None:
        """As somebody stops it."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.communicate(timeout=120)


class ObserversPhone(Phone):
    """Signed in to a workbench, with its page for observing kept on the phone."""

    def __init__(self, browser: Browser, home: Path, server: Server) -> None:
        super().__init__(browser, home, server.link)
        self.opens()
        with self.page.expect_navigation(wait_until="load"):
            self.page.get_by_role("button", name="Sign in").tap()
        self.cookies = self.page.context.cookies()
        self._address = f"{server.observations}capture/"
        self.page.goto(server.observations)
        self.page.get_by_role("button", name="Open the page for observing").tap()
        self.page.get_by_text("Airplane mode is fine").wait_for()

    def opens_signed_in(self) -> None:
        """The browser started again. A session ends with the browser: the same one is taken up."""
        self.opens()
        self.page.context.add_cookies(self.cookies)  # type: ignore[arg-type]

    def begins_at(self, hub: str) -> None:
        """A session at a hub of the list, whose model is known."""
        self.page.get_by_label("Hub", exact=True).select_option(hub)
        self.page.get_by_label("Observer (").fill("O1")
        self.page.get_by_label("Health visitor").fill("1")
        self.page.get_by_role("button", name=re.compile("^Start")).tap()
        self.button("Arrive").wait_for()

    def leaves_the_session(self) -> None:
        """To the list of sessions, where one can send."""
        self.taps("More")
        self.button("Sessions and hand-over").tap()
        self.button("Hand over").tap()

    def sends(self, *, until: str = ALL_SENT) -> str:
        """Presses the button; gives what the page says in the end."""
        status = self.page.get_by_role("dialog").get_by_role("status")
        self.button("Send it to the workbench").tap()
        status.get_by_text(until).wait_for()
        return status.inner_text()

    def shows_codes(self) -> list[bytes]:
        """From the dialog for handing over: a picture of the screen with each code."""
        self.page.get_by_role("button", name=re.compile("^Show it as codes")).tap()
        pause = self.page.get_by_role("button", name="Pause")
        if pause.count():  # a single code stays by itself
            pause.tap()
        code = self.page.get_by_role("img", name=re.compile("^Part "))
        seen: dict[str, bytes] = {}
        while (name := code.get_attribute("aria-label") or "") not in seen:
            seen[name] = self.page.screenshot()
            self.button("Next").tap()
        assert len(seen) == int(name.rpartition(" ")[2])
        return list(seen.values())

    def drops_answers(self, times: int) -> None:
        """So many answers get lost on their way, after the workbench has taken what was sent."""
        left = [times]

        def lost(route: Route) -> None:
            if left[0]:
                left[0] -= 1
                route.fetch()
                route.abort()
            else:
                route.continue_()

        self.page.route("**/receive/", lost)
