"""The codes that the capture page draws, read by a program that others wrote: every length that can come, and every kind of line."""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from babyhubs.commands.observe.capture import page as files_of_the_page
from babyhubs.observations.log.operation import Operation
from babyhubs.observations.log.seal import seal, text
from babyhubs.observations.qr.part import part
from babyhubs.observations.qr.series import series, session
from babyhubs.simulation.observed.study import study
from tests.browser.phone import Web
from tests.observations.shown import compact

pytestmark = pytest.mark.browser

SHARE = 644  # bytes: version 17, level L, byte mode (ISO/IEC 18004:2015, table 7)
DRAWN = "messages => import('./qr.js').then(({outline}) => messages.map(outline))"
SERIES = "([lines, record]) => import('./series.js').then(({series}) => series(lines, record))"


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("web")
    for name, content in files_of_the_page([], None, 300).items():
        (folder / name).write_text(content, encoding="utf-8")
    web = Web(Path(folder))
    one = browser.new_page()
    one.goto(web.address)
    yield one
    one.close()
    web.away()


def seen(outline: str) -> tuple[bytes, dict[str, object]]:
    """What another program reads from the drawing, and what it says of the code."""
    import zxingcpp
    from PIL import Image, ImageDraw

    picture = Image.new("L", (93 * 3, 93 * 3), 255)
    pen = ImageDraw.Draw(picture)
    for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", outline):
        left, top = 3 * (int(x) + 4), 3 * (int(y) + 4)
        pen.rectangle((left, top, left + 2, top + 2), fill=0)
    (found,) = zxingcpp.read_barcodes(picture)
    return found.bytes, dict(found.extra)


def test_every_length_is_read_without_a_single_correction(page: Page) -> None:
    chance = random.Random(17)
    lengths = [1, 2, 15, 16, 106, 107, 108, 214, 215, 322, 535, 643, SHARE]
    messages = [chance.randbytes(length) for length in lengths] + [bytes(SHARE), b"\xff" * SHARE, "Zoë ☂ 🍼".encode()]
    drawn = page.evaluate(DRAWN, [one.hex() for one in messages])
    for message, outline in zip(messages, drawn, strict=True):
        read, told = seen(outline)
        assert read == message
        # No error had to be corrected: the drawing is the standard's to the module.
        assert {"Version": "17", "ECLevel": "L", "DataMask": 0, "UEC": 1.0}.items() <= told.items()


def a_log(number: int, most: int) -> list[Operation]:
    one = study(1, clinics=1).sessions[number]
    words = {"kind": "note", "text": "Zwei Mütter lachen. “Tea?” 🍼\n\\", "actor": "F01", "ref": "note"}
    last = one.taps[most - 1]["t_ms"]
    taps = [*one.taps[:most], words | {"t_ms": last}, {"kind": "void", "voids": "note", "t_ms": last + 5}]
    return seal(one.name, one.opened, taps)


@pytest.mark.parametrize(("number", "most"), [(0, 1), (1, 300)])
def test_a_session_leaves_as_parts_and_comes_back_to_the_byte(page: Page, number: int, most: int) -> None:
    log = a_log(number, most)
    record = {"session": log[0].session, "device": log[0].device, "head": log[-1].digest()}
    shown = page.evaluate(SERIES, [[one.line() for one in log], record])
    assert {len(one) for one in shown[:-1]} <= {2 * SHARE}
    outlines = page.evaluate(DRAWN, shown)
    parts = [part(seen(one)[0], "the screen") for one in outlines]
    assert text(session(series(reversed(parts)))) == text(log)
    # The same columns as the tests' own version of the compact form, which the other tests use.
    import zlib

    sent = zlib.decompress(b"".join(one.content for one in parts), -zlib.MAX_WBITS)
    assert json.loads(sent) == json.loads(compact(log))
