"""Taps as fast as the page stores them, and whatever can happen to a phone and a server meanwhile: nothing shown as stored may be lost.

Used by the short test and by `python -m benchmarks.capture_kills`. A session lasts some rounds; in each something goes wrong. At its end the
log is sent, and what the workbench then has in its database is looked at operation by operation.
"""

import random
import sqlite3
from collections import Counter
from dataclasses import dataclass, field

from playwright.sync_api import Error as PlaywrightError

from babyhubs.observations.log.reader import read
from tests.browser.at_the_workbench import ALL_SENT, ObserversPhone, Server
from tests.browser.phone import STORED

KINDS = ("browser", "tab", "server", "answer", "offline", "clock")
WEIGHTS = (31, 27, 3, 17, 13, 9)
HOUR = 3_600_000
# Comes, does something, goes; says every tap that the page has shown as stored. A later storm ends an earlier one.
TAPS = f"""() => {{
    const count = () => {STORED}, mine = window.storm = Symbol();
    const wanted = ['[data-key="arrive"]', '.chips .chip', '[data-key="chip Leaves"]'];
    let step = 0, before = -1;
    const next = () => {{
        if (window.storm !== mine) return;
        if (count() > before) {{
            if (before >= 0) console.log('shown ' + count());
            before = count();
            document.querySelector(wanted[step % 3])?.click();
            step += 1;
        }}
        setTimeout(next, 1);
    }};
    next();
}}"""
STILL = "() => { window.storm = null; }"
# The wall clock of this phone can be set; its monotonic clock cannot, as on a real one.
CLOCK = """(() => {
    const Real = Date, shift = () => Number(localStorage.getItem('shift') ?? 0);
    window.Date = class extends Real {
        constructor(...given) { super(...(given.length ? given : [Real.now() + shift()])); }
        static now() { return Real.now() + shift(); }
    };
})()"""


@dataclass
class Tally:
    """What happened so far. shown: taps that the page showed as stored; extra: stored, but not shown yet when it was killed."""

    rounds: int = 0
    shown: int = 0
    extra: int = 0
    sessions: int = 0
    sends: int = 0
    kinds: Counter[str] = field(default_factory=Counter)


