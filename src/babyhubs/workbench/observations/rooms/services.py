"""Drawing a room: each change is a new version, because sessions were watched on the old one."""

import re
from typing import Any

from babyhubs.errors import InputError
from babyhubs.observations import layout
from babyhubs.workbench.observations.models import RoomPlan
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

MOST_ZONES = 40
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_ZONE = re.compile(r"[a-z0-9_]{1,40}")


@audited("room.drawn", "drew the plan of a room")
def draw(actor: Actor, programme: Programme, *, identity: str, plan: Any) -> Changed[RoomPlan]:
    """plan: zones and scale, as in a session's header; its id and version are given here."""
    if not _NAME.fullmatch(identity):
        raise InputError("A room's name has small letters, digits and dashes, as: easton-hall.")
    if not isinstance(plan, dict):
        raise InputError("This is not a plan.", remedy="See docs/reference/observation-log.md, under layout.")
    before = RoomPlan.objects.filter(programme=programme, identity=identity).first()
    version = before.version + 1 if before else 1
    found = layout.read(plan | {"id": identity, "version": version}, "the plan")
    if found is None or not found.zones:
        raise InputError("This plan has no zones.", remedy="Draw one box at least.")
    if len(found.zones) > MOST_ZONES:
        raise InputError(f"A plan has {MOST_ZONES} zones at most.", remedy="Put zones together.")
    for zone in found.zones:
        if not _ZONE.fullmatch(zone.identity) or not zone.label.strip() or len(zone.label) > 40:
            raise InputError(
                f"A zone is not named as it should be: {zone.identity[:40]!r}.",
                remedy="id: small letters, digits and _; label: 1 to 40 characters.",
            )
    content = layout.as_json(found)
    if before and {**before.content, "version": version} == content:
        raise InputError("Nothing is different from the version before.")
    room = RoomPlan.objects.create(
        programme=programme, identity=identity, version=version, content=content, drawn_by_name=actor.name
    )
    details = {"room": identity, "version": version, "zones": [zone.identity for zone in found.zones]}
    return Changed(room, subject=room, programme=programme.pk, details=details)
