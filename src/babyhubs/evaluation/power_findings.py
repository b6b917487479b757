"""What a plan of a roll-out could show, as findings: for the bid that asks for the money. They hold shares of simulated roll-outs, no counts."""

from collections.abc import Sequence

from babyhubs import __version__
from babyhubs.evaluation.findings import PROFILE, STRAND
from babyhubs.evaluation.power import Plan, Power
from babyhubs.evidence.finding import Finding

METHOD = "simulated roll-outs of the service's own months, judged by the headline method"


def findings(
    results: Sequence[Power], plan: Plan, project_class: str, inputs: tuple[str, ...], profile: str = PROFILE
) -> tuple[tuple[str, Finding], ...]:
    """What each is about, and the finding: one a size of change."""
    return tuple(_finding(one, plan, project_class, inputs, profile) for one in results if not one.false_alarm)


def _finding(one: Power, plan: Plan, project_class: str, inputs: tuple[str, ...], profile: str) -> tuple[str, Finding]:
    level = one.gap == 1.0
    size, shown = (one.level, one.power_level) if level else (one.gap, one.power_gap)
    what = "level" if level else "relative gap"
    finding = Finding(
        strand=STRAND, project_class=project_class, view="hub", measure=f"power to show a {what} of x {size:g}",
        attribute=f"plan: {sum(plan.hubs)} hubs in {len(plan.starts)} waves, {plan.never} unchanged, {plan.months} months", group="all",
        unit="share of simulated roll-outs", period=f"{plan.months} months", eligible=None, estimate=round(shown, 4), lower=None, upper=None,
        compared_with="no change", ratio=None, ratio_lower=None, ratio_upper=None, shortfall_families=None, verdict="", reason="",
        method=f"{METHOD}, {one.tries} tries", rule="", disclosure_profile=profile, software=f"babyhubs {__version__}", inputs=inputs,
    )  # fmt: skip
    return f"Plan of a roll-out: how often a {what} of × {size:g} would be shown", finding
