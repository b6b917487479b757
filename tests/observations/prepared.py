"""What is prepared before a session, as the tests need it: a picture with everything that a phone writes into one, a code book."""

import io
from functools import cache

from PIL import Image

from babyhubs.observations import ethogram


@cache
def photo(wide: int = 400, high: int = 300, form: str = "JPEG", turned: int = 6) -> bytes:
    """A grey ramp with a bright left half, held sideways, that says where it was taken and by which phone."""
    shown = Image.linear_gradient("L").resize((wide, high)).convert("RGB")
    shown.paste((250, 250, 250), (0, 0, wide // 2, high // 4))
    exif = Image.Exif()
    exif[0x0112] = turned  # Orientation: 6 is turned a quarter to the left
    exif[0x010F] = "Telephone of Anna"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 28.0, 1.0), 3: "W", 4: (2.0, 35.0, 1.0)})
    made = io.BytesIO()
    shown.save(made, form, exif=exif)
    return made.getvalue()


def own_codes(version: int = 1, *, without: str = "", more: str = "", identity: str = "our-hubs") -> str:
    """The starter under a name of one's own, with a code taken away or lines added."""
    text = ethogram.STARTER.read_text("utf-8").replace('id = "baby-hub"', f'id = "{identity}"')
    text = text.replace("version = 1", f"version = {version}")
    return "".join(line for line in text.splitlines(True) if not (without and line.startswith(f"{without} ="))) + more
