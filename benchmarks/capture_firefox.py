"""The capture page in Firefox: first open, no server any more, taps, Firefox killed, opened again without a server. Nothing shown may be lost.

uv run python -m benchmarks.capture_firefox       needs firefox or firefox-esr; writes benchmarks/results/capture_firefox.md

Firefox is driven by its own Marionette protocol, lines of JSON over a socket of this machine: no driver has to be installed.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.browser.phone import STORED, Web

from babyhubs.commands.observe.capture import page

RESULTS = Path(__file__).parent / "results" / "capture_firefox.md"
ROUNDS, TAPS = 10, 12
LONGEST = 120
TAP = """const [count, done] = [() => COUNT, arguments[arguments.length - 1]];
const wanted = ['[data-key="arrive"]', '.chips .chip', '[data-key="chip Leaves"]'];
let step = 0, before = count();
document.querySelector(wanted[0]).click();
const next = () => {
  if (count() > before) {
    before = count();
    step += 1;
    if (step >= TAPS) return done(before);
    document.querySelector(wanted[step % 3])?.click();
  }
  setTimeout(next, 2);
};
next();""".replace("COUNT", STORED)


class Firefox:
    """One Firefox with its own profile, which outlives it."""

    def __init__(self, profile: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        profile.mkdir(exist_ok=True)
        (profile / "user.js").write_text(
            f'user_pref("marionette.port", {port});\nuser_pref("browser.shell.checkDefaultBrowser", false);\n'
            'user_pref("datareporting.policy.dataSubmissionEnabled", false);\nuser_pref("app.update.enabled", false);\n',
            encoding="utf-8",
        )
        found = shutil.which("firefox") or shutil.which("firefox-esr")
        assert found, "no Firefox"
        self._process = subprocess.Popen(
            [found, "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self._socket = self._connected(port)
        self._socket.settimeout(LONGEST)
        self._rest, self._number = b"", 0
        self._read()
        self.version = self.asks("WebDriver:NewSession", {})["capabilities"]["browserVersion"]
        self.asks("WebDriver:SetTimeouts", {"script": 1000 * LONGEST, "pageLoad": 1000 * LONGEST, "implicit": 0})
        self.asks("WebDriver:SetWindowRect", {"width": 500, "height": 720})

    @staticmethod
    def _connected(port: int) -> socket.socket:
        until = time.monotonic() + LONGEST
        while True:
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=5)
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.3)

    def asks(self, what: str, given: dict[str, Any]) -> Any:
        """One command, and its answer."""
        self._number += 1
        text = json.dumps([0, self._number, what, given]).encode()
        self._socket.sendall(f"{len(text)}:".encode() + text)
        _, _, error, answer = self._read()
        assert error is None, f"{what}: {error}"
        return answer

    def opens(self, address: str) -> None:
        """An address."""
        self.asks("WebDriver:Navigate", {"url": address})

    def runs(self, script: str, *given: Any) -> Any:
        """A script of the page; it calls its last argument in the end."""
        return self.asks("WebDriver:ExecuteAsyncScript", {"script": script, "args": list(given)})["value"]

    def sees(self, text: str) -> None:
        """Waits for a text."""
        self.runs("""const [text, done] = arguments, look = () => document.body?.innerText.includes(text) ? done(true) : setTimeout(look, 50);
            look();""", text)  # fmt: skip

    def presses(self, pattern: str) -> None:
        """A button by a pattern of its name; waits for it."""
        self.runs("""const [pattern, done] = arguments, look = () => {
            const found = [...document.querySelectorAll('button')].find((one) => new RegExp(pattern).test(one.textContent) && !one.disabled);
            if (!found) return setTimeout(look, 50);
            found.click();
            return done(true);
        };
        look();""", pattern)  # fmt: skip

    def watches(self) -> None:
        """Waits until the session is on the screen."""
        self.runs("""const done = arguments[0], look = () => document.querySelector('.bar')?.textContent ? done(true) : setTimeout(look, 50);
            look();""")  # fmt: skip

    def stored(self) -> int:
        """How many operations the page shows as stored."""
        return int(self.runs(f"arguments[arguments.length - 1]({STORED})"))

    def killed(self) -> None:
        """SIGKILL for it and all that it started."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=30)
        self._socket.close()

    def _read(self) -> Any:
        while not (found := re.match(rb"(\d+):", self._rest)):
            self._rest += self._socket.recv(65536)
        begin = found.end()
        end = begin + int(found[1])
        while len(self._rest) < end:
            self._rest += self._socket.recv(65536)
        text, self._rest = self._rest[begin:end], self._rest[end:]
        return json.loads(text)


def main() -> None:
    """Open, go offline, tap, kill."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "web").mkdir()
        for name, content in page([], None, 0).items():
            (home / "web" / name).write_text(content, encoding="utf-8")
        web = Web(home / "web")
        one = Firefox(home / "profile")
        version = one.version
        one.opens(web.address)
        one.sees("Airplane mode is fine")
        web.away()
        one.opens(web.address)
        one.sees("Delete the raw log after")
        one.runs("""const done = arguments[0];
            for (const [name, text] of [['hub', 'HUB03'], ['observer', 'O1'], ['health_visitor', '1']]) document.getElementById(name).value = text;
            done(true);""")
        one.presses("^Start")
        one.watches()
        total = 0
        for _ in range(ROUNDS):
            before = one.stored()
            shown = int(one.runs(TAP.replace("TAPS", str(TAPS))))
            one.killed()
            one = Firefox(home / "profile")
            one.opens(web.address)
            one.presses("^Go on")
            one.watches()
            now = one.stored()
            if now < shown:
                raise SystemExit(f"lost: {shown} were shown, {now} are stored")
            total += shown - before
        one.killed()
    lines = [
        "# The capture page in Firefox",
        "",
        "| what | figure |",
        "| --- | --- |",
        f"| Firefox | {version} |",
        "| first open with a server, everything after it without one | yes |",
        f"| Firefox killed (SIGKILL) and opened again | {ROUNDS} times |",
        f"| taps shown as stored | {total} |",
        "| of them lost (the run stops at the first) | 0 |",
    ]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
