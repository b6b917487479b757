"""Observed with the change and expected without it, by deprivation fifth: two marks a fifth, joined."""

import altair as alt

from babyhubs.evaluation.gap import Answer
from babyhubs.reports.charts.drawing import INK, MUTED, Figure, Margins, draw

WIDTH, ROW = 420, 44
MARGINS = Margins(left=120, right=24, top=12, bottom=48)
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
    x = alt.X("expected:Q", title=answer.outcome.rate, scale=alt.Scale(zero=False))
    y = alt.Y("fifth:N", sort=list(_FIFTHS), title=None)
    base = alt.Chart(alt.NamedData("rates"))
    chart = alt.layer(
        base.mark_rule(color=MUTED, strokeWidth=3).encode(x, alt.X2("observed"), y),
        base.mark_point(shape="circle", size=90, color=MUTED, filled=False, strokeWidth=2).encode(x, y),
        base.mark_point(shape="diamond", size=110, color=INK, filled=True).encode(alt.X("observed:Q"), y),
    )
    told = "; ".join(f"{row['fifth']}: expected {row['expected']:.3f}, observed {row['observed']:.3f}" for row in rows)
    return draw(
        chart, {"rates": rows}, name, f"{answer.outcome.label.capitalize()} by deprivation fifth", told, (WIDTH, ROW * 5), MARGINS,
        caption="Open circle: expected without the change. Full diamond: observed with it.",
    )  # fmt: skip
