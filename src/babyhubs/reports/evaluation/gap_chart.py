"""Observed with the change and expected without it, by deprivation fifth: two marks a fifth, joined."""

import altair as alt

from babyhubs.evaluation.gap import Answer
from babyhubs.reports.charts.drawing import INK, MUTED, Figure, Margins, draw
from babyhubs.reports.phrases import capital

WIDTH, ROW = 420, 44
MARGINS = Margins(left=120, right=24, top=12, bottom=48)
WIDEST = 0.10  # of a share: a span below ten families in a hundred would blow chance up to the width of the page
_FIFTHS = ("most deprived", "second", "third", "fourth", "least deprived")


def rates_chart(answer: Answer, name: str) -> Figure | None:
    """None where there are no rates."""
    rates = answer.rates
    if rates is None:
        return None
    rows = [
        {"fifth": fifth, "observed": seen, "expected": without}
        for fifth, seen, without in zip(_FIFTHS, rates.observed, rates.expected, strict=True)
    ]
    share = answer.outcome.scale == "difference" and answer.outcome.rate != "points"
    low, high = _span([*rates.observed, *rates.expected], share)
    x = alt.X(
        "expected:Q", title=answer.outcome.rate, scale=alt.Scale(domain=[low, high], nice=True, zero=False),
        axis=alt.Axis(format="%", tickCount=5) if share else alt.Axis(tickCount=6),
    )  # fmt: skip
    y = alt.Y("fifth:N", sort=list(_FIFTHS), title=None)
    base = alt.Chart(alt.NamedData("rates"))
    chart = alt.layer(
        base.mark_rule(color=MUTED, strokeWidth=3).encode(x, alt.X2("observed"), y),
        base.mark_point(shape="circle", size=90, color=MUTED, filled=False, strokeWidth=2).encode(x, y),
        base.mark_point(shape="diamond", size=110, color=INK, filled=True).encode(alt.X("observed:Q"), y),
    )
    told = "; ".join(f"{row['fifth']}: expected {row['expected']:.3f}, observed {row['observed']:.3f}" for row in rows)
    return draw(
        chart, {"rates": rows}, name, f"{capital(answer.outcome.label)} by deprivation fifth", told, (WIDTH, ROW * 5), MARGINS,
        caption="Open circle: expected without the change. Full diamond: observed with it. How far chance reaches stands in the table by fifth.",
    )  # fmt: skip


def _span(values: list[float], share: bool) -> tuple[float, float]:
    """The part of the scale that is drawn. Of a share at least ten in a hundred; of a rate at least a fifth of its middle."""
    low, high = min(values), max(values)
    middle = (low + high) / 2
    half = max((high - low) / 2 * 1.1, (WIDEST if share else middle / 5) / 2)
    return (max(middle - half, 0.0), min(middle + half, 1.0) if share else middle + half)
