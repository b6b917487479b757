"""What somebody may do in a programme: read from the database at every request, so that no right outlives its end."""

import uuid
from typing import Any

from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.access.roles import rights
from babyhubs.workbench.programme.models import Membership, Programme


def rights_in(user: Any, programme_id: uuid.UUID) -> frozenset[Permission]:
    """The rights of a person in a programme; none if it is not theirs."""
    return rights(Membership.objects.filter(user=user, programme=programme_id).values_list("role", flat=True))


def programmes_of(user: Any) -> list[Programme]:
    """The programmes in which a person has a role."""
    return list(Programme.objects.filter(memberships__user=user).distinct())
