"""A figure as it is written: to ten significant digits, so that it is the same on every machine.

Sums of thousands of products come out in another order where a library has other vector instructions or threads, and differ in the last
three or four of a float's seventeen digits. A finding is named by the digest of its content, so those digits must not be in it.
"""

import math

DIGITS = 10


def written(value: float | None) -> float | None:
    """The figure to `DIGITS` significant digits; None where there is none, or none that JSON can hold."""
    return None if value is None or not math.isfinite(value) else float(f"{value:.{DIGITS}g}")
