"""The capture page in a real browser: taps for an event, time from tap to stored, and taps under kills.

uv run python -m benchmarks.capture [kills] [taps a round]       writes benchmarks/results/capture.md
"""

import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from tests.browser.conftest import ARGUMENTS, _chromium
from tests.browser.phone import STORED, Phone, Web

from babyhubs.commands.observe.capture import page
from babyhubs.observations.log.reader import read
from babyhubs.simulation.observed.study import study

RESULTS = Path(__file__).parent / "results" / "capture.md"
EVENTS = 300
STORED_BEFORE = 5000

# Presses a button and gives the milliseconds until the page showed the tap as stored.
PRESS = f"""async (selector) => {{
    const count = () => {STORED};
    const before = count(), begun = performance.now();
    document.querySelector(selector).dispatchEvent(new MouseEvent('click', {{ bubbles: true }}));
    while (count() <= before) await new Promise(requestAnimationFrame);
    return performance.now() - begun;
}}"""
# Comes, does something, goes, as fast as the page stores; says every tap that it has shown.
STORM = f"""() => {{
    const count = () => {STORED};
    const wanted = [() => '[data-key="arrive"]', () => '.chips .chip', () => '[data-key="chip Leaves"]'];
    let step = 0, before = -1;
    const next = () => {{
        if (count() > before) {{
            if (before >= 0) console.log('shown ' + count());
            before = count();
            document.querySelector(wanted[step % 3]())?.click();
            step += 1;
        }}
        setTimeout(next, 1);
    }};
    next();
}}"""
# Thousands of taps from before, written by the page's own store.
FILL = """async (number) => {
    const store = await import('./store.js'), names = await import('./identity.js'), clock = await import('./clock.js');
    const db = await store.openStore(), [one] = await store.sessions(db);
    const taps = Array.from({ length: number }, (_, at) => ({ kind: 'code', actor: 'H1', track: 'activity',
        code: at % 2 ? 'welcome' : 'weigh_measure', op_id: names.uuid7(), wall: clock.wall(), t_ms: one.t_ms + at }));
    await store.append(db, one.session, one.device, taps);
}"""


def main() -> None:
    """Measure and write."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    a_round = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        (home / "web").mkdir()
        for name, content in page([], None, 0).items():
            (home / "web" / name).write_text(content, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
        size = sum(path.stat().st_size for path in (home / "web").iterdir())
        tapped, events = _busy(browser, home)
        fast, slow = _speed(browser, home)
        shown, extra = _storm(browser, home, kills, a_round)
        browser.close()
    lines = [
        "# The capture page, measured",
        "",
        "| what | figure |",
        "| --- | --- |",
        f"| all files together | {size / 1000:.1f} kB |",
        f"| taps for an event, first {EVENTS} events of a simulated session | {tapped / events:.2f} |",
        f"| tap to shown as stored with {STORED_BEFORE:,} operations before: median, 95 in 100 | {fast:.0f} ms, {slow:.0f} ms |",
        f"| kills (browser by SIGKILL, or the tab reloaded), without a network | {kills} |",
        f"| operations shown as stored | {shown:,} |",
        "| of them lost, doubled or out of order (the run stops at the first) | 0 |",
        f"| operations stored but not shown yet when killed | {extra} |",
        "",
        "A tap on a token that is chosen already is not counted, for nobody makes it; scrolling the chips is no tap. Headless Chromium on a shared machine.",
    ]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def _ready(browser: Browser, home: Path, name: str) -> tuple[Phone, Web]:
    web = Web(home / "web")
    phone = Phone(browser, home / name, web.address)
    phone.opens()
    phone.page.get_by_text("Airplane mode is fine").wait_for()
    phone.begins()
    return phone, web


def _busy(browser: Browser, home: Path) -> tuple[int, int]:
    """A simulated session's events, each with the fewest taps that the page allows."""
    phone, web = _ready(browser, home, "busy")
    thumb = Thumb(phone)
    for tap in study(1).sessions[0].taps:
        if thumb.events < EVENTS:
            thumb.takes(tap)
    phone.closes()
    web.away()
    return thumb.taps, thumb.events


