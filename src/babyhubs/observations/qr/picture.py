"""The codes in a picture: a photograph of a phone's screen, or one frame of a camera.

Pictures come from outside: ../outside_pictures.py.
"""

from babyhubs.observations.outside_pictures import Limits, opened
from babyhubs.observations.qr.part import Part, is_part, part

# the largest that phones take; a laptop's camera has one or two million points
LIMITS = Limits(("JPEG", "PNG"), largest=20 * 1024 * 1024, most_pixels=50_000_000)
REMEDY = "Save it as JPEG or PNG."


def parts(sent: bytes, where: str) -> list[Part]:
    """Every part of a session that can be seen in a picture; none, where there is no code in it or only others."""
    return [part(code, where) for code in codes(sent, where) if is_part(code)]


def codes(sent: bytes, where: str) -> list[bytes]:
    """What the QR codes in a picture hold."""
    import zxingcpp  # noqa: PLC0415 - loaded by who reads pictures

    with opened(sent, where, LIMITS, REMEDY) as found:
        if found.format == "JPEG":
            found.draft("L", found.size)  # grey from the first: a third of the memory
        grey = found.convert("L")
    return [
        one.bytes
        for one in zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    ]
