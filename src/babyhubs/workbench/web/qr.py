"""A QR code as the path of an SVG picture: one line, drawn by the page itself."""

from functools import lru_cache

QUIET = 4  # modules of white around it (ISO/IEC 18004)


@lru_cache(maxsize=64)
def path(text: str) -> tuple[int, str]:
    """The side of the picture in modules, and its path. A quarter of the code may be damaged: sheets get creased, posters hang in halls."""
    from qrcode.constants import ERROR_CORRECT_Q  # noqa: PLC0415 - only for a sheet or a poster
    from qrcode.main import QRCode  # noqa: PLC0415

    code = QRCode(error_correction=ERROR_CORRECT_Q, border=QUIET)
    code.add_data(text)
    rows = code.get_matrix()
    drawn = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return len(rows), drawn
