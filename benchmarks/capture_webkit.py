"""The capture page in WebKit: first open, no server any more, opened again, taps, opened again. Nothing shown may be lost.

uv run python -m benchmarks.capture_webkit       needs webkit2gtk-driver and xvfb; writes benchmarks/results/capture_webkit.md

WebKit's driver gives every run a storage of its own, so the browser is not killed here: what is stored is looked at after a reload.
"""

import http.client
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.phone import STORED, Web

from babyhubs.commands.observe.capture import page

RESULTS = Path(__file__).parent / "results" / "capture_webkit.md"
BROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"
DISPLAY, PORT, TAPS, LONGEST = ":77", 4567, 60, 120
WAIT = "const done = arguments[arguments.length - 1], look = () => WANTED ? done(true) : setTimeout(look, 50); look();"
FILLED = """const done = arguments[0];
for (const [name, text] of [['hub', 'HUB03'], ['observer', 'O1'], ['health_visitor', '1']]) document.getElementById(name).value = text;
[...document.querySelectorAll('button')].find((one) => /^Start/.test(one.textContent)).click();
done(true);"""
TAPPED = f"""const done = arguments[1], count = () => {STORED}, wanted = count() + 2 * arguments[0];
let before = -1;
const next = () => {{
  if (count() >= wanted) return done(count());
  if (count() > before) {{ before = count(); document.querySelector('[data-key="arrive"]').click(); }}
  setTimeout(next, 5);
}};
next();"""


class WebKit:
    """One session of WebKit's driver (W3C WebDriver over HTTP, on this machine)."""

    def __init__(self) -> None:
        browser = {"webkitgtk:browserOptions": {"binary": BROWSER, "args": ["--automation"]}}
        found = self._asks("/session", {"capabilities": {"alwaysMatch": browser}})
        self._place, self.version = f"/session/{found['sessionId']}", found["capabilities"]["browserVersion"]
        self._asks(f"{self._place}/timeouts", {"script": 1000 * LONGEST})

    def opens(self, address: str) -> None:
        """An address."""
        self._asks(f"{self._place}/url", {"url": address})

    def runs(self, script: str, *given: Any) -> Any:
        """A script of the page; it calls its last argument in the end."""
        return self._asks(f"{self._place}/execute/async", {"script": script, "args": list(given)})

    def waits(self, wanted: str) -> None:
        """Until this is so on the page."""
        self.runs(WAIT.replace("WANTED", wanted))

    @staticmethod
    def _asks(where: str, given: dict[str, Any]) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=LONGEST + 10)
        connection.request("POST", where, json.dumps(given), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        said = json.loads(answer.read())
        assert answer.status == 200, said
        return said["value"]


@contextmanager
def running() -> Iterator[WebKit]:
    """A screen that nobody sees, the driver, the browser."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "500x800x24"], **quiet)  # type: ignore[call-overload]
    time.sleep(2)
    driver = subprocess.Popen(["WebKitWebDriver", f"--port={PORT}"], env=os.environ | {"DISPLAY": DISPLAY}, **quiet)  # type: ignore[call-overload]
    time.sleep(2)
    try:
        yield WebKit()
    finally:
        driver.kill()
        screen.kill()
        driver.wait(timeout=30)
        screen.wait(timeout=30)


def main() -> None:
    """Open, go offline, tap, open again."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name, content in page([], None, 0).items():
            (home / name).write_text(content, encoding="utf-8")
        web = Web(home)
        with running() as one:
            one.opens(web.address)
            one.waits("document.body.innerText.includes('Airplane mode is fine')")
            web.away()
            one.opens(web.address)
            one.waits("document.getElementById('keep_until')")
            one.runs(FILLED)
            one.waits("document.querySelector('.bar')?.textContent")
            shown = int(one.runs(TAPPED, TAPS))
            one.opens(web.address)
            one.waits("document.querySelector('.known')")
            kept = int(
                one.runs("arguments[0](Number(/(\\d+) stored/.exec(document.querySelector('.known').textContent)[1]))")
            )
            if kept < shown:
                raise SystemExit(f"lost: {shown} were shown, {kept} are stored")
            version = one.version
    lines = [
        "# The capture page in WebKit",
        "",
        "| what | figure |",
        "| --- | --- |",
        f"| WebKitGTK | {version} |",
        "| first open with a server, everything after it without one | yes |",
        f"| operations shown as stored | {shown} |",
        "| of them lost when the page was opened again | 0 |",
    ]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