class Storm:
    """Over one phone and one workbench. The phone is at the page for observing."""

    def __init__(self, phone: ObserversPhone, server: Server, seed: int, tally: Tally | None = None) -> None:
        self.tally, self._seed = tally or Tally(), seed
        self.phone, self.server = phone, server
        self.said: list[int] = []
        self._listens()

    def session(self, rounds: int, taps: int) -> None:
        """One session of so many rounds with about so many taps each; sent, compared and deleted at its end."""
        self.phone.begins_at("HUB01")
        for _ in range(rounds):
            self._round(taps, KINDS)
            self.tally.rounds += 1
        self._finishes()

    def each(self, taps: int) -> None:
        """One session with a round of each kind."""
        self.phone.begins_at("HUB01")
        for kind in KINDS:
            self._round(taps, (kind,))
            self.tally.rounds += 1
        self._finishes()

    def _finishes(self) -> None:
        total = self.phone.stored()
        self.phone.leaves_the_session()
        self._sent()
        self._compared(total)
        self.phone.button("Back", exact=True).tap()
        self._ended()
        self.tally.sessions += 1

    def _listens(self) -> None:
        self.phone.page.context.add_init_script(CLOCK)
        self.phone.page.on(
            "console", lambda one: self.said.append(int(one.text[6:])) if one.text.startswith("shown") else None
        )

    def _round(self, taps: int, kinds: tuple[str, ...]) -> None:
        chance = random.Random(f"{self._seed} {self.tally.rounds}")
        weights = [WEIGHTS[KINDS.index(kind)] for kind in kinds]
        kind = chance.choices(kinds, weights)[0]
        page, before = self.phone.page, self.phone.stored()
        self.said = [before]
        page.evaluate(TAPS)
        wanted = before + chance.randrange(taps // 2, 2 * taps)
        for _ in range(200):
            if self.said[-1] >= wanted:
                break
            page.wait_for_timeout(10)
        if kind == "browser":
            self.phone.killed()
            self.phone.opens_signed_in()
            self._listens()
        elif kind == "tab":
            page.reload()
        elif kind == "offline":
            page.context.set_offline(True)
            page.wait_for_timeout(chance.randrange(60))
            page.reload()
        elif kind == "clock":
            page.evaluate(f"() => localStorage.setItem('shift', {chance.choice((-HOUR, 0, HOUR))})")
            page.wait_for_timeout(chance.randrange(60))
            page.reload()
        else:
            self._while_sending(kind, chance)
        self._goes_on()
        if kind == "offline":
            page.context.set_offline(False)
        now = self.phone.stored()
        anchors = 1 if kind in {"browser", "tab", "offline", "clock", "server", "answer"} else 0
        if now < self.said[-1]:
            raise AssertionError(
                f"lost in round {self.tally.rounds} ({kind}): {self.said[-1]} were shown, {now} are stored"
            )
        self.tally.shown += self.said[-1] - before
        self.tally.extra += max(now - self.said[-1] - anchors, 0)
        self.tally.kinds[kind] += 1

    def _goes_on(self) -> None:
        go_on = self.phone.button("Go on")
        try:
            go_on.wait_for()
        except PlaywrightError as error:
            raise AssertionError("the browser came back without what it had stored") from error
        go_on.tap()
        self.phone.button("Arrive").wait_for()

    def _while_sending(self, kind: str, chance: random.Random) -> None:
        """The server dies while the log is on its way, or its answers get lost; then all is sent again."""
        page = self.phone.page
        page.evaluate(STILL)
        self.phone.leaves_the_session()
        if kind == "answer":
            self.phone.drops_answers(chance.randrange(1, 3))
        self.phone.button("Send it to the workbench").tap(no_wait_after=True)
        if kind == "server":
            page.wait_for_timeout(chance.randrange(250))
            self.server.killed()
            self.server.link = self.server.starts()
        self._sent()
        page.unroute("**/receive/")
        self.phone.button("Back", exact=True).tap()

    def _sent(self) -> None:
        """Sends until the workbench has it all; signs in where the session has ended meanwhile."""
        status = self.phone.page.get_by_role("dialog").get_by_role("status")
        for _ in range(90):  # a server says that it is there a moment before it listens, and a busy machine is slow
            self.phone.page.wait_for_function(
                "() => document.querySelector('dialog .main')?.disabled === false", timeout=60_000
            )
            said = status.inner_text()
            if said.startswith(ALL_SENT):
                return
            if "something else" in said:
                raise AssertionError(said)
            if "signed out" in said:
                self._signs_in()
            if "No answer" in said:
                self.phone.page.wait_for_timeout(500)
            self.tally.sends += 1
            self.phone.button("Send it to the workbench").tap()
        raise AssertionError(f"it could not be sent: {status.inner_text()}")

    def _signs_in(self) -> None:
        self.server.killed()
        link = self.server.starts()
        tab = self.phone.page.context.new_page()
        tab.goto(link)
        with tab.expect_navigation():
            tab.get_by_role("button", name="Sign in").tap()
        self.phone.cookies = tab.context.cookies()
        tab.close()

    def _compared(self, total: int) -> None:
        """What the workbench's database holds of the newest session, read as any log is read."""
        with sqlite3.connect(f"file:{self.server.folder / 'workbench.sqlite3'}?mode=ro", uri=True) as database:
            rows = database.execute(
                "SELECT line FROM observations_operation WHERE session_id ="
                " (SELECT id FROM observations_session ORDER BY received_at DESC LIMIT 1) ORDER BY seq"
            ).fetchall()
        path = self.server.folder.parent / "arrived.obs.jsonl"
        path.write_text("".join(f"{line}\n" for (line,) in rows), encoding="utf-8")
        (log,) = read(path)
        assert log.head.broken == ()
        assert len(log.operations) == total, f"{total} are stored on the phone, {len(log.operations)} arrived"
        assert len({one.op_id for one in log.operations}) == total
        assert [one.seq for one in log.operations] == list(range(1, total + 1))
        comings = [int(one.actor[1:]) for one in log.operations if one.kind == "arrive"]
        assert comings == sorted(set(comings)), "a family came twice, or in another order"

    def _ended(self) -> None:
        self._goes_on()
        self.phone.taps("More")
        self.phone.button("End the session").tap()
        self.phone.button("End it now").tap()
        self.phone.button("Hand over").tap()
        self.phone.button("Send it to the workbench").tap()
        self._sent()
        self.phone.page.get_by_role("button", name="Delete it from this device").tap()
        try:
            self.phone.page.get_by_role("heading", name="On this device").wait_for(state="detached", timeout=30_000)
        except PlaywrightError as error:
            raise AssertionError("the session was not deleted") from error
        self.phone.page.get_by_text("Airplane mode is fine").wait_for()
