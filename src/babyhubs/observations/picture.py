"""A picture of an empty room: read within limits, and written anew, so that nothing of it stays but what can be seen.

A photo carries more than its picture: where it was taken, when, with which phone, sometimes a smaller copy of what was cut off.
So no byte of a file is kept. What is decoded is turned upright, made grey and small, and encoded again: grey, because colours
are those of zones and tokens, and because the same picture then takes half the room on a phone.
"""

import hashlib
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babyhubs.errors import InputError
from babyhubs.observations.outside_pictures import Limits, opened

if TYPE_CHECKING:
    from PIL.Image import Image

# a phone's photo has 2 to 8 million bytes and 12 million points, a sheet of A4 at 600 dots an inch 35 million points
LIMITS = Limits(("JPEG", "PNG", "WEBP"), largest=12 * 1024 * 1024, most_pixels=40_000_000)
SMALLEST = 200  # pixels of the shorter side, as it comes: less shows no room
SIDE = 1200  # pixels of the longer side, as it is kept
KEPT_BYTES = 120_000
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}\.(jpg|jpeg|png|webp)", re.I)
REMEDY = "Take the photo again, or save it as JPEG or PNG, and choose it once more."
_QUALITIES = (80, 70, 60, 50, 40, 30)


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept: JPEG, grey, upright, without anything beside what can be seen."""

    content: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        """SHA-256 of what is kept."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def name(self) -> str:
        """What its file is called: the same picture, the same name; another picture, another."""
        return f"room-{self.digest[:16]}.jpg"


def read(sent: bytes, where: str) -> Picture:
    """A picture from a file's bytes. Same file, same bytes out, with the pinned version of Pillow."""
    shown = _decoded(sent, where)
    for side in (SIDE, 1000, 800, 640, 480):
        shown.thumbnail((side, side))
        for quality in _QUALITIES:
            if len(content := _encoded(shown, quality)) <= KEPT_BYTES:
                return Picture(content, *shown.size)
    raise AssertionError("a grey picture of 480 pixels fits")  # 230,400 pixels in 120,000 bytes, at the lowest quality


def _decoded(sent: bytes, where: str) -> "Image":
    """Upright, grey, no larger than is kept, and of that picture nothing but its points."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - loaded by who takes a picture in

    with opened(sent, where, LIMITS, REMEDY) as found:
        if min(found.size) < SMALLEST:
            raise InputError(
                f"This picture has only {found.width:,} by {found.height:,} points.",
                where=where,
                remedy="Take it larger, and try again.",
            )
        if found.format == "JPEG":
            found.draft("RGB", (2 * SIDE, 2 * SIDE))  # decoded at a half or less: a quarter of the memory
        found.thumbnail((2 * SIDE, 2 * SIDE))  # first of all: what follows works on a small picture
        grey = _on_white(ImageOps.exif_transpose(found))
    grey.thumbnail((SIDE, SIDE))
    return Image.frombytes("L", grey.size, grey.tobytes())  # a new picture: what hung on the old one stays behind


def _on_white(shown: "Image") -> "Image":
    """Grey; what is see-through is paper."""
    from PIL import Image  # noqa: PLC0415 - see above

    if shown.mode.startswith("I"):  # scans with 65,536 greys
        return shown.convert("I").point(lambda grey: grey / 256).convert("L")
    if shown.mode in ("RGBA", "LA", "PA") or "transparency" in shown.info:
        above: Any = shown.convert("RGBA")
        paper = Image.new("RGBA", above.size, "white")
        return Image.alpha_composite(paper, above).convert("L")
    return shown.convert("L")


def _encoded(shown: "Image", quality: int) -> bytes:
    made = io.BytesIO()
    shown.save(made, "JPEG", quality=quality, optimize=True)
    return made.getvalue()
