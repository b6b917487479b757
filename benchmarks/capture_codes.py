"""How many codes a session is, how long a camera takes to read them all, and how bad its picture may be. A real browser on both sides.

uv run python -m benchmarks.capture_codes       writes benchmarks/results/capture_codes.md
"""

import re
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from tests.browser.at_the_workbench import ObserversPhone, Server
from tests.browser.conftest import ARGUMENTS, _chromium
from tests.browser.filmed import film, filming

from babyhubs.simulation.observed.study import study
from benchmarks import code_pictures

RESULTS = Path(__file__).parent / "results" / "capture_codes.md"
SIZES = (300, 1500)
# Taps written by the page's own store, as if they had been tapped two hours ago, and the places where the plan was tapped drawn by chance.
FILL = """async (taps) => {
    const store = await import('./store.js'), names = await import('./identity.js'), clock = await import('./clock.js');
    const db = await store.openStore(new URL('./', location).pathname), session = names.uuid7(), device = await store.device(db);
    const began = Date.now() - 7200000, point = () => Math.floor(Math.random() * 10000), jitter = () => Math.round(Math.random());
    for (const one of taps) {
        const t_ms = one.t_ms + Math.floor(Math.random() * 900), at = began + t_ms;
        const xy = one.kind === 'zone' ? [point(), point()] : undefined;
        await store.append(db, session, device, [{ ...one, xy, t_ms, op_id: names.uuid7(at + jitter()), wall: clock.wall(new Date(at)) }]);
    }
}"""

# Codes of the session that is on the phone.
DRAWN = """async () => {
    const store = await import('./store.js'), {series} = await import('./series.js'), {outline} = await import('./qr.js');
    const db = await store.openStore(new URL('./', location).pathname), [one] = await store.sessions(db);
    return (await series(await store.lines(db, one.session), one)).slice(0, 10).map(outline);
}"""


def taps(number: int) -> list[dict[str, Any]]:
    """A simulated session, gone through as often as it takes."""
    one = max(study(1).sessions, key=lambda session: len(session.taps)).taps
    found: list[dict[str, Any]] = []
    while len(found) < number:
        later = found[-1]["t_ms"] if found else 0
        again = [tap | {"t_ms": tap["t_ms"] + later} for tap in one if not found or tap["kind"] != "open"]
        found += [{key: value for key, value in tap.items() if key != "ref"} for tap in again if tap["kind"] != "void"]
    return found[:number]


def main() -> None:
    """Measure and write."""
    rows = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        browser = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
        server = Server(home / "data")
        phone = ObserversPhone(browser, home / "phone", server)
        for number in SIZES:
            phone.page.goto(f"{server.observations}capture/")
            phone.page.evaluate(FILL, taps(number))
            phone.page.reload()
            phone.button("Hand over").tap()
            shown = phone.shows_codes()
            outlines = phone.page.evaluate(DRAWN)
            film(shown, home / "codes.mjpeg")
            with filming(browser, home / "codes.mjpeg") as laptop:
                desk = laptop.new_context(permissions=["camera"]).new_page()
                desk.context.add_cookies(phone.cookies)  # type: ignore[arg-type]
                desk.goto(f"{server.observations}from-codes/")
                begun = time.monotonic()
                desk.get_by_role("button", name="Use the camera").click()
                said = desk.get_by_text(re.compile("operations are here"))
                said.wait_for(timeout=300_000)
                rows.append(f"| {number:,} | {len(shown)} | {time.monotonic() - begun:.0f} |")
        phone.closes()
        browser.close()
        server.stopped()
    lines = [
        "# A session as codes on the screen",
        "",
        "| operations | codes | seconds until the workbench had all of it, by camera |",
        "| --- | --- | --- |",
        *rows,
        "",
        "A simulated session, tapped at places drawn by chance. The camera is a film of the phone's screen (1280 × 720, turned by 3 degrees, a little "
        "unsharp), 0.4 s a code; phone, camera and workbench share one machine.",
        "",
        "How many codes are read from one picture of each, turned by up to 8 degrees, by the points that a module of the code has in it. A code is 93 modules "
        "wide with its margin: at 5 points it is 465 points wide.",
        "",
        *code_pictures.table(outlines),
    ]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
