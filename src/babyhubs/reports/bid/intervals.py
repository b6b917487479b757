"""Findings of one measure beside each other: a point for the figure, a line for its limits, and the words where there is no figure."""

import math
from collections.abc import Sequence

from babyhubs.evidence.finding import Finding
from babyhubs.reports.bid.drawing import ACCENT, GRID, INK, LINE, MUTED, line, lines, svg, words

WIDTH, LEFT, RIGHT = 720, 230, 100
CHARACTER = 7.2
TICKS = 5


def intervals(findings: Sequence[Finding], name: str, title: str) -> tuple[str, str]:
    """The drawing, and the same in words."""
    share = shares(findings)
    values = [value for one in findings for value in (one.estimate, one.lower, one.upper) if value is not None]
    low, high, step = _scale(min([0.0, *values]), max([0.0, *values]))
    plot = WIDTH - LEFT - RIGHT
    rows = [lines(one.group, int((LEFT - 20) / CHARACTER)) for one in findings]
    height = 40 + sum(LINE * len(one) + 12 for one in rows)
    parts: list[str] = []
    for number in range(round((high - low) / step) + 1):
        value = low + number * step
        x = LEFT + plot * (value - low) / (high - low)
        parts.append(line(x, 8, x, height - 26, colour=GRID))
        parts.append(words(x, height - 10, _axis(value, share=share), anchor="middle", colour=MUTED))
    y = 10.0
    for one, wrapped in zip(findings, rows, strict=True):
        tall = LINE * len(wrapped)
        middle = y + tall / 2
        parts += [words(10, y + LINE * (number + 1) - 4, text) for number, text in enumerate(wrapped)]
        parts.append(_mark(one, middle, low, high, plot, share=share))
        y += tall + 12
    told = "; ".join(f"{one.group}: {in_words(one, share=share)}" for one in findings)
    description = f"A point for each group, a line for its 95% limits. {told}."
    return svg(WIDTH, int(height), parts, name, title, description), description


def shares(findings: Sequence[Finding]) -> bool:
    """Whether the figures are shares, told in per cent."""
    values = [one.estimate for one in findings if one.estimate is not None]
    return bool(values) and all(-1 <= value <= 1 for value in values)


def in_words(one: Finding, *, share: bool) -> str:
    """As "36% (33% to 39%)"."""
    if one.estimate is None:
        return one.reason or one.verdict or "not shown"
    limits = (
        ""
        if one.lower is None or one.upper is None
        else f" ({told(one.lower, share=share)} to {told(one.upper, share=share)})"
    )
    return f"{told(one.estimate, share=share)}{limits}"


def told(value: float, *, share: bool) -> str:
    """A figure for a reader."""
    return f"{100 * value:.0f}%" if share else f"{value:,.2f}" if abs(value) < 10 else f"{value:,.0f}"


def _mark(one: Finding, y: float, low: float, high: float, plot: float, *, share: bool) -> str:
    def at(value: float) -> float:
        return LEFT + plot * (value - low) / (high - low)

    if one.estimate is None:
        return words(LEFT + 6, y + 5, "no figure: see the table", colour=MUTED)
    drawn = ""
    if one.lower is not None and one.upper is not None:
        drawn = line(at(one.lower), y, at(one.upper), y, colour=ACCENT, width=3)
    drawn += f'<circle cx="{at(one.estimate):g}" cy="{y:g}" r="5" fill="{INK}"/>'
    return drawn + words(WIDTH - RIGHT + 12, y + 5, told(one.estimate, share=share), bold=True)


def _scale(low: float, high: float) -> tuple[float, float, float]:
    """Round ends, and the step between lines of the grid."""
    span = (high - low) or 1.0
    rough = span / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(nice * power for nice in (1, 2, 2.5, 5, 10) if nice * power >= rough)
    return math.floor(low / step) * step, math.ceil(high / step - 1e-9) * step or step, step


def _axis(value: float, *, share: bool) -> str:
    return f"{100 * value:.0f}%" if share else f"{value:,.4g}"
