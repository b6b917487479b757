"""The rows of an answer: each estimand with its limits, its status, and why."""

from dataclasses import dataclass

import numpy as np

from babyhubs.evaluation import estimands
from babyhubs.evaluation.expected import Compared
from babyhubs.evaluation.leave_one_out import Spread, spread
from babyhubs.evaluation.outcomes import Outcome
from babyhubs.evaluation.problems import GAP, LEVEL, Problem, Status
from babyhubs.statistics.interval import Floats

FEWEST_EVENTS = 50  # or families, after the change in a group, below which there is no figure for it
METHOD = "observed over expected from hubs not yet changed, leave-one-hub-out limits"
TOGETHER = "; the limits hold for all groups together"
BOUNDS = "bounds: all families without a record one way, or all the other"
LEVELS = {"level": LEVEL, "relative gap": GAP, "absolute gap": GAP, "by quintile": "", "by ethnic group": LEVEL}


@dataclass(frozen=True)
class Estimate:
    """estimand: level, relative gap, absolute gap, by quintile, by ethnic group. measure: its name in tables. group: "" for all.

    Ratios are 1 and differences 0 where nothing changed; None where refused. p_randomised: from dates dealt by chance.
    """

    estimand: str
    measure: str
    group: str
    unit: str
    estimate: float | None
    lower: float | None
    upper: float | None
    p_randomised: float | None
    status: Status
    why: tuple[str, ...]
    method: str


def overall(
    outcome: Outcome, compared: Compared, rank: Floats, dealt: Floats, found: list[Problem], flags: list[Problem]
) -> list[Estimate]:
    """Level, relative gap and absolute gap."""
    ratio = outcome.scale == "ratio"
    of_all = estimands.of_all(ratio, rank)
    measures = (
        ("level", "att_rate_ratio" if ratio else "att_risk_difference", ratio),
        ("relative gap", "ratio_of_RII", True),
        ("absolute gap", "change_SII", False),
    )
    rows = []
    for (name, measure, log), p in zip(measures, dealt.tolist(), strict=True):
        of = of_all[name]
        figure = spread(of(compared.whole), of(compared.without), compared.degrees, compared.dates)
        unit = "ratio" if log else _unit(outcome)
        rows.append(_row(outcome, name, measure, "", unit, figure, (), log, p, found, flags))
    return rows


def by_name(
    name: str,
    outcome: Outcome,
    compared: Compared,
    groups: tuple[str, ...],
    found: list[Problem],
    flags: list[Problem],
) -> list[Estimate]:
    """Every group of one attribute, with limits that hold together."""
    ratio = outcome.scale == "ratio"
    of = estimands.log_by_group if ratio else estimands.difference_by_group
    figure = spread(
        of(compared.whole), of(compared.without), compared.degrees, compared.dates, together=compared.degrees_together
    )
    measure = "att_rate_ratio" if ratio else "att_risk_difference"
    unit = "ratio" if ratio else _unit(outcome)
    return [
        _row(outcome, name, measure, group, unit, figure, (number,), ratio, None, found, flags)
        if (compared.whole.observed if ratio else compared.whole.exposure)[number] >= FEWEST_EVENTS
        else _missing(
            outcome,
            name,
            measure,
            group,
            unit,
            f"fewer than {FEWEST_EVENTS} {'events' if ratio else 'families'} after the change",
        )
        for number, group in enumerate(groups)
    ]


def nothing(outcome: Outcome, found: list[Problem]) -> list[Estimate]:
    """Three refused estimates."""
    why = tuple(one.sentence for one in found if one.status == "refused")
    level = "att_rate_ratio" if outcome.scale == "ratio" else "att_risk_difference"
    return [
        Estimate(name, measure, "", "", None, None, None, None, "refused", why, METHOD)
        for name, measure in (("level", level), ("relative gap", "ratio_of_RII"), ("absolute gap", "change_SII"))
    ]


def bounded(outcome: Outcome, limits: dict[str, tuple[float, float]], found: list[Problem]) -> list[Estimate]:
    """Level and absolute gap as bounds without an estimate; the relative gap is refused."""
    why = tuple(one.sentence for one in found)
    rows = []
    for name, measure in (("level", "att_risk_difference"), ("absolute gap", "change_SII")):
        low, high = limits[name]
        rows.append(Estimate(name, measure, "", _unit(outcome), None, low, high, None, "restricted", why, BOUNDS))
    return [
        rows[0],
        Estimate("relative gap", "ratio_of_RII", "", "ratio", None, None, None, None, "refused", why, METHOD),
        rows[1],
    ]


def _row(
    outcome: Outcome,
    name: str,
    measure: str,
    group: str,
    unit: str,
    figure: Spread,
    place: tuple[int, ...],
    log: bool,
    p: float | None,
    found: list[Problem],
    flags: list[Problem],
) -> Estimate:
    raw = [float(one[place]) for one in (figure.estimate, figure.lower, figure.upper)]
    if not all(np.isfinite(one) for one in raw):
        return _missing(outcome, name, measure, group, unit, "too few events to say")
    value, low, high = (float(np.exp(one)) if log else one for one in raw)
    why = [one.sentence for one in found if one.status == "restricted"]
    why += [one.sentence for one in flags if not one.about or one.about == LEVELS[name]]
    method = METHOD + TOGETHER if group else METHOD
    dealt = None if p is None or not np.isfinite(p) else p
    return Estimate(
        name, measure, group, unit, value, low, high, dealt, "restricted" if why else "estimated", tuple(why), method
    )


def _missing(outcome: Outcome, name: str, measure: str, group: str, unit: str, why: str) -> Estimate:
    return Estimate(
        name, measure, group, unit, None, None, None, None, "refused", (f"{outcome.label}: {why}.",), METHOD
    )


def _unit(outcome: Outcome) -> str:
    return outcome.rate
