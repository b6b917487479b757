"""How much watching is enough for a plan, in sentences."""

from typing import Any

from babyhubs.workbench.observations.models import WatchPlan

KAPPA = 0.1


def told(plan: WatchPlan) -> dict[str, Any]:
    """Rows of an assumed spread and the clinics that it takes, and minutes with two observers for kappa."""
    from babyhubs.observations.effort import before_a_pilot, minutes_needed  # noqa: PLC0415 - loads SciPy

    low, high = minutes_needed(KAPPA)
    rows = [
        (f"{100 * spread:.0f}", clinics or "more than 1,000")
        for spread, clinics in before_a_pilot(plan.half_width / 100)
    ]
    return {"rows": rows, "low": round(low), "high": round(high)}
