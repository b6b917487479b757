"""An answer as plain values for `--json`: every estimand with estimate, limits, status and why; figures that are missing are null."""

import math
from collections.abc import Sequence
from typing import Any

from babyhubs.evaluation.beside import Beside
from babyhubs.evaluation.figure import written
from babyhubs.evaluation.full_dose import FullDose
from babyhubs.evaluation.gap import Answer
from babyhubs.evaluation.leave_one_out import Spread
from babyhubs.evaluation.problems import Problem
from babyhubs.evaluation.sentences import conclusion, direction
from babyhubs.evaluation.study import Study

SCHEMA = "babyhubs-gap/1"


NOTHING = Beside()


def as_json(
    study: Study, answers: Sequence[Answer], protocol: dict[str, Any], beside: Beside = NOTHING
) -> dict[str, Any]:
    """The whole result. protocol: how it was fixed beforehand, or that it was not."""
    return {
        "schema": SCHEMA,
        "protocol": protocol,
        "design": {
            "hubs": len(study.hubs),
            "changed": int(((study.start >= 0) & (study.start <= study.months[-1])).sum()),
            "months": int(study.months.size),
            "closed_hub_months": int(study.closed.sum()),
        },
        "estimands": [row for answer in answers for row in rows(answer)],
        "outcomes": [
            _checks(answer) | {"full_dose": _full_dose(beside.doses.get(answer.outcome.name))} for answer in answers
        ],
        "placebo_outcomes": [row for answer in beside.unmoved for row in rows(answer) if not row["group"]],
        "happened": [
            {"hub": one.hub, "date": one.on.isoformat(), "what": one.what,
             "until": one.until.isoformat() if one.until else None, "near_a_change": one.near}
            for one in beside.happened
        ],
    }  # fmt: skip


def refused(found: Sequence[Problem], outcomes: Sequence[str], protocol: dict[str, Any]) -> dict[str, Any]:
    """The same shape for a table that no method could answer from."""
    why = [one.sentence for one in found]
    names = (("level", "att_rate_ratio"), ("relative gap", "ratio_of_RII"), ("absolute gap", "change_SII"))
    return {
        "schema": SCHEMA,
        "protocol": protocol,
        "design": None,
        "estimands": [
            {"outcome": outcome, "estimand": name, "measure": measure, "group": "", "unit": "", "estimate": None, "lower": None,
             "upper": None, "p_randomised": None, "status": "refused", "why": why, "method": ""}
            for outcome in outcomes for name, measure in names
        ],
        "outcomes": [
            {"outcome": outcome, "sentence": found[0].sentence, "problems": [_problem(one) for one in found]} for outcome in outcomes
        ],
    }  # fmt: skip


def rows(answer: Answer) -> list[dict[str, Any]]:
    """One row an estimand and group."""
    return [
        {
            "outcome": answer.outcome.name,
            "estimand": one.estimand,
            "measure": one.measure,
            "group": one.group,
            "unit": one.unit,
            "good": answer.outcome.good,
            "direction": direction(answer, one) if one.estimand.endswith("gap") else "",
            "estimate": written(one.estimate),
            "lower": written(one.lower),
            "upper": written(one.upper),
            "p_randomised": written(one.p_randomised),
            "status": one.status,
            "why": list(one.why),
            "method": one.method,
        }
        for one in answer.estimates
    ]


def _checks(answer: Answer) -> dict[str, Any]:
    used, rates, sensitivity = answer.scope, answer.rates, answer.sensitivity
    return {
        "outcome": answer.outcome.name,
        "sentence": conclusion(answer),
        "problems": [_problem(one) for one in answer.problems],
        "scope": {
            "hubs_used": int(used.used.sum()),
            "hubs_changed": used.changed,
            "hubs_compared": used.compared,
            "hub_months_after": used.after_in_all,
            "hub_months_answered": int(used.after.sum()),
            "hubs_left_out": list(used.too_short),
            "mean_dose_after": written(answer.mean_dose),
        },
        "rates": None
        if rates is None
        else {
            "observed_by_quintile": [written(one) for one in rates.observed],
            "expected_by_quintile": [written(one) for one in rates.expected], "RII_without": written(rates.rii_without),
            "RII_with": written(rates.rii_with), "SII_without": written(rates.sii_without), "SII_with": written(rates.sii_with),
        },
        "trend_before": None
        if answer.trend is None
        else {"level_a_month": _spread(answer.trend.level), "gap_a_month": _spread(answer.trend.gap)},
        "dip_before": None
        if answer.dip is None
        else {"level": _spread(answer.dip.level), "gap": _spread(answer.dip.gap), "set_aside": answer.set_aside},
        "placebo_dates": [
            {"months_early": one.months_early, "level": _spread(one.level), "gap": _spread(one.gap)} for one in answer.placebos
        ],
        "sensitivity": None
        if sensitivity is None
        else {
            "trend_a_month_that_would_explain_it": written(sensitivity.explained_by),
            "bend_allowed": written(sensitivity.bend_allowed),
            "gap_limits": [
                {"if": one.assumption, "lower": written(one.lower), "upper": written(one.upper)} for one in sensitivity.bounds
            ],
        },
        "cross_checks": [
            {"method": one.method, "ratio_of_RII": written(math.exp(one.estimate)), "lower": written(math.exp(one.lower)),
             "upper": written(math.exp(one.upper)),
             "caution": one.caution}
            for one in answer.cross_checks
        ],
        "recording": None
        if answer.recording is None
        else {
            "changed_before": [written(one) for one in answer.recording.changed_before.tolist()],
            "changed_after": [written(one) for one in answer.recording.changed_after.tolist()],
            "compared": [written(one) for one in answer.recording.compared.tolist()],
            "moved": [written(one) for one in answer.recording.moved.estimate.tolist()],
        },
    }  # fmt: skip


def _full_dose(one: FullDose | None) -> dict[str, Any] | None:
    return None if one is None else {
        "means": one.dose.means, "mean_dose": written(one.mean), "highest_dose": written(one.fullest), "why": list(one.why),
        "hubs_watched": one.dose.watched,
        "estimands": [
            {"estimand": row.estimand, "measure": row.measure, "unit": row.unit, "estimate": written(row.estimate),
             "lower": written(row.lower), "upper": written(row.upper), "status": row.status, "why": list(row.why), "method": row.method}
            for row in one.rows
        ],
    }  # fmt: skip


def _problem(one: Problem) -> dict[str, str]:
    return {"code": one.code, "status": one.status, "about": one.about, "sentence": one.sentence, "remedy": one.remedy}


def _spread(one: Spread) -> dict[str, float | None]:
    return {
        "estimate": written(float(one.estimate)),
        "lower": written(float(one.lower)),
        "upper": written(float(one.upper)),
        "p": written(float(one.p_value)),
    }
