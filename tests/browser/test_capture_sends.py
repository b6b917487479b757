"""From the plan in the workbench to the phone in the hall and back: nothing is lost when the answer, the session or the network is."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, Page

from tests.browser import drawing
from tests.browser.at_the_workbench import ObserversPhone, Server
from tests.browser.filmed import film, filming
from tests.browser.storm import KINDS, Storm
from tests.browser.test_capture import RULES, SMALL
from tests.observations.prepared import photo

pytestmark = [pytest.mark.browser]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    one = Server(tmp_path_factory.mktemp("workbench") / "data")
    yield one
    one.stopped()


@pytest.fixture(scope="module")
def phone(browser: Browser, server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObserversPhone]:
    one = ObserversPhone(browser, tmp_path_factory.mktemp("phone"), server)
    yield one
    one.closes()


def _sound(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": RULES})
    assert [f"{item['id']}: {item['nodes'][0]['html'][:200]}" for item in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_session_is_watched_without_a_network_and_sent_when_there_is_one(
    phone: ObserversPhone, server: Server
) -> None:
    # Given the page opened from the workbench on a phone, then no network,
    page = phone.page
    assert "manifest-src 'self'" in page.request.get(page.url).headers["content-security-policy"]
    page.context.set_offline(True)
    page.reload()
    phone.begins_at("HUB01")
    phone.taps("Arrive", "Weighing table", "Arrive", "Play mat", "Arrive", "Greeted")
    # when the browser is killed in the middle, the session goes on where it was.
    phone.killed()
    phone.opens_signed_in()
    page = phone.page
    phone.button("Go on").tap()
    phone.button("Arrive").wait_for()
    phone.taps("Arrive", "Leaves", "More")
    phone.button("End the session").tap()
    phone.button("End it now").tap()
    # The observer sends it: an answer gets lost after the workbench took the log,
    phone.button("Hand over").tap()
    _sound(page)
    phone.drops_answers(1)
    assert "Nothing is lost" in phone.sends(until="No answer from the workbench")
    assert not page.get_by_role("button", name="Delete it from this device").is_visible()
    # then her session in the workbench has ended,
    page.context.clear_cookies()
    assert "You are signed out" in phone.sends(until="You are signed out")
    _sound(page)
    # and once she has signed in again, all of it is there, the same to the byte, and nothing is there twice.
    page.context.add_cookies(phone.cookies)  # type: ignore[arg-type]
    check = phone.sends().rpartition("Check: ")[2].rstrip(".")
    # Only then, and only because she says so, it is deleted here.
    page.get_by_role("button", name="Delete it from this device").tap()
    page.get_by_role("heading", name="On this device").wait_for(state="detached")
    page.goto(server.observations)
    page.get_by_role("link", name="HUB01").first.tap()
    page.get_by_text("Complete").wait_for()
    assert page.locator("dd.babyhubs-code").inner_text().startswith(check)
    _sound(page)
    assert phone.faults == []


def test_a_session_leaves_by_the_screen_where_there_is_no_network_at_all(
    phone: ObserversPhone, server: Server, browser: Browser
) -> None:
    # Given a session on a phone that has no network,
    page = phone.page
    page.goto(f"{server.observations}capture/")
    page.context.set_offline(True)
    phone.begins_at("HUB02")
    phone.taps("Arrive", "Weighing table", "Arrive", "Play mat", "Playing with the baby", "Arrive", "Greeted")
    phone.taps("Play mat", "On the phone", "With F02")  # who stands beside is one tap
    phone.button("Note").tap()
    page.get_by_label("What happened").fill("zwei lachen, ☂ und 🍼")
    phone.button("Keep the note").tap()
    phone.leaves_the_session()
    check = re.search(r"Check: (\w{8})", page.get_by_role("dialog").inner_text())
    assert check
    # when it is shown as codes, which go on by themselves, can be stopped, and fill the screen,
    shown = phone.shows_codes()
    assert len(shown) > 1
    _sound(page)
    page.context.set_offline(False)
    # and photographs of it are given to the workbench, one of them too late, by a browser without scripts,
    photos: list[FilePayload] = [
        {"name": f"{number}.png", "mimeType": "image/png", "buffer": one} for number, one in enumerate(shown)
    ]
    laptop = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    laptop.add_cookies(phone.cookies)  # type: ignore[arg-type]
    desk = laptop.new_page()
    desk.goto(server.observations)
    desk.get_by_role("link", name="from the codes on a phone").click()
    for some, answer in ((photos[1:], "Missing: 1."), (photos[:1], f"operations are here. Check: {check[1]}")):
        desk.get_by_label("Photographs of the codes").set_input_files(some)
        desk.get_by_role("button", name="Take it in").click()
        # then it is told what is missing, and in the end the session is there with the phone's own hash.
        desk.get_by_text(answer).wait_for()
    laptop.close()
    page.goto(f"{server.observations}from-codes/")
    _sound(page)
    assert phone.faults == []


@pytest.mark.nightly
def test_a_session_leaves_by_the_screen_and_comes_in_by_the_camera(
    phone: ObserversPhone, server: Server, browser: Browser, tmp_path: Path
) -> None:
    page = phone.page
    page.goto(f"{server.observations}capture/")
    phone.begins_at("HUB01")
    phone.taps("Arrive", "Weighing table", "Arrive", "Play mat", "Arrive", "Greeted")
    phone.leaves_the_session()
    check = re.search(r"Check: (\w{8})", page.get_by_role("dialog").inner_text())
    assert check
    film(phone.shows_codes(), tmp_path / "codes.mjpeg")
    with filming(browser, tmp_path / "codes.mjpeg") as laptop:
        desk = laptop.new_context(permissions=["camera"]).new_page()
        desk.context.add_cookies(phone.cookies)  # type: ignore[arg-type]
        desk.goto(f"{server.observations}from-codes/")
        _sound(desk)
        desk.get_by_role("button", name="Use the camera").click()
        desk.get_by_text(f"operations are here. Check: {check[1]}").wait_for()
    page.get_by_role("button", name="Back", exact=True).tap()
    assert phone.faults == []


def test_no_tap_that_was_shown_as_stored_is_lost_or_doubled_whatever_happens(
    phone: ObserversPhone, server: Server
) -> None:
    # The long storm (1,000 kills, 20,000 taps) is `python -m benchmarks.capture_kills`.
    phone.page.goto(f"{server.observations}capture/")
    storm = Storm(phone, server, seed=3)
    storm.each(taps=10)
    assert set(storm.tally.kinds) == set(KINDS)
    assert storm.tally.shown >= 5 * len(KINDS)


def test_zones_are_drawn_on_a_picture_of_the_room_and_lie_on_it_without_a_network(
    phone: ObserversPhone, server: Server, browser: Browser, tmp_path: Path
) -> None:
    # Given a photo of the empty room on a phone,
    (tmp_path / "hall.jpg").write_bytes(photo(1600, 1200, turned=1))
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    context.add_cookies(phone.cookies)  # type: ignore[arg-type]
    page = context.new_page()
    drawing.brings(page, server.observations, tmp_path / "hall.jpg")
    # when its zones are drawn with a finger, a corner is moved with the keys, and a wall is measured,
    drawing.draws(page)
    wanted = [number for corner in drawing.ZONES["Chair circle"] for number in corner]
    assert drawing.numbers(page, "chair_circle") == pytest.approx(wanted, abs=0.6)
    before = drawing.numbers(page, "chair_circle")
    page.get_by_role("button", name="Corner 2, Chair circle").press("ArrowLeft")
    moved = drawing.numbers(page, "chair_circle")
    assert moved == pytest.approx([*before[:2], before[2] - 0.5, *before[3:]])
    drawing.measures(page)
    _sound(page)
    page.get_by_role("button", name="Keep this plan").tap()
    page.get_by_text("Width and depth in metres: 15.0, 11.2").wait_for()
    _sound(page)
    # then the page for observing shows the picture under them, without a network too, and a thumb finds each of them.
    page.goto(f"{server.observations}capture/")
    page.get_by_text("Airplane mode is fine").wait_for()
    context.set_offline(True)
    page.reload()
    page.get_by_label("Hub", exact=True).select_option("HUB02")
    page.get_by_label("Observer (").fill("O2")
    page.get_by_role("button", name=re.compile("^Start")).tap()
    shown = page.locator(".plan image")
    shown.wait_for()
    assert (
        page.evaluate("name => fetch(name).then(one => one.blob()).then(one => one.size)", shown.get_attribute("href"))
        > 1000
    )
    assert page.evaluate(SMALL) == []
    page.get_by_role("button", name="Arrive").tap()
    page.get_by_role("button", name="Play mat, 0 here").tap()
    page.get_by_role("button", name="Play mat, 1 here").wait_for()
    for mode in ("sun", "dark"):
        page.evaluate(f"document.documentElement.dataset.mode = '{mode}'")
        _sound(page)
    context.close()
