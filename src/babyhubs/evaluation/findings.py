"""What the evaluation hands on: one finding an estimand and group, restricted and refused ones with their reasons.

They carry ratios and differences of whole catchments and no counts. Claims of a bid cite them; a finding that is restricted keeps
its reservation wherever it goes.
"""

from collections.abc import Sequence

from babyhubs import __version__
from babyhubs.evaluation.estimates import Estimate
from babyhubs.evaluation.figure import written
from babyhubs.evaluation.gap import Answer
from babyhubs.evidence.finding import Finding

STRAND = "evaluation"
PROFILE = "ratios and differences only, no counts"


def findings(
    answers: Sequence[Answer],
    period: str,
    project_class: str,
    protocol: str,
    inputs: tuple[str, ...],
    parents: tuple[str, ...] = (),
) -> tuple[Finding, ...]:
    """protocol: its digest, or "" where none was fixed. inputs: digests of the records. parents: findings that led to the question."""
    rule = f"protocol {protocol}" if protocol else "exploratory: no protocol was fixed beforehand"
    return tuple(
        Finding(
            strand=STRAND,
            project_class=project_class,
            view="hub",
            measure=f"{answer.outcome.name}: {one.measure}",
            attribute=one.estimand,
            group=one.group or "all",
            unit=one.unit,
            period=period,
            eligible=None,
            estimate=written(one.estimate),
            lower=written(one.lower),
            upper=written(one.upper),
            compared_with="what hubs not yet changed say was to be expected",
            ratio=None,
            ratio_lower=None,
            ratio_upper=None,
            shortfall_families=None,
            verdict="",
            reason=_reason(one),
            method=one.method,
            rule=rule,
            disclosure_profile=PROFILE,
            software=f"babyhubs {__version__}",
            inputs=inputs,
            parents=parents,
        )
        for answer in answers
        for one in answer.estimates
    )


def _reason(one: Estimate) -> str:
    return "" if one.status == "estimated" else f"{one.status}: {' '.join(one.why)}"
