"""The dated log of what changed at which hub, and of what else happened: the start of each hub, its dose, its closed months.

"The model" is a dose, not a switch: layout, self-weighing, circle, peer supporter, staffing and hours come one by one. Events that
are not part of it (a Family Hub opening, a new template) are kept beside it, because they are what a critic will ask about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from babyhubs.evaluation.panel import NEVER
from babyhubs.evaluation.problems import Problem
from babyhubs.statistics.interval import Flags, Floats

WHOLE = "model"  # all of it at once, where nobody wrote its parts down
COMPONENTS = ("layout", "self-weighing", "circle", "peer supporter", "staffing", "hours", WHOLE)
CLOSURE, TEMPLATE = "closure", "template change"
EVENTS = (
    CLOSURE,
    TEMPLATE,
    "family hub opening",
    "family hub closure",
    "venue move",
    "staff vacancy",
    "campaign",
    "other",
)
NEAR = 3  # months between a change and an event that could pass for its effect


@dataclass(frozen=True)
class Entry:
    """hub: its name, or "" for an event that met all of them. until: the last day of a closure, None for what stays."""

    hub: str
    on: date
    what: str
    until: date | None = None

    @property
    def is_component(self) -> bool:
        """Part of the model, not something that happened beside it."""
        return self.what in COMPONENTS


def month_number(day: date, first: date) -> int:
    """Months since the first month of the study, which is 0."""
    return (day.year - first.year) * 12 + day.month - first.month


def starts(entries: Sequence[Entry], first: date) -> dict[str, int]:
    """The month of each hub's first component. Hubs without one are not named."""
    found: dict[str, int] = {}
    for entry in entries:
        if entry.is_component:
            month = month_number(entry.on, first)
            found[entry.hub] = min(month, found.get(entry.hub, month))
    return found


def doses(
    entries: Sequence[Entry],
    hubs: Sequence[str],
    months: NDArray[np.int64],
    first: date,
    fidelity: Mapping[str, float] | None = None,
) -> Floats:
    """Share of the programme's components in place at each hub and month, times the fidelity that was observed (1 if it was not).

    The programme is the set of components that any hub has adopted; a hub that took up the model as such has all of them. fidelity: 0 to 1,
    from observed sessions after the change.
    """
    programme = sorted({entry.what for entry in entries if entry.is_component} - {WHOLE}) or [WHOLE]
    found = np.zeros((len(hubs), months.size))
    for number, hub in enumerate(hubs):
        since = {
            component: min(
                month_number(entry.on, first) for entry in entries if (entry.hub, entry.what) == (hub, component)
            )
            for component in {entry.what for entry in entries if entry.hub == hub and entry.is_component}
        }
        for component in programme:
            if component in since:
                found[number] += months >= since[component]
        found[number] /= len(programme)
        if WHOLE in since:
            found[number][months >= since[WHOLE]] = 1.0
        found[number] *= (fidelity or {}).get(hub, 1.0)
    return found


def closed(entries: Sequence[Entry], hubs: Sequence[str], months: NDArray[np.int64], first: date) -> Flags:
    """Months touched by a closure, of a hub or of all: out of scope, never zeros."""
    found = np.zeros((len(hubs), months.size), dtype=bool)
    for entry in entries:
        if entry.what == CLOSURE:
            last = month_number(entry.until or entry.on, first)
            during = (months >= month_number(entry.on, first)) & (months <= last)
            found |= np.array([entry.hub in {"", hub} for hub in hubs])[:, None] & during
    return found


def concurrent(entries: Sequence[Entry], first: date) -> list[tuple[str, Entry]]:
    """Events within three months of a hub's change: (hub, event), in order."""
    begun = starts(entries, first)
    found = [
        (hub, entry)
        for hub, start in begun.items()
        for entry in entries
        if not entry.is_component
        and entry.what != CLOSURE
        and entry.hub in {"", hub}
        and abs(month_number(entry.on, first) - start) <= NEAR
    ]
    return sorted(found, key=lambda pair: (pair[0], pair[1].on, pair[1].what))


def of_log(entries: Sequence[Entry], first: date) -> list[Problem]:
    """What the log itself says against an answer: other things that happened at the same time."""
    near = concurrent(entries, first)
    found = []
    template = sorted({hub for hub, entry in near if entry.what == TEMPLATE})
    if template:
        found.append(
            Problem(
                "template changed with the hub",
                "restricted",
                f"At {', '.join(template)} the template for records changed within {NEAR} months of the hub. A new template alone can "
                "make counts jump.",
                "Compare with head counts in the room, or leave these hubs out and see whether the answer stays.",
            )
        )
    others = sorted({f"{entry.what} ({hub})" for hub, entry in near if entry.what != TEMPLATE})
    if others:
        found.append(
            Problem(
                "other events at the same time",
                "restricted",
                f"Other things happened within {NEAR} months of a change: {', '.join(others)}. Their effect cannot be told from that of the "
                "change at these hubs.",
                "Leave these hubs out and see whether the answer stays.",
            )
        )
    return found


def start_array(begun: Mapping[str, int], hubs: Sequence[str]) -> NDArray[np.int64]:
    """Starts in the order of hubs, -1 for those that never change."""
    return np.array([begun.get(hub, NEVER) for hub in hubs], dtype=np.int64)
