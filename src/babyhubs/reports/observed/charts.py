"""The two charts across hubs: differences between models with their limits, and what family time goes to in each model."""

from typing import Any

import altair as alt

from babyhubs.observations.comparison import Difference
from babyhubs.observations.ethogram import Ethogram
from babyhubs.reports.charts import palette
from babyhubs.reports.charts.drawing import INK, MUTED, Figure, Margins, draw
from babyhubs.reports.observed.shown import Shown
from babyhubs.reports.observed.words import MEASURE, difference, hundred


def differences(found: list[Difference]) -> Figure | None:
    """Each measure's difference in points of 100, with 95% limits and a line at none."""
    drawable = [one for one in found if one.lower is not None and one.upper is not None]
    if not drawable:
        return None
    pairs = {(one.first, one.second) for one in drawable}
    data: dict[str, list[Any]] = {
        "rows": [
            {"y": place, "x": 100 * one.difference, "low": 100 * (one.lower or 0), "high": 100 * (one.upper or 0),
             "kind": "differ" if one.claim == "differ" else "not shown"}
            for place, one in enumerate(drawable)
        ],
        "names": [{"y": place, "x": -100, "t": _label(one, pairs)} for place, one in enumerate(drawable)],
        "none": [{"x": 0}],
    }  # fmt: skip
    scale = alt.Scale(domain=[-100, 100], nice=False)
    axis = alt.Axis(values=[-100, -50, 0, 50, 100], title=_axis(pairs), titleY=36)
    x = alt.X("x:Q", scale=scale, axis=axis)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[len(drawable) - 0.4, -0.6], nice=False), axis=None)
    shape = alt.Shape(
        "kind:N", scale=alt.Scale(domain=["differ", "not shown"], range=["diamond", "square"]), legend=None
    )
    base = alt.Chart(alt.NamedData("rows"))
    chart = alt.layer(
        alt.Chart(alt.NamedData("none")).mark_rule(color=MUTED, strokeDash=[3, 3]).encode(alt.X("x:Q", scale=scale)),
        base.mark_rule(strokeWidth=2.2, color=palette.REST).encode(
            alt.X("low:Q", scale=scale, axis=axis), alt.X2("high"), y
        ),
        base.mark_point(size=110, filled=True, opacity=1, color=palette.REST).encode(x, y, shape),
        alt.Chart(alt.NamedData("names"))
        .mark_text(align="left", baseline="bottom", dy=-9, fontSize=13, color=INK)
        .encode(alt.X("x:Q", scale=scale), y, alt.Text("t:N")),
    )
    told = " ".join(f"{MEASURE[one.measure]}: {difference(one)}" for one in drawable)
    return draw(
        chart, data, "model-differences", "Differences between the models", told, (460, 62 * len(drawable)),
        Margins(left=14, right=20, top=20, bottom=48), caption="Differences between the models. Diamond: shown to differ; square: not shown to differ.",
    )  # fmt: skip


def _label(one: Difference, pairs: set[tuple[str, str]]) -> str:
    return MEASURE[one.measure] + (f": {one.first} against {one.second}" if len(pairs) > 1 else "")


def _axis(pairs: set[tuple[str, str]]) -> str:
    return (
        f"More in the {min(pairs)[0]} model (points in 100)"
        if len(pairs) == 1
        else "More in the model named first (points in 100)"
    )


def family_time(by_model: dict[str, list[Shown]], codes: Ethogram) -> Figure | None:
    """Shares of family time by activity, a mark for each model."""
    names = sorted(
        {row.code for rows in by_model.values() for row in rows},
        key=lambda code: -max(row.pooled for rows in by_model.values() for row in rows if row.code == code),
    )
    if not names or not by_model:
        return None
    models = sorted(by_model)
    data: dict[str, list[Any]] = {
        "rows": [
            {"y": names.index(row.code), "x": 100 * row.pooled, "model": model}
            for model, rows in sorted(by_model.items())
            for row in rows
        ],
        "names": [{"y": place, "x": 0, "t": codes.label(code)} for place, code in enumerate(names)],
        "key": [{"x": 66, "y": len(names) - 1 - 0.9 * place, "model": model, "t": f"{model} model"} for place, model in enumerate(models)],
    }  # fmt: skip
    top = 100
    scale = alt.Scale(domain=[0, top], nice=False)
    x = alt.X(
        "x:Q", scale=scale, axis=alt.Axis(values=[0, 25, 50, 75, 100], title="Of 100 minutes of family time", titleY=36)
    )
    y = alt.Y("y:Q", scale=alt.Scale(domain=[len(names) - 0.4, -0.7], nice=False), axis=None)
    shapes = ["circle", "triangle-up", "square", "diamond"][: len(models)]
    colour = alt.Color(
        "model:N", scale=alt.Scale(domain=models, range=list(palette.colours(len(models), False))), legend=None
    )
    shape = alt.Shape("model:N", scale=alt.Scale(domain=models, range=shapes), legend=None)
    chart = alt.layer(
        alt.Chart(alt.NamedData("rows")).mark_point(size=90, filled=True, opacity=1).encode(x, y, colour, shape),
        alt.Chart(alt.NamedData("names"))
        .mark_text(align="left", baseline="bottom", dy=-8, fontSize=13, color=INK)
        .encode(alt.X("x:Q", scale=scale), y, alt.Text("t:N")),
        alt.Chart(alt.NamedData("key")).mark_point(size=90, filled=True, opacity=1).encode(x, y, colour, shape),
        alt.Chart(alt.NamedData("key"))
        .mark_text(align="left", baseline="middle", dx=10, fontSize=13, color=INK)
        .encode(alt.X("x:Q", scale=scale), y, alt.Text("t:N")),
    )
    told = "; ".join(
        f"{codes.label(row.code)} in the {model} model: {hundred(row.pooled)}" for model, rows in sorted(by_model.items()) for row in rows
    )  # fmt: skip
    return draw(
        chart, data, "family-time", "What family time goes to", f"Of 100 minutes of family time. {told}.",
        (460, 40 * len(names)), Margins(left=14, right=20, top=24, bottom=48), caption="What family time goes to",
    )  # fmt: skip
