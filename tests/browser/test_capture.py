"""A session in a hall without wifi, with one thumb: nothing that was shown as stored is lost, and the file holds it all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from babyhubs.commands.observe.capture import page as files_of_the_page
from babyhubs.observations.derive import recording
from babyhubs.observations.log.reader import Log, read
from tests.browser.phone import STORED, Phone, Web

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALL = """() => [...document.querySelectorAll('button, input, select, polygon, a')].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width && (box.width < 47.5 || box.height < 47.5);
}).map(one => `${one.tagName} ${one.textContent || one.id || one.dataset.zone}`)"""


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    folder = tmp_path / "web"
    folder.mkdir()
    for name, content in files_of_the_page([], None, 300).items():
        (folder / name).write_text(content, encoding="utf-8")
    one = Web(folder)
    yield one
    one.away()


@pytest.fixture
def phone(browser: Browser, web: Web, tmp_path: Path) -> Iterator[Phone]:
    one = Phone(browser, tmp_path / "phone", web.address)
    one.opens()
    yield one
    one.closes()
    assert one.faults == []


def _keeps_nobody_out(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": RULES})
    assert [f"{item['id']}: {item['nodes'][0]['html'][:200]}" for item in found.response["violations"]] == []
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _without_network(phone: Phone, web: Web) -> None:
    phone.page.get_by_text("Airplane mode is fine").wait_for()
    web.away()


def _log(file: Path) -> Log:
    logs = read(file)
    assert len(logs) == 1
    return logs[0]


def test_a_session_in_airplane_mode_from_the_first_open(phone: Phone, web: Web, tmp_path: Path) -> None:
    # Given the page opened once with a network, and none from then on,
    _without_network(phone, web)
    page = phone.page
    _keeps_nobody_out(page)
    page.reload()
    phone.begins()
    _keeps_nobody_out(page)
    # when a family comes, is greeted, goes to the scales with the health visitor, and a second one comes,
    phone.taps("Arrive", "Greeted…")
    phone.taps("By H1", "Weighing, led by staff", "Weighing table", "With…")
    before = phone.stored()
    page.locator(".tray").get_by_role("button", name="H1").tap()
    page.wait_for_function(f"() => document.querySelector('.bar').textContent.includes('{before + 1} stored')")
    phone.taps("Arrive", "Chair circle", "Playing with the baby", "Out of view", "In view")
    # one tap was wrong, one is put half a minute earlier, a note is kept after a warning,
    phone.taps("Play mat", "Undo", "More", "Moments", "Three or more waiting")
    phone.button("Last tap 30 seconds earlier").tap()
    phone.button("Note").tap()
    page.get_by_label("What happened").fill("Sat with Sarah for a while")
    phone.button("Keep the note").tap()
    page.get_by_text("“Sarah” looks as if it led to a person").wait_for()
    page.get_by_label("What happened").fill("Sat with F01 for a while")
    phone.taps("Keep the note")
    # everybody is scanned, one family leaves, and the session ends,
    phone.taps("Scan", "All 4 left: same as last", "End the scan")
    page.locator(".tray").get_by_role("button", name="F02").tap()
    _keeps_nobody_out(page)
    phone.taps("Leaves", "More")
    phone.button("End the session").tap()
    page.get_by_label("Families counted at the door").fill("2")
    phone.button("End it now").tap()
    # then the file passes the check of every log, and says what happened.
    log = _log(phone.hands_over(tmp_path))
    found = recording(log)
    assert [one.role for one in found.actors] == ["family", "family", "health_visitor", "volunteer"]
    greeted = [one for one in found.points if one.code == "greeted"]
    assert [(one.actor, one.with_) for one in greeted] == [("F01", ("H1",))]
    weighed = [one for one in found.intervals if one.code == "weighing_staff_led"]
    assert [one.with_ for one in weighed] == [(), ("H1",)]
    assert {(one.actor, one.code) for one in found.intervals if one.actor == "F02"} >= {("F02", "entrance")}
    assert not [one for one in found.intervals if one.code == "play_mat"]
    assert [one.at for one in found.points if one.code == "scale_queue_3"] == [
        0
    ]  # the session is younger than 30 seconds
    assert len([one for one in found.scans if one.status == "seen"]) == 4
    assert [one.text for one in found.notes] == ["Sat with F01 for a while"]
    assert [(one.actor, one.cut_stop) for one in found.visits if one.actor[0] == "F"] == [("F01", True), ("F02", False)]
    assert found.header["head_count_in"] == 2
    assert found.warnings == ()


def test_what_was_shown_as_stored_outlives_a_killed_browser(phone: Phone, web: Web, tmp_path: Path) -> None:
    # Given a session without a network,
    _without_network(phone, web)
    phone.begins()
    shown: set[str] = set()
    for round_ in range(2):
        # when somebody taps as fast as a finger goes, and the browser is killed in the middle,
        for _ in range(8):
            phone.taps("Arrive")
            phone.button("Chair circle").tap()
        shown |= set(phone.page.locator(".tray .token").all_inner_texts())
        stored = phone.stored()
        phone.button("Play mat").tap(no_wait_after=True)
        phone.killed()
        # then the page opens again without a network, and the session goes on where it was.
        phone.opens()
        phone.button("Go on").tap()
        phone.button("Arrive").wait_for()
        assert phone.stored() >= stored
        assert set(phone.page.locator(".tray .token").all_inner_texts()) >= shown, round_
    phone.taps("More")
    phone.button("Sessions and hand-over").tap()
    # And the file has no gap, nothing twice, and says how long nobody observed.
    log = _log(phone.hands_over(tmp_path))
    assert log.head.broken == ()
    assert len({one.op_id for one in log.operations}) == len(log.operations)
    assert len([one for one in log.operations if one.kind == "arrive"]) == 16
    assert [one.value["why"] for one in log.operations if one.kind == "anchor"] == ["restart", "restart"]
    assert len(recording(log).gaps) == 2


def test_a_tap_is_shown_only_once_it_is_stored_and_deleted_only_against_a_copy(phone: Phone, tmp_path: Path) -> None:
    # Given a session on a device that does not store for a while,
    page = phone.page
    phone.begins()
    stored = phone.stored()
    page.evaluate("""() => {
        window.kept = IDBObjectStore.prototype.add;
        IDBObjectStore.prototype.add = () => { throw new DOMException('no space', 'QuotaExceededError'); };
    }""")
    # when a family comes, then nothing is shown as done, and it is said;
    phone.button("Arrive").tap()
    page.get_by_role("alert").get_by_text("NOT STORED").wait_for()
    assert phone.stored() == stored
    assert page.locator(".tray .token").all_inner_texts() == ["H1", "V1"]
    # when the device stores again, then the family is there once.
    page.evaluate("() => { IDBObjectStore.prototype.add = window.kept; }")
    page.wait_for_function("() => [...document.querySelectorAll('.tray .token')].length === 3")
    phone.taps("More")
    phone.button("End the session").tap()
    phone.button("End it now").tap()
    file = phone.hands_over(tmp_path)
    assert [one.actor for one in _log(file).operations if one.kind == "arrive"] == ["F01"]
    # And the session is deleted only after a copy was shown that is the same to the byte.
    phone.button("Hand over").tap()
    page.get_by_text("Delete it here").tap()
    cut = tmp_path / "cut.obs.jsonl"
    cut.write_bytes(file.read_bytes()[:-2])
    page.get_by_label("The copy").set_input_files(cut)
    page.get_by_text("not a complete copy").wait_for()
    assert not page.get_by_role("button", name="Delete it from this device").is_visible()
    page.get_by_label("The copy").set_input_files(file)
    page.get_by_role("button", name="Delete it from this device").tap()
    page.get_by_role("heading", name="On this device").wait_for(state="detached")
    phone.faults = [fault for fault in phone.faults if "no space" not in fault]


def test_a_token_is_drawn_to_another_place(phone: Phone) -> None:
    page = phone.page
    phone.begins()
    phone.taps("Arrive")
    box = page.locator(".plan .token", has_text="1").last.bounding_box()
    there = page.locator('[data-zone="play_mat"]').bounding_box()
    assert box is not None
    assert there is not None
    page.mouse.move(box["x"] + 12, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(there["x"] + 30, there["y"] + 30, steps=4)
    before = phone.stored()
    page.mouse.up()
    page.wait_for_function(f"() => {STORED} === {before + 1}")
    assert page.get_by_role("button", name="F01, Play mat").is_visible()
