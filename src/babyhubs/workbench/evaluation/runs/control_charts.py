"""Each changed hub's control chart, with limits that begin anew at its change, laid out for the template.

A chart shows whether a month is news. It never says why: that is what the comparison with unchanged hubs is for.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from babyhubs.evaluation.hub_trend import CAUTION, hub_trend
from babyhubs.evaluation.outcomes import Outcome
from babyhubs.evaluation.study import Study
from babyhubs.statistics.interval import Floats
from babyhubs.statistics.special_cause import COMMON

LEFT, WIDTH, TOP, HEIGHT = 44, 590, 14, 120


def page(read: Study, outcome: Outcome, names: Mapping[str, str]) -> dict[str, Any]:
    """The hubs that changed, in order of their change. Scores have no chart here: their spread within a month is not known."""
    if outcome.scale != "ratio" and outcome.highest != 1.0:
        return {"outcome": outcome.label, "rate": outcome.rate, "hubs": []}
    panel = read.by_fifth(outcome)
    events, exposure = panel.events.sum(axis=0), np.where(panel.open, panel.exposure.sum(axis=0), np.nan)
    order = sorted(np.flatnonzero(panel.changes).tolist(), key=lambda hub: (int(panel.start[hub]), panel.hubs[hub]))
    hubs = [
        _hub(
            names.get(panel.hubs[hub], panel.hubs[hub]),
            panel.months,
            events[hub],
            exposure[hub],
            int(panel.start[hub]),
            outcome,
        )
        for hub in order
    ]
    return {"outcome": outcome.label, "rate": outcome.rate, "hubs": hubs}


def _hub(name: str, months: Any, events: Floats, exposure: Floats, start: int, outcome: Outcome) -> dict[str, Any]:
    found = hub_trend(months, events, exposure, start, share=outcome.scale != "ratio")
    chart, signal = found.chart, found.causes
    news = [str(rule) not in {COMMON, ""} for rule in signal.rule]
    step = ""
    if found.fitted is not None:
        ratio, low, high = found.fitted.ratio("step")
        step = f"× {ratio:.2f} ({low:.2f} to {high:.2f})"
    return {
        "name": name,
        "start": start - int(months[0]),
        "step": step,
        "status": found.status,
        "why": found.why.removeprefix(CAUTION).strip(),
        "news": sum(news),
        "news_after": sum(one for one, month in zip(news, months, strict=True) if month >= start),
        "drawing": _drawing(months, chart, news, [str(one) for one in signal.side], start),
    }


def _drawing(months: Any, chart: Any, news: list[bool], sides: list[str], start: int) -> dict[str, Any]:
    known = np.concatenate([one[np.isfinite(one)] for one in (chart.value, chart.upper, chart.lower)])
    low, high = float(known.min()), float(known.max())
    span = max(high - low, 1e-9)

    def x(place: int) -> float:
        return round(LEFT + WIDTH * (place + 0.5) / len(months), 1)

    def y(value: float) -> float:
        return round(TOP + HEIGHT * (1 - (value - low) / span), 1)

    points = [
        {"x": x(place), "y": y(float(value)), "news": news[place], "side": sides[place]}
        for place, value in enumerate(chart.value)
        if np.isfinite(value)
    ]
    lines = {
        name: [
            " ".join(
                f"{x(place)},{y(float(values[place]))}"
                for place in np.flatnonzero(chart.segment == stretch).tolist()
                if np.isfinite(values[place])
            )
            for stretch in np.unique(chart.segment)
        ]
        for name, values in (("centre", chart.centre), ("lower", chart.lower), ("upper", chart.upper))
    }
    at = int(np.searchsorted(months, start))
    return {
        "points": points,
        "path": " ".join(f"{one['x']},{one['y']}" for one in points),
        "lines": lines,
        "change": round(LEFT + WIDTH * at / len(months), 1),
        "ticks": [{"y": y(value), "text": f"{value:.2f}"} for value in (low, (low + high) / 2, high)],
        "width": LEFT + WIDTH + 10,
        "height": TOP + HEIGHT + 14,
    }
