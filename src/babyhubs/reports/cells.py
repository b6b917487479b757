"""How a released figure is shown: one spelling for counts, shares, ratios and limits on the page and in the tables.

Rounding for the eye goes through decimal text, halves away from zero, so that it is the same on every machine.
"""

import math
from typing import Any

SUPPRESSED = "*"
NONE = "–"
# What a spreadsheet takes for a formula, or skips and then takes for one; the wide forms are those of East Asian keyboards.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")

Row = dict[str, Any]


def count(row: Row, column: str) -> str:
    """A count of people: "*" where it was suppressed, a dash where there is none."""
    value = row[column]
    if value is None:
        return SUPPRESSED if row["protection"] else NONE
    return f"{value:,}"


def hundred(value: float | None) -> str:
    """A share as a number in 100: "65". Shares next to nothing or to all are not rounded onto them."""
    if value is None:
        return NONE
    whole = rounded(value * 100)
    if whole == 0 and value > 0:
        return "under 1"
    if whole == 100 and value < 1:
        return "over 99"
    return str(whole)


def share(row: Row, estimate: str = "estimate", lower: str = "lower", upper: str = "upper") -> str:
    """A share in 100 with its limits: "65 (64 to 66)"."""
    if row[estimate] is None:
        return missing(row)
    if row[lower] is None or row[upper] is None:
        return hundred(row[estimate])
    return f"{hundred(row[estimate])} ({rounded(row[lower] * 100)} to {rounded(row[upper] * 100)})"


def figure(
    row: Row, digits: int = 1, columns: tuple[str, str, str] = ("estimate", "lower", "upper"), times: float = 1.0
) -> str:
    """Any figure with its limits; `times` changes the unit."""
    estimate, lower, upper = (None if row[name] is None else row[name] * times for name in columns)
    if estimate is None:
        return missing(row)
    if lower is None or upper is None:
        return decimal(estimate, digits)
    return f"{decimal(estimate, digits)} ({decimal(lower, digits)} to {decimal(upper, digits)})"


def decimal(value: float, digits: int) -> str:
    """A number with so many decimals, never "-0.0"."""
    return f"{round(value, digits) + 0.0:,.{digits}f}"


def ratio(row: Row) -> str:
    """The ratio to all others with its limits."""
    return figure(row, 2, ("ratio", "ratio_lower", "ratio_upper"))


def shortfall(row: Row) -> str:
    """Families a year that would have to come for the group to be reached like the others."""
    value = row["shortfall_families"]
    if value is None:
        return missing(row)
    if value <= 0:
        return "none"
    low, high = row["shortfall_lower"], row["shortfall_upper"]
    if low is None or high is None:
        return f"{value:,.0f}"
    return f"{value:,.0f} ({max(low, 0):,.0f} to {high:,.0f})"


def chance(value: float | None) -> str:
    """A q-value or a p-value, with a floor: more zeros say nothing more."""
    if value is None:
        return NONE
    if value < 0.001:
        return "under 0.001"
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}"


def missing(row: Row) -> str:
    """What stands where a figure is not: suppressed, or not there."""
    return SUPPRESSED if row["protection"] else NONE


def about(value: float) -> str:
    """A count for reading aloud: to the nearest 5 below 1,000, to the nearest 50 below 10,000, then 500, 5,000..."""
    if value < 1000:
        step = 5
    elif value < 10_000:
        step = 50
    else:
        step = 5 * 10 ** (int(math.log10(value)) - 2)
    return f"{rounded(value / step) * step:,}"


def rounded(value: float) -> int:
    """To a whole number, halves away from zero, after tidying binary dust (0.285 * 100 is 28.499999999999996)."""
    tidy = round(value, 9)
    return math.floor(abs(tidy) + 0.5) * (1 if tidy >= 0 else -1)


def safe_text(value: str) -> str:
    """Text from outside as a spreadsheet may open it: what would start a formula gets an apostrophe in front."""
    return f"'{value}" if value.lstrip(" ").startswith(FORMULA_STARTS) else value
