"""What somebody may do in a programme: read from the database at every request, so that no right outlives its end."""

import uuid
from typing import Any

from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.access.roles import rights
from babyhubs.workbench.programme.models import Membership, Programme


def held_in(user: Any, programme_id: uuid.UUID) -> tuple[Programme, frozenset[Permission]] | None:
    """A programme with its owner, and the rights of a person in it; None if it is not theirs."""
    roles = Membership.objects.filter(user=user, programme=programme_id).select_related("programme__owner")
    held = list(roles)
    return (held[0].programme, rights(one.role for one in held)) if held else None


def programmes_of(user: Any) -> list[Programme]:
    """The programmes in which a person has a role."""
    return list(Programme.objects.filter(memberships__user=user).distinct())
