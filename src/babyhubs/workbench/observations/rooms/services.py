"""Drawing a room: each change is a new version, because sessions were watched on the old one."""

import re
from typing import Any

from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.observations import drawn, layout
from babyhubs.observations.picture import Picture
from babyhubs.workbench.observations.models import RoomPicture, RoomPlan
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

MOST_ZONES = 40
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_ZONE = re.compile(r"[a-z0-9_]{1,40}")


@audited("room.drawn", "drew the plan of a room")
def draw(
    actor: Actor, programme: Programme, *, identity: str, plan: Any, shown: RoomPicture | None = None
) -> Changed[RoomPlan]:
    """plan: zones and scale, as in a session's header; its id and version are given here. shown: the picture that it lies on."""
    if not _NAME.fullmatch(identity):
        raise InputError("A room's name has small letters, digits and dashes, as: easton-hall.")
    if not isinstance(plan, dict):
        raise InputError("This is not a plan.", remedy="See docs/reference/observation-files.md, under layout.")
    before = RoomPlan.objects.filter(programme=programme, identity=identity).first()
    version = before.version + 1 if before else 1
    picture = {"picture": shown.name} if shown else {"picture": ""}
    found = layout.read(plan | picture | {"id": identity, "version": version}, "the plan")
    if found is None or not found.zones:
        raise InputError("This plan has no zones.", remedy="Draw one at least.")
    if len(found.zones) > MOST_ZONES:
        raise InputError(f"A plan has {MOST_ZONES} zones at most.", remedy="Put zones together.")
    for zone in found.zones:
        if not _ZONE.fullmatch(zone.identity) or not zone.label.strip() or len(zone.label) > 40:
            raise InputError(
                f"A zone is not named as it should be: {zone.identity[:40]!r}.",
                remedy="id: small letters, digits and _; label: 1 to 40 characters.",
            )
    drawn.check(found)
    content = layout.as_json(found)
    if before and {**before.content, "version": version} == content:
        raise InputError("Nothing is different from the version before.")
    room = RoomPlan.objects.create(
        programme=programme, identity=identity, version=version, content=content, drawn_by_name=actor.name
    )
    details = {"room": identity, "version": version, "zones": [zone.identity for zone in found.zones]}
    details |= {"picture": shown.sha256} if shown else {}
    return Changed(room, subject=room, programme=programme.pk, details=details)


@audited("room.pictured", "brought a picture of an empty room, and said that nobody is in it")
def bring_picture(actor: Actor, programme: Programme, *, given: Picture) -> Changed[RoomPicture]:
    """The same picture again is the same row. One that was removed does not come back."""
    one = RoomPicture.objects.filter(programme=programme, sha256=given.digest).first()
    if one is not None and one.removed_at:
        raise InputError(f"This picture was removed: {one.removed_why}", remedy="Take another one.")
    if one is None:
        one = RoomPicture.objects.create(
            programme=programme, name=given.name, sha256=given.digest, content=given.content, width=given.width,
            height=given.height, brought_by_name=actor.name,
        )  # fmt: skip
    details = {"sha256": given.digest, "bytes": len(given.content)}
    return Changed(one, subject=one, programme=programme.pk, details=details)


@audited("room.picture-removed", "removed a picture of a room")
def remove_picture(actor: Actor, picture: RoomPicture, *, why: str) -> Changed[None]:
    """What it shows goes; plans keep their zones. Backups from before have it until they go."""
    if not why.strip():
        raise InputError("Removing a picture needs its reason.", remedy="Say why, in a sentence.")
    picture.content, picture.removed_at, picture.removed_why = b"", timezone.now(), why.strip()
    picture.save(update_fields=["content", "removed_at", "removed_why"])
    details = {"sha256": picture.sha256, "why": why.strip()}
    return Changed(None, subject=picture, programme=picture.programme_id, details=details)
