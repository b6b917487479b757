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
from babyhubs.observations import occupancy
from babyhubs.observations.analysis import Group, Study
from babyhubs.observations.budget import budget
from babyhubs.observations.comparison import Difference
from babyhubs.observations.practitioners import FEWEST_SESSIONS
from babyhubs.observations.records import FAMILY, Recording
from babyhubs.reports.observed import charts, drawings, words
from babyhubs.reports.observed.shown import TOGETHER, Shown, about, enough, family_rows, practitioner_rows
from babyhubs.reports.tables import Table, number, text

HERE = Path(__file__).parents[1]
LEAST_SHOWN = 0.01
CONTACTS = ("another family", "a peer supporter or volunteer, no other family", "practitioners only", "nobody")


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
        "budget": _budget_table("family-budget", "What family time goes to, of 100 minutes", by_model, study),
        "staff": _staff_table(study),
        "plan": _zones_shaded(study.everybody, profile),
        "agreements": _agreement_table(study),
        "scans": study.everybody.scans,
        "warnings": study.warnings,
        "software": f"babyhubs {__version__}",
    }


def hub(group: Group, study: Study, place: str, *, simulated: bool) -> str:
    """The internal page of one hub, for its own team."""
    return _render("observed_hub.html.j2", simulated=simulated, **hub_shown(group, study, place))


def hub_shown(group: Group, study: Study, place: str) -> dict[str, Any]:
    """What the page of one hub shows."""
    model = study.hub_models.get(group.name, "")
    return {
        "title": f"{group.name}: how the room was used",
        "place": place,
        "internal": True,
        "model": model,
        "key_figures": [
            (str(group.families), f"families in {len(group.sessions)} session{'s' if len(group.sessions) > 1 else ''}"),
            (f"{group.stay.median:.0f}" if group.stay.median else "–", "minutes, after which half had left"),
            (words.hundred(group.greeting.share), "of 100 greeted within five minutes"),
            (words.hundred(_met(group)), "of 100 spoke to another family"),
        ],
        "stay": words.stay(group.stay),
        "greeting": words.greeting(group.greeting),
        "budget": _budget_table(
            "budget",
            "What family time went to, of 100 minutes",
            {group.name: [_plain(one) for one in _by_size(group)]},
            study,
        ),
        "zones": _zone_table(group, study),
        "where": _where_table(group, study),
        "contacts": _contacts_table(group),
        "flow": _flow_table(group, study),
        "spread": {"entropy": group.spread.entropy, "participation": group.spread.participation},
        "days": [_day(one, place_) for place_, one in enumerate(group.sessions)],
        "plan": _plan(group, "plan"),
        "warnings": [warning for one in group.sessions for warning in one.warnings],
        "software": f"babyhubs {__version__}",
    }


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
        "greeting": words.greeting(group.greeting),
        # a share whose complement is a handful of families is no share to show: it goes to the nearest 5 in 100
        "met": 5 * round(20 * kinds["another family"] / met) if met else None,
        "entropy": group.spread.entropy,
    }


def _budget_table(name: str, caption: str, by_model: dict[str, list[Shown]], study: Study) -> Table:
    rows = []
    for model, shares in sorted(by_model.items()):
        for row in shares:
            label = "Everything else, together" if row.code == TOGETHER else study.ethogram.label(row.code)
            rows.append(
                (
                    label,
                    model,
                    words.hundred(row.pooled),
                    words.limits(row.lower, row.upper),
                    words.hundred(row.mean_of_sessions),
                )
            )
    return Table(
        name,
        caption,
        (text("What"), text("Where"), number("Pooled"), number("95% limits"), number("Mean of sessions")),
        rows,
        ("Pooled: all time over all observed time. Mean of sessions: each session has one voice. Limits take the session as the unit.",),
    )  # fmt: skip


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


def _staff_table(study: Study) -> Table | None:
    rows = [
        (words.PURPOSE.get(row.code, row.code), model, words.hundred(row.pooled), words.limits(row.lower, row.upper))
        for model, group in sorted(study.models.items())
        for row in practitioner_rows(group.practitioner_budget)
    ]
    columns = (text("Purpose"), text("Model"), number("Of 100 minutes"), number("95% limits"))
    note = "All practitioners together, from three sessions or more. This is about the service, never about a person."
    return Table("staff-time", "What practitioners' time goes to", columns, rows, (note,)) if rows else None


def _agreement_table(study: Study) -> Table | None:
    rows = [
        (study_day["occasion"], {"zone": "Zones", "activity": "Activities"}.get(track["track"], track["track"]),
         words.agreement(track["kappa"]["value"], track["kappa"]["lower"], track["kappa"]["upper"]), f"{track['compared_s'] / 60:,.0f}")
        for study_day in study.agreements
        for track in study_day["tracks"]
    ]  # fmt: skip
    columns = (text("Session"), text("What"), text("Kappa with 95% limits"), number("Minutes of people"))
    note = "Kappa over continuous time: 1 is full agreement, 0 what chance would give. Limits from blocks of time, because a minute is like the one before it."
    return Table("agreement", "Where two observers watched together", columns, rows, (note,)) if rows else None


