"""One hub over time: a control chart that is rebased at the change, and the segmented regression where there are points enough.

A chart shows whether a month is news. Neither it nor the regression says that the change of the hub made the news.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.evaluation.interrupted import FEWEST_EACH_SIDE, YEAR, Fitted, design, fit, newey_west_lags
from babyhubs.evaluation.problems import Status
from babyhubs.statistics.control_charts import Chart, proportions, rates, segments
from babyhubs.statistics.interval import floats
from babyhubs.statistics.special_cause import SpecialCause, special_cause

FEWEST_POINTS = 12  # of a chart: with fewer the limits move with every point
CAUTION = (
    "One series cannot tell the change of the hub from anything else that happened at that time. Compare with hubs that did not change "
    "(`babyhubs evaluate gap`)."
)


@dataclass(frozen=True)
class HubTrend:
    """chart and its special causes; the segmented regression or None; status and why."""

    chart: Chart
    causes: SpecialCause
    fitted: Fitted | None
    status: Status
    why: str


def hub_trend(
    months: ArrayLike, events: ArrayLike, exposure: ArrayLike, start: int | None, *, share: bool = False
) -> HubTrend:
    """One hub's months in order; exposure 0 or NaN where it was closed. share: events are some of the exposure (a p' chart), else a u' chart."""
    t, y, n = floats(months), floats(events), floats(exposure)
    n = np.where(np.isfinite(n), n, 0.0)
    inside = start is not None and t[0] < start <= t[-1]
    rebase = t == start if inside else np.zeros(t.size, dtype=bool)
    stretch = segments(np.zeros(t.size, dtype=np.int64), rebase)
    y = np.where(n > 0, y, np.nan)
    chart = (proportions if share else rates)(y, n, stretch, prime=True)
    causes = special_cause(chart)
    open_months = n > 0
    if not inside or start is None:
        few = int(open_months.sum()) < FEWEST_POINTS
        why = f"Fewer than {FEWEST_POINTS} months: the limits are provisional." if few else ""
        return HubTrend(chart, causes, None, "restricted" if few else "estimated", why)
    sides = [int((open_months & (t < start)).sum()), int((open_months & (t >= start)).sum())]
    if min(sides) < FEWEST_EACH_SIDE:
        why = (
            f"There are {sides[0]} months before and {sides[1]} after the change. With fewer than {FEWEST_EACH_SIDE} on a side a trend cannot "
            "be told from chance, so there is no estimate of a step."
        )
        return HubTrend(chart, causes, None, "refused", why)
    harmonics = 2 if min(sides) >= YEAR else 0
    terms, columns = design(t, start, harmonics=harmonics)
    found = fit(np.nan_to_num(y), n, terms, columns, "quasi-poisson", newey_west_lags(int(open_months.sum())))
    why = CAUTION if harmonics else CAUTION + " There is less than a year on one side, so seasons are not taken out."
    return HubTrend(chart, causes, found, "restricted", why)
