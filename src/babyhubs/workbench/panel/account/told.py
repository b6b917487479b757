"""The log as the drafts take it, and the numbers of the flow as they stand in the tables."""

from collections.abc import Sequence

from babyhubs.panel.involvement_log import Line
from babyhubs.workbench.panel.models import Draw, LogLine, Member, Panel
from babyhubs.workbench.panel.states import DrawState, Role


def log(panel: Panel) -> tuple[Line, ...]:
    """Every line that stands, in the order of days, with one for each counted step of the flow."""
    rows = [one for one in panel.lines.all() if not one.why_out]
    lines = [_line(one) for one in rows] + _flow(panel.draws.all(), panel.members.all())
    return tuple(sorted(lines, key=lambda one: (one.day, one.line)))


def said_before(panel: Panel) -> dict[str, str]:
    """Line of an outcome -> what parents said before it."""
    rows = {one.pk: one for one in panel.lines.all() if not one.why_out}
    return {
        one.name: rows[one.about_id].text
        for one in rows.values()
        if one.kind in ("changed", "not changed") and one.about_id in rows and rows[one.about_id].kind == "said"
    }


def _line(one: LogLine) -> Line:
    return Line(
        one.name,
        one.on,
        one.kind,
        one.text,
        "",
        None if one.kind in ("drawn", "left") else one.people,
        one.community,
        one.pounds,
        one.bid_line,
    )


def _flow(draws: Sequence[Draw], members: Sequence[Member]) -> list[Line]:
    """Interested, eligible, in the pool: of the first draw. Drawn, accepted, stayed: of all seats so far."""
    drawn = [one for one in draws if one.state == DrawState.DRAWN]
    if not drawn:
        return []
    first = min(drawn, key=lambda one: one.number)
    on = first.drawn_on or first.made_at.date()
    seats = [one for one in members if one.role == Role.SEAT]
    accepted = [one for one in seats if one.accepted_on]
    counted = {
        "interested": first.found["register"],
        "eligible": first.found["eligible"],
        "in pool": first.found["pool"],
        "drawn": len(seats),
        "accepted": len(accepted),
        "stayed": len([one for one in accepted if not one.ended_on]),
    }
    return [Line(f"F{place}", on, kind, people=number) for place, (kind, number) in enumerate(counted.items(), 1)]
