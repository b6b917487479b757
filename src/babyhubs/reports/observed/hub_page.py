"""The page of one hub, for its own team: exact figures, on one sheet of paper when printed."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from babyhubs import __version__
from babyhubs.observations import occupancy
from babyhubs.observations.analysis import Group, Study
from babyhubs.observations.budget import budget
from babyhubs.observations.contacts import by_what_adults_said, role_pairs
from babyhubs.observations.log.operation_kinds import PRACTITIONERS
from babyhubs.observations.practitioners import FEWEST_SESSIONS
from babyhubs.observations.records import FAMILY, Recording
from babyhubs.reports.observed import drawings, trust, words
from babyhubs.reports.tables import Table, number, text

LEAST_SHOWN = 0.01
CONTACTS = ("another family", "a peer supporter or volunteer, no other family", "practitioners only", "nobody")
TEAM, HELPERS = "a practitioner", "a peer supporter or volunteer"
CALLED = {
    FAMILY: "a family", "peer_supporter": HELPERS, "volunteer": HELPERS, "interpreter": "an interpreter", "observer": "an observer",
    **dict.fromkeys(PRACTITIONERS, TEAM),
}  # fmt: skip


def shown(
    group: Group, study: Study, place: str, behind: Mapping[str, drawings.Behind] | None = None
) -> dict[str, Any]:
    """What the page of one hub shows. behind: by name, pictures of rooms that the page may show under the plan."""
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
        "timed": group.stay.median is not None,
        "greeting": words.greeting(group.greeting),
        "weighing": words.weighing(group.weighing),
        "scan_stay": words.scan_stay(group.scan_stay, str(group.scan_stay.families)),
        "budget": _budget_table(group, study),
        "zones": _zone_table(group, study),
        "where": _where_table(group, study),
        "contacts": _contacts_table(group),
        "pairs": _pairs_table(group),
        "scans": _scans_table(group, study),
        "counted": _counted_table(group, study),
        "moments": trust.moments(_own(group, study), study.ethogram.label),
        "codes": trust.codes(_own(group, study), study.ethogram.label),
        "flow": _flow_table(group, study),
        "spread": {"entropy": group.spread.entropy, "participation": group.spread.participation},
        "days": [_day(one, place_) for place_, one in enumerate(group.sessions)],
        "plan": _plan(group, "plan", behind or {}),
        "warnings": [warning for one in group.sessions for warning in one.warnings],
        "software": f"babyhubs {__version__}",
    }


def _budget_table(group: Group, study: Study) -> Table:
    """One session has one figure; of several, each has a voice, and the limits say how much they differ."""
    several = len(group.sessions) > 1
    rows = [
        (study.ethogram.label(one.code), words.hundred(one.pooled),
         *((words.limits(one.lower, one.upper), words.hundred(one.mean_of_sessions)) if several else ()))
        for one in sorted(group.family_budget, key=lambda share: (-share.pooled, share.code))
    ]  # fmt: skip
    columns = (text("What"), number("Of 100"), *((number("95% limits"), number("Mean of sessions")) if several else ()))
    notes = (
        ("Of 100: all time over all observed time. Mean of sessions: each session has one voice.",) if several else ()
    )
    return Table("budget", "What family time went to, of 100 minutes", columns, rows, notes)


def _zone_table(group: Group, study: Study) -> Table:
    minutes: dict[str, float] = {}
    peaks: dict[str, int] = {}
    for row in group.zones:
        minutes[row.zone] = minutes.get(row.zone, 0.0) + row.person_minutes
        peaks[row.zone] = max(peaks.get(row.zone, 0), row.peak)
    dense: dict[str, float] = {}
    for row in group.zones:
        if row.peak_per_ten_m2 is not None:
            dense[row.zone] = max(dense.get(row.zone, 0.0), row.peak_per_ten_m2)
    names = {zone.identity: zone.label for zone in group.layout.zones} if group.layout else {}
    rows = []
    for zone in sorted(minutes, key=lambda zone: (-minutes[zone], zone)):
        draw = group.spread.electivity.get(zone)
        drawn = "–" if draw is None else "more" if draw > 0.1 else "less" if draw < -0.1 else "as much"
        label = names.get(zone) or study.ethogram.label(zone)
        density = (f"{dense[zone]:.1f}" if zone in dense else "–",) if dense else ()
        rows.append((label, f"{minutes[zone]:,.0f}", str(peaks[zone]), *density, drawn))
    columns = [text("Zone"), number("Family-minutes"), number("Most at once"), text("For its size")]
    if dense:
        columns.insert(3, number("Most in 10 m²"))
    note = "For its size: whether families spent more or less time there than its share of the room says."
    return Table("zones", "Where families were", tuple(columns), rows, (note,) if group.spread.electivity else ())


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


def _pairs_table(group: Group) -> Table:
    """Who was with whom, by role: whoever of the team it was."""
    found: Counter[tuple[str, str]] = Counter()
    for one in group.sessions:
        roles = {token: CALLED.get(role, "somebody else") for token, role in one.roles.items()}
        found.update(role_pairs(one.contacts, roles))
    rows = [
        (
            f"{first.capitalize()} with {second if first != second else second.replace('a ', 'another ', 1)}",
            f"{times:,}",
        )
        for (first, second), times in sorted(found.items(), key=lambda row: (-row[1], row[0]))
    ]
    note = "A group counts once for each two in it. All practitioners are one here: this is about the room, not about a person."
    chance = words.mixing(by_what_adults_said(group.sessions)) if rows else ""
    return Table(
        "pairs", "Who was with whom", (text("Who"), number("Contacts")), rows, (note, chance) if chance else (note,)
    )


def _scans_table(group: Group, study: Study) -> Table:
    """What families were doing when a scan came by: a check of the time above, or all there is."""
    rows = [
        (study.ethogram.label(one.code) if one.code else "Not recorded", f"{one.seen:,}", words.hundred(one.share), words.limits(one.lower, one.upper))
        for one in sorted(group.scan_shares, key=lambda one: (-one.share, one.code))
    ]  # fmt: skip
    columns = (text("What"), number("Times seen"), number("Of 100 times"), number("95% limits"))
    made = group.scans
    note = f"{made.scans - made.missed} of {made.scans} scans were made. Limits take the session as the unit; one session has none."
    return Table("scans", "What families were doing at the scans", columns, rows, (note,))


def _counted_table(group: Group, study: Study) -> Table:
    """People counted in each zone at scans."""
    names = {zone.identity: zone.label for zone in group.layout.zones} if group.layout else {}
    rows = [
        (names.get(one.zone) or study.ethogram.label(one.zone), f"{one.mean:.1f}", str(one.most), str(one.scans))
        for one in group.scan_people
    ]
    columns = (text("Zone"), number("People at a scan, mean"), number("Most"), number("Scans"))
    return Table("counted", "People counted at the scans", columns, rows)


def _own(group: Group, study: Study) -> list[Mapping[str, Any]]:
    """Agreement of this hub's sessions."""
    names = {one.name for one in group.sessions}
    return [one for one in study.agreements if one["first"] in names]


