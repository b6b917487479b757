"""A figure as somebody typed it, against the figure of its source, to the last digit that was typed."""

import re
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from babyhubs.evidence.sentence import WORDS

NUMBER = re.compile(r"([-−–]?)\s*£?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(%|per cent\b)?")
HUNDRED = Decimal(100)


def differs(text: str, value: float, form: str) -> str:
    """What the source says instead, as it would be typed; "" where the two agree. ValueError where no number is typed.

    The source is rounded to as many decimals as were typed; of a figure half-way between two, either is right.
    """
    number, places, percent = _typed(text)
    exact = Decimal(repr(value))
    if percent or form == "points":
        exact *= HUNDRED
    if form in ("points", "size"):
        exact, number = abs(exact), abs(number)
    step = Decimal(1).scaleb(-places)
    rounded = [exact.quantize(step, rounding=way) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN)]
    return "" if number in rounded else f"{rounded[0]:,f}{'%' if percent else ''}"


def says(text: str, words: str) -> bool:
    """Whether the typed number stands in a text ("56" in "share of babies by 56 days of age")."""
    number, _, _ = _typed(text)
    return any(_value(found) == number for found in NUMBER.finditer(words))


def _typed(text: str) -> tuple[Decimal, int, bool]:
    found = list(NUMBER.finditer(text))
    if len(found) == 1:
        return _value(found[0]), len(found[0][3] or ".") - 1, bool(found[0][4])
    spelt = [word for word in re.findall(r"[a-z]+", text.lower()) if word in WORDS]
    if not found and len(spelt) == 1:
        return Decimal(WORDS[spelt[0]]), 0, False
    raise ValueError("there is not one number in it")


def _value(found: "re.Match[str]") -> Decimal:
    size = Decimal(found[2].replace(",", "") + (found[3] or ""))
    return -size if found[1] else size
