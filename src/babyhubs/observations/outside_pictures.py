"""A picture that somebody sent, opened within limits: whatever is wrong with it, the answer is a sentence.

What a file says of its size is looked at before a point of it is decoded, and only the formats that are asked for are tried: each decoder
more is one more way in.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babyhubs.errors import InputError

if TYPE_CHECKING:
    from PIL.Image import Image

SMALLER = "Save it smaller, and try again."
NAMES = {"JPEG": "JPEG", "PNG": "PNG", "WEBP": "WebP"}


@dataclass(frozen=True)
class Limits:
    """formats: as Pillow names them. largest: bytes of a file. most_pixels: of the picture."""

    formats: tuple[str, ...]
    largest: int
    most_pixels: int


@contextmanager
def opened(sent: bytes, where: str, limits: Limits, remedy: str) -> "Iterator[Image]":
    """The picture, not decoded yet; what its decoder says while it is worked on becomes an InputError as well."""
    from PIL import Image  # noqa: PLC0415 - loaded by who takes a picture in

    if len(sent) > limits.largest:
        raise InputError(f"This picture is larger than {limits.largest // 1024**2} MB.", where=where, remedy=SMALLER)
    with warnings.catch_warnings():
        # Our own limit is far below the one at which Pillow warns. What else it warns of (odd notes beside a photo) is not kept.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(sent), formats=limits.formats) as found:
                if found.width * found.height > limits.most_pixels:
                    raise _too_many(limits, where, f"{found.width:,} by {found.height:,}")
                yield found
        except InputError:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise _too_many(limits, where, "too many") from error
        except Exception as error:  # decoders raise what they like at damaged files: none of it is a fault of ours
            *others, last = (NAMES[one] for one in limits.formats)
            raise InputError(
                f"This is no picture that can be read here: a {', '.join(others)} or {last} that is whole.",
                where=where,
                remedy=remedy,
            ) from error


def _too_many(limits: Limits, where: str, size: str) -> InputError:
    return InputError(
        f"This picture has {size} points; {limits.most_pixels // 1_000_000} million in all is the most.",
        where=where,
        remedy=SMALLER,
    )
