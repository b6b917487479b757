"""The versions of the plans of a programme's rooms."""

from babyhubs.workbench.observations.models import RoomPlan
from babyhubs.workbench.programme.models import Programme


def newest(programme: Programme) -> list[RoomPlan]:
    """Of each room its newest version, by name."""
    found: dict[str, RoomPlan] = {}
    for one in RoomPlan.objects.filter(programme=programme):
        found.setdefault(one.identity, one)
    return list(found.values())
