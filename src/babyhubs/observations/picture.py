"""A picture of an empty room: read within limits, and written anew, so that nothing of it stays but what can be seen.

A photo carries more than its picture: where it was taken, when, with which phone, sometimes a smaller copy of what was cut off.
So no byte of a file is kept. What is decoded is turned upright, made grey and small, and encoded again: grey, because colours
are those of zones and tokens, and because the same picture then takes half the room on a phone.
"""

import hashlib
import io
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babyhubs.errors import InputError

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 12 * 1024 * 1024  # bytes of a file: a phone's photo has 2 to 8 million
MOST_PIXELS = 40_000_000  # a phone's photo has 12 million, a sheet of A4 at 600 dots an inch 35
SMALLEST = 200  # pixels of the shorter side, as it comes: less shows no room
SIDE = 1200  # pixels of the longer side, as it is kept
KEPT_BYTES = 120_000
FORMS = ("JPEG", "PNG", "WEBP")  # nothing else is tried: each decoder more is one more way in
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
    if len(sent) > LARGEST:
        raise InputError(
            f"This picture is larger than {LARGEST // 1024**2} MB.",
            where=where,
            remedy="Save it smaller, and try again.",
        )
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

    with warnings.catch_warnings():
        # Our own limit is far below the one at which Pillow warns. What else it warns of (odd notes beside a photo) is not kept.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(sent), formats=FORMS) as opened:
                _check_size(*opened.size, where)
                if opened.format == "JPEG":
                    opened.draft("RGB", (2 * SIDE, 2 * SIDE))  # decoded at a half or less: a quarter of the memory
                opened.thumbnail((2 * SIDE, 2 * SIDE))  # first of all: what follows works on a small picture
                grey = _on_white(ImageOps.exif_transpose(opened))
        except InputError:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise InputError(
                f"This picture has many more points than {MOST_PIXELS // 1_000_000} million, which is the most.",
                where=where,
                remedy="Save it smaller, and try again.",
            ) from error
        except Exception as error:  # decoders raise what they like at damaged files: none of it is a fault of ours
            raise InputError(
                "This is no picture that can be read here: a JPEG, PNG or WebP that is whole.",
                where=where,
                remedy=REMEDY,
            ) from error
    grey.thumbnail((SIDE, SIDE))
    return Image.frombytes("L", grey.size, grey.tobytes())  # a new picture: what hung on the old one stays behind


def _check_size(width: int, height: int, where: str) -> None:
    """Decided by what the file says of itself, before a point of it is decoded."""
    if width * height > MOST_PIXELS:
        raise InputError(
            f"This picture has {width:,} by {height:,} points; {MOST_PIXELS // 1_000_000} million in all is the most.",
            where=where,
            remedy="Save it smaller, and try again.",
        )
    if min(width, height) < SMALLEST:
        raise InputError(
            f"This picture has only {width:,} by {height:,} points.",
            where=where,
            remedy="Take it larger, and try again.",
        )


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
