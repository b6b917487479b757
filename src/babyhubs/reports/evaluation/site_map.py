"""The map of siting: areas as dots by missed families, hubs of today, candidates, and the best choice. A table stands beside it."""

import altair as alt
import numpy as np

from babyhubs.reports.charts.drawing import INK, MUTED, PAPER, Figure, Margins, draw
from babyhubs.reports.evaluation.places_file import Areas, Sites

SIDE = 520
MARGINS = Margins(left=8, right=8, top=8, bottom=8)
_CHOSEN = "#b3400e"


def site_map(these: Areas, those: Sites, best: list[str], *, missed: bool = True) -> Figure:
    """North is up; longitudes are drawn at the width that they have at this latitude.

    missed: areas by their missed families. A map that may leave shows where areas are, and no families: few of them say who they are.
    """
    wide = float(np.cos(np.radians(these.y.mean()))) if these.degrees else 1.0
    x, y = np.concatenate([these.x, those.x]) * wide, np.concatenate([these.y, those.y])
    span = max(float(np.ptp(x)), float(np.ptp(y)), 1e-9) * 1.04
    left, low = (x.max() + x.min() - span) / 2, (y.max() + y.min() - span) / 2
    across = alt.X("x:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)
    up = alt.Y("y:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)

    def point(east: float, north: float) -> dict[str, float]:
        return {"x": (east * wide - left) / span, "y": (north - low) / span}

    shown = these.missed if missed else np.full(these.missed.shape, 1.0)
    dots = [point(a, b) | {"missed": float(m)} for a, b, m in zip(these.x, these.y, shown, strict=True)]
    marks = [
        point(a, b) | {"kind": "chosen" if name in best else "hub" if opened else "candidate", "name": name}
        for name, a, b, opened in zip(those.names, those.x, those.y, those.open, strict=True)
    ]
    data = {kind: [one for one in marks if one["kind"] == kind] for kind in ("hub", "candidate", "chosen")}
    size = alt.Size("missed:Q", scale=alt.Scale(range=[4, 220]), legend=None) if missed else alt.SizeValue(30)
    larger = ", larger where more families are missed" if missed else ""
    chart = alt.layer(
        alt.Chart(alt.NamedData("areas")).mark_circle(color="#7aa5b8", opacity=0.55).encode(
            across, up, size
        ),
        alt.Chart(alt.NamedData("candidate")).mark_point(shape="circle", color=MUTED, size=50, strokeWidth=1.6, fill=PAPER).encode(across, up),
        alt.Chart(alt.NamedData("hub")).mark_point(shape="square", color=INK, size=70, filled=True).encode(across, up),
        alt.Chart(alt.NamedData("chosen")).mark_point(shape="diamond", color=_CHOSEN, size=240, filled=True).encode(across, up),
    )  # fmt: skip
    told = f"Areas as dots{larger}. The best choice: {', '.join(best)}."
    return draw(
        chart, {"areas": dots, **data}, "site-map", "Where the next hub could open", told, (SIDE, SIDE), MARGINS,
        caption=f"Dots: areas{larger}. Squares: hubs of today. Circles: candidates. Diamonds: the best choice.",
    )  # fmt: skip
