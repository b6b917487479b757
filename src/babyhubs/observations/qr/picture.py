"""The codes in a picture: a photograph of a phone's screen, or one frame of a camera.

Pictures come from outside. What a file says of its size is looked at before anything of it is decoded, only two formats are tried,
and whatever a decoder makes of a damaged file, the answer is a sentence.
"""

import io
import warnings

from babyhubs.errors import InputError
from babyhubs.observations.qr.part import Part, is_part, part

FORMATS = ("JPEG", "PNG")
LARGEST = 20 * 1024 * 1024  # bytes
MOST_PIXELS = 50_000_000  # the largest that phones take; a laptop's camera has one or two million


def parts(sent: bytes, where: str) -> list[Part]:
    """Every part of a session that can be seen in a picture; none, where there is no code in it or only others."""
    if len(sent) > LARGEST:
        raise InputError(
            f"This picture is larger than {LARGEST // 1024**2} MB.",
            where=where,
            remedy="Take it smaller, and try again.",
        )
    return [part(code, where) for code in codes(sent, where) if is_part(code)]


def codes(sent: bytes, where: str) -> list[bytes]:
    """What the QR codes in a picture hold."""
    import zxingcpp  # noqa: PLC0415 - loaded by who reads pictures
    from PIL import Image  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(sent), formats=FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise InputError(
                        f"This picture has {opened.width:,} by {opened.height:,} points; "
                        f"{MOST_PIXELS // 1_000_000} million in all is the most.",
                        where=where,
                        remedy="Take it smaller, and try again.",
                    )
                if opened.format == "JPEG":
                    opened.draft("L", opened.size)  # grey from the first: a third of the memory
                grey = opened.convert("L")
        except InputError:
            raise
        except Exception as error:  # decoders raise what they like at damaged files: none of it is a fault of ours
            raise InputError(
                "This is no picture that can be read here.", where=where, remedy="Save it as JPEG or PNG."
            ) from error
    return [
        one.bytes
        for one in zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    ]
