"""The panel's first page as it is shown."""

from dataclasses import dataclass

from django.urls import reverse

from babyhubs.workbench.panel.models import Member, Panel
from babyhubs.workbench.panel.states import DrawState, MemberState, Role


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the panel's work. state: where it stands, in a few words."""

    title: str
    about: str
    state: str
    address: str


def parts(panel: Panel | None, programme_id: object, *, names: bool) -> list[Part]:
    """In the order in which a coordinator needs them. names: whether who looks may see who sits."""
    drawn = [one for one in panel.draws.all() if one.state == DrawState.DRAWN] if panel else []
    lines = [one for one in panel.lines.all() if not one.why_out] if panel else []
    sits = _sits(panel)
    held = sum(one.kind == "meeting" for one in lines)
    changed = sum(one.kind == "changed" for one in lines)
    paid = sum(one.pounds or 0 for one in lines)
    members = Part(
        "Members",
        "Who was drawn, invitations and their answers, payments, the reserve.",
        f"{len(sits)} of {panel.seats}" if panel else "None yet",
        reverse("panel-members", args=[programme_id]),
    )
    by_group = Part(
        "By group",
        "Who sits, who came and who was asked, in numbers.",
        "",
        reverse("panel-groups", args=[programme_id]),
    )
    return [
        Part(
            "Seats",
            "Which groups have how many seats, and which finding says so.",
            f"{panel.seats} seats, {len(panel.rules)} rules" if panel and panel.rules else "Not agreed yet",
            reverse("panel-seats", args=[programme_id]),
        ),
        Part(
            "The draw",
            "The lottery, its proof, the public draw of a number.",
            f"{len(drawn)} drawn" if drawn else "Not drawn yet",
            reverse("panel-draws", args=[programme_id]),
        ),
        *([members, by_group] if names else []),
        Part(
            "Meetings",
            "What was asked and said, what came of it, who told the parents.",
            f"{held} held" if held else "None yet",
            reverse("panel-meetings", args=[programme_id]),
        ),
        Part(
            "Payments",
            "Budget against what was paid, and the rates of today.",
            f"£{paid:,.2f} paid" if paid else "Nothing paid yet",
            reverse("panel-payments", args=[programme_id]),
        ),
        Part(
            "You said, we did",
            "What parents said and what came of it: to print and put up.",
            f"{changed} changes" if changed != 1 else "1 change",
            reverse("panel-you-said", args=[programme_id]),
        ),
        Part(
            "Drafts for the bid",
            "GRIPP2, the UK Standards, from told to stayed: drafted from the log.",
            "",
            reverse("panel-account", args=[programme_id]),
        ),
        Part("Log", "Every line from which the drafts are made.", f"{len(lines)} lines", reverse("panel-log", args=[programme_id])),
    ]  # fmt: skip


def counts(panel: Panel | None) -> list[tuple[str, int]]:
    """Where the members stand, in numbers."""
    sits = _sits(panel)
    if not sits or panel is None:
        return []
    found = [(state.label, sum(one.state == state for one in sits)) for state in MemberState]
    reserve = sum(one.role == Role.RESERVE and one.ended_on is None for one in panel.members.all())
    empty = max(0, panel.seats - len(sits))
    every = [("Seats", panel.seats), *found, ("Empty seats", empty), ("In reserve", reserve)]
    return [(title, number) for title, number in every if number]


def _sits(panel: Panel | None) -> list[Member]:
    if panel is None:
        return []
    return [one for one in panel.members.all() if one.role == Role.SEAT and one.ended_on is None]
