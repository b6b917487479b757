"""Did changing the hubs narrow the gap? One outcome, everything: estimates, checks, cross-checks, and what may be said of them."""

from dataclasses import dataclass, replace

import numpy as np

from babyhubs.evaluation import estimands, problems, recording
from babyhubs.evaluation.cross_checks import CrossCheck, cross_checks
from babyhubs.evaluation.dip import Dip, Picked, compare_from_before, dip, set_aside
from babyhubs.evaluation.estimands import Sums, log_slope
from babyhubs.evaluation.estimates import Estimate, bounded, by_name, nothing, overall
from babyhubs.evaluation.expected import Compared, compare
from babyhubs.evaluation.outcomes import Outcome
from babyhubs.evaluation.panel import Panel
from babyhubs.evaluation.problems import Problem, earlier_flags, of_design
from babyhubs.evaluation.randomisation import DRAWS, p_values
from babyhubs.evaluation.recording import Recording
from babyhubs.evaluation.scope import Scope, scope
from babyhubs.evaluation.sensitivity import Sensitivity, sensitivity
from babyhubs.evaluation.study import Study
from babyhubs.evaluation.trends import Placebo, Trend, placebos, trend
from babyhubs.statistics.interval import Floats

SET_ASIDE = "; the last months before the change set aside: {}"  # said with the method


@dataclass(frozen=True)
class Rates:
    """By fifth, most deprived first: observed with the change, expected without it, and the indices of both."""

    observed: tuple[float, ...]
    expected: tuple[float, ...]
    rii_without: float
    rii_with: float
    sii_without: float
    sii_with: float


@dataclass(frozen=True)
class Answer:
    """Everything about one outcome. `problems` explain each status that is not "estimated".

    mean_dose: share of the programme that changed catchments had, on average of the judged hub-months: what the estimates are of.
    set_aside: why the last months before the change are no part of a hub's usual state; "" where they are.
    """

    outcome: Outcome
    estimates: tuple[Estimate, ...]
    problems: tuple[Problem, ...]
    scope: Scope
    rates: Rates | None = None
    trend: Trend | None = None
    dip: Dip | None = None
    placebos: tuple[Placebo, ...] = ()
    sensitivity: Sensitivity | None = None
    cross_checks: tuple[CrossCheck, ...] = ()
    recording: Recording | None = None
    mean_dose: float | None = None
    set_aside: str = ""

    def get(self, estimand: str) -> Estimate:
        """The first estimate of an estimand."""
        return next(one for one in self.estimates if one.estimand == estimand)


def judge(
    study: Study,
    outcome: Outcome,
    draws: int = DRAWS,
    seed: int = 1,
    rank: str = "national",
    checks: bool = True,
    picked: Picked = "",
) -> Answer:
    """One outcome of a study. rank: "national" (equal fifths of England) or "local" (the service's own infants).

    checks: also placebo dates, sensitivity and cross-checks; the trend before the change is always looked for, because the status
    of the answer rests on it. picked: how it was decided which hubs change first, where that is known.
    """
    panel = study.by_fifth(outcome)
    used = scope(panel)
    found = [*of_design(panel, used), *study.noted]
    if _refused(found):
        return Answer(outcome, tuple(nothing(outcome, found)), tuple(found), used)
    x = panel.rank(rank)
    compared = compare(panel, used, outcome.scale)
    seen, short = _recording(study, outcome, panel, used)
    found += short
    if _refused(found):
        return Answer(outcome, tuple(nothing(outcome, found)), tuple(found), used, recording=seen)
    if any(one.code == recording.BOUNDS for one in found):
        limits = recording.bounds(panel, study.summed(outcome.due), used, compared.whole, x, outcome.highest)
        return Answer(outcome, tuple(bounded(outcome, limits, found)), tuple(found), used, recording=seen)
    earlier = trend(panel, used, outcome.scale, x)
    tried = tuple(placebos(panel, outcome.scale, x)) if checks else ()
    spell = dip(panel, used, outcome, x)
    flags = earlier_flags(earlier, spell, tried, outcome.scale)
    aside = set_aside(picked, spell, used)  # then the order of the hubs was no lot, and deals of it prove nothing
    if aside:
        compared = compare_from_before(panel, used, outcome.scale)
    dealt = p_values(panel, outcome.scale, x, _three(compared.whole, x, outcome), 0 if aside else draws, seed)
    groups = study.by_group(outcome)
    estimates = [
        *overall(outcome, compared, x, dealt, found, flags),
        *by_name("by quintile", outcome, compared, panel.groups, found, flags),
        *(_by_ethnic_group(outcome, groups, aside, found, flags) if groups else ()),
    ]
    ratio = outcome.scale == "ratio"
    gap = estimands.log_relative_gap(compared.whole, x) if ratio else estimands.absolute_gap(compared.whole, x)
    if aside:
        estimates = [replace(one, method=one.method + SET_ASIDE.format(aside)) for one in estimates]
    return Answer(
        outcome,
        tuple(estimates),
        (*found, *flags),
        used,
        _rates(compared.whole, x),
        earlier,
        spell,
        tried,
        sensitivity(panel, used, outcome.scale, x, earlier, float(gap)) if checks else None,
        tuple(cross_checks(panel, x)) if checks and ratio else (),
        seen,
        _mean_dose(panel, used),
        aside,
    )


