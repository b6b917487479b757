"""What the capture page shows, made here: the compact form, its parts and pictures of them. tests/browser holds it against the page itself."""

import hashlib
import io
import json
import zlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from babyhubs.observations.log.operation import Operation

SHARE = 629  # bytes of a part that are the session's, in a code of version 17, level L
LEFT_OUT = ("v", "session", "device", "seq", "prev", "t_ms", "wall", "op_id")


def compact(log: Sequence[Operation]) -> bytes:
    """capture/series.js, `compact`."""
    columns: list[list[Any]] = [[] for _ in range(7)]
    before, names = [0, 0, 0], list[str]()
    for one in log:
        wall = round(datetime.fromisoformat(one.wall).timestamp() * 1000)
        now = [one.t_ms, wall - one.t_ms, int(one.op_id[24:], 16)]
        rest = {name: value for name, value in one.content().items() if name not in LEFT_OUT}
        if one.voids:
            rest["voids"] = names.index(one.voids)
        names.append(one.op_id)
        steps = [value - last for value, last in zip(now, before, strict=True)]
        drawn = int(one.op_id[:8] + one.op_id[9:13], 16)
        for column, value in zip(columns, [*steps, one.wall[23:], drawn - wall, one.op_id[15:23], rest], strict=True):
            column.append(value)
        before = now
    said = [log[0].session, log[0].device, log[-1].digest(), *columns]
    return json.dumps(said, separators=(",", ":"), ensure_ascii=False).encode()


def packed(content: bytes) -> bytes:
    """As the browser's `deflate-raw`."""
    stream = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.compress(content) + stream.flush()


def parts(content: bytes, head: str, *, share: int = SHARE) -> list[bytes]:
    """capture/series.js, `series`: what stands in each code."""
    pieces = [content[at : at + share] for at in range(0, len(content), share)]
    found = []
    for number, piece in enumerate(pieces, start=1):
        start = b"BH\x01" + number.to_bytes(2) + len(pieces).to_bytes(2) + bytes.fromhex(head[:8])
        found.append(start + hashlib.sha256((start + piece).hex().encode()).digest()[:4] + piece)
    return found


def codes(log: Sequence[Operation], *, share: int = SHARE) -> list[bytes]:
    """Every code of a session."""
    return parts(packed(compact(log)), log[-1].digest(), share=share)


def photograph(shown: Sequence[bytes], form: str = "PNG") -> bytes:
    """One picture with some codes beside each other, drawn by another encoder than the page's."""
    import numpy as np
    import zxingcpp
    from PIL import Image

    drawn = [
        Image.fromarray(
            np.array(
                zxingcpp.create_barcode(one, zxingcpp.BarcodeFormat.QRCode).to_image(scale=4, add_quiet_zones=True)
            )
        )
        for one in shown
    ]
    sheet = Image.new("L", (max([one.width for one in drawn] or [400]) * max(1, len(drawn)), 500), 255)
    for place, one in enumerate(drawn):
        sheet.paste(one, (place * (sheet.width // len(drawn)), 10))
    made = io.BytesIO()
    sheet.save(made, form)
    return made.getvalue()