def _flow_table(group: Group, study: Study) -> Table:
    names = {zone.identity: zone.label for zone in group.layout.zones} if group.layout else {}
    sure = any(one.lower is not None for one in group.flow)  # from three sessions on
    rows = [
        (names.get(one.before, study.ethogram.label(one.before)), names.get(one.after, study.ethogram.label(one.after)), str(one.count), words.hundred(one.share),
         *((words.limits(one.lower, one.upper),) if sure else ()))
        for one in group.flow[:12]
    ]  # fmt: skip
    columns = (
        text("From"),
        text("To"),
        number("Moves"),
        number("Of 100 moves from there"),
        *((number("95% limits"),) if sure else ()),
    )
    return Table("flow", "The most common moves", columns, rows)


def _plan(group: Group, name: str, behind: Mapping[str, drawings.Behind]) -> Markup | None:
    if group.layout is None:
        return None
    busiest = sorted(group.zones, key=lambda row: -row.person_minutes)[:3]
    told = f"Darkest where families spent most time: {', '.join(row.zone.replace('_', ' ') for row in busiest)}."
    picture = behind.get(group.layout.picture)
    return drawings.plan(group.layout, group.heat, name, "Where families spent their time", told, behind=picture)


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


def _met(group: Group) -> float | None:
    return sum(row.with_family for row in group.contacts) / len(group.contacts) if group.contacts else None
