"""Which hubs to watch: those that serve the groups that the audit flags or cannot see, and others to set beside them.

The choice rests on findings and says on which: whoever reads the report can follow why this hub was watched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FLAGGED = ("under-served", "unseen")
SERVES, CONTRAST = "serves a group that is missed", "contrast"


@dataclass(frozen=True)
class Hub:
    """A hub: its model, and how many families of each group live nearest to it. families: all of them."""

    name: str
    model: str
    families: int
    groups: Mapping[str, int]


@dataclass(frozen=True)
class Chosen:
    """why: SERVES or CONTRAST. because_of: identities of the findings. groups: those of them that it serves."""

    hub: str
    model: str
    why: str
    groups: tuple[str, ...]
    because_of: tuple[str, ...]


def flagged(findings: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Groups with a verdict that sends somebody to look, the largest shortfall first, each with the findings that say so."""
    found: dict[str, list[tuple[float, str]]] = {}
    for one in findings:
        if one.get("verdict") in FLAGGED:
            short = float(one.get("shortfall_families") or 0)
            found.setdefault(str(one["group"]), []).append((-short, str(one["identity"])))
    ordered = sorted(found, key=lambda group: (min(found[group])[0], group))
    return {group: tuple(identity for _, identity in sorted(found[group])) for group in ordered}


def choose(hubs: Sequence[Hub], missed: Mapping[str, tuple[str, ...]], number: int, contrasts: int) -> list[Chosen]:
    """`number` hubs that serve missed groups, then `contrasts` others.

    Groups take turns, the largest shortfall first: each takes the hub where its share of families is largest among those
    not yet taken. A contrast is the hub most like a chosen one in size with the other model, and if there is none, with the
    smallest share of missed groups.
    """
    left = {hub.name: hub for hub in sorted(hubs, key=lambda hub: hub.name)}
    chosen: list[Hub] = []
    turns = [group for group in missed if any(hub.groups.get(group, 0) for hub in hubs)]
    while turns and left and len(chosen) < number:
        for group in list(turns):
            fits = [hub for hub in left.values() if hub.groups.get(group, 0)]
            if not fits:
                turns.remove(group)
                continue
            if len(chosen) == number:
                break
            best = max(fits, key=lambda hub: (hub.groups[group] / max(hub.families, 1), hub.groups[group]))
            chosen.append(left.pop(best.name))
    found = [_serving(hub, missed) for hub in chosen]
    for like in (chosen * contrasts)[:contrasts]:
        if not left:
            break
        others = [hub for hub in left.values() if hub.model != like.model] or list(left.values())
        best = min(others, key=lambda hub: (abs(hub.families - like.families), _share(hub, missed), hub.name))
        left.pop(best.name)
        found.append(Chosen(best.name, best.model, CONTRAST, (), ()))
    return found


def _serving(hub: Hub, missed: Mapping[str, tuple[str, ...]]) -> Chosen:
    groups = tuple(group for group in missed if hub.groups.get(group, 0))
    because = tuple(dict.fromkeys(identity for group in groups for identity in missed[group]))
    return Chosen(hub.name, hub.model, SERVES, groups, because)


def _share(hub: Hub, missed: Mapping[str, tuple[str, ...]]) -> float:
    return sum(hub.groups.get(group, 0) for group in missed) / max(hub.families, 1)