def _zone_table(group: Group, study: Study) -> Table:
    minutes: dict[str, float] = {}
    peaks: dict[str, int] = {}
    for row in group.zones:
        minutes[row.zone] = minutes.get(row.zone, 0.0) + row.person_minutes
        peaks[row.zone] = max(peaks.get(row.zone, 0), row.peak)
    names = {zone.identity: zone.label for zone in group.layout.zones} if group.layout else {}
    rows = []
    for zone in sorted(minutes, key=lambda zone: (-minutes[zone], zone)):
        draw = group.spread.electivity.get(zone)
        drawn = (
            "–"
            if draw is None
            else "more than its size"
            if draw > 0.1
            else "less than its size"
            if draw < -0.1
            else "as its size"
        )
        label = names.get(zone) or study.ethogram.label(zone)
        rows.append((label, f"{minutes[zone]:,.0f}", str(peaks[zone]), drawn))
    columns = (text("Zone"), number("Family-minutes"), number("Most at once"), text("Draws families"))
    return Table("zones", "Where families were", columns, rows)


def _where_table(group: Group, study: Study) -> Table:
    """Who spends time where, at what. A role of the team from three sessions on: never one person's morning."""
    names = {zone.identity: zone.label for zone in group.layout.zones} if group.layout else {}
    rows = [
        (one.role.replace("_", " ").capitalize(), names.get(one.zone) or (study.ethogram.label(one.zone) if one.zone else "Place not said"),
         study.ethogram.label(one.code), words.hundred(one.pooled), f"{one.time_s / 60:,.0f}")
        for one in sorted(budget(group.sessions, by_zone=True), key=lambda one: (one.role, -one.pooled, one.zone, one.code))
        if one.pooled >= LEAST_SHOWN and (one.role == FAMILY or one.sessions >= FEWEST_SESSIONS)
    ]  # fmt: skip
    columns = (text("Who"), text("Where"), text("What"), number("Of 100 minutes"), number("Minutes"))
    note = f"Of the observed time of everybody of that role. Cells below 1 in 100 are left out, and roles of the team before {FEWEST_SESSIONS} sessions."
    return Table("where", "Time by role, zone and activity", columns, rows, (note,))


def _contacts_table(group: Group) -> Table:
    """Whom families spoke to: each family once, by the most that it had."""
    kinds = Counter(row.kind for row in group.contacts)
    total = len(group.contacts)
    rows = (
        [(kind.capitalize(), str(kinds[kind]), words.hundred(kinds[kind] / total)) for kind in CONTACTS]
        if total
        else []
    )
    columns = (text("Spoke to"), number("Families"), number("Of 100"))
    return Table(
        "contacts", "Whom families spoke to", columns, rows, ("“Nobody” is a family that was alone all the time.",)
    )


def _flow_table(group: Group, study: Study) -> Table:
    names = {zone.identity: zone.label for zone in group.layout.zones} if group.layout else {}
    rows = [
        (names.get(one.before, study.ethogram.label(one.before)), names.get(one.after, study.ethogram.label(one.after)), str(one.count), words.hundred(one.share))
        for one in group.flow[:12]
    ]  # fmt: skip
    columns = (text("From"), text("To"), number("Moves"), number("Of 100 moves from there"))
    return Table("flow", "The most common moves", columns, rows)


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


def _plan(group: Group, name: str) -> Markup | None:
    if group.layout is None:
        return None
    busiest = sorted(group.zones, key=lambda row: -row.person_minutes)[:3]
    told = f"Darkest where families spent most time: {', '.join(row.zone.replace('_', ' ') for row in busiest)}."
    return drawings.plan(group.layout, group.heat, name, "Where families spent their time", told)


def _day(one: Recording, place: int) -> dict[str, Any]:
    counted = occupancy.whole_room(one)
    told = f"At most {counted.peak} families at once, first at minute {counted.peak_at() // 60_000}."
    return {
        "date": one.opened[:10],
        "chart": drawings.over_time(counted, one.stop, f"room-{place}", "Families in the room", told, one.gaps),
        "told": told,
        "gaps": bool(one.gaps),
        "notes": [(note.at // 60_000, note.text) for note in one.notes],
    }


def _by_size(group: Group) -> list[Any]:
    return sorted(group.family_budget, key=lambda share: (-share.pooled, share.code))


def _plain(share: Any) -> Shown:
    return Shown(share.code, share.pooled, share.lower, share.upper, share.mean_of_sessions)


def _met(group: Group) -> float | None:
    return sum(row.with_family for row in group.contacts) / len(group.contacts) if group.contacts else None


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
