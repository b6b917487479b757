"""What parents send from their phones. The record is told that something came, and nothing of it."""

from dataclasses import replace
from typing import Any

from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.told import Told, take_down
from babyhubs.workbench.discussions.withdrawal_codes import new_code
from babyhubs.workbench.record.actor import Actor, program
from babyhubs.workbench.record.audited import Changed, audited

FORM = "on the parent's own phone"
A_PARENT = program("a parent, on their own phone")


@audited("discussions.told", "told us why they come or do not come")
def tell(actor: Actor, programme: Any, *, told: Told) -> Changed[str]:
    """Gives the code with which the parent can take everything back."""
    code = new_code()
    with project.acting(actor, programme) as act:
        take_down(act, replace(told, code=code), FORM)
    return act.changed(code)
