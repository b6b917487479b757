"""Colours that survive greyscale and colour blindness, and never stand alone: dashes, shapes and labels say the same.

Unordered groups: hues of Okabe and Ito, darkened where they have less than 3:1 contrast on white. Ordered groups: one hue
from dark (first) to light, every step at least 3:1 on white.
"""

UNORDERED = ("#0072b2", "#c24e00", "#00805d", "#a8487f", "#1d2b33", "#7a6a00")
ORDERED = ("#0b2545", "#134f86", "#1f77b4", "#3f8fc4", "#5b97bd", "#7391a3")
UNKNOWN = "#767676"
DASHES = ((1, 0), (7, 3), (2, 3), (9, 3, 2, 3), (4, 2), (12, 4), (1, 2))
UNKNOWN_DASH = (1, 4)
MAP = ("#08306b", "#2368ab", "#5a9bcc", "#a3cbe5", "#e3eef7")  # low reach is dark: it is what the eye should find
FLAGGED, REST = "#b23a00", "#2b5c86"


def colours(size: int, ordered: bool) -> tuple[str, ...]:
    """So many colours; an ordered ramp is spread over its whole length."""
    if not ordered:
        return tuple(UNORDERED[i % len(UNORDERED)] for i in range(size))
    last = len(ORDERED) - 1
    return tuple(ORDERED[round(i * last / max(size - 1, 1))] for i in range(size))
