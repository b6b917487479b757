"""What the panel did, as exhibits that a claim of the bid may cite: what changed or why not, the way from told to stayed, what was paid.

Counts of people are as a disclosure profile releases them: a small one is left out, and the words say that it is.
"""

from collections.abc import Mapping, Sequence

from babyhubs.disclosure.profiles import Profile
from babyhubs.evidence.exhibit import Exhibit
from babyhubs.panel.involvement_draft import SUPPRESSED, Step, flow, paid
from babyhubs.panel.involvement_log import Line

STRAND = "panel"
CHANGED, NOT_CHANGED = "changed", "not changed"
_TITLES = {CHANGED: "What changed because of parents", NOT_CHANGED: "What parents asked for and did not get"}
_DID = {CHANGED: "What changed", NOT_CHANGED: "Why nothing changed"}


def exhibits(
    log: Sequence[Line], said: Mapping[str, str], profile: Profile, project_class: str
) -> tuple[tuple[str, Exhibit], ...]:
    """Name and exhibit; the name is that of the line, or what was counted. said: line of an outcome -> what parents said before it."""
    found = [
        (one.line, _outcome(one, said.get(one.line, ""), profile, project_class)) for one in log if one.kind in _DID
    ]
    if log:
        period = f"{log[0].day.isoformat()}/{log[-1].day.isoformat()}"
        found += _flow(flow(log, profile), period, profile, project_class)
        found += _paid(log, period, profile, project_class)
    return tuple(found)


def _outcome(one: Line, said: str, profile: Profile, project_class: str) -> Exhibit:
    words = f"{_DID[one.kind]}: {one.text}"
    return Exhibit(
        "involvement",
        STRAND,
        project_class,
        _TITLES[one.kind],
        f"Parents said: {said} {words}" if said else words,
        f"{one.day.isoformat()}/{one.day.isoformat()}",
        profile.name,
    )


def _flow(steps: Sequence[Step], period: str, profile: Profile, project_class: str) -> list[tuple[str, Exhibit]]:
    counted = [one for one in steps if one.people]
    if not counted:
        return []
    words = ", ".join(f"{one.kind} {'a small number' if one.people == SUPPRESSED else one.people}" for one in counted)
    figures = tuple(
        sorted((one.kind, float(one.people.replace(",", ""))) for one in counted if one.people != SUPPRESSED)
    )
    title = "From told to stayed: parents at each step"
    return [("flow", Exhibit("involvement", STRAND, project_class, title, f"{words}.", period, profile.name, figures))]


def _paid(log: Sequence[Line], period: str, profile: Profile, project_class: str) -> list[tuple[str, Exhibit]]:
    totals = {f"{kind}s": float(total) for kind, (total, lines) in paid(log).items() if lines}
    if not totals:
        return []
    words = " and ".join(f"£{total:,.2f} in {name}" for name, total in totals.items())
    figures = tuple(sorted((f"{name} (pounds)", total) for name, total in totals.items()))
    return [
        (
            "paid",
            Exhibit(
                "involvement", STRAND, project_class, "Paid to parents", f"{words}.", period, profile.name, figures
            ),
        )
    ]
