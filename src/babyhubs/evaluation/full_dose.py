"""What a full dose would have done, beside what the change did: some hubs took up one part of the model, some all of it.

The headline compares hubs that changed with hubs that did not, however much of the model was in place (by intention). Here the same
estimates are divided by the mean dose of the judged hub-months. That is the effect of a full dose if the change works through its dose
alone and in proportion to it: neither can be seen in the records. Wald A. Ann Math Stat 1940;11:284-300; for a dose in steps: Angrist JD,
Imbens GW. J Am Stat Assoc 1995;90:431-442. Hubs with a larger dose are not compared with hubs with a smaller one: the keen take up more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.evaluation import change_log, estimands
from babyhubs.evaluation.change_log import Entry
from babyhubs.evaluation.dip import compare_from_before
from babyhubs.evaluation.estimands import Sums
from babyhubs.evaluation.estimates import Estimate
from babyhubs.evaluation.expected import Compared, compare
from babyhubs.evaluation.gap import Answer
from babyhubs.evaluation.leave_one_out import spread
from babyhubs.evaluation.panel import NEVER, Panel
from babyhubs.evaluation.scope import Scope
from babyhubs.evaluation.study import Study
from babyhubs.statistics.interval import Floats, floats

LEAST = 0.2  # mean dose below which nothing is divided by it: chance would be blown up five times
SEEN = 0.8  # dose of the fullest hub below which a full one lies beyond what was seen
METHOD = "the estimate by intention over the mean dose (Wald), leave-one-hub-out limits"


@dataclass(frozen=True)
class Dose:
    """by_hub: share of a full dose in place, of each hub and month (C, T). means: what a full dose is, in words. watched, changed: how
    many of the changed hubs have an observed fidelity; 0 of them where the dose is that of the parts alone.
    """

    by_hub: Floats
    means: str
    watched: int = 0
    changed: int = 0


@dataclass(frozen=True)
class FullDose:
    """mean, fullest: dose of the judged hub-months, and of the fullest of them. why: what speaks against reading it. rows: one an estimand."""

    dose: Dose
    mean: float
    fullest: float
    why: tuple[str, ...]
    rows: tuple[Estimate, ...]


def dose_of_log(
    study: Study, log: Sequence[Entry], first: date, seen: Mapping[str, float] | None = None, seen_means: str = ""
) -> Dose:
    """The share of the parts of the model that each hub had taken up, times what was seen of it there.

    seen: 0 to 1 by hub, of sessions after its change. A changed hub that nobody watched is taken to be like those that were.
    """
    last = int(study.months[-1])
    changed = [
        hub for hub, begun in zip(study.hubs, study.start.tolist(), strict=True) if begun != NEVER and begun <= last
    ]
    known = {hub: seen[hub] for hub in changed if hub in seen} if seen else {}
    usual = float(np.mean(list(known.values()))) if known else 1.0
    fidelity = {hub: known.get(hub, usual) for hub in changed}
    parts = sorted({one.what for one in log if one.is_component} - {change_log.WHOLE}) or ["the model"]
    means = f"in place: {', '.join(parts)}"
    if known:
        means += f"; and {seen_means}"
    elif seen is not None:
        means += " (no changed hub was watched after its change, so nothing else counts)"
    by_hub = change_log.doses(log, study.hubs, study.months, first, fidelity)
    return Dose(by_hub, means, len(known), len(changed) if known else 0)


def per_full_dose(study: Study, answer: Answer, dose: Dose, rank: str = "national") -> FullDose | None:
    """None where the answer has no estimates to divide, as where it was refused."""
    whole = [one for one in answer.estimates if not one.group and one.estimate is not None]
    if not whole:
        return None
    panel, used, outcome = study.by_fifth(answer.outcome), answer.scope, answer.outcome
    x = panel.rank(rank)
    compared = (compare_from_before if answer.set_aside else compare)(panel, used, outcome.scale)
    ratio = outcome.scale == "ratio"
    means, fullest = _means(panel, used, dose.by_hub, ratio)
    why = _why(dose, float(means[0]), fullest)
    of = estimands.of_all(ratio, x)
    rows = () if means[0] < LEAST else tuple(_row(one, of[one.estimand], compared, means, why) for one in whole)
    return FullDose(dose, float(means[0]), fullest, why, rows)


def _means(panel: Panel, used: Scope, dose: ArrayLike, ratio: bool) -> tuple[Floats, float]:
    """The mean dose with every hub, then without each of those used (1 + hubs,), weighted as the level is; and the largest.

    A ratio weighs hubs by the events that were to be expected, here by the hub's own rate before; a difference by families.
    """
    in_place = floats(dose) * panel.dose  # families of a changed catchment who go elsewhere have none of it
    events, exposure = panel.events.sum(axis=0), panel.exposure.sum(axis=0)
    if ratio:
        usual = (events * used.before).sum(axis=1) / np.maximum((exposure * used.before).sum(axis=1), 1e-12)
        exposure = exposure * usual[:, None]
    weight = exposure * used.after
    of_hub, size = (part.sum(axis=1)[used.used] for part in (in_place * weight, weight))
    without = (of_hub.sum() - of_hub) / np.maximum(size.sum() - size, 1e-12)
    fullest = float(in_place[weight > 0].max(initial=0.0))
    return floats(np.concatenate([[of_hub.sum() / max(float(size.sum()), 1e-12)], without])), fullest


def _row(
    one: Estimate, of: Callable[[Sums], Floats], compared: Compared, means: Floats, why: tuple[str, ...]
) -> Estimate:
    figure = spread(of(compared.whole) / means[0], of(compared.without) / means[1:], compared.degrees, compared.dates)
    raw = [float(part) for part in (figure.estimate, figure.lower, figure.upper)]
    value, low, high = (float(np.exp(part)) if one.unit == "ratio" else part for part in raw)
    reasons = (*one.why, *why)
    return replace(
        one, measure=f"{one.measure}_per_full_dose", estimate=value, lower=low, upper=high, p_randomised=None,
        status="restricted" if reasons else one.status, why=reasons, method=METHOD,
    )  # fmt: skip


def _why(dose: Dose, mean: float, fullest: float) -> tuple[str, ...]:
    found = []
    if mean < LEAST:
        found.append(
            f"On average only {mean:.0%} of a full dose was in place. What so little did, says nothing of what all of it would do."
        )
    elif fullest < SEEN:
        found.append(f"No hub had more than {fullest:.0%} of a full dose, so a full one lies beyond what was seen.")
    if dose.changed and 2 * dose.watched < dose.changed:
        found.append(
            f"{dose.watched} of {dose.changed} changed hubs were watched after their change; the others are taken to be like them on average."
        )
    return tuple(found)