class Thumb:
    """Taps what a simulated observer tapped, and counts."""

    def __init__(self, phone: Phone) -> None:
        self.page, self.taps, self.events, self.chosen = phone.page, 0, 0, ""
        self.tokens = {"H1": "H1", "N1": "V1"}
        self.state: dict[tuple[str, str], Any] = {}
        asked = "fetch('setup.json').then(one => one.json()).then(({ethogram}) => ({...ethogram.families, ...ethogram.practitioners}))"
        self.labels: dict[str, str] = self.page.evaluate(asked)

    def presses(self, selector: str) -> None:
        """One tap that stores something."""
        self.page.evaluate(PRESS, selector)
        self.taps += 1

    def turns(self, selector: str) -> None:
        """One tap that only changes the screen."""
        self.page.evaluate("selector => document.querySelector(selector).click()", selector)
        self.taps += 1

    def takes(self, tap: dict[str, Any]) -> None:
        """One event; what the screen shows already is none."""
        kind, actor = tap["kind"], tap.get("actor", "")
        if kind in {"arrive", "present"}:
            self.tokens[actor] = f"F{sum(name[0] == 'F' for name in self.tokens) + 1:02d}"
            self.chosen, self.state[actor, "zone"] = self.tokens[actor], "entrance"
            self.events += 1
            self.presses('[data-key="arrive"]')
            return
        said = tap.get(kind)
        greeted = kind == "point" and tap["code"] == "greeted"
        if actor not in self.tokens or not (kind in {"zone", "code", "leave"} or greeted):
            return
        if kind in {"zone", "code"} and self.state.get((actor, kind)) == said:
            return
        self.state[actor, kind] = said
        self.events += 1
        if self.chosen != self.tokens[actor]:
            self.chosen = self.tokens[actor]
            self.turns(f'[data-key="{self.chosen}"]')
        if kind == "zone":
            self.presses(f'[data-zone="{said}"]')
        elif kind == "code":
            self.presses(f'[data-key="chip {self.labels[said]}"]')
            self.meets(tap.get("with", []))
        elif greeted:
            self.turns('[data-key="chip Greeted…"]')
            self.presses(f'[data-key="chip By {self.tokens.get(tap["with"][0], "H1")}"]')
        else:
            self.presses('[data-key="chip Leaves"]')
            self.chosen = ""

    def meets(self, others: list[str]) -> None:
        """With whom: for each one that stands beside, its chip; for any other, the button and the token."""
        there = [self.tokens[one] for one in others if one in self.tokens]
        for one in there:
            if not self.page.locator(f'.tray [data-key="{one}"]').count():
                continue
            chip = f'[data-key="chip With {one}"]'
            if self.page.locator(chip).count():
                self.presses(chip)
                continue
            self.turns('[data-key="chip With…"]')
            self.presses(f'.tray [data-key="{one}"]')


def _speed(browser: Browser, home: Path) -> tuple[float, float]:
    phone, web = _ready(browser, home, "speed")
    phone.page.evaluate(FILL, STORED_BEFORE)
    phone.page.reload()
    phone.button("Go on").tap()
    phone.button("Arrive").wait_for()
    phone.page.evaluate(PRESS, '[data-key="arrive"]')
    zones = ("play_mat", "chair_circle", "queue", "weighing_table")
    times = sorted(phone.page.evaluate(PRESS, f'[data-zone="{zones[at % 4]}"]') for at in range(200))
    phone.closes()
    web.away()
    return times[100], times[190]


def _storm(browser: Browser, home: Path, kills: int, a_round: int) -> tuple[int, int]:
    """Taps until a random moment, then the browser or the tab is gone, and everything that was shown must be there."""
    chance = random.Random(1)
    phone, web = _ready(browser, home, "storm")
    web.away()
    shown, extra = 0, 0
    for _ in range(kills):
        said: list[int] = []
        phone.page.on(
            "console", lambda one, said=said: said.append(int(one.text[6:])) if one.text.startswith("shown") else None
        )
        before = phone.stored()
        phone.page.evaluate(STORM)
        phone.page.wait_for_timeout(chance.uniform(5, 20) * a_round)
        if chance.random() < 0.7:
            phone.killed()
            phone.opens()
        else:
            phone.page.reload()
        phone.button("Go on").tap()
        phone.button("Arrive").wait_for()
        now = phone.stored() - 1  # without the anchor of the restart
        last = max(said, default=before)
        if now < last:
            raise SystemExit(f"lost: {last} were shown, {now} are stored")
        shown, extra = shown + last - before, extra + now - last
    total = phone.stored()
    phone.taps("More")
    phone.button("Sessions and hand-over").tap()
    log = read(phone.hands_over(home))[0]
    assert len(log.operations) == total
    assert len({one.op_id for one in log.operations}) == total
    moves = [one.actor for one in log.operations if one.kind == "arrive"]
    assert moves == sorted(set(moves), key=lambda one: int(one[1:]))
    phone.closes()
    return shown, extra


if __name__ == "__main__":
    main()