def with_placebo_outcomes(answer: Answer, tried: tuple[Answer, ...]) -> Answer:
    """The answer, restricted where an outcome that the change could not move seems to have moved."""
    moved = [one for one in tried if any(_excludes_nothing(row) for row in one.estimates)]
    if not moved or any(one.status == "refused" for one in answer.problems):
        return answer
    found = problems.placebo_outcome_moved([one.outcome.label for one in moved])
    rows = tuple(
        one if one.status == "refused" else replace(one, status="restricted", why=(*one.why, found.sentence))
        for one in answer.estimates
    )
    return replace(answer, estimates=rows, problems=(found, *answer.problems))


def _excludes_nothing(row: Estimate) -> bool:
    """Whether level or gap, of all families, have limits that leave "no effect" outside."""
    if row.group or row.estimate is None or row.lower is None or row.upper is None:
        return False
    still = 1.0 if row.unit == "ratio" else 0.0
    return not row.lower <= still <= row.upper


def _mean_dose(panel: Panel, used: Scope) -> float:
    weight = panel.exposure.sum(axis=0) * used.after
    return float((panel.dose * weight).sum() / weight.sum()) if weight.sum() else 0.0


def _by_ethnic_group(
    outcome: Outcome, panel: Panel, aside: str, found: list[Problem], flags: list[Problem]
) -> list[Estimate]:
    used = scope(panel)
    of: Compared = (compare_from_before if aside else compare)(panel, used, outcome.scale)
    return by_name("by ethnic group", outcome, of, panel.groups, found, flags)


def _refused(found: list[Problem]) -> bool:
    return any(one.status == "refused" for one in found)


def _three(sums: Sums, rank: Floats, outcome: Outcome) -> list[float]:
    return [float(of(sums)) for of in estimands.of_all(outcome.scale == "ratio", rank).values()]


def _recording(study: Study, outcome: Outcome, panel: Panel, used: Scope) -> tuple[Recording | None, list[Problem]]:
    if not outcome.due:
        return None, []
    if outcome.due not in study.columns:
        return None, [problems.coverage_unknown(outcome)]
    seen = recording.recording(panel, study.summed(outcome.due), used)
    return seen, problems.of_recording(outcome, seen)


def _rates(sums: Sums, rank: Floats) -> Rates:
    observed, expected = sums.observed / sums.exposure, sums.expected / sums.exposure
    nothing_expected = Sums(sums.observed, np.zeros(sums.observed.shape), sums.exposure)
    nothing_observed = Sums(sums.expected, np.zeros(sums.observed.shape), sums.exposure)
    return Rates(
        tuple(observed.tolist()),
        tuple(expected.tolist()),
        float(np.exp(log_slope(sums.expected, sums.exposure, rank))),
        float(np.exp(log_slope(sums.observed, sums.exposure, rank))),
        float(estimands.absolute_gap(nothing_observed, rank)),
        float(estimands.absolute_gap(nothing_expected, rank)),
    )
