"""The sheet of inequality measures by name, each with the groups it is meant for.

Four are enough for a report (D, SII where groups have an order, the mean log deviation where not, PAF); the others are here for those who compare
with tables made elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from babyhubs.statistics import concentration, dispersion, entropy, gaps, ranked_model
from babyhubs.statistics.subgroups import DRAWS, Subgroups, Summary

Measure = Callable[..., Summary]


@dataclass(frozen=True)
class Listed:
    """A measure of the sheet. ordered: True for ordered groups, False for groups without order, None for both."""

    label: str
    ordered: bool | None
    measure: Measure
    draws: bool = False


MEASURES: dict[str, Listed] = {
    "d": Listed("difference", None, gaps.difference),
    "r": Listed("ratio", None, gaps.ratio),
    "aci": Listed("absolute concentration index", True, concentration.absolute),
    "rci": Listed("relative concentration index", True, concentration.relative),
    "wagstaff": Listed("concentration index, Wagstaff", True, partial(concentration.relative, correction="wagstaff")),
    "erreygers": Listed(
        "concentration index, Erreygers", True, partial(concentration.relative, correction="erreygers")
    ),
    "sii": Listed("slope index of inequality", True, ranked_model.slope_index),
    "rii": Listed("relative index of inequality", True, ranked_model.relative_index),
    "par": Listed("population attributable risk", None, gaps.attributable_risk),
    "paf": Listed("population attributable fraction, per cent", None, gaps.attributable_fraction),
    "bgv": Listed("between-group variance", False, dispersion.between_group_variance),
    "theil": Listed("Theil index x 1000", False, entropy.theil),
    "mld": Listed("mean log deviation x 1000", False, entropy.mean_log_deviation),
} | {
    name: Listed(label, False, partial(dispersion.simulated, name), draws=True)
    for name, (label, _, _) in dispersion.SIMULATED.items()
}


def sheet(
    groups: Subgroups, names: tuple[str, ...] | None = None, level: float = 0.95, draws: int = DRAWS, seed: int = 0
) -> dict[str, Summary]:
    """The named measures (all of them without names) of all series at once.

    A measure meant for ordered groups answers NaN with a reason where the groups have no order; one meant for groups
    without order is worked out all the same.
    """
    wanted = tuple(MEASURES) if names is None else names
    found = {}
    for name in wanted:
        one = MEASURES[name]
        options = {"draws": draws, "seed": seed} if one.draws else {}
        found[name] = one.measure(groups, level=level, **options)
    return found
