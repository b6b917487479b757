"""How long a parent waits: largest contentful paint of the pages for parents on an old telephone with a slow line.

uv run python -m benchmarks.public_pages    (about six minutes; writes benchmarks/results/public_pages.md)

Chromium at 360 px with its processor slowed four times and its network limited, each page opened with an empty cache. Two
lines: "slow 4G" (0.56 s a request, 1.44 Mbit/s down; Chromium called it fast 3G before) and "slow 3G" (2 s, 0.4 Mbit/s).
Bytes are those of the page and everything that it loads, with headers, as they went over the line.
"""

import platform
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from tests.browser.conftest import ARGUMENTS, _chromium
from tests.browser.running import workbench

RESULT = Path(__file__).with_name("results") / "public_pages.md"
REPEATS = 3
SLOWER = 4  # times, the processor
LIMIT = 2.5  # seconds: "good" for the largest contentful paint


@dataclass(frozen=True)
class Line:
    """A network. wait: seconds there and back; down, up: bytes a second."""

    name: str
    wait: float
    down: float
    up: float


# The presets of Chromium's developer tools (front_end/core/sdk/NetworkManager.ts).
LINES = (
    Line("slow 4G", 0.5625, 1.6e6 / 8 * 0.9, 750e3 / 8 * 0.9),
    Line("slow 3G", 2.0, 500e3 / 8 * 0.8, 500e3 / 8 * 0.8),
)
PAGES = {
    "find a baby hub": "",
    "a hub": "hubs/h01/",
    "poster": "hubs/h01/poster/",
    "get involved": "get-involved/",
    "a question": "get-involved/questions/hold/",
    "my choices": "my-choices/",
}
LANGUAGES = ("en", "ar")
PAINTED = """() => new Promise(done => {
  let last = 0
  new PerformanceObserver(list => { for (const one of list.getEntries()) last = one.startTime })
    .observe({ type: 'largest-contentful-paint', buffered: true })
  setTimeout(() => done(last), 500)
})"""


def opened(browser: Browser, address: str, line: Line) -> tuple[float, float, int]:
    """Seconds to the largest contentful paint, bytes, requests: of one page, opened for the first time."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, device_scale_factor=2, is_mobile=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.enable")
    limits = {"latency": line.wait * 1000, "downloadThroughput": line.down, "uploadThroughput": line.up}
    session.send("Network.emulateNetworkConditions", {"offline": False, **limits})
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load", timeout=60_000)
    seconds = page.evaluate(PAINTED) / 1000
    context.close()
    return seconds, sum(sizes), len(sizes)


def measured() -> list[str]:
    """The rows of the table: the median of the repeats, and the worst."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="babyhubs-pages-") as place:
        folder = Path(place) / "data"
        subprocess.run([sys.executable, "-m", "tests.workbench.public.filled", str(folder)], check=True, timeout=600)
        with workbench(folder) as link, sync_playwright() as playwright:
            root = f"{link.split('sign-in', maxsplit=1)[0]}for-parents/reach/"
            browser = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
            fast = Line("none", 0, -1, -1)
            for language in LANGUAGES:
                for where in PAGES.values():
                    opened(browser, f"{root}{language}/{where}", fast)  # warm: a server has been up for a while
            for name, where in PAGES.items():
                for language in LANGUAGES:
                    cells = [name, language]
                    for line in LINES:
                        found = [opened(browser, f"{root}{language}/{where}", line) for _ in range(REPEATS)]
                        seconds = [one for one, _, _ in found]
                        cells += [f"{statistics.median(seconds):.2f}", f"{max(seconds):.2f}"]
                    cells += [f"{found[0][1] / 1000:.1f}", str(found[0][2])]
                    rows.append(f"| {' | '.join(cells)} |")
                    print(rows[-1], flush=True)
            browser.close()
    return rows


def main() -> None:
    """Measures, and writes the table."""
    rows = measured()
    head = [
        "# How long a parent waits for a page",
        "",
        f"`python -m benchmarks.public_pages`, {REPEATS} openings each with an empty cache, at 360 px, processor slowed {SLOWER} times.",
        "Seconds to the largest contentful paint (median and worst); kB over the line with headers; requests.",
        f"Chromium on {platform.system()}; the limit for a good page is {LIMIT} s (Core Web Vitals).",
        "",
        "| page | language | slow 4G, median | worst | slow 3G, median | worst | kB | requests |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    RESULT.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
