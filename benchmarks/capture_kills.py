"""Taps under kills, with a workbench in the loop: tab, browser, server, lost answers, network and clock.

uv run python -m benchmarks.capture_kills [kills] [folder]       writes benchmarks/results/capture_kills.md

It can be stopped and started again: what was counted lies in FOLDER (by default in the system's temporary folder), and the run goes on from
there. The run ends at the first tap that is lost, doubled or out of order.
"""

import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from playwright.sync_api import sync_playwright
from tests.browser.at_the_workbench import ObserversPhone, Server
from tests.browser.conftest import ARGUMENTS, _chromium
from tests.browser.storm import KINDS, Storm, Tally

RESULTS = Path(__file__).parent / "results" / "capture_kills.md"
A_SESSION = 25  # kills
TAPS = 20  # about, in each round
WORDS = {
    "browser": "the browser, by SIGKILL",
    "tab": "the tab, reloaded while taps are being stored",
    "server": "the server, by SIGKILL while the log is on its way to it",
    "answer": "answers that get lost after the server has taken the log",
    "offline": "the network, gone and back",
    "clock": "the phone's clock, set an hour on or back",
}


def main() -> None:
    """Go on to so many kills."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.gettempdir()) / "babyhubs-capture-kills"
    folder.mkdir(parents=True, exist_ok=True)
    state = folder / "state.json"
    known = json.loads(state.read_text()) if state.exists() else {"seconds": 0.0}
    tally = Tally(**{name: known[name] for name in vars(Tally()) if name in known})
    tally.kinds = Counter(tally.kinds)
    begun, before = time.monotonic(), float(known["seconds"])
    with tempfile.TemporaryDirectory(dir=folder) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
        server = Server(Path(home) / "data")
        phone = ObserversPhone(browser, Path(home) / "phone", server)
        storm = Storm(phone, server, 1, tally)
        try:
            while tally.rounds < kills:
                storm.session(min(A_SESSION, kills - tally.rounds), TAPS)
                seconds = before + time.monotonic() - begun
                state.write_text(json.dumps(vars(tally) | {"kinds": dict(tally.kinds), "seconds": seconds}))
                _write(tally, seconds, kills)
        finally:
            phone.closes()
            server.stopped()
            browser.close()


def _write(tally: Tally, seconds: float, kills: int) -> None:
    lines = [
        "# Taps under kills",
        "",
        "One phone (Chromium, 360 × 640, touch) and one workbench. The page taps as fast as it stores. In every round something goes wrong; at",
        "the end of a session its log is sent, and the workbench's database is compared with the phone, operation by operation.",
        "",
        "| what | figure |",
        "| --- | --- |",
        f"| kills | {tally.rounds:,} of {kills:,} |",
        *(f"| … {WORDS[kind]} | {tally.kinds[kind]:,} |" for kind in KINDS),
        f"| taps shown as stored | {tally.shown:,} |",
        "| of them lost, doubled or out of order (the run stops at the first) | 0 |",
        f"| operations stored but not shown yet when killed | {tally.extra:,} |",
        f"| sessions, each sent, compared and deleted on the phone | {tally.sessions:,} |",
        f"| time | {seconds / 60:.0f} minutes, on a machine with other work |",
        "",
        "SIGKILL does not simulate a power cut; writes ask for strict durability, which cannot be tested here.",
    ]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines[7:16]), flush=True)


if __name__ == "__main__":
    main()
