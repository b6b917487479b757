"""From what the audit found to hubs worth watching: those near which missed families live, those that a team names, and contrasts.

The audit says how many families live nearest to each hub and whether they are missed. Where a group of families lives, by hub, it does
not say: too few families would be behind each number. So for such a group somebody who knows the place names the hub.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from babyhubs.observations.choice import CONTRAST, Chosen, choose, flagged
from babyhubs.observations.choice import Hub as Candidate
from babyhubs.workbench.hubs.log import model_of
from babyhubs.workbench.hubs.models import Hub
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.programme.sources import Source, findings, sources

NEAREST, REACH, AT_HUBS = "nearest_hub", "reach", "hub"


@dataclass(frozen=True, slots=True)
class Missed:
    """A group that the audit flags or cannot see. about: in words. findings: those that say so. hub: where it is, if that is known."""

    key: str
    about: str
    findings: tuple[str, ...]
    hub: str = ""


def missed(programme: Programme) -> list[Missed]:
    """The largest shortfall first, then groups that the records cannot show."""
    found = sources(programme, "audit")
    rows = [
        one.record.to_json() | {"group": _key(one)} for one in found if getattr(one.record, "view", "") == AT_HUBS
    ]  # fmt: skip
    about = {_key(one): one.about.partition(". ")[0] for one in found}
    hubs = {_key(one): _hub(one) for one in found}
    return [Missed(key, about[key], said, hubs[key]) for key, said in flagged(rows).items()]


def chosen(
    programme: Programme, groups: list[Missed], where: Mapping[str, str], number: int, contrasts: int
) -> list[dict[str, Any]]:
    """As a plan keeps them. where: group -> the hub that somebody named for it."""
    nearest = {
        one.group: one.eligible or 0
        for one in findings(programme, "audit")
        if (one.attribute, one.view, one.measure) == (NEAREST, AT_HUBS, REACH)
    }
    hubs = list(Hub.objects.filter(programme=programme, closed=None).prefetch_related("changes").order_by("code"))
    at = {one.key: one.hub or where.get(one.key, "") for one in groups}
    candidates = [
        Candidate(
            one.code, model_of(one.changes.all())[0], nearest.get(one.code, 0),
            {key: max(nearest.get(one.code, 0), 1) for key, hub in at.items() if hub == one.code},
        )
        for one in hubs
    ]  # fmt: skip
    if not any(at.values()):  # nothing says where anybody is missed: hubs of both models, the largest first
        by_size = sorted(candidates, key=lambda one: (-one.families, one.name))
        by_model = [[one for one in by_size if one.model == model] for model in sorted({one.model for one in by_size})]
        turns = [one for row in zip_longest(*by_model) for one in row if one is not None]
        return [
            _row(Chosen(one.name, one.model, CONTRAST, (), ()), {hub.code: hub.name for hub in hubs}, {})
            for one in turns[: number + contrasts]
        ]
    names = {one.code: one.name for one in hubs}
    about = {one.key: one.about for one in groups}
    said = {one.key: one.findings for one in groups}
    return [_row(one, names, about) for one in choose(candidates, said, number, contrasts)]


def _row(one: Chosen, names: Mapping[str, str], about: Mapping[str, str]) -> dict[str, Any]:
    return {
        "hub": one.hub, "name": names[one.hub], "model": one.model, "why": one.why,
        "groups": [about[key] for key in one.groups], "because_of": list(one.because_of),
    }  # fmt: skip


def _key(one: Source) -> str:
    return f"{getattr(one.record, 'attribute', '')}: {getattr(one.record, 'group', '')}"


def _hub(one: Source) -> str:
    return str(getattr(one.record, "group", "")) if getattr(one.record, "attribute", "") == NEAREST else ""
