"""What siting hands on: the place that would reach most missed families, and who lives beyond twenty minutes, by group."""

from typing import Any

import numpy as np

from babyhubs import __version__
from babyhubs.disclosure.counts import is_small
from babyhubs.evidence.finding import Finding
from babyhubs.workbench.evaluation.runs.answered import PROFILE
from babyhubs.workbench.evaluation.runs.site_told import access_row, people


def findings(
    run: Any, first: dict[str, Any], by_group: list[dict[str, Any]], how: str, reach: float
) -> list[tuple[str, Finding]]:
    best = first["best"]["missed reached"]
    gained = best["missed reached"]
    small = bool(is_small(np.round(gained), PROFILE))
    steady = next((one for one in first["stability"] if [one["site"]] == best["sites"]), None)
    surely = f"; the best in {steady['best']:.0%} of draws of births and pace" if steady else ""
    found = [
        (
            f"Next hub: {best['sites'][0]}",
            _finding(run, "missed families newly within reach", "next hub", best["sites"][0], "families a year", None,
                     None if small else float(people(gained)), f"few families{surely}" if small else f"distance only: that they would come is not shown{surely}", how, reach),
        )
    ]  # fmt: skip
    rows = [("deprivation fifth", str(number), one) for number, one in enumerate(first["access"]["by_quintile"], 1)]
    for attribute, group, one in rows:
        told = access_row(group, one)
        found.append(
            (f"Infants beyond 20 minutes, deprivation fifth {group}", _share(run, attribute, group, told, how))
        )
    found += [
        (f"Infants beyond 20 minutes, {one['group']}", _share(run, "ethnic group", one["group"], one, how))
        for one in by_group
    ]
    return found


def _share(run: Any, attribute: str, group: str, told: dict[str, Any], how: str) -> Finding:
    share = None if told["share"] is None else round(told["share"], 2)
    return _finding(
        run,
        "infants beyond 20 minutes of the nearest hub",
        attribute,
        group,
        "share",
        told["counted"],
        share,
        "" if share is not None else "few infants",
        how,
        20,
    )


def _finding(
    run: Any,
    measure: str,
    attribute: str,
    group: str,
    unit: str,
    eligible: int | None,
    estimate: float | None,
    reason: str,
    how: str,
    reach: float,
) -> Finding:
    return Finding(
        strand="evaluation", project_class=run.project_class, view="hub", measure=measure, attribute=attribute, group=group, unit=unit,
        period="as counted", eligible=eligible, estimate=estimate, lower=None, upper=None, compared_with=f"within {reach:g} minutes", ratio=None,
        ratio_lower=None, ratio_upper=None, shortfall_families=None, verdict="", reason=reason, method=f"{how}; every choice looked at", rule="",
        disclosure_profile=f"{PROFILE.name} {PROFILE.version}", software=f"babyhubs {__version__}", inputs=(run.areas.sha256, run.sites.sha256),
    )  # fmt: skip
