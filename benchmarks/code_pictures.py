"""How small, unsharp and noisy a code may be in a camera's picture and still be read: pictures made worse step by step."""

import re

import numpy as np
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
SIZES = (2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0)  # points of the picture a module
FINE = 10
# name: unsharpness and noise in points and greys, darkest and lightest grey, strength of a lamp's reflection
WAYS = {
    "good light": (0.5, 5, 20, 230, 0),
    "indoors": (1.0, 10, 40, 200, 0),
    "indoors, a lamp on the screen": (1.0, 10, 40, 200, 60),
    "dim and unsharp": (1.3, 15, 60, 180, 0),
}


def table(outlines: list[str]) -> list[str]:
    """For each size and way, how many of the codes are read, as rows of a table."""
    chance = np.random.default_rng(1)
    codes = [_drawn(one) for one in outlines]
    rows = []
    for size in SIZES:
        read = [sum(_read(_filmed(one, size, way, chance)) for one in codes) for way in WAYS.values()]
        rows.append(f"| {size:g} | " + " | ".join(f"{one} of {len(codes)}" for one in read) + " |")
    return [f"| points a module | {' | '.join(WAYS)} |", "| --- |" + " --- |" * len(WAYS), *rows]


def _read(picture: Image.Image) -> bool:
    return bool(zxingcpp.read_barcodes(picture, formats=FORMATS))


def _drawn(outline: str) -> Image.Image:
    code = Image.new("L", (93 * FINE, 93 * FINE), 255)
    pen = ImageDraw.Draw(code)
    for x, y in re.findall(r"M(\d+) (\d+)", outline):
        left, top = (int(x) + 4) * FINE, (int(y) + 4) * FINE
        pen.rectangle((left, top, left + FINE - 1, top + FINE - 1), fill=0)
    return code


def _filmed(code: Image.Image, size: float, way: tuple[float, ...], chance: np.random.Generator) -> Image.Image:
    """The code in a room, turned by up to eight degrees, seen from a little above."""
    blur, noise, dark, light, glare = way
    side = round(93 * size)
    held = code.point([round(dark + (light - dark) * grey / 255) for grey in range(256)])
    held = held.resize((side, side), Image.Resampling.LANCZOS)
    held = held.rotate(chance.uniform(-8, 8), expand=True, fillcolor=60, resample=Image.Resampling.BICUBIC)
    wide, high = held.size
    corners = (0, 0, -0.04 * wide, high, 1.04 * wide, 0.98 * high, wide, 0.02 * high)
    held = held.transform((wide, high), Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)
    room = Image.new("L", (1280, 900), 60)
    room.paste(held, (200, 40))
    greys = np.asarray(room.filter(ImageFilter.GaussianBlur(blur))).astype(float)
    down, across = np.mgrid[0:900, 0:1280]
    greys += glare * np.exp(-((across - 350) ** 2 + (down - 250) ** 2) / (2 * 120**2))
    greys += chance.normal(0, noise, greys.shape)
    return Image.fromarray(np.clip(greys, 0, 255).astype(np.uint8))
