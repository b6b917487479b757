"""What can be changed in a demonstration alone: whose eyes one looks through."""

from typing import Any

from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("demonstration.looked-as", "looked at the demonstration as somebody else")
def look_as(actor: Actor, user: Any) -> Changed[Any]:
    """Another of the invented people is signed in from now on."""
    return Changed(user, subject=user, details={"as": user.name})
