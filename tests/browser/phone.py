"""A phone with the capture page: a small screen, a finger, a browser that can be killed, a server that can go away."""

import contextlib
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page
from playwright.sync_api import Error as PlaywrightError

from tests.browser.conftest import ARGUMENTS, _chromium


class Web:
    """A web space that holds a folder, in its own process. The test itself opens no socket."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        said = self._process.stdout.readline()
        found = re.search(r"port (\d+)", said)
        assert found, said
        self.address = f"http://localhost:{found[1]}/"

    def away(self) -> None:
        """Gone: stronger than airplane mode, for nothing answers any more."""
        self._process.kill()
        self._process.communicate(timeout=10)


class Phone:
    """One browser with its own storage in `home`. The page's errors are faults of the test."""

    def __init__(self, browser: Browser, home: Path, address: str) -> None:
        self._browser, self._home, self._address = browser, home, address
        self.faults: list[str] = []
        self._context: BrowserContext | None = None

    def opens(self) -> Page:
        """The browser started, with what it stored before, and the page opened."""
        self._context = self._browser.browser_type.launch_persistent_context(
            self._home,
            executable_path=_chromium(),
            args=ARGUMENTS,
            viewport={"width": 360, "height": 640},
            has_touch=True,
            timezone_id="Europe/London",
        )
        self._context.set_default_timeout(120_000)
        self.page = self._context.pages[0]
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self.faults.append(said.text) if "Security Policy" in said.text else None)
        self.page.goto(self._address)
        return self.page

    def killed(self) -> None:
        """Every process of this browser gets SIGKILL: it writes nothing any more."""
        for one in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if one.name.isdigit() and str(self._home).encode() in (one / "cmdline").read_bytes():
                    os.kill(int(one.name), signal.SIGKILL)
        self.closes()

    def closes(self) -> None:
        """Closed, if it was open."""
        if self._context is not None:
            with contextlib.suppress(PlaywrightError):
                self._context.close()
            self._context = None

    def button(self, name: str, *, exact: bool = False) -> Locator:
        """A button by its name."""
        return self.page.get_by_role("button", name=name, exact=exact).first

    def taps(self, *names: str) -> None:
        """A finger, on one button after the other; each tap is waited for until it is stored."""
        for name in names:
            before = self.stored()
            self.button(name).tap()
            if name not in SILENT and not name.startswith(("H", "F")):
                self.page.wait_for_function(f"() => {STORED} > {before}")

    def stored(self) -> int:
        """The number of operations that the page shows as stored."""
        found = self.page.evaluate(f"() => {STORED}")
        assert isinstance(found, int)
        return found

    def begins(self, hub: str = "HUB03") -> None:
        """Fills in the header and starts a session with a health visitor and a volunteer."""
        for label, text in {"Hub (": hub, "Observer (": "O1", "Health visitor": "1", "Volunteer": "1"}.items():
            self.page.get_by_label(label).fill(text)
        self.page.get_by_label("Model").select_option("social")
        self.page.get_by_role("button", name=re.compile("^Start")).tap()
        self.button("Arrive").wait_for()

    def hands_over(self, folder: Path) -> Path:
        """The file, as it lands in the downloads."""
        self.button("Hand over").tap()
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name="Save the file").tap()
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        self.button("Back", exact=True).tap()
        return path


STORED = "Number(/(\\d+) stored/.exec(document.querySelector('.bar')?.textContent)?.[1] ?? 0)"
SILENT = {"With…", "Scan", "More", "Moments", "Greeted…", "Sessions and hand-over", "Last taps"}
