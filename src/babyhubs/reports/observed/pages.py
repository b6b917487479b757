"""The pages: what each shows is put together here, and the templates only set it."""

import base64
import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

import jinja2
from altair.utils.schemapi import debug_mode
from markupsafe import Markup

from babyhubs import __version__
from babyhubs.disclosure.profiles import Profile
from babyhubs.observations.analysis import Group, Study
from babyhubs.observations.comparison import Difference
from babyhubs.reports.observed import budgets, charts, drawings, hub_page, trust, words
from babyhubs.reports.observed.shown import about, enough, family_rows, practitioner_rows
from babyhubs.reports.tables import Table, number, text

HERE = Path(__file__).parents[1]


def across(study: Study, profile: Profile, place: str, *, simulated: bool) -> str:
    """The released page across hubs."""
    return _render("observed.html.j2", simulated=simulated, **across_shown(study, profile, place))


def across_shown(study: Study, profile: Profile, place: str) -> dict[str, Any]:
    """What the page across hubs shows: figures as they may leave."""
    by_model = {
        name: family_rows(group.family_budget, profile)
        for name, group in study.models.items()
        if enough(group.families, profile)
    }
    by_model = by_model or {"all": family_rows(study.everybody.family_budget, profile)}
    shown = [one for one in study.differences if _may_show(one.measure, study, profile)]
    with debug_mode(False):
        figures = [charts.differences(shown), charts.family_time(by_model, study.ethogram)]
    return {
        "title": "How time and space are used in our hubs",
        "place": place,
        "internal": profile.name == "internal",
        "profile": profile.title,
        "sessions": len(study.everybody.sessions),
        "hubs": len(study.hubs),
        "families": about(study.everybody.families, profile),
        "differences": [{"name": words.MEASURE[one.measure], "words": words.difference(one)} for one in shown],
        "sure": _sure_table(shown),
        "models": {name: _group(group, study, profile) for name, group in study.models.items()},
        "everybody": _group(study.everybody, study, profile),
        "figures": [one for one in figures if one],
        "budget": budgets.families(by_model, study.ethogram),
        "staff": budgets.team(study),
        "pace": budgets.pace(study),
        "plan": _zones_shaded(study.everybody, profile),
        "agreements": trust.tracks(study.agreements),
        "composite": trust.composite(study.agreements),
        "scans": study.everybody.scans,
        "warnings": study.warnings,
        "software": f"babyhubs {__version__}",
    }


def hub(group: Group, study: Study, place: str, *, simulated: bool) -> str:
    """The internal page of one hub, for its own team."""
    return _render("observed_hub.html.j2", simulated=simulated, **hub_page.shown(group, study, place))


def _may_show(measure: str, study: Study, profile: Profile) -> bool:
    if measure == "practitioner_social":
        return all(practitioner_rows(group.practitioner_budget) for group in study.models.values())
    return all(enough(group.families, profile) for group in study.models.values())


def _group(group: Group, study: Study, profile: Profile) -> dict[str, Any]:
    if not enough(group.families, profile):
        return {"name": group.name, "shown": False}
    kinds = Counter(row.kind for row in group.contacts)
    met = len(group.contacts)
    return {
        "name": group.name,
        "shown": True,
        "sessions": len(group.sessions),
        "families": about(group.families, profile),
        "stay": words.stay(group.stay),
        "timed": group.stay.median is not None,
        "greeting": words.greeting(group.greeting),
        "scan_stay": words.scan_stay(group.scan_stay, about(group.scan_stay.families, profile))
        if enough(group.scan_stay.families, profile)
        else "",
        # a share whose complement is a handful of families is no share to show: it goes to the nearest 5 in 100
        "met": 5 * round(20 * kinds["another family"] / met) if met else None,
        "entropy": group.spread.entropy,
    }


def _sure_table(shown: list[Difference]) -> Table | None:
    rows = [
        (
            words.MEASURE[one.measure],
            f"{one.units[0]} and {one.units[1]} {'clinics' if one.models else 'sessions'}",
            f"{words.hundred(one.difference)} ({words.limits(one.lower, one.upper)})",
            words.hundred(one.smallest),
            words.chance(one),
        )
        for one in shown
    ]
    columns = (
        text("Measure"), text("Units"), number("Difference in 100"), number("Smallest that could be found"), number("Of 100 deals, as large"),
    )  # fmt: skip
    notes = (
        "Smallest that could be found: with as many units as alike as these, a smaller difference would be missed in one study of five.",
        "Deals: the units dealt out anew between the models, as if the names meant nothing.",
    )
    return Table("sure", "How sure the differences are", columns, rows, notes) if rows else None


def _zones_shaded(group: Group, profile: Profile) -> Markup | None:
    """Zones by family-minutes for their size; a zone that few families were in is left white, as one that nobody was in."""
    if group.layout is None:
        return None
    minutes: dict[str, float] = {}
    families: dict[str, int] = {}
    for row in group.zones:
        minutes[row.zone] = minutes.get(row.zone, 0.0) + row.person_minutes
        families[row.zone] = families.get(row.zone, 0) + row.families
    dense = {
        zone.identity: minutes[zone.identity] / zone.area
        for zone in group.layout.zones
        if zone.identity in minutes and enough(families[zone.identity], profile)
    }
    if not dense:
        return None
    shade = {zone: value / max(dense.values()) for zone, value in dense.items()}
    names = {zone.identity: zone.label for zone in group.layout.zones}
    ordered = sorted(dense, key=lambda zone: (-dense[zone], zone))
    told = f"Most time for its size: {', '.join(names[zone] for zone in ordered[:3])}; least: {names[ordered[-1]]}."
    return drawings.plan(group.layout, None, "plan-all", "Where families spent their time", told, shade)


def _render(template: str, **context: Any) -> str:
    style = (HERE / "style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(template).render(context, style=Markup(style), style_digest=digest)  # noqa: S704
