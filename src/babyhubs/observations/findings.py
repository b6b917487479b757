"""What observation hands on: differences between models, how much of the room reaches the record, and what each hub was like.

Every figure rests on at least as many families as the profile asks for, and a share of practitioners' time on three sessions. Of one
hub no share of practitioners' time is handed on: it would be about two or three people whom everybody knows.
The capture rate goes back to the audit: where few of the heads counted are in the records, the audit's reach is too low.
"""

from collections.abc import Callable
from typing import Any

from babyhubs import __version__
from babyhubs.disclosure.counts import is_small, rounded
from babyhubs.disclosure.profiles import Profile
from babyhubs.evidence.finding import Finding
from babyhubs.observations.analysis import MEASURES, Group, Study, session_values
from babyhubs.observations.comparison import Difference

CAPTURE = "capture_rate"
TOO_FEW = "too few families for a figure"
OF_A_HUB = ("social_share", "greeted_in_time", "met_a_family")


def findings(
    study: Study, profile: Profile, project_class: str, commit: Callable[[Any], str], parents: tuple[str, ...] = ()
) -> tuple[Finding, ...]:
    """Differences first, then capture rates by hub, then what was seen at each hub. parents: identities of the findings that led to these hubs."""
    period = _period(study.everybody)
    sources = tuple(sorted(commit(one.source or one.name) for one in study.everybody.sessions))
    found = [_difference(one, study, profile, project_class, period, sources, parents) for one in study.differences]
    for hub, (recorded, counted) in sorted(study.capture.items()):
        shown = not is_small(counted, profile) and not is_small(recorded, profile) and counted > 0
        values: dict[str, Any] = {"eligible": int(rounded(counted, profile)) if shown else None}
        # from rounded counts, so that nothing exact can be worked back from the rate
        rate = float(rounded(recorded, profile) / rounded(counted, profile)) if shown else None
        found.append(
            _finding(
                profile, project_class, period, sources, parents,
                measure=CAPTURE, attribute="hub", group=hub, unit="visits recorded for each head counted", estimate=rate,
                method="recorded attendances over head count, both as released",
                reason="" if shown else TOO_FEW, **values,
            )
        )  # fmt: skip
    for hub, group in sorted(study.hubs.items()):
        if is_small(group.families, profile) or group.families <= 0:
            continue
        values_of = [session_values(one, study.ethogram) for one in group.sessions]
        of_hub = tuple(sorted(commit(one.source or one.name) for one in group.sessions))
        found += [
            _finding(
                profile, project_class, _period(group), of_hub, parents,
                measure=measure, attribute="hub", group=hub, unit=MEASURES[measure],
                method=f"mean of {len(seen)} {'session' if len(seen) == 1 else 'sessions'}", estimate=round(sum(seen) / len(seen), 4),
                eligible=int(rounded(group.families, profile)),
            )
            for measure in OF_A_HUB
            if (seen := [row[measure] for row in values_of if measure in row])
        ]  # fmt: skip
    return tuple(found)


def _difference(
    one: Difference,
    study: Study,
    profile: Profile,
    project_class: str,
    period: str,
    sources: tuple[str, ...],
    parents: tuple[str, ...],
) -> Finding:
    families = min((group.families for group in study.models.values()), default=0)
    practitioners = one.measure == "practitioner_social"
    shown = min(one.units) >= 3 if practitioners else not bool(is_small(families, profile)) and families > 0
    return _finding(
        profile, project_class, period, sources, parents,
        measure=one.measure,
        attribute="model",
        group=one.first,
        compared_with=one.second,
        unit=f"difference in {MEASURES[one.measure]}",
        eligible=int(rounded(families, profile)) if shown and not practitioners else None,
        estimate=round(one.difference, 4) if shown else None,
        lower=None if one.lower is None or not shown else round(one.lower, 4),
        upper=None if one.upper is None or not shown else round(one.upper, 4),
        method=f"means of {'clinics' if one.models else 'sessions'}, Welch's limits, permutation p",
        reason=one.words if shown else TOO_FEW,
    )  # fmt: skip


def _finding(
    profile: Profile,
    project_class: str,
    period: str,
    sources: tuple[str, ...],
    parents: tuple[str, ...],
    **values: Any,
) -> Finding:
    blank: dict[str, Any] = {
        "view": "hub", "attribute": "", "group": "", "eligible": None, "estimate": None, "lower": None, "upper": None,
        "compared_with": "", "ratio": None, "ratio_lower": None, "ratio_upper": None, "shortfall_families": None,
        "verdict": "", "reason": "", "rule": "",
    }  # fmt: skip
    return Finding(
        strand="observations",
        project_class=project_class,
        period=period,
        disclosure_profile=f"{profile.name} v{profile.version}",
        software=f"babyhubs {__version__}",
        inputs=sources,
        parents=parents,
        **(blank | values),
    )


def _period(group: Group) -> str:
    days = sorted(one.opened[:10] for one in group.sessions if one.opened)
    return f"{days[0]}/{days[-1]}" if days else ""
