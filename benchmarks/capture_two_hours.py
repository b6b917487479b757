"""Two hours in a hall, on a phone of 360 × 640 with a finger: first open, airplane mode, all taps of a simulated session, the browser killed
twice, the file handed over, and the log sent to the workbench. The phone's clocks are set on between taps, both alike.

uv run python -m benchmarks.capture_two_hours [folder for screenshots]       writes benchmarks/results/capture_two_hours.md
"""

import sys
import tempfile
import time
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright
from tests.browser.at_the_workbench import ObserversPhone, Server
from tests.browser.conftest import ARGUMENTS, _chromium
from tests.browser.test_capture import RULES, SMALL

from babyhubs.observations.derive import recording
from babyhubs.observations.log.reader import read
from babyhubs.simulation.observed.study import study
from benchmarks.capture import Thumb

RESULTS = Path(__file__).parent / "results" / "capture_two_hours.md"
AHEAD = """(() => {
    const Real = Date, now = performance.now.bind(performance), ahead = () => Number(localStorage.getItem('ahead') ?? 0);
    performance.now = () => now() + ahead();
    window.Date = class extends Real {
        constructor(...given) { super(...(given.length ? given : [Real.now() + ahead()])); }
        static now() { return Real.now() + ahead(); }
    };
})()"""


def main() -> None:
    """Watch, kill, send, compare."""
    shots = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
        server = Server(Path(folder) / "data")
        phone = ObserversPhone(browser, Path(folder) / "phone", server)
        try:
            lines = _watched(phone, Path(folder), shots)
        finally:
            phone.closes()
            server.stopped()
            browser.close()
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def _watched(phone: ObserversPhone, folder: Path, shots: Path | None) -> list[str]:
    page = phone.page
    page.context.add_init_script(AHEAD)
    page.context.set_offline(True)
    page.reload()
    found = _looked_at(page, shots, "start")
    page.get_by_label("Volunteer").fill("1")
    phone.begins_at("HUB01")
    taps = study(1).sessions[0].taps
    thumb, ahead, begun = Thumb(phone), 0, time.monotonic()
    kills = {len(taps) // 3, 2 * len(taps) // 3}
    for number, tap in enumerate(taps):
        if number in kills:
            found += _looked_at(page, shots, f"watching-{number}")
            shown = phone.stored()
            phone.killed()
            phone.opens_signed_in()
            page = thumb.page = phone.page
            page.context.add_init_script(AHEAD)
            page.context.set_offline(True)
            page.reload()
            phone.button("Go on").tap()
            phone.button("Arrive").wait_for()
            assert phone.stored() >= shown
            thumb.chosen = ""
        ahead = max(ahead, tap["t_ms"] - int(1000 * (time.monotonic() - begun)))
        page.evaluate(f"() => localStorage.setItem('ahead', {ahead})")
        thumb.takes(tap)
    found += _looked_at(page, shots, "full")
    total = phone.stored()
    phone.taps("More")
    phone.button("End the session").tap()
    page.get_by_label("Families counted").fill("30")
    phone.button("End it now").tap()
    (log,) = read(phone.hands_over(folder))
    page.context.set_offline(False)
    phone.button("Hand over").tap()
    check = phone.sends().rpartition("Check: ")[2].rstrip(".")
    assert log.head.digest.startswith(check)
    assert log.head.broken == ()
    found += _looked_at(page, shots, "sent")
    seen = recording(log)
    families = {visit.actor for visit in seen.visits}
    assert len(log.operations) == total + 2
    return [
        "# Two hours on a phone",
        "",
        "| what | figure |",
        "| --- | --- |",
        f"| screen, browser | 360 × 640 with touch, Chromium {page.context.browser.version if page.context.browser else ''} |",
        "| network | once, for the first open; then none until the end |",
        f"| length of the session by the phone's clock | {seen.stop / 60_000:.0f} minutes |",
        f"| families | {len(families)} |",
        f"| operations | {len(log.operations):,} |",
        f"| browser killed, session gone on | {len(kills)} times |",
        "| lost, doubled, out of order | 0 |",
        "| the file, the phone and the workbench | the same hash |",
        f"| what axe finds (WCAG 2.2 AA and best practice), and targets below 48 px | {len(found)} |",
        *(f"| … | {one} |" for one in found),
    ]


def _looked_at(page: Page, shots: Path | None, name: str) -> list[str]:
    if shots is not None:
        page.screenshot(path=shots / f"{name}.png")
    answer = Axe().run(page, options={"runOnly": RULES})
    return [item["id"] for item in answer.response["violations"]] + list(page.evaluate(SMALL))


if __name__ == "__main__":
    main()
